/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old Excel files however they lie in their file systems, cut, tied in knots and with sizes that
 * lie: what is there is read, and what is not is said. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ingest/tv-record-source.h"
#include "tv-test-records.h"
#include "tv-test-workspace.h"
#include "tv-test-xls.h"

#define SST 0xfc
#define LABELSST 0xfd
#define NUMBER 0x203
#define LABEL 0x204
#define ROWS 300
#define SECTOR 512

static const char damaged[] = "Could not read “sales.xls”: it is damaged";

/* Rows of a text and a number, few or as many as fill some dozens of sectors. */
static void
write_book (const char *path, guint rows, TvTestXlsFlags flags)
{
  g_autoptr (GByteArray) cells = g_byte_array_new ();
  const TvTestXlsSheet sheet = { "Ventes", 0, 0, cells };

  for (guint row = 0; row < rows; row++)
    {
      tv_test_biff_add (cells, LABEL, "hhhhx", row, 0, 0, 3, 4u, "\0abc");
      tv_test_biff_add (cells, NUMBER, "hhhd", row, 1, 0, (double) row);
    }
  tv_test_xls_write (path, NULL, &sheet, 1, flags);
}

static char *
make_expected (guint rows)
{
  GString *all = g_string_new (NULL);

  for (guint row = 0; row < rows; row++)
    g_string_append_printf (all, "%u:abc[%u]", row + 1, row);
  return g_string_free (all, FALSE);
}

static char *
read_bytes (TvTestFile *fixture, gsize *out_length)
{
  char *bytes;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, out_length, NULL));
  return bytes;
}

static void
write_bytes (TvTestFile *fixture, const char *bytes, gsize length)
{
  /* Thousands of them, which no disk has to keep. */
  FILE *file = fopen (fixture->path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
assert_fails (TvTestFile *fixture, const char *beginning)
{
  g_autofree char *found = tv_test_records_read (fixture->path, NULL);

  if (strstr (found, beginning) == NULL)
    g_assert_cmpstr (found, ==, beginning);
}

static void
put_32 (char *bytes, gsize at, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    bytes[at + i] = (char) (value >> (8 * i));
}

static guint32
get_32 (const char *bytes, gsize at)
{
  const guint8 *from = (const guint8 *) bytes + at;

  return from[0] | (guint32) from[1] << 8 | (guint32) from[2] << 16 | (guint32) from[3] << 24;
}

/* Where the entry of the only stream stands. */
static gsize
find_entry (const char *bytes)
{
  return SECTOR * ((gsize) get_32 (bytes, 48) + 1) + 128;
}

static void
test_places (TvTestFile *fixture, gconstpointer data)
{
  static const TvTestXlsFlags flags[] = { 0,
                                          TV_TEST_XLS_SCATTERED,
                                          TV_TEST_XLS_LISTED,
                                          TV_TEST_XLS_SCATTERED | TV_TEST_XLS_LISTED,
                                          TV_TEST_XLS_BARE };
  static const guint rows[] = { 1, 20, 100, ROWS, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
      {
        g_autofree char *expected = make_expected (rows[k]);
        g_autofree char *found = NULL;

        write_book (fixture->path, rows[k], flags[i]);
        found = tv_test_records_read (fixture->path, NULL);
        g_assert_cmpstr (found, ==, expected);
      }
}

/* A sheet without a workbook around it. */
static void
test_single_sheet (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *found = NULL;

  tv_test_biff_add (stream, 0x809, "hhhh", 0x500, 0x10, 0, 0);
  tv_test_biff_add (stream, LABEL, "hhhhx", 0, 0, 0, 3, 3u, "abc");
  tv_test_biff_add (stream, 0xa, "");
  write_bytes (fixture, (const char *) stream->data, stream->len);
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, "1:abc]");
  sheets = tv_record_source_list_entries (fixture->path, NULL);
  g_assert_cmpuint (sheets->len, ==, 1);
  g_assert_cmpstr (((TvByteEntry *) sheets->pdata[0])->name, ==, "1");
}

/* Cut anywhere, a file never reads as if it were whole, unless nothing but filling is gone. */
static void
test_cut (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *expected = make_expected (ROWS);
  g_autofree char *bytes = NULL;
  gsize length;
  guint whole_count = 0;

  write_book (fixture->path, ROWS, 0);
  bytes = read_bytes (fixture, &length);
  for (gsize left = 0; left < length; left += left < 4096 ? 37 : 211)
    {
      g_autofree char *found = NULL;

      write_bytes (fixture, bytes, left);
      found = tv_test_records_read (fixture->path, NULL);
      whole_count += strcmp (found, expected) == 0;
      g_assert_true (strcmp (found, expected) == 0 || strstr (found, "Could not read") != NULL
                     || left < 8);
    }
  g_assert_cmpuint (whole_count, <=, 3);
}

static void
test_knots (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length, entry;
  guint32 first;

  write_book (fixture->path, ROWS, TV_TEST_XLS_LISTED);
  bytes = read_bytes (fixture, &length);
  entry = find_entry (bytes);
  first = get_32 (bytes, entry + 116);

  /* The stream comes back to its start, and says that it is long. */
  put_32 (bytes, entry + 120, 0x7fffffff);
  put_32 (bytes, SECTOR + 4 * ((gsize) first + 3), first);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
  put_32 (bytes, SECTOR + 4 * ((gsize) first + 3), first + 3);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
  /* It goes where there is no sector. */
  put_32 (bytes, SECTOR + 4 * ((gsize) first + 3), 0x00ffffff);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
  put_32 (bytes, SECTOR + 4 * ((gsize) first + 3), 0xfffffffe);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
  /* The directory is the sector behind itself. */
  put_32 (bytes, SECTOR + 4 * (gsize) get_32 (bytes, 48), get_32 (bytes, 48));
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
}

static void
test_knotted_list (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint32 list;

  write_book (fixture->path, ROWS, TV_TEST_XLS_LISTED);
  bytes = read_bytes (fixture, &length);
  list = get_32 (bytes, 68);
  /* The list of the table's sectors comes back to its start: what it names is known by then. */
  put_32 (bytes, SECTOR * ((gsize) list + 2) - 4, list);
  write_bytes (fixture, bytes, length);
  {
    g_autofree char *expected = make_expected (ROWS);
    g_autofree char *found = tv_test_records_read (fixture->path, NULL);

    g_assert_cmpstr (found, ==, expected);
  }
  put_32 (bytes, 68, 0xfffffffe);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
}

/* The tree of the directory has a ring in it; small sectors one as well. */
static void
test_knotted_names (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *expected = make_expected (20);
  g_autofree char *bytes = NULL;
  g_autofree char *found = NULL;
  gsize length, entry;

  write_book (fixture->path, 20, 0);
  bytes = read_bytes (fixture, &length);
  entry = find_entry (bytes);
  put_32 (bytes, entry + 68, 1);
  put_32 (bytes, entry + 72, 0);
  write_bytes (fixture, bytes, length);
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, expected);
  put_32 (bytes, SECTOR * ((gsize) get_32 (bytes, 60) + 1), 0);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, damaged);
}

