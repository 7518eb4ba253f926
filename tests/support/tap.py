# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the functions called test_* of a module as TAP cases, each in an empty folder of its own.

A case fails by raising; nothing is left behind. The seed of anything random is printed and can be given as TASTEVIN_TEST_SEED.
"""
import os
import random
import shutil
import sys
import tempfile
import traceback


def seed():
    value = int(os.environ.get('TASTEVIN_TEST_SEED', random.SystemRandom().randrange(1 << 31)))
    print('# seed', value, flush=True)
    return value


def main(namespace):
    wanted = [a for a in sys.argv[1:] if a.startswith('test_')]
    cases = [(n, f) for n, f in namespace.items() if n.startswith('test_') and callable(f) and (not wanted or n in wanted)]
    print('1..%d' % len(cases), flush=True)
    failed = 0
    for number, (name, function) in enumerate(cases, 1):
        folder = tempfile.mkdtemp(prefix='tastevin-test-')
        try:
            function(folder)
            print('ok %d - %s' % (number, name), flush=True)
        except Exception:
            failed += 1
            for line in traceback.format_exc().splitlines():
                print('#', line)
            traceback.print_exc()
            print('not ok %d - %s' % (number, name), flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)
