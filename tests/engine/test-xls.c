/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old Excel files as Excel and the exporters of tills and ERPs write them: what their cells come to
 * as text, where rows and cells stand, which sheets there are. */
#include <string.h>

#include "ingest/tv-record-source.h"
#include "tv-test-records.h"
#include "tv-test-workspace.h"
#include "tv-test-xls.h"

enum
{
  FORMULA = 0x06,
  DATEMODE = 0x22,
  FILEPASS = 0x2f,
  CONTINUE = 0x3c,
  CODEPAGE = 0x42,
  MULRK = 0xbd,
  MULBLANK = 0xbe,
  RSTRING = 0xd6,
  XF = 0xe0,
  SST = 0xfc,
  LABELSST = 0xfd,
  BLANK = 0x201,
  NUMBER = 0x203,
  LABEL = 0x204,
  BOOLERR = 0x205,
  STRING = 0x207,
  ROW = 0x208,
  RK = 0x27e,
  FORMAT = 0x41e,
  SHRFMLA = 0x4bc,
  BOF = 0x809,
};

/* Styles: 0 General, 1 a date by its number, 2 a date and time by a code, 3 hours, 4 money. */
static GByteArray *
make_globals (void)
{
  static const guint formats[] = { 0, 14, 164, 165, 166 };
  GByteArray *globals = g_byte_array_new ();

  tv_test_biff_add (globals, CODEPAGE, "h", 1200);
  tv_test_biff_add (globals, FORMAT, "ht", 164, "dd/mm/yyyy\\ hh:mm");
  tv_test_biff_add (globals, FORMAT, "ht", 165, "[h]:mm");
  tv_test_biff_add (globals, FORMAT, "ht", 166, "#,##0.00 \"€\"");
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    tv_test_biff_add (globals, XF, "hhhwwww", 0, formats[i], 1, 0, 0, 0, 0);
  return globals;
}

static void
assert_reads (TvTestFile *fixture, const char *entry, const char *expected)
{
  g_autofree char *found = tv_test_records_read (fixture->path, entry);

  g_assert_cmpstr (found, ==, expected);
}

/* Writes one sheet, reads it, and frees what it was made of. */
static void
assert_sheet (TvTestFile *fixture, GByteArray *globals, GByteArray *cells, const char *expected)
{
  const TvTestXlsSheet sheet = { "Ventes", 0, 0, cells };

  tv_test_xls_write (fixture->path, globals, &sheet, 1, 0);
  assert_reads (fixture, NULL, expected);
  g_byte_array_unref (globals);
  g_byte_array_unref (cells);
}

static void
test_cells (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *globals = make_globals ();
  GByteArray *cells = g_byte_array_new ();

  tv_test_biff_add (globals, SST, "wwttt", 4, 3, "code", "Château Margaux", "007");
  tv_test_biff_add (cells, ROW, "hhhhhhw", 0, 0, 3, 255, 0, 0, 0);
  tv_test_biff_add (cells, LABELSST, "hhhw", 0, 0, 0, 0);
  tv_test_biff_add (cells, LABELSST, "hhhw", 0, 1, 0, 1);
  tv_test_biff_add (cells, LABEL, "hhht", 0, 3, 0, "œuvre “東京”");
  tv_test_biff_add (cells, LABELSST, "hhhw", 2, 0, 0, 2);
  tv_test_biff_add (cells, BLANK, "hhh", 2, 1, 1);
  tv_test_biff_add (cells, NUMBER, "hhhd", 2, 2, 0, 12.500000000000002);
  tv_test_biff_add (cells, RSTRING, "hhhthw", 2, 3, 0, "gras", 1, 0);
  tv_test_biff_add (cells, MULBLANK, "hhhhh", 3, 0, 0, 0, 1);
  tv_test_biff_add (cells, BOOLERR, "hhhbb", 4, 0, 0, 1, 0);
  tv_test_biff_add (cells, BOOLERR, "hhhbb", 4, 1, 0, 0, 0);
  tv_test_biff_add (cells, BOOLERR, "hhhbb", 4, 2, 0, 7, 1);
  tv_test_biff_add (cells, BOOLERR, "hhhbb", 4, 3, 0, 42, 1);
  assert_sheet (fixture,
                globals,
                cells,
                "1:code[Château Margaux[[œuvre “東京”]3:007[[12.5[gras]5:TRUE[FALSE[#DIV/0!["
                "#N/A]");
}

