#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the taking in of a large sales file beside the sqlite3 shell, and prints the ratios.

  bench-import.py --build build [--file FILE] [--repeat 3]

Without --file the seeded file of make-sales.py is made first: 2,000,000 rows, 222 MB. The steps take turns, so that what else the
machine does falls on all of them; the best of each counts. Where DuckDB's Python module is there, its aggregate over the file is
run as well. Nothing is judged here.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = 'customer_code, order_date, doc_ref, doc_type, product_label, qty, amount_ht, amount_ttc, margin'
DUCKDB = 'import duckdb, sys; duckdb.sql("SELECT count (*), sum (qty), min (order_date), count (DISTINCT customer_code) FROM read_csv (\'%s\', all_varchar = false, ignore_errors = true)" % sys.argv[1]).fetchall ()'


def shell_import(file, workspace, indices):
    statements = ['.mode csv', 'CREATE TABLE t (%s);' % COLUMNS]
    statements += ['CREATE INDEX t_%s ON t (%s);' % (column, column) for column in indices]
    command = ['sqlite3', workspace, *statements, '.import --skip 1 "%s" t' % file]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, _status, usage = os.wait4(process.pid, 0)
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def engine_step(program, step, file, workspace):
    out = subprocess.run([program, step, file, workspace], check=True, stdout=subprocess.PIPE).stdout.split()
    return float(out[0]), float(out[1]), int(out[2])


def duckdb_aggregate(file):
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, '-c', DUCKDB, file], stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    return (time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024) if status == 0 else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', default='build')
    parser.add_argument('--file')
    parser.add_argument('--repeat', type=int, default=3)
    options = parser.parse_args()
    program = os.path.join(options.build, 'tests', 'bench', 'bench-import')
    has_duckdb = subprocess.run([sys.executable, '-c', 'import duckdb'], stderr=subprocess.DEVNULL).returncode == 0
    with tempfile.TemporaryDirectory(prefix='tastevin-bench-', dir='/var/tmp') as folder:
        file = options.file
        if file is None:
            file = os.path.join(folder, 'sales.csv')
            subprocess.run([sys.executable, os.path.join(HERE, 'make-sales.py'), file], check=True)
        steps = [('sniff and preview', lambda p: engine_step(program, 'sniff', file, p)),
                 ('dry run', lambda p: engine_step(program, 'try', file, p)),
                 ('load, rejects, batch', lambda p: engine_step(program, 'load', file, p)),
                 ('sqlite3 shell', lambda p: shell_import(file, p, [])),
                 ('sqlite3 shell, 2 indices', lambda p: shell_import(file, p, ['customer_code', 'product_label']))]
        if has_duckdb:
            steps.append(('duckdb aggregate', lambda p: duckdb_aggregate(file)))
        best = {}
        for _round in range(options.repeat):
            for name, run in steps:
                path = os.path.join(folder, 'workspace')
                result = run(path)
                for left in os.listdir(folder):
                    if left.startswith('workspace'):
                        os.remove(os.path.join(folder, left))
                if result is not None and (name not in best or result[0] < best[name][0]):
                    best[name] = result
        print('%s, %.0f MB; the best of %d rounds' % (os.path.basename(file), os.path.getsize(file) / 1e6, options.repeat))
        for name, (wall, processor, memory) in best.items():
            print('%-26s wall %6.2f s   processor %6.2f s   peak %4d MiB' % (name, wall, processor, memory))
        shell = best['sqlite3 shell'][0]
        print('load / sqlite3 shell without indices: %.2f' % (best['load, rejects, batch'][0] / shell))
        print('load / sqlite3 shell with 2 indices: %.2f' % (best['load, rejects, batch'][0] / best['sqlite3 shell, 2 indices'][0]))
        print('dry run / sqlite3 shell without indices: %.2f' % (best['dry run'][0] / shell))
        if 'duckdb aggregate' in best:
            print('dry run / duckdb aggregate: %.2f' % (best['dry run'][0] / best['duckdb aggregate'][0]))


main()
