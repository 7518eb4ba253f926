# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls tastevin-cli as a person or a script would, and makes small exports to give it.

The binary is named by TASTEVIN_CLI, which meson sets.
"""
import json
import os
import subprocess

CLI = os.environ['TASTEVIN_CLI']
SAMPLE = os.environ['TASTEVIN_SAMPLE_DIR']
SAMPLE_FILES = [os.path.join(SAMPLE, name + '.csv') for name in ('customers', 'products', 'sales_lines', 'contacts')]


class Answer:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout
        self.err = process.stderr
        self.json = json.loads(self.out) if self.out.startswith('{') else None

    def __repr__(self):
        return 'exit %s\n%s\n%s' % (self.code, self.out[:2000], self.err[:2000])


def environment(**more):
    env = dict(os.environ)
    env.update(more)
    return env


def call(workspace, *arguments, **env):
    """Runs the command line with --json; never raises for its exit code."""
    command = [CLI, '--workspace', workspace, '--json', '--quiet', *map(str, arguments)]
    return Answer(subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment(**env), timeout=300))


def good(workspace, *arguments, **env):
    """The same, and the command has to do its work."""
    answer = call(workspace, *arguments, **env)
    assert answer.code == 0 and answer.json and answer.json['ok'], (arguments, answer)
    return answer.json


def write(folder, name, text, encoding='utf-8'):
    path = os.path.join(folder, name)
    with open(path, 'wb') as out:
        out.write(text.encode(encoding))
    return path


def small_exports(folder, customers=60, products=20, lines=900):
    """Three exports of a small shop, the same every time."""
    rows = ['customer_code,last_name,first_name,email,city']
    rows += ['C%03d,Name%d,First%d,c%d@example.org,Colmar' % (i, i, i, i) for i in range(customers)]
    made = [write(folder, 'customers.csv', '\n'.join(rows) + '\n')]
    rows = ['product_key,product_label,family,price,cost,premium_tier,is_active']
    rows += ['P%03d,Wine %d,Family %d,%d.50,%d.10,%d,1' % (i, i, i % 5, 8 + i, 4 + i // 2, i % 4) for i in range(products)]
    made.append(write(folder, 'products.csv', '\n'.join(rows) + '\n'))
    rows = ['customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht']
    for i in range(lines):
        customer = (i * 7919) % (customers - 3)
        day = 1 + (i * 31) % 28
        month = 1 + (i * 17) % 12
        year = 2024 + i % 2
        rows.append('C%03d,%d-%02d-%02d,D%05d,FACTURE,Wine %d,%d,%d.00' % (customer, year, month, day, i // 2, (i * 104729) % products, 1 + i % 6, 10 + i % 90))
    made.append(write(folder, 'sales_lines.csv', '\n'.join(rows) + '\n'))
    return made
