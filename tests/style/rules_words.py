# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on translations, paths and scripts, and those that call a tool. A rule whose tool is not installed raises Missing."""
import json
import os
import re
import shutil
import subprocess
import tempfile

from tree import code, line_of

HERE = os.path.dirname(os.path.abspath(__file__))
MESSAGE = r'(?<!\w)(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?)\s*\('
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3')
LANGUAGE = 'po/fr.po'
FLATPAK = 'flatpak/io.github.tastevin.Tastevin.json'
TEXT_ENDS = ('.c', '.h', '.py', '.sql', '.md', '.ui', '.xml', '.json', '.build', '.txt', '.in', '.po', '.css', '.svg', '.yml', 'run', 'setup', 'test')


class Missing(Exception):
    """The tool that a rule needs is not installed."""


def call(*command, cwd=None):
    if not shutil.which(command[0]):
        raise Missing(command[0])
    env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='')
    return subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def lines_of(answer):
    return [line for line in answer.stdout.splitlines() if line.strip()]


def list_translated(tree):
    """The files that hold words for people."""
    names = [n for n in tree.find('src', 'data') if re.search(MESSAGE, code(tree.text(n)))]
    names += [n for n in tree.find('src', 'resources', 'data', ends=('.ui',)) if re.search(r'translatable="(yes|true|1)"', tree.text(n))]
    return names + tree.find('data', ends=('.desktop.in', '.metainfo.xml.in', '.gschema.xml'))


def list_potfiles(tree):
    if 'po/POTFILES.in' not in tree.names:
        return []
    return [line.strip() for line in tree.text('po/POTFILES.in').splitlines() if line.strip() and not line.startswith('#')]


def potfiles(tree):
    """po/POTFILES.in names every file with words for people, in order, and no other."""
    listed = list_potfiles(tree)
    found = set(list_translated(tree))
    findings = ['po/POTFILES.in:1: %s is missing' % n for n in sorted(found - set(listed))]
    findings += ['po/POTFILES.in:1: %s holds nothing to translate' % n for n in sorted(set(listed) - found)]
    if listed != sorted(listed):
        findings.append('po/POTFILES.in:1: is not in order')
    return findings


def french(tree):
    """Every message is translated into French, none by guess."""
    with tempfile.TemporaryDirectory(prefix='tastevin-style-') as folder:
        template, merged = os.path.join(folder, 'new.pot'), os.path.join(folder, 'fr.po')
        names = [n for n in list_potfiles(tree) if n in tree.names]
        made = call('xgettext', '--from-code=UTF-8', '-o', template, *['--keyword=' + k for k in KEYWORDS], *names, cwd=tree.root)
        if made.returncode != 0 or not os.path.exists(template):
            return lines_of(made) or ['po/POTFILES.in:1: nothing to translate']
        merge = call('msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, tree.path(LANGUAGE), template)
        if merge.returncode != 0:
            return lines_of(merge)
        check = call('msgfmt', '-c', '--statistics', '-o', os.devnull, merged)
        missing = call('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', merged).stdout
        missing += call('msgattrib', '--only-fuzzy', '--no-obsolete', '--no-wrap', merged).stdout
        if check.returncode == 0 and not re.search(r'untranslated|fuzzy', check.stdout):
            return []
        return ['%s:1: %s' % (LANGUAGE, line) for line in lines_of(check)] + re.findall(r'^msgid "(?!")(.+)"$', missing, re.M)


def whole_messages(tree):
    """A message is one text: xgettext cannot see into the macros that others are glued from."""
    findings = []
    for name in tree.find('src'):
        text = code(tree.text(name))
        for match in re.finditer(MESSAGE + r'(?:\s*"[^"]*")+\s*(?!PRI[diouxX]\w+)([A-Z][A-Z0-9_]+)\b', text):
            findings.append('%s:%d: %s inside a message; PRId64 and its like are understood' % (name, line_of(text, match.start()), match.group(1)))
    return findings


def machine_paths(tree):
    """No file names a place on somebody's machine."""
    findings = []
    for name in tree.find(ends=TEXT_ENDS):
        for match in re.finditer(r'(?<![\w.$}/-])/(?:home|root|Users|work|mnt)/[\w.]+', tree.text(name)):
            findings.append('%s:%d: %s' % (name, line_of(tree.text(name), match.start()), match.group()))
    return findings


def scripts(tree):
    """Scripts are for bash that parses or for Debian's own Python, and can be run."""
    findings = []
    for name in tree.find('tools', 'tests', '.ci', 'src', ends=('',)):
        first = tree.text(name).split('\n', 1)[0]
        if not first.startswith('#!'):
            continue
        if first not in ('#!/bin/bash', '#!/usr/bin/python3'):
            findings.append('%s:1: starts with %s' % (name, first))
        elif first == '#!/bin/bash':
            findings += lines_of(call('bash', '-n', tree.path(name)))
        if '.' not in os.path.basename(name) and not os.access(tree.path(name), os.X_OK):
            findings.append('%s:1: cannot be run' % name)
    return findings


def layout(tree):
    """clang-format finds nothing to change."""
    names = tree.find()
    if not names:
        return ['no C files were found']
    answer = call('clang-format', '--style=file', '--dry-run', '-Werror', '--ferror-limit=3', *names, cwd=tree.root)
    return [line for line in lines_of(answer) if 'error:' in line] or ([] if answer.returncode == 0 else lines_of(answer))


def cppcheck(tree):
    """cppcheck finds neither errors nor warnings; leaks are left to LeakSanitizer, for GLib's containers keep what they are given."""
    answer = call('cppcheck', '--enable=warning,performance,portability', '--inline-suppr', '--library=gtk', '--library=gnu', '--library=' + os.path.join(HERE, 'cppcheck.cfg'),
                  '--suppress=missingInclude', '--suppress=memleak', '--std=c11', '--error-exitcode=3', '--template={file}:{line}: {message} [{id}]',
                  '-q', '-j2', 'src', cwd=tree.root)
    return [] if answer.returncode == 0 else lines_of(answer)


def flatpak(tree):
    """The manifest is understood, and asks for neither the network nor folders."""
    try:
        manifest = json.loads(tree.text(FLATPAK))
    except ValueError as error:
        return ['%s:1: %s' % (FLATPAK, error)]
    findings = ['%s:1: asks for %s' % (FLATPAK, w) for w in manifest.get('finish-args', ()) if re.search('network|filesystem|session-bus', w)]
    answer = call('flatpak-builder', '--show-manifest', tree.path(FLATPAK))
    if answer.returncode != 0 or 'Unknown property' in answer.stdout:
        findings += [line for line in lines_of(answer) if 'Unknown property' in line] or lines_of(answer)
    return findings
