#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A customer phones: no more mails, and the address is another one.

A person opens the customer, writes both by hand, sees who wrote it where the value comes from, takes it back there, and then notes the objection once
more with the toast's undo between. The command line checks each time what the window left behind, and that the same file does not lift it.

  journey-edit.py en|fr      TASTEVIN_BUILD names the build folder; pictures go to <build>/screens/edit-<language>/
"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from walk import T, Walk, main
from cli import good, write

PEOPLE = ['customer_code;last_name;first_name;email;phone;city;is_optout', 'C1;Dupont;Marie;marie@example.org;;Colmar;0',
          'C2;Blanc;Luc;luc@example.org;0475 12 34 56;Lyon;0']


class Journey(Walk):
    name = 'edit'

    def fill(self):
        good(self.workspace, 'import', write(self.folder, 'people.csv', '\n'.join(PEOPLE) + '\n'))

    def until_customer(self, code='C1', timeout=20, **wanted):
        end = time.monotonic() + timeout
        while True:
            found = good(self.workspace, 'customers', code)
            if all(found[name] == value for name, value in wanted.items()):
                return
            assert time.monotonic() < end, (wanted, found)
            time.sleep(0.2)

    def open(self):
        self.session.drive('action', 'win.show', "('customers', 'customer:C1')")
        self.session.wait(T('Edit…'))
        self.session.click(T('Edit…'))
        self.session.wait(T('Wants no messages'))
        self.session.wait('marie@example.org')

    def opt_out(self):
        """Presses the switch by the mouse, and once more where the window was too busy to hear of it."""
        switch = '%s %s' % (T('Wants no messages'), T('Wants no messages'))
        for _ in range(5):
            self.session.click(T('Wants no messages'))
            for _ in range(15):
                if 'checked' in json.loads(self.session.drive('get', switch))['states']:
                    return
                time.sleep(0.2)
        assert False, 'the switch does not go over'

    def write(self):
        """The last name has the focus, then come the first name and the e-mail; the switch is pressed by the mouse."""
        self.open()
        self.session.key('Tab', 'Tab', 'ctrl+a')
        self.session.type('marie@')
        self.session.key('Return')
        self.session.wait(T('“%s” is no e-mail address.') % 'marie@')
        self.shot('refused')
        self.session.type('new.example')  # the field has the focus again, behind what is in it
        self.session.wait(T('“%s” is no e-mail address.') % 'marie@', gone=True)
        self.opt_out()
        self.shot('written')
        self.session.click(T('_Save').replace('_', ''))
        self.session.wait(T('Customer changed'))
        self.until_customer(email='marie@new.example', is_optout=True)
        self.session.wait(T('Opted out'))
        self.shot('saved')

    def same_file(self):
        again = write(self.folder, 'again.csv', '\n'.join(PEOPLE).replace('Lyon', 'Nice') + '\n')
        difference = good(self.workspace, 'import', '--dry-run', again)['files'][0]['difference'][0]
        assert (difference['kept'], difference['changed']) == (2, 1), difference
        good(self.workspace, 'import', again)
        self.until_customer(email='marie@new.example', is_optout=True)

    def take_back(self):
        for _ in range(12):  # the wheel over the pane, down to how the customer is reached
            self.session.mouse('1060', '500', '--button', '5')
        self.session.mouse(T('E-mail'))
        self.session.wait(T('Where it comes from'))
        self.session.wait(T('Take Back'))
        self.shot('trace')
        self.session.click(T('Take Back'))
        self.until_customer(email='marie@example.org', is_optout=False)

    def undo(self):
        self.open()
        self.opt_out()
        self.session.click(T('_Save').replace('_', ''))
        self.until_customer(is_optout=True)
        self.session.click(T('Undo'))
        self.until_customer(is_optout=False)
        self.shot('undone')

    def choose_country(self):
        """The business moves to Belgium, where the same digits are another number, and back."""
        self.until_customer('C2', phone='+33475123456')
        self.session.drive('action', 'win.country')
        self.session.wait(T('Search countries'))
        self.session.key('Escape')
        self.session.wait(T('Search countries'), gone=True)
        self.session.drive('action', 'win.country')
        self.session.wait(T('Search countries'))
        self.shot('country')
        self.session.type(T('Belgium')[:4])
        self.shot('countries')
        self.session.key('Return')
        self.until_customer('C2', phone='+32475123456')
        self.session.click(T('Undo'))
        self.until_customer('C2', phone='+33475123456')
        self.session.wait(T('Search countries'), gone=True)


def go(journey):
    journey.write()
    journey.same_file()
    journey.take_back()
    journey.undo()
    journey.choose_country()
    journey.close()


main('edit', Journey, go)
