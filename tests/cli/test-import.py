#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports on the command line: dry run with difference and drift, presets, sources, undo and redo, trace, mended rejects, pipes, files that change."""
import contextlib
import json
import os
import pathlib
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, small_exports, write

HEADER = 'customer_code,order_date,doc_ref,product_label,qty,amount_ht,email\n'


def month(folder, number, rows=30, header=HEADER):
    lines = ['C%d,2024-%02d-%02d,F%d%03d,Wine %d,1,%d.50,c%d@example.org' % (i % 9, number, 1 + i % 28, number, i, i % 5, 10 + i % 5, i % 9) for i in range(rows)]
    return write(folder, 'sales-2024-%02d.csv' % number, header + '\n'.join(lines) + '\n')


def query(workspace, sql):
    with contextlib.closing(sqlite3.connect('file:%s?mode=ro' % workspace, uri=True)) as db:
        return db.execute(sql).fetchall()


def test_undo_and_redo(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', month(folder, 1))
    before = good(workspace, 'info')
    batch = good(workspace, 'import', month(folder, 2, 50))['files'][0]['batch']
    after = good(workspace, 'info')
    report = good(workspace, 'import', '--undo', batch)
    groups = {g['code']: g for g in report['groups']}
    assert groups['SALES_LINES']['count'] == 50 and groups['SALES_LINES']['outcome'] == 'REVERSED', report
    assert groups['CUSTOMERS_KEPT']['count'] == 9, report
    same = ('customers', 'products', 'sales_lines', 'batches', 'last_order')
    undone = good(workspace, 'info')
    assert [undone[k] for k in same] == [before[k] for k in same], undone
    refused = call(workspace, 'import', '--undo', batch)
    assert refused.code == 1 and 'undone already' in refused.json['error'], refused
    good(workspace, 'import', '--redo', batch)
    redone = good(workspace, 'info')
    assert [redone[k] for k in same] == [after[k] for k in same], redone
    assert call(workspace, 'import', '--undo', batch, 'file.csv').code == 2
    assert good(workspace, 'verify')['findings'] == []


def test_dry_run_tells_difference_and_drift(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', month(folder, 1, 40))
    other = HEADER.replace('email', 'courriel')
    answer = good(workspace, 'import', '--dry-run', month(folder, 2, 5, other))['files'][0]
    assert answer['previous_batch'] == 1 and answer['batch'] == 0, answer
    codes = {f['code'] for f in answer['drift']}
    assert {'ROWS', 'NEW_COLUMN', 'LOST_COLUMN'} <= codes and 'REPEATED' not in codes, answer
    lines = [d for d in answer['difference'] if d['table'] == 'sales_line'][0]
    assert (lines['new'], lines['unchanged']) == (5, 0), answer
    again = write(folder, 'again.csv', HEADER + open(month(folder, 1, 40), encoding='utf-8').read().split('\n', 1)[1] + 'C1,2024-03-01,F9,Wine 1,1,5,\n')
    answer = good(workspace, 'import', '--dry-run', again)['files'][0]
    lines = [d for d in answer['difference'] if d['table'] == 'sales_line'][0]
    assert (lines['new'], lines['changed'], lines['unchanged']) == (1, 0, 40), answer
    assert 'REPEATED' in {f['code'] for f in answer['drift'] if f['serious']}, answer
    assert query(workspace, 'SELECT count (*) FROM import_batch') == [(1,)]


def test_presets_and_sources(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    mapping = write(folder, 'map.json', '{"kind": "sales_lines", "date_order": "MDY", "decimal_mark": ".", "columns": {"customer_code": "Who", "order_date": "When", '
                    '"doc_ref": "Slip", "product_label": "What", "qty": "N", "amount_ht": "Sum"}, "transforms": {"Who": {"prefix": "K-", "trim": true}, "What": {"case": "upper"}}}')
    text = 'Who,When,Slip,What,N,Sum\n K-7 ,02/03/2024,A%d,red,1,5.00\n'
    first = write(folder, 'till 1.csv', text % 1)
    good(workspace, 'import', '--map', mapping, '--save-preset', 'till', first)
    second = write(folder, 'till 2.csv', text % 2)
    assert good(workspace, 'import', second)['files'][0]['preset'] == 'till'
    rows = query(workspace, 'SELECT r.customer_code, p.text, s.order_day FROM sales_line AS s JOIN customer_ref AS r ON r.id = s.customer_ref_id '
                 'JOIN product_ref AS p ON p.id = s.product_ref_id')
    assert rows == [('7', 'RED', 19756)] * 2, rows
    answer = good(workspace, 'sources')
    assert [p['name'] for p in answer['presets']] == ['till'], answer
    assert [(s['name'], len(s['batches'])) for s in answer['sources']] == [('till', 2)], answer
    assert answer['sources'][0]['folder'] == os.path.abspath(folder)
    good(workspace, 'sources', '--delete-preset', 'till')
    assert call(workspace, 'import', '--preset', 'till', second).code == 1


def test_counts_in_words(folder):
    """One of a kind in French takes the singular; rejected rows that came back are counted beside the rejected ones."""
    workspace = os.path.join(folder, 'w.tastevin')
    rows = 'C1,2025-02-30,D1,Wine,1,10\nC1,2025-02-20,D1,Wine,1,10\n'
    good(workspace, 'import', write(folder, 'bad.csv', 'customer_code,order_date,doc_ref,product_label,qty,amount_ht\n' + rows))
    rejects = os.path.join(folder, 'rejects.csv')
    good(workspace, 'rejects', '--out', rejects)

    def say(**env):
        return subprocess.run([CLI, '--workspace', workspace, 'sources'], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment(**env)).stdout
    assert 'bad.csv: 1 accepted, 1 rejected\n' in say(), say()
    with open(rejects, encoding='utf-8-sig', newline='') as stream:
        mended = stream.read().replace('2025-02-30', '2025-02-28')
    good(workspace, 'import', write(folder, 'mended.csv', mended))
    assert 'bad.csv: 1 accepted, 1 rejected, 1 taken up in another file\n' in say(), say()
    catalogues = os.path.join(os.path.dirname(CLI), '..', '..', 'po')
    french = say(LANG='C.UTF-8', LC_ALL='C.UTF-8', LANGUAGE='fr', TASTEVIN_LOCALE_DIR=catalogues)
    assert 'bad.csv\u00a0: 1 acceptée, 1 refusée, 1 reprise dans un autre fichier\n' in french, french


def test_trace(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'old.csv', 'code,nom,e-mail\nC1,Duval,Old@Example.org\n'))
    good(workspace, 'import', write(folder, 'new.csv', 'code,nom,e-mail\nC2,Roux,\nC1,Duval,NEW@example.org\n'))
    answer = good(workspace, 'trace', 'customer', 'C1', 'email')
    assert answer['value'] == 'new@example.org' and answer['count'] == 2, answer
    used = [r for r in answer['rows'] if r['used']]
    assert [(r['file'], r['line'], r['header'], r['original']) for r in used] == [('new.csv', 3, 'e-mail', 'NEW@example.org')], answer
    good(workspace, 'import', '--undo', 2)
    used = [r['file'] for r in good(workspace, 'trace', 'customer', 'C1', 'email')['rows'] if r['used']]
    assert used == ['old.csv'], used
    assert call(workspace, 'trace', 'customer', 'C1', 'shoes').code == 1
    assert call(workspace, 'trace', 'customer').code == 2


def test_pipe(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    fifo = os.path.join(folder, 'pipe.csv')
    os.mkfifo(fifo)
    with open(month(folder, 1), 'rb') as stream:
        content = stream.read()

    def feed():
        with open(fifo, 'wb') as out:
            out.write(content)
    writer = threading.Thread(target=feed)
    writer.start()
    answer = good(workspace, 'import', fifo)['files'][0]
    writer.join()
    assert (answer['file'], answer['accepted']) == ('pipe.csv', 30), answer
    process = subprocess.run([CLI, '--workspace', workspace, '--json', 'import', '/dev/stdin'], input=content, capture_output=True, env=environment(), timeout=60)
    assert process.returncode == 0 and b'"same_batch":1' in process.stdout, process


def test_devices_are_no_files(folder):
    """One that never ends is not read, and none is replaced by a file."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    answer = call(workspace, 'import', '/dev/zero')
    assert answer.code == 1 and 'ordinary file' in answer.out, answer
    pipe = os.path.join(folder, 'pipe')
    os.mkfifo(pipe)
    answer = call(workspace, 'export', '--out', pipe)
    assert answer.code == 1 and 'ordinary file' in answer.out, answer
    assert stat.S_ISFIFO(os.stat(pipe).st_mode)


def test_sales_alone_can_bring_all(folder):
    """The advice where everything waits is true: so taken, nothing does."""
    sales = write(folder, 'till.csv', 'customer_code;order_date;doc_ref;product_label;qty;amount_ht\nC1;2023-01-02;F1;Red;1;10\nC2;2023-01-03;F2;White;1;12\n')
    workspace = os.path.join(folder, 'a.tastevin')
    said = subprocess.run([CLI, '--workspace', workspace, 'import', '--dry-run', sales], capture_output=True, text=True, env=environment(), timeout=60)
    assert '--kind invoice_lines' in said.stdout, said
    answer = good(workspace, 'import', '--kind', 'invoice_lines', sales)['files'][0]
    assert (answer['accepted'], answer['pending']) == (2, 0), answer
    info = good(workspace, 'info')
    assert (info['customers'], info['products'], info['sales_lines']) == (2, 2, 2), info


def test_a_key_is_no_new_label(folder):
    """Sales that know products by their keys alone do not rename those of the catalogue."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'products.csv', 'product_key,product_label\nP1,Red\n'))
    sales = write(folder, 'sales.csv', 'customer_code;order_date;doc_ref;product_key;qty;amount_ht\nC1;2023-01-02;F1;P1;1;10\nC1;2023-01-02;F1;P2;1;10\n')
    answer = good(workspace, 'import', '--kind', 'invoice_lines', sales)['files'][0]
    products = [d for d in answer['difference'] if d['table'] == 'product'][0]
    assert (answer['pending'], products['new'], products['changed'], products['unchanged']) == (0, 1, 0, 1), answer
    assert query(workspace, 'SELECT product_key, product_label FROM product ORDER BY 1') == [('P1', 'Red'), ('P2', 'P2')]
    good(workspace, 'import', '--undo', 1)
    assert query(workspace, 'SELECT product_label FROM product ORDER BY 1') == [('P1',), ('P2',)]


def test_rows_go_down_a_pipe(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'broken.csv', HEADER + 'C1,2024-01-01,F1,Wine 1,1,10,\nC1,no day,F1,Wine 1,1,10,\n'))
    plain, pipe, link = (os.path.join(folder, name) for name in ('plain.csv', 'pipe', 'link.csv'))
    good(workspace, 'rejects', '--out', plain)
    with open(plain, 'rb') as stream:
        expected = stream.read()
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pathlib.Path(pipe).read_bytes()))
    reader.start()
    good(workspace, 'rejects', '--out', pipe)
    reader.join(60)
    assert got == [expected] and stat.S_ISFIFO(os.stat(pipe).st_mode), got
    os.symlink(plain, link)
    os.truncate(plain, 0)
    good(workspace, 'rejects', '--out', link)
    assert os.path.islink(link) and pathlib.Path(plain).read_bytes() == expected


