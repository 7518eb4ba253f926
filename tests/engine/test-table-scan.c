/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a table from the pages of the file: the rows that SQLite gives, or none at all. The table
 * is that of the sales lines, filled at random: integers of every width, deleted rows, long texts,
 * and then bytes changed behind the program's back. */
#include "store/tv-table-scan.h"

#include <string.h>

#include <glib/gstdio.h>

#include "store/tv-store.h"
#include "tv-test-workspace.h"

#define ROUNDS 12
#define DAMAGES 150

static const char *const names[]
    = { "id",          "batch_id", "line",      "customer_ref_id", "product_ref_id",
        "order_day",   "doc_ref",  "qty_milli", "amount_ht_cents", "amount_ttc_cents",
        "margin_cents" };

#define N_NAMES G_N_ELEMENTS (names)
#define DOC 6

typedef struct
{
  const TvTableScan *scan;
  GString *text;
  gint64 count, limit; /* rows to end after, 0 = none */
} Dump;

static gboolean
dump_row (const TvTableRow *row, gpointer data)
{
  Dump *dump = data;

  g_string_append_printf (dump->text, "%" G_GINT64_FORMAT, row->id);
  for (guint i = 1; i < N_NAMES; i++)
    {
      guint column = (guint) tv_table_scan_find_column (dump->scan, names[i]);
      gint64 value;
      gsize length;

      g_string_append_c (dump->text, '|');
      if (i == DOC)
        {
          const char *text = tv_table_row_get_text (row, column, &length);

          g_assert_nonnull (text);
          g_string_append_len (dump->text, text, (gssize) length);
        }
      else if (!tv_table_row_is_null (row, column))
        {
          g_assert_true (tv_table_row_get_integer (row, column, &value));
          g_string_append_printf (dump->text, "%" G_GINT64_FORMAT, value);
        }
    }
  g_string_append_c (dump->text, '\n');
  return ++dump->count != dump->limit;
}

/* Takes whatever there is. */
static gboolean
touch_row (const TvTableRow *row, gpointer data)
{
  guint64 *sum = data;
  gint64 value;
  gsize length;

  for (guint i = 0; i < TV_TABLE_COLUMNS; i++)
    {
      const char *text = tv_table_row_get_text (row, i, &length);

      for (gsize k = 0; text != NULL && k < length; k++)
        *sum += (guchar) text[k];
      if (tv_table_row_get_integer (row, i, &value))
        *sum += (guint64) value;
    }
  return TRUE;
}

/* A number of 1 to 63 bits, of either sign. */
static gint64
draw (GRand *rand)
{
  guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);

  return (gint64) (bits >> g_rand_int_range (rand, 1, 64)) * (g_rand_boolean (rand) ? 1 : -1);
}

static void
make_workspace (const char *path, GRand *rand, guint count, guint longest)
{
  g_autoptr (GString) sql = g_string_new ("PRAGMA foreign_keys = OFF; BEGIN;");
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);

  g_assert_no_error (error);
  tv_store_close (store);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *doc = g_strnfill ((gsize) g_rand_int_range (rand, 0, (int) longest), 'd');
      gint64 figures[8];

      for (guint k = 0; k < G_N_ELEMENTS (figures); k++)
        figures[k] = draw (rand);
      g_string_append_printf (sql,
                              "INSERT INTO sales_line VALUES (NULL, %d, %" G_GINT64_FORMAT
                              ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                              ", '%s', %s, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %s, "
                              "%" G_GINT64_FORMAT ");",
                              g_rand_int_range (rand, 0, 4),
                              figures[0],
                              figures[1],
                              figures[2],
                              figures[3],
                              doc,
                              g_rand_boolean (rand) ? "NULL" : "'INVOICE'",
                              figures[4],
                              figures[5],
                              g_rand_boolean (rand) ? "NULL" : "9007199254740993",
                              figures[6]);
    }
  g_string_append (sql, "DELETE FROM sales_line WHERE abs (line) % 5 = 1; COMMIT;");
  g_free (tv_test_sqlite (path, sql->str));
}

