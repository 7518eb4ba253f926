#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a seeded sales file like those that shops export: make-sales.py OUT.csv [ROWS] [--customers N] [--orders ORDERS.csv]

2,000,000 rows by default, about 222 MB; two thirds of the records have quoted cells, some with commas and doubled quotes in them,
some rows cannot be used. 100,000 customers, 5,000 products. The same seed gives the same bytes.

--customers gives each row one of N customers in turn. --orders puts customer, day and document's kind into a file of orders, one for
four lines, which the lines then lack.
"""
import argparse
import contextlib
import random

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


def write_lines(out, orders, rows, customers):
    rng = random.Random(20240229)
    labels = make_labels(rng, 5000)
    days = ['20%02d-%02d-%02d' % (y, m, d) for y in (21, 22, 23) for m in range(1, 13) for d in range(1, 29)]
    block, order_block = [], []
    for i in range(rows):
        customer = 'C%06d' % int(100000 * rng.random() ** 2)
        label = labels[int(5000 * rng.random() ** 2)]
        qty = 1 + i % 12
        cents = qty * (500 + i * 7919 % 9000)
        day = days[i * len(days) // rows]
        amount = '%d.%02d' % (cents // 100, cents % 100)
        if customers is not None:
            # A prime step visits each of them once before any comes again, but in no order.
            customer = 'C%08d' % (i * 7368787 % customers)
        if i % 100003 == 99999:
            amount = 'n/a'
        rest = '%s,%d,%s,%.2f,%.2f\r\n' % (label, qty, amount, cents * 0.012, cents * 0.0031)
        if orders is None:
            block.append('%s,%s,FA-%07d,Facture,%s' % (customer, day, i // 4, rest))
        else:
            block.append('FA-%07d,%s' % (i // 4, rest))
            if i % 4 == 0:
                order_block.append('FA-%07d,%s,%s,Facture\r\n' % (i // 4, customer, day))
        if len(block) == 10000 or i + 1 == rows:
            out.write(''.join(block))
            block.clear()
            if orders is not None:
                orders.write(''.join(order_block))
                order_block.clear()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('out')
    parser.add_argument('rows', type=int, nargs='?', default=2000000)
    parser.add_argument('--customers', type=int)
    parser.add_argument('--orders')
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(open(options.out, 'w', encoding='utf-8', newline=''))
        orders = None
        if options.orders is None:
            out.write('customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht,amount_ttc,margin\r\n')
        else:
            orders = stack.enter_context(open(options.orders, 'w', encoding='utf-8', newline=''))
            orders.write('doc_ref,customer_code,order_date,doc_type\r\n')
            out.write('doc_ref,product_label,qty,amount_ht,amount_ttc,margin\r\n')
        write_lines(out, orders, options.rows, options.customers)


main()
