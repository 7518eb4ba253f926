# SPDX-License-Identifier: GPL-3.0-or-later
"""A window under test: starts the program in a display of its own through uidrive.py, and speaks to it as a person would."""
import os
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVER = os.path.join(HERE, 'uidrive.py')
LOOKS = 4  # the driver's library falls over rows that go while it walks over them, before anything is done; then it looks again


class Failed(Exception):
    pass


class Session:
    def __init__(self, build, folder, size='1280x800', language='en', dark=False, arguments=(), reach=None):
        self.folder = folder
        self.env = dict(os.environ, UIDRIVE_DIR=folder)
        settings = os.path.join(folder, 'home', '.config', 'gtk-4.0')
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, 'settings.ini'), 'w') as out:
            out.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\n')
        more = {'GSETTINGS_SCHEMA_DIR': os.path.join(build, 'data'), 'TASTEVIN_LOCALE_DIR': os.path.join(build, 'po'),
                'XDG_DATA_DIRS': os.path.join(build, 'share') + ':/usr/local/share:/usr/share',
                'TASTEVIN_SAMPLE_DIR': os.environ.get('TASTEVIN_SAMPLE_DIR', os.path.join(HERE, '..', '..', 'data', 'sample'))}
        if language == 'fr':
            more.update(LANG='fr_FR.UTF-8', LC_ALL='fr_FR.UTF-8', LANGUAGE='fr')
        else:
            more.update(LANG='C.UTF-8', LC_ALL='C.UTF-8', LANGUAGE='')
        if dark:
            more['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
        environment = [part for name, value in more.items() for part in ('--env', '%s=%s' % (name, value))]
        self.started = self.drive('start', '--compositor', '--size', size, *environment, '--', os.path.join(build, 'src', 'app', 'tastevin'), *arguments)

    def drive(self, *words, check=True, timeout=120):
        for _ in range(LOOKS):
            process = subprocess.run([sys.executable, DRIVER, *map(str, words)], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE, text=True, timeout=timeout)
            if process.returncode != -signal.SIGSEGV:
                break
        if check and process.returncode != 0:
            raise Failed('uidrive %s: %s%s' % (' '.join(map(str, words)), process.stdout[-800:], process.stderr[-800:]))
        return process.stdout

    def wait(self, name, gone=False, timeout=20):
        self.drive('wait', name, '--timeout', timeout, *(['--gone'] if gone else []))

    def click(self, name):
        self.drive('click', name)

    def mouse(self, *words):
        self.drive('mouse', *words)

    def key(self, *combos):
        self.drive('key', *combos)

    def type(self, text):
        self.drive('type', text)

    def go(self, page):
        self.drive('action', 'win.go-' + page)

    def shot(self, path):
        time.sleep(0.4)
        self.drive('shot', path)

    def tree(self, *words):
        return self.drive('tree', *words)

    def log(self):
        return self.drive('log', check=False)

    def stop(self):
        self.drive('stop', check=False)