def test_a_name_that_is_no_text(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    path = os.path.join(os.fsencode(folder), b'sales\xff.csv')
    with open(month(folder, 1), 'rb') as stream, open(path, 'wb') as out:
        out.write(stream.read())
    process = subprocess.run([CLI.encode(), b'--workspace', workspace.encode(), b'--json', b'import', path], capture_output=True, env=environment(), timeout=60)
    assert json.loads(process.stdout.decode())['files'][0]['accepted'] == 30, process


def test_cancel_while_a_pipe_is_silent(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    fifo = os.path.join(folder, 'pipe.csv')
    os.mkfifo(fifo)
    holder = os.open(fifo, os.O_RDWR)
    process = subprocess.Popen([CLI, '--workspace', workspace, '--quiet', 'import', fifo], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    os.close(holder)
    assert query(workspace, 'SELECT count (*) FROM import_batch') == [(0,)]


SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/'
PARTS = {
    '[Content_Types].xml': '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="r1" Type="' + OFFICE + 'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="' + OFFICE + 'relationships"><sheets>'
    '<sheet name="January" sheetId="1" r:id="r1"/><sheet name="February" sheetId="2" r:id="r2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="r1" Type="' + OFFICE + 'relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="' + OFFICE + 'relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
}


def sheet(number):
    rows = [['Our sales'], HEADER.strip().split(',')]
    rows += [['C%d' % i, '2024-%02d-0%d' % (number, i), 'F%d' % i, 'Wine', 1, 10.5] for i in range(1, 6)]
    cells = lambda row: ''.join('<c t="inlineStr"><is><t>%s</t></is></c>' % v if isinstance(v, str) else '<c><v>%s</v></c>' % v for v in row)
    return SHEET % ''.join('<row>%s</row>' % cells(row) for row in rows)


def test_sheets_of_a_workbook(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    book = os.path.join(folder, 'book.xlsx')
    with zipfile.ZipFile(book, 'w') as out:
        for name, text in PARTS.items():
            out.writestr(name, text)
        out.writestr('xl/worksheets/sheet1.xml', sheet(1))
        out.writestr('xl/worksheets/sheet2.xml', sheet(2))
    first = good(workspace, 'import', book)['files'][0]
    assert (first['accepted'], first['rejected']) == (5, 0), first
    assert good(workspace, 'import', '--sheet', 'January', book)['files'][0]['same_batch'] == first['batch']
    assert good(workspace, 'import', '--sheet', 'February', book)['files'][0]['accepted'] == 5
    assert good(workspace, 'info')['sales_lines'] == 10
    row = good(workspace, 'trace', 'sales_line', '2:3', 'order_date')['rows'][0]
    assert (row['entry'], row['original']) == ('February', '2024-02-01'), row


def test_sheet_that_holds_the_table(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    book = os.path.join(folder, 'book.xlsx')
    totals = [['Row labels', 'Sum of total'], ['January', 52.5], ['Grand total', 52.5]]
    cells = lambda row: ''.join('<c t="inlineStr"><is><t>%s</t></is></c>' % v if isinstance(v, str) else '<c><v>%s</v></c>' % v for v in row)
    with zipfile.ZipFile(book, 'w') as out:
        for name, text in PARTS.items():
            text = text.replace('<sheet name="January" sheetId="1" r:id="r1"/>', '<sheet name="Pivot" sheetId="1" r:id="r1"/><sheet name="Old" sheetId="3" state="hidden" r:id="r2"/>')
            out.writestr(name, text)
        out.writestr('xl/worksheets/sheet1.xml', SHEET % ''.join('<row>%s</row>' % cells(row) for row in totals))
        out.writestr('xl/worksheets/sheet2.xml', sheet(2))
    answer = good(workspace, 'import', '--dry-run', book)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (5, 0), answer
    assert [(s['name'], s['hidden'], s['taken']) for s in answer['sheets']] == [('Pivot', False, False), ('Old', True, False), ('February', False, True)], answer
    assert answer['columns']['customer_code'] == 'customer_code' and answer['notes'] == [], answer
    look = call(workspace, 'sniff', book).json
    assert look['ok'] and look['sheet'] == 'February' and look['delimiter'] is None and look['n_columns'] == 7, look
    assert [(s['name'], s['hidden']) for s in look['sheets']] == [('Pivot', False), ('Old', True), ('February', False)], look
    assert [(c['name'], c['type']) for c in look['columns']][:2] == [('customer_code', 'text'), ('order_date', 'date')], look


def test_web_page(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    cells = lambda *row: '<tr>%s</tr>' % ''.join('<td>%s</td>' % cell for cell in row)
    head = '<html><meta charset="iso-8859-1"><table><tr><td>Café de l’Étoile</td></tr></table><table>'
    rows = cells('N° client', 'Date', 'Ticket', 'Article', 'Qté', 'Total TTC') + cells('C1', '25/03/2024', 'T1', 'Crème', 2, '1&nbsp;024,50 €')
    page = write(folder, 'ventes.xls', head + rows + '</table></html>', 'cp1252')
    look = call(workspace, 'sniff', page).json
    assert (look['ok'], look['sheet'], look['n_columns'], look['encoding']) == (True, '2', 6, 'windows-1252'), look
    answer = good(workspace, 'import', page)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['columns']['amount_ht']) == (1, 0, 'Total TTC'), answer
    row = good(workspace, 'trace', 'sales_line', '1:2', 'amount_ht_cents')['rows'][0]
    assert (row['entry'], row['original']) == ('2', '1\xa0024,50 €'), row
    bare = write(folder, 'page.html', '<html><body><p>Žluťoučký kůň</p></body></html>')
    look = call(workspace, 'sniff', bare).json
    assert look['ok'] and look['encoding'] == 'utf-8', look


def test_orders_in_a_file_of_their_own(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    lines = write(folder, 'details.csv', 'OrderID,ProductID,UnitPrice,Quantity,Discount\n1,P1,10.00,2,0\n1,P2,5.00,1,0.5\n2,P1,10.00,1,0\n')
    orders = write(folder, 'orders.csv', 'OrderID,CustomerID,OrderDate,Status\n2,C2,2024-01-06,Cancelled\n1,C1,2024-01-05,Shipped\n')
    answer = good(workspace, 'import', orders, lines)['files']
    assert len(answer) == 1 and answer[0]['file'] == 'details.csv' and answer[0]['orders'].endswith('orders.csv'), answer
    assert (answer[0]['accepted'], answer[0]['rejected'], answer[0]['not_sales']) == (2, 0, 1), answer
    assert good(workspace, 'sources')['sources'][0]['batches'][0]['not_sales'] == 1
    assert good(workspace, 'import', '--undo', '1') and good(workspace, 'import', '--keep-cancelled', orders, lines)['files'][0]['accepted'] == 3


def test_several_products_in_a_row(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    text = ('Order;Date;Customer code;Order total;Item 1;Qty 1;Price 1;Item 2;Qty 2;Price 2\n'
            'A1;2024-03-05;C1;99,00;Jug;2;10,00;"Cup, 6 x 20 cl";3;5,00\nA2;2024-03-06;C2;99,00;Jug;1;10,00;Cup;two;4,50\nA3;2024-03-07;C2;10,00;Jug;1;10,00;;;\n')
    path = write(folder, 'orders.csv', text)
    for options in (['--dry-run'], []):
        answer = good(workspace, 'import', *options, '--kind', 'invoice_lines', path)['files'][0]
        assert (answer['accepted'], answer['rejected'], answer['orders_taken_apart']) == (4, 1, 3), answer
        assert answer['notes'][0] == 'Each row is an order with up to 2 products: it is read as one line for each.', answer
        assert [(r['line'], r['column'], r['value']) for r in answer['rejects']] == [(3, 'Qty 2', 'two')], answer
    assert good(workspace, 'import', '--kind', 'invoice_lines', path)['files'][0]['same_batch'] == 1

    def trace(column):
        rows = good(workspace, 'trace', 'sales_line', '1:2', column)['rows']
        return [(row['line'], row['header'], row['original']) for row in rows]
    assert trace('qty') == [(2, 'Qty 1', '2'), (2, 'Qty 2', '3')], trace('qty')
    assert trace('product') == [(2, 'Item 1', 'Jug'), (2, 'Item 2', 'Cup, 6 x 20 cl')], trace('product')
    assert trace('order_date') == [(2, 'Date', '2024-03-05')] * 2, trace('order_date')
    # What was rejected comes back as a line of its own, once.
    mended = os.path.join(folder, 'mended.csv')
    good(workspace, 'rejects', '--out', mended)
    rows = pathlib.Path(mended).read_text(encoding='utf-8-sig').splitlines()
    assert rows[1].split(';')[5:] == ['A2', '2024-03-06', 'C2', '"99,00"', 'Cup', 'two', '"4,50"'], rows
    write(folder, 'mended.csv', '\n'.join(rows).replace(';two;', ';2;') + '\n')
    assert good(workspace, 'import', mended)['files'][0]['accepted'] == 1
    assert good(workspace, 'info')['sales_lines'] == 5
    batch = [b for s in good(workspace, 'sources')['sources'] for b in s['batches'] if b['batch'] == 1][0]
    assert batch['settled'] == 1, batch
    good(workspace, 'import', '--undo', '1')
    assert good(workspace, 'info')['sales_lines'] == 1


def test_products_without_amounts(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    products = write(folder, 'products.csv', 'product_key,product_label,price\nP1,Jug,20.00\nP2,Cup,4.00\n')
    orders = write(folder, 'orders.csv', 'order_id,order_date,customer_code,order_total,sku_1,qty_1,sku_2,qty_2\n1,2024-03-05,C1,99.00,P1,1,P2,2\n2,2024-03-06,C2,9.00,P2,1,,\n')
    answer = call(workspace, 'import', products, orders)
    assert answer.code == 1 and 'no column says what each of them cost' in answer.json['error'] and '--catalogue-prices' in answer.json['error'], answer
    assert good(workspace, 'import', '--catalogue-prices', products, orders)['files'][1]['accepted'] == 3
    assert query(workspace, 'SELECT sum (amount_ht_cents) FROM sales_line') == [(3200,)]
    # The total of an order is no amount of its lines, even where somebody says so.
    mapping = write(folder, 'map.json', json.dumps({'kind': 'sales_lines', 'columns': {
        'customer_code': 'customer_code', 'order_date': 'order_date', 'product_key': 'sku', 'amount_ht': 'order_total'}}))
    answer = call(workspace, 'import', '--map', mapping, orders)
    assert answer.code == 1 and '“order_total” stands once for a whole order' in answer.json['error'], answer


def test_lists_of_products_in_a_cell(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    products = write(folder, 'products.csv', 'product_key,product_label,price\nJ1,Jug,20.00\nC1,"Cup, 6 x 20 cl",4.00\n')
    orders = write(folder, 'orders.csv', 'Order,Date,Customer code,Total,Items\n1,2024-03-05,K1,99.00,"2 x Jug (SKU J1), 1 x Cup, 6 x 20 cl (SKU C1)"\n'
                   '2,2024-03-06,K2,9.00,1 x Jug (SKU J1)\n3,2024-03-07,K2,9.00,"3 x Jug (SKU J1), 1 x Jar (SKU Z9)"\n')
    answer = call(workspace, 'import', products, orders)
    assert answer.code == 1 and 'no column says what each of them cost' in answer.json['error'], answer
    answer = good(workspace, 'import', '--catalogue-prices', products, orders)['files'][1]
    assert (answer['accepted'], answer['orders_taken_apart']) == (4, 3), answer
    assert [(r['line'], r['column'], r['code'], r['value']) for r in answer['rejects']] == [(4, 'Items', 'NO_PRICE', 'Z9')], answer
    assert query(workspace, 'SELECT sum (amount_ht_cents) FROM sales_line') == [(12400,)]
    row = good(workspace, 'trace', 'sales_line', '2:3', 'qty')['rows'][0]
    assert (row['line'], row['header'], row['original']) == (3, 'Items', '1 x Jug (SKU J1)'), row


def test_products_in_a_row_of_a_page(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    rows = [['Order', 'Date', 'Customer code', 'Item 1', 'Amount 1', 'Item 2', 'Amount 2'], ['1', '2024-03-05', 'C1', 'Jug', '10.00', 'Cup', '4.00'],
            ['2', '2024-03-06', 'C2', 'Cup', '4.00', '', '']]
    page = write(folder, 'orders.xls', '<html><table>' + ''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows) + '</table></html>')
    answer = good(workspace, 'import', page)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['orders_taken_apart']) == (3, 0, 2), answer
    assert len(good(workspace, 'sniff', page)['columns']) == 7
    # Taken for customers, each row is one; whoever keeps rows has the columns of the file.
    answer = good(workspace, 'import', '--dry-run', '--kind', 'customers', page)['files'][0]
    assert (answer['accepted'], answer['orders_taken_apart'], answer['notes']) == (2, 0, []), answer
    answer = call(workspace, 'import', '--dry-run', '--keep-rows', page)
    assert answer.code == 1 or answer.json['files'][0]['orders_taken_apart'] == 0, answer


def test_totals_below_the_table(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    lines = write(folder, 'till.csv', 'customer_code,order_date,product_label,qty,amount_ht\nC1,2024-01-02,Alpha,1,1.00\nC1,2024-01-02,Beta,x,1.00\n'
                  'Total,,,1,2.00\nGrand total,,,1,2.00\n')
    answer = good(workspace, 'import', lines)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['totals']) == (1, 1, 2), answer
    batch = good(workspace, 'sources')['sources'][0]['batches'][0]
    assert (batch['accepted'], batch['rejected'], batch['totals']) == (1, 1, 2), batch
    # They stand in the list of what was not taken, and are nothing to mend.
    assert [r['code'] for r in good(workspace, 'rejects')['rejects']] == ['BAD_NUMBER', 'TOTAL_ROW', 'TOTAL_ROW']
    assert good(workspace, 'info')['rejects'] == 1


def test_json_is_no_table(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    for name, text in (('a.csv', '[{"code": "C1", "qty": 1},\n {"code": "C2", "qty": 2}]\n'), ('b.json', '\ufeff{"orders": [{"code": "C1"}, {"code": "C2"}]}\n')):
        answer = call(workspace, 'import', write(folder, name, text))
        assert answer.code == 1 and 'it is JSON, not a table; export it as CSV' in answer.json['error'], answer
    answer = call(workspace, 'import', write(folder, 'c.csv', 'first,second,third\nred,1,x\ngreen,2,y\n'))
    assert answer.code == 1 and 'its header does not tell what kind of file it is' in answer.json['error'], answer


def test_encodings_by_their_common_names(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    text = 'město;částka\nPříbram;1\nŽďár;2\n'
    path = os.path.join(folder, 'mac.csv')
    pathlib.Path(path).write_bytes(text.encode('mac-latin2'))
    look = good(workspace, 'sniff', path, '--encoding', 'mac-latin2')
    assert look['encoding'] == 'mac-latin2', look
    assert good(workspace, 'csv2json', path, '--encoding', 'mac-latin2')['rows'][0][0] == 'Příbram'


def test_prices_of_the_catalogue(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    products = write(folder, 'products.csv', 'ProductKey,ProductName,ProductPrice\nP1,Bag,20.00\n')
    sales = write(folder, 'sales.csv', 'OrderDate,OrderNumber,ProductKey,CustomerKey,OrderQuantity\n2024-01-05,1,P1,C1,3\n')
    answer = call(workspace, 'import', products, sales)
    assert answer.code != 0 and '--catalogue-prices' in answer.json['error'], answer
    assert good(workspace, 'import', '--catalogue-prices', products, sales)['files'][1]['accepted'] == 1
    assert good(workspace, 'info')['sales_lines'] == 1


def test_what_stands_in_is_said(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    path = write(folder, 'shop.csv', 'Purchase Email,Purchase Date,Item Name,Sale Price,Currency\na@example.org,2024-01-05,Bag,20.00,EUR\nb@example.org,2024-01-06,Mug,15.00,USD\n')
    answer = good(workspace, 'import', '--dry-run', path)['files'][0]
    assert answer['columns']['customer_code'] == 'Purchase Email', answer
    assert [note.split(':')[0].split(',')[0] for note in answer['notes']] == [
        'Customers are told apart by their e-mail addresses', 'No column holds the document', 'No column holds the quantity',
        'The amounts are in several currencies (EUR'], answer


def test_file_that_is_gone(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *small_exports(folder))
    answer = call(workspace, 'import', os.path.join(folder, 'nothing.csv'))
    assert answer.code == 1 and 'nothing.csv' in answer.json['error'], answer


def test_trace_to_the_orders(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    elsewhere = os.path.join(folder, 'orders')
    os.mkdir(elsewhere)
    lines = write(folder, 'details.csv', 'OrderID,Product,Qty,Amount,Note\n1,P1,2,10.00,\n2,P2,1,5.00,red\n')
    orders = write(elsewhere, 'head.csv', 'OrderID;CustomerID;OrderDate;Note\n2;C2;06/01/2024;late\n1;C1;05/31/2024;\n')
    good(workspace, 'import', '--date-order', 'MDY', lines, orders)

    def trace(column):
        row, = good(workspace, 'trace', 'sales_line', '1:3', column)['rows']
        return [os.path.basename(row['folder']), row['file'], row['line'], row['header'], row['original'], row['value']]
    assert trace('order_date') == ['orders', 'head.csv', 2, 'OrderDate', '06/01/2024', '2024-06-01'], trace('order_date')
    assert trace('amount_ht')[1:5] == ['details.csv', 3, 'Amount', '5.00'], trace('amount_ht')
    assert trace('doc_ref')[1:5] == ['details.csv', 3, 'OrderID', '2'], trace('doc_ref')
    write(elsewhere, 'head.csv', 'OrderID;CustomerID;OrderDate;Note\n')
    assert trace('order_date')[1:5] == ['head.csv', 0, 'OrderDate', None], trace('order_date')
    text = subprocess.run([CLI, '--workspace', workspace, 'trace', 'sales_line', '1:3', 'order_date'], capture_output=True, text=True, env=environment()).stdout
    assert 'head.csv, column “OrderDate”: 2024-06-01' in text, text


def test_settled_are_rejected_rows_alone(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    text = 'customer_code,order_date,doc_ref,order_status,product_label,qty,amount_ht\n'
    rows = ['C1,2024-01-05,1,Shipped,Bag,1,5.00', 'C1,2024-01-06,2,Cancelled,Bag,1,5.00', 'C1,2024-13-07,3,Shipped,Bag,1,5.00']
    answer = good(workspace, 'import', write(folder, 'sales.csv', text + '\n'.join(rows) + '\n'))['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['not_sales']) == (1, 1, 1), answer
    rejects = os.path.join(folder, 'rejects.csv')
    good(workspace, 'rejects', '--out', rejects, '--batch', '1')
    with open(rejects, encoding='utf-8-sig', newline='') as stream:
        mended = stream.read().replace('2024-13-07', '2024-01-07')
    good(workspace, 'import', write(folder, 'mended.csv', mended))
    batches = [b for s in good(workspace, 'sources')['sources'] for b in s['batches'] if b['file'] == 'sales.csv']
    assert [(b['rejected'], b['settled'], b['not_sales']) for b in batches] == [(1, 1, 1)], batches


tap.main(globals())
