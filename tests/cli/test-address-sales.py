#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A web shop knows people by their addresses, the till by codes: what an address bought counts for the one customer who has it."""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import good, write

HEADER = 'customer_code,last_name,first_name,email\n'
CUSTOMERS = HEADER + 'C1,Roux,Ada,ada@example.org\nC2,Petit,Luc,luc@example.org\nC3,Blanc,Eva,duo@example.org\nC4,Noir,Max,duo@example.org\n'
PRODUCTS = 'product_key,product_label,family\nP1,Red,Wine\n'
TILL = 'customer_code,order_date,doc_ref,product_key,qty,amount_ht\nC1,2024-01-05,F1,P1,1,10\nC2,2024-01-06,F2,P1,1,10\n'
SHOP = 'customer_code,order_date,doc_ref,product_key,qty,amount_ht\n'
ORDERS = SHOP + 'Ada@Example.org,2024-03-05,S1,P1,1,12\n luc@example.org ,2024-03-06,S2,P1,1,12\nduo@example.org,2024-03-07,S3,P1,1,12\nnew@example.org,2024-03-08,S4,P1,1,12\n'


def ask(workspace, query):
    db = sqlite3.connect(workspace)
    rows = db.execute(query).fetchall()
    db.close()
    return rows


def orders(workspace):
    return dict(ask(workspace, 'SELECT r.customer_code, p.order_count FROM profile p JOIN customer_ref r ON r.id = p.customer_id'))


def waiting(workspace):
    """What each batch waits with, as the list of sources has it; the whole of it stands in the summary."""
    found = {batch['file']: batch['pending'] for source in good(workspace, 'sources')['sources'] for batch in source['batches']}
    assert good(workspace, 'info')['pending_rows'] == sum(found.values()), found
    return {file: count for file, count in found.items() if count}


def take(workspace, folder, name, text, *options):
    """A check and the import say the same of what waits."""
    file = write(folder, name, text)
    tried = good(workspace, 'import', '--dry-run', file, *options)['files'][0]
    taken = good(workspace, 'import', file, *options)['files'][0]
    assert (tried['pending'], tried['shared_addresses']) == (taken['pending'], taken['shared_addresses']), (tried, taken)
    assert waiting(workspace).get(name, 0) == taken['pending'], (name, waiting(workspace), taken)
    return taken


def start(folder, *files):
    workspace = os.path.join(folder, 'w.tastevin')
    for name, text in files or (('customers.csv', CUSTOMERS), ('products.csv', PRODUCTS), ('till.csv', TILL)):
        take(workspace, folder, name, text)
    return workspace


def expect(workspace):
    assert orders(workspace) == {'C1': 2, 'C2': 2, 'C3': 0, 'C4': 0}, orders(workspace)
    assert waiting(workspace) == {'shop.csv': 2}, waiting(workspace)
    good(workspace, 'verify')


def test_after_the_customers(folder):
    workspace = start(folder)
    taken = take(workspace, folder, 'shop.csv', ORDERS)
    assert taken['pending'] == 2 and taken['shared_addresses'] == 1, taken
    expect(workspace)


def test_before_the_customers(folder):
    workspace = start(folder, ('products.csv', PRODUCTS), ('till.csv', TILL))
    assert take(workspace, folder, 'shop.csv', ORDERS)['pending'] == 4
    take(workspace, folder, 'customers.csv', CUSTOMERS)
    expect(workspace)


