#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journey of a new user through the real window, by the accessibility tree, with a picture of each station.

An empty workspace, the sample merchant, a file of one's own with rows that cannot be used, the customers, a run under the strict policy, decisions by
key, undo, a bulk approval, the quality page, the export; then the command line checks what the window left behind.

  journey.py en|fr      TASTEVIN_BUILD names the build folder; pictures go to <build>/screens/journey-<language>/
"""
import gettext
import hashlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import call, good, write
from session import Session

BUILD = os.environ['TASTEVIN_BUILD']
LANGUAGE = 'fr' if 'fr' in sys.argv[1:] else 'en'
SHOTS = os.path.join(BUILD, 'screens', 'journey-' + LANGUAGE)
os.makedirs(SHOTS, exist_ok=True)

if LANGUAGE == 'fr':
    with open(os.path.join(BUILD, 'po', 'fr', 'LC_MESSAGES', 'tastevin.mo'), 'rb') as stream:
        T = gettext.GNUTranslations(stream).gettext
else:
    T = gettext.NullTranslations().gettext


class Journey:
    def __init__(self, folder):
        self.folder = folder
        self.workspace = os.path.join(folder, 'shop.tastevin')
        self.session = Session(BUILD, os.path.join(folder, 'ui'), language=LANGUAGE, arguments=['--workspace', self.workspace])
        self.station = 0

    def shot(self, name):
        self.station += 1
        self.session.shot(os.path.join(SHOTS, '%02d-%s.png' % (self.station, name)))

    def choose_file(self, path):
        """Types a path into the file chooser that is open, as Ctrl+L lets one do."""
        import time
        time.sleep(0.7)
        self.session.key('ctrl+l')
        time.sleep(0.3)
        self.session.key('ctrl+a')
        self.session.type(path)
        time.sleep(0.6)
        self.session.key('Return')

    def welcome(self):
        self.session.wait(T('Try sample data'))
        self.shot('welcome')
        self.session.click(T('Try sample data'))
        self.session.wait(T('Customers'), timeout=60)
        for _ in range(240):
            if os.path.exists(self.workspace) and (call(self.workspace, 'info').json or {}).get('customers', 0) > 1000:
                break
        assert good(self.workspace, 'info')['customers'] > 1000
        self.session.go('today')
        self.shot('today')
