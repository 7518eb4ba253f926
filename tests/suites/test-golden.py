#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The openly licensed suites of other programs, read through the command line as a script would."""
import decimal
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), 'support')]
import suites
import tap

with open(os.path.join(suites.GOLDEN, 'differences.json'), encoding='utf-8') as text:
    DIFFERENCES = json.load(text)


def without_blank(rows):
    """Blank lines are rows to some and none to others; a null is an empty cell."""
    return [['' if cell is None else cell for cell in row] for row in rows if row not in ([], [''], [None])]


def loose(row):
    """A cell as DuckDB's test runner prints it: nulls, truth values and numbers by their value."""
    def cell_of(cell):
        if cell in ('NULL', '(empty)'):
            return ''
        if cell.lower() in ('true', 'false'):
            return '1' if cell.lower() == 'true' else '0'
        try:
            return '%.9g' % float(cell)
        except ValueError:
            return cell
    return [cell_of(cell) for cell in row]


def is_as_said(case, answer):
    """Whether a file was read as its suite says, or reported where it says that it is wrong."""
    expected = case['expect']
    if expected.get('bad'):
        return not answer['ok'] or bool(answer['rejects'])
    if not answer['ok']:
        return False
    rows, header = answer['rows'], answer['header']
    if 'objects' in expected:
        return [dict(zip(header, row)) for row in without_blank(rows)] == expected['objects']
    if case['id'].startswith('duckdb/'):
        found, wanted = [[loose(row) for row in without_blank(rows)] for rows in (rows, expected['rows'])]
        return sorted(found) == sorted(wanted) if case.get('sort') else found == wanted
    if header and case.get('header') != 'first':
        rows = [header] + rows
    return without_blank(rows) == without_blank(expected['rows'])


def check(name, results):
    """Every case as expected, but for those that are listed; and all of those still different."""
    listed = DIFFERENCES.get(name, {})
    wrong = {case for case, is_right in results.items() if not is_right}
    assert not wrong - set(listed), 'read otherwise: %s' % sorted(wrong - set(listed))
    assert not set(listed) - wrong, 'no difference any more: %s' % sorted(set(listed) - wrong)


def check_files(name, *manifests):
    results = {}
    with suites.Batch() as batch:
        for manifest in manifests or ('manifest.jsonl',):
            for case in suites.list_cases(name, manifest):
                answer = batch.ask(op='csv2json', file=suites.path_of(name, case), header=case.get('header', 'auto'),
                                   dialect=case.get('dialect') or {})
                results[case['id']] = is_as_said(case, answer)
    check(name, results)


def test_csv_spectrum(folder):
    check_files('csv-spectrum')


def test_papaparse(folder):
    check_files('papaparse')


def test_cpython(folder):
    check_files('cpython-csv')


def test_duckdb(folder):
    check_files('duckdb-csv', 'manifest_read.jsonl', 'manifest_errors.jsonl')


def test_duckdb_rejects(folder):
    """The lists of rejects, line for line: where, why, and the text as it was."""
    for number, case in enumerate(suites.list_cases('duckdb-csv', 'manifest_schema_rejects.jsonl')):
        schema = os.path.join(folder, '%d.json' % number)
        with open(schema, 'w', encoding='utf-8') as out:
            json.dump(case['schema'], out)
        command = [suites.CLI, 'check', suites.path_of('duckdb-csv', case), '--schema', schema, '--header', case['header']]
        command += ['--%s=%s' % (key, case['dialect'][key]) for key in ('delimiter', 'quote', 'escape', 'newline') if case['dialect'].get(key)]
        answer = json.loads(subprocess.run(command, capture_output=True, timeout=30).stdout)
        found = sorted((r['line'], r['column'], r['code'], r['raw'].strip()) for r in answer['rejects'])
        wanted = sorted((r['line'], r['column'], r['code'], r['raw'].strip()) for r in case['expect'])
        assert found == wanted, (case['id'], found, wanted)


def test_amounts(folder):
    results = {}
    with suites.Batch() as batch:
        for case in suites.list_cases('price-parser'):
            if case['text'] is None:
                continue
            request = {'op': 'value', 'type': 'money', 'text': case['text']}
            if case['currency_hint']:
                request['hint'] = case['currency_hint']
            if case['decimal']:
                request['decimal'] = case['decimal']
            value = batch.ask(**request).get('value')
            if value is None or case['amount'] is None:
                is_right = value is None and case['amount'] is None
            else:
                is_right = decimal.Decimal(value) == decimal.Decimal(case['amount'])
            # What price-parser itself does not read is counted, not asked for.
            if is_right or not case['known_hard']:
                results[case['id']] = is_right
    check('price-parser', results)


def test_addresses(folder):
    with suites.Batch() as batch:
        results = {case['id']: batch.ask(op='value', type='email', text=case['text'])['ok'] == (case['expect'] == 'valid')
                   for case in suites.list_cases('isemail') if case['expect'] != 'either'}
    check('isemail', results)


if __name__ == '__main__':
    tap.main(globals())