static void
test_numbers (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *cells = g_byte_array_new ();

  tv_test_biff_add (cells, RK, "hhhw", 0, 0, 0, 1234 << 2 | 2);
  tv_test_biff_add (cells, RK, "hhhw", 0, 1, 0, 1999 << 2 | 3);
  tv_test_biff_add (cells, RK, "hhhw", 0, 2, 0, (guint) -5 << 2 | 2);
  tv_test_biff_add (cells, RK, "hhhw", 0, 3, 0, 0x3ff80000); /* 1.5 */
  tv_test_biff_add (cells, RK, "hhhw", 0, 4, 0, 0x40590001); /* 100 in hundredths */
  tv_test_biff_add (cells, MULRK, "hhhwhwh", 0, 5, 4, (guint) -490 << 2 | 3, 1, 45352 << 2 | 2, 6);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 7, 0, 0.1 + 0.2);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 8, 0, 3760123456789.1);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 9, 0, 12345678901234568.0);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 10, 0, -0.0);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 11, 0, 1e20);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 12, 0, 1.5e-5);
  assert_sheet (fixture,
                make_globals (),
                cells,
                "1:1234[19.99[-5[1.5[1[-4.9[2024-03-01[0.3[3760123456789.1[12345678901234568[0["
                "100000000000000000000[0.000015]");
}

static void
add_days (GByteArray *cells)
{
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 0, 1, 45352.75);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 1, 2, 45352.5);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 2, 3, 1.5104166666666667);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 3, 9, 45352.0); /* a style that is not there */
}

static void
test_days (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *globals = make_globals ();
  GByteArray *cells = g_byte_array_new ();

  add_days (cells);
  assert_sheet (fixture,
                make_globals (),
                cells,
                "1:2024-03-01[2024-03-01T12:00:00[36:15:00[45352]");
  cells = g_byte_array_new ();
  add_days (cells);
  tv_test_biff_add (globals, DATEMODE, "h", 1);
  assert_sheet (fixture, globals, cells, "1:2028-03-02[2028-03-02T12:00:00[36:15:00[45352]");
}

#define RESULT(kind, value) kind, 0, value, 0, 0, 0, 0xffff

static void
test_formulas (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *cells = g_byte_array_new ();

  tv_test_biff_add (cells, FORMULA, "hhhdhwhw", 0, 0, 1, 45352.0, 0, 0, 4, 0);
  tv_test_biff_add (cells, FORMULA, "hhhbbbbbbhhwh", 0, 1, 0, RESULT (0, 0), 0, 0, 0);
  tv_test_biff_add (cells, SHRFMLA, "hhbbh", 0, 0, 0, 0, 0);
  tv_test_biff_add (cells, STRING, "t", "à payer");
  tv_test_biff_add (cells, FORMULA, "hhhbbbbbbhhwh", 0, 2, 0, RESULT (1, 1), 0, 0, 0);
  tv_test_biff_add (cells, FORMULA, "hhhbbbbbbhhwh", 0, 3, 0, RESULT (2, 23), 0, 0, 0);
  tv_test_biff_add (cells, FORMULA, "hhhbbbbbbhhwh", 0, 4, 0, RESULT (3, 0), 0, 0, 0);
  tv_test_biff_add (cells, STRING, "t", "of nothing");
  tv_test_biff_add (cells, 0x406, "hhhdhwhw", 0, 5, 0, 2.0, 0, 0, 4, 0);
  assert_sheet (fixture, make_globals (), cells, "1:2024-03-01[à payer[TRUE[#REF![[2]");
}

/* A text goes on in another record, there with other characters; what stands behind it goes on too.
 */
