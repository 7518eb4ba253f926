#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""--all-sheets: every table of a workbook or an archive in one import, the orders and their lines put together."""
import os
import sqlite3
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, write
from sheets import write_xlsx

TABLES = {
    'customers': 'Code client;Nom;E-mail\nC1;Roux;a@example.org\nC2;Petit;b@example.org\n',
    'products': 'Code article;Désignation;Famille;Prix\nA1;Bol;Table;4,00\nA2;Pot;Table;6,00\n',
    'orders': 'N° commande;Date commande;Code client\n1;01/02/2024;C1\n2;17/02/2024;C2\n',
    'lines': 'N° commande;Code article;Qté;Montant HT\n1;A1;2;8,00\n1;A2;1;6,00\n2;A2;3;18,00\n',
    'notes': 'printed on Monday\n',
}


def pack(folder, names):
    path = os.path.join(folder, 'export.zip')
    with zipfile.ZipFile(path, 'w') as out:
        for name in names:
            out.writestr(name + '.csv', TABLES[name])
    return path


def page(folder):
    row = lambda line: '<tr>%s</tr>' % ''.join('<td>%s</td>' % cell for cell in line.split(';'))
    tables = ''.join('<table>%s</table>' % ''.join(row(line) for line in text.splitlines()) for text in TABLES.values())
    return write(folder, 'export.xls', '<html><meta charset="utf-8">%s</html>' % tables)


def expect(workspace, answer):
    kinds = [(file['kind'], file['accepted'], file['rejected'], file['pending']) for file in answer['files']]
    assert kinds == [('CUSTOMERS', 2, 0, 0), ('PRODUCTS', 2, 0, 0), ('SALES_LINES', 3, 0, 0)], answer
    assert good(workspace, 'info')['sales_lines'] == 3


def test_archive(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    path = pack(folder, TABLES)
    failed = call(workspace, 'import', path)
    assert failed.code == 1, failed
    expect(workspace, good(workspace, 'import', '--all-sheets', path))
    again = good(workspace, 'import', '--all-sheets', path)['files']
    assert [file['same_batch'] for file in again] == [1, 2, 3], again


def test_workbook(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    path = page(folder)
    text = subprocess.run([CLI, '--workspace', workspace, 'import', '--dry-run', path], capture_output=True, text=True, env=environment()).stdout
    assert '--all-sheets' in text, text
    answer = good(workspace, 'import', '--all-sheets', path)
    expect(workspace, answer)
    taken = [(sheet['name'], sheet['taken']) for sheet in answer['files'][0]['sheets'] if not sheet['hidden']]
    assert taken == [('1', True), ('2', True), ('3', True), ('4', True)], answer['files'][0]['sheets']


NAMED = {
    'orders': [['N° commande', 'Date commande', 'Code client', 'Nom', 'E-mail']]
              + [[1000 + i, '%02d/03/2024' % (1 + i), 'C%d' % (i % 4), 'Roux %d' % (i % 4), 'buyer%d@example.org' % (i % 4)] for i in range(20)],
    'lines': [['N° commande', 'Code article', 'Désignation', 'Qté', 'Montant HT']]
             + [[1000 + i // 2, 'A%d' % (i % 5), 'Bol %d' % (i % 5), 1 + i % 3, 4 * (1 + i % 3)] for i in range(40)],
}
CENTS = sum(line[4] for line in NAMED['lines'][1:]) * 100


def keep(folder, name):
    """One table as a file of its own, in the form that its name says."""
    path, rows = os.path.join(folder, name), NAMED[name.split('.')[0]]
    if name.endswith('.xlsx'):
        return write_xlsx(path, {'Feuil1': rows})
    return write(folder, name, ''.join(';'.join(str(cell) for cell in row) + '\n' for row in rows))


def zip_up(folder, paths):
    path = os.path.join(folder, 'export.zip')
    with zipfile.ZipFile(path, 'w') as out:
        for member in paths:
            out.write(member, os.path.basename(member))
    return path


def expect_named(folder, *arguments, **environment):
    """Lines, customers and their names are there, whichever way the two tables came."""
    workspace = os.path.join(folder, 'w.tastevin')
    for left in os.listdir(folder):
        if left.startswith('w.tastevin'):
            os.remove(os.path.join(folder, left))
    files = good(workspace, 'import', *arguments, **environment)['files']
    assert [(file['kind'], file['accepted'], file['rejected'], file['pending']) for file in files] == [('INVOICE_LINES', 40, 0, 0)], files
    lines = sqlite3.connect(workspace).execute('SELECT sum (amount_ht_cents), min (order_day), max (order_day) FROM sales_line').fetchone()
    assert lines == (CENTS, 19783, 19783 + 19), lines
    names = sqlite3.connect(workspace).execute('SELECT count (*), min (last_name) FROM customer').fetchone()
    assert names == (4, 'Roux 0'), names


def test_orders_that_name_their_customers(folder):
    """A name beside the code of a customer is the customer's, and nothing that was sold."""
    for orders in ('orders.csv', 'orders.xlsx'):
        for lines in ('lines.csv', 'lines.xlsx'):
            expect_named(folder, keep(folder, orders), keep(folder, lines))


def test_workbooks_in_an_archive(folder):
    """Orders and lines go together wherever they stand; nothing that was unpacked is left behind."""
    unpacked = os.path.join(folder, 'unpacked')
    os.mkdir(unpacked)
    for orders in ('orders.csv', 'orders.xlsx'):
        for lines in ('lines.csv', 'lines.xlsx'):
            expect_named(folder, '--all-sheets', zip_up(folder, [keep(folder, orders), keep(folder, lines)]), TMPDIR=unpacked)
    both = write_xlsx(os.path.join(folder, 'both.xlsx'), NAMED)
    expect_named(folder, '--all-sheets', both)
    packed = zip_up(folder, [both])
    expect_named(folder, '--all-sheets', packed, TMPDIR=unpacked)
    again = good(os.path.join(folder, 'w.tastevin'), 'import', '--all-sheets', packed)['files']
    assert [file['same_batch'] for file in again] == [1], again
    traced = good(os.path.join(folder, 'w.tastevin'), 'trace', 'customer', 'C1', 'email')
    assert traced['rows'] and all(row['file_state'] == 'NOT_KEPT' for row in traced['rows']), traced
    assert os.listdir(unpacked) == []


def test_workbook_of_each_month_in_an_archive(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    header = ['Date', 'N° facture', 'Code client', 'Désignation', 'Quantité', 'Montant HT']
    months = [write_xlsx(os.path.join(folder, 'ventes 2024-%02d.xlsx' % month),
                         {'Feuil1': [header] + [['%02d/%02d/2024' % (1 + i, month), 'F%d-%d' % (month, i), 'C%d' % i, 'Bol', 1, 4] for i in range(15)]})
              for month in range(1, 4)]
    files = good(workspace, 'import', '--all-sheets', '--kind', 'invoice_lines', zip_up(folder, months))['files']
    assert [(file['file'], file['accepted'], file['rejected']) for file in files] == [(os.path.basename(month), 15, 0) for month in months], files


def test_nothing_known(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    failed = call(workspace, 'import', '--all-sheets', pack(folder, ['notes']))
    assert failed.code == 1 and failed.json['error'], failed
    assert call(workspace, 'import', '--all-sheets', '--sheet', 'x', pack(folder, ['lines'])).code == 2


tap.main(globals())
