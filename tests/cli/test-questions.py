#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions about a run from outside: what if, and the requests of batch about customers."""
import csv
import json
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, small_exports

AS_OF = ('--as-of', '2025-12-31')


def prepared(folder, *options):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *small_exports(folder))
    good(workspace, 'run', *AS_OF, *options)
    return workspace


def exported(workspace, folder):
    out = os.path.join(folder, 'out.csv')
    if os.path.exists(out):
        os.unlink(out)
    good(workspace, 'export', '--out', out)
    with open(out, newline='', encoding='utf-8-sig') as stream:
        return len(list(csv.reader(stream))) - 1


def test_shown_is_applied(folder):
    """For random minimum scores: what is shown, what the run says after applying, and the rows of the export."""
    chance = random.Random(tap.seed())
    workspace = prepared(folder, '--ranker', 'learned')
    for _ in range(8):
        minimum = chance.randrange(4000, 9000) / 100
        shown = good(workspace, 'what-if', '--min-score', minimum)
        assert call(workspace, 'what-if', '--min-score', minimum, '--apply').code == 0
        run = good(workspace, 'runs', shown['run'])
        assert run['statuses']['APPROVED'] == shown['approved'] and run['held'] == shown['held'], (run, shown)
        items = good(workspace, 'review', 'list', '--limit', '1000')['items']
        assert sum(i['passed'] for i in items) == shown['passed'] == sum(shown['scenarios'].values()), shown
        assert len({i['customer_code'] for i in items if i['passed']}) == shown['reached'], shown
        assert shown['approved'] == 0 or exported(workspace, folder) == shown['approved'], shown
    assert good(workspace, 'verify')['findings'] == []


def test_items_of_merged(folder):
    """What was recommended to somebody who is part of another customer by now shows that one, and is barred by his objection."""
    workspace = prepared(folder)
    items = good(workspace, 'review', 'list', '--limit', '1000')['items']
    codes = sorted({item['customer_code'] for item in items})
    gone, kept = codes[:2]
    good(workspace, 'duplicates', 'merge', kept, gone)
    good(workspace, 'customers', kept, '--set', 'last_name=Kept', '--opt-out')
    for item in good(workspace, 'review', 'list', '--limit', '1000')['items']:
        if item['customer_code'] == gone:
            assert item['merged_with'] == kept and item['customer_name'].startswith('Kept') and item['barred'], item
        else:
            assert 'merged_with' not in item, item


def test_weights_are_calculated(folder):
    workspace = prepared(folder)
    for weights in ('70,10,10,10', '0,0,100,0', '25,25,25,25'):
        shown = good(workspace, 'what-if', '--weights', weights, '--min-score', '55.5')
        assert shown['calculated'], shown
        applied = good(workspace, 'what-if', '--weights', weights, '--min-score', '55.5', '--apply')
        run = good(workspace, 'runs', applied['run'])
        assert run['items'] == shown['items'] and run['statuses']['APPROVED'] == shown['approved'], (run, shown)
        assert run['preset'] == 'CUSTOM', run
    for wrong in ('70,10,10', '70,10,10,11', 'a,b,c,d'):
        assert call(workspace, 'what-if', '--weights', wrong).code == 2, wrong
    assert call(workspace, 'what-if', '--min-score', '101').code == 2
    assert call(workspace, 'what-if', '--run', '99').code == 1
    assert good(workspace, 'verify')['findings'] == []


def test_calibrated_lists(folder):
    """The option is stored with the run, and a run with it is calculated again to the same digest."""
    workspace = prepared(folder)
    plain = good(workspace, 'run', *AS_OF, '--top', '6')
    first = good(workspace, 'run', *AS_OF, '--top', '6', '--calibrate', '80', '--family-cap', '6')
    second = good(workspace, 'run', *AS_OF, '--top', '6', '--calibrate', '80', '--family-cap', '6', '--threads', '2')
    assert first['calibration'] == 80 and first['digest'] == second['digest'] != plain['digest'], first
    assert first['metrics']['families_per_list'] >= 1, first
    assert 0 <= first['metrics']['new_share'] <= 1 and 0 <= first['metrics']['popularity'] <= 1, first
    assert call(workspace, 'run', '--calibrate', '101').code == 2


def ask(workspace, requests):
    text = ''.join((r if isinstance(r, str) else json.dumps(r)) + '\n' for r in requests)
    process = subprocess.run([CLI, '--workspace', workspace, 'batch'], input=text, capture_output=True, text=True, env=environment(), timeout=120)
    assert process.returncode == 0, process
    return [json.loads(line) for line in process.stdout.splitlines()]


def test_batch_answers_about_customers(folder):
    workspace = prepared(folder, '--ranker', 'learned')
    codes = ['C%03d' % i for i in range(57)]
    answers = ask(workspace, [{'op': 'recommend', 'customer': c, 'as_of': '2025-12-31', 'ranker': 'learned'} for c in codes]
                  + [{'op': 'explain', 'customer': c} for c in codes])
    for code, now, stored in zip(codes, answers, answers[len(codes):]):
        assert now['ok'] and stored['ok'] and now['customer_code'] == code, now
        assert [(i['product_key'], i['score']) for i in now['recommendations']] == [(i['product_key'], i['score']) for i in stored['recommendations']], code
        alone = good(workspace, 'explain', code)
        assert [i['id'] for i in alone['recommendations']] == [i['id'] for i in stored['recommendations']]
    why, = ask(workspace, [{'op': 'why-not', 'customer': 'C001', 'product': 'P003', 'as_of': '2025-12-31'}])
    assert why['ok'] and why['decided'] and 'changes' in why, why


