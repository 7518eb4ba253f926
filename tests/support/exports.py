# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports of sales by a seed, as tills, shops and ledgers in 18 languages write them, and what they say."""
import csv
import datetime
import io
import os
import random

FIRST = 'Élodie Marie Jürgen Zoë François Hélène Anna Peter José Olga Paul Luc Inès Björn Mary John'.split()
LAST = 'Müller Dupont García Lefèvre Smith O’Brien Nguyen Sørensen Weiß Kowalski Martin Bernard Petit Durand'.split()
GOODS = ['Riesling Grand Cru 2019', 'Pinot Noir, vieilles vignes', 'Crémant brut 75 cl', 'Mug "Best" blue', 'Tea towel; red', 'Olive oil 50cl', 'Honey 250 g',
         'Jam strawberry', 'Notebook A5', 'Scarf wool', 'Cap black', 'Poster A2', 'Chocolate 70%', 'Coffee beans 1kg', 'Espresso cup', 'Teapot large']
DATES = ['%Y-%m-%d', '%d/%m/%Y', '%d.%m.%Y', '%d-%m-%Y', '%Y/%m/%d', '%Y-%m-%d %H:%M:%S', '%d/%m/%y', '%Y%m%d', '%m/%d/%Y', '%d %b %Y', '%Y-%m-%dT%H:%M:%SZ']
WHO = [['code', 'first', 'last'], ['code', 'full'], ['code'], ['email'], ['full', 'email'], ['first', 'last', 'email'], ['code', 'first', 'last', 'email'], ['full']]
WHAT = [['key', 'label'], ['label'], ['key'], ['key', 'label', 'family'], ['label', 'family']]
MONEY = [['a'], ['price'], ['price', 'a'], ['a', 'ttc'], ['a', 'vat', 'ttc'], ['ttc'], ['price', 'disc', 'a'], ['rate', 'a'], ['price', 'a', 'otot']]
ASIDE = [['line'], ['time'], ['store'], ['user'], ['city', 'country'], ['phone'], ['cur'], ['pay'], ['cost']]
WESTERN = ('da', 'de', 'en', 'es', 'fr', 'it', 'nl', 'no', 'pt', 'sv')


def read_words():
    words = {}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'export-words.txt'), encoding='utf-8') as lines:
        for line in lines:
            if not line.startswith('#'):
                language, column, names = line.rstrip('\n').split(' ', 2)
                words.setdefault(language, {})[column] = names.split('|')
    return words


WORDS = read_words()


