# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that are orders with several products, from outside."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import good, write

HEADER = 'Order number,Order date,Customer code,Item 1,Qty 1,Price 1,Item 2,Qty 2,Price 2\n'
ORDERS = ('1,2024-03-05,C1,Jug,2,5.00,Cup,1,4.00\n2,2024-03-06,C2,Jug,x,5.00,Cup,y,4.00\n3,2024-03-07,C1,Cup,1,4.00,,,\n'
          '4,2024-03-08,C2,Jug,z,5.00,,,\n')


def write_mended(folder, workspace, keep):
    """The rejected rows as a file, mended; only those that are wanted."""
    path = os.path.join(folder, 'rejects.csv')
    good(workspace, 'rejects', '--out', path, '--batch', '1')
    with open(path, encoding='utf-8-sig', newline='') as stream:
        header, *rows = stream.read().splitlines()
    mended = [row.replace(',x,', ',1,').replace(',y,', ',1,').replace(',z,', ',1,') for row in rows if keep(row)]
    return rows, write(folder, 'mended.csv', '\n'.join([header, *mended]) + '\n')


def list_open(workspace):
    batches = [b for s in good(workspace, 'sources')['sources'] for b in s['batches'] if b['file'] == 'orders.csv']
    rejects = good(workspace, 'rejects', '--batch', '1')['rejects']
    return [(b['rejected'], b['settled']) for b in batches], [(r['line'], r['column']) for r in rejects]


def test_products_of_an_order_settle_alone(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'orders.csv', HEADER + ORDERS))
    rows, path = write_mended(folder, workspace, lambda row: ',y,' in row)
    assert [row.split(',')[1] for row in rows] == ['3 (1)', '3 (2)', '5'], rows
    good(workspace, 'import', path)
    assert list_open(workspace) == ([(3, 1)], [(3, 'Qty 1'), (5, 'Qty 1')]), list_open(workspace)
    rows, path = write_mended(folder, workspace, lambda row: True)
    assert [row.split(',')[1] for row in rows] == ['3 (1)', '5'], rows
    good(workspace, 'import', path)
    assert list_open(workspace) == ([(3, 3)], []), list_open(workspace)


def test_files_of_before_settle_whole_lines(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'orders.csv', HEADER + ORDERS))
    path = write_mended(folder, workspace, lambda row: ',y,' in row)[1]
    with open(path, encoding='utf-8') as stream:
        text = stream.read().replace('3 (2)', '3')
    good(workspace, 'import', write(folder, 'older.csv', text))
    assert list_open(workspace) == ([(3, 2)], [(5, 'Qty 1')]), list_open(workspace)


def test_sniff_tells_what_rows_become(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    lines = good(workspace, 'sniff', write(folder, 'orders.csv', HEADER + ORDERS))['lines']
    assert lines == {'products': 2, 'columns': ['Order number', 'Order date', 'Customer code', 'Item', 'Qty', 'Price']}, lines
    plain = good(workspace, 'sniff', write(folder, 'lines.csv', 'Order,Date,Customer,Product,Qty\n1,2024-03-05,C1,Jug,1\n1,2024-03-05,C1,Cup,2\n'))
    assert 'lines' not in plain, plain


def test_trace_to_a_numbered_cell(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    text = 'Order,Date,Customer code,Item 1,Item 2\n1,2024-03-05,C1,"name=Jug, qty=2, price=5","name=Cup, qty=1, price=4"\n'
    good(workspace, 'import', write(folder, 'orders.csv', text))
    rows = good(workspace, 'trace', 'sales_line', '1:2', 'qty')['rows']
    assert [(r['header'], r['value']) for r in rows] == [('Item 1', '2'), ('Item 2', '1')], rows


tap.main(globals())
