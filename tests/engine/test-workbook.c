/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks as Excel, LibreOffice, Google Sheets, openpyxl and exporters of tills and ERPs write
 * them: what their cells come to as text, where rows and cells stand, which sheets there are. */
#include <glib/gstdio.h>
#include <string.h>

#include "ingest/tv-record-source.h"
#include "tv-test-archive.h"
#include "tv-test-records.h"
#include "tv-test-workspace.h"

/* The cells of a style: number formats 0 General, 1 built-in date, 2 custom date and time, 3 hours,
 * 4 money, 5 time. */
#define STYLES                                                                                       \
  "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm;@\"/>"              \
  "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/>"                                                 \
  "<numFmt numFmtId=\"166\" formatCode=\"#,##0.00\\ [$€-40C];[Red]\\-#,##0.00&quot; dym&quot;\"/>" \
  "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"                                     \
  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"><alignment/></xf>"         \
  "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"21\"/></cellXfs>"                      \
  "<cellStyles><cellStyle xfId=\"0\"/></cellStyles><dxfs><dxf><numFmt numFmtId=\"0\" "               \
  "formatCode=\"yyyy\"/></dxf></dxfs>"

static const struct
{
  const char *name, *rows, *strings, *expected;
} examples[] = {
  { "excel",
    "<row r=\"1\" spans=\"1:3\" x14ac:dyDescent=\"0.25\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
    "<c r=\"B1\" s=\"1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" s=\"1\"><v>45352</v></c>"
    "<c r=\"C2\"><v>12.500000000000002</v></c></row>",
    "<si><t>code</t></si><si><t>date</t></si><si><t>amount</t></si><si><t>007</t></si>",
    "1:code[date[amount]2:007[2024-03-01[12.5]" },
  { "gaps",
    "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"><v>2</v></c></row>"
    "<row r=\"7\"><c r=\"C7\"><v>3</v></c></row><row r=\"9\" spans=\"1:4\"/>"
    "<row r=\"10\"><c r=\"A10\" s=\"1\"/><c r=\"Z10\" s=\"4\"/></row>"
    "<row r=\"11\"><c r=\"A11\"><v>4</v></c></row>",
    NULL,
    "3:[1[[2]7:[[3[]11:4[[[]" },
  { "both a value and a text",
    "<row><c t=\"inlineStr\"><v>1.0</v><is><t>1.</t></is></c>"
    "<c t=\"inlineStr\"><is><t>2.</t></is><v>2.0</v></c></row>",
    NULL,
    "1:1.[2.]" },
  { "no places",
    "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>a</t></is></c></row><row><c><v>2</v></c></row>",
    NULL,
    "1:1[a]2:2[]" },
  { "types",
    "<row r=\"1\"><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c>"
    "<c t=\"str\"><f>A1&amp;\"x\"</f><v> a&amp;b </v></c><c t=\"d\" s=\"1\"><v>2024-03-01T00:00:00"
    "</v></c><c t=\"n\"><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c><v/></c>"
    "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
    NULL,
    "1:TRUE[FALSE[#N/A[ a&b [2024-03-01[2[[[#DIV/0!]" },
  { "rich text",
    "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
    "<c t=\"s\"><v>3</v></c></row>",
    "<si><r><rPr><b/><t>no</t></rPr><t xml:space=\"preserve\">Château </t></r><r><t>Margaux</t></r>"
    "</si><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr "
    "fontId=\"1\"/></si>"
    "<si><t/></si><si><t>a_x000D_\nb_x005F_x000D_</t></si>",
    "1:Château Margaux[東京[[a\nb_x000D_]" },
  { "text of a formula",
    "<row r=\"1\"><c t=\"str\"><f>A1&amp;CHAR(13)</f><v>a_x000D_\nb</v></c>"
    "<c t=\"e\"><v>_x000D_</v></c></row>",
    NULL,
    "1:a\nb[_x000D_]" },
  { "prefixes",
    "<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row>",
    NULL,
    "1:a]" },
  { "dates",
    "<row r=\"1\"><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c>"
    "<c s=\"1\"><v>61</v></c><c s=\"1\"><v>45352.75</v></c><c s=\"2\"><v>40513.351388888892</v></c>"
    "<c s=\"2\"><v>45352.9999999999</v></c><c s=\"3\"><v>1.5104166666666667</v></c>"
    "<c s=\"5\"><v>0.604166666666667</v></c><c s=\"1\"><v>-5</v></c><c s=\"1\"><v>2958466</v></c>"
    "<c s=\"1\"><v>2958465</v></c><c s=\"1\"><v>0</v></c><c s=\"1\" t=\"str\"><v>n/a</v></c></row>",
    NULL,
    "1:1900-01-01[1900-02-28[1900-02-29[1900-03-01[2024-03-01[2010-12-01T08:26:00["
    "2024-03-02T00:00:00[36:15:00[14:30:00[-5[2958466[9999-12-31[0[n/a]" },
  { "numbers",
    "<row r=\"1\"><c><v>0.1</v></c><c><v>0.30000000000000004</v></c><c><v>1E+20</v></c>"
    "<c><v>3.7601234567891E12</v></c><c><v>12345678901234567</v></c><c s=\"4\"><v>-4.90</v></c>"
    "<c><v>1.5E-05</v></c><c><v>-0</v></c><c><v>1e300</v></c><c><v> 7 </v></c><c><v>07.0</v></c>"
    "<c><v>0x1F</v></c><c><v>1.0000000000000002</v></c><c><v>.5</v></c><c><v>9.995</v></c></row>",
    NULL,
    "1:0.1[0.3[100000000000000000000[3760123456789.1[12345678901234567[-4.9[0.000015[0[1e+300[7[7["
    "0x1F[1[0.5[9.995]" },
  { "references",
    "<row r=\"1\"><c t=\"inlineStr\"><is><t>&lt;&#233;&#x20AC;&gt;&quot;&apos;</t></is></c>"
    "<c t=\"inlineStr\"><is><t><![CDATA[<&amp;>]]></t></is></c><!-- <c> --><?x <c>?>"
    "<c t='inlineStr'><is><t>l1\r\nl2</t></is></c></row>",
    NULL,
    "1:<é€>\"'[<&amp;>[l1\nl2]" },
  { "too many cells",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"IV2\"><v>1</v></c><c><v>2"
    "</v></c></row>",
    NULL,
    "1:1]2!TOO_MANY_FIELDS]" },
  { "cells apart from the table",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"XFD2\"><v>1"
    "</v></c></row><row r=\"3\"><c r=\"A3\"><v>3</v></c><c r=\"IX3\"><v>9</v></c></row>",
    NULL,
    "1:1]3:3]" },
  { "bad text",
    "<row r=\"1\"><c t=\"str\"><v>a\xff</v></c></row><row r=\"2\"><c><v>1</v></c></row>",
    NULL,
    "1!BAD_ENCODING]2:1]" },
  { "no text",
    "<row r=\"1\"><c t=\"s\"><v>5</v></c></row>",
    "<si><t>a</t></si>",
    "Could not read “sales.xlsx”: it is damaged: a text that a cell refers to is missing." },
  { "entity",
    "<row r=\"1\"><c t=\"str\"><v>&xxe;</v></c></row>",
    NULL,
    "Could not read “sales.xlsx”: it is damaged, or its end is missing." },
  { "cut",
    "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></sheetData></worksheet><!--",
    NULL,
    "1:1]Could not read “sales.xlsx”: it is damaged, or its end is missing." },
};

