#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs over bases that no shop has, from outside: with every ranker a run is right, or says in one sentence what is missing."""
import math
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, good, write

RANKERS = ('family', 'popularity', 'frequency', 'neighbours', 'learned')
CUSTOMERS = 'customer_code,last_name,email,is_optout\n'
PRODUCTS = 'product_key,product_label,family,price,margin,stock\n'
SALES = 'customer_code,order_date,doc_ref,product_key,product_label,qty,amount_ht\n'


def customers(count):
    return CUSTOMERS + ''.join(f'C{i},Name{i},c{i}@example.org,0\n' for i in range(count))


def products(count, family='F{}', price='10.00', margin='4.00'):
    return PRODUCTS + ''.join(f'P{i},Product {i},{family.format(i % 4)},{price},{margin},50\n' for i in range(count))


def sales(rows):
    return SALES + ''.join(f'C{c},{day},{doc},P{p},Product {p},{qty},{amount}\n' for c, day, doc, p, qty, amount in rows)


def usual(customer_count=8, product_count=8, day='2025-{:02}-15', qty=1, amount='10.00'):
    return [(c, day.format(1 + (c + p) % 12), f'D{c}-{p % 3}-{(c + p) % 12}', p, qty, amount)
            for c in range(customer_count) for p in range(product_count) if (c + p) % 3]


# name, customers, products, sales lines, options of the run, whether items are expected (None: either)
BASES = [
    ('no products', customers(5), None, None, (), False),
    ('products nobody bought', customers(5), products(5), None, (), False),
    ('one customer', customers(1), products(8), usual(1, 8), (), True),
    ('one product', customers(8), products(1), [(c, '2025-03-01', f'D{c}', 0, 1, '10.00') for c in range(8)], (), True),
    ('one customer, one product, one line', customers(1), products(1), [(0, '2025-03-01', 'D', 0, 1, '10.00')], (), True),
    ('all lines on one day', customers(8), products(8), usual(day='2025-06-15'), (), None),
    ('all lines on the reference date', customers(8), products(8), usual(day='2025-12-31'), (), None),
    ('all returns', customers(8), products(8), usual(qty=-1, amount='-10.00'), (), False),
    ('all bought and returned', customers(8), products(8),
     usual() + [(c, '2025-12-20', f'R{c}-{p}', p, -1, '-10.00') for c, _, _, p, _, _ in usual()], (), False),
    ('all dates after the reference date', customers(8), products(8), usual(day='2026-{:02}-15'), (), False),
    ('some dates after the reference date', customers(8), products(8), usual() + usual(day='2031-{:02}-15'), (), True),
    ('reference date before everything', customers(8), products(8), usual(), ('--as-of', '1990-01-01'), False),
    ('reference date far away', customers(8), products(8), usual(), ('--as-of', '2999-12-31'), True),
    ('zero prices', customers(8), products(8, price='0'), usual(amount='0'), (), True),
    ('no margin', customers(8), products(8, margin=''), usual(), (), True),
    ('margins beyond the price', customers(8), products(8, price='1.00', margin='-500000.00'), usual(), (), True),
    ('families all empty', customers(8), products(8, family=''), usual(), (), True),
    ('huge amounts', customers(8), products(8, price='90000000000.00'), usual(amount='90000000000.00'), (), True),
    ('everybody opted out', customers(8).replace(',0\n', ',1\n'), products(8), usual(), (), False),
    ('nothing in stock', customers(8), products(8).replace(',50\n', ',0\n'), usual(), (), False),
    ('customers without lines', customers(40), products(8), usual(4, 8), (), True),
]


def check_number(value):
    assert value is None or isinstance(value, (str, bool)) or math.isfinite(value), value


def check_finite(node):
    for value in node.values() if isinstance(node, dict) else node:
        if isinstance(value, (dict, list)):
            check_finite(value)
        else:
            check_number(value)


def check_run(workspace, run, has_items):
    check_finite(run)
    assert has_items is None or (run['items'] > 0) == has_items, run
    assert run['customers'] == run['served'] + sum(e['count'] for e in run['exclusions']), run
    assert 0 <= run['metrics']['quality'] <= 1 and 0 <= run['metrics']['gini'] <= 1, run
    for item in good(workspace, 'review', 'list', '--limit', '1000')['items']:
        check_finite(item)
        assert 0 <= item['score'] <= 100, item
        assert sum(round(p['contribution'] * 100) for p in item['parts'].values()) == round(item['score'] * 100), item


