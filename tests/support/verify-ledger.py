#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies the ledger of a workspace from docs/ledger-format.md alone, sharing no code with the program.

Reads the file only. Prints one line for each finding, "CODE table row", and ends with 1 when there is one. Usage: verify-ledger.py FILE
"""
import hashlib
import sqlite3
import sys
import urllib.parse

NOUGHT = bytes(32)
SALT_LENGTH = 16


def field(value, kind):
    """One field as bytes; kind is the tag of a value that is not null."""
    if value is None:
        return b'\x00' + bytes(4)
    data = value.to_bytes(8, 'big', signed=True) if kind == 1 else bytes(value)
    return bytes([kind]) + len(data).to_bytes(4, 'big') + data


# Columns in the order of the hash, each with the tag of its kind.
FIELDS = [('stream_id', 2), ('seq', 1), ('prev_hash', 3), ('time_usec', 1), ('kind', 2), ('actor', 2), ('machine', 2), ('batch_id', 1),
          ('run_id', 1), ('status', 1), ('item_count', 1), ('item_digest', 3), ('text_digest', 3), ('detail', 2)]


def event_hash(event):
    return hashlib.sha256(b'\x01\x01' + b''.join(field(event[name], kind) for name, kind in FIELDS)).digest()


def grouped(rows):
    """Rows by their seq, in order."""
    groups = {}
    for row in rows:
        groups.setdefault(row['seq'], []).append(row)
    return groups


class Verifier:
    def __init__(self, path):
        self.db = sqlite3.connect(f'file:{urllib.parse.quote(path)}?mode=ro', uri=True)
        self.db.row_factory = sqlite3.Row
        self.db.text_factory = bytes
        self.findings = []

    def add(self, code, table, row):
        self.findings.append(f'{code} {table} {row}')

    def strays(self, groups, code, table, before):
        for seq in [seq for seq in sorted(groups) if before is None or seq < before]:
            self.add(code, table, seq)
            del groups[seq]

    def check_event(self, event, wanted, last):
        seq = event['seq']
        if seq != wanted:
            self.add('GAP', 'ledger_event', wanted)
        is_sound = event_hash(event) == event['hash']
        if not is_sound:
            self.add('ALTERED', 'ledger_event', seq)
        elif seq == wanted and event['prev_hash'] != last:
            self.add('ALTERED', 'ledger_event', max(seq - 1, 1))
        return is_sound

    def check_items(self, event, groups):
        self.strays(groups, 'ITEMS', 'ledger_item', event['seq'])
        items = groups.pop(event['seq'], [])
        names = ['position', 'recommendation_id', 'from_status', 'to_status']
        data = b''.join(field(item[name], 1) for item in items for name in names)
        digest = hashlib.sha256(data).digest() if items else None
        if len(items) != event['item_count'] or digest != event['item_digest']:
            self.add('ITEMS', 'ledger_item', event['seq'])

    def check_text(self, event, groups):
        self.strays(groups, 'TEXT', 'ledger_text', event['seq'])
        texts = groups.pop(event['seq'], [])
        digest = hashlib.sha256(texts[0]['salt'] + texts[0]['text']).digest() if texts else None
        if digest != event['text_digest'] or (texts and len(texts[0]['salt']) != SALT_LENGTH):
            self.add('TEXT', 'ledger_text', event['seq'])

    def verify(self):
        items = grouped(self.db.execute('SELECT * FROM ledger_item ORDER BY seq, position'))
        texts = grouped(self.db.execute('SELECT * FROM ledger_text ORDER BY seq'))
        stream = self.db.execute("SELECT value FROM setting WHERE key = 'stream_id'").fetchone()
        wanted, last, is_first = 1, NOUGHT, True
        for event in self.db.execute('SELECT * FROM ledger_event ORDER BY seq'):
            is_sound = self.check_event(event, wanted, last)
            if is_first and is_sound and (stream is None or stream['value'] != event['stream_id']):
                self.add('ALTERED', 'setting', 0)
            self.check_items(event, items)
            self.check_text(event, texts)
            wanted, last, is_first = event['seq'] + 1, event['hash'], False
        self.strays(items, 'ITEMS', 'ledger_item', None)
        self.strays(texts, 'TEXT', 'ledger_text', None)
        return self.findings


def main():
    findings = Verifier(sys.argv[1]).verify()
    print('\n'.join(findings) if findings else 'no finding')
    return 1 if findings else 0


sys.exit(main())
