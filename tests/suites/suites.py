# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of suites share: the command line in batch mode, and the reading of manifests."""
import json
import os
import subprocess

CLI = os.environ['TASTEVIN_CLI']
HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(os.path.dirname(HERE), 'golden')


class Batch:
    """One process that answers many requests."""

    def __init__(self):
        self.process = subprocess.Popen([CLI, 'batch'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request).encode() + b'\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, 'no answer to %s' % request
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0


def list_cases(name, manifest='manifest.jsonl'):
    with open(os.path.join(GOLDEN, name, manifest), encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def path_of(name, case):
    return os.path.join(GOLDEN, name, case['file'])
