#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line says to a person: what comes first where something cannot be done yet, and tables in columns."""
import os
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, small_exports, write


def test_refusals_say_what_to_do(folder):
    """What cannot be done yet is nobody's meddling, and no name that was mistyped."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    nothing = good(workspace, 'quality', 'data')
    assert nothing['score'] is None and set(nothing['dimensions'].values()) == {None}, nothing
    sayings = []
    for arguments, wanted in ((['init'], 'another name'), (['run'], 'Import'), (['backtest'], 'Import'), (['runs', '1'], None),
                              (['explain', 'C1'], None), (['export', '--out', os.path.join(folder, 'e.csv')], 'Make a run first'),
                              (['review', 'undo'], None), (['review', 'approve', '--all'], None), (['backtest', 'show', '0'], None)):
        answer = call(workspace, *arguments)
        assert answer.code in (1, 2), arguments
        sayings.append(answer.json.get('error', '') + ' ' + (answer.json.get('advice') or ''))
        assert wanted is None or wanted in sayings[-1], sayings[-1]
    good(workspace, 'import', *small_exports(folder))
    good(workspace, 'run', '--policy', 'strict')
    answer = call(workspace, 'export', '--out', os.path.join(folder, 'e.csv'))
    sayings.append(answer.json['error'] + ' ' + (answer.json.get('advice') or ''))
    assert answer.code == 1 and 'Approve some first' in sayings[-1], answer
    for saying in sayings:
        assert 'Something else changed it' not in saying and not saying.startswith(' '), saying


def test_rejects_are_told_once_a_kind(folder):
    """Of a hundred rows without a customer one is shown, and how many there are; a program gets the rows."""
    workspace = os.path.join(folder, 'w.tastevin')
    path = write(folder, 'sales.csv', 'customer_code,order_date,doc_ref,product_label,qty,amount_ht\n' + ',2024-01-02,F1,Jug,1,5\n' * 100
                 + 'C1,2024-01-02,F2,Jug,one,5\nC1,2024-01-02,F3,Jug,1,5\n')
    shown = subprocess.run([CLI, '--workspace', workspace, 'import', '--dry-run', '--kind', 'invoice_lines', path], capture_output=True, text=True,
                           env=environment(LC_ALL='C.UTF-8')).stdout
    assert shown.count('customer_code:') == 1 and 'and 99 more rows' in shown and 'line 102, qty' in shown, shown
    assert len(good(workspace, 'import', '--dry-run', '--kind', 'invoice_lines', path)['files'][0]['rejects']) == 20


def test_tables_stand_in_columns(folder):
    """As wide as they look: letters of two bytes push nothing aside, and none is cut in two."""
    workspace = os.path.join(folder, 'w.tastevin')
    customers = write(folder, 'customers.csv', 'customer_code,last_name,first_name\nC1,Plain,Ann\nC2,Éèêëàâäîïôöùûü,Zoé\n'
                      'C3,' + 'é' * 60 + ',Ann\nC4,山田,太郎\n')
    products = write(folder, 'products.csv', 'product_key,product_label,family\nP,Crémant,Crémant de très vieille réserve\n')
    sales = write(folder, 'sales.csv', 'customer_code,order_date,doc_ref,product_label,qty,amount_ht\n'
                  + ''.join('C%d,2024-01-0%d,D%d,Crémant,1,1234.5\n' % (c, c, c) for c in (1, 2, 3, 4)))
    good(workspace, 'import', customers, products, sales)
    shown = subprocess.run([CLI, '--workspace', workspace, 'customers'], capture_output=True, env=environment(LC_ALL='C.UTF-8'))
    lines = shown.stdout.decode('utf-8').splitlines()[:4]
    width = [sum(2 if unicodedata.east_asian_width(letter) in 'WF' else 1 for letter in line[:line.index('2024')]) for line in lines]
    assert len(set(width)) == 1, (width, lines)
    assert 'é… ' in lines[2] and '太郎' in lines[3], lines


tap.main(globals())