static TvConnection *
begin (TvStore *store)
{
  g_autoptr (GError) error = NULL;
  TvConnection *reader = tv_store_lease_reader (store, NULL, &error);
  gint64 count;

  g_assert_no_error (error);
  g_assert_true (tv_connection_get_int64 (reader, TV_SQL_FRAME_COUNT_LINES, &count, &error, ""));
  return reader;
}

static void
compare (const TvTableScan *scan, const char *path, gint64 first_id, gint64 last_id)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce (group_concat (concat, ''), '') FROM (SELECT id || '|' || batch_id || '|' "
      "|| "
      "line || '|' || customer_ref_id || '|' || product_ref_id || '|' || order_day || '|' || "
      "doc_ref || '|' || qty_milli || '|' || amount_ht_cents || '|' || "
      "coalesce (amount_ttc_cents, '') || '|' || coalesce (margin_cents, '') || char (10) AS "
      "concat "
      "FROM sales_line WHERE id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT " ORDER BY id)",
      first_id,
      last_id);
  g_autofree char *expected = tv_test_sqlite (path, sql);
  Dump dump = { scan, text, 0, 0 };

  g_assert_true (tv_table_scan_read (scan, first_id, last_id, dump_row, &dump));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rows (void)
{
  char *folder = tv_test_folder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autofree char *name = g_strdup_printf ("%d.tastevin", round);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      int count = round == 0 ? 0 : g_rand_int_range (rand, 1, 3000);
      g_autoptr (TvStore) store = NULL;
      g_autoptr (TvTableScan) scan = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      TvConnection *reader;

      make_workspace (path, rand, (guint) count, round % 2 == 0 ? 30 : 600);
      store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
      reader = begin (store);
      scan = tv_table_scan_new (reader, "sales_line");
      g_assert_nonnull (scan);
      g_assert_cmpint (tv_table_scan_find_column (scan, "no_such_column"), ==, -1);
      compare (scan, path, G_MININT64, G_MAXINT64);
      for (int i = 0; i < 4 && count > 0; i++)
        {
          gint64 first_id = g_rand_int_range (rand, -5, count + 5);

          compare (scan, path, first_id, first_id + g_rand_int_range (rand, 0, count));
        }
      if (count > 100)
        {
          Dump dump = { scan, text, 0, 7 };

          g_assert_true (tv_table_scan_read (scan, 0, G_MAXINT64, dump_row, &dump));
          g_assert_cmpint (dump.count, ==, 7);
        }
      tv_store_return_reader (store, reader);
    }
  tv_test_folder_free (folder);
}

/* Where the file does not hold all that the connection sees, or where a row is longer than a page,
 * there is no scan. */
static void
test_refusals (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "some.tastevin", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTransaction) transaction = NULL;
  g_autoptr (TvTableScan) scan = NULL;
  TvConnection *reader, *writer;
  TvStore *store;
  guint64 sum = 0;

  make_workspace (path, rand, 500, 30);
  store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  reader = tv_store_lease_reader (store, NULL, &error);
  g_assert_null (tv_table_scan_new (reader, "sales_line"));
  tv_store_return_reader (store, reader);

  reader = begin (store);
  g_assert_null (tv_table_scan_new (reader, "no_such_table"));
  tv_store_return_reader (store, reader);

  transaction = tv_store_begin (store, NULL, &error);
  writer = tv_transaction_get_connection (transaction);
  g_assert_true (tv_connection_set_setting (writer, "x", "y", &error));
  g_assert_null (tv_table_scan_new (writer, "sales_line"));
  g_assert_true (tv_transaction_commit (transaction, &error));
  reader = begin (store);
  g_assert_null (tv_table_scan_new (reader, "sales_line"));
  tv_store_return_reader (store, reader);
  tv_store_close (store);

  g_free (tv_test_sqlite (path,
                          "UPDATE sales_line SET doc_ref = hex (zeroblob (4000)) WHERE id = "
                          "(SELECT min (id) FROM sales_line)"));
  store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  reader = begin (store);
  scan = tv_table_scan_new (reader, "sales_line");
  g_assert_false (tv_table_scan_read (scan, 0, G_MAXINT64, touch_row, &sum));
  tv_store_return_reader (store, reader);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

