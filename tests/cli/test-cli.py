#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line from outside: the whole path, each kind of bad input, exit codes, JSON, the help page."""
import contextlib
import csv
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import tap
from cli import CLI, SAMPLE_FILES, call, environment, good, small_exports, write


def prepared(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *small_exports(folder))
    return workspace


def sha(path):
    with open(path, 'rb') as stream:
        return hashlib.sha256(stream.read()).hexdigest()


def test_whole_path(folder):
    workspace = prepared(folder)
    run = good(workspace, 'run', '--as-of', '2025-12-31', '--policy', 'strict')
    assert run['customers'] == 60 and 0 < run['served'] <= run['eligible'] <= 60, run
    assert run['items'] == sum(s['count'] for s in run['scenarios']), run
    assert run['customers'] == run['served'] + sum(e['count'] for e in run['exclusions']), run
    listed = good(workspace, 'review', 'list', '--status', 'pending', '--limit', '1000')
    assert listed['count'] == run['items']
    first, second, third = [i['id'] for i in listed['items'][:3]]
    good(workspace, 'review', 'approve', first)
    assert call(workspace, 'review', 'reject', second).code == 1
    good(workspace, 'review', 'reject', second, '--reason', 'too soon')
    good(workspace, 'review', 'flag', third, '--reason', 'ask Marie')
    bulk = good(workspace, 'review', 'approve', '--all', '--status', 'pending', '--min-score', '70')
    out = os.path.join(folder, 'approved.csv')
    export = good(workspace, 'export', '--out', out)
    assert export['items'] == bulk['count'] + 1 and export['sha256'] == sha(out)
    assert good(workspace, 'verify')['findings'] == []
    info = good(workspace, 'info')
    assert info['approved'] == bulk['count'] + 1 and info['approved_unexported'] == 0, info


def test_redo_of_decisions(folder):
    workspace = prepared(folder)
    good(workspace, 'run', '--as-of', '2025-12-31', '--policy', 'strict')
    assert call(workspace, 'review', 'redo').code == 1
    first, second = [i['id'] for i in good(workspace, 'review', 'list', '--status', 'pending')['items'][:2]]
    rejected = good(workspace, 'review', 'reject', first, '--reason', 'too soon')['event']
    bulk = good(workspace, 'review', 'approve', '--all', '--status', 'pending')
    assert good(workspace, 'review', 'undo')['undoes'] == bulk['event']
    assert good(workspace, 'review', 'undo')['undoes'] == rejected
    again = good(workspace, 'review', 'redo')
    assert again['redoes'] == rejected and again['count'] == 1 and again['event'] > bulk['event'], again
    assert good(workspace, 'review', 'redo')['count'] == bulk['count']
    items = {i['id']: i['status'] for i in good(workspace, 'review', 'list', '--limit', '1000')['items']}
    assert items.pop(first) == 'REJECTED' and set(items.values()) == {'APPROVED'}, items
    good(workspace, 'review', 'undo')
    good(workspace, 'review', 'flag', second, '--reason', 'ask Marie')
    assert call(workspace, 'review', 'redo').code == 1
    assert good(workspace, 'verify')['findings'] == []


def test_parts_sum_to_score(folder):
    workspace = prepared(folder)
    good(workspace, 'run', '--as-of', '2025-12-31')
    items = good(workspace, 'review', 'list', '--limit', '1000')['items']
    for item in items:
        total = sum(round(p['contribution'] * 100) for p in item['parts'].values())
        assert total == round(item['score'] * 100), item
        assert item['reasons'] and item['title'], item


