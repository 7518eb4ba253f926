#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the command line with SIGKILL at random moments of an import, a run, a bulk approval and an export.

After each kill the workspace opens, verify finds nothing, and what it holds is either the state before or the state after:
whatever was acknowledged is there, nothing half is visible. TASTEVIN_KILLS says how often each operation is killed (100).
"""
import os
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, small_exports

KILLS = int(os.environ.get('TASTEVIN_KILLS', '100'))
COUNTED = ('customers', 'products', 'sales_lines', 'batches', 'runs', 'approved', 'approved_unexported', 'ledger_events')


def state(workspace):
    info = good(workspace, 'info')
    return tuple(info[name] for name in COUNTED)


def start(workspace, arguments):
    command = [CLI, '--workspace', workspace, '--json', '--quiet', *arguments]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())


def duplicate(folder, baseline, name):
    """A copy of a closed workspace; what belongs to an earlier copy of that name is taken away first."""
    target = os.path.join(folder, name)
    for old in os.listdir(folder):
        if old.startswith(name):
            path = os.path.join(folder, old)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    shutil.copy(baseline, target)
    return target


def kill_often(folder, baseline, arguments, check=None):
    """Measures one undisturbed call, then kills the same call at random moments of that time and a little beyond."""
    generator = random.Random(tap.seed())
    before = state(baseline)
    whole = duplicate(folder, baseline, 'whole.tastevin')
    began = time.monotonic()
    good(whole, *arguments)
    duration = time.monotonic() - began
    after = state(whole)
    assert before != after, 'the operation changes something'
    seen = {'before': 0, 'after': 0, 'acknowledged': 0}
    for _ in range(KILLS):
        workspace = duplicate(folder, baseline, 'killed.tastevin')
        process = start(workspace, arguments)
        try:
            out, _ignored = process.communicate(timeout=generator.uniform(0, duration * 1.15))
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ignored = process.communicate()
        found = state(workspace)
        assert found in (before, after), (before, found, after)
        if out.strip().endswith(b'}'):
            seen['acknowledged'] += 1
            assert found == after, 'what was acknowledged is there'
        seen['after' if found == after else 'before'] += 1
        answer = call(workspace, 'verify')
        assert answer.code == 0, answer
        if check is not None:
            check(workspace)
    print('# %s: %d kills within %.2f s: %s' % (arguments[0], KILLS, duration * 1.15, seen), flush=True)
    assert seen['before'] > 0, 'some kills came before the commit'


def test_kill_import(folder):
    workspace = os.path.join(folder, 'base.tastevin')
    files = small_exports(folder, customers=3000, products=200, lines=20000)
    good(workspace, 'init')
    kill_often(folder, workspace, ['import', *files])


def prepared(folder, policy=None):
    workspace = os.path.join(folder, 'base.tastevin')
    good(workspace, 'import', *small_exports(folder, customers=3000, products=200, lines=20000))
    if policy is not None:
        good(workspace, 'run', '--as-of', '2025-12-31', '--policy', policy)
    return workspace


def test_kill_run(folder):
    kill_often(folder, prepared(folder), ['run', '--as-of', '2025-12-31'])


def test_kill_bulk_approve(folder):
    kill_often(folder, prepared(folder, 'strict'), ['review', 'approve', '--all', '--status', 'pending'])


def test_kill_export(folder):
    out = os.path.join(folder, 'out.csv')

    def check(_workspace):
        # Whatever stands under the file's name is whole, and no half-written file is left once the workspace was opened again.
        if os.path.exists(out):
            with open(out, 'rb') as stream:
                assert stream.read().endswith(b'\n')
        left = [n for n in os.listdir(folder) if 'out.csv' in n and n != 'out.csv']
        assert len(left) <= 1, left
        for name in ['out.csv'] + left:
            if os.path.exists(os.path.join(folder, name)):
                os.remove(os.path.join(folder, name))

    kill_often(folder, prepared(folder, 'standard'), ['export', '--out', out], check)


tap.main(globals())
