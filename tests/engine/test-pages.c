/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that tills and shops save under the names of workbooks, without being one: web pages, “XML
 * Spreadsheet 2003”, flat OpenDocument. */
#include <string.h>

#include "ingest/tv-ingest.h"
#include "ingest/tv-record-source.h"
#include "tv-test-records.h"
#include "tv-test-workspace.h"

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_reads (TvTestFile *fixture, const char *text, const char *entry, const char *expected)
{
  g_autofree char *found = NULL;

  write_file (fixture->path, text);
  found = tv_test_records_read (fixture->path, entry);
  g_assert_cmpstr (found, ==, expected);
}

static const struct
{
  const char *name, *text, *expected;
} pages[] = {
  { "printed by a shop",
    "<table border=1><tr><th>Code<th>Nom<th>Montant<tr><td>007<td>Ch\xe2teau<td>12,50 &euro;\n"
    "<tr><td> 008 </td><td>&Eacute;mile\n   &amp; fils</td><td>1&nbsp;234,50</td></tr></table>",
    "1:Code[Nom[Montant]2:007[Château[12,50 €]3:008[Émile & fils[1\302\240234,50]" },
  { "declared",
    "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">"
    "<table><tr><td>\xb3\xf3"
    "d\xbc</td><td>1</td></tr></table>",
    "1:łódź[1]" },
  { "declared wrongly",
    "<html><meta charset='iso-8859-1'><body><table><tr><td>Été</td><td>1</td></tr></table>",
    "1:Été[1]" },
  { "of a spreadsheet",
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\r\n<head><!--[if gte mso 9]><xml>"
    "<x:Name>Feuil1</x:Name><table><tr><td>no</td></tr></table></xml><![endif]-->\r\n"
    "<style>td > p { color: red } <table></style><script>if (a < b) print ('<table>');</script>"
    "</head><body><table x:str><col width=64><tr height=20><td class=xl24 colspan=\"2\">Ventes</td>"
    "<td>2024</td></tr><tr><td rowspan=2>F1</td><td x:num=\"12.5\">12,5</td><td></td></tr>"
    "<tr><td><b>3</b><br>x</td><td>&nbsp;</td></tr><![if supportMisalignedColumns]><tr><td>\n"
    "</td></tr><![endif]></table></body></html>",
    "1:Ventes[[2024]2:F1[12,5[]3:[3\nx[]" },
  { "tables in tables",
    "<table><tr><td><p>Title</p></td></tr><tr><td><table><thead><tr><th>a</th><th>b</th></tr>"
    "</thead><tbody><tr><td>1</td><td>2 <table><tr><td>in</td></tr></table>3</td></tr></tbody>"
    "</table></td></tr></table>",
    "1:a[b]2:1[2 3]" },
  { "references",
    "<TABLE><TR><TD>&#233;&#x20AC;&unknown; A&B &#0; &lt;b&gt;</TD><TD title='a>b'>x < y</TD>"
    "</TR></TABLE>",
    "1:é€&unknown; A&B &#0; <b>[x < y]" },
  { "a mark of its own", "\357\273\277\n<div><table id=t>\n<tr><td>a<td>b</table>", "1:a[b]" },
  { "a mark at the end", "<table><tr><td>a<td>b <", "1:a[b <]" },
  { "one column", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "1:a]2:b]" },
  { "cut off", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td rowspan='3", "1:a[b]2:c[]" },
  { "text all the same", "<b>name</b>,note\nx,<table>\n", "1:<b>name</b>[note]2:x[<table>]" },
};

static void
test_pages (TvTestFile *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_test_message ("%s", pages[i].name);
      assert_reads (fixture, pages[i].text, NULL, pages[i].expected);
    }
}

static void
test_tables (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = NULL;

  write_file (fixture->path,
              "<html><table><tr><td>Logo</td></tr></table><table><tr><td>a</td><td>b</td></tr>"
              "</table><table></table></html>");
  tables = tv_record_source_list_entries (fixture->path, NULL);
  g_assert_cmpuint (tables->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const TvByteEntry *table = g_ptr_array_index (tables, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      g_assert_cmpstr (table->name, ==, number);
      g_assert_cmpint (table->is_hidden, ==, i != 1);
    }
  assert_reads (fixture, "<table><tr><td>a<td>b</table><table><tr><td>c</table>", "2", "1:c]");
  assert_reads (fixture,
                "<table><tr><td>a</table>",
                "7",
                "Could not read “sales.xls”: there is no sheet “7” in it.");
}

/* A table as deep or as wide as nobody writes it ends in a message or a reject, and at once. */
static void
test_hostile_pages (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new ("<html>");
  g_autoptr (GString) wide = g_string_new ("<table><tr><td>a<td>b<tr>");
  g_autofree char *found = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (deep, "<table><tr><td>");
  for (int i = 0; i < 300; i++)
    g_string_append (wide, "<td rowspan=65535>x");
  g_string_append (wide, "<tr><td>c<tr>");
  for (int i = 0; i < 300; i++)
    g_string_append (wide, "<td colspan=65535 rowspan=65535>x");
  assert_reads (fixture,
                deep->str,
                NULL,
                "Could not read “sales.xls”: it holds more than 10,000 sheets.");
  write_file (fixture->path, wide->str);
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, "1:a[b]2!TOO_MANY_FIELDS]");
}