def test_units_of_labels(folder):
    paths = small_exports(folder)
    for path in paths[1:]:
        with open(path, encoding='utf-8') as stream:
            text = stream.read()
        write(folder, os.path.basename(path), re.sub(r'\bWine 3\b', 'Wine 3 6x75cl', re.sub(r'\bWine 7\b', 'Wine 7 magnum', text)))
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'import', *paths)
    good(workspace, 'run', '--as-of', '2025-12-31')
    items = good(workspace, 'review', 'list', '--limit', '1000')['items']
    said = {(i['product_label'].split()[-1], i.get('pack_count'), i.get('volume_ml'), i.get('bottles_75cl')) for i in items}
    assert ('6x75cl', 6, 750, 6) in said and ('magnum', None, 1500, 2) in said, said
    assert all(s[1:] == (None, None, None) for s in said if s[0].isdigit()) and len(said) > 2, said


def test_choices_of_a_run(folder):
    workspace = prepared(folder)
    original = good(workspace, 'run', '--as-of', '2025-12-31')
    named = good(workspace, 'run', '--as-of', '2025-12-31', '--preset', 'original', '--thresholds', 'Retail')
    assert original['digest'] == named['digest']
    for choice in (('--preset', 'margin-first'), ('--thresholds', 'wine-estate')):
        assert good(workspace, 'run', '--as-of', '2025-12-31', *choice)['digest'] != original['digest']
    for choice in (('--preset', 'cheese'), ('--thresholds', 'cheese')):
        answer = call(workspace, 'run', *choice)
        assert answer.code == 1 and 'cheese' in repr(answer), answer
    assert good(workspace, 'verify')['findings'] == []


def test_rankers_of_a_run(folder):
    workspace = prepared(folder)
    digests = {}
    for ranker in ('family', 'popularity', 'frequency', 'neighbours', 'learned'):
        runs = [good(workspace, 'run', '--as-of', '2025-12-31', '--ranker', ranker, '--threads', t) for t in ('1', '2', '4')]
        assert len({r['digest'] for r in runs}) == 1, ranker
        digests[ranker] = runs[0]['digest']
        assert runs[0]['ranker'] == ranker.upper() and bool(runs[0]['model']) == (ranker != 'family'), runs[0]
        for item in good(workspace, 'review', 'list', '--limit', '1000')['items']:
            assert sum(round(p['contribution'] * 100) for p in item['parts'].values()) == round(item['score'] * 100), item
    assert len(set(digests.values())) == len(digests), digests
    answer = call(workspace, 'run', '--ranker', 'cheese')
    assert answer.code == 1 and 'cheese' in repr(answer), answer
    assert good(workspace, 'verify')['findings'] == []


def test_why_not(folder):
    workspace = prepared(folder)
    good(workspace, 'run', '--as-of', '2025-12-31')
    item = good(workspace, 'review', 'list', '--limit', '1')['items'][0]
    why = good(workspace, 'why-not', item['customer_code'], item['product_key'], '--as-of', '2025-12-31')
    assert why['decided'] == 'RECOMMENDED' and why['rank'] == 1 and why['score'] == item['score'], why
    assert 'OPT_OUT' in [c['what'] for c in why['changes']], why
    parts = sum(round(c * 100) for c in why['contributions'].values())
    assert parts == round(why['score'] * 100), why
    assert good(workspace, 'why-not', item['customer_code'], item['product_key'])['score'] == why['score'], 'as the run, not as today'
    assert call(workspace, 'why-not', 'nobody', 'P').code == 1
    assert call(workspace, 'why-not', item['customer_code'], 'no such thing').code == 1
    assert call(workspace, 'why-not', item['customer_code']).code == 2


def naive_comparison(workspace, before, after):
    """Counts of a comparison, straight from the tables."""
    with contextlib.closing(sqlite3.connect(workspace)) as db:
        sides = []
        for run in (before, after):
            items = {}
            for customer, product, score in db.execute('SELECT customer_id, product_id, score FROM recommendation WHERE run_id = ? '
                                                       'ORDER BY customer_id, rank', (run,)):
                items.setdefault(customer, []).append((product, score))
            sides.append(items)
    counts = dict.fromkeys(('SAME', 'SCORES', 'ORDER', 'PRODUCTS', 'GAINED', 'LOST'), 0)
    for customer in set(sides[0]) | set(sides[1]):
        a, b = sides[0].get(customer), sides[1].get(customer)
        products = [[p for p, _ in s] for s in (a or [], b or [])]
        counts['GAINED' if not a else 'LOST' if not b else 'SAME' if a == b else 'SCORES' if products[0] == products[1]
               else 'ORDER' if sorted(products[0]) == sorted(products[1]) else 'PRODUCTS'] += 1
    return counts