/* A workbook in a text document is not what the person chose; without a tree, names count alone. */
static void
test_embedded (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *expected = make_expected (ROWS);
  g_autofree char *bytes = NULL;
  g_autofree char *found = NULL;
  gsize length, entry;

  write_book (fixture->path, ROWS, 0);
  bytes = read_bytes (fixture, &length);
  entry = find_entry (bytes);
  put_32 (bytes, entry - 128 + 76, 0xffffffff);
  write_bytes (fixture, bytes, length);
  found = tv_test_records_read (fixture->path, NULL);
  g_assert_cmpstr (found, ==, expected);
  /* Now the root has another stream. */
  put_32 (bytes, entry - 128 + 76, 2);
  bytes[entry + 128 + 66] = 2;
  put_32 (bytes, entry + 128 + 68, 0xffffffff);
  put_32 (bytes, entry + 128 + 72, 0xffffffff);
  write_bytes (fixture, bytes, length);
  assert_fails (fixture, "Could not read “sales.xls”: there is no workbook in it.");
}

static void
test_strangers (TvTestFile *fixture, gconstpointer data)
{
  static const struct
  {
    const char *stream, *expected;
  } strangers[]
      = { { "EncryptedPackage", "it is protected by a password; save it without one." },
          { "WordDocument", "it is a text document; save the table in it as XLSX or CSV." },
          { "PowerPoint Document", "there is no workbook in it." } };
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GPtrArray) sheets = NULL;

  g_byte_array_append (stream, (const guint8 *) "something else", 14);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      tv_test_compound_write (fixture->path, strangers[i].stream, stream, 0);
      assert_fails (fixture, strangers[i].expected);
      sheets = tv_record_source_list_entries (fixture->path, NULL);
      g_assert_null (sheets);
    }
  tv_test_compound_write (fixture->path, "Workbook", stream, 0);
  assert_fails (fixture, damaged);
  g_byte_array_set_size (stream, 0);
  tv_test_biff_add (stream, 0x409, "hhh", 0, 0x100, 0);
  tv_test_compound_write (fixture->path, "Book", stream, 0);
  assert_fails (fixture, "it is a workbook of Excel 4; save it as XLSX or CSV.");
}

static void
assert_cells (TvTestFile *fixture, GByteArray *globals, GByteArray *cells, const char *expected)
{
  const TvTestXlsSheet sheet = { "Ventes", 0, 0, cells };

  tv_test_xls_write (fixture->path, globals, &sheet, 1, 0);
  assert_fails (fixture, expected);
  g_byte_array_set_size (cells, 0);
}

