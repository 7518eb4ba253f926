#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailing tool knows people by their addresses, the shop by codes: what it found out is heard of whoever has the address."""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import good, write

CUSTOMERS = 'customer_code,last_name,first_name,email\nC1,Roux,Ada,ada@example.org\nC2,Petit,Luc,luc@example.org\nC3,Blanc,Eva,eva@example.org\n'
SALES = 'customer_code,order_date,doc_ref,product_label,qty,amount_ht\n' + ''.join('C%d,2024-0%d-05,F%d%d,Wine,1,10\n' % (c, m, c, m) for c in (1, 2, 3) for m in (1, 2, 3))
MAIL = 'Email,Date,Status\nAda@Example.org,2024-02-20,unsubscribed\nluc@example.org,2024-02-20,bounced\nLUC@example.org,2024-02-22,sent\neva@example.org,2024-02-21,sent\n'


def flags(workspace):
    db = sqlite3.connect(workspace)
    rows = db.execute('SELECT r.customer_code, c.is_optout, c.is_bounced FROM customer c JOIN customer_ref r ON r.id = c.id WHERE c.master_id = c.id ORDER BY 1').fetchall()
    days = dict(db.execute('SELECT r.customer_code, date (p.last_contact_day * 86400, "unixepoch") FROM profile p JOIN customer_ref r ON r.id = p.customer_id'))
    db.close()
    return rows, days


def expect(workspace):
    rows, days = flags(workspace)
    assert rows == [('C1', 1, 0), ('C2', 0, 1), ('C3', 0, 0)], rows
    assert days == {'C1': '2024-02-20', 'C2': '2024-02-22', 'C3': '2024-02-21'}, days


def test_either_order(folder):
    files = [write(folder, name + '.csv', text) for name, text in (('customers', CUSTOMERS), ('sales', SALES), ('mail', MAIL))]
    for number, order in enumerate([files, files[::-1]]):
        workspace = os.path.join(folder, '%d.tastevin' % number)
        for file in order:
            good(workspace, 'import', file)
        expect(workspace)
        good(workspace, 'verify')


def test_undone(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', write(folder, 'customers.csv', CUSTOMERS), write(folder, 'sales.csv', SALES))
    file = good(workspace, 'import', write(folder, 'mail.csv', MAIL))['files'][0]
    assert any('address' in note for note in file['notes']), file
    batch = file['batch']
    expect(workspace)
    good(workspace, 'import', '--undo', batch)
    assert flags(workspace)[0] == [('C1', 0, 0), ('C2', 0, 0), ('C3', 0, 0)]
    good(workspace, 'import', '--redo', batch)
    expect(workspace)


def test_said_by_hand(folder):
    """Messages wanted again, said by a person, holds until the address objects once more."""
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *[write(folder, name + '.csv', text) for name, text in (('customers', CUSTOMERS), ('sales', SALES), ('mail', MAIL))])
    good(workspace, 'customers', 'C1', '--opt-in')
    assert flags(workspace)[0][0] == ('C1', 0, 0)
    good(workspace, 'import', write(folder, 'mail2.csv', 'Email,Date,Status\nada@example.org,2024-05-02,unsubscribed\n'))
    assert flags(workspace)[0][0] == ('C1', 1, 0)


def test_trace(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *[write(folder, name + '.csv', text) for name, text in (('customers', CUSTOMERS), ('sales', SALES), ('mail', MAIL))])
    rows = good(workspace, 'trace', 'profile', 'C1', 'last_contact_date')['rows']
    assert any(row['file'] == 'mail.csv' and row['line'] == 2 for row in rows), rows


tap.main(globals())
