#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports in 18 languages, made by seed: each is read with no word about its columns, and every line, customer and document is what was sold.

The names of columns are synonyms drawn by chance, in any order and with what tills and ledgers have beside them; days, amounts, delimiters and encodings, too.
"""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import call
from exports import Export

SEEDS = int(os.environ.get('TASTEVIN_EXPORTS', '90'))
EPOCH = 719163  # 1970-01-01 as Python counts days
LINES = ('SELECT s.order_day, s.qty_milli, s.amount_ht_cents, s.doc_ref, coalesce (p.product_label, r.text) FROM sales_line s JOIN product_ref r ON r.id = s.product_ref_id '
         'LEFT JOIN product_alias a ON a.product_ref_id = r.id LEFT JOIN product p ON p.id = a.product_id')


def read(folder, export):
    workspace = os.path.join(folder, os.path.basename(export.path) + '.tastevin')
    answer = call(workspace, 'import', export.path)
    if answer.code != 0:  # the days can be read in two ways, and nobody could know
        answer = call(workspace, 'import', '--date-order', export.day_order(), export.path)
    assert answer.code == 0, answer
    return workspace, answer.json['files'][0]


def check(folder, seed):
    export = Export(folder, seed)
    style, lines = export.style, export.shop.lines
    workspace, file = read(folder, export)
    why = (seed, style.language, [style.header[name] for name in style.columns], file['kind'], file['columns'], file['notes'])
    db = sqlite3.connect(workspace)
    labels = {product['key']: product['label'] for product in export.shop.products}
    found = sorted((day, pieces, cents, doc, labels.get(label, label)) for day, pieces, cents, doc, label in db.execute(LINES))
    wanted = sorted((line['day'].toordinal() - EPOCH, line['q'] * 1000, export.expected_amount(line), line['doc'], line['product']['label']) for line in lines)
    assert found == wanted, (why, sorted(set(found) - set(wanted))[:2], sorted(set(wanted) - set(found))[:2])
    buyers = {line['customer']['code']: line['customer'] for line in lines}
    assert db.execute('SELECT count (DISTINCT customer_ref_id) FROM sales_line').fetchone() == (len(buyers),), why
    fold = lambda names: sorted((last.casefold(), first.casefold()) for last, first in names)
    if 'first' in style.who:
        names = db.execute('SELECT last_name, first_name FROM customer').fetchall()
        assert fold(names) == fold((buyer['last'], buyer['first']) for buyer in buyers.values()), (why, names[:3])
    if 'email' in style.who:
        assert {email for email, in db.execute('SELECT email FROM customer')} == {buyer['email'] for buyer in buyers.values()}, why
    db.close()


def make_test(first, end):
    return lambda folder: [check(folder, seed) for seed in range(first, end)]


for first in range(0, SEEDS, 30):
    globals()['test_seeds_%d' % first] = make_test(first, min(first + 30, SEEDS))

tap.main(globals())
