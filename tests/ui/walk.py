# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys share: the language, a window on a workspace of its own, a picture of each station, and what is told where one fails."""
import gettext
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import call, good
from session import Session

BUILD = os.environ['TASTEVIN_BUILD']
LANGUAGE = 'fr' if 'fr' in sys.argv[1:] else 'en'

if LANGUAGE == 'fr':
    with open(os.path.join(BUILD, 'po', 'fr', 'LC_MESSAGES', 'tastevin.mo'), 'rb') as stream:
        TRANSLATIONS = gettext.GNUTranslations(stream)
else:
    TRANSLATIONS = gettext.NullTranslations()
T, N = TRANSLATIONS.gettext, TRANSLATIONS.ngettext


class Walk:
    """A class of it names where its pictures go, and fills the workspace before the window opens where it must not be empty."""
    name = 'journey'

    def __init__(self, folder):
        self.folder = folder
        self.workspace = os.path.join(folder, 'shop.tastevin')
        self.shots = os.path.join(BUILD, 'screens', '%s-%s' % (self.name, LANGUAGE))
        os.makedirs(self.shots, exist_ok=True)
        self.station = 0
        self.fill()
        self.session = Session(BUILD, os.path.join(folder, 'ui'), language=LANGUAGE, arguments=['--workspace', self.workspace])

    def fill(self):
        pass

    def shot(self, name):
        self.station += 1
        self.session.shot(os.path.join(self.shots, '%02d-%s.png' % (self.station, name)))

    def until(self, wanted, timeout=40):
        """Waits until the command line, which reads the same workspace, sees what the window was told to do."""
        end = time.monotonic() + timeout
        while True:
            info = call(self.workspace, 'info').json or {}
            if wanted(info):
                return info
            assert time.monotonic() < end, info
            time.sleep(0.2)

    def close(self):
        """The window has written no line of complaint, and the ledger is whole; returns what verifying it says."""
        log = [line for line in self.session.log().splitlines() if line.strip()]
        self.session.stop()
        answer = good(self.workspace, 'verify')
        assert answer['findings'] == [], answer
        assert not log, log
        return answer


def main(name, kind, go):
    """Runs one journey as a test: go gets a Walk of that kind."""
    def test(folder):
        walk = kind(folder)
        try:
            go(walk)
        except Exception:
            walk.shot('failed')
            for line in (walk.session.tree() + walk.session.log()).splitlines()[-150:]:
                print('#', line)
            raise
        finally:
            walk.session.stop()

    sys.argv = [sys.argv[0]]
    tap.main({'test_%s_%s' % (name, LANGUAGE): test})
