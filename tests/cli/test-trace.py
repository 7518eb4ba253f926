#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where values came from: cells of files however these are written, and amounts that are made of several cells; and rejected rows, mended."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, write


def amount(folder, line, *files, **texts):
    """The trace of the amount of a line, after files of these names and texts were taken in."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', '--kind', 'invoice_lines', *[write(folder, name + '.csv', text) for name, text in texts.items()], *files)
    rows = good(workspace, 'trace', 'sales_line', '1:%d' % line, 'amount_ht')['rows']
    return [(row['header'], row['original'], row['value']) for row in rows]


def test_quantity_times_price(folder):
    rows = amount(folder, 3, sales='Customer,Date,Invoice,Product,Quantity,Unit Price\n'
                  'C1,2024-01-02,F1,Jug,12,2.10\nC2,2024-01-03,F2,Cup,4,"1,000.5"\n')
    assert rows == [('Quantity × Unit Price', '4 × 1,000.5', '4002.00')], rows


def test_less_a_discount(folder):
    rows = amount(folder, 2, sales='Customer,Date,Invoice,Product,Quantity,Unit Price,Discount %\n'
                  'C1,2024-01-02,F1,Jug,10,2.00,5%\nC2,2024-01-03,F2,Cup,4,3.00,10%\n')
    assert rows == [('Quantity × Unit Price, Discount %', '10 × 2.00, 5%', '19.00')], rows


def test_a_price_alone(folder):
    rows = amount(folder, 2, sales='Customer,Date,Invoice,Product,Unit Price\nC1,2024-01-02,F1,Jug,2.50\nC2,2024-01-03,F2,Cup,3.50\n')
    assert rows == [('Unit Price', '2.50', '2.50')], rows


def test_an_amount_stays_a_cell(folder):
    rows = amount(folder, 2, sales='Customer,Date,Invoice,Product,Quantity,Unit Price,Amount\n'
                  'C1,2024-01-02,F1,Jug,2,2.50,5.00\nC2,2024-01-03,F2,Cup,1,3.50,3.50\n')
    assert rows == [('Amount', '5.00', '5.00')], rows


def test_orders_taken_apart(folder):
    rows = amount(folder, 2, sales='Customer,Date,Order,Item 1,Qty 1,Price 1,Item 2,Qty 2,Price 2\n'
                  'C1,2024-01-02,F1,Jug,2,2.50,Cup,3,1.50\nC2,2024-01-03,F2,Cup,1,1.50,,,\nC3,2024-01-04,F3,Jug,1,2.50,,,\n')
    assert sorted(rows) == [('Qty 1 × Price 1', '2 × 2.50', '5.00'), ('Qty 2 × Price 2', '3 × 1.50', '4.50')], rows


def test_one_cell_with_all(folder):
    rows = amount(folder, 2, sales='Order,Date,Customer code,Item 1,Item 2\n'
                  '1,2024-03-05,C1,"name=Jug, qty=2, price=5","name=Cup, qty=1, price=4"\n')
    assert rows == [('Item 1', 'name=Jug, qty=2, price=5', '10.00'), ('Item 2', 'name=Cup, qty=1, price=4', '4.00')], rows


def test_a_file_that_changed_has_no_text(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    path = write(folder, 'sales.csv', 'Customer,Date,Invoice,Product,Quantity,Unit Price\nC1,2024-01-02,F1,Jug,12,2.10\n')
    good(workspace, 'import', '--kind', 'invoice_lines', path)
    write(folder, 'sales.csv', 'Customer,Date,Invoice,Product,Quantity,Unit Price\nC1,2024-01-02,F1,Jug,13,2.10\n')
    row = good(workspace, 'trace', 'profile', 'C1', 'spent')['rows'][0]
    assert row['header'] == 'Quantity × Unit Price' and row['original'] is None and row['value'] == '25.20', row


PEOPLE = 'code;nom;e-mail\nC1;Duval;A@Example.org\nC2;Roux;R@Example.org\n'
TAKEN_IN = 'this is the value as it was taken in, not as it was written.'


def trace_of_email(workspace):
    """What is told of an address, to a program and to a person."""
    row = good(workspace, 'trace', 'customer', 'C1', 'email')['rows'][0]
    lines = subprocess.run([CLI, '--workspace', workspace, 'trace', 'customer', 'C1', 'email'], capture_output=True, text=True, env=environment(), timeout=60).stdout
    return row['file_state'], row['original'], lines.splitlines()[2:]


def test_what_became_of_the_file(folder):
    """Where the file is not the one that was imported, its text is missing, and it is said why."""
    workspace = os.path.join(folder, 'w.tastevin')
    path = write(folder, 'people.csv', PEOPLE)
    good(workspace, 'import', path)
    assert trace_of_email(workspace) == ('THERE', 'A@Example.org', [])
    write(folder, 'people.csv', PEOPLE.replace('A@', 'B@'))
    assert trace_of_email(workspace) == ('CHANGED', None, ['    The file has changed since: ' + TAKEN_IN])
    os.remove(path)
    assert trace_of_email(workspace) == ('GONE', None, ['    The file is gone: ' + TAKEN_IN])


def test_a_pipe_is_not_kept(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    taken = subprocess.run([CLI, '--workspace', workspace, '--json', 'import', '/dev/stdin'], input=PEOPLE, capture_output=True, text=True, env=environment(), timeout=60)
    assert taken.returncode == 0, taken
    assert trace_of_email(workspace) == ('NOT_KEPT', None, ['    The file was not kept, as it came through a pipe or packed in another one: ' + TAKEN_IN])


HEADER = ['customer_code', 'last_name', 'order_date', 'doc_ref', 'product_label', 'qty', 'amount_ht']
ROWS = [['C1', 'Du | Pont', '2024-01-02', 'F1', 'Jug | red', '1', '5.00'], ['C2', 'Smi | th', '2024-01-03', 'F2', 'Cup | blue', '2', '6.00'],
        ['C3', 'Jo | nes', '2024-01-04', 'F3', 'Mug | green', 'two', '7.00']]


def table(cell, between, head=''):
    return head + ''.join(between.join(cell(text) for text in row) + '\n' for row in [HEADER] + ROWS)


def padded(row, widths=(15, 12, 12, 9, 16, 6, 0)):
    return ''.join(text.replace(' | ', '-').ljust(width) for text, width in zip(row, widths))


WRITINGS = {
    'backslash': table(lambda text: '"%s"' % text.replace(' | ', ' \\", ') if '|' in text else text, ','),
    'single': table(lambda text: "'%s'" % text.replace(' | ', '; ') if '|' in text else text, ';'),
    'blanks': ''.join(' '.join(text.replace(' | ', '-').ljust(14) for text in row).rstrip() + '\n' for row in [HEADER] + ROWS),
    'comments': table(lambda text: '"%s"' % text.replace(' | ', ', ') if '|' in text else text, ',', '# made by the till\n# in January\n'),
    'fixed': ''.join(padded(row) + '\n' for row in [[name.upper() for name in HEADER]] + ROWS),
}


def test_however_files_are_written(folder):
    """Quotes, escapes, blanks and comments are kept with the batch: a trace finds the cell, and a rejected row comes back in its columns."""
    for name, text in WRITINGS.items():
        workspace = os.path.join(folder, name + '.tastevin')
        path = write(folder, name + '.csv', text)
        taken = good(workspace, 'import', '--kind', 'invoice_lines', path)['files'][0]
        assert (taken['accepted'], taken['rejected']) == (2, 1), (name, taken)
        line = text[:text.index('C1')].count('\n') + 1
        for column, wanted in (('amount_ht', '5.00'), ('order_date', '2024-01-02')):
            row = good(workspace, 'trace', 'sales_line', '1:%d' % line, column)['rows'][0]
            assert row['original'] == wanted, (name, row)
        label = good(workspace, 'trace', 'sales_line', '1:%d' % line, 'product')['rows'][0]
        assert label['original'] == label['value'] and label['original'].startswith('Jug'), (name, label)
        mended = os.path.join(folder, name + '-mended.csv')
        assert call(workspace, 'rejects', '--batch', '1', '--out', mended).code == 0
        with open(mended, encoding='utf-8-sig') as stream:
            text = stream.read()
        again = good(workspace, 'import', write(folder, name + '-mended.csv', text.replace('two', '2')))['files'][0]
        assert (again['accepted'], again['rejected']) == (1, 0), (name, text, again)


FLAT = ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="Sales"><Table>%s</Table></Worksheet></Workbook>')


def mend(folder, workspace, *files):
    """Takes files in of which one row has no number; what the file of rejects says of it once that is mended."""
    taken = good(workspace, 'import', '--kind', 'invoice_lines', *files)['files'][0]
    assert (taken['accepted'], taken['rejected']) == (2, 1), taken
    mended = os.path.join(folder, 'mended.csv')
    assert call(workspace, 'rejects', '--batch', '1', '--out', mended).code == 0
    with open(mended, encoding='utf-8-sig') as stream:
        text = stream.read()
    again = good(workspace, 'import', write(folder, 'mended.csv', text.replace('two', '2')))['files'][0]
    assert (again['accepted'], again['rejected']) == (1, 0), (text, again)


def test_rejects_of_sheets_come_back(folder):
    cells = lambda row: '<Row>%s</Row>' % ''.join('<Cell><Data ss:Type="String">%s</Data></Cell>' % text.replace(' | ', ', &quot;') for text in row)
    book = write(folder, 'book.xls', FLAT % ''.join(cells(row) for row in [HEADER] + ROWS))
    mend(folder, os.path.join(folder, 'w.tastevin'), book)


def test_rejects_of_two_files_come_back(folder):
    """The lines have single quotes, and their orders cells that need some."""
    lines = write(folder, 'lines.csv', "order_id;product_label;qty;unit_price\n1;'Jug; red';1;5,00\n2;'Cup; blue';two;6,00\n3;'Mug; green';1;7,00\n")
    orders = write(folder, 'orders.csv', 'order_id,customer_code,order_date,city\n'
                   + ''.join('%d,C%d,2024-01-0%d,"Bay; ""%d"""\n' % (n, n, n, n) for n in (1, 2, 3)))
    mend(folder, os.path.join(folder, 'w.tastevin'), lines, orders)