def test_together(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    files = [write(folder, *file) for file in (('shop.csv', ORDERS), ('till.csv', TILL), ('products.csv', PRODUCTS), ('customers.csv', CUSTOMERS))]
    for options in (['--dry-run'], []):
        shop = good(workspace, 'import', *options, *files)['files'][0]
        assert shop['pending'] == 2 and shop['shared_addresses'] == 1, shop
    expect(workspace)


def test_unknown_product(folder):
    """The row of a known address waits for its product."""
    workspace = start(folder)
    assert take(workspace, folder, 'shop.csv', SHOP + 'ada@example.org,2024-03-05,S1,P9,1,12\n')['pending'] == 1
    take(workspace, folder, 'more.csv', 'product_key,product_label,family\nP9,White,Wine\n')
    assert waiting(workspace) == {} and orders(workspace)['C1'] == 2


def test_undo(folder):
    workspace = start(folder)
    shop = take(workspace, folder, 'shop.csv', ORDERS)['batch']
    good(workspace, 'import', '--undo', shop)
    assert orders(workspace) == {'C1': 1, 'C2': 1, 'C3': 0, 'C4': 0}, orders(workspace)
    assert good(workspace, 'customers', 'C1')['linked_codes'] == []
    good(workspace, 'import', '--redo', shop)
    expect(workspace)
    good(workspace, 'import', '--undo', 1)
    assert orders(workspace) == {} and waiting(workspace) == {'shop.csv': 4, 'till.csv': 2}, waiting(workspace)
    good(workspace, 'import', '--redo', 1)
    expect(workspace)


def test_two_become_one(folder):
    """Several customers of one address: nothing is guessed, and it is said; where a person merges them, it is theirs."""
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    merge = good(workspace, 'duplicates', 'merge', 'C3', 'C4')['number']
    assert orders(workspace)['C3'] == 1 and waiting(workspace) == {'shop.csv': 1}, waiting(workspace)
    good(workspace, 'duplicates', 'undo', merge)
    expect(workspace)
    good(workspace, 'customers', 'C4', '--set', 'email=max@example.org')
    assert orders(workspace)['C3'] == 1 and waiting(workspace) == {'shop.csv': 1}, waiting(workspace)


def test_second_owner(folder):
    """An address that a second customer gets is nobody's alone any more."""
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    more = take(workspace, folder, 'more.csv', HEADER + 'C5,Vert,Ola,ada@example.org\n')['batch']
    assert orders(workspace)['C1'] == 1 and waiting(workspace) == {'shop.csv': 3}, waiting(workspace)
    assert take(workspace, folder, 'again.csv', SHOP + 'ada@example.org,2024-04-05,S9,P1,1,12\n')['shared_addresses'] == 1
    good(workspace, 'import', '--undo', more)
    assert orders(workspace)['C1'] == 3 and waiting(workspace) == {'shop.csv': 2}, waiting(workspace)


def test_same_person_twice(folder):
    """Two codes of one person are one, however many files they come in."""
    workspace = start(folder)
    take(workspace, folder, 'twin.csv', HEADER + 'C7,Roux,Ada,ADA@example.org\n')
    take(workspace, folder, 'shop.csv', ORDERS)
    assert orders(workspace) == {'C1': 2, 'C2': 2, 'C3': 0, 'C4': 0}, orders(workspace)
    files = [write(folder, 'x.csv', HEADER + 'D1,Gris,Zoe,zoe@example.org\nD2,GRIS,,zoe@example.org\n'), write(folder, 'y.csv', SHOP + 'zoe@example.org,2024-04-05,S9,P1,1,12\n')]
    for options in (['--dry-run'], []):
        assert [file['pending'] for file in good(workspace, 'import', *options, *files)['files']] == [0, 0]


def test_whole_name(folder):
    """A shop writes a name into one column: with the same address it is the same person."""
    workspace = start(folder)
    shop = take(workspace, folder, 'shop.csv', 'Email,Customer name,Order date,Order no,SKU,Product,Quantity,Amount\nADA@example.org,Ada Roux,2024-03-05,S1,P1,Red,1,12\nduo@example.org,Eva Blanc,2024-03-06,S2,P1,Red,1,12\n')
    assert shop['kind'] == 'INVOICE_LINES' and orders(workspace) == {'C1': 2, 'C2': 1, 'C3': 1, 'C4': 0}, (shop, orders(workspace))
    files = [write(folder, 'x.csv', HEADER + 'D1,Gris,Zoe,zoe@example.org\nD2,Zoe Gris,,zoe@example.org\n'), write(folder, 'y.csv', SHOP + 'zoe@example.org,2024-04-05,S9,P1,1,12\n')]
    for options in (['--dry-run'], []):
        assert [file['pending'] for file in good(workspace, 'import', *options, *files)['files']] == [0, 0]
    assert waiting(workspace) == {}


def test_moved_with_the_sales(folder):
    """What an import says of known customers counts for its own sales: who has another address, who is one person with whom by now."""
    for number, (rows, address) in enumerate((('C3,Blanc,Eva,eva@example.org\n', 'duo@example.org'),  # one of the two has moved
                                              ('C5,,,max@example.org\nC4,,,max@example.org\nC4,Noir,Max,max@example.org\n', 'max@example.org'),
                                              ('C3,,,ada@example.org\n', 'ada@example.org'))):  # no name, but known as another one
        inner = os.path.join(folder, str(number))
        os.mkdir(inner)
        workspace = start(inner)
        files = [write(inner, 'x.csv', HEADER + rows), write(inner, 'y.csv', SHOP + address + ',2024-04-05,S9,P1,1,12\n')]
        for options in (['--dry-run'], []):
            assert [file['pending'] for file in good(workspace, 'import', *options, *files)['files']] == [0, int(number == 2)], (rows, options)
        assert waiting(workspace) == ({'y.csv': 1} if number == 2 else {}), (rows, waiting(workspace))


def test_former_address(folder):
    """What was bought by an address stays with who had it, unless it is somebody else's by now."""
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    take(workspace, folder, 'new.csv', HEADER + 'C1,Roux,Ada,ada@example.net\n')
    expect(workspace)
    assert take(workspace, folder, 'late.csv', SHOP + 'ADA@example.org,2024-04-05,S9,P1,1,12\nada@example.net,2024-04-06,S10,P1,1,12\n')['pending'] == 0
    assert orders(workspace)['C1'] == 4
    take(workspace, folder, 'taken.csv', HEADER + 'C9,Vert,Ola,ada@example.org\n')
    assert orders(workspace)['C1'] == 2 and orders(workspace)['C9'] == 2, orders(workspace)


def test_edited_address(folder):
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    edit = good(workspace, 'customers', 'C1', '--set', 'email=new@example.org')['number']
    assert orders(workspace)['C1'] == 3 and waiting(workspace) == {'shop.csv': 1}, waiting(workspace)
    good(workspace, 'customers', '--undo', edit)
    expect(workspace)


def test_code_of_a_customer(folder):
    """A file that has a customer of that very code is believed."""
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    taken = good(workspace, 'import', write(folder, 'more.csv', HEADER + 'new@example.org,Neu,Nora,\nluc@example.org,Loup,Luz,\n'))['files'][0]
    assert [(d['table'], d['new']) for d in taken['difference']] == [('customer', 2)], taken
    assert orders(workspace) == {'C1': 2, 'C2': 1, 'C3': 0, 'C4': 0, 'new@example.org': 1, 'luc@example.org': 1}, orders(workspace)
    good(workspace, 'import', '--undo', taken['batch'])
    expect(workspace)


def test_separated(folder):
    """A person may say that what the address names is not the customer's."""
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    seq = good(workspace, 'duplicates', 'separate', 'Ada@Example.org')['number']
    assert orders(workspace)['C1'] == 1 and waiting(workspace) == {'shop.csv': 3}, waiting(workspace)
    take(workspace, folder, 'more.csv', SHOP + 'Ada@Example.org,2024-04-05,S9,P1,1,12\n')
    good(workspace, 'duplicates', 'undo', seq)
    assert orders(workspace)['C1'] == 3 and waiting(workspace) == {'shop.csv': 2}, waiting(workspace)


def test_told(folder):
    """The pane, the trace and the checks know of it."""
    workspace = start(folder)
    take(workspace, folder, 'shop.csv', ORDERS)
    customer = good(workspace, 'customers', 'Ada@Example.org')
    assert customer['customer_code'] == 'C1' and customer['linked_codes'] == ['Ada@Example.org'], customer
    assert [order['doc_ref'] for order in customer['orders']] == ['S1', 'F1'], customer
    rows = good(workspace, 'trace', 'profile', 'C1', 'spent')['rows']
    assert [(row['file'], row['line']) for row in rows] == [('shop.csv', 2), ('till.csv', 2)], rows
    rows = good(workspace, 'quality', 'data', '--check', 'unknown-customer')['rows']
    assert sorted(row['value'] for row in rows) == ['duo@example.org', 'new@example.org'], rows


def test_contacts_do_not_wait(folder):
    """What a mailing tool says of an address that somebody has is heard, by all of them, and does not wait."""
    workspace = start(folder)
    mail = 'Email,Date,Status\nAda@Example.org,2024-02-20,sent\nduo@example.org,2024-02-21,unsubscribed\nnobody@example.org,2024-02-22,sent\n'
    assert take(workspace, folder, 'mail.csv', mail)['pending'] == 1
    assert waiting(workspace) == {'mail.csv': 1}
    assert good(workspace, 'customers', 'C1')['linked_codes'] == []
    assert [code for code, in ask(workspace, 'SELECT r.customer_code FROM customer c JOIN customer_ref r ON r.id = c.id WHERE c.is_optout = 1 ORDER BY 1')] == ['C3', 'C4']
    take(workspace, folder, 'shop.csv', ORDERS)
    assert waiting(workspace) == {'mail.csv': 1, 'shop.csv': 2}, waiting(workspace)
    take(workspace, folder, 'more.csv', HEADER + 'C8,Vert,Ola,nobody@example.org\n')
    assert waiting(workspace) == {'shop.csv': 2}, waiting(workspace)


def test_objection_outlives_the_address(folder):
    """Who objected has objected, whatever the address is by now; that mail came back holds for the address alone."""
    workspace = start(folder)
    take(workspace, folder, 'mail.csv', 'Email,Date,Status\nada@example.org,2024-02-20,unsubscribed\nluc@example.org,2024-02-21,bounced\n')
    flags = 'SELECT r.customer_code, c.is_optout, c.is_bounced FROM customer c JOIN customer_ref r ON r.id = c.id WHERE c.id < 3 ORDER BY 1'
    assert ask(workspace, flags) == [('C1', 1, 0), ('C2', 0, 1)]
    take(workspace, folder, 'new.csv', HEADER + 'C1,Roux,Ada,ada@example.net\nC2,Petit,Luc,luc@example.net\n')
    assert ask(workspace, flags) == [('C1', 1, 0), ('C2', 0, 0)], ask(workspace, flags)
    assert waiting(workspace) == {}
    good(workspace, 'customers', 'C1', '--opt-in')
    assert ask(workspace, flags)[0] == ('C1', 0, 0)
    take(workspace, folder, 'mail2.csv', 'Email,Date,Status\nada@example.org,2024-06-20,unsubscribed\n')
    assert ask(workspace, flags)[0] == ('C1', 1, 0)


tap.main(globals())
