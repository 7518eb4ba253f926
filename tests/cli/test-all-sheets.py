#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""--all-sheets: every table of a workbook or an archive in one import, the orders and their lines put together."""
import os
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, write

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


def test_nothing_known(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    failed = call(workspace, 'import', '--all-sheets', pack(folder, ['notes']))
    assert failed.code == 1 and failed.json['error'], failed
    assert call(workspace, 'import', '--all-sheets', '--sheet', 'x', pack(folder, ['lines'])).code == 2


tap.main(globals())