def test_compare(folder):
    workspace = prepared(folder)
    for options in ([], ['--preset', 'margin-first'], ['--thresholds', 'wine-estate', '--top', '2']):
        good(workspace, 'run', '--as-of', '2025-12-31', *options)
    assert [s for s in good(workspace, 'compare', '1', '1')['settings']] == []
    for before, after in ((1, 2), (2, 1), (1, 3), (3, 2)):
        answer = good(workspace, 'compare', before, after, '--limit', '1000')
        assert answer['differences'] == naive_comparison(workspace, before, after), answer
        assert len(answer['rows']) == sum(v for k, v in answer['differences'].items() if k != 'SAME')
        assert all(r['sentence'] for r in answer['rows'])
    names = [s['name'] for s in good(workspace, 'compare', '1', '2')['settings']]
    assert names == ['preset', 'weight_affinity', 'weight_popularity', 'weight_profit'], names
    only = good(workspace, 'compare', '1', '2', '--kind', 'products', '--limit', '1000')['rows']
    assert only and {r['difference'] for r in only} == {'PRODUCTS'}, only
    out = os.path.join(folder, 'changes.csv')
    assert len(good(workspace, 'compare', '1', '2', '--kind', 'products', '--limit', '1', '--out', out)['rows']) == 1
    with open(out, newline='', encoding='utf-8-sig') as stream:
        saved = list(csv.DictReader(stream))
    names = ('customer_code', 'difference', 'cause', 'before_label', 'after_label', 'sentence')
    assert [[r[n] for n in names] for r in saved] == [[r.get(n, '') for n in names] for r in only], saved
    assert [(r['before_score'], r['after_score']) for r in saved] == [('%.2f' % r['before_score'], '%.2f' % r['after_score']) for r in only], saved
    assert call(workspace, 'compare', '1', '2', '--out', os.path.join(folder, 'nowhere', 'changes.csv')).code == 1
    assert call(workspace, 'compare', '1', '9').code == 1
    assert call(workspace, 'compare', '1').code == 2
    assert call(workspace, 'compare', '1', '2', '--kind', 'cheese').code == 2


def test_profiles_look_ahead(folder):
    workspace = prepared(folder)
    listed = good(workspace, 'customers', '--sort', 'expected-orders', '--descending', '--limit', '100')['customers']
    expected = [c['expected_orders_90'] for c in listed if 'expected_orders_90' in c]
    assert len(listed) == 60 and 50 < len(expected) <= 57 and all(a > b - 2e-6 for a, b in zip(expected, expected[1:])), expected
    assert all(0 <= e <= 90 for e in expected) and listed[-1]['orders'] == 0, listed[-1]
    fit = good(workspace, 'profile', 'fit', '--as-of', good(workspace, 'info')['profile_as_of'])
    assert fit['models']['bg_nbd']['fitted'], fit
    first = fit['most_expected'][0]
    assert abs(first['expected_orders_90'] - expected[0]) < 1e-6, (first, expected[0])