static void
test_examples (TvTestFile *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *found = NULL;

      tv_test_xlsx_write (fixture->path, examples[i].rows, examples[i].strings, STYLES, "");
      found = tv_test_records_read (fixture->path, NULL);
      if (strcmp (found, examples[i].expected) != 0)
        g_test_message ("%s", examples[i].name);
      g_assert_cmpstr (found, ==, examples[i].expected);
    }
}

static void
test_1904 (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  tv_test_xlsx_write (fixture->path,
                      "<row r=\"1\"><c s=\"1\"><v>0</v></c><c s=\"1\"><v>43890</v></c>"
                      "<c s=\"2\"><v>43890.5</v></c></row>",
                      NULL,
                      STYLES,
                      "date1904=\"1\"");
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, "1:1904-01-01[2024-03-01[2024-03-01T12:00:00]");
}

/* Excel for Mac writes an extension of the same name that says nothing of days. */
static void
test_1904_extended (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  tv_test_xlsx_write (
      fixture->path,
      "<row r=\"1\"><c s=\"1\"><v>43890</v></c></row>",
      NULL,
      STYLES,
      "date1904=\"1\"/><x14:workbookPr xmlns:x14=\"urn:x14\" defaultImageDpi=\"9\"");
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, "1:2024-03-01]");
}

