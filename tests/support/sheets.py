# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes XLSX workbooks and flat ODS for tests: sheets of rows of cells. A text is a text, a number a number, a day a day; Cell says more."""
import datetime
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'


class Cell:
    """A number or a day that its cell shows in a format of its own, or an error."""

    def __init__(self, value, form='General', is_error=False):
        self.value, self.form, self.is_error = value, form, is_error


def name_column(column):
    name = ''
    while column >= 0:
        name, column = chr(65 + column % 26) + name, column // 26 - 1
    return name


def count_days(day, is_1904):
    return (day - (datetime.date(1904, 1, 1) if is_1904 else datetime.date(1899, 12, 30))).days


def write_cell(line, column, cell, forms, is_1904):
    if cell is None:
        return ''
    if not isinstance(cell, Cell):
        cell = Cell(cell, 'dd/mm/yyyy' if isinstance(cell, datetime.date) else 'General')
    if cell.form not in forms:
        forms.append(cell.form)
    value = count_days(cell.value, is_1904) if isinstance(cell.value, datetime.date) else cell.value
    head = '<c r="%s%d" s="%d"' % (name_column(column), line, forms.index(cell.form))
    if cell.is_error:
        return '%s t="e"><v>%s</v></c>' % (head, value)
    if isinstance(value, str):
        return '%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (head, escape(value))
    return '%s><v>%r</v></c>' % (head, value)


def write_xlsx(path, sheets, is_1904=False, merges=()):
    """sheets: name -> rows, which are lists of cells; None stands for an empty one. merges: (column, first line, last line) of all sheets, of
    cells that are one, from 0 and 1. Gives the path."""
    forms, parts = ['General'], {}
    merged = ''.join('<mergeCell ref="%s%d:%s%d"/>' % (name_column(column), first, name_column(column), last) for column, first, last in merges)
    merged = merged and '<mergeCells count="%d">%s</mergeCells>' % (len(merges), merged)
    for number, rows in enumerate(sheets.values(), 1):
        body = ''.join('<row r="%d">%s</row>' % (line, ''.join(write_cell(line, column, cell, forms, is_1904) for column, cell in enumerate(row)))
                       for line, row in enumerate(rows, 1))
        parts['xl/worksheets/sheet%d.xml' % number] = '<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (MAIN, body, merged)
    parts['xl/styles.xml'] = '<styleSheet xmlns="%s"><numFmts>%s</numFmts><cellXfs>%s</cellXfs></styleSheet>' % (
        MAIN, ''.join('<numFmt numFmtId="%d" formatCode=%s/>' % (164 + i, quoteattr(form)) for i, form in enumerate(forms)),
        ''.join('<xf numFmtId="%d"/>' % (164 + i if i else 0) for i in range(len(forms))))
    parts['xl/workbook.xml'] = '<workbook xmlns="%s" xmlns:r="%s"><workbookPr date1904="%d"/><sheets>%s</sheets></workbook>' % (
        MAIN, OFFICE, is_1904, ''.join('<sheet name=%s sheetId="%d" r:id="r%d"/>' % (quoteattr(name), i, i) for i, name in enumerate(sheets, 1)))
    parts['xl/_rels/workbook.xml.rels'] = '<Relationships xmlns="%s">%s<Relationship Id="s" Type="%s/styles" Target="styles.xml"/></Relationships>' % (
        PACKAGE, ''.join('<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (i, OFFICE, i)
                         for i in range(1, len(sheets) + 1)), OFFICE)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return path


def write_ods_cell(cell, lines):
    spanned = ' table:number-rows-spanned="%d" table:number-columns-spanned="1"' % lines if lines > 1 else ''
    if lines == 0:
        return '<table:covered-table-cell/>'
    if cell is None:
        return '<table:table-cell%s/>' % spanned
    if isinstance(cell, str):
        return '<table:table-cell%s office:value-type="string"><text:p>%s</text:p></table:table-cell>' % (spanned, escape(cell))
    kind = ('date', 'date-value', cell.isoformat()) if isinstance(cell, datetime.date) else ('float', 'value', cell)
    return '<table:table-cell%s office:value-type="%s" office:%s="%s"><text:p>%s</text:p></table:table-cell>' % (spanned, *kind, cell)


def write_fods(path, sheets, is_1904=False, merges=()):
    """The same as a flat OpenDocument spreadsheet."""
    heights = {(first - 1 + i, column): 0 if i else last - first + 1 for column, first, last in merges for i in range(last - first + 1)}
    names = ''.join(' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name) for name in ('office', 'table', 'text'))
    body = ''.join('<table:table table:name=%s>%s</table:table>' % (quoteattr(name), ''.join(
        '<table:table-row>%s</table:table-row>' % ''.join(write_ods_cell(cell, heights.get((line, column), 1)) for column, cell in enumerate(row))
        for line, row in enumerate(rows))) for name, rows in sheets.items())
    epoch = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>' if is_1904 else ''
    with open(path, 'w', encoding='utf-8') as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<office:document%s office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
                  '<office:body><office:spreadsheet>%s%s</office:spreadsheet></office:body></office:document>' % (names, epoch, body))
    return path
