#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a seeded list such as shops export: make-lists.py KIND OUT.csv [ROWS] [--changed SHARE] [--codes N]

KIND is products, customers, contacts, sales (by labels of the products of as many rows) or invoices. Products are called alike now and then, letter by letter or but for their spelling,
and customers share addresses. --changed gives that share of the rows other values (a label, a price, a city), as the next export of the
same shop would have them. Contacts, sales and invoices name --codes customers; invoices bring a product of its own with each row of the first
--codes. The same words give the same bytes.
"""
import argparse
import random

WORDS = ('Château', 'Domaine', 'Clos', 'Mas', 'Cuvée', 'Réserve', 'Vieilles', 'Vignes', 'Grand', 'Cru', 'Blanc', 'Rouge', 'Rosé', 'Brut', 'Côtes',
         'Beaune', 'Margaux', 'Pauillac', 'Chablis', 'Sancerre', 'Vouvray', 'Bandol', 'Cahors', 'Madiran', 'Jura', 'Tavel', 'Fleurie', 'Morgon')
FAMILIES = ('Red', 'White', 'Rosé', 'Sparkling', 'Sweet', 'Spirits', 'Glasses', 'Books', 'Gifts', 'Postage')
NAMES = ('Martin', 'Bernard', 'Thomas', 'Petit', 'Robert', 'Richard', 'Durand', 'Dubois', 'Moreau', 'Laurent', 'Simon', 'Michel', 'Lefèvre', 'Leroy')
FIRST_NAMES = ('Anne', 'Zoé', 'Paul', 'Léa', 'Jean', 'Luc', 'Inès', 'Hugo', 'Eva', 'Noé')
CITIES = ('Lyon', 'Dijon', 'Évian', 'Nantes', 'Lille', 'Brest', 'Tours', 'Nîmes')
DAYS = ['20%02d-%02d-%02d' % (y, m, d) for y in (23, 24, 25) for m in range(1, 13) for d in range(1, 29)]


def make_label(rng, i):
    number = i
    if i % 50 == 49:
        number = i - 7  # called like another but for the words that are drawn
    label = '%s %d n° %07d' % (' '.join(rng.choice(WORDS) for _ in range(3)), 2005 + i % 18, number)
    if i % 200 == 199:
        label = 'Château Alike %d' % (i // 1000)
    if i % 200 == 198:
        label = 'CHATEAU  alike, %d' % (i // 1000)
    return label


def products(rng, i, changed, _codes):
    label, price = make_label(rng, i), 400 + rng.randrange(9000)
    family, brand, stock = rng.choice(FAMILIES), 'Maison %d' % rng.randrange(2000), rng.randrange(500)
    if changed:
        label, price = (label + ' bis' if i % 2 == 0 else label), price + 10
    if i % 100003 == 99999:
        label = ''
    return 'P%08d,"%s",%s,%s,%d,%d.%02d,%d.%02d,%d' % (i, label, family, brand, 2005 + i % 18, price // 100, price % 100, price // 200,
                                                    price // 2 % 100, stock)


def customers(rng, i, changed, _codes):
    last, first = rng.choice(NAMES), rng.choice(FIRST_NAMES)
    person = i - 1 if i % 40 == 39 else i
    city = rng.choice(CITIES)
    if changed:
        city = 'Paris'
    phone = '06%08d' % (i * 7919 % 100000000) if i % 3 != 0 else ''
    return 'C%08d,%s,%s,%s.%d@example.org,%s,%d rue du Pré,%05d,%s' % (i, last, first, 'client', person, phone, 1 + i % 99, 10000 + i % 80000, city)


def contacts(rng, i, changed, codes):
    status = rng.choice(('sent', 'sent', 'sent', 'opened', 'clicked', 'bounced', 'optout'))
    channel = rng.choice(('email', 'email', 'sms', 'mail'))
    if changed:
        channel = 'phone'
    return 'C%08d,%s,%s,%s,Campaign %d' % (i * 7368787 % codes, DAYS[i % len(DAYS)], channel, status, i % 40)


def invoices(rng, i, changed, codes):
    number, cents = (i if i < codes else rng.randrange(codes)), 400 + rng.randrange(9000)
    qty = 1 + i % 12 + changed
    return 'C%08d,%s,FA-%07d,P%08d,"%s",%d,%d.%02d' % (i // 4 * 7368787 % 100000, DAYS[i * len(DAYS) // (1 << 23)], i // 4, number,
                                                      make_label(random.Random(number), number), qty, qty * cents // 100, qty * cents % 100)


def sales(rng, i, changed, codes):
    label = products(rng, i, False, codes).split('"')[1]
    if i % 10 == 9:
        label = label.upper() + '.'
    if i % 97 == 0 or label == '':
        label = 'Not in the list %d' % i
    if i % 5000 == 3:
        label = 'Postage %d' % (i // 5000)
    qty = 1 + i % 12 + changed
    return 'C%08d,%s,FA-%07d,"%s",%d,%d.00' % (i // 4 * 7368787 % codes, DAYS[i * len(DAYS) // (1 << 23)], i // 4, label, qty, qty * 7)


KINDS = {
    'products': (products, 'product_key,product_label,family,brand,vintage,price,cost,stock'),
    'customers': (customers, 'customer_code,last_name,first_name,email,phone,address,postal_code,city'),
    'contacts': (contacts, 'customer_code,contact_date,channel,status,campaign_id'),
    'sales': (sales, 'customer_code,order_date,doc_ref,product_label,qty,amount_ht'),
    'invoices': (invoices, 'customer_code,order_date,doc_ref,product_key,product_label,qty,amount_ht'),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind', choices=sorted(KINDS))
    parser.add_argument('out')
    parser.add_argument('rows', type=int, nargs='?', default=1000000)
    parser.add_argument('--changed', type=float, default=0)
    parser.add_argument('--codes', type=int, default=100000)
    options = parser.parse_args()
    make, header = KINDS[options.kind]
    rng, changes = random.Random(20240229), random.Random(7)
    with open(options.out, 'w', encoding='utf-8', newline='') as out:
        out.write(header + '\r\n')
        for i in range(options.rows):
            out.write(make(rng, i, changes.random() < options.changed, options.codes) + '\r\n')


main()
