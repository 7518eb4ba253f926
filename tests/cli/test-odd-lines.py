#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of which one line is written otherwise than the rest: it is read like the others and said to be odd, or it is a reject. No row comes
out with its cells in other columns. The tables are made by a seed, which a failure names."""
import csv
import json
import os
import random
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, good

SEEDS = range(8)
NOTES = ('', '', 'rings twice', 'red, not white', 'said "yes"', "d'accord", 'two boxes; one bag', 'first line\nsecond line')
LABELS = ('Red jug', 'Cup, blue', 'Plate "Noon"', "Bowl o'clock", 'Tray 40 cm')


class Table:
    """A clean table of sales and how it is written."""

    def __init__(self, name, seed):
        self.random = random.Random('%s %d' % (name, seed))
        pick = self.random.choice
        self.delimiter, self.newline, self.quotes_all = pick(',;\t|'), pick(('\n', '\r\n')), pick((False, True))
        self.header = ['Order ID', 'Date', 'Customer ID', 'Product', 'Quantity', 'Total', 'Note', 'Seller']
        self.rows = [['ORD%04d' % i, '2024-%02d-%02d' % (pick(range(1, 13)), pick(range(1, 29))), 'CL%03d' % pick(range(40)), pick(LABELS), str(pick(range(1, 9))),
                      '%d.%02d' % (pick(range(300)), pick(range(100))), pick(NOTES), pick(('Ada', 'Zoë', 'Jo'))] for i in range(pick(range(20, 40)))]
        self.odd = 0  # which line is odd; 0 = the header

    def at(self, place):
        self.odd = {'header': 0, 'first': 1, 'middle': 1 + len(self.rows) // 2, 'last': len(self.rows)}[place]
        return self

    def one_line(self):
        """The odd line without line ends and quotes in its cells."""
        cells = self.cells()
        cells[:] = [cell.replace('\n', ' ').replace('"', '') for cell in cells]
        return self

    def cells(self):
        return self.header if self.odd == 0 else self.rows[self.odd - 1]

    def write(self, cells, delimiter=None, quote='"', quotes_all=None):
        delimiter, quotes_all = delimiter or self.delimiter, self.quotes_all if quotes_all is None else quotes_all
        return delimiter.join(quote + cell.replace(quote, quote * 2) + quote if quotes_all or any(mark in cell for mark in (delimiter[0], quote, '"', '\n')) else cell
                              for cell in cells)

    def lines(self):
        return [self.write(cells) for cells in [self.header] + self.rows]

    def text(self, line):
        lines = self.lines()
        lines[self.odd] = line
        return self.newline.join(lines) + self.newline


def other_delimiter(table):
    table.one_line()
    return table.text(table.write(table.cells(), delimiter=table.random.choice([mark for mark in ',;\t|' if mark != table.delimiter])))


def blanks_behind_delimiters(table):
    mark = table.random.choice([mark for mark in ',;|' if mark != table.delimiter])
    return table.text((mark + ' ').join(table.cells()))


def doubled_delimiter(table):
    return table.text(table.write(table.cells(), delimiter=table.delimiter * 2))


def line_in_quotes(table):
    return table.text('"' + table.write(table.cells()).replace('"', '""') + '"')


def other_quotes(table):
    return table.text(table.write(table.one_line().cells(), quote="'", quotes_all=True))


def quote_not_closed(table):
    cells = [cell.replace(table.delimiter, ' ') for cell in table.one_line().cells()]
    table.cells()[:] = cells
    return table.text(table.delimiter.join(['"' + cells[0]] + cells[1:]))


def mark_of_a_page(table):
    return table.text('\f' + table.write(table.cells()))


def blanks_before_quote(table):
    return table.text('  ' + table.write(table.cells(), quotes_all=True))


def line_end_twice(table):
    return table.text(table.write(table.cells()) + ('\r\r' if table.newline == '\n' else '\r'))


def line_end_turned(table):
    """LF CR: the second mark stands before the line below."""
    table.newline = '\n'
    lines = table.lines()
    lines[table.odd + 1:] = ['\r' + lines[table.odd + 1]] + lines[table.odd + 2:]
    return '\n'.join(lines) + '\n'


def header_again(table):
    lines = table.lines()
    table.odd = 0
    return table.newline.join(lines[:5] + ['\ufeff' + lines[0]] + lines[5:]) + table.newline


def end_of_dos(table):
    return table.text(table.lines()[table.odd]) + '\x1a' + table.newline


def read(batch, path):
    batch.stdin.write(json.dumps({'op': 'csv2json', 'file': path}) + '\n')
    batch.stdin.flush()
    return json.loads(batch.stdout.readline())


def normal(cells):
    cells = [cell.replace('\r\n', '\n') for cell in cells]
    while cells and cells[-1] == '':
        cells.pop()
    return cells


KINDS = ((other_delimiter, ('header', 'first', 'middle', 'last'), True), (blanks_behind_delimiters, ('header',), True), (doubled_delimiter, ('header', 'first', 'middle', 'last'), True),
         (line_in_quotes, ('header', 'first', 'middle', 'last'), True), (other_quotes, ('header', 'first', 'middle', 'last'), True),
         (quote_not_closed, ('header',), False), (mark_of_a_page, ('header', 'first', 'middle', 'last'), False),
         (blanks_before_quote, ('header', 'first', 'middle', 'last'), True), (line_end_twice, ('header', 'first', 'middle', 'last'), False),
         (line_end_turned, ('header', 'first', 'middle'), False), (header_again, ('middle',), False), (end_of_dos, ('last',), False))


def test_reads_like_the_others(folder):
    path, failures = os.path.join(folder, 'odd.csv'), []
    with subprocess.Popen([CLI, 'batch'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding='utf-8') as batch:
        for make, places, is_told in KINDS:
            for name, seed in ((name, seed) for name in places for seed in SEEDS):
                table = Table(make.__name__, seed).at(name)
                with open(path, 'w', encoding='utf-8', newline='') as out:
                    out.write(make(table))
                answer = read(batch, path)
                wanted = [normal(row) for row in table.rows]
                if make is header_again:
                    wanted[4:4] = [normal(table.header)]
                got = [normal(row) for row in answer['rows'] if normal(row)]
                told = {reject['row'] for reject in answer['rejects']}
                if normal(answer['header'] or []) != table.header or got != wanted or (is_told and table.odd > 0 and table.odd not in told):
                    failures.append((make.__name__, name, seed, answer['header'], [pair for pair in zip(got, wanted) if pair[0] != pair[1]][:1]))
        batch.stdin.close()
    assert not failures, '%d, such as %s' % (len(failures), failures[:3])


def test_a_shifted_row_is_told(folder):
    """A delimiter too many before a last cell that is empty gives as many filled cells as there are columns."""
    table = Table('shifted', 0).at('middle')
    table.cells()[-1] = ''
    path = os.path.join(folder, 'shifted.csv')
    with open(path, 'w', encoding='utf-8', newline='') as out:
        out.write(table.text(table.write(table.cells()[:3] + [''] + table.cells()[3:])))
    told = call(os.path.join(folder, 'w.tastevin'), 'csv2json', path).json['rejects']
    assert [(reject['row'], reject['code']) for reject in told] == [(table.odd, 'too_many_fields')], told


def sales(workspace):
    with sqlite3.connect('file:%s?mode=ro' % workspace, uri=True) as base:
        return sorted(base.execute('SELECT customer_code, text, order_day, doc_ref, qty_milli, amount_ht_cents FROM sales_line '
                                   'JOIN customer_ref c ON c.id = customer_ref_id JOIN product_ref p ON p.id = product_ref_id'))


def test_import(folder):
    """The same sales come of a clean file as of one with odd lines; how many these are is said, and a cell of one is found again."""
    table = Table('import', 1)
    table.delimiter, table.quotes_all = ';', False
    lines, paths = table.lines(), [os.path.join(folder, name) for name in ('clean.csv', 'odd.csv')]
    odd = [table.write(table.header, delimiter=',')] + lines[1:]
    for i, write in ((2, lambda cells: table.write(cells, delimiter='\t')), (7, lambda cells: table.write(cells, quote="'", quotes_all=True)), (9, lambda cells: '\f' + table.write(cells))):
        table.odd = i
        table.one_line()
        lines[i], odd[i] = table.write(table.cells()), write(table.cells())
    odd[12:12] = [table.write([name.upper() for name in table.header])]
    for path, text in zip(paths, (lines, odd)):
        with open(path, 'w', encoding='utf-8', newline='') as out:
            out.write('\n'.join(text) + '\n')
    bases = [os.path.join(folder, name) for name in ('clean.tastevin', 'odd.tastevin')]
    answers = [good(base, 'import', path)['files'][0] for base, path in zip(bases, paths)]
    assert [answer['rejected'] for answer in answers] == [0, 0], answers
    assert (answers[1]['passed']['recut'], answers[1]['passed']['headers']) == (3, 1), answers[1]
    assert sales(bases[0]) == sales(bases[1])
    line = 1 + sum(text.count('\n') + 1 for text in odd[:7])
    row = good(bases[1], 'trace', 'sales_line', '1:%d' % line, 'qty')['rows'][0]
    assert (row['line'], row['original']) == (line, table.rows[6][4]), row


def test_mended_rejects(folder):
    """A reject with another delimiter is written in the columns of the others."""
    table = Table('mended', 2).at('middle').one_line()
    table.delimiter = ';'
    table.cells()[4] = 'none'
    path, out, base = os.path.join(folder, 'bad.csv'), os.path.join(folder, 'rejects.csv'), os.path.join(folder, 'mended.tastevin')
    with open(path, 'w', encoding='utf-8', newline='') as stream:
        stream.write(table.text(table.write(table.cells(), delimiter='\t')))
    assert good(base, 'import', path)['files'][0]['rejected'] == 1
    good(base, 'rejects', '--out', out)
    with open(out, encoding='utf-8-sig') as stream:
        text = stream.read()
    wanted = [cell if cell != 'none' else '' for cell in table.cells()]
    assert list(csv.reader(text.splitlines(), delimiter=';'))[1][5:] == wanted, text


def test_total_of_customers(folder):
    """A line of totals below customers is none of them."""
    path, base = os.path.join(folder, 'customers.csv'), os.path.join(folder, 'totals.tastevin')
    rows = ['CL%d;Roux;Ada;ada%d@example.org;Reims;1000' % (i, i) for i in range(9)]
    with open(path, 'w', encoding='utf-8') as out:
        out.write('\n'.join(['Code client;Nom;Prénom;E-mail;Ville;Total'] + rows + ['Total;;;;;9000']) + '\n')
    answer = good(base, 'import', path)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['totals']) == (9, 0, 1), answer


def test_lost_block(folder):
    """What a disk lost costs what stood there, and not the row behind it."""
    path = os.path.join(folder, 'lost.csv')
    rows = ['ORD%04d,2024-01-%02d,CL%d,Jug,1,5.00' % (i, i % 28 + 1, i % 7) for i in range(2000)]
    rows[300] = '\0' * 100 + rows[300]
    with open(path, 'w', encoding='utf-8') as out:
        out.write('\n'.join(['Order ID,Date,Customer ID,Product,Quantity,Total'] + rows) + '\n')
    answer = good(os.path.join(folder, 'lost.tastevin'), 'import', path)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (2000, 0), answer


tap.main(globals())
