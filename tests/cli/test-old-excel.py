#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Old Excel files on the command line: the sheet with the table, days and codes, back to the cell; locked ones, and one that is packed."""
import datetime
import gzip
import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
import xls
from cli import call, good

HEADER = ['customer_code', 'order_date', 'doc_ref', 'product_label', 'qty', 'amount_ht']


def test_old_excel(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    day = datetime.date(2024, 3, 1)
    rows = [['Café de l’Étoile']] + [['N° client', 'Date', 'Ticket', 'Article', 'Qté', 'Total HT']] + [['%03d' % i, day, 'T%d' % i, 'Crème', i, 10.5 * i] for i in range(1, 200)]
    book = xls.write_xls(os.path.join(folder, 'ventes.xls'), [('Ancien', True, [['Code'], ['X']]), ('Résumé', False, [['Total', 12.5]]), ('Détail', False, rows)])
    look = call(workspace, 'sniff', book).json
    assert (look['ok'], look['sheet'], look['n_columns']) == (True, 'Détail', 6), look
    assert [(s['name'], s['hidden']) for s in look['sheets']] == [('Ancien', True), ('Résumé', False), ('Détail', False)], look
    assert [(c['name'], c['type']) for c in look['columns']][1:3] == [('Date', 'date'), ('Ticket', 'text')], look
    answer = good(workspace, 'import', book)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['columns']['amount_ht']) == (199, 0, 'Total HT'), answer
    row = good(workspace, 'trace', 'sales_line', '1:4', 'customer_code')['rows'][0]
    assert (row['entry'], row['original']) == ('Détail', '002'), row
    row = good(workspace, 'trace', 'sales_line', '1:4', 'order_date')['rows'][0]
    assert (row['entry'], row['original']) == ('Détail', '2024-03-01'), row


def test_packed_books(folder):
    rows = [HEADER] + [['C%d' % (i % 9), datetime.date(2024, 3, 1 + i % 28), 'F%d' % i, 'Château %d' % (i % 5), 1, 10.5 + i] for i in range(200)]
    book = xls.write_xls(os.path.join(folder, 'ventes.xls'), [('Résumé', False, [['Total', 12.5]]), ('Détail', False, rows)])
    page = '<html><table><tr>%s</tr><tr>%s</tr></table></html>' % (''.join('<th>%s</th>' % h for h in HEADER), ''.join('<td>%s</td>' % c for c in ('C1', '2024-03-01', 'F1', 'Jug', 1, '4.50')))
    for name, members in {'a': {'export/ventes.xls': None}, 'b': {'ventes.xls': page}, 'c': {'ventes.xls': None, 'notes.txt': 'Nothing'}, 'd': {'../ventes.xls': None}}.items():
        with zipfile.ZipFile(os.path.join(folder, name + '.zip'), 'w') as out:
            for member, text in members.items():
                out.writestr(member, text) if text else out.write(book, member)
    with gzip.open(book + '.gz', 'wb') as out, open(book, 'rb') as source:
        out.write(source.read())
    scratch = os.path.join(folder, 'scratch')
    os.mkdir(scratch)
    look = lambda *file: call(os.path.join(folder, 'w.tastevin'), *file, TMPDIR=scratch)
    for file in (['a.zip'], ['ventes.xls.gz'], ['--sheet', 'ventes.xls', 'c.zip']):
        file[-1] = os.path.join(folder, file[-1])
        answer = look('import', '--dry-run', *file).json['files'][0]
        assert (answer['file'], answer['accepted'], answer['rejected']) == ('ventes.xls', 200, 0), answer
    assert look('import', '--dry-run', os.path.join(folder, 'b.zip')).json['files'][0]['accepted'] == 1
    told = look('sniff', os.path.join(folder, 'a.zip')).json
    assert (told['sheet'], told['n_columns']) == ('Détail', 6), told
    with zipfile.ZipFile(os.path.join(folder, 'e.zip'), 'w') as out:
        out.write(os.path.join(folder, 'a.zip'), 'a.zip')
    for name, words in (('c.zip', 'choose one'), ('d.zip', 'points outside'), ('e.zip', 'unpack it first')):
        refused = look('import', '--dry-run', os.path.join(folder, name)).json
        assert not refused['ok'] and words in refused['error'], refused
    assert os.listdir(scratch) == [], os.listdir(scratch)


def test_locked_excel(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    rows = [HEADER] + [['C%d' % (i % 9), datetime.date(2024, 3, 1 + i % 28), 'F%d' % i, 'Château %d' % (i % 5), 1, 10.5 + i] for i in range(200)]
    for kind in ('md5', 'sha1'):
        book = xls.write_xls(os.path.join(folder, kind + '.xls'), [('Ventes', False, rows)], kind)
        answer = good(workspace, 'import', book)['files'][0]
        assert (answer['accepted'], answer['rejected']) == (200, 0), answer
        row = good(workspace, 'trace', 'sales_line', '%d:201' % answer['batch'], 'order_date')['rows'][0]
        assert (row['entry'], row['original']) == ('Ventes', '2024-03-04'), row
        refused = call(workspace, 'import', xls.write_xls(book, [('Ventes', False, rows)], kind, 'secret'))
        assert not refused.json['ok'] and 'protected by a password' in refused.json['error'], refused.json


tap.main(globals())
