#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of the house.

  check.py ROOT RULE       prints what one rule finds; exit code 1 if that is anything, 77 if its tool is not installed
  check.py ROOT --all      the same for all rules
  check.py ROOT --list     prints the names of the rules and what each wants
  check.py ROOT --translated prints the files that hold words for people: what po/POTFILES.in has to be
  check.py ROOT --self-test  shows each rule bad and good snippets, and sees the bad ones caught; prints TAP
"""
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
import rules_code
import rules_words
from examples import EXAMPLES
from tree import Tree

RULES = {
    'floors': rules_code.floors,
    'sqlite': rules_code.sqlite,
    'sql-text': rules_code.sql_text,
    'no-goto': rules_code.no_goto,
    'silent-engine': rules_code.silent_engine,
    'file-sizes': rules_code.file_sizes,
    'function-sizes': rules_code.function_sizes,
    'heads': rules_code.heads,
    'potfiles': rules_words.potfiles,
    'french': rules_words.french,
    'whole-messages': rules_words.whole_messages,
    'machine-paths': rules_words.machine_paths,
    'scripts': rules_words.scripts,
    'clang-format': rules_words.layout,
    'cppcheck': rules_words.cppcheck,
    'flatpak': rules_words.flatpak,
}
SKIPPED = 77


def run(tree, name):
    """Returns the exit code of one rule."""
    try:
        findings = RULES[name](tree)
    except rules_words.Missing as tool:
        print('%s: %s is not installed' % (name, tool))
        return SKIPPED
    for finding in findings:
        print(finding)
    print('%s: %d found' % (name, len(findings)))
    return 1 if findings else 0


def find_in_example(root, rule, files):
    with tempfile.TemporaryDirectory(prefix='tastevin-style-') as folder:
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as out:
                out.write(text)
        shutil.copy(os.path.join(root, '.clang-format'), folder)
        return rule(Tree(folder))


def judge_examples(root, name):
    """Returns what is wrong with a rule, or nothing."""
    bad, good = EXAMPLES[name]
    for number, files in enumerate(bad, 1):
        if not find_in_example(root, RULES[name], files):
            return 'bad snippet %d was let through' % number
    for number, files in enumerate(good, 1):
        findings = find_in_example(root, RULES[name], files)
        if findings:
            return 'good snippet %d was refused: %s' % (number, findings[0])
    return ''


def self_test(root):
    print('1..%d' % len(RULES))
    failed = 0
    for number, name in enumerate(RULES, 1):
        try:
            problem = judge_examples(root, name)
        except rules_words.Missing as tool:
            print('ok %d - %s # SKIP %s is not installed' % (number, name, tool))
            continue
        failed += bool(problem)
        print('%s %d - %s%s' % ('not ok' if problem else 'ok', number, name, ': ' + problem if problem else ''), flush=True)
    return 1 if failed else 0


def main(root, what):
    if what == '--self-test':
        return self_test(root)
    if what == '--list':
        for name, rule in RULES.items():
            print('%-15s %s' % (name, rule.__doc__))
        return 0
    tree = Tree(root)
    if what == '--translated':
        print('\n'.join(sorted(rules_words.list_translated(tree))))
        return 0
    if what == '--all':
        return 1 if [n for n in RULES if run(tree, n) == 1] else 0
    return run(tree, what)


sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2]))
