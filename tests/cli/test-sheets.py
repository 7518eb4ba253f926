#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as people keep them: notes beside and below the table, headers that come again, sums, errors of formulas."""
import datetime
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
import xls
from cli import good
from sheets import Cell, write_fods, write_xlsx

HEADER = ['Date', 'N° facture', 'Code client', 'Désignation', 'Quantité', 'Montant HT', 'Marge']
DAY = datetime.date(2024, 3, 1)


def make_lines(first=0, count=12, code='C%03d'):
    return [[DAY + datetime.timedelta(days=i), 'F%d' % (100 + i), code % (i % 5), 'Bol %d' % (i % 4), 1 + i % 3, 12.5 * (1 + i % 3), 3.25]
            for i in range(first, first + count)]


def take(folder, rows, *options, name='ventes.xlsx', **more):
    """Imports one sheet of lines; gives what is said of it, and the base."""
    workspace = os.path.join(folder, 'w.tastevin')
    path = write_xlsx(os.path.join(folder, name), {'Ventes': rows}, **more)
    answer = good(workspace, 'import', '--kind', 'invoice_lines', *options, path)['files'][0]
    return answer, sqlite3.connect(workspace)


def expect_lines(answer, base, count, cents):
    assert (answer['accepted'], answer['rejected']) == (count, 0), answer
    assert base.execute('SELECT count (*), sum (amount_ht_cents) FROM sales_line').fetchone() == (count, cents)


def sum_cents(lines):
    return round(sum(line[5] for line in lines) * 100)


def test_notes_beside_the_table(folder):
    """All cells of a sheet have their places, so what stands beside a row takes nothing from it."""
    lines = make_lines()
    rows = [line + ([None, 'à vérifier'] if i % 4 == 0 else []) for i, line in enumerate(lines)]
    answer, base = take(folder, [HEADER] + rows)
    expect_lines(answer, base, 12, sum_cents(lines))


def test_rejects_leave_the_notes_behind(folder):
    """A row that is mended in the file of rejects is taken, whatever stood beside it in the sheet."""
    workspace, rejects = (os.path.join(folder, name) for name in ('w.tastevin', 'rejects.csv'))
    lines = make_lines()
    lines[3][4] = 'x'
    take(folder, [HEADER] + [line + [None, 'à vérifier'] for line in lines])
    good(workspace, 'rejects', '--batch', '1', '--out', rejects)
    with open(rejects, encoding='utf-8-sig') as text:
        mended = text.read().replace(',x,', ',1,')
    with open(rejects, 'w', encoding='utf-8-sig') as out:
        out.write(mended)
    answer = good(workspace, 'import', rejects)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (1, 0), answer


def test_header_that_comes_again(folder):
    """On each page, below a blank row or not, in one row or two, whatever stands in its cells: the table goes on."""
    lines = make_lines()
    groups = ['Facture', None, 'Client', 'Article', 'Ventes', None, None]
    broken = [name.replace(' ', '\n') for name in HEADER]
    for number, (header, gap) in enumerate([([HEADER], []), ([broken], [[]]), ([groups, HEADER], [[]]), ([groups, HEADER], [])]):
        below = os.path.join(folder, str(number))
        os.mkdir(below)
        rows = [['Journal des ventes'], []] + header + lines[:4] + gap + header[-1:] + lines[4:8] + gap + header + lines[8:]
        answer, base = take(below, [[None] + row for row in rows])
        expect_lines(answer, base, 12, sum_cents(lines))
        assert answer['next_table_line'] == 0 and answer['passed']['headers'] >= 2, answer


def test_errors_hold_nothing(folder):
    """A formula that came to an error leaves its cell empty, and its row is taken."""
    lines = make_lines()
    for line, error in zip(lines, ('#REF!', '#DIV/0!', '#VALUE!', '#N/A', '#NAME?')):
        line[6] = Cell(error, is_error=True)
    lines[7][6] = '#WERT!'
    answer, base = take(folder, [HEADER] + lines)
    expect_lines(answer, base, 12, sum_cents(lines))
    assert base.execute('SELECT count (*) FROM sales_line WHERE margin_cents IS NULL').fetchone() == (6,)


def test_sums_and_sentences_below(folder):
    """They are no rows, be the sums called so in another column or not at all; what cannot be read stays a reject."""
    lines = make_lines()
    below = [[None] * 4 + [24, 300.5, 39], [None] * 3 + ['Total', 24, 300.5], [None] * 5 + [300.5], [], ['* prix hors taxes, sans le port'], ['Page 1/1']]
    answer, base = take(folder, [HEADER] + lines + below)
    expect_lines(answer, base, 12, sum_cents(lines))
    assert answer['totals'] == 3 and answer['passed']['titles'] == 2, answer
    odd = [DAY, None, None, 'Bol', 1, 5]
    answer, base = take(folder, [HEADER] + lines + [odd], name='odd.xlsx')
    assert answer['rejected'] == 1 and answer['rejects'][0]['code'] == 'REQUIRED', answer