static const struct
{
  const char *code;
  const char *expected; /* of 45352.5 */
} formats[] = {
  { "General", "45352.5" },
  { "0.00", "45352.5" },
  { "0.00E+00", "45352.5" },
  { "#,##0 \"days\"", "45352.5" },
  { "\"y\"0", "45352.5" },
  { "[Red]0;[Blue]yyyy", "45352.5" },
  { "@", "45352.5" },
  { "_-* #,##0.00 _d_-", "45352.5" },
  { "[$-409]d-mmm-yy;@", "2024-03-01" },
  { "mmm-yy", "2024-03-01" },
  { "mmmm", "2024-03-01" },
  { "yyyy\\-mm\\-dd", "2024-03-01" },
  { "JJ/MM/AAAA", "2024-03-01" },
  { "[$-40C]dddd\\ d\\ mmmm\\ yyyy", "2024-03-01" },
  { "m/d/yy h:mm", "2024-03-01T12:00:00" },
  { "yyyy-mm-dd\"T\"hh:mm:ss.000", "2024-03-01T12:00:00" },
  { "d/m/yyyy\\ h:mm\\ AM/PM", "2024-03-01T12:00:00" },
  { "[hh]:mm:ss", "1088460:00:00" },
};

static void
test_formats (TvTestFile *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *code = g_markup_escape_text (formats[i].code, -1);
      g_autofree char *styles
          = g_strdup_printf ("<numFmts><numFmt numFmtId=\"200\" formatCode=\"%s\"/></numFmts>"
                             "<cellXfs><xf numFmtId=\"200\"/></cellXfs>",
                             code);
      g_autofree char *expected = g_strdup_printf ("1:%s]", formats[i].expected);
      g_autofree char *found = NULL;

      tv_test_xlsx_write (fixture->path,
                          "<row r=\"1\"><c s=\"0\"><v>45352.5</v></c></row>",
                          NULL,
                          styles,
                          "");
      found = tv_test_records_read (fixture->path, NULL);
      g_assert_cmpstr (found, ==, expected);
    }
}

static const struct
{
  const char *code, *number, *expected;
} codes[] = {
  { "00000", "37", "00037" },
  { "00000", "123456", "123456" },
  { "00000", "0", "00000" },
  { "00000", "12.5", "12.5" },
  { "00000", "-37", "-37" },
  { "00000;-00000", "37", "00037" },
  { "0#\" \"##\" \"##\" \"##\" \"##", "612345678", "0612345678" },
  { "000\\-00", "37", "00037" },
  { "#,##0", "37", "37" },
  { "#\\ ##0", "1037", "1037" },
  { "00.00", "7", "7" },
  { "\"C\"0000", "37", "37" },
  { "00\" h\"", "7", "7" },
  { "00%", "7", "7" },
  { "00000000000000000000", "37", "37" },
};