class Shop:
    """Customers, products and lines of one merchant."""

    def __init__(self, dice):
        begin = 'C10' if dice.random() < .6 else '1002'
        self.customers = [dict(code='%s%02d' % (begin, i), first=dice.choice(FIRST), last=dice.choice(LAST)) for i in range(dice.randint(25, 80))]
        for i, customer in enumerate(self.customers):
            customer.update(email='buyer%d@example.com' % i, phone='061%07d' % i, full='%s %s %s' % (customer['first'], customer['last'], 'abcdefghij'[i // 10] + 'klmnopqrst'[i % 10]))
        self.products = [dict(key='P%03d' % i, label=label, family=dice.choice(['Wine', 'Gifts', 'Food']), price=dice.randint(150, 12000))
                         for i, label in enumerate(dice.sample(GOODS, dice.randint(8, len(GOODS))))]
        self.lines = []
        start = datetime.date(2022, dice.randint(1, 12), dice.randint(1, 28))
        for i in range(dice.randint(60, 150)):
            customer, day = dice.choice(self.customers), start + datetime.timedelta(days=i * 3 // 2)
            is_return = dice.random() < .03
            for product in dice.sample(self.products, dice.randint(1, 4)):
                pieces = dice.choice([1, 1, 2, 3, 6, 12])
                amount = pieces * product['price'] * (9 if dice.random() < .15 else 10) // 10
                sign = -1 if is_return else 1
                self.lines.append(dict(customer=customer, product=product, day=day, doc=('A' if is_return else 'F') + str(20001 + i), q=sign * pieces, a=sign * amount))


class Style:
    """How one export is written."""

    def __init__(self, dice):
        self.language = dice.choice(sorted(WORDS))
        self.header = {name: dice.choice(names) for name, names in WORDS[self.language].items()}
        self.mark = '.' if self.language == 'en' or dice.random() < .2 else ','
        self.group = dice.choice(['', '', ',' if self.mark == '.' else '.' if self.language in WESTERN else ' '])
        self.minus = dice.choice(['-%s', '-%s', '-%s', '%s-', '(%s)'])
        self.currency = dice.choice(['%s', '%s', '%s', '€%s', '%s EUR'])
        self.date = dice.choice(DATES)
        self.delimiter = dice.choice(',;;\t|')
        self.quoting = dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
        self.line_end = dice.choice(['\n', '\r\n', '\r\n', '\r'])
        self.encoding = dice.choice(['utf-8', 'utf-8-sig', 'utf-16'] + (['cp1252', 'cp1252'] if self.language in WESTERN else []))
        self.notes = dice.choice([0, 0, 0, 1, 2, 4])
        self.who, self.what, self.money = dice.choice(WHO), dice.choice(WHAT), dice.choice(MONEY)
        self.columns = ['doc', 'day'] + self.who + [name for aside in ASIDE if dice.random() < .2 for name in aside] + self.what + ['q'] + self.money
        if dice.random() < .3:
            dice.shuffle(self.columns)

    def amount(self, cents):
        whole = '{:,}'.format(abs(cents) // 100).replace(',', self.group)
        text = '%s%s%02d' % (whole, self.mark, abs(cents) % 100)
        return self.currency % (self.minus % text if cents < 0 else text)

    def row(self, line, total, number):
        customer, product, dice = line['customer'], line['product'], random.Random(line['doc'])
        gross = round(line['a'] * 1.2)
        cells = dict(customer, **product, doc=line['doc'], day=line['day'].strftime(self.date), q='%d-' % -line['q'] if line['q'] < 0 and self.minus == '%s-' else str(line['q']),
                     line=str(number), time='%02d:%02d' % (dice.randint(8, 19), dice.randint(0, 59)), store=dice.choice(['Nord', 'Sud']), user=dice.choice(['Kim', 'Lou', 'Sam']),
                     city=dice.choice(['Paris', 'Lyon']), country='France', cur='EUR', pay=dice.choice(['Visa', 'Cash']), rate='20')
        cells.update((name, self.amount(cents)) for name, cents in
                     dict(a=line['a'], price=product['price'], ttc=gross, vat=gross - line['a'], disc=line['q'] * product['price'] - line['a'], otot=total, cost=product['price'] // 2).items())
        return [cells[name] for name in self.columns]


class Export:
    """A file in a folder, and the lines that are to be read from it."""

    def __init__(self, folder, seed):
        dice = random.Random(seed)
        self.shop = Shop(dice)
        while True:
            self.style = Style(dice)
            try:
                data = self.write().encode(self.style.encoding)
                break
            except UnicodeEncodeError:
                continue
        self.path = os.path.join(folder, 'export-%d.csv' % seed)
        with open(self.path, 'wb') as out:
            out.write(data)

    def write(self):
        style, lines, out = self.style, self.shop.lines, io.StringIO()
        table = csv.writer(out, delimiter=style.delimiter, quoting=style.quoting, lineterminator=style.line_end)
        for note in [['Export'], ['01/2022 - 12/2023'], [], ['Shop Demo', 'Page 1']][:style.notes]:
            out.write(style.delimiter.join(note) + style.line_end)
        table.writerow([style.header[name] for name in style.columns])
        for i, line in enumerate(lines):
            same = [other for other in lines if other['doc'] == line['doc']]
            table.writerow(style.row(line, sum(other['a'] for other in same), same.index(line) + 1))
        return out.getvalue()

    def day_order(self):
        return 'dmy' if self.style.date.startswith('%d') else 'mdy' if self.style.date.startswith('%m') else 'ymd'

    def expected_amount(self, line):
        if self.style.money == ['price']:
            return line['q'] * line['product']['price']
        return round(line['a'] * 1.2) if self.style.money == ['ttc'] else line['a']
