# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes old Excel files (MS-XLS in MS-CFB) for tests: texts, numbers and days."""
import datetime
import hashlib
import struct

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind, body=b''):
    return struct.pack('<HH', kind, len(body)) + body


def text(value, form):
    return struct.pack(form + 'B', len(value), 1) + value.encode('utf-16-le')


def rc4(key):
    state, i, j = list(range(256)), 0, 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    while True:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        yield state[(state[i] + state[j]) % 256]


def make_lock(kind, password, salt=bytes(range(16)), number=bytes(range(100, 116))):
    """What a record of the type FILEPASS holds, and the bytes that each block of the stream is mixed with (MS-OFFCRYPTO 2.3.5, 2.3.6)."""
    spelt = password.encode('utf-16-le')
    digest = getattr(hashlib, kind)
    if kind == 'md5':
        base = digest((digest(spelt).digest()[:5] + salt) * 16).digest()[:5]
    else:
        base = digest(salt + spelt).digest()
    make_key = lambda block: digest(base + struct.pack('<I', block)).digest()[:16]
    mixed = bytes(a ^ b for a, b in zip(number + digest(number).digest(), rc4(make_key(0))))
    if kind == 'md5':
        return struct.pack('<HHH', 1, 1, 1) + salt + mixed, make_key
    head = struct.pack('<IIIIIIII', 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + 'RC4'.encode('utf-16-le') + b'\0\0'
    return struct.pack('<HHHII', 1, 4, 2, 4, len(head)) + head + struct.pack('<I', 16) + salt + mixed[:16] + struct.pack('<I', 20) + mixed[16:], make_key


def lock_stream(stream, make_key):
    """All bodies of records but those that say where sheets are and that it is locked."""
    stream, at, flows = bytearray(stream), 0, {}
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from('<HH', stream, at)
        for i in range(at + 4, at + 4 + length):
            block, offset = divmod(i, 1024)
            if block not in flows:
                flow = rc4(make_key(block))
                flows[block] = [next(flow) for _ in range(1024)]
            if kind not in (0x809, 0x2F) and not (kind == 0x85 and i < at + 8):
                stream[i] ^= flows[block][offset]
        at += 4 + length
    return bytes(stream)


def bof(kind):
    return record(0x809, struct.pack('<HHHHII', 0x600, kind, 0, 0, 0, 0))


def cell(row, column, value, is_1904=False):
    if isinstance(value, str):
        return record(0x204, struct.pack('<HHH', row, column, 0) + text(value, '<H'))
    if isinstance(value, datetime.date):
        return record(0x203, struct.pack('<HHHd', row, column, 1, (value - (datetime.date(1904, 1, 1) if is_1904 else datetime.date(1899, 12, 30))).days))
    return record(0x203, struct.pack('<HHHd', row, column, 0, value))


def make_stream(sheets, lock=b'', is_1904=False, merges=()):
    merged = record(0xE5, struct.pack('<H', len(merges)) + b''.join(struct.pack('<4H', first - 1, last - 1, column, column) for column, first, last in merges))
    styles = record(0x22, struct.pack('<H', is_1904)) + (record(0x2F, lock) if lock else b'') + b''.join(record(0xE0, struct.pack('<HH16x', 0, number)) for number in (0, 14))
    bodies = [bof(0x10) + b''.join(cell(r, c, v, is_1904) for r, row in enumerate(rows) for c, v in enumerate(row)) + merged + record(0xA) for _, _, rows in sheets]
    begin = len(bof(5) + styles) + sum(len(record(0x85, b'\0' * 6 + text(name, '<B'))) for name, _, _ in sheets) + 4
    listed = b''
    for (name, is_hidden, _), body in zip(sheets, bodies):
        listed += record(0x85, struct.pack('<IBB', begin, is_hidden, 0) + text(name, '<B'))
        begin += len(body)
    return bof(5) + styles + listed + record(0xA) + b''.join(bodies)


def entry(name, kind, child, first, size):
    spelt = name.encode('utf-16-le')
    return spelt.ljust(64, b'\0') + struct.pack('<HBBIII36xIQ', len(spelt) + 2 if name else 0, kind, 1, FREE, FREE, child, first, size)


def write_xls(path, sheets, kind=None, password='VelvetSweatshop', is_1904=False, merges=()):
    """sheets: (name, whether it is hidden, rows of texts, numbers and days); kind: of the hash where the workbook is encrypted, by default with
    the password that Excel takes where a person locks the order of the sheets; merges: (column, first line, last line), from 0 and 1."""
    lock, make_key = make_lock(kind, password) if kind else (b'', None)
    stream = make_stream(sheets, lock, is_1904, merges)
    stream = (lock_stream(stream, make_key) if kind else stream).ljust(8 * SECTOR, b'\0')
    count = -(-len(stream) // SECTOR)
    tables = 1
    while tables * SECTOR // 4 < tables + 1 + count:
        tables += 1
    numbers = [TABLE] * tables + [END] + [tables + 2 + i for i in range(count - 1)] + [END]
    numbers += [FREE] * (tables * SECTOR // 4 - len(numbers))
    names = list(range(tables)) + [FREE] * (109 - tables)
    head = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + struct.pack('<16x5H6x9I', 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0)
    head += struct.pack('<109I', *names)
    directory = entry('Root Entry', 5, 1, END, 0) + entry('Workbook', 2, FREE, tables + 1, len(stream)) + entry('', 0, FREE, 0, 0) * 2
    with open(path, 'wb') as out:
        out.write(head + struct.pack('<%dI' % len(numbers), *numbers) + directory + stream.ljust(count * SECTOR, b'\0'))
    return path
