#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two customers who are one person, from the page that finds them to one customer and back, by the keyboard.

Marie Dupont stands in the file twice, once with her e-mail and once with her phone. The quality of the data leads to her; the two are merged, the
merge is undone, and then they are kept apart for good, so that nobody asks again. The command line checks each time what the window left behind.

  journey-merge.py en|fr      TASTEVIN_BUILD names the build folder; pictures go to <build>/screens/merge-<language>/
"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from walk import T, Walk, main
from cli import good, write

PEOPLE = ['customer_code;last_name;first_name;email;phone;city;postal_code',
          'C1;Dupont;Marie;marie@example.org;;Colmar;68000',
          'C2;Dupont;Marie;;0389123456;Colmar;68000',
          'C3;Blanc;Luc;luc@example.org;;Lyon;69000',
          'C4;Noir;Zoé;zoe@example.org;;Paris;75001']


class Journey(Walk):
    name = 'merge'

    def fill(self):
        good(self.workspace, 'import', write(self.folder, 'people.csv', '\n'.join(PEOPLE) + '\n'))

    def people(self):
        return sorted(customer['customer_code'] for customer in good(self.workspace, 'customers')['customers'])

    def until_there_are(self, count, timeout=40):
        end = time.monotonic() + timeout
        while len(self.people()) != count:
            assert time.monotonic() < end, self.people()
            time.sleep(0.2)

    def find(self):
        assert len(self.people()) == 4
        self.session.go('data')
        button = T('%s: %s') % (T('Compare and merge'), T('Customers who may be the same person'))
        self.session.wait(button)
        self.shot('found')
        self.session.click(button)
        self.session.wait(T('After the merge'))
        self.session.wait('marie@example.org')
        self.session.wait('+33389123456')
        self.shot('side-by-side')

    def merge(self):
        """The button has the focus; what one of the two lacks comes from the other."""
        self.session.key('Return')
        self.session.wait(T('Nobody left to look at'))
        self.until_there_are(3)
        self.shot('merged')
        kept = [person for person in self.people() if person in ('C1', 'C2')]
        assert len(kept) == 1, kept
        for column, value in (('email', 'marie@example.org'), ('phone', '+33389123456')):
            assert value[-6:] in str(good(self.workspace, 'trace', 'customer', kept[0], column)).replace(' ', ''), column

    def undo(self):
        self.session.key('ctrl+z')
        self.session.wait(T('After the merge'))
        self.until_there_are(4)
        self.shot('undone')

    def keep_apart(self):
        self.session.click(T('_Different People').replace('_', ''))
        self.session.wait(T('Nobody left to look at'))
        self.until_there_are(4)
        self.shot('apart')
        assert good(self.workspace, 'duplicates')['groups'] == [], 'nobody is asked about them again'
        self.session.key('Escape')
        self.session.wait(T('Nobody left to look at'), gone=True)
        self.session.wait(T('Customers who may be the same person'), gone=True)
        self.shot('quality')


def go(journey):
    journey.find()
    journey.merge()
    journey.undo()
    journey.keep_apart()
    journey.close()


main('merge', Journey, go)
