# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules look at: the files of the project, or a few made-up ones, and C with its comments and texts taken out."""
import os
import re
import subprocess

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


class Tree:
    """A folder and the names of its files, relative to it and with slashes."""

    def __init__(self, root):
        self.root = root
        self.names = sorted(n for n in list_names(root) if os.path.isfile(os.path.join(root, n)))
        self.texts = {}

    def path(self, name):
        return os.path.join(self.root, name)

    def text(self, name):
        if name not in self.texts:
            with open(self.path(name), encoding='utf-8', errors='replace') as stream:
                self.texts[name] = stream.read()
        return self.texts[name]

    def find(self, *folders, ends=('.c', '.h')):
        """The files below one of the folders (all if none is given) whose name ends so."""
        starts = tuple(f.rstrip('/') + '/' for f in folders) or ('',)
        return [n for n in self.names if n.startswith(starts) and n.endswith(tuple(ends))]


def list_names(root):
    """What git knows or would take in; without git all files but those of build folders."""
    command = ['git', '-c', 'safe.directory=*', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
    if os.path.exists(os.path.join(root, '.git')):
        try:
            return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode().split('\0')[:-1]
        except (OSError, subprocess.CalledProcessError):
            pass
    names = []
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in ('.git', '__pycache__') and not (folder == root and f.startswith('build'))]
        names += [os.path.relpath(os.path.join(folder, f), root) for f in files]
    return names


def blank(match):
    """White space of the same shape: lines and columns stay where they are."""
    return re.sub(r'[^\n]', ' ', match)


def code(text, keep_strings=False):
    """The C text without comments, and without what stands in quotes unless it is asked for."""

    def replace(match):
        token = match.group()
        if token.startswith('/'):
            return blank(token)
        return token if keep_strings else token[0] + blank(token[1:-1]) + token[-1]

    return TOKEN.sub(replace, text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def grep(tree, names, pattern, message, keep_strings=False):
    """One finding for each place in the code of these files where the pattern matches; {0} in the message is what matched."""
    findings = []
    for name in names:
        text = code(tree.text(name), keep_strings)
        for match in re.finditer(pattern, text):
            findings.append('%s:%d: %s' % (name, line_of(text, match.start()), message.format(match.group().strip())))
    return findings


def functions(text):
    """Yields (name, first line, count of body lines) of each function laid out in GNU style, braces in the first column."""
    lines = code(text).split('\n')
    start = None
    for number, line in enumerate(lines):
        if line.rstrip() == '{':
            start = number
        elif start is not None and line.startswith('}'):
            head = '\n'.join(lines[max(0, start - 20):start])
            names = re.findall(r'^([A-Za-z_]\w*) \(', head, re.M)
            # A struct or an enum ends with its name or a semicolon.
            if line.rstrip() == '}' and names:
                yield names[-1], start + 1, number - start - 1
            start = None