/* A code whose noughts are in its format alone is the same as one that was typed as text. */
static void
test_noughts (TvTestFile *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *code = g_markup_escape_text (codes[i].code, -1);
      g_autofree char *styles
          = g_strdup_printf ("<numFmts><numFmt numFmtId=\"200\" formatCode=\"%s\"/></numFmts>"
                             "<cellXfs><xf numFmtId=\"200\"/></cellXfs>",
                             code);
      g_autofree char *row
          = g_strdup_printf ("<row r=\"1\"><c s=\"0\"><v>%s</v></c></row>", codes[i].number);
      g_autofree char *expected = g_strdup_printf ("1:%s]", codes[i].expected);
      g_autofree char *found = NULL;

      tv_test_xlsx_write (fixture->path, row, NULL, styles, "");
      found = tv_test_records_read (fixture->path, NULL);
      if (!g_str_equal (found, expected))
        g_test_message ("%s of %s", codes[i].code, codes[i].number);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* As SAP and Java exporters may name and order parts; charts and hidden sheets among the others. */
static const TvTestPart several[] = {
  { "[Content_Types].xml", "<Types/>", FALSE },
  { "xl\\sharedStrings.xml", "<sst><si><t>late</t></si></sst>", FALSE },
  { "xl\\worksheets\\second.xml",
    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
    FALSE },
  { "xl\\worksheets\\first.xml", "<worksheet><sheetData/></worksheet>", FALSE },
  { "xl\\chartsheets\\sheet1.xml", "<chartsheet/>", FALSE },
  { "xl\\workbook.xml",
    "<workbook><sheets><sheet name=\"Chart\" r:id=\"rId9\"/><sheet name=\"Notes\" state=\"hidden\" "
    "r:id=\"rId1\"/><sheet name=\"Ventes &amp; retours\" r:id=\"rId2\"/></sheets></workbook>",
    FALSE },
  { "xl\\_rels\\workbook.xml.rels",
    "<Relationships><Relationship Id=\"rId9\" Type=\"x/chartsheet\" "
    "Target=\"chartsheets/sheet1.xml\""
    "/><Relationship Id=\"rId2\" Type=\"x/worksheet\" "
    "Target=\"./worksheets/../worksheets/second.xml"
    "\"/><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"/xl/worksheets/first.xml\"/>"
    "</Relationships>",
    FALSE },
};

static void
test_sheets (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *first = NULL;
  g_autofree char *named = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *absent = NULL;

  tv_test_zip_write (fixture->path, several, G_N_ELEMENTS (several));
  sheets = tv_record_source_list_entries (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_cmpstr (((TvByteEntry *) sheets->pdata[0])->name, ==, "Notes");
  g_assert_true (((TvByteEntry *) sheets->pdata[0])->is_hidden);
  g_assert_cmpstr (((TvByteEntry *) sheets->pdata[1])->name, ==, "Ventes & retours");
  g_assert_false (((TvByteEntry *) sheets->pdata[1])->is_hidden);
  first = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (first, ==, "1:late]");
  named = tv_test_records_read (fixture->path, "Ventes & retours");
  g_assert_cmpstr (named, ==, "1:late]");
  hidden = tv_test_records_read (fixture->path, "Notes");
  g_assert_cmpstr (hidden, ==, "");
  absent = tv_test_records_read (fixture->path, "Chart");
  g_assert_cmpstr (absent, ==, "Could not read “sales.xlsx”: there is no sheet “Chart” in it.");
}

static const struct
{
  const char *rows, *expected;
} ods_examples[] = {
  { "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>code</text:p>"
    "</table:table-cell><table:table-cell office:value-type=\"date\" "
    "office:date-value=\"2024-03-01\">"
    "<text:p>01/03/24</text:p></table:table-cell><table:table-cell office:value-type=\"float\" "
    "office:value=\"12.5\"><text:p>12,50</text:p></table:table-cell>"
    "<table:table-cell table:number-columns-repeated=\"1021\"/></table:table-row>",
    "1:code[2024-03-01[12.5]" },
  { "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
    "office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"7\" "
    "table:number-columns-repeated=\"2\"><text:p>7 €</text:p></table:table-cell></table:table-row>"
    "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>",
    "1:7[7]2:7[7]3:7[7]" },
  { "<table:table-row table:number-rows-repeated=\"4\"><table:table-cell/></table:table-row>"
    "<table:table-header-rows><table:table-row><table:table-cell office:value-type=\"boolean\" "
    "office:boolean-value=\"1\"/><table:covered-table-cell/><table:table-cell "
    "office:value-type=\"percentage\" office:value=\"0.2\"/><table:table-cell "
    "office:value-type=\"time\" office:time-value=\"PT14H30M05S\"/></table:table-row>"
    "</table:table-header-rows>",
    "5:TRUE[[0.2[14:30:05]" },
  { "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>no"
    "</text:p></office:annotation><text:p>a<text:s "
    "text:c=\"2\"/>b<text:span>c<text:tab/></text:span>"
    "</text:p><text:p>d<text:line-break/>e</text:p></table:table-cell><table:table-cell "
    "office:value-type=\"date\" office:date-value=\"2024-03-01T08:30:00\"/><table:table-cell "
    "office:value-type=\"string\" office:string-value=\"x&amp;y\"><text:p>z</text:p>"
    "</table:table-cell></table:table-row>",
    "1:a  bc\t\nd\ne[2024-03-01T08:30:00[x&y]" },
  { "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"37\">"
    "<text:p>00037</text:p></table:table-cell><table:table-cell office:value-type=\"float\" "
    "office:value=\"0\"><text:p>000</text:p></table:table-cell><table:table-cell "
    "office:value-type=\"float\" office:value=\"0.5\"><text:p>01</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"float\" office:value=\"7\"><text:p>07,00</text:p>"
    "</table:table-cell></table:table-row>",
    "1:00037[000[0.5[7]" },
};

static void
test_ods (TvTestFile *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ods_examples); i++)
    {
      g_autofree char *tables
          = g_strdup_printf ("<table:table table:name=\"A\">%s</table:table><table:table "
                             "table:name=\"B\" table:style-name=\"ta2\"><table:table-row>"
                             "<table:table-cell office:value-type=\"float\" office:value=\"2\"/>"
                             "</table:table-row></table:table>",
                             ods_examples[i].rows);
      g_autoptr (GPtrArray) sheets = NULL;
      g_autofree char *found = NULL;
      g_autofree char *second = NULL;

      tv_test_ods_write (fixture->path, tables);
      found = tv_test_records_read (fixture->path, NULL);
      g_assert_cmpstr (found, ==, ods_examples[i].expected);
      second = tv_test_records_read (fixture->path, "B");
      g_assert_cmpstr (second, ==, "1:2]");
      sheets = tv_record_source_list_entries (fixture->path, NULL);
      g_assert_cmpuint (sheets->len, ==, 2);
      g_assert_true (((TvByteEntry *) sheets->pdata[1])->is_hidden);
    }
}

static void
test_ods_password (TvTestFile *fixture, gconstpointer data)
{
  static const TvTestPart parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", FALSE },
    { "content.xml", "\001\002\003", FALSE },
    { "META-INF/manifest.xml",
      "<m:manifest "
      "xmlns:m=\"urn:m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
      FALSE },
  };
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_zip_write (fixture->path, parts, G_N_ELEMENTS (parts));
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_nonnull (strstr (found, "it is protected by a password"));
  sheets = tv_record_source_list_entries (fixture->path, &error);
  g_assert_null (sheets);
  g_assert_nonnull (strstr (error->message, "it is protected by a password"));
}

static void
add (const char *name, TvTestFileFunc run)
{
  tv_test_file_add (name, "sales.xlsx", run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/workbook/examples", test_examples);
  add ("/workbook/1904", test_1904);
  add ("/workbook/1904-extended", test_1904_extended);
  add ("/workbook/formats", test_formats);
  add ("/workbook/noughts", test_noughts);
  add ("/workbook/sheets", test_sheets);
  add ("/workbook/ods", test_ods);
  add ("/workbook/ods-password", test_ods_password);
  return g_test_run ();
}
