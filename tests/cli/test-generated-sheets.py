#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks by seed, of a shop whose sales are known: each mixes ways in which people and programs lay out a sheet, and comes in to the cent.
TASTEVIN_SHEET_SEED and TASTEVIN_SHEET_COUNT look further than a build does."""
import datetime
import os
import random
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
import xls
from cli import good
from sheets import Cell, write_fods, write_xlsx

SEED = int(os.environ.get('TASTEVIN_SHEET_SEED', '1'))
COUNT = int(os.environ.get('TASTEVIN_SHEET_COUNT', '24'))
EPOCH = datetime.date(1970, 1, 1)
NAMES = {
    'fr': ['Date', 'N° facture', 'Code client', 'Réf. article', 'Désignation', 'Quantité', 'PU HT', 'Montant HT'],
    'de': ['Rechnungsdatum', 'Rechnungsnummer', 'Kundennummer', 'Artikelnummer', 'Bezeichnung', 'Menge', 'Einzelpreis netto', 'Nettobetrag'],
    'en': ['Invoice date', 'Invoice no.', 'Customer code', 'SKU', 'Description', 'Qty', 'Unit price', 'Net amount'],
}
WORDS = {'fr': ('Journal des ventes', 'Total', 'à vérifier'), 'de': ('Umsatzliste', 'Summe', 'geprüft'), 'en': ('Sales report', 'Total', 'see mail')}
GOODS = ['Bowl, blue', 'Jug "Anna"', 'Plate; red', 'Tea pot', 'Cup 25 cl', 'Olive oil 50 cl']
DAY, DOCUMENT, CUSTOMER, QUANTITY, PRICE, AMOUNT = 0, 1, 2, 5, 6, 7


def make_sales(dice):
    """Lines of documents, in order; a quantity below nought is a return."""
    code = dice.choice(['C%03d', '%05d', '9%03d'])
    sales, day = [], datetime.date(2023, 1, 2)
    for number in range(dice.randint(12, 20)):
        day += datetime.timedelta(days=dice.randint(0, 4))
        customer, sign = code % dice.randrange(9), -1 if dice.random() < .1 else 1
        for product in dice.sample(range(len(GOODS)), dice.randint(1, 3)):
            quantity, price = sign * dice.randint(1, 6), (product * 735 + 499) / 100
            sales.append([day, 'F%d' % (100 + number), customer, 'A%02d' % product, GOODS[product], quantity, price, round(quantity * price, 2)])
    return sales


class Layout:
    """What a sheet is like besides its rows."""

    def __init__(self, dice):
        chance = lambda share: dice.random() < share
        self.language = dice.choice(sorted(NAMES))
        self.form = dice.choice(['xlsx', 'xlsx', 'xls', 'fods'])
        self.is_1904, self.months, self.left = chance(.3), chance(.25), dice.choice([0, 0, 1, 2])
        self.title, self.repeats, self.sums, self.beside, self.far = chance(.5), chance(.25), chance(.5), chance(.3), chance(.2)
        self.merged = dice.choice([(), (), (DAY, DOCUMENT), (CUSTOMER,), (DAY, DOCUMENT, CUSTOMER)])
        self.days = dice.choice(['days', 'numbers', 'texts', 'mixed'])
        self.amounts = dice.choice(['numbers', 'numbers', 'texts'])
        self.order = list(range(8)) if chance(.5) else dice.sample(range(8), 8)

    def __repr__(self):
        return repr(vars(self))


def make_cell(layout, dice, value, column):
    if column == DAY and (layout.days == 'texts' or (layout.days == 'mixed' and dice.random() < .4)):
        return value.strftime('%d/%m/%Y')
    if column == DAY and layout.days == 'numbers':
        return (value - (datetime.date(1904, 1, 1) if layout.is_1904 else datetime.date(1899, 12, 30))).days
    if column == CUSTOMER and layout.form == 'xlsx' and value.startswith('00'):
        return Cell(int(value), '00000')
    if column in (PRICE, AMOUNT) and layout.amounts == 'texts':
        return ('%.2f' % value).replace('.', '.' if layout.language == 'en' else ',')
    return value


def make_sheet(layout, dice, sales):
    """The rows of a sheet, and which of its cells are merged downwards."""
    title, total, note = WORDS[layout.language]
    names = [NAMES[layout.language][column] for column in layout.order]
    before = [None] * layout.left
    rows = [before + [title], []] if layout.title else []
    rows.append(before + names)
    merges, begun = [], {}
    for i, sale in enumerate(sales):
        if layout.repeats and i and i % 15 == 0:
            rows.append(before + names)
            begun = {}
        row = before + [make_cell(layout, dice, sale[column], column) for column in layout.order]
        for column in layout.merged:
            place = layout.left + layout.order.index(column)
            if column in begun and sales[i - 1][DOCUMENT] == sale[DOCUMENT]:
                row[place] = None
            else:
                begun[column] = len(rows) + 1
            merges = [merge for merge in merges if merge[:2] != (place, begun[column])] + [(place, begun[column], len(rows) + 1)]
        rows.append(row + ([None, note] if layout.beside and i % 7 == 0 else []))
    if layout.sums:
        row = [None] * 8
        row[layout.order.index(QUANTITY)] = sum(sale[QUANTITY] for sale in sales)
        row[layout.order.index(AMOUNT)] = round(sum(sale[AMOUNT] for sale in sales), 2)
        row[next(place for place in range(8) if row[place] is None)] = total
        rows.append(before + row)
    if layout.far:
        rows[-1] = rows[-1] + [None] * 300 + ['x']
    return rows, [merge for merge in merges if merge[2] > merge[1]]


def write_book(folder, layout, dice, sales):
    groups = {}
    for sale in sales:
        groups.setdefault(sale[DAY].strftime('%Y-%m') if layout.months else 'Feuil1', []).append(sale)
    sheets = {name: make_sheet(layout, dice, lines) for name, lines in groups.items()}
    path = os.path.join(folder, 'book.' + layout.form)
    more = {'is_1904': layout.is_1904}
    # The writers merge the same cells in all sheets.
    if len(sheets) == 1:
        more['merges'] = next(iter(sheets.values()))[1]
    elif layout.merged:
        layout.merged = ()
        return write_book(folder, layout, dice, sales)
    rows = {name: sheet for name, (sheet, _) in sheets.items()}
    if layout.form == 'xls':
        return xls.write_xls(path, [(name, False, [['' if cell is None else cell for cell in row[:200]] for row in sheet]) for name, sheet in rows.items()], **more)
    return (write_xlsx if layout.form == 'xlsx' else write_fods)(path, rows, **more)


def check_seed(folder, seed):
    dice = random.Random(seed)
    layout, sales = Layout(dice), make_sales(dice)
    below = os.path.join(folder, str(seed))
    os.mkdir(below)
    workspace = os.path.join(below, 'w.tastevin')
    files = good(workspace, 'import', '--all-sheets', '--date-order', 'dmy', '--kind', 'invoice_lines', write_book(below, layout, dice, sales))['files']
    told = 'seed %d: %r\n%s' % (seed, layout, str(files)[:1500])
    assert sum(file['accepted'] for file in files) == len(sales) and not any(file['rejected'] for file in files), told
    found = sqlite3.connect(workspace).execute(
        'SELECT s.order_day, s.doc_ref, c.customer_code, r.text, s.qty_milli, s.amount_ht_cents FROM sales_line s '
        'JOIN customer_ref c ON c.id = s.customer_ref_id JOIN product_ref r ON r.id = s.product_ref_id').fetchall()
    wanted = [((sale[DAY] - EPOCH).days, *sale[1:4], sale[QUANTITY] * 1000, round(sale[AMOUNT] * 100)) for sale in sales]
    assert sorted(found) == sorted(wanted), told


def test_generated_sheets(folder):
    for seed in range(SEED, SEED + COUNT):
        check_seed(folder, seed)


tap.main(globals())