def try_base(folder, base):
    name, people, goods, lines, options, has_items = base
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    for file_name, text in (('customers.csv', people), ('products.csv', goods), ('sales_lines.csv', sales(lines) if lines else None)):
        if text:
            good(workspace, 'import', write(folder, file_name, text))
    options = options or ('--as-of', '2025-12-31')
    for ranker in RANKERS:
        for more in ((), ('--calibrate', '50', '--top', '20', '--thresholds', 'wine-estate', '--preset', 'best-fit')):
            answer = call(workspace, 'run', *options, '--ranker', ranker, *more)
            assert answer.code == 0, (name, ranker, answer)
            check_run(workspace, answer.json, has_items if not more else None)
    now = call(workspace, 'explain', 'C0', '--now', *options, '--ranker', 'learned')
    assert now.code == 0, now
    if goods:
        why = call(workspace, 'why-not', 'C0', 'P0', *options, '--ranker', 'learned')
        assert why.code == 0, why
        check_finite(why.json)
    assert good(workspace, 'verify')['findings'] == [], name


def make_test(base):
    def test(folder):
        try_base(folder, base)
    test.__name__ = 'test_' + base[0].replace(' ', '_').replace(',', '')
    return test


def test_nothing_at_all(folder):
    """Without customers the sentence says so, and nothing is written."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    good(workspace, 'import', write(folder, 'products.csv', products(5)))
    for ranker in RANKERS:
        answer = call(workspace, 'run', '--ranker', ranker)
        assert answer.code == 1 and 'no customers' in repr(answer), answer
    assert good(workspace, 'runs')['runs'] == []


def test_rank_says_what_it_goes_by(folder):
    """Too little to learn from is said; with a dozen customers and a year there is enough."""
    day = '2026-01-01'
    for name, day_form, learned in (('poor', '2025-06-15', False), ('enough', '2025-{:02}-15', True)):
        home = os.path.join(folder, name)
        os.mkdir(home)
        workspace = os.path.join(home, 'w.tastevin')
        good(workspace, 'init')
        good(workspace, 'import', write(home, 'customers.csv', customers(12)), write(home, 'products.csv', products(12)),
             write(home, 'sales_lines.csv', sales(usual(12, 12, day=day_form))))
        out = os.path.join(home, 'top.csv')
        for protocol in ('all', 'novel', 'repeat'):
            options = ('rank', '--as-of', day, '--protocol', protocol, '--out', out)
            answer = good(workspace, *options)
            assert answer['learned'] == learned and answer['customers'] == 12, answer
            said = subprocess.run([CLI, '--workspace', workspace, *options], capture_output=True, text=True).stdout
            assert ('too few purchases to learn from' in said) == (not learned), said
            assert ('similar and recent purchases' in said) == (protocol == 'novel' and not learned), said
            with open(out) as rows:
                assert all(math.isfinite(float(row.split(',')[3])) for row in list(rows)[1:])
        said = subprocess.run([CLI, '--workspace', workspace, 'rank', '--as-of', day, '--ranker', 'popularity', '--out', out],
                              capture_output=True, text=True).stdout
        assert 'learn' not in said, said


def test_rank_counts_in_words(folder):
    for count, word in ((1, '1 customer by'), (2, '2 customers by')):
        home = os.path.join(folder, str(count))
        os.mkdir(home)
        workspace = os.path.join(home, 'w.tastevin')
        good(workspace, 'init')
        good(workspace, 'import', write(home, 'customers.csv', customers(count)), write(home, 'products.csv', products(12)),
             write(home, 'sales_lines.csv', sales(usual(count, 12))))
        for ranker in ('popularity', 'learned'):
            said = subprocess.run([CLI, '--workspace', workspace, 'rank', '--as-of', '2027-01-01', '--ranker', ranker, '--out', os.path.join(home, 'top.csv')],
                                  capture_output=True, text=True).stdout
            assert word in said, said


def test_one_customer_with_very_many_lines(folder):
    """Ten times the lines of one customer take about ten times as long, not a hundred times."""
    seconds = []
    for count in (30000, 300000):
        home = os.path.join(folder, str(count))
        os.mkdir(home)
        workspace = os.path.join(home, 'w.tastevin')
        good(workspace, 'init')
        good(workspace, 'import', write(home, 'customers.csv', customers(3)), write(home, 'products.csv', products(200)))
        rows = [(0, f'20{10 + i % 15}-{1 + i % 12:02}-{1 + i % 28:02}', f'D{i % 5000}', i * 7 % 200, 1 + i % 3, '12.50') for i in range(count)]
        rows += [(c, '2025-06-01', f'E{c}', c, 1, '12.50') for c in (1, 2)]
        good(workspace, 'import', write(home, 'sales_lines.csv', sales(rows)))
        begin = os.times()
        for ranker in RANKERS:
            check_run(workspace, good(workspace, 'run', '--as-of', '2025-12-31', '--ranker', ranker), True)
        end = os.times()
        seconds.append(end.children_user - begin.children_user)
    assert seconds[1] < 40 * seconds[0] + 2, seconds


if __name__ == '__main__':
    for made in [make_test(base) for base in BASES]:
        globals()[made.__name__] = made
    tap.main(dict(globals()))