def test_codes_with_noughts(folder):
    """A code whose noughts its format alone shows is the code that other files have as text."""
    lines = make_lines(code='%05d')
    numbers = [line[:2] + [Cell(int(line[2]), '00000')] + line[3:] for line in lines]
    answer, base = take(folder, [HEADER] + numbers)
    expect_lines(answer, base, 12, sum_cents(lines))
    assert [code for code, in base.execute('SELECT customer_code FROM customer_ref ORDER BY 1')] == ['%05d' % i for i in range(5)]


def test_numbers_beside_texts_that_are_numbers(folder):
    """What was typed as 12,50 is read with a comma; what is a number of the sheet, 1.234 among them, is none of these."""
    lines = make_lines()
    for line in lines:
        line[4], line[5] = 1.234, ('%.2f' % line[5]).replace('.', ',')
    answer, base = take(folder, [HEADER] + lines)
    assert (answer['accepted'], answer['rejected']) == (12, 0), answer
    assert base.execute('SELECT DISTINCT qty_milli, margin_cents FROM sales_line').fetchall() == [(1234, 325)]
    assert base.execute('SELECT sum (amount_ht_cents) FROM sales_line').fetchone() == (sum_cents(make_lines()),)


def write_books(folder, rows, **more):
    """The same sheet in each of the formats that a test can write."""
    yield write_xlsx(os.path.join(folder, 'a.xlsx'), {'Ventes': rows}, **more)
    yield xls.write_xls(os.path.join(folder, 'b.xls'), [('Ventes', False, [['' if cell is None else cell for cell in row] for row in rows])], **more)
    yield write_fods(os.path.join(folder, 'c.fods'), {'Ventes': rows}, **more)


def import_alone(path):
    """Imports a workbook into a base of its own."""
    workspace = path + '.tastevin'
    return good(workspace, 'import', '--kind', 'invoice_lines', path)['files'][0], sqlite3.connect(workspace)


def list_days(base):
    return [day for day, in base.execute('SELECT order_day FROM sales_line ORDER BY id')]


def test_plain_days_of_1904(folder):
    """A number in a column of days counts from the first day of its workbook, unless it says the day in figures; a text has no such day."""
    lines = make_lines()
    wanted = [(line[0] - datetime.date(1970, 1, 1)).days for line in lines]
    for first, is_1904 in ((datetime.date(1904, 1, 1), True), (datetime.date(1899, 12, 30), False)):
        below = os.path.join(folder, str(first.year))
        os.mkdir(below)
        serials = [[(line[0] - first).days] + line[1:] for line in lines]
        for path in write_books(below, [HEADER] + serials, is_1904=is_1904):
            answer, base = import_alone(path)
            expect_lines(answer, base, 12, sum_cents(lines))
            assert list_days(base) == wanted, (path, list_days(base))
    figures = [[int(line[0].strftime('%Y%m%d'))] + line[1:] for line in lines]
    answer, base = import_alone(write_xlsx(os.path.join(folder, 'figures.xlsx'), {'Ventes': [HEADER] + figures}, is_1904=True))
    assert list_days(base) == wanted, list_days(base)
    text = os.path.join(folder, 'text.csv')
    with open(text, 'w', encoding='utf-8') as out:
        out.writelines(';'.join(str(cell) for cell in row) + '\n' for row in [HEADER] + serials)
    answer, base = import_alone(text)
    assert list_days(base) == wanted, list_days(base)


def test_days_of_1904_in_orders_and_rejects(folder):
    """So does one in a workbook of orders whose lines are a text, and in the rows that are written to be mended."""
    orders = [['N° commande', 'Date commande', 'Code client']] + [[i, (DAY - datetime.date(1904, 1, 1)).days + i, 'C%d' % i] for i in range(1, 9)]
    workspace, lines, rejects = (os.path.join(folder, name) for name in ('w.tastevin', 'lines.csv', 'rejects.csv'))
    with open(lines, 'w', encoding='utf-8') as out:
        out.writelines(['N° commande;Désignation;Qté;Montant HT\n'] + ['%d;Bol;1;4,50\n' % i for i in range(1, 9)])
    book = write_xlsx(os.path.join(folder, 'orders.xlsx'), {'Commandes': orders}, is_1904=True)
    good(workspace, 'import', '--kind', 'invoice_lines', lines, book)
    first = (DAY - datetime.date(1970, 1, 1)).days
    assert list_days(sqlite3.connect(workspace)) == [first + i for i in range(1, 9)]
    broken = make_lines()
    broken[2][4] = 'x'
    path = write_xlsx(os.path.join(folder, 'd.xlsx'), {'V': [HEADER] + [[(line[0] - datetime.date(1904, 1, 1)).days] + line[1:] for line in broken]}, is_1904=True)
    answer, base = import_alone(path)
    good(path + '.tastevin', 'rejects', '--batch', '1', '--out', rejects)
    with open(rejects, encoding='utf-8-sig') as text:
        assert (DAY + datetime.timedelta(days=2)).isoformat() in text.read()