static void
test_lies (TvTestFile *fixture, gconstpointer data)
{
  static const char missing[] = "it is damaged: a text that a cell refers to is missing.";
  g_autoptr (GByteArray) globals = g_byte_array_new ();
  g_autoptr (GByteArray) cells = g_byte_array_new ();

  /* A text that is not there, one that ends too early, and no texts at all. */
  tv_test_biff_add (cells, LABELSST, "hhhw", 0, 0, 0, 0);
  assert_cells (fixture, NULL, cells, missing);
  tv_test_biff_add (globals, SST, "wwt", 9000000, 9000000, "one");
  tv_test_biff_add (cells, LABELSST, "hhhw", 0, 0, 0, 0);
  tv_test_biff_add (cells, LABELSST, "hhhw", 1, 0, 0, 1);
  assert_cells (fixture, globals, cells, missing);
  g_byte_array_set_size (globals, 0);
  tv_test_biff_add (globals, SST, "wwhbb", 1, 1, 65535, 0, 'a');
  tv_test_biff_add (cells, LABELSST, "hhhw", 0, 0, 0, 0);
  assert_cells (fixture, globals, cells, damaged);
  g_byte_array_set_size (globals, 0);
  tv_test_biff_add (globals, SST, "wwhbwb", 1, 1, 1, 4, 0xfffffff0, 'a');
  tv_test_biff_add (cells, LABELSST, "hhhw", 0, 0, 0, 0);
  assert_cells (fixture, globals, cells, damaged);
  /* Records that are too short for what they are, and a text longer than its record. */
  tv_test_biff_add (cells, NUMBER, "hhhw", 0, 0, 0, 0);
  assert_cells (fixture, NULL, cells, damaged);
  tv_test_biff_add (cells, LABEL, "hhhhbb", 0, 0, 0, 60000, 1, 'a');
  assert_cells (fixture, NULL, cells, damaged);
  /* A sheet that ends with the file. */
  tv_test_biff_add (cells, 0x809, "hhhhww", 0x600, 0x10, 0, 0, 0, 0);
  assert_cells (fixture, NULL, cells, damaged);
}

/* A sheet that is said to begin where none does. */
static void
test_lost_sheet (TvTestFile *fixture, gconstpointer data)
{
  static const guint places[] = { 4, 100000, 0xfffffffe };
  g_autofree char *bytes = NULL;
  gsize length;

  write_book (fixture->path, 20, TV_TEST_XLS_BARE);
  bytes = read_bytes (fixture, &length);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      put_32 (bytes, 24, places[i]);
      write_bytes (fixture, bytes, length);
      assert_fails (fixture, damaged);
    }
}

/* A file of 256 GB of which nothing but the beginning is there is not gone through. */
static void
test_hole (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  write_book (fixture->path, 20, TV_TEST_XLS_BARE);
  bytes = read_bytes (fixture, &length);
  write_bytes (fixture, bytes, length - 4); /* without the last record */
  g_assert_cmpint (truncate (fixture->path, (off_t) 1 << 38), ==, 0);
  assert_fails (fixture, damaged);
}

/* Others cut the file, or write over it, between two rows. */
static void
test_changed (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", ",");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TvRecordSource) source = NULL;
      g_autoptr (GError) error = NULL;
      TvRecord record;
      int file;

      write_book (fixture->path, 40000, 0);
      source = tv_record_source_open (fixture->path, NULL, dialect, &error);
      g_assert_no_error (error);
      g_assert_true (tv_record_source_read (source, &record, &error));
      file = open (fixture->path, O_RDWR);
      g_assert_true (i == 0 ? ftruncate (file, 4096) == 0 : pwrite (file, "x", 1, 9000) == 1);
      close (file);
      while (tv_record_source_read (source, &record, &error))
        ;
      g_assert_nonnull (error);
      g_assert_nonnull (
          strstr (error->message, i == 0 ? "it became shorter" : "it was written to"));
    }
}

/* Any byte may be anything: there is an answer each time. */
static void
test_any_byte (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20031);
  g_autofree char *bytes = NULL;
  gsize length;

  write_book (fixture->path, 30, TV_TEST_XLS_LISTED);
  bytes = read_bytes (fixture, &length);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *changed = g_memdup2 (bytes, length);
      g_autofree char *found = NULL;

      for (guint k = 0; k < 1 + i % 4; k++)
        changed[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int (rand);
      write_bytes (fixture, changed, length);
      found = tv_test_records_read (fixture->path, NULL);
      g_assert_nonnull (found);
    }
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
  add ("/xls-damage/places", test_places);
  add ("/xls-damage/single-sheet", test_single_sheet);
  add ("/xls-damage/cut", test_cut);
  add ("/xls-damage/knots", test_knots);
  add ("/xls-damage/knotted-list", test_knotted_list);
  add ("/xls-damage/knotted-names", test_knotted_names);
  add ("/xls-damage/embedded", test_embedded);
  add ("/xls-damage/strangers", test_strangers);
  add ("/xls-damage/lies", test_lies);
  add ("/xls-damage/lost-sheet", test_lost_sheet);
  add ("/xls-damage/hole", test_hole);
  add ("/xls-damage/changed", test_changed);
  add ("/xls-damage/any-byte", test_any_byte);
  return g_test_run ();
}
