#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes again: the next file of a source with what was said of the first one."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, call, environment, good, write

HEADER = 'customer_code;order_date;doc_ref;product_label;qty;amount_ht\n'


def test_preset_that_does_not_fit(folder):
    """A decimal comma that was said by hand, and a month of points: told before anything is written, with what to do."""
    workspace = os.path.join(folder, 'w.tastevin')
    first = write(folder, 'till 1.csv', HEADER + 'C1;2024-01-02;1;Red;1;5\n')
    good(workspace, 'import', '--decimal-mark', ',', '--save-preset', 'till', first)
    second = write(folder, 'till 2.csv', HEADER + 'C1;2024-02-02;2;Red;1;5.25\nC1;2024-02-03;3;Red;1;6.75\n')
    answer = good(workspace, 'import', '--dry-run', second)['files'][0]
    assert answer['preset'] == 'till' and answer['accepted'] == 0, answer
    assert any('behind “.”' in note for note in answer['notes']), answer
    text = subprocess.run([CLI, '--workspace', workspace, 'import', '--dry-run', second], capture_output=True, text=True, env=environment()).stdout
    assert '--decimal-mark .' in text, text
    answer = good(workspace, 'import', '--decimal-mark', '.', '--save-preset', 'till', second)['files'][0]
    assert answer['accepted'] == 2 and answer['notes'] == [], answer
    assert good(workspace, 'import', write(folder, 'till 3.csv', HEADER + 'C1;2024-03-02;4;Red;1;5.25\n'))['files'][0]['accepted'] == 1
    assert call(workspace, 'import', '--decimal-mark', 'x', second).code == 2


def test_form_in_a_mapping(folder):
    """What a mapping says of the form is kept by the preset that is saved with it."""
    workspace = os.path.join(folder, 'w.tastevin')
    mapping = write(folder, 'map.json', '{"kind": "sales_lines", "form": {"header_rows": 0}, "columns": {"customer_code": "#1", "order_date": "#2", '
                    '"doc_ref": "#3", "product_label": "#4", "qty": "#5", "amount_ht": "#6"}}')
    good(workspace, 'import', '--map', mapping, '--save-preset', 'bare', write(folder, 'bare 1.csv', 'C1;2024-01-02;1;Red;1;5,00\n'))
    answer = good(workspace, 'import', write(folder, 'bare 2.csv', 'C1;2024-02-02;2;Red;1;5,00\nC1;2024-02-03;3;Red;1;5,00\n'))['files'][0]
    assert (answer['preset'], answer['accepted']) == ('bare', 2), answer


tap.main(globals())
