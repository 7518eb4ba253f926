#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the figures of the whole path on the command line: wall seconds, peak memory, medians of several runs.

  bench.py --build build --data FOLDER     FOLDER holds customers.csv, products.csv and sales_lines.csv
  bench.py --build build --workload        a synthetic base of 200,000 customers, 5,000 products, 4,000,000 lines

Each stage is one process of its own, as a person would call it. Nothing is judged here.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time


def measure(command):
    """Wall seconds, peak memory in MiB and the JSON answer of one process."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    out = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    if process.returncode != 0:
        raise SystemExit('%s ended with %d: %s' % (' '.join(command), process.returncode, out.decode()[:500]))
    return wall, usage.ru_maxrss / 1024, json.loads(out)


def whole_path(cli, files, workspace, as_of):
    common = [cli, '--workspace', workspace, '--json', '--quiet']
    stages = [('import', common + ['import', *files])]
    stages.append(('run', common + ['run'] + (['--as-of', as_of] if as_of else [])))
    stages.append(('runs (quality)', common + ['runs', '1']))
    return [(name, *measure(command)) for name, command in stages]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', default='build')
    parser.add_argument('--data')
    parser.add_argument('--workload', action='store_true')
    parser.add_argument('--as-of')
    parser.add_argument('--repeat', type=int, default=3)
    parser.add_argument('--keep', help='leave the last workspace under this name')
    options = parser.parse_args()
    cli = os.path.join(options.build, 'src', 'cli', 'tastevin-cli')
    with tempfile.TemporaryDirectory(prefix='tastevin-bench-') as folder:
        data = options.data
        if options.workload:
            data = os.path.join(folder, 'data')
            os.mkdir(data)
            subprocess.run([os.path.join(options.build, 'tests', 'bench', 'make-workload'), '--out', data], check=True)
        files = [os.path.join(data, n + '.csv') for n in ('customers', 'products', 'sales_lines')]
        rounds = []
        for i in range(options.repeat):
            workspace = os.path.join(folder, 'w%d.tastevin' % i)
            rounds.append(whole_path(cli, files, workspace, options.as_of))
            if options.keep and i == options.repeat - 1:
                shutil.copy(workspace, options.keep)
            os.remove(workspace)
        for k, (name, *_rest) in enumerate(rounds[0]):
            walls = [r[k][1] for r in rounds]
            print('%-16s wall median %7.2f s (%s)   peak %6.0f MiB' % (name, statistics.median(walls), ', '.join('%.2f' % w for w in walls), max(r[k][2] for r in rounds)))
        totals = [sum(stage[1] for stage in r) for r in rounds]
        print('%-16s wall median %7.2f s' % ('together', statistics.median(totals)))
        run = rounds[0][1][3]
        print('run: %d customers, %d eligible, %d items, level %s, digest %s, %d ms inside' % (run['customers'], run['eligible'], run['items'], run['level'], run['digest'][:12], run['duration_ms']))
        print('same digest in all rounds: %s' % (len({r[1][3]['digest'] for r in rounds}) == 1))


main()
