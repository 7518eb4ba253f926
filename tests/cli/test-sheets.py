#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as people keep them: notes beside and below the table, headers that come again, sums, errors of formulas."""
import datetime
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import good
from sheets import Cell, write_xlsx

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


tap.main(globals())
