#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns sql/<room>.sql, schema.sql and migrations/NNN-what.sql into tv-sql.h (one enum of all statements) and tv-sql.c (their texts).

A block of a room's file is a heading and one statement:

    -- name: verb-thing
    -- in: first, second        (parameters in order, - for none; a line that ends in a comma goes on in the next comment line)
    -- out: column, other       (result columns in order, - for none)
    SELECT ... ;

Other comment lines are dropped. Migrations of the same number are one step, in the order given.  A mistake ends the build with file and line. Usage: make-sql.py OUT_H OUT_C FILE...
"""
import os
import re
import sys

NAME = re.compile(r'^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
WORD = re.compile(r'^[a-z][a-z0-9_]*$')
MIGRATION = re.compile(r'^(\d{3})-([a-z0-9-]+)\.sql$')


def fail(path, line, message):
    sys.exit(f'{path}:{line}: {message}')


class Block:
    def __init__(self, room, name, path, line):
        self.room, self.name, self.path, self.line = room, name, path, line
        self.fields = {}
        self.open_field = None
        self.text = []

    def identifier(self):
        return f'TV_SQL_{self.room}_{self.name}'.upper().replace('-', '_')

    def read_comment(self, number, comment):
        match = re.match(r'^(in|out):\s*(.*)$', comment)
        if match and not self.text:
            key, value = match.groups()
            if key in self.fields:
                fail(self.path, number, f'a second "{key}:"')
            self.fields[key] = value
            self.open_field = key if value.endswith(',') else None
        elif self.open_field:
            self.fields[self.open_field] += ' ' + comment
            if not comment.endswith(','):
                self.open_field = None

    def names(self, key):
        if key not in self.fields:
            fail(self.path, self.line, f'block "{self.name}" has no "{key}:"')
        value = self.fields[key].strip()
        names = [] if value == '-' else [part.strip() for part in value.split(',')]
        for name in names:
            if not WORD.match(name):
                fail(self.path, self.line, f'block "{self.name}": "{name}" is no name in "{key}:"')
        return names

    def statement(self):
        text = '\n'.join(self.text).strip()
        bare = re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*", lambda m: ' ' * len(m.group()), text)
        if not bare.rstrip().endswith(';') or bare.count(';') != 1:
            fail(self.path, self.line, f'block "{self.name}" is not one statement that ends in ";"')
        return text


def read_blocks(path):
    room = os.path.basename(path)[:-len('.sql')]
    blocks = []
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip()
            match = re.match(r'^--\s*name:\s*(.*)$', line)
            if match:
                if not NAME.match(match.group(1)):
                    fail(path, number, f'"{match.group(1)}" is no name of a block')
                blocks.append(Block(room, match.group(1), path, number))
            elif line.lstrip().startswith('--'):
                if blocks:
                    blocks[-1].read_comment(number, line.lstrip().lstrip('-').strip())
            elif line:
                if not blocks:
                    fail(path, number, 'a statement without a "-- name:"')
                blocks[-1].text.append(line)
    return blocks


def quote(text):
    escaped = text.replace('\\', '\\\\').replace('"', '\\"').replace('?', '\\?')
    return '\n'.join(f'  "{line}\\n"' for line in escaped.split('\n')) if text else '  ""'


def quote_names(names):
    return '{ ' + ', '.join([f'"{name}"' for name in names] + ['NULL']) + ' }'


HEADER = '''/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made by make-sql.py from sql/<room>.sql: do not edit. One value for each statement, TV_SQL_<ROOM>_<NAME>. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
%s
  TV_SQL_LAST
} TvSql;

typedef struct
{
  const char *name;              /* as in the block's heading */
  const char *room;              /* the file's stem */
  const char *text;
  const char *const *parameters; /* NULL-terminated, in order */
  const char *const *columns;    /* NULL-terminated, in order */
} TvSqlInfo;

/* One step that brings a workspace to a version. */
typedef struct
{
  int version;
  const char *name;
  const char *sql;
} TvMigration;

const TvSqlInfo *tv_sql_get_info (TvSql sql);
const char *tv_sql_get_schema (void);
const TvMigration *tv_sql_get_migrations (gsize *out_count);

G_END_DECLS
'''

SOURCE_TAIL = '''
/**
 * tv_sql_get_info:
 * @sql: a statement
 *
 * Returns: (transfer none): its name, text, parameters and columns
 */
const TvSqlInfo *
tv_sql_get_info (TvSql sql)
{
  return &statements[sql];
}

/**
 * tv_sql_get_schema:
 *
 * Returns: (transfer none): schema.sql, which makes a fresh workspace
 */
const char *
tv_sql_get_schema (void)
{
  return schema;
}

/**
 * tv_sql_get_migrations:
 * @out_count: (out): their number
 *
 * Returns: (transfer none) (array length=out_count): the steps that bring an older workspace up to date, in order of version
 */
const TvMigration *
tv_sql_get_migrations (gsize *out_count)
{
  *out_count = G_N_ELEMENTS (migrations) - 1;
  return migrations;
}
'''


def write_if_changed(path, text):
    if os.path.exists(path):
        with open(path, encoding='utf-8') as file:
            if file.read() == text:
                return
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def main():
    out_header, out_source, *paths = sys.argv[1:]
    blocks, schema, migrations = [], '', {}
    for path in paths:
        match = MIGRATION.match(os.path.basename(path))
        if os.path.basename(path) == 'schema.sql' or match:
            with open(path, encoding='utf-8') as file:
                text = file.read()
            if match:
                step = migrations.setdefault(int(match.group(1)), ([], []))
                step[0].append(match.group(2))
                step[1].append(text)
            else:
                schema = text
        else:
            blocks += read_blocks(path)
    seen = {}
    for block in blocks:
        other = seen.setdefault(block.identifier(), block)
        if other is not block:
            fail(block.path, block.line, f'{block.identifier()} is also at {other.path}:{other.line}')
    write_if_changed(out_header, HEADER % '\n'.join(f'  {block.identifier()},' for block in blocks))
    parts = ['/* SPDX-License-Identifier: GPL-3.0-or-later */',
             '/* Made by make-sql.py from sql/<room>.sql, schema.sql and migrations: do not edit. */',
             '#include "store/tv-sql.h"', '', 'static const TvSqlInfo statements[] = {']
    for block in blocks:
        parts += [f'  [{block.identifier()}] = {{ "{block.name}", "{block.room}",', quote(block.statement()) + ',',
                  f'  (const char *const[]) {quote_names(block.names("in"))},',
                  f'  (const char *const[]) {quote_names(block.names("out"))} }},']
    parts += ['};', '', 'static const char schema[] =', quote(schema) + ';', '', 'static const TvMigration migrations[] = {']
    for version, (names, texts) in sorted(migrations.items()):
        parts += [f'  {{ {version}, "{", ".join(names)}",', quote('\n'.join(texts)) + ' },']
    parts += ['  { 0, NULL, NULL },', '};']
    write_if_changed(out_source, '\n'.join(parts) + '\n' + SOURCE_TAIL)


main()