def merge_down(rows, column):
    """Leaves a value out where it is that of the row above, and says which cells that makes one."""
    merges, first = [], 1
    for line in range(2, len(rows) + 1):
        if line == len(rows) or rows[line][column] != rows[first][column]:
            merges.append((column, first + 1, line))
            for i in range(first + 1, line):
                rows[i][column] = None
            first = line
    return merges


def test_cells_that_are_merged_downwards(folder):
    """What they say of customer, document and day is said of each of their rows; a sum of an order is not said of each of its lines."""
    lines = sorted(make_lines(count=20), key=lambda line: line[2])
    wanted = sorted((line[2], line[1], line[0].toordinal() - 719163, round(line[5] * 100)) for line in lines)
    for number, columns in enumerate(([2], [2, 3], [3])):
        below = os.path.join(folder, str(number))
        os.mkdir(below)
        rows = [list(HEADER)] + [list(line) for line in lines]
        merges = [merge for column in columns for merge in merge_down(rows, column)]
        for path in write_books(below, rows, merges=merges[::-1]):
            answer, base = import_alone(path)
            expect_lines(answer, base, 20, sum_cents(lines))
            found = base.execute('SELECT c.customer_code, s.doc_ref, s.order_day, s.amount_ht_cents FROM sales_line s '
                                 'JOIN customer_ref c ON c.id = s.customer_ref_id ORDER BY 1, 2, 3, 4').fetchall()
            assert found == wanted, (path, found)
    rows = [list(HEADER)] + [list(line) for line in lines]
    rows[2][5] = rows[3][5] = None
    for path in write_books(folder, rows, merges=[(5, 2, 4)]):
        answer, base = import_alone(path)
        assert (answer['accepted'], answer['rejected']) == (18, 2) and answer['rejects'][0]['code'] == 'REQUIRED', (path, answer)


def test_true_and_false_of_spreadsheets(folder):
    """In the words that a spreadsheet has for them where it is used."""
    pairs = [('VRAI', 'FAUX'), ('WAHR', 'FALSCH'), ('DOĞRU', 'YANLIŞ'), ('ИСТИНА', 'ЛОЖЬ'), ('ADEVĂRAT', 'FALS'), ('真', '假')]
    for number, (yes, no) in enumerate(pairs):
        rows = [['Code client', 'Nom', 'E-mail', 'Désinscrit']] + [['C%d' % i, 'Roux %d' % i, 'b%d@example.org' % i, no if i % 3 else yes] for i in range(12)]
        workspace = os.path.join(folder, '%d.tastevin' % number)
        answer = good(workspace, 'import', write_xlsx(os.path.join(folder, '%d.xlsx' % number), {'Clients': rows}))['files'][0]
        assert (answer['accepted'], answer['rejected']) == (12, 0), (yes, answer['rejects'][:2])
        assert sqlite3.connect(workspace).execute('SELECT count (*) FROM customer WHERE is_optout').fetchone() == (4,), yes


def test_sums_below_lines_that_leave_out_their_order(folder):
    """The sums are no line of the last order, wherever their word stands."""
    lines = sorted(make_lines(), key=lambda line: line[1])
    rows = [HEADER]
    for i, line in enumerate(lines):
        rows.append(line[:3] + line[3:])
        rows.append([None, None, None] + line[3:])
    order = [4, 5, 3, 0, 1, 2, 6]
    rows = [[row[column] for column in order] for row in rows] + [[24, 300.5, 'Total']]
    answer, base = take(folder, rows)
    expect_lines(answer, base, 24, 2 * sum_cents(lines))
    assert answer['totals'] == 1, answer


def test_a_cell_far_from_the_table(folder):
    """It is no cell of the table, and takes no row from it; nor is it a row by itself."""
    lines = make_lines()
    rows = [HEADER] + [list(line) for line in lines] + [[None] * 300 + ['x']]
    rows[3] += [None] * 400 + ['y']
    for path in (write_xlsx(os.path.join(folder, 'a.xlsx'), {'Ventes': rows}), write_fods(os.path.join(folder, 'b.fods'), {'Ventes': rows})):
        answer, base = import_alone(path)
        expect_lines(answer, base, 12, sum_cents(lines))


tap.main(globals())