def test_why_not_asks_the_latest_run(folder):
    """What the options leave open is as the run had it, and is said; what they name comes first; without a run it is the workspace's."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *small_exports(folder))
    asked = ('why-not', 'C001', 'P003')
    default = good(workspace, *asked, *AS_OF)
    assert 'run' not in default, default
    run = good(workspace, 'run', *AS_OF, '--ranker', 'learned', '--preset', 'best-fit', '--policy', 'strict', '--top', '7', '--min-score', '41')
    items = {}
    for item in good(workspace, 'review', 'list', '--limit', '1000')['items']:
        items.setdefault(item['customer_code'], []).append(item)
    for code in list(items)[:8]:
        for item in items[code]:
            why = good(workspace, 'why-not', code, item['product_key'])
            assert (why['run'], why['as_of'], why['ranker'], why['decided']) == (run['run'], AS_OF[1], 'LEARNED', 'RECOMMENDED'), why
            assert why['score'] == item['score'] and why['rank'] == item['rank'], (why, item)
    spoken, = ask(workspace, [{'op': 'why-not', 'customer': 'C001', 'product': 'P003'}])
    assert spoken['run'] == run['run'] and spoken['ranker'] == 'LEARNED', spoken
    again = good(workspace, *asked, '--ranker', 'family', '--preset', 'original', '--policy', 'standard', '--top', '3')
    assert again['ranker'] == 'FAMILY' and again['policy'] == 'standard', again
    same = ('decided', 'sentence', 'rank', 'score', 'contributions', 'changes')
    assert [again.get(s) for s in same] == [default.get(s) for s in same], (again, default)


def test_batch_refuses(folder):
    workspace = prepared(folder)
    answers = ask(workspace, [{'op': 'recommend', 'customer': 'nobody'}, {'op': 'recommend'}, {'op': 'why-not', 'customer': 'C001'}, 'nonsense',
                              {'op': 'recommend', 'customer': 'C001', 'weights': [1, 2]}, {'op': 'recommend', 'customer': 'C001', 'ranker': 'cheese'},
                              {'op': 'recommend', 'customer': 'C001', 'as_of': 'soon'}, {'op': 'dance'}, {'op': 'recommend', 'customer': 7},
                              {'op': 'recommend', 'customer': 'C001'}])
    assert [a['ok'] for a in answers] == [False] * 9 + [True], answers
    assert all(a['error'] for a in answers[:-1]), answers


def test_value_of_a_date(folder):
    """Without a locale the day stands first, unless only another order makes a day of it; a year of four digits is one anywhere."""
    def ask(text, *options):
        return json.loads(subprocess.run([CLI, 'value', '--type', 'date', *options, '--', text], stdout=subprocess.PIPE, check=True).stdout)['value']
    for text, expected in (('31.1.24', '2024-01-31'), ('01/31/2024', '2024-01-31'), ('05/06/2024', '2024-06-05'), ('2024-01-31', '2024-01-31')):
        assert ask(text) == expected, (text, ask(text))
    assert ask('05/06/2024', '--locale', 'en_US') == '2024-05-06'


def test_value_of_an_amount(folder):
    """A hint names the currency where the text names none; a day is no amount."""
    def ask(text, *options):
        answer = json.loads(subprocess.run([CLI, 'value', '--type', 'money', *options, '--', text], stdout=subprocess.PIPE).stdout)
        return answer.get('value'), answer.get('currency')
    assert ask('1.5E+03', '--hint', 'EUR') == ('1500', 'EUR')
    assert ask('1,23,456.50 INR', '--hint', 'EUR') == ('123456.50', 'INR')
    assert ask('12,50', '--hint', 'FR') == ('12.50', None)
    assert ask('15.08.2017') == (None, None)


def test_turned_line_ends(folder):
    """Lines that end in LF CR are cut there, and a quoted LF stays in its cell."""
    path = os.path.join(folder, 'turned.csv')
    with open(path, 'wb') as out:
        out.write(b'code;name\n\rC1;"Ann\nBo"\n\rC2;Cid\n\r')
    answer = json.loads(subprocess.run([CLI, 'csv2json', path], stdout=subprocess.PIPE, check=True).stdout)
    assert answer['rows'] == [['C1', 'Ann\nBo'], ['C2', 'Cid']] and not answer['rejects'], answer
    with open(path, 'wb') as out:
        out.write(b'code;name\n\r\nC1;Ann\n')
    answer = json.loads(subprocess.run([CLI, 'csv2json', path], stdout=subprocess.PIPE, check=True).stdout)
    assert answer['header'] == ['code', 'name'] and answer['rows'] == [['C1', 'Ann']], answer


def test_sniffs_amounts(folder):
    """Amounts are known by any currency before or behind them, and in the groups of India."""
    path = os.path.join(folder, 'amounts.csv')
    with open(path, 'w', encoding='utf-8') as out:
        out.write('a;b;c;d\nPEN 12.50;1 200,50 ₴;"1,23,456.50";$12.50 USD\nPEN 7.00;3,20 ₴;"12,34,567.00";$3.00 USD\n')
    columns = json.loads(subprocess.run([CLI, 'sniff', path, '--json'], stdout=subprocess.PIPE, check=True).stdout)['columns']
    assert [c['type'] for c in columns] == ['money', 'money', 'decimal', 'money'], columns



tap.main(globals())