/* What another program does with a workspace: reads a setting, and lets go of the file. */
static void
visit (void)
{
  const char *path = g_getenv ("TASTEVIN_TEST_PATH");

  if (path != NULL)
    {
      g_autofree char *value = tv_test_sqlite (path,
                                               "SELECT coalesce ((SELECT value FROM setting WHERE "
                                               "key = 'x'), 'nothing')");

      g_print ("found %s", value);
    }
}

/* The last program that lets go of a workspace takes its log away. A scan must not make another
 * program believe that it is the last one by letting go of its own descriptor: what is committed
 * afterwards would be lost. */
static void
test_other_program (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "some.tastevin", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = NULL;
  g_autoptr (TvTransaction) transaction = NULL;
  g_autoptr (TvTableScan) scan = NULL;
  TvConnection *reader;
  guint64 sum = 0;

  make_workspace (path, rand, 500, 30);
  store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  reader = begin (store);
  scan = tv_table_scan_new (reader, "sales_line");
  g_assert_true (tv_table_scan_read (scan, 0, G_MAXINT64, touch_row, &sum));
  g_clear_pointer (&scan, tv_table_scan_free);
  tv_store_return_reader (store, reader);

  g_setenv ("TASTEVIN_TEST_PATH", path, TRUE);
  g_test_trap_subprocess ("/table-scan/visit", 0, 0);
  g_test_trap_assert_stdout ("*found nothing*");
  transaction = tv_store_begin (store, NULL, &error);
  g_assert_true (
      tv_connection_set_setting (tv_transaction_get_connection (transaction), "x", "y", &error));
  g_assert_true (tv_transaction_commit (transaction, &error));
  g_test_trap_subprocess ("/table-scan/visit", 0, 0);
  g_test_trap_assert_stdout ("*found y*");
  g_unsetenv ("TASTEVIN_TEST_PATH");
  tv_test_folder_free (folder);
}

/* Bytes changed anywhere but in the first pages, where the schema stands: there may be other rows
 * then, or a refusal, and never a read beyond a page. */
static void
test_damage (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "good.tastevin", NULL);
  g_autofree char *bad_path = g_build_filename (folder, "bad.tastevin", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint scanned = 0;
  gsize length;

  make_workspace (path, rand, 20000, 30);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (int round = 0; round < DAMAGES; round++)
    {
      g_autofree char *bad = g_memdup2 (bytes, length);
      g_autoptr (TvStore) store = NULL;
      g_autoptr (TvTableScan) scan = NULL;
      TvConnection *reader;
      guint64 sum = 0;

      for (int i = 0; i < 200; i++)
        {
          gsize page = (gsize) g_rand_int_range (rand, 40, (int) (length / 4096));
          gsize at = g_rand_boolean (rand) ? (gsize) g_rand_int_range (rand, 0, 40)
                                           : (gsize) g_rand_int_range (rand, 0, 4096);

          bad[page * 4096 + at] = (char) g_rand_int (rand);
        }
      g_assert_true (g_file_set_contents (bad_path, bad, (gssize) length, NULL));
      store = tv_store_open (bad_path, TV_OPEN_DEFAULT, NULL);
      reader = store != NULL ? tv_store_lease_reader (store, NULL, NULL) : NULL;
      if (reader == NULL)
        continue;
      g_free (tv_connection_dup_setting (reader, "stream_id", NULL));
      scan = tv_table_scan_new (reader, "sales_line");
      scanned += scan != NULL;
      if (scan != NULL)
        tv_table_scan_read (scan, G_MININT64, G_MAXINT64, touch_row, &sum);
      tv_store_return_reader (store, reader);
    }
  g_test_message ("%u of %d damaged files were scanned", scanned, DAMAGES);
  g_assert_cmpuint (scanned, >, DAMAGES / 10);
  tv_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-scan/rows", test_rows);
  g_test_add_func ("/table-scan/refusals", test_refusals);
  g_test_add_func ("/table-scan/visit", visit);
  g_test_add_func ("/table-scan/other-program", test_other_program);
  g_test_add_func ("/table-scan/damage", test_damage);
  return g_test_run ();
}
