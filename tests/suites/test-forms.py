#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files made up by seed: what is found out of each, and that a stated dialect is read to the letter.

The shares are asked of the same files every time; “test-forms.py FILES” looks at so many of each kind and prints the shares, for figures.
"""
import codecs
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), 'support')]
import forms
import letters
import suites
import tap

FILES = 200
NAMES = {'macintosh': 'mac-roman', 'ibm850': 'cp850', 'ibm852': 'cp852', 'ibm866': 'cp866', 'ibm855': 'cp855', 'tis-620': 'iso8859-11',
         'mac-centraleurope': 'mac-latin2'}


def with_line_feeds(rows):
    """Line ends inside of cells are those of the file."""
    return [[cell.replace('\r\n', '\n').replace('\r', '\n') for cell in row] for row in rows]


def look(folder, kind, count):
    """Shares of files whose delimiter, quote, rows and header are found."""
    found = dict.fromkeys(('delimiter', 'quote', 'rows', 'header'), 0)
    path = os.path.join(folder, 'form.csv')
    with suites.Batch() as batch:
        for seed in range(count):
            text, form, header, rows = forms.make(random.Random(seed), kind)
            with open(path, 'wb') as out:
                out.write(text.encode())
            answer = batch.ask(op='csv2json', file=path, header='auto')
            wanted = ([header] if header else []) + rows
            read = ([answer['header']] if answer['header'] else []) + answer['rows']
            found['delimiter'] += answer['dialect']['delimiter'] == form['delimiter']
            found['quote'] += not form['is_quoted'] or answer['dialect']['quote'] == form['quote']
            found['rows'] += with_line_feeds(read) == with_line_feeds(wanted)
            found['header'] += bool(answer['header']) == bool(header)
    return {name: number / count for name, number in found.items()}


def look_at_letters(folder, count):
    """Shares of files whose encoding reads the text as it was written, by their number of rows."""
    shares = {}
    path = os.path.join(folder, 'letters.csv')
    with suites.Batch() as batch:
        for size in (1, 3, 10, 60):
            results = []
            for encoding, languages in letters.ENCODINGS.items():
                for language in languages:
                    for number in range(count):
                        source = random.Random('%s %s %d %d' % (encoding, language, size, number))
                        data, text = letters.make(source, language, encoding, size)
                        with open(path, 'wb') as out:
                            out.write(data)
                        name = batch.ask(op='sniff', file=path)['encoding']
                        results.append(codecs.decode(data, NAMES.get(name, name), 'replace') == text)
            shares[size] = sum(results) / len(results)
    return shares


def check_shares(shares, least):
    print('#', {name: '%.1f %%' % (100 * share) for name, share in shares.items()})
    assert all(shares[name] >= least[name] for name in least), (shares, least)


def test_usual_forms(folder):
    check_shares(look(folder, 'common', FILES), {'delimiter': 0.995, 'quote': 0.985, 'rows': 0.985, 'header': 0.985})


def test_rare_delimiters(folder):
    check_shares(look(folder, 'rare', FILES), {'delimiter': 0.985, 'quote': 0.98, 'rows': 0.97, 'header': 0.98})


def test_encodings(folder):
    check_shares(look_at_letters(folder, 1), {1: 0.95, 3: 0.98, 10: 0.99, 60: 0.99})


def test_shifted_letters(folder):
    """Korean in seven bits: control characters change the set of letters."""
    path = os.path.join(folder, 'shifted.csv')
    with open(path, 'wb') as out:
        out.write(('이름;도시\n' + '김민수;서울\n이영희;부산\n' * 10).encode('iso2022_kr'))
    with suites.Batch() as batch:
        answer = batch.ask(op='csv2json', file=path)
    assert answer['dialect']['encoding'] == 'iso-2022-kr', answer
    assert answer['header'] == ['이름', '도시'] and answer['rows'][:2] == [['김민수', '서울'], ['이영희', '부산']], answer


def test_two_encodings(folder):
    """A few rows of another encoding are told, and the others stay as they are."""
    path = os.path.join(folder, 'two.csv')
    rows = ['C%d;André;Besançon' % number for number in range(12)]
    with open(path, 'wb') as out:
        out.write('\n'.join(['code;nom;ville'] + rows).encode() + '\nD1;René;Nîmes\n'.encode('cp1252'))
    with suites.Batch() as batch:
        answer = batch.ask(op='csv2json', file=path)
    assert answer['dialect']['encoding'] == 'utf-8', answer
    assert [(reject['line'], reject['code']) for reject in answer['rejects']] == [(14, 'bad_encoding')], answer['rejects']
    assert answer['rows'][0] == ['C0', 'André', 'Besançon'], answer['rows'][0]


def test_types_of_columns(folder):
    path = os.path.join(folder, 'types.csv')
    rows = ['key;size;price;cost;day;seen;active;mail;phone;note;void',
            'A1;12;"12,50 €";3,20;31/01/2024;2024-01-31 10:20:30;oui;a@example.org;+33 6 12 34 56 78;à 5 €;',
            'B2;-3;"1 234,00 €";4;29/02/2024;2024-02-29 11:00:00;non;b.c@example.fr;0612345678;12;',
            'C3;;"7,00 €";;;2024-03-01 09:15:00;;;01 23 45 67 89;;']
    with open(path, 'w', encoding='utf-8') as out:
        out.write('\n'.join(rows) + '\n')
    with suites.Batch() as batch:
        columns = batch.ask(op='sniff', file=path)['columns']
    found = [column['type'] for column in columns]
    assert found == ['text', 'integer', 'money', 'decimal', 'date', 'datetime', 'bool', 'email', 'phone', 'text', 'text'], found
    assert [column['nulls'] for column in columns] == [0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 3], columns


def test_days_with_words(folder):
    path = os.path.join(folder, 'days.csv')
    with open(path, 'w', encoding='utf-8') as out:
        out.write('key;word;moment;hour;note\nA;5 janv. 2024;1/31/2024, 2:40:07 PM;31/01/2024 à 14h40;12 of 5\n'
                  'B;29 févr. 2024;2/1/2024, 9:05:00 AM;01/02/2024 à 9h05;3 x 75 cl\n')
    with suites.Batch() as batch:
        columns = batch.ask(op='sniff', file=path)['columns']
    assert [column['type'] for column in columns] == ['text', 'date', 'datetime', 'date', 'text'], columns


def test_whole_numbers_in_groups(folder):
    path = os.path.join(folder, 'whole.csv')
    with open(path, 'w', encoding='utf-8') as out:
        out.write("key;blank;narrow;apostrophe;price\nA;1 234;12\u202f345;1'234'567;1 234,5\nB;-12 345;7;9;2,5\nC;7;1\u202f000\u202f000;12'000;3\n")
    with suites.Batch() as batch:
        columns = batch.ask(op='sniff', file=path)['columns']
    assert [column['type'] for column in columns] == ['text', 'integer', 'integer', 'integer', 'decimal'], columns


def test_money_of_europe(folder):
    path = os.path.join(folder, 'money.csv')
    with open(path, 'w', encoding='utf-8') as out:
        out.write('dash;forint;crown;word\n12,- €;3 490 Ft;1 234,50 Kč;5 Ftx\n5,50 €;500 Ft;7,- Kč;6 Ftx\n7,- €;12 000 Ft;20,00 Kč;7 Ftx\n')
    with suites.Batch() as batch:
        columns = batch.ask(op='sniff', file=path)['columns']
    assert [column['type'] for column in columns] == ['money', 'money', 'money', 'text'], columns


PHONES = [
    (['271-555-9715', '1-211-555-7669'], 'phone'),
    (['271.555.9715', '271 555 9715'], 'phone'),
    (['01-02-2024', '2024-01-02'], 'date'),
    (['271-555-971', '271-555-972'], 'text'),
]


def test_phones(folder):
    path = os.path.join(folder, 'phones.csv')
    with suites.Batch() as batch:
        for cells, wanted in PHONES:
            with open(path, 'w', encoding='utf-8') as out:
                out.write('\n'.join(['id;value'] + ['x%d;%s' % pair for pair in enumerate(cells)]) + '\n')
            found = batch.ask(op='sniff', file=path)['columns'][1]
            assert found['type'] == wanted, (cells, found)


FORMATS = [
    (['12', '-3', '450'], '1234'),
    (['1 234', '12', '7'], '1 234'),
    (['1\u202f234,50 €', '12,5 €'], '1\u202f234,56'),
    (['1.234,50', '7,00'], '1.234,56'),
    (['1,234.50', '7.125'], '1,234.567'),
    (['1,234,567', '1,000'], '1,234'),
    (["1'234.50", '8.00'], "1'234.56"),
    (['(1.25)', '.5', '3-'], '1234.56'),
    (['$90,000', '$30,000'], '1,234'),
    (['1.234', '5.678'], None),
    (['1.234', '1234.5'], '1234.567'),
    (['1.234', '4321'], '1234.567'),
    (['1.5', '2,5'], None),
    (['1.1234567'], '1234.567890'),
    (['31/01/2024', '01/02/2024'], '%d/%m/%Y'),
    (['01/31/24', '01/02/24'], '%m/%d/%y'),
    (['03/04/2024', '05/06/2024'], None),
    (['31.1.2024', '1.2.2024'], '%d.%m.%Y'),
    (['2024-01-02', '2024-03-04'], '%Y-%m-%d'),
    (['2024-01-02T10:20:30.125Z'], '%Y-%m-%dT%H:%M:%S.%fZ'),
    (['31/01/2024 8:05', '01/02/2024 18:05'], '%d/%m/%Y %H:%M'),
    (['31/01/2024', '31-01-2024'], None),
    (['10:20', '9:05'], '%H:%M'),
    (['a', 'b'], None),
    (['oui', 'non'], None),
]


def test_formats_of_columns(folder):
    path = os.path.join(folder, 'formats.csv')
    with suites.Batch() as batch:
        for cells, wanted in FORMATS:
            with open(path, 'w', encoding='utf-8') as out:
                out.write('\n'.join(['key;value;name'] + ['K%d;%s;Anne' % pair for pair in enumerate(cells)]) + '\n')
            column = batch.ask(op='sniff', file=path)['columns'][1]
            assert column['format'] == wanted, (cells, column)


def test_formats_are_those_of_a_schema(folder):
    """What a look tells of the days of a file, the check of that file takes."""
    path, schema = os.path.join(folder, 'days.csv'), os.path.join(folder, 'days.json')
    with open(path, 'w', encoding='utf-8') as out:
        out.write('key;day;seen\nA;31/01/2024;01/31/2024 10:20\nB;1/2/2024;2/1/2024 7:05\n')
    with suites.Batch() as batch:
        columns = batch.ask(op='sniff', file=path)['columns']
    with open(schema, 'w', encoding='utf-8') as out:
        json.dump({'columns': columns}, out)
    answer = json.loads(subprocess.run([suites.CLI, 'check', path, '--schema', schema], check=True, capture_output=True).stdout)
    assert answer['kept'] == 2 and not answer['rejects'], answer


def list_rejects(folder, text, columns, *options):
    path, schema = os.path.join(folder, 'bad.csv'), os.path.join(folder, 'bad.json')
    with open(path, 'wb') as out:
        out.write(text)
    with open(schema, 'w', encoding='utf-8') as out:
        json.dump({'columns': [{'name': name, 'type': kind} for name, kind in columns]}, out)
    answer = subprocess.run([suites.CLI, 'check', path, '--schema', schema, *options], check=True, capture_output=True).stdout
    return [(reject['line'], reject['column'], reject['code']) for reject in json.loads(answer)['rejects']]


CELLARS = (('name', 'text'), ('bottles', 'integer'), ('place', 'text'))


def test_every_wrong_cell_is_told(folder):
    """A cell whose quotes or bytes are wrong keeps nothing from being said of the cells beside it."""
    quoted = b'name,bottles,place\nAnne,3,Lyon\n"Bob"by,many,Metz\nCleo,4,"Pau"x\n"Dan\ny"z,5\nEve,6,Nice,7\n'
    found = list_rejects(folder, quoted, CELLARS, '--header', 'first', '--strict')
    assert found == [(3, 1, 'bad_quoting'), (3, 2, 'bad_value'), (4, 3, 'bad_quoting'), (5, 1, 'bad_quoting'), (5, 2, 'too_few_fields'),
                     (7, 4, 'too_many_fields')], found
    torn = b'name,bottles,place\nAnne,3,Lyon\nBo\xff\xffb,many,Metz\nCleo,4,P\xff\xffau\nD\xff\xffan,5\n'
    found = list_rejects(folder, torn, CELLARS, '--header', 'first')
    assert found == [(3, 1, 'bad_encoding'), (3, 2, 'bad_value'), (4, 3, 'bad_encoding'), (5, 1, 'bad_encoding'), (5, 2, 'too_few_fields')], found
    both = b'name,bottles,place\nAnne,3,Lyon\n"Bob"by,4,M\xff\xffetz\n'
    found = list_rejects(folder, both, CELLARS, '--header', 'first', '--strict')
    assert found == [(3, 1, 'bad_quoting'), (3, 3, 'bad_encoding')], found


def test_rows_of_wrong_quotes(folder):
    """What is quoted badly is no row where that is not let pass."""
    path = os.path.join(folder, 'quotes.csv')
    with open(path, 'wb') as out:
        out.write(b'a,b\n"1"x,2\n3,4\n')
    with suites.Batch() as batch:
        answer = batch.ask(op='csv2json', file=path, header='first', dialect={'strict': True})
    assert answer['rows'] == [['3', '4']] and [(reject['line'], reject['code']) for reject in answer['rejects']] == [(2, 'bad_quoting')], answer


def test_stated_dialects(folder):
    """Whatever the seed: nothing has to be found out, so nothing may be read otherwise."""
    source = random.Random(tap.seed())
    path = os.path.join(folder, 'stated.csv')
    with suites.Batch() as batch:
        for _ in range(FILES):
            text, form, header, rows = forms.make(source, source.choice(('common', 'rare')))
            if form['preamble'] or form['comments']:
                continue
            with open(path, 'wb') as out:
                out.write(text.encode())
            dialect = {'delimiter': form['delimiter'], 'quote': form['quote'], 'escape': form['escape'] or form['quote'], 'encoding': 'UTF-8'}
            answer = batch.ask(op='csv2json', file=path, header='none', dialect=dialect)
            assert answer['ok'] and not answer['rejects'], (text, form, answer)
            assert with_line_feeds(answer['rows']) == with_line_feeds(([header] if header else []) + rows), (text, form, answer)


if __name__ == '__main__':
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        for name in forms.DELIMITERS:
            print(name, look('/tmp', name, int(sys.argv[1])))
        print('rows: encodings', look_at_letters('/tmp', max(1, int(sys.argv[1]) // 100)))
        sys.exit(0)
    tap.main(globals())
