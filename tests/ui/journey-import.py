#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The import assistant through the real window, by the accessibility tree, with a picture of each station.

A French export in windows-1252 with semicolons below a preamble, and a workbook of several sheets, go in step by step, by the keyboard alone once the
files are chosen: the date order is answered, a rejected cell is mended, the draft is left and found again; then the import is undone and redone from the imports page, and the command line
checks each time what the window left behind. A file that cannot be read is taken off, and the quality of what came in is shown.

  journey-import.py en|fr      TASTEVIN_BUILD names the build folder; pictures go to <build>/screens/import-<language>/
"""
import os
import sys
import time
import zipfile
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from walk import T, Walk, main
from cli import good, write

SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'


def write_sheet(rows):
    """Texts in the cells themselves."""
    cells = ''.join('<row r="%d">%s</row>' % (number, ''.join('<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (chr(65 + i), number, escape(cell))
                                                              for i, cell in enumerate(row))) for number, row in enumerate(rows, 1))
    return '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (SPREADSHEET, cells)


def write_workbook(path, sheets):
    """A workbook as simple as one can be; sheets: pairs of a name and rows."""
    numbers = range(1, len(sheets) + 1)
    types = ''.join('<Override PartName="/xl/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml"/>' % part
                    for part in [('workbook', 'sheet.main')] + [('worksheets/sheet%d' % i, 'worksheet') for i in numbers])
    parts = {
        '[Content_Types].xml': '<Types xmlns="%scontent-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>%s</Types>' % (PACKAGE, types),
        '_rels/.rels': '<Relationships xmlns="%srelationships"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        % (PACKAGE, OFFICE),
        'xl/workbook.xml': '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>'
        % (SPREADSHEET, OFFICE, ''.join('<sheet name="%s" sheetId="%d" r:id="r%d"/>' % (escape(sheets[i - 1][0]), i, i) for i in numbers)),
        'xl/_rels/workbook.xml.rels': '<Relationships xmlns="%srelationships">%s</Relationships>'
        % (PACKAGE, ''.join('<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (i, OFFICE, i) for i in numbers)),
    }
    parts.update(('xl/worksheets/sheet%d.xml' % i, write_sheet(sheets[i - 1][1])) for i in numbers)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, text)
    return path


class Journey(Walk):
    name = 'import'

    def next(self, wanted, name):
        """On to the next step, which is there when it says what it is for."""
        self.session.key('alt+Right')
        self.session.wait(wanted)
        self.shot(name)

    def bring(self, *paths):
        """As a file manager would hand files to the window."""
        self.session.drive('action', 'win.import-paths', repr(list(paths)))

    def write_files(self):
        preamble = ['Domaine de l’Étoile;;;;;;', 'Ventes du 01/01/2024 au 31/12/2024;;;;;;', ';;;;;;']
        table = ['N° document;Date;Code client;Produit;Qté;Montant HT;Montant TTC']
        rows = ['D%03d;%02d/%02d/2024;C%03d;Riesling Réserve 2020;1;%d,50;%d,60' % (i, i % 12 + 1, i * 7 % 12 + 1, i % 40, i + 1, i + 6)
                for i in range(120)]
        bad = ['D900;07/88/2024;C001;Riesling Réserve 2020;1;8,00;9,60']
        self.sales = write(self.folder, 'ventes-2024-01.csv', '\r\n'.join(preamble + table + rows + bad) + '\r\n', 'cp1252')
        people = [['Code client', 'Nom', 'Prénom', 'E-mail', 'Ville']]
        people += [['C%03d' % i, 'Dupré%d' % i, 'Léa', 'lea%d@example.org' % i, 'Colmar'] for i in range(40)]
        bottles = [['Référence', 'Désignation', 'Famille', 'Prix TTC'], ['RIE20', 'Riesling Réserve 2020', 'Riesling', '9,60']]
        self.book = write_workbook(os.path.join(self.folder, 'fichiers.xlsx'),
                                   [('Lisez-moi', [['Extraction du mois'], ['Ne pas diffuser']]), ('Clients', people), ('Produits', bottles)])
        self.paper = write(self.folder, 'facture.pdf', '%PDF-1.4\n1 0 obj\n', 'cp1252')

    def read(self):
        self.bring(self.sales, self.book, self.paper)
        self.session.wait('fichiers.xlsx · Produits')
        self.session.wait('fichiers.xlsx · Clients')
        self.session.wait(T('Take it off'))
        time.sleep(1)
        self.shot('bad-file')
        self.session.click(T('Take it off'))
        self.session.wait('facture.pdf', gone=True)
        self.shot('files')
        self.session.key('alt+Right')
        self.session.wait(T('The day'))
        time.sleep(0.5)
        self.shot('reading')
        self.session.key('Return')  # the open question has the focus, its first answer is the day
        self.session.wait(T('Check now'))
        self.next(T('Which column of the file holds what.'), 'columns')

    def check(self):
        self.session.key('alt+Left')
        self.session.wait(T('The day'))
        self.session.key('alt+Right')
        self.session.wait(T('Which column of the file holds what.'))
        self.session.key('alt+Right')
        self.session.wait(T('Nothing was written yet.'))
        self.shot('check')
        assert good(self.workspace, 'info')['batches'] == 0, 'a check writes nothing'
        self.session.key(*['Tab'] * (4 + 3 + 1))  # steps, files, problem; the button had the focus
        self.session.key('space', 'Tab')
        time.sleep(0.5)
        self.session.key('ctrl+a')
        self.session.type('07/08/2024')
        self.session.key('Return')
        self.session.wait(T('Check again'))
        self.shot('mended')
        self.session.key('alt+Right')
        self.session.wait(T('Check again'), gone=True)
        time.sleep(1)

    def leave_and_return(self):
        self.session.key('Escape')
        time.sleep(0.5)
        self.session.key('ctrl+i')
        self.session.wait(T('Nothing was written yet.'))
        self.shot('draft')
        self.session.click('2. ' + T('Read as'))
        self.session.wait(T('The day'))
        self.session.click('4. ' + T('Check'))  # nothing was changed, so nothing is to be checked again
        self.session.wait(T('Nothing was written yet.'))

    def take(self):
        """By the keyboard alone: Return goes on where nothing has the focus that takes it."""
        self.session.key('Return')
        self.session.wait(T('What would change'))
        self.shot('difference')
        self.session.key('Return')
        info = self.until(lambda i: i.get('customers') == 40 and i.get('sales_lines') == 121)
        assert info['rejects'] == 0 and info['batches'] == 3 and info['products'] == 1, info
        self.session.wait(T('Finish'))
        self.shot('done')
        self.session.click(T('Undo this import'))
        self.until(lambda i: i.get('customers') == 0)
        self.session.wait(T('The import was undone'))
        self.shot('undone')
        self.session.click(T('Redo this import'))
        self.until(lambda i: i.get('customers') == 40 and i.get('sales_lines') == 121)
        self.session.click(T('Show customers'))
        self.session.wait('fichiers.xlsx ✕')
        self.shot('customers')

    def sources(self):
        self.session.go('imports')
        self.session.wait('ventes …')
        self.shot('sources')
        name = T('Undo the import of %s') % 'ventes-2024-01.csv'
        if not self.session.tree().count('ventes-2024-01.csv'):
            self.session.mouse('ventes …')
        self.session.wait(name)
        self.session.click(name)
        self.until(lambda i: i.get('sales_lines') == 0)
        name = T('Redo the import of %s') % 'ventes-2024-01.csv'
        self.session.wait(name)
        self.shot('source-undone')
        self.session.click(name)
        self.until(lambda i: i.get('sales_lines') == 121)

    def paste(self):
        """The path of a file, copied elsewhere, brings the file to any page; so the search where it is copied from keeps its own Ctrl+V."""
        self.session.go('customers')
        self.session.wait(T('Search customers'))
        self.session.drive('action', 'win.search')
        time.sleep(0.5)
        self.session.type(self.paper)
        self.session.wait(self.paper)
        self.session.key('ctrl+a', 'ctrl+c')
        time.sleep(0.5)
        self.session.go('imports')
        self.session.wait('ventes …')
        self.session.key('Tab', 'ctrl+v')
        self.session.wait(T('Take it off'))
        self.shot('pasted')
        self.session.key('Escape')

    def quality(self):
        self.session.go('data')
        self.session.wait(T('Checks that found something'))
        time.sleep(1)
        self.shot('quality')


def go(journey):
    journey.session.wait(T('Try sample data'))
    journey.write_files()
    journey.read()
    journey.check()
    journey.leave_and_return()
    journey.take()
    journey.sources()
    journey.paste()
    journey.quality()
    journey.close()


main('import', Journey, go)
