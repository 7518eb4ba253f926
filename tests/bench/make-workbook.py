#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-workbook.py FILE [ROWS]: writes a seeded XLSX of sales lines as Excel does (shared texts behind the sheet, dates by number format),
to measure how fast a large workbook is read."""
import random
import sys
import zipfile

HEADER = ('order', 'date', 'customer', 'product', 'quantity', 'price', 'amount', 'country', 'note')
STYLES = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>'
          '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
BOOK = ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sales" sheetId="1" r:id="rId1"/>'
        '</sheets></workbook>')
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
RELATIONS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
             'Type="%sworksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="%sstyles" Target="styles.xml"/>'
             '<Relationship Id="rId3" Type="%ssharedStrings" Target="sharedStrings.xml"/></Relationships>' % (TYPE, TYPE, TYPE))
ROOT = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="%sofficeDocument" Target="xl/workbook.xml"/></Relationships>' % TYPE)


class Texts:
    def __init__(self):
        self.numbers = {}

    def cell(self, place, text):
        return '<c r="%s" t="s"><v>%d</v></c>' % (place, self.numbers.setdefault(text, len(self.numbers)))


def make_row(row, chance, texts):
    quantity, price = chance.randint(1, 24), chance.randint(99, 9999) / 100
    return ''.join((
        '<row r="%d" spans="1:9">' % row,
        '<c r="A%d"><v>%d</v></c>' % (row, 536000 + row // 7),
        '<c r="B%d" s="1"><v>%d</v></c>' % (row, 44197 + chance.randrange(1400)),
        texts.cell('C%d' % row, 'C%06d' % chance.randrange(40000)),
        texts.cell('D%d' % row, 'Château n° %d, 75 cl' % int(chance.paretovariate(0.7)) if chance.random() < 0.97 else 'Port & frais'),
        '<c r="E%d"><v>%d</v></c><c r="F%d"><v>%s</v></c>' % (row, quantity, row, price),
        '<c r="G%d"><f>E%d*F%d</f><v>%.17g</v></c>' % (row, row, row, quantity * price),
        texts.cell('H%d' % row, chance.choice(('FR', 'DE', 'BE', 'CH', 'GB'))),
        texts.cell('I%d' % row, 'note %d' % row) if chance.random() < 0.1 else '',
        '</row>'))


def main():
    path, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500000
    chance, texts = random.Random(4711), Texts()
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in (('[Content_Types].xml', '<Types/>'), ('_rels/.rels', ROOT), ('xl/workbook.xml', BOOK),
                           ('xl/_rels/workbook.xml.rels', RELATIONS), ('xl/styles.xml', STYLES)):
            archive.writestr(name, text)
        with archive.open('xl/worksheets/sheet1.xml', 'w') as sheet:
            sheet.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet '
                        b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            header = ''.join(texts.cell('ABCDEFGHI'[i] + '1', name) for i, name in enumerate(HEADER))
            sheet.write(('<row r="1">%s</row>' % header).encode())
            for row in range(2, rows + 2):
                sheet.write(make_row(row, chance, texts).encode())
            sheet.write(b'</sheetData></worksheet>')
        with archive.open('xl/sharedStrings.xml', 'w') as shared:
            shared.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            for text in texts.numbers:
                shared.write(('<si><t>%s</t></si>' % text.replace('&', '&amp;')).encode())
            shared.write(b'</sst>')


if __name__ == '__main__':
    main()
