#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a seeded sales file like those that shops export: make-sales.py OUT.csv [ROWS]

2,000,000 rows by default, about 222 MB; two thirds of the records have quoted cells, some with commas and doubled quotes in them,
some rows cannot be used. 100,000 customers, 5,000 products. The same seed gives the same bytes.
"""
import random
import sys

WORDS = ('Château', 'Domaine', 'Clos', 'Mas', 'Cuvée', 'Réserve', 'Vieilles', 'Vignes', 'Grand', 'Cru', 'Blanc', 'Rouge', 'Rosé', 'Brut', 'Côtes',
         'Beaune', 'Margaux', 'Pauillac', 'Chablis', 'Sancerre', 'Vouvray', 'Bandol', 'Cahors', 'Madiran', 'Jura', 'Tavel', 'Fleurie', 'Morgon')


def make_labels(rng, count):
    labels = []
    for i in range(count):
        words = ' '.join(rng.choice(WORDS) for _ in range(3))
        label = '%s %d cuvée %04d' % (words, 2005 + i % 18, i)
        if i % 3 != 0:
            label = '"%s, ""%s"" 75 cl"' % (label, rng.choice(WORDS))
        labels.append(label)
    return labels


def main():
    path = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 2000000
    rng = random.Random(20240229)
    labels = make_labels(rng, 5000)
    days = ['20%02d-%02d-%02d' % (y, m, d) for y in (21, 22, 23) for m in range(1, 13) for d in range(1, 29)]
    with open(path, 'w', encoding='utf-8', newline='') as out:
        out.write('customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht,amount_ttc,margin\r\n')
        block = []
        for i in range(rows):
            customer = 'C%06d' % int(100000 * rng.random() ** 2)
            label = labels[int(5000 * rng.random() ** 2)]
            qty = 1 + i % 12
            cents = qty * (500 + i * 7919 % 9000)
            day = days[i * len(days) // rows]
            amount = '%d.%02d' % (cents // 100, cents % 100)
            if i % 100003 == 99999:
                amount = 'n/a'
            block.append('%s,%s,FA-%07d,Facture,%s,%d,%s,%.2f,%.2f\r\n' % (customer, day, i // 4, label, qty, amount, cents * 0.012, cents * 0.0031))
            if len(block) == 10000:
                out.write(''.join(block))
                block.clear()
        out.write(''.join(block))


main()
