#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes again: the next file of a source with what was said of the first one; the same content by another name or packed."""
import gzip
import os
import subprocess
import sys
import zipfile

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


def test_same_content_packed(folder):
    """The same text by another name, in a .gz file or an archive changes nothing, whichever came first."""
    text = HEADER + ''.join('C1;2024-01-%02d;%d;Red;1;5,00\n' % (day, day) for day in range(1, 20))
    plain = write(folder, 'sales.csv', text)
    packed, archive, other = (os.path.join(folder, name) for name in ('till.csv.gz', 'till.zip', 'other.zip'))
    with gzip.open(packed, 'wb') as out:
        out.write(text.encode())
    with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED) as out:
        out.writestr('inner.csv', text)
    with zipfile.ZipFile(other, 'w', zipfile.ZIP_DEFLATED) as out:
        out.writestr('inner.csv', text.replace('5,00', '6,00'))
    files = (plain, packed, archive, write(folder, 'copy.csv', text))
    for first in files[:3]:
        workspace = os.path.join(folder, os.path.basename(first) + '.tastevin')
        good(workspace, 'import', first)
        for file in files:
            answer = good(workspace, 'import', file)['files'][0]
            assert answer['same_batch'] == 1 and answer['batch'] == 0, (first, file, answer)
        assert good(workspace, 'info')['sales_lines'] == 19
        assert good(workspace, 'import', other)['files'][0]['accepted'] == 19
        good(workspace, 'import', '--undo', 1)
        assert good(workspace, 'import', packed)['files'][0]['same_batch'] == 0


tap.main(globals())