static void
test_continued (TvTestFile *fixture, gconstpointer data)
{
  static const guint8 first[] = "\5\0\0\0\5\0\0\0"
                                "\6\0\0abc",
                      second[] = "\1\xac\x20\x3d\xd8",
                      third[] = "\1\x77\xdc"
                                "\2\0\x08\1\0ab\1\0",
                      fourth[] = "\2\0"
                                 "\2\0\5\6\0\0\0\xe9\0",
                      fifth[] = "\0x123",
                      sixth[] = "456"
                                "\0\0\0"
                                "\4\0\1z\0\0\0\r\0",
                      seventh[] = "\1\n\0";
  GByteArray *globals = make_globals ();
  GByteArray *cells = g_byte_array_new ();

  tv_test_biff_add (globals, SST, "x", sizeof first - 1, first);
  tv_test_biff_add (globals, CONTINUE, "x", sizeof second - 1, second);
  tv_test_biff_add (globals, CONTINUE, "x", sizeof third - 1, third);
  tv_test_biff_add (globals, CONTINUE, "x", sizeof fourth - 1, fourth);
  tv_test_biff_add (globals, CONTINUE, "x", sizeof fifth - 1, fifth);
  tv_test_biff_add (globals, CONTINUE, "x", sizeof sixth - 1, sixth);
  tv_test_biff_add (globals, CONTINUE, "x", sizeof seventh - 1, seventh);
  for (guint i = 5; i-- > 0;)
    tv_test_biff_add (cells, LABELSST, "hhhw", 0, i, 0, i);
  assert_sheet (fixture, globals, cells, "1:abc€👷[ab[éx[[z\n]");
}

/* A text of the longest kind in a cell and behind a formula. */
static void
test_long (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *cells = g_byte_array_new ();
  g_autofree char *text = g_strnfill (8000, 'a');
  g_autofree char *expected = NULL;
  g_autofree guint8 *wide = g_malloc0 (8001);

  wide[0] = 1;
  for (guint i = 0; i < 4000; i++)
    memcpy (wide + 1 + 2 * i, "\xac\x20", 2);
  tv_test_biff_add (cells, LABEL, "hhhhbx", 0, 0, 0, 12000, 0, 8000u, text);
  tv_test_biff_add (cells, CONTINUE, "x", 8001u, wide);
  tv_test_biff_add (cells, FORMULA, "hhhbbbbbbhhwh", 0, 1, 0, RESULT (0, 0), 0, 0, 0);
  tv_test_biff_add (cells, STRING, "hbx", 8001, 0, 8000u, text);
  tv_test_biff_add (cells, CONTINUE, "bb", 0, 'z');
  tv_test_biff_add (cells, NUMBER, "hhhd", 1, 0, 0, 2.0);
  {
    GString *all = g_string_new ("1:");

    g_string_append (all, text);
    for (guint i = 0; i < 4000; i++)
      g_string_append (all, "€");
    g_string_append_printf (all, "[%sz]2:2[]", text);
    expected = g_string_free (all, FALSE);
  }
  assert_sheet (fixture, make_globals (), cells, expected);
}

/* What writers leave behind texts, half characters, and lines of other systems. */
static void
test_odd_texts (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *cells = g_byte_array_new ();

  tv_test_biff_add (cells, LABEL, "hhhhbx", 0, 0, 0, 6, 0, 6u, "ab\r\nc\0");
  tv_test_biff_add (cells,
                    LABEL,
                    "hhhhbx",
                    0,
                    1,
                    0,
                    3,
                    1,
                    6u,
                    "a\0\x3d\xd8"
                    "b\0");
  tv_test_biff_add (cells, LABEL, "hhhhbx", 0, 2, 0, 2, 1, 4u, "\x77\xdc\x3d\xd8");
  tv_test_biff_add (cells, LABEL, "hhhh", 0, 3, 0, 0);
  assert_sheet (fixture,
                make_globals (),
                cells,
                "1:ab\nc[a\357\277\275b[\357\277\275\357\277\275]");
}