def test_segment_movement(folder):
    workspace = prepared(folder)
    answer = good(workspace, 'profile', 'movement', '--from', '2025-03-31', '--to', '2025-12-31')
    assert answer['customers'] == 60 and sum(m['customers'] for m in answer['moves']) == 60, answer
    for segment in answer['segments']:
        assert segment['before'] == sum(m['customers'] for m in answer['moves'] if m['from'] == segment['segment']), segment
        assert segment['after'] == sum(m['customers'] for m in answer['moves'] if m['to'] == segment['segment']), segment
    assert answer['moved'] == sum(m['customers'] for m in answer['moves'] if m['from'] != m['to']), answer
    now = good(workspace, 'profile', 'movement')
    for segment in now['segments']:
        assert good(workspace, 'customers', '--segment', segment['segment'])['count'] == segment['after'], segment
    for wrong in (('movement', '--from', '2025-13-01'), ('movements',), ('bins', 'cheese')):
        assert call(workspace, 'profile', *wrong).code == 2, wrong
    assert call(workspace, 'profile', 'movement', '--from', '2025-12-31', '--to', '2025-12-01').code == 1


def test_quintiles_are_a_choice(folder):
    workspace = prepared(folder)
    fixed = good(workspace, 'run', '--as-of', '2025-12-31')
    assert good(workspace, 'profile', 'bins')['bins'] == 'FIXED'
    fifths = good(workspace, 'profile', 'bins', 'quintiles')
    assert fifths['bins'] == 'QUINTILES' and fifths['recency_days'] == sorted(fifths['recency_days']), fifths
    best = good(workspace, 'customers', '--recency', '5', '--limit', '100')
    assert 57 / 5 - 1 <= best['count'] <= 57, best['count']
    assert good(workspace, 'run', '--as-of', '2025-12-31')['digest'] != fixed['digest']
    assert good(workspace, 'profile', 'bins', 'fixed')['bins'] == 'FIXED'
    assert good(workspace, 'run', '--as-of', '2025-12-31')['digest'] == fixed['digest']
    assert good(workspace, 'verify')['findings'] == []


def test_backtest(folder):
    workspace = prepared(folder)
    made = good(workspace, 'backtest', '--as-of', '2025-10-01', '--windows', '30,60', '--k', '5')
    assert made['windows'] == [30, 60] and made['k'] == 5 and made['leak_test']['passed'], made
    window = made['protocols']['all']['30']
    assert sorted(window['rankers']) == ['family', 'frequency', 'learned', 'neighbours', 'popularity'], window
    assert 'family+ORIGINAL' in window['runs'] and 'runs' not in made['protocols']['novel']['30']
    for way in list(window['rankers'].values()) + list(window['runs'].values()):
        assert 0 <= way['recall']['low'] <= way['recall']['mean'] <= way['recall']['high'] <= 1, way
        assert sum(s['customers'] for s in way['by_segment'].values()) == window['customers'], way
        assert sum(s['customers'] for s in way['by_orders_before'].values()) == window['customers'], way
    shown = good(workspace, 'backtest', 'show', str(made['backtest']))
    del made['duration_ms'], shown['duration_ms']
    assert shown == made
    used = good(workspace, 'backtest', 'use')
    assert {key: used[key] for key in made['supports']} == made['supports'], used
    assert {'ranker', 'preset', 'calibrated'} == set(made['supports']), made['supports']
    said = subprocess.run([CLI, '--workspace', workspace, 'backtest', 'use'], capture_output=True, text=True, env=environment()).stdout
    assert 'New runs take:' in said and ('calibrated' in said) == used['calibrated'], said
    assert good(workspace, 'backtest', 'list')['chosen'] == made['backtest']
    run = good(workspace, 'run', '--as-of', '2025-12-31')
    assert run['backtest'] == made['backtest'] and run['ranker'] == used['ranker'], run
    assert call(workspace, 'backtest', 'delete', str(made['backtest'])).code == 1, 'a run rests on it'
    other = good(workspace, 'backtest')
    assert other['windows'] == [30] and other['backtest'] == made['backtest'] + 1, other
    good(workspace, 'backtest', 'delete', str(other['backtest']))
    assert call(workspace, 'backtest', 'show', str(other['backtest'])).code == 1
    assert call(workspace, 'backtest', 'shuffle').code == 2
    late = call(workspace, 'backtest', '--as-of', '2030-01-01')
    assert late.code == 1 and 'earlier day' in late.out + late.err, late
    assert good(workspace, 'verify')['findings'] == []


