#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists with rules and columns at fixed places on the command line: from the file to rows, rejects that are mended, and back to the cell."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good

RULE = '-' * 72 + '\n'


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)
    return path


def make_boxed(count):
    """Pages of ten rows, each with title, header and a sum."""
    lines, day = [], '03.11.2026'
    for i in range(count):
        if i % 10 == 0:
            lines.append('02.11.2026            Verkäufe               %d\n' % (i // 10 + 1) + RULE)
            lines.append('|%-8s|%-14s|%-8s|%-12s|%6s|%9s|%10s|\n' % ('Kunde', 'Kundenname', 'Artikel', 'Bezeichnung', 'Menge', 'Betrag', 'Datum') + RULE)
        lines.append('|%08d|%-14s|%-8s|%-12s|%6s|%9s|%s|\n' % (200 + i % 7, 'Haus %d' % (i % 7), 'A%d' % (i % 5), 'Krug %d' % (i % 5), '3-' if i == 4 else 2, '26,70-' if i == 4 else '1.107,80', day))
        if i % 10 == 9:
            lines.append(RULE + '|*%-45s|%6s|%9s|%10s|\n' % ('', 20, '9.000,00', '') + RULE)
    return ''.join(lines)


def test_boxed(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    path = write(folder, 'list.txt', make_boxed(40))
    look = call(workspace, 'sniff', path).json
    assert (look['delimiter'], look['layout'], look['n_columns'], look['preamble_rows'], look['header_rows']) == ('|', 'boxed', 7, 2, 1), look
    answer = good(workspace, 'import', path)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['totals']) == (40, 0, 4), answer
    # Each line of the file is the header, a row, a sum, or is counted as passed by.
    assert answer['passed'] == {'lines': 23, 'titles': 4, 'headers': 3, 'rules': 16, 'comments': 0, 'blank': 0, 'recut': 0}, answer
    with open(path, encoding='utf-8') as stream:
        assert len(stream.readlines()) == 1 + 40 + 4 + 23
    columns = [answer['columns'][name] for name in ('customer_code', 'last_name', 'product_key', 'product_label')]
    assert columns == ['Kunde', 'Kundenname', 'Artikel', 'Bezeichnung'], answer
    row = good(workspace, 'trace', 'sales_line', '1:9', 'qty')['rows'][0]
    assert (row['line'], row['original']) == (9, '3-'), row
    # Rows stand in csv2json as they stand in the file.
    rows = call(workspace, 'csv2json', path).json['rows']
    assert any(cell.startswith('-----') for row in rows for cell in row), rows[:4]


def test_tall_rows(folder):
    header = '|Kunde   |Name          |\n|Artikel |Menge |Betrag |\n'
    rows = ''.join('|%08d|Haus %-9d|\n|A%-7d|%6d|%7d|\n' % (i, i, i, i, i) for i in range(8))
    path = write(folder, 'tall.txt', RULE + header + RULE + rows + RULE)
    refused = call(os.path.join(folder, 'w.tastevin'), 'import', path)
    assert not refused.json['ok'] and 'each row of this list takes several lines' in refused.json['error'], refused.json


def test_json(folder):
    """JSON whose names would make a header of sales is told as such; the lines are there for those who ask for them."""
    workspace = os.path.join(folder, 'w.tastevin')
    line = '{"order_id": %d, "order_date": "2026-10-01", "customer": "C%d", "product": "Jug", "qty": 1, "amount": 4.5}'
    lines = [line % (i, i) for i in range(4)]
    for name, text in (('list.json', '[' + ', '.join(lines) + ']\n'), ('lines.jsonl', '\n'.join(lines) + '\n'), ('orders.json', '{"orders": [\n' + ',\n'.join(lines) + ']}\n')):
        path = write(folder, name, text)
        refused = call(workspace, 'import', path)
        assert not refused.json['ok'] and 'it is JSON, not a table; export it as CSV' in refused.json['error'], refused.json
        assert call(workspace, 'csv2json', path).json['ok']


def test_fixed_width(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    lines = ['CUSTOMER  NAME            ITEM   LABEL             QTY     AMOUNT DATE']
    for i in range(60):
        lines.append('%-9d %-15s %-6d %-15s %5d %10.2f 2026-10-%02d' % (1000 + i % 7, 'Shop No %d' % (i % 7), 4700 + i % 5, ('Red jug', 'Blue cup, wide', 'Plate')[i % 3], 1 + i % 12, 3.5 * (i + 1), i % 28 + 1))
    lines[20] = '1006      Shop-Six-of-the-North-Side 4704   Plate     2   7.00 2026-10-11'
    path = write(folder, 'report.txt', '\n'.join(lines) + '\n\n60 records were listed\n')
    look = call(workspace, 'sniff', path).json
    assert (look['delimiter'], look['layout'], look['n_columns'], len(look['fixed_width'])) == (None, 'fixed_width', 7, 7), look
    answer = good(workspace, 'import', path)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (59, 1), answer
    assert (answer['passed']['lines'], answer['passed']['titles'], answer['passed']['blank']) == (2, 1, 1), answer
    reject = good(workspace, 'rejects')['rejects'][0]
    assert (reject['line'], reject['column'], reject['code']) == (21, 'NAME', 'MISALIGNED'), reject
    assert reject['raw'] == lines[20], reject
    row = good(workspace, 'trace', 'sales_line', '1:5', 'amount_ht')['rows'][0]
    assert row['original'] == '14.00', row


def test_quoted_lines(folder):
    """A file with commas that was saved again by a spreadsheet which splits at semicolons."""
    workspace = os.path.join(folder, 'w.tastevin')
    lines = ['customer_code,last_name,order_date,doc_ref,product_label,qty,amount_ht']
    for i in range(40):
        line = 'C%d,Haus %d,2026-10-%02d,F%d,%s,%d,%s' % (i % 7, i % 7, i % 28 + 1, i, ('"Jug, red"', 'Cup', '"The ""big"" pot"')[i % 3], i % 5 + 1, 'x9' if i == 21 else '"%d,204.50"' % (i % 5 + 1) if i % 2 else '%d.25' % (7 * (i % 5 + 1)))
        lines.append('"%s"' % line.replace('"', '""') if '"' in line else line)
    assert lines[22][0] == '"', lines[22]
    path = write(folder, 'saved.csv', '\n'.join(lines) + '\n')
    look = call(workspace, 'sniff', path).json
    assert (look['delimiter'], look['layout'], look['n_columns'], look['header_rows']) == (',', 'quoted_lines', 7, 1), look
    answer = good(workspace, 'import', path)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (39, 1), answer
    row = good(workspace, 'trace', 'sales_line', '1:2', 'amount_ht')['rows'][0]
    assert (row['line'], row['original']) == (2, '7.25'), row
    assert good(workspace, 'trace', 'sales_line', '1:3', 'amount_ht')['rows'][0]['original'] == '2,204.50'
    reject = good(workspace, 'rejects')['rejects'][0]
    assert (reject['line'], reject['column'], reject['value'], reject['raw']) == (23, 'amount_ht', 'x9', lines[22]), reject
    # The rejected line is mended as the file has it, in its quotes.
    mended = os.path.join(folder, 'mended.csv')
    good(workspace, 'rejects', '--out', mended)
    with open(mended, encoding='utf-8') as stream:
        text = stream.read()
    assert 'x9' in text, text
    answer = good(workspace, 'import', write(folder, 'mended.csv', text.replace('x9', '9.50')))['files'][0]
    assert (answer['accepted'], answer['rejected']) == (1, 0), answer


SALES = 'customer_code;order_date;doc_ref;product_label;qty;amount_ht\n'


def passed(folder, text, *options):
    """What is told of the lines of a text that are none of its rows, to a program and to a person."""
    workspace = os.path.join(folder, 'p.tastevin')
    path = write(folder, 'passed.csv', text)
    told = subprocess.run([CLI, '--workspace', workspace, 'import', '--dry-run', *options, path], capture_output=True, text=True, env=environment(), timeout=60).stdout
    counts = good(workspace, 'import', '--dry-run', *options, path)['files'][0]['passed']
    return {name: count for name, count in counts.items() if count > 0}, [line.strip() for line in told.splitlines() if 'passed by' in line]


def test_what_is_passed_by_is_told(folder):
    """Nothing is left out of a file without a word, but blank lines alone and rows of empty cells."""
    row = 'C%d;2024-01-02;F1;Jug;1;5\n'
    rows = ''.join(row % i for i in range(4))
    assert passed(folder, SALES + rows + '\n') == ({}, [])
    assert passed(folder, 'The shop\nSales of January\n\n' + SALES + rows + SALES + ';;;;;\n' + row % 5) == (
        {'lines': 4, 'titles': 2, 'headers': 1, 'blank': 1}, ['4 lines passed by: titles and notes, repeated headers, blank lines'])
    assert passed(folder, '# by the till\n' + SALES + rows + '# the end\n') == ({'lines': 2, 'comments': 2}, ['2 lines passed by: comments'])
    # The lines of another table are no titles of this one.
    people = 'customer_code;last_name;city\nC1;Duval;Colmar\nC2;Roux;Nantes\n'
    assert passed(folder, people + '\n' + SALES + rows, '--kind', 'sales_lines') == ({}, [])


tap.main(globals())
