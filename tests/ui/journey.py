#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journey of a new user through the real window, by the accessibility tree, with a picture of each station.

An empty workspace, the sample merchant, a file of one's own with rows that cannot be used, the customers, a run under the strict policy, a backtest,
decisions by key, undo, a bulk approval, the quality page, the export; then the command line checks what the window left behind.

  journey.py en|fr      TASTEVIN_BUILD names the build folder; pictures go to <build>/screens/journey-<language>/
"""
import csv
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from walk import LANGUAGE, N, T, Walk, main
from cli import good, write

RANKERS = {'POPULARITY': 'Popular now', 'FREQUENCY': 'Bought most often', 'FAMILY': 'Favourite family',
           'NEIGHBOURS': 'Bought by similar customers', 'LEARNED': 'Learned from your sales'}
PRESETS = {'ORIGINAL': 'Original 40/30/20/10', 'BALANCED': 'Balanced', 'BEST_FIT': 'Best fit', 'MARGIN_FIRST': 'Margin first'}


class Journey(Walk):
    def choose_file(self, path):
        """Types a path into the file chooser that is open, as Ctrl+L lets one do."""
        time.sleep(1)
        self.session.key('ctrl+l')
        time.sleep(0.4)
        self.session.key('ctrl+a')
        self.session.type(path)
        time.sleep(0.8)
        self.session.key('Return')

    def welcome(self):
        self.session.wait(T('Try sample data'))
        self.shot('welcome')
        self.session.click(T('Try sample data'))
        info = self.until(lambda i: i.get('customers', 0) > 1900 and i.get('contacts', 0) > 0)
        assert info['rejects'] > 0 and info['pending_rows'] > 0, info
        self.session.go('today')
        self.shot('today')

    def import_own_file(self):
        rows = 'Code client;Nom;Prénom;E-mail;Ville\nX001;Durand;Léa;lea@example.org;Colmar\n;Sans;Code;sans@example.org;Metz\nX002;Martin;Paul;paul@example.org;Nancy\n'
        path = write(self.folder, 'mine.csv', rows, 'cp1252')
        before = good(self.workspace, 'info')
        self.session.key('ctrl+i')
        self.choose_file(path)
        self.session.wait('mine.csv')
        self.shot('import-files')
        self.session.wait(T('Check now'))
        self.session.mouse('mine.csv')
        self.session.wait(T('Back'))
        self.shot('import-columns')
        self.session.click(T('Check now'))
        self.session.wait(T('Nothing was written yet.'))
        self.shot('import-check')
        self.session.click(T('Continue'))
        self.session.wait(T('What would change'))
        self.shot('import-difference')
        assert good(self.workspace, 'info')['customers'] == before['customers'], 'a check writes nothing'
        self.session.click(T('Import'))
        info = self.until(lambda i: i.get('customers') == before['customers'] + 2)
        assert info['rejects'] == before['rejects'] + 1, info
        self.session.wait(T('Finish'))
        self.shot('import-done')
        self.session.key('Escape')
        self.session.go('imports')
        self.shot('imports')

    def customers(self):
        self.session.go('customers')
        self.session.wait(T('Search customers'))
        segments = good(self.workspace, 'profile', 'movement')['segments']
        champions = [s['after'] for s in segments if s['segment'] == 'CHAMPION'][0]
        everybody = good(self.workspace, 'info')['customers']
        counts = [f'{n:,}'.replace(',', '\u202f' if LANGUAGE == 'fr' else '') for n in (champions, everybody)]
        some = N('%s of %s customer', '%s of %s customers', everybody) % tuple(counts)
        champion = '/^%s\\s*:\\s*%s\\D/' % (T('Champion'), counts[0])  # named so once the segments are counted
        self.session.wait(champion)
        self.shot('customers')
        self.session.mouse(champion)
        self.session.wait(some)
        self.shot('customers-segment')
        self.session.key('space')  # the same again lets all through
        self.session.wait(some, gone=True)
        self.session.key('ctrl+f')
        self.session.type('durand lea')
        time.sleep(1)
        self.shot('customers-search')
        self.session.key('Down')  # from the search to the first that it found, whose pane opens
        self.session.wait(T('Key figures'))
        self.session.key('Escape', 'ctrl+f')
        found = good(self.workspace, 'customers', '--search', 'durand lea')
        assert found['count'] == 1 and found['customers'][0]['customer_code'] == 'X001', found
        self.session.key('ctrl+a', 'BackSpace')
        time.sleep(0.6)

    def palette(self):
        self.session.key('ctrl+k')
        self.session.wait(T('Page, action, customer or product'))
        self.shot('palette')
        self.session.type('x001')
        self.session.wait('Durand Léa, X001')
        self.shot('palette-customer')
        self.session.key('Return')
        self.session.wait(T('Command palette'), gone=True)
        self.session.wait(T('Key figures'))
        self.session.key('Escape')

    def run(self):
        self.session.key('ctrl+r')
        self.session.wait(T('Calculate'))
        self.session.mouse(T('Policy'))
        time.sleep(0.7)
        self.session.key('Up', 'Return')
        time.sleep(0.4)
        self.shot('new-run')
        self.session.click(T('Calculate'))
        self.until(lambda i: i.get('runs') == 1)
        run = good(self.workspace, 'runs', '1')
        assert run['policy'] == 'strict' and run['items'] > 1000 and run['customers'] == run['served'] + sum(e['count'] for e in run['exclusions']), run
        self.session.go('runs')
        time.sleep(1)
        self.shot('run')
        return run

    def look_back(self):
        self.session.click(T('Backtest…'))
        self.session.wait(T('No backtest yet'))
        self.shot('backtest-empty')
        self.session.click(T('New backtest'))
        self.session.wait(T('How sure this is'), timeout=120)
        time.sleep(0.6)
        self.shot('backtest')
        made = good(self.workspace, 'backtest', 'list')
        assert len(made['backtests']) == 1 and made['chosen'] == 0, made
        supported = made['backtests'][0]['supports']
        way = '%s · %s' % (T(RANKERS[supported['ranker']]), T(PRESETS[supported['preset']]))
        self.session.click(T('Use this for new runs: %s') % way)
        self.session.wait(T('✓ In use'))
        self.shot('backtest-chosen')
        assert good(self.workspace, 'backtest', 'list')['chosen'] == made['backtests'][0]['backtest']
        self.session.key('ctrl+r')
        self.session.wait(T('Rests on a backtest'))
        self.shot('new-run-after-backtest')
        self.session.key('Escape')
        self.session.click(T('All runs'))

    def statuses(self):
        return good(self.workspace, 'runs', '1')['statuses']

    def until_statuses(self, **wanted):
        end = time.monotonic() + 15
        while True:
            found = self.statuses()
            if all(found[name] == count for name, count in wanted.items()):
                return
            assert time.monotonic() < end, (wanted, found)
            time.sleep(0.2)

    def review(self, run):
        self.session.go('review')
        self.session.wait(T('Approve'))
        time.sleep(0.8)
        self.shot('review')
        self.session.key('a')
        self.until_statuses(APPROVED=1)
        self.session.key('r')
        time.sleep(0.4)
        self.shot('review-reject')
        self.session.key('1')
        time.sleep(0.3)
        if self.statuses()['REJECTED'] == 0:
            self.session.key('Return')
        self.until_statuses(REJECTED=1)
        self.session.key('f')
        time.sleep(0.4)
        self.session.key('2')
        time.sleep(0.3)
        if self.statuses()['FLAGGED'] == 0:
            self.session.key('Return')
        self.until_statuses(FLAGGED=1)
        self.session.key('z')
        self.until_statuses(FLAGGED=0, REJECTED=1, APPROVED=1)
        self.session.key('j', 'k')
        self.session.key('shift+a')
        time.sleep(1)
        self.shot('review-all')
        self.session.key('Return')
        self.until_statuses(APPROVED=run['items'] - 1)
        time.sleep(0.5)
        self.shot('review-approved')
        self.session.key('z')
        self.until_statuses(APPROVED=1, REJECTED=1)
        time.sleep(0.5)
        self.session.key('shift+a')
        time.sleep(1)
        self.session.key('Return')
        self.until_statuses(APPROVED=run['items'] - 1)

    def quality(self):
        self.session.go('quality')
        time.sleep(1)
        self.shot('quality')
        self.session.key('ctrl+t')
        time.sleep(0.6)
        self.shot('quality-tables')
        self.session.key('ctrl+t')

    def export(self, run):
        out = os.path.join(self.folder, 'approved.csv')
        self.session.key('ctrl+e')
        self.session.wait(T('Save as…'))
        self.shot('export')
        self.session.click(T('Save as…'))
        self.choose_file(out)
        self.until(lambda i: i.get('approved_unexported') == 0 and os.path.exists(out))
        time.sleep(0.5)
        self.shot('exported')
        with open(out, encoding='utf-8-sig', newline='') as stream:
            rows = list(csv.DictReader(stream))
        assert 0 < len(rows) <= run['items'] - 1 and rows[0]['customer_code'] and rows[0]['product_key'], rows[:1]
        self.session.key('Escape')

    def end(self):
        self.session.go('today')
        time.sleep(0.6)
        self.shot('today-after')
        answer = self.close()
        assert answer['events'] > 10, answer


def go(journey):
    journey.welcome()
    journey.import_own_file()
    journey.customers()
    journey.palette()
    run = journey.run()
    journey.look_back()
    journey.review(run)
    journey.quality()
    journey.export(run)
    journey.end()


main('journey', Journey, go)