def test_a_line_that_is_too_short(folder):
    """A line that is rejected before its order is looked for has its cells whole, too, whatever the quotes of its file."""
    workspace = os.path.join(folder, 'w.tastevin')
    orders = write(folder, 'orders.csv', "order_no,order_date,customer_code,last_name\nF1,2024-01-02,C1,'Du, Pont'\nF2,2024-01-03,C2,'Smi, th'\n")
    lines = write(folder, 'lines.csv', "order_no,product_label,qty,unit_price\nF1,'Jug, red',1,5.00\nF2,'Cup, blue',2,3.00\nF2,'Mug, green',3\nF1,'Pot, grey',1,2.00\n")
    taken = good(workspace, 'import', '--kind', 'invoice_lines', orders, lines)['files'][0]
    assert (taken['accepted'], [reject['code'] for reject in taken['rejects']]) == (3, ['TOO_FEW_FIELDS']), taken
    mended = os.path.join(folder, 'mended.csv')
    assert call(workspace, 'rejects', '--batch', '1', '--out', mended).code == 0
    with open(mended, encoding='utf-8-sig') as stream:
        text = stream.read()
    assert text.rstrip('\n').endswith(',F2,"Mug, green",3'), text
    again = good(workspace, 'import', write(folder, 'mended.csv', text.rstrip('\n') + ',4.00,2024-01-03,C2,"Smi, th"\n'))['files'][0]
    assert (again['accepted'], again['rejected']) == (1, 0), (text, again)


tap.main(globals())