def test_digest_is_the_same_for_threads_and_locales(folder):
    digests = set()
    workspace = prepared(folder)
    for threads, env in (('1', {'LC_ALL': 'C.UTF-8'}), ('2', {'LC_ALL': 'C.UTF-8'}), ('4', {'LC_ALL': 'fr_FR.UTF-8'}), ('2', {'TZ': 'Pacific/Kiritimati'})):
        digests.add(good(workspace, 'run', '--as-of', '2025-12-31', '--threads', threads, **env)['digest'])
    assert len(digests) == 1, digests


def test_same_file_twice_changes_nothing(folder):
    workspace = prepared(folder)
    before = good(workspace, 'info')
    again = good(workspace, 'import', *[os.path.join(folder, n) for n in ('customers.csv', 'products.csv', 'sales_lines.csv')])
    assert all(f['same_batch'] > 0 for f in again['files']), again
    assert good(workspace, 'info') == before


def test_dry_run_writes_nothing(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    before = good(workspace, 'info')
    answer = good(workspace, 'import', '--dry-run', *small_exports(folder))
    assert sum(f['accepted'] for f in answer['files']) == 980, answer
    assert good(workspace, 'info') == before


def test_pending_rows_resolve(folder):
    customers, products, lines = small_exports(folder)
    workspace = os.path.join(folder, 'w.tastevin')
    assert good(workspace, 'import', lines)['files'][0]['pending'] == 900
    good(workspace, 'import', products)
    assert good(workspace, 'info')['pending_rows'] == 900
    good(workspace, 'import', customers)
    assert good(workspace, 'info')['pending_rows'] == 0


def test_rejects_name_line_column_and_reason(folder):
    text = ('customer_code,order_date,doc_ref,product_label,qty,amount_ht\n'
            'C1,2025-02-30,D1,Wine,1,10\n'
            'C1,2025-02-20,D1,Wine,many,10\n'
            ',2025-02-20,D1,Wine,1,10\n'
            'C1,2025-02-20,D1\n'
            'C1,2025-02-20,D1,Wine,1,10\n')
    workspace = os.path.join(folder, 'w.tastevin')
    answer = good(workspace, 'import', '--kind', 'sales_lines', write(folder, 'bad.csv', text))['files'][0]
    assert (answer['accepted'], answer['rejected']) == (1, 4), answer
    found = [(r['line'], r['column'], r['code']) for r in good(workspace, 'rejects')['rejects']]
    assert found == [(2, 'order_date', 'BAD_DATE'), (3, 'qty', 'BAD_NUMBER'), (4, 'customer_code', 'REQUIRED'), (5, '', 'TOO_FEW_FIELDS')], found
    out = os.path.join(folder, 'rejects.csv')
    good(workspace, 'rejects', '--out', out)
    with open(out, encoding='utf-8-sig', newline='') as stream:
        assert stream.read().count('2025-02-30') >= 1


def refused(folder, workspace, *arguments, code=1, names=None):
    """The command fails with one sentence that names the thing, and the workspace stays byte for byte what it was."""
    before = sha(workspace) if os.path.isfile(workspace) else None
    answer = call(workspace, *arguments)
    assert answer.code == code and answer.json and not answer.json['ok'], answer
    assert names is None or names in answer.json['error'], answer
    assert '\n' not in answer.json['error'] and len(answer.json['error']) < 400, answer
    if before is not None:
        assert sha(workspace) == before
    return answer


def test_bad_files_are_refused(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    refused(folder, workspace, 'import', os.path.join(folder, 'missing.csv'), names='missing.csv')
    refused(folder, workspace, 'import', folder, names=os.path.basename(folder))
    refused(folder, workspace, 'import', write(folder, 'empty.csv', ''), names='empty.csv')
    with open(os.path.join(folder, 'binary.csv'), 'wb') as out:
        out.write(bytes(range(256)) * 40)
    refused(folder, workspace, 'import', os.path.join(folder, 'binary.csv'), names='binary.csv')
    refused(folder, workspace, 'import', write(folder, 'strange.csv', 'alpha,beta\n1,2\n'), names='strange.csv')
    refused(folder, workspace, 'import', '--kind', 'customers', write(folder, 'no-code.csv', 'last_name,city\nA,B\n'), names='no-code.csv')


def test_bad_workspaces_are_refused(folder):
    text = write(folder, 'text.tastevin', 'this is no workspace, but it is long enough to look at\n' * 50)
    refused(folder, text, 'info', names='text.tastevin')
    refused(folder, os.path.join(folder, 'absent.tastevin'), 'info', names='absent.tastevin')
    refused(folder, folder, 'info', names=os.path.basename(folder))
    foreign = os.path.join(folder, 'foreign.tastevin')
    with contextlib.closing(sqlite3.connect(foreign)) as db, db:
        db.execute('CREATE TABLE something (a)')
    refused(folder, foreign, 'info', names='foreign.tastevin')
    newer = os.path.join(folder, 'newer.tastevin')
    good(newer, 'init')
    with contextlib.closing(sqlite3.connect(newer)) as db, db:
        db.execute('PRAGMA user_version = 999')
    refused(folder, newer, 'info', names='newer.tastevin')
    trap = os.path.join(folder, 'trap.tastevin')
    good(trap, 'init')
    with contextlib.closing(sqlite3.connect(trap)) as db, db:
        db.execute("CREATE TRIGGER trap AFTER INSERT ON run BEGIN DELETE FROM setting; END")
    refused(folder, trap, 'info', names='trap')
    damaged = prepared(folder)
    with open(damaged, 'r+b') as stream:
        stream.seek(0)
        stream.write(b'\0' * 100)
    refused(folder, damaged, 'info', names='w.tastevin')


def test_usage_errors(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    for arguments in (['nonsense'], ['run', '--as-of', 'yesterday'], ['run', '--top', '99'], ['review', 'approve'], ['import'], ['export'], ['review', 'list', '--status', 'maybe']):
        answer = call(workspace, *arguments)
        assert answer.code == 2, arguments
        assert not answer.json or answer.json['error'] and answer.json['advice'] is None, answer
    assert subprocess.run([CLI], capture_output=True).returncode == 2
    page = subprocess.run([CLI, '--help'], capture_output=True, text=True)
    assert page.returncode == 0
    for name in ('init', 'info', 'import', 'rejects', 'customers', 'run', 'runs', 'explain', 'review', 'export', 'verify', 'stages', 'demo'):
        assert '\n  %s ' % name in page.stdout, name
    assert call(workspace, 'init').code == 1


def test_run_says_what_is_missing(folder):
    workspace = os.path.join(folder, 'w.tastevin')
    good(workspace, 'init')
    answer = call(workspace, 'run')
    assert answer.code == 1 and answer.json['error'], answer


def test_read_only_workspace(folder):
    workspace = prepared(folder)
    good(workspace, 'run', '--as-of', '2025-12-31')
    os.chmod(workspace, 0o400)
    if os.access(workspace, os.W_OK) and os.geteuid() == 0:
        command = ['setpriv', '--reuid', '65534', '--clear-groups', CLI, '--workspace', workspace, '--json', 'info']
        os.chmod(folder, 0o755)
        os.chmod(workspace, 0o444)
        process = subprocess.run(command, capture_output=True, text=True, env=environment(HOME=folder))
        assert process.returncode == 0 and '"read_only":true' in process.stdout, process
        process = subprocess.run(command[:-1] + ['run'], capture_output=True, text=True, env=environment(HOME=folder))
        assert process.returncode == 1 and 'w.tastevin' in process.stdout, process
    else:
        assert good(workspace, 'info')['read_only']


def test_verify_names_a_changed_decision(folder):
    workspace = prepared(folder)
    good(workspace, 'run', '--as-of', '2025-12-31', '--policy', 'strict')
    item = good(workspace, 'review', 'list')['items'][0]['id']
    good(workspace, 'review', 'reject', item, '--reason', 'price')
    copy = os.path.join(folder, 'copy.tastevin')
    shutil.copy(workspace, copy)
    with contextlib.closing(sqlite3.connect(workspace)) as db, db:
        db.execute('UPDATE review_item SET status = 1 WHERE id = ?', (item,))
    answer = call(workspace, 'verify')
    assert answer.code == 3 and any(f['row'] == item for f in answer.json['findings']), answer
    with contextlib.closing(sqlite3.connect(copy)) as db, db:
        texts = [r[0] for r in db.execute("SELECT sql FROM sqlite_schema WHERE name = 'ledger_event_no_update'")]
        db.execute('DROP TRIGGER ledger_event_no_update')
        seq = db.execute("SELECT seq FROM ledger_event WHERE kind = 'DECISION'").fetchone()[0]
        db.execute('UPDATE ledger_event SET actor = ? WHERE seq = ?', ('Somebody Else', seq))
        db.execute(texts[0])
    answer = call(copy, 'verify')
    assert answer.code == 3 and any(f['code'] == 'ALTERED' and f['row'] == seq for f in answer.json['findings']), answer


def test_single_file_export_maps_by_hand(folder):
    rows = ['InvoiceNo,StockCode,Text,Pieces,When,Each,Who,Land']
    rows += ['5363%02d,A%d,MUG %d,%d,12/%d/2010 8:26,2.55,17%03d,France' % (i, i % 7, i % 7, 1 + i % 3, 1 + i % 28, i % 11) for i in range(80)]
    data = write(folder, 'shop.csv', '\r\n'.join(rows) + '\r\n', 'cp1252')
    mapping = write(folder, 'map.json', '{"kind": "invoice_lines", "date_order": "MDY", "columns": {"doc_ref": "InvoiceNo", "product_key": "StockCode", '
                    '"product_label": "Text", "qty": "Pieces", "order_date": "When", "unit_price": "Each", "customer_code": "Who", "country": "Land"}}')
    workspace = os.path.join(folder, 'w.tastevin')
    answer = good(workspace, 'import', '--map', mapping, data)['files'][0]
    assert (answer['accepted'], answer['rejected'], answer['pending']) == (80, 0, 0), answer
    info = good(workspace, 'info')
    assert (info['customers'], info['products'], info['sales_lines'], info['last_order']) == (11, 7, 80, '2010-12-28'), info


def test_looks_at_mapped_columns(folder):
    """Days and amounts of columns that nobody would have taken for them are looked at, unless the mapping says how they are written."""
    rows = ['A;B;C;D;E', 'C1;12/31/2024;D1;Mug;1.50', 'C2;01/02/2025;D2;Cup;2.25']
    columns = '"columns": {"customer_code": "A", "order_date": "B", "doc_ref": "C", "product_label": "D", "amount_ht": "E"}'
    data = write(folder, 'odd.csv', '\n'.join(rows) + '\n')
    mapping = write(folder, 'odd.json', '{"kind": "sales_lines", %s}' % columns)
    answer = good(os.path.join(folder, 'looked.tastevin'), 'import', '--map', mapping, data)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (2, 0), answer
    mapping = write(folder, 'said.json', '{"kind": "sales_lines", "date_order": "DMY", "decimal_mark": ",", %s}' % columns)
    answer = good(os.path.join(folder, 'said.tastevin'), 'import', '--map', mapping, data)['files'][0]
    assert (answer['accepted'], answer['rejected']) == (0, 2), answer


def test_demo_does_the_whole_job(folder):
    answer = good(os.path.join(folder, 'demo.tastevin'), 'demo')
    assert answer['items'] > 0 and answer['findings'] == 0 and os.path.getsize(answer['export']) > 0, answer
    assert len(SAMPLE_FILES) == len(answer['files'])


tap.main(globals())
