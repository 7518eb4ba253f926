#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how soon the window stands on the screen with a workspace: from the start of the program to the mapped window, median of several runs.

  bench-window.py --build build --workspace FILE
"""
import argparse
import os
import re
import statistics
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from session import Session


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', default='build')
    parser.add_argument('--workspace', required=True)
    parser.add_argument('--repeat', type=int, default=7)
    options = parser.parse_args()
    times = []
    for _ in range(options.repeat):
        with tempfile.TemporaryDirectory(prefix='tastevin-bench-') as folder:
            session = Session(os.path.abspath(options.build), folder, arguments=['--workspace', os.path.abspath(options.workspace)])
            times.append(float(re.search(r'after ([0-9.]+) s', session.started).group(1)))
            session.stop()
    print('window after exec: median %.2f s (%s)' % (statistics.median(times), ', '.join('%.2f' % t for t in times)))


main()
