#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the taking in of a large sales file beside the sqlite3 shell, and prints the ratios.

  bench-import.py --build build [--file FILE] [--repeat 3]

Without --file the seeded file of make-sales.py is made first: 2,000,000 rows, 222 MB. The steps take turns, so that what else the
machine does falls on all of them; the best and the median of each are printed, ratios are of both. Where DuckDB is there, as Python's
module or as Node's @duckdb/node-api (--node-modules FOLDER), its aggregate over the file is timed as well, in a process that is
already running, with as many threads as there are processors. Nothing is judged here.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = 'customer_code, order_date, doc_ref, doc_type, product_label, qty, amount_ht, amount_ttc, margin'
AGGREGATE = 'SELECT count (*), sum (qty), min (order_date), count (DISTINCT customer_code) FROM read_csv (\'%s\', ignore_errors = true)'
# Both print the seconds of one aggregate, the processor's, and the peak memory in MiB.
DUCKDB_PYTHON = '''
import duckdb, resource, sys, time
base = duckdb.connect ()
began, spent = time.monotonic (), time.process_time ()
base.sql (sys.argv[1]).fetchall ()
print (time.monotonic () - began, time.process_time () - spent, resource.getrusage (resource.RUSAGE_SELF).ru_maxrss // 1024)
'''
DUCKDB_NODE = '''
const { DuckDBInstance } = require ('@duckdb/node-api');
(async () => {
  const base = await (await DuckDBInstance.create (':memory:')).connect ();
  const began = performance.now (), spent = process.cpuUsage ();
  await base.runAndReadAll (process.argv[1]);
  const used = process.cpuUsage (spent);
  console.log ((performance.now () - began) / 1e3, (used.user + used.system) / 1e6, Math.round (process.resourceUsage ().maxRSS / 1024));
}) ();
'''


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


def find_duckdb(node_modules):
    """The command that runs a query in DuckDB and the environment for it; None where there is no DuckDB."""
    environment = dict(os.environ)
    if node_modules is not None:
        environment['NODE_PATH'] = node_modules
    for command, probe in (([sys.executable, '-c', DUCKDB_PYTHON], [sys.executable, '-c', 'import duckdb']),
                           (['node', '-e', DUCKDB_NODE], ['node', '-e', 'require ("@duckdb/node-api")'])):
        try:
            if subprocess.run(probe, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
                return command, environment
        except FileNotFoundError:
            pass
    return None


def duckdb_aggregate(duckdb, file):
    command, environment = duckdb
    out = subprocess.run([*command, AGGREGATE % file.replace("'", "''")], check=True, env=environment, stdout=subprocess.PIPE).stdout.split()
    return float(out[0]), float(out[1]), int(out[2])



def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', default='build')
    parser.add_argument('--file')
    parser.add_argument('--repeat', type=int, default=3)
    parser.add_argument('--node-modules')
    options = parser.parse_args()
    program = os.path.join(options.build, 'tests', 'bench', 'bench-import')
    duckdb = find_duckdb(options.node_modules)
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
        if duckdb is not None:
            steps.append(('duckdb aggregate', lambda _p: duckdb_aggregate(duckdb, file)))
        results = {name: [] for name, _run in steps}
        for _round in range(options.repeat):
            for name, run in steps:
                results[name].append(run(os.path.join(folder, 'workspace')))
                for left in os.listdir(folder):
                    if left.startswith('workspace'):
                        os.remove(os.path.join(folder, left))
        report(file, results, options.repeat)


def report(file, results, repeat):
    print('%s, %.0f MB; %d rounds' % (os.path.basename(file), os.path.getsize(file) / 1e6, repeat))
    walls = {}
    for name, rounds in results.items():
        walls[name] = min(r[0] for r in rounds), statistics.median(r[0] for r in rounds)
        print('%-26s wall %6.2f s best, %6.2f s median   processor %6.2f s   peak %4d MiB'
              % (name, *walls[name], min(r[1] for r in rounds), max(r[2] for r in rounds)))
    for ours, peer in (('load, rejects, batch', 'sqlite3 shell'), ('load, rejects, batch', 'sqlite3 shell, 2 indices'),
                       ('dry run', 'sqlite3 shell'), ('dry run', 'duckdb aggregate')):
        if peer in walls:
            print('%s / %s: %.2f of the best, %.2f of the medians'
                  % (ours, peer, walls[ours][0] / walls[peer][0], walls[ours][1] / walls[peer][1]))



main()
