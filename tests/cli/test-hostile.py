#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text files that are broken, huge in one direction, or made to do harm: each is read, or refused with the number of the line, and takes little memory."""
import json
import os
import resource
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'support'))
import cli
import tap

MEGABYTE = 1 << 20
LARGE = 24 * MEGABYTE
MOST_MEMORY = 64 * 1024  # kilobytes
IS_SANITIZED = b'__asan_init' in open(cli.CLI, 'rb').read()


def write_bytes(folder, data, name='file.csv'):
    path = os.path.join(folder, name)
    with open(path, 'wb') as out:
        out.write(data)
    return path


# A process begins with the memory of the one that forked it, as far as its greatest size is concerned: a small one has to start it.
LAUNCHER = """
import os, resource, subprocess, sys
with open(sys.argv[1], 'wb') as answer:
    code = subprocess.call(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.DEVNULL)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def measure(*arguments):
    """The exit code, the answer, and the most memory that the process took."""
    out = os.path.join(os.path.dirname(arguments[-1]), 'answer')
    launched = subprocess.run([sys.executable, '-c', LAUNCHER, out, cli.CLI, *arguments], capture_output=True, text=True, timeout=120, check=True)
    code, memory = map(int, launched.stdout.split())
    with open(out, 'rb') as answer:
        return code, answer.read(), memory


def read(path, *options):
    code, answer, memory = measure('csv2json', *options, path)
    assert code in (0, 2), (code, answer[:300])
    assert IS_SANITIZED or memory <= MOST_MEMORY, '%d kB' % memory
    return json.loads(answer)


def sniff(path):
    code, answer, memory = measure('sniff', path)
    assert code in (0, 2), (code, answer[:300])
    assert IS_SANITIZED or memory <= MOST_MEMORY, '%d kB' % memory
    return json.loads(answer)


def rejects_of(folder, data, name='customers.csv'):
    """Imports customers and returns the rejects as (line, code)."""
    workspace = os.path.join(folder, 'rejects.tastevin')
    if not os.path.exists(workspace):
        assert cli.call(workspace, 'init').code == 0
    answer = cli.call(workspace, 'import', '--kind', 'customers', write_bytes(folder, data, name))
    assert answer.code in (0, 3), answer
    return [(reject['line'], reject['code']) for reject in cli.good(workspace, 'rejects')['rejects']]


HEADER = b'customer_code,last_name,first_name,email,city\n'


def customers(*rows):
    return HEADER + b''.join(rows)


def row(number):
    return b'C%03d,Name%d,First,c%d@example.org,Colmar\n' % (number, number, number)


def test_nul(folder):
    answer = read(write_bytes(folder, b'a,b\n1,x\0y\n2,z\n'))
    assert answer['ok'] and answer['rows'] == [['1', 'x\0y'], ['2', 'z']], answer
    found = rejects_of(folder, customers(row(1), b'C002,Na\0me,First,,Colmar\n', row(3)))
    assert found == [(3, 'BAD_ENCODING')], found


def test_nothing_but_nul(folder):
    answer = sniff(write_bytes(folder, bytes(MEGABYTE)))
    assert not answer['ok'] and answer['error'], answer


def test_no_line_end(folder):
    """One line without an end: nothing of it can be a row, and it is not kept."""
    path = write_bytes(folder, b'')
    with open(path, 'wb') as out:
        for _ in range(LARGE // MEGABYTE):
            out.write(b'x' * MEGABYTE)
    assert sniff(path)['ok']
    answer = read(path)
    assert answer['rejects'][0]['line'] == 1 and answer['rejects'][0]['code'] == 'line_too_long', str(answer)[:300]


def test_long_cell(folder):
    """More than a megabyte in quotes is given up where it starts; reading goes on behind it."""
    data = customers(row(1), b'C002,"' + b'y' * (2 * MEGABYTE) + b'",First,,Colmar\n', row(3))
    found = rejects_of(folder, data)
    assert found == [(3, 'LINE_TOO_LONG')], found
    assert read(write_bytes(folder, data))['rows'][-1][0] == 'C003'


def test_unclosed_quote(folder):
    found = rejects_of(folder, customers(row(1), b'C002,"Name,First,,Colmar\n', row(3), row(4)))
    assert found == [(3, 'BAD_QUOTING')], found
    # Through many megabytes it may cost a look at one, and never the rest of the file.
    lines = b''.join(row(number) for number in range(1000))
    data = customers(row(1), b'C002,"Name,First,,Colmar\n', lines * (4 * MEGABYTE // len(lines)))
    answer = read(write_bytes(folder, data, 'long.csv'))
    assert answer['reject_count'] >= 1 and answer['rejects'][0]['line'] == 3, str(answer['rejects'])[:300]
    assert len(answer['rows']) >= data.count(b'\n') - 3


def test_many_columns(folder):
    wide = b','.join(b'%d' % number for number in range(100000))
    answer = read(write_bytes(folder, b','.join(b'c%d' % number for number in range(100000)) + b'\n' + wide + b'\n'), '--header', 'first')
    assert answer['ok'] and len(answer['header']) == 100000 and len(answer['rows'][0]) == 100000
    found = rejects_of(folder, customers(row(1), wide + b'\n', row(3)))
    assert found == [(3, 'TOO_MANY_FIELDS')], found


def test_bom_and_encodings(folder):
    text = 'name;city\nZoé;Besançon\nMüller;Köln\n'
    for name, data in (('utf-8', b'\xef\xbb\xbf' + text.encode()), ('utf-16le', b'\xff\xfe' + text.encode('utf-16-le')),
                       ('utf-16be', b'\xfe\xff' + text.encode('utf-16-be')), ('utf-16le', text.encode('utf-16-le')),
                       ('windows-1252', text.encode('latin-1'))):
        answer = read(write_bytes(folder, data))
        assert answer['dialect']['encoding'] == name, answer
        assert answer['header'] == ['name', 'city'] and answer['rows'] == [['Zoé', 'Besançon'], ['Müller', 'Köln']], answer


def test_mixed_line_ends(folder):
    answer = read(write_bytes(folder, b'a,b\r\n1,2\r\n3,4\n5,6\r\n'))
    assert answer['rows'] == [['1', '2'], ['3', '4'], ['5', '6']], answer
    assert [(reject['line'], reject['code']) for reject in answer['rejects']] == [(3, 'bad_line_end')], answer


def test_invalid_utf8(folder):
    """A few torn characters in a text that is UTF-8 are told by their lines."""
    good = 'C9{0:04d},Élodie,Zoé,,Orléans\n'
    rows = [good.format(number).encode() for number in range(200)]
    rows[7] = b'C90007,\xc3lodie,Zo\xc3\xa9,,Orl\xc3\xa9ans\n'
    found = rejects_of(folder, customers(*rows))
    assert found == [(9, 'BAD_ENCODING')], found


def test_many_rejects(folder):
    """A list of rejects stands behind the rows, or behind the count of a check, however long it is; all are counted."""
    path = write_bytes(folder, b'a,b\n' + b''.join(b'%d,two,%s\n' % (number, b'x' * 300) for number in range(2000)))
    answer = read(path)
    assert answer['ok'] and len(answer['rows']) == len(answer['rejects']) == answer['reject_count'] == 2000, str(answer)[:300]
    schema = write_bytes(folder, b'{"columns": [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]}', 'schema.json')
    code, answer, _memory = measure('check', '--schema', schema, path)
    answer = json.loads(answer)
    assert code == 0 and answer['kept'] == 0 and answer['reject_count'] >= 2000, str(answer)[:300]
    wide = write_bytes(folder, b'a,b\n' + b''.join(b'%d,two,%s\n' % (number, b'x' * 50000) for number in range(1500)))
    assert read(wide)['reject_count'] == 1500


def test_what_is_no_text(folder):
    for data in (b'\x7fELF' + bytes(range(256)) * 64, b'\x89PNG\r\n\x1a\n' + bytes(range(256)) * 64, b'%PDF-1.4\n' + bytes(range(256)) * 64):
        answer = sniff(write_bytes(folder, data))
        assert not answer['ok'] and answer['error'], answer
    assert not sniff(os.path.join(folder, 'none.csv'))['ok']
    assert not sniff(folder)['ok']


def test_memory_does_not_grow(folder):
    """The same for one megabyte as for many: a dry run, and the rows as JSON."""
    line = b'12345,"Ch\xc3\xa2teau ""Margaux""",2024-03-01,12.50,,"a, b"\n'
    taken = []
    for size in (MEGABYTE, LARGE):
        path = write_bytes(folder, b'id,label,day,price,note,tags\n' + line * (size // len(line)))
        taken.append(measure('csv2json', path)[2])
    assert IS_SANITIZED or (max(taken) <= MOST_MEMORY and taken[1] <= taken[0] + 16 * 1024), taken


def test_limits_hold(folder):
    """A small heap is enough for what cannot be kept anyway."""
    path = write_bytes(folder, b'"' + b'z' * (8 * MEGABYTE))
    if IS_SANITIZED:
        return
    limit = lambda: resource.setrlimit(resource.RLIMIT_DATA, (96 * MEGABYTE, 96 * MEGABYTE))
    answer = subprocess.run([cli.CLI, 'csv2json', path], stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=limit, timeout=60, check=False)
    assert answer.returncode in (0, 2) and json.loads(answer.stdout), answer


if __name__ == '__main__':
    tap.main(globals())
