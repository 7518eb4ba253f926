/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Excel 2, 3 and 4 wrote, and old programs still write: one sheet without a workbook, with
 * records of other types and places. */
#include <string.h>

#include "tv-test-records.h"
#include "tv-test-workspace.h"
#include "tv-test-xls.h"

#define FORMAT_3 0x1e
#define CODEPAGE 0x42
#define FORMAT 0x41e
#define SHEET 0x10
#define SEVERAL 0x100

static const char *const formats[] = { "General", "0", "dd/mm/yyyy", "h:mm" };

static void
assert_reads (TvTestFile *fixture, GByteArray *stream, const char *expected)
{
  g_autofree char *found = NULL;

  tv_test_biff_add (stream, 0xa, "");
  g_assert_true (
      g_file_set_contents (fixture->path, (const char *) stream->data, (gssize) stream->len, NULL));
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, expected);
  g_byte_array_set_size (stream, 0);
}

static void
add_formats (GByteArray *stream, guint type, const char *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      guint length = (guint) strlen (formats[i]);

      if (type == FORMAT)
        tv_test_biff_add (stream, type, form, 0, length, length, formats[i]);
      else
        tv_test_biff_add (stream, type, form, length, length, formats[i]);
    }
}

/* A cell has three bytes of attributes, of which the second names the format. */
static void
add_row_of_2 (GByteArray *stream, guint row)
{
  tv_test_biff_add (stream, 4, "hhbbbbx", row, 0, 0, 0, 0, 4, 4u, "Ch\xe2t");
  tv_test_biff_add (stream, 2, "hhbbbh", row, 1, 0, 0x41, 0, 65000);
  tv_test_biff_add (stream, 2, "hhbbbh", row, 2, 0, 2, 0, 45352);
  tv_test_biff_add (stream, 3, "hhbbbd", row, 3, 0, 0, 0, 12.5);
  tv_test_biff_add (stream, 3, "hhbbbd", row, 4, 0, 3, 0, 0.75);
  tv_test_biff_add (stream, 5, "hhbbbbb", row, 5, 0, 0, 0, 1, 0);
  tv_test_biff_add (stream, 5, "hhbbbbb", row, 6, 0, 0, 0, 7, 1);
  tv_test_biff_add (stream, 6, "hhbbbdb", row, 7, 0, 2, 0, 45353.0, 0);
  tv_test_biff_add (stream, 6, "hhbbbwhhb", row, 8, 0, 0, 0, 0, 0, 0xffff, 0);
  tv_test_biff_add (stream, 7, "bx", 3, 3u, "abc");
}

#define ROW_OF_2 "Chât[65000[2024-03-01[12.5[18:00:00[TRUE[#DIV/0![2024-03-02[abc]"

static void
test_2 (TvTestFile *fixture, gconstpointer data)
{
  static const guint orders[][2] = { { 0, 1 }, { 1, 0 } };
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      tv_test_biff_add (stream, 9, "hh", 2, SHEET);
      tv_test_biff_add (stream, CODEPAGE, "h", 1252);
      add_formats (stream, FORMAT_3, "bx");
      add_row_of_2 (stream, orders[i][0]);
      add_row_of_2 (stream, orders[i][1]);
      assert_reads (fixture, stream, "1:" ROW_OF_2 "2:" ROW_OF_2);
    }
}

/* Later a cell has the number of a style, and that the number of a format. */
static void
add_row_of_3 (GByteArray *stream, guint formula)
{
  tv_test_biff_add (stream, 0x204, "hhhhx", 0, 0, 0, 4, 4u, "Ch\xe2t");
  tv_test_biff_add (stream, 0x203, "hhhd", 0, 1, 1, 45352.0);
  tv_test_biff_add (stream, 0x27e, "hhhw", 0, 2, 0, 1999u << 2 | 3);
  tv_test_biff_add (stream, formula, "hhhdhh", 0, 3, 1, 45353.0, 0, 0);
  tv_test_biff_add (stream, formula, "hhhwhhhh", 0, 4, 0, 0, 0, 0xffff, 0, 0);
  tv_test_biff_add (stream, 0x207, "hx", 3, 3u, "abc");
  tv_test_biff_add (stream, 0x205, "hhhbb", 0, 5, 0, 0, 0);
}

#define ROW_OF_3 "1:Chât[2024-03-01[19.99[2024-03-02[abc[FALSE]"

static void
test_3 (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  tv_test_biff_add (stream, 0x209, "hhh", 0x300, SHEET, 0);
  add_formats (stream, FORMAT_3, "bx");
  tv_test_biff_add (stream, 0x243, "bbhhhw", 0, 0, 0, 0, 0, 0);
  tv_test_biff_add (stream, 0x243, "bbhhhw", 0, 2, 0, 0, 0, 0);
  add_row_of_3 (stream, 0x206);
  assert_reads (fixture, stream, ROW_OF_3);
}

static void
test_4 (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  tv_test_biff_add (stream, 0x409, "hhh", 0x400, SHEET, 0);
  add_formats (stream, FORMAT, "hbx");
  tv_test_biff_add (stream, 0x443, "bbhhhw", 0, 0, 0, 0, 0, 0);
  tv_test_biff_add (stream, 0x443, "bbhhhw", 0, 2, 0, 0, 0, 0);
  add_row_of_3 (stream, 0x406);
  assert_reads (fixture, stream, ROW_OF_3);
  /* What bound several sheets together was soon given up. */
  tv_test_biff_add (stream, 0x409, "hhh", 0x400, SEVERAL, 0);
  assert_reads (fixture,
                stream,
                "Could not read “sales.xls”: it is a workbook of Excel 4; save it as XLSX or CSV.");
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
  add ("/xls-oldest/2", test_2);
  add ("/xls-oldest/3", test_3);
  add ("/xls-oldest/4", test_4);
  return g_test_run ();
}
