# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad snippet, or several, for each rule, and good ones beside them: a rule that cannot fail is no rule, and one that always does is none either."""
HEAD = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n/* Shows a rule what it is for, in a file. */\n'
LONG = 'static void\nf (void)\n{\n' + '  g ();\n' * 61 + '}\n'
FITS = 'static void\nf (void)\n{\n' + '  g ();\n' * 60 + '}\n'
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
MANIFEST = '{"id": "a.b.C", "runtime": "org.gnome.Platform", "runtime-version": "43", "sdk": "org.gnome.Sdk", "command": "c", %s "modules": []}'
PATH = 'flatpak/io.github.tastevin.Tastevin.json'
SHEBANG = '#!/usr/bin/'

# rule: (trees it must find something in, trees it must find nothing in); a tree is {name: text}.
EXAMPLES = {
    'floors': (
        [{'src/engine/base/a.c': '#include "store/tv-store.h"\n'},
         {'src/engine/clean/a.c': '#include "ingest/tv-csv.h"\n'},
         {'src/engine/rows/a.c': '#include "pipeline/tastevin.h"\n'},
         {'src/engine/quality/a.c': '#include "tastevin.h"\n', 'src/engine/pipeline/tastevin.h': ''},
         {'src/engine/base/a.c': '#include <gtk/gtk.h>\n'},
         {'src/cli/a.c': '#include <gtk/gtk.h>\n'},
         {'src/cli/a.c': '#include "base/tv-day.h"\n'},
         {'src/app/a.c': '#include "tvc-command.h"\n', 'src/cli/tvc-command.h': ''},
         {'src/app/a.c': '#include "../engine/base/tv-day.h"\n', 'src/engine/base/tv-day.h': ''},
         {'src/attic/a.c': ''}],
        [{'src/engine/clean/a.c': '#include "base/tv-day.h"\n#include "clean/b.h"\n/* #include "ingest/tv-csv.h" */\n'},
         {'src/engine/pipeline/a.c': '#include "ingest/tv-csv.h"\n'},
         {'src/app/pages/a.c': '#include "tastevin.h"\n#include "widgets/b.h"\n#include "tva-resources.h"\n#include <adwaita.h>\n',
          'src/app/widgets/b.h': ''}]),
    'sqlite': (
        [{'src/engine/rows/a.c': 'int x = sqlite3_open (p, &d);\n'}, {'src/cli/a.c': '#include <sqlite3.h>\n'}],
        [{'src/engine/store/a.c': '#include <sqlite3.h>\n', 'src/cli/a.c': '/* sqlite3_open () */ x ("sqlite3");\n'}]),
    'sql-text': (
        [{'src/engine/rows/a.c': 'x ("SELECT id FROM customers");\n'}, {'src/app/a.c': 'x ("DELETE FROM customers ");\n'}],
        [{'src/engine/store/a.c': 'x ("SELECT id FROM customers");\n', 'src/cli/a.c': 'x ("Select a file from the folder");\n'}]),
    'no-goto': ([{'src/cli/a.c': '  goto out;\n'}], [{'src/cli/a.c': 'x ("goto"); /* goto */ int goto_count;\n'}]),
    'silent-engine': (
        [{'src/engine/base/a.c': 'g_print ("x");\n'}, {'src/engine/base/a.c': 'fprintf (stderr, "x");\n'},
         {'src/engine/base/a.c': 'printf ("x");\n'}, {'src/engine/base/a.c': 'abort ();\n'}],
        [{'src/engine/base/a.c': 'fprintf (file, "x"); g_strdup_printf ("x"); snprintf (a, 1, "x");\n', 'src/cli/a.c': 'g_print ("x");\n'}]),
    'file-sizes': ([{'src/cli/a.c': '\n' * 501}], [{'src/cli/a.c': '\n' * 500}]),
    'function-sizes': ([{'src/cli/a.c': LONG}], [{'src/cli/a.c': FITS + 'typedef struct\n{\n' + '  int a;\n' * 90 + '} Many;\n'}]),
    'heads': (
        [{'src/cli/a.c': '/* Does a thing that matters. */\n'}, {'src/cli/a.h': HEAD.split('\n')[0] + '\n#pragma once\n'},
         {'src/cli/a.h': HEAD.split('\n')[0] + '\n/* A. */\n'}],
        [{'src/cli/a.c': HEAD + 'int a;\n'}]),
    'potfiles': (
        [{'po/POTFILES.in': '', 'src/cli/a.c': 'x (_ ("Hello"));\n'},
         {'po/POTFILES.in': '', 'src/app/a.ui': '<property name="label" translatable="yes">Hello</property>\n'},
         {'po/POTFILES.in': 'src/cli/gone.c\n'},
         {'po/POTFILES.in': 'src/cli/b.c\nsrc/cli/a.c\n', 'src/cli/a.c': '_("A")\n', 'src/cli/b.c': '_("B")\n'}],
        [{'po/POTFILES.in': 'src/cli/a.c\nsrc/cli/b.c\n', 'src/cli/a.c': '_("A")\n', 'src/cli/b.c': 'C_ ("b", "B")\n', 'src/cli/c.c': 'my_("C") /* _("C") */\n'}]),
    'french': (
        [{'po/POTFILES.in': 'a.c\n', 'a.c': '_("Hello");\n', 'po/fr.po': PO},
         {'po/POTFILES.in': 'a.c\n', 'a.c': '_("Hello");\n', 'po/fr.po': PO + '\n#, fuzzy\nmsgid "Hello"\nmsgstr "Salut"\n'},
         {'po/POTFILES.in': 'a.c\n', 'a.c': '_("%d rows");\n', 'po/fr.po': PO + '\n#, c-format\nmsgid "%d rows"\nmsgstr "%s lignes"\n'}],
        [{'po/POTFILES.in': 'a.c\n', 'a.c': '_ ("Hello");\n', 'po/fr.po': PO + '\nmsgid "Hello"\nmsgstr "Bonjour"\n'}]),
    'whole-messages': (
        [{'src/cli/a.c': 'x (_ ("%" G_GINT64_FORMAT " rows"), n);\n'}, {'src/cli/a.c': 'x (_("See " TV_URL), n);\n'}],
        [{'src/cli/a.c': 'x (_ ("%" PRId64 " rows"), n); y (_ ("a"), TV_VERSION); z (_ ("a " "b"));\n'}]),
    'machine-paths': (
        [{'docs/a.md': 'See ' + '/' + 'home/marie/x.csv\n'}, {'tools/run': 'cd ' + '/' + 'root/tastevin\n'}],
        [{'docs/a.md': 'See ~/x.csv, data/home/x.csv, https://example.org/home/a and $x/home/a\n'}]),
    'scripts': (
        [{'tests/a.py': SHEBANG + 'env python3\n'}, {'tools/run': '#!/bin/sh\n'}, {'tools/run.bash': '#!/bin/bash\nif true; then\n'},
         {'tools/run': '#!/bin/bash\n'}],
        [{'tests/a.py': SHEBANG + 'python3\n', 'tools/a.bash': '#!/bin/bash\ntrue\n'}]),
    'clang-format': ([{'src/cli/a.c': 'int f(int a){return a;}\n'}], [{'src/cli/a.c': 'int\nf (int a)\n{\n  return a;\n}\n'}]),
    'cppcheck': (
        [{'src/a.c': 'int f (void);\nint\nf (void)\n{\n  int a[2] = { 0, 1 };\n\n  return a[3];\n}\n'}],
        [{'src/a.c': 'int f (void);\nint\nf (void)\n{\n  return 3;\n}\n'}]),
    'flatpak': (
        [{PATH: MANIFEST % '"colour": 3,'}, {PATH: MANIFEST % '"finish-args": ["--share=network"],'}, {PATH: '{'},
         {PATH: MANIFEST % '"finish-args": ["--filesystem=home"],'}],
        [{PATH: MANIFEST % ''}]),
}