/* Rows may come in any order, and cells in them; what comes last stands in the cell. */
static void
test_order (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *cells = g_byte_array_new ();

  for (guint column = 0; column < 2; column++)
    for (guint row = 0; row < 3; row++)
      {
        tv_test_biff_add (cells, FORMULA, "hhhbbbbbbhhwh", row, column, 0, RESULT (0, 0), 0, 0, 0);
        tv_test_biff_add (cells, STRING, "hbb", 3, 0, 'a' + row);
        tv_test_biff_add (cells, CONTINUE, "bbb", 0, '0' + column, '!');
      }
  tv_test_biff_add (cells, NUMBER, "hhhd", 1, 0, 0, 7.0);
  tv_test_biff_add (cells, NUMBER, "hhhd", 60000, 1, 0, 8.0);
  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 3, 0, 9.0);
  assert_sheet (fixture, make_globals (), cells, "1:a0![a1![[9]2:7[b1![[]3:c0![c1![[]60001:[8[[]");
}

/* More than is put in order in one go, as one column below the other. */
static void
test_large_order (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) cells = g_byte_array_new ();
  g_autofree char *text = g_strnfill (200, 'x');
  const TvTestXlsSheet sheet = { "Ventes", 0, 0, cells };
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", ",");
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordSource) source = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  TvRecord record;
  guint count = 0;

  for (guint column = 0; column < 5; column++)
    for (guint row = 0; row < 16000; row++)
      if (column < 4)
        tv_test_biff_add (cells, LABEL, "hhht", row, column, 0, text);
      else
        tv_test_biff_add (cells, RK, "hhhw", row, column, 0, row << 2 | 2);
  tv_test_xls_write (fixture->path, NULL, &sheet, 1, TV_TEST_XLS_BARE);
  source = tv_record_source_open (fixture->path, NULL, dialect, &error);
  g_assert_no_error (error);
  for (; tv_record_source_read (source, &record, &error); count++)
    {
      g_autofree char *number = g_strdup_printf ("%u", count);

      g_assert_cmpint (record.line, ==, count + 1);
      g_assert_cmpuint (record.field_count, ==, 5);
      g_assert_cmpuint (record.lengths[3], ==, 200);
      g_assert_cmpmem (record.fields[4], record.lengths[4], number, strlen (number));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 16000);
  g_clear_pointer (&source, tv_record_source_free);
  g_cancellable_cancel (cancellable);
  source = tv_record_source_open_with (fixture->path, NULL, dialect, progress, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (source);
}

/* A chart in a sheet has cells of its own, which are not the sheet's. */
static void
test_chart (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *cells = g_byte_array_new ();

  tv_test_biff_add (cells, NUMBER, "hhhd", 0, 0, 0, 1.0);
  tv_test_biff_add (cells, BOF, "hhhhww", 0x600, 0x20, 0, 0, 0, 0);
  tv_test_biff_add (cells, NUMBER, "hhhd", 1, 0, 0, 2.0);
  tv_test_biff_add (cells, 0xa, "");
  tv_test_biff_add (cells, NUMBER, "hhhd", 2, 0, 0, 3.0);
  assert_sheet (fixture, make_globals (), cells, "1:1]3:3]");
}

static void
test_sheets (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) one = g_byte_array_new ();
  g_autoptr (GByteArray) two = g_byte_array_new ();
  const TvTestXlsSheet sheets[] = { { "Graphe", 0, 2, NULL },
                                    { "Macro", 0, 1, NULL },
                                    { "Notes", 1, 0, one },
                                    { "Ventes – été", 0, 0, two },
                                    { "Interne", 2, 0, NULL } };
  static const struct
  {
    const char *name;
    gboolean is_hidden;
  } expected[] = { { "Notes", TRUE }, { "Ventes – été", FALSE }, { "Interne", TRUE } };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_biff_add (one, NUMBER, "hhhd", 0, 0, 0, 1.0);
  tv_test_biff_add (two, NUMBER, "hhhd", 0, 0, 0, 2.0);
  tv_test_xls_write (fixture->path, NULL, sheets, G_N_ELEMENTS (sheets), 0);
  entries = tv_record_source_list_entries (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpstr (((TvByteEntry *) entries->pdata[i])->name, ==, expected[i].name);
      g_assert_true (((TvByteEntry *) entries->pdata[i])->is_hidden == expected[i].is_hidden);
    }
  assert_reads (fixture, NULL, "1:2]");
  assert_reads (fixture, "Notes", "1:1]");
  assert_reads (fixture, "Interne", "");
  assert_reads (fixture, "Graphe", "Could not read “sales.xls”: there is no sheet “Graphe” in it.");
}