#define SHEETML                                                                                    \
  "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"                          \
  "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "                              \
  "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles/>"

static void
test_sheetml (TvTestFile *fixture, gconstpointer data)
{
  static const char book[] = SHEETML
      "<Worksheet ss:Name=\"Notes\"><Table><Row><Cell><Data>n</Data></Cell></Row></Table>"
      "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
      "<Worksheet ss:Name=\"Ventes\"><Table><Column/><Row ss:Index=\"2\"><Cell><Data "
      "ss:Type=\"String\">code &amp; nom</Data></Cell><Cell ss:MergeAcross=\"1\"><ss:Data "
      "ss:Type=\"String\"><B>da</B>te</ss:Data><Comment><ss:Data>no</ss:Data></Comment>"
      "</Cell><Cell><Data ss:Type=\"String\">x</Data></Cell></Row><Row ss:Span=\"2\"/>"
      "<Row><Cell ss:Index=\"2\"><Data ss:Type=\"DateTime\">2024-03-01T00:00:00.000"
      "</Data></Cell><Cell><Data "
      "ss:Type=\"DateTime\">2024-03-01T08:30:00.000</Data></Cell><Cell><Data "
      "ss:Type=\"DateTime\">1899-12-31T08:30:00.000</Data>"
      "</Cell><Cell><Data ss:Type=\"Number\">12.500000000000002</Data></Cell></Row>"
      "<Row><Cell><Data ss:Type=\"Boolean\">1</Data></Cell><Cell/><Cell><Data "
      "ss:Type=\"Error\">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>";
  g_autoptr (GPtrArray) sheets = NULL;

  assert_reads (
      fixture,
      book,
      "Ventes",
      "2:code & nom[date[[x]6:[2024-03-01[2024-03-01T08:30:00[08:30:00[12.5]7:TRUE[[#N/A[[]");
  assert_reads (fixture, book, "Notes", "1:n]");
  sheets = tv_record_source_list_entries (fixture->path, NULL);
  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_true (((TvByteEntry *) sheets->pdata[0])->is_hidden);
  g_assert_false (((TvByteEntry *) sheets->pdata[1])->is_hidden);
  assert_reads (fixture,
                "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
                "<Workbook "
                "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style "
                "ss:ID=\"a\"><NumberFormat "
                "ss:Format=\"00000\"/></Style><Style ss:ID=\"b\"><NumberFormat "
                "ss:Format=\"0.00\"/></Style></Styles><Worksheet><Table><Row><Cell "
                "ss:StyleID=\"a\"><Data ss:Type=\"Number\">37</Data></Cell><Cell "
                "ss:StyleID=\"b\"><Data ss:Type=\"Number\">37</Data></Cell></Row></Table>"
                "</Worksheet></Workbook>",
                NULL,
                "1:00037[37]");
  assert_reads (fixture,
                SHEETML "<Worksheet><Table><Row><Cell>",
                NULL,
                "Could not read “sales.xls”: it is damaged, or its end is missing.");
}

static void
test_flat (TvTestFile *fixture, gconstpointer data)
{
  assert_reads (fixture,
                "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/"
                "vnd.oasis.opendocument.spreadsheet\"><office:body><table:table table:name=\"A\">"
                "<table:table-row><table:table-cell office:value-type=\"float\" "
                "office:value=\"7\"/><table:table-cell><text:p>no</text:p></table:table-cell>"
                "<table:table-cell office:value-type=\"string\"><text:p>b</text:p>"
                "</table:table-cell></table:table-row></table:table></office:body>"
                "</office:document>",
                NULL,
                "1:7[[b]");
}

/* Numbers and dates of a page are texts, and are asked for their mark and order. */
static void
test_sniff (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvImportFile) file = NULL;

  write_file (fixture->path,
              "<html><body><table><tr><td colspan=6>Ventes du mois</td></tr><tr><th>N° client</th>"
              "<th>Date</th><th>N° ticket</th><th>Article</th><th>Quantité</th><th>Montant HT</th>"
              "</tr><tr><td>C1</td><td>25/03/2024</td><td>T1</td><td>Beaune</td><td>2</td>"
              "<td>1&nbsp;024,50 €</td></tr></table></body></html>");
  file = tv_ingest_sniff_book (fixture->path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->kind, ==, TV_KIND_SALES_LINES);
  g_assert_cmpint (file->date_order, ==, TV_DATE_ORDER_DMY);
  g_assert_true (file->is_date_order_sure);
  g_assert_cmpint (file->decimal_mark, ==, ',');
  g_assert_cmpuint (file->dialect->preamble_rows, ==, 1);
}

static void
add (const char *name, TvTestFileFunc run)
{
  tv_test_file_add (name, "sales.xls", run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/pages/examples", test_pages);
  add ("/pages/tables", test_tables);
  add ("/pages/hostile", test_hostile_pages);
  add ("/pages/sheetml", test_sheetml);
  add ("/pages/flat", test_flat);
  add ("/pages/sniff", test_sniff);
  return g_test_run ();
}
