/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading ahead gives the very records of the source, whatever their size, and what went wrong with
 * the file behind them; it may be left at any record. */
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "ingest/tv-record-ahead.h"
#include "tv-test-archive.h"
#include "tv-test-workspace.h"

typedef struct
{
  char *folder;
  char *path;
  TvDialect *dialect;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = tv_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "sales.csv", NULL);
  fixture->dialect = tv_dialect_new ("UTF-8", ",");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tv_dialect_free (fixture->dialect);
  g_free (fixture->path);
  tv_test_folder_free (fixture->folder);
}

static void
assert_same (const TvRecord *one, const TvRecord *other)
{
  g_assert_cmpint (one->line, ==, other->line);
  g_assert_cmpmem (one->raw, one->raw_length, other->raw, other->raw_length);
  g_assert_cmpstr (one->problem, ==, other->problem);
  g_assert_cmpstr (one->quirk, ==, other->quirk);
  g_assert_cmpint (one->is_below_blank, ==, other->is_below_blank);
  g_assert_true ((one->passed != NULL) == (other->passed != NULL));
  if (one->passed != NULL)
    g_assert_cmpmem (one->passed->counts,
                     sizeof one->passed->counts,
                     other->passed->counts,
                     sizeof other->passed->counts);
  g_assert_cmpuint (one->field_count, ==, other->field_count);
  for (guint i = 0; i < one->field_count; i++)
    g_assert_cmpmem (one->fields[i], one->lengths[i], other->fields[i], other->lengths[i]);
}

static guint
compare_all (Fixture *fixture)
{
  g_autoptr (TvRecordSource) source
      = tv_record_source_open (fixture->path, NULL, fixture->dialect, NULL);
  g_autoptr (TvRecordAhead) ahead = tv_record_ahead_new (fixture->path, NULL, fixture->dialect);
  g_autoptr (GError) error = NULL;
  TvRecord expected = { 0 }, found = { 0 };
  guint count = 0;

  while (tv_record_source_read (source, &expected, NULL))
    {
      g_assert_true (tv_record_ahead_read (ahead, &found, &error));
      assert_same (&found, &expected);
      count++;
    }
  for (int i = 0; i < 2; i++)
    g_assert_false (tv_record_ahead_read (ahead, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tv_record_ahead_get_position (ahead),
                   ==,
                   tv_record_source_get_position (source));
  return count;
}

static void
append_cell (GString *text)
{
  static const char *const cells[]
      = { "",         "x",        "12.50",       "C001234", "\"a, b\"",      "\"a \"\"b\"\" c\"",
          "\"a\nb\"", "\"a\"b\"", "caf\303\251", "\377",    "\"a\"\"b\nc\"", "a word and another" };

  if (g_test_rand_int_range (0, 2000) == 0)
    for (int n = g_test_rand_int_range (0, 200000); n > 0; n--)
      g_string_append_c (text, 'y');
  g_string_append (text, cells[g_test_rand_int_range (0, G_N_ELEMENTS (cells))]);
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 5; round++)
    {
      g_autoptr (GString) text = g_string_new ("a,b,c\n");
      int count = g_test_rand_int_range (0, 6000);

      for (int i = 0; i < count; i++)
        {
          for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
            {
              append_cell (text);
              g_string_append_c (text, n > 1 ? ',' : '\n');
            }
          if (g_test_rand_int_range (0, 50) == 0)
            g_string_append_c (text, '\n');
        }
      g_assert_true (g_file_set_contents (fixture->path, text->str, (gssize) text->len, NULL));
      g_assert_cmpuint (compare_all (fixture), >, 0);
    }
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 30; i++)
    {
      g_string_append (text, "a,\"");
      for (int n = 0; n < 30000; n++)
        g_string_append (text, n % 7 == 0 ? "\"\"" : "x y ");
      g_string_append (text, "\",b\r\n");
    }
  g_assert_true (g_file_set_contents (fixture->path, text->str, (gssize) text->len, NULL));
  g_assert_cmpuint (compare_all (fixture), ==, 30);
}

/* An empty file has no record, and one that is not there says so at the first one. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TvRecordAhead) ahead = tv_record_ahead_new (fixture->path, NULL, fixture->dialect);
  g_autoptr (GError) error = NULL;
  TvRecord record = { 0 };

  g_assert_false (tv_record_ahead_read (ahead, &record, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tv_record_ahead_read (ahead, &record, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_cmpuint (compare_all (fixture), ==, 0);
}

/* What is wrong with a file is told behind the records that could be read. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordAhead) ahead = NULL;
  g_autofree char *packed = NULL;
  TvRecord record = { 0 };
  gsize length;
  guint count = 0;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%u,%x\n", i, (guint) g_test_rand_int ());
  tv_test_gzip_write (fixture->path, text->str, text->len);
  g_assert_true (g_file_get_contents (fixture->path, &packed, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, packed, (gssize) length / 2, NULL));
  ahead = tv_record_ahead_new (fixture->path, NULL, fixture->dialect);
  while (tv_record_ahead_read (ahead, &record, &error))
    g_assert_cmpint (record.line, ==, ++count);
  g_assert_nonnull (error);
  g_assert_cmpuint (count, >, 1000);
}

static void
test_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%u,b\n", i);
  g_assert_true (g_file_set_contents (fixture->path, text->str, (gssize) text->len, NULL));
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (TvRecordAhead) ahead = tv_record_ahead_new (fixture->path, NULL, fixture->dialect);
      TvRecord record = { 0 };

      for (int n = round == 0 ? 0 : g_test_rand_int_range (0, 20000); n > 0; n--)
        g_assert_true (tv_record_ahead_read (ahead, &record, NULL));
    }
}

static void
add (const char *name, void (*run) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, run, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/record-ahead/random", test_random);
  add ("/record-ahead/long", test_long);
  add ("/record-ahead/nothing", test_nothing);
  add ("/record-ahead/damaged", test_damaged);
  add ("/record-ahead/left", test_left);
  return g_test_run ();
}