/* Before Excel 97 texts were bytes in a code page. */
static void
test_pages (TvTestFile *fixture, gconstpointer data)
{
  static const struct
  {
    guint page;
    const char *bytes, *expected;
  } pages[] = { { 1252, "Ch\xe2teau 5\x80", "1:Château 5€]" },
                { 1251, "\xcf\xf0\xe8\xe2\xe5\xf2", "1:Привет]" },
                { 0x8000, "Ch\x89teau", "1:Château]" },
                { 932, "\x93\x8c\x8b\x9e", "1:東京]" },
                { 65500, "\xe9", "1:é]" },
                { 1252, "Ch\xc3\xa2teau", "1:ChÃ¢teau]" },
                { 0, "Ch\xc3\xa2teau", "1:Château]" },
                { 0, "Ch\xe2teau", "1:Château]" },
                { 1252, "a\x81", "1!BAD_ENCODING]" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GByteArray) globals = g_byte_array_new ();
      g_autoptr (GByteArray) cells = g_byte_array_new ();
      const TvTestXlsSheet sheet = { "Ventes", 0, 0, cells };
      guint length = (guint) strlen (pages[i].bytes);

      if (pages[i].page != 0)
        tv_test_biff_add (globals, CODEPAGE, "h", pages[i].page);
      tv_test_biff_add (cells, LABEL, "hhhhx", 0, 0, 0, length, length, pages[i].bytes);
      tv_test_xls_write (fixture->path, globals, &sheet, 1, TV_TEST_XLS_OLD);
      assert_reads (fixture, NULL, pages[i].expected);
    }
}

/* What scripts of shops write: a sheet without a workbook, of no version. */
static void
test_script (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  tv_test_biff_add (stream, BOF, "hhhh", 0, 0x10, 0, 0);
  tv_test_biff_add (stream, LABEL, "hhhhx", 0, 0, 0, 5, 5u, "caf\xc3\xa9");
  tv_test_biff_add (stream, NUMBER, "hhhd", 0, 1, 0, 12.5);
  tv_test_biff_add (stream, 0xa, "");
  g_assert_true (
      g_file_set_contents (fixture->path, (const char *) stream->data, (gssize) stream->len, NULL));
  assert_reads (fixture, NULL, "1:café[12.5]");
}

static void
test_password (TvTestFile *fixture, gconstpointer data)
{
  GByteArray *globals = make_globals ();

  tv_test_biff_add (globals, FILEPASS, "hhhh", 1, 1, 1, 0x4711);
  assert_sheet (fixture,
                globals,
                g_byte_array_new (),
                "Could not read “sales.xls”: it is protected by a password; save it without one.");
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
  add ("/xls/cells", test_cells);
  add ("/xls/numbers", test_numbers);
  add ("/xls/days", test_days);
  add ("/xls/formulas", test_formulas);
  add ("/xls/continued", test_continued);
  add ("/xls/long", test_long);
  add ("/xls/odd-texts", test_odd_texts);
  add ("/xls/order", test_order);
  add ("/xls/large-order", test_large_order);
  add ("/xls/chart", test_chart);
  add ("/xls/sheets", test_sheets);
  add ("/xls/pages", test_pages);
  add ("/xls/script", test_script);
  add ("/xls/password", test_password);
  return g_test_run ();
}
