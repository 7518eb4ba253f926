#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A till's lines name products by their labels alone, a catalogue has keys for them: what is called alike is one product, whichever file comes first."""
import csv
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import good, write

CATALOGUE = 'product_key,product_label,family,price,cost\nP1,Red jug,Jugs,10,4\nP2,Blue cup,Cups,5,2\nP3,Twin,Cups,5,2\nP4,Twin,Jugs,6,2\n'


def make_lines(month):
    labels = ('Red jug', 'blue  CUP', 'Twin', 'Spoon')
    rows = ['C%d,Name%d,c%d@example.org,2024-%02d-%02d,F%d%d,%s,%d,%d.50' % (i % 8, i % 8, i % 8, month, i % 28 + 1, month, i, labels[i % 4], i % 3 + 1, 9 * (i % 3 + 1)) for i in range(40)]
    return 'customer_code,last_name,email,order_date,doc_ref,product_label,qty,amount_ht\n' + '\n'.join(rows) + '\n'


def products(workspace):
    good(workspace, 'info')
    db = sqlite3.connect(workspace)
    rows = db.execute('SELECT p.product_key, count (s.id) FROM product p LEFT JOIN product_alias a ON a.product_id = p.id LEFT JOIN sales_line s ON s.product_ref_id = a.product_ref_id GROUP BY p.id').fetchall()
    db.close()
    return dict(rows)


BEFORE = {'Red jug': 10, 'blue CUP': 10, 'Twin': 10, 'Spoon': 10}
AFTER = {'P1': 10, 'P2': 10, 'P3': 0, 'P4': 0, 'Twin': 10, 'Spoon': 10}


def test_either_first(folder):
    lines, catalogue = write(folder, 'till.csv', make_lines(1)), write(folder, 'catalogue.csv', CATALOGUE)
    for name, files in (('one', (lines, catalogue)), ('other', (catalogue, lines))):
        workspace = os.path.join(folder, name + '.tastevin')
        for path in files:
            good(workspace, 'import', path)
        # Of two products of one name none is guessed, and what no catalogue has stays what it is.
        found = products(workspace)
        assert found == AFTER, found
    # The next month says nothing new of them.
    answer = good(workspace, 'import', write(folder, 'next.csv', make_lines(2)))['files'][0]
    counts = {part['table']: (part['new'], part['changed'], part['unchanged']) for part in answer['difference']}
    assert counts['product'] == (0, 0, 4), counts


def test_undo(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'till.csv', make_lines(1)))
    batch = good(workspace, 'import', write(folder, 'catalogue.csv', CATALOGUE))['files'][0]['batch']
    good(workspace, 'import', '--undo', batch)
    found = products(workspace)
    assert found == BEFORE, found
    good(workspace, 'import', '--redo', batch)
    assert products(workspace) == AFTER


def test_catalogue_that_knows_less(folder):
    """Lines that have a family keep it where the catalogue has none for what is called so."""
    workspace = os.path.join(folder, 'w.tastevin')
    rows = [row + (',Ware' if i else ',family') for i, row in enumerate(make_lines(1).splitlines())]
    good(workspace, 'import', write(folder, 'till.csv', '\n'.join(rows) + '\n'))
    good(workspace, 'import', write(folder, 'list.csv', 'product_key,product_label,price\nP1,Red jug,10\n'))
    found = products(workspace)
    assert (found['Red jug'], found['P1']) == (10, 0), found


def test_run_before_the_catalogue(folder):
    """What was recommended by its label is the product of the catalogue that came afterwards."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'till.csv', make_lines(1)))
    good(workspace, 'run', '--as-of', '2024-02-01', '--policy', 'permissive')
    good(workspace, 'import', write(folder, 'catalogue.csv', CATALOGUE))
    good(workspace, 'review', 'approve', '--all')
    path = os.path.join(folder, 'out.csv')
    good(workspace, 'export', '--out', path)
    with open(path, encoding='utf-8-sig', newline='') as stream:
        keys = {row['product_key'] for row in csv.DictReader(stream)}
    assert keys and 'Red jug' not in keys and 'P1' in keys, keys
    good(workspace, 'verify')


tap.main(globals())
