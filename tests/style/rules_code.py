# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on the C sources. Each takes a Tree and returns what it found, one line each; the first line of its doc string is its meaning."""
import os
import re

from tree import code, functions, grep, line_of

ENGINE = 'src/engine/'
FACES = ('app', 'cli', 'net', 'server')
ROOMS = ('ingest', 'clean', 'profile', 'recommend', 'govern', 'exchange', 'quality', 'outcomes')
BELOW_ROOMS = ('base', 'store', 'rows', 'ledger', 'frame')
MAY_INCLUDE = {
    'base': (),
    'store': ('base',),
    'rows': ('base', 'store'),
    'ledger': ('base', 'store', 'rows'),
    'frame': ('base', 'store', 'rows', 'ledger'),
    **{room: BELOW_ROOMS for room in ROOMS},
    'pipeline': BELOW_ROOMS + ROOMS,
}
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60


def list_includes(tree, name):
    text = code(tree.text(name), keep_strings=True)
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', text, re.M):
        yield line_of(text, match.start(1)), match.group(1), match.group(2)


def judge_engine_include(tree, name, quote, target):
    floor = name[len(ENGINE):].split('/')[0]
    if floor not in MAY_INCLUDE:
        return 'the folder “%s” has no floor' % floor
    if quote == '<':
        return '<%s> belongs to a face' % target if re.match(r'(gtk|gdk|gsk|adwaita|libadwaita|libsoup)\b', target) else None
    if '/' not in target:
        is_known = any(os.path.basename(n) == target for n in tree.find('src'))
        is_near = ENGINE + floor + '/' + target in tree.names or target == 'tastevin.h' and floor == 'pipeline'
        return '“%s” is to be included by its path from src/engine' % target if is_known and not is_near else None
    folder = target.split('/')[0]
    if folder != floor and folder not in MAY_INCLUDE[floor]:
        return '%s may not include “%s”' % (floor, target)
    return None


def judge_face_include(tree, name, quote, target):
    face = name.split('/')[1]
    if quote == '<':
        if face == 'cli' and re.match(r'(gtk|gdk|gsk|adwaita|libadwaita)\b', target):
            return '<%s> belongs to the window' % target
        return None
    if target == 'tastevin.h':
        return None
    places = (os.path.normpath(os.path.join(os.path.dirname(name), target)), os.path.normpath('src/%s/%s' % (face, target)))
    if any(place in tree.names and place.startswith('src/%s/' % face) for place in places):
        return None
    # What is in no folder is generated, unless it looks like the engine's.
    is_foreign = target.split('/')[0] in MAY_INCLUDE or os.path.basename(target).startswith('tv-') or '..' in target
    return '%s may not include “%s”' % (face, target) if is_foreign or any(n.endswith('/' + target) for n in tree.names) else None


def floors(tree):
    """A folder includes only what stands below it, a room never another room, a face only tastevin.h and its own."""
    findings = []
    for name in tree.find('src'):
        is_engine = name.startswith(ENGINE)
        if not is_engine and name.split('/')[1] not in FACES:
            findings.append('%s:1: is on no floor' % name)
            continue
        judge = judge_engine_include if is_engine else judge_face_include
        for line, quote, target in list_includes(tree, name):
            problem = judge(tree, name, quote, target)
            if problem:
                findings.append('%s:%d: %s' % (name, line, problem))
    return findings


def sqlite(tree):
    """SQLite is spoken to in src/engine/store alone."""
    names = [n for n in tree.find('src') if not n.startswith(ENGINE + 'store/')]
    return grep(tree, names, r'\bsqlite3\w*|<sqlite3', '{0} outside src/engine/store')


def sql_text(tree):
    """SQL stands in src/engine/store/sql, not in C."""
    names = [n for n in tree.find('src') if not n.startswith(ENGINE + 'store/')]
    words = r'"[^"\n]*\b(SELECT\s.*\bFROM\s|INSERT (OR \w+ )?INTO\s|UPDATE\s\w+ SET\s|DELETE FROM\s|CREATE (TABLE|INDEX)\s|PRAGMA\s)[^"\n]*"'
    return grep(tree, names, words, 'SQL in C: {0}', keep_strings=True)


def no_goto(tree):
    """There is no goto."""
    return grep(tree, tree.find('src', 'tests', 'data'), r'\bgoto\b', 'goto')


def silent_engine(tree):
    """The engine neither prints nor ends the program: it returns errors."""
    words = (r'\b(g_print|g_printerr|g_message|g_warning|g_critical|g_error|printf|vprintf|puts|putchar|perror|abort|exit|_exit)\s*\('
             r'|\b(fprintf|fputs|fputc|vfprintf)\s*\([^;]*\b(stdout|stderr)\b')
    return grep(tree, tree.find('src/engine'), words, 'the engine is silent: {0}')


def file_sizes(tree):
    """A file has no more than 500 lines."""
    findings = []
    for name in tree.find('src', 'tests', 'data'):
        count = len(tree.text(name).splitlines())
        if count > MAX_FILE_LINES:
            findings.append('%s:%d: has %d lines, %d are allowed' % (name, count, count, MAX_FILE_LINES))
    return findings


def function_sizes(tree):
    """The body of a function has no more than 60 lines."""
    findings = []
    for name in tree.find('src', 'tests', 'data', ends=('.c',)):
        for function, line, count in functions(tree.text(name)):
            if count > MAX_FUNCTION_LINES:
                findings.append('%s:%d: %s () has %d lines, %d are allowed' % (name, line, function, count, MAX_FUNCTION_LINES))
    return findings


def heads(tree):
    """A C file begins with its licence line and a comment that says what it does."""
    findings = []
    for name in tree.find('src', 'tests', 'data'):
        text = tree.text(name)
        if not text.startswith('/* SPDX-License-Identifier: GPL-3.0-or-later */\n'):
            findings.append('%s:1: the licence line is missing' % name)
            continue
        comment = re.match(r'\s*/\*(.*?)\*/', text.split('\n', 1)[1], re.S)
        if not comment or len(re.findall(r'\w+', comment.group(1))) < 4:
            findings.append('%s:2: does not say what the file does' % name)
    return findings
