/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports for tests: what the pipeline does with one file, ingest and clean in one transaction,
 * without the profiles that come after it. Each step opens the workspace and closes it again. */
#include "tv-test-import.h"

#include "clean/tv-clean.h"
#include "tv-test-workspace.h"

/**
 * tv_test_import_init:
 * @self: (out caller-allocates): the workspace
 *
 * Makes a fresh workspace in a folder of its own.
 */
void
tv_test_import_init (TvTestImport *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = NULL;

  self->folder = tv_test_folder_new ();
  self->path = g_build_filename (self->folder, "import.tastevin", NULL);
  store = tv_store_open (self->path, TV_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

/**
 * tv_test_import_clear:
 * @self: the workspace
 *
 * Takes the folder away.
 */
void
tv_test_import_clear (TvTestImport *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, tv_test_folder_free);
}

/**
 * tv_test_import_write:
 * @self: the workspace
 * @name: of the file
 * @bytes: what is in it
 * @length: of @bytes, -1 = up to NUL
 *
 * Returns: (transfer full): where the file is
 */
char *
tv_test_import_write (TvTestImport *self, const char *name, const char *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * tv_test_import_sniff:
 * @self: the workspace
 * @text: a file
 *
 * Returns: (transfer full): how it will be read
 */
TvImportFile *
tv_test_import_sniff (TvTestImport *self, const char *text)
{
  g_autofree char *path = tv_test_import_write (self, "file.csv", text, -1);
  g_autoptr (GError) error = NULL;
  TvImportFile *file = tv_ingest_sniff (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return file;
}

/**
 * tv_test_import_sniff_days:
 * @self: the workspace
 * @rows: (array zero-terminated=1): days of contacts as a file has them
 *
 * Returns: (transfer full): how a file of these contacts will be read
 */
TvImportFile *
tv_test_import_sniff_days (TvTestImport *self, char **rows)
{
  g_autofree char *joined = g_strjoinv (",MAIL\nC1,", rows);
  g_autofree char *text
      = g_strconcat ("customer_code,contact_date,channel\nC1,", joined, ",SMS\n", NULL);

  return tv_test_import_sniff (self, text);
}

/**
 * tv_test_import_take_file:
 * @self: the workspace
 * @file: a file
 *
 * Takes a file in, cleans and commits; a file that cannot be taken in ends the test.
 *
 * Returns: (transfer full): what it came to
 */
TvImportResult *
tv_test_import_take_file (TvTestImport *self, const TvImportFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = tv_store_open (self->path, TV_OPEN_DEFAULT, &error);
  g_autoptr (TvTransaction) transaction = NULL;
  TvJob job = { .now_usec = 1, .thread_count = 1, .actor = "Zoé", .machine = "test" };
  TvImportResult *result;

  g_assert_no_error (error);
  transaction = tv_store_begin (store, NULL, &error);
  g_assert_no_error (error);
  job.db = tv_transaction_get_connection (transaction);
  result = tv_ingest_file (&job, file, &error);
  g_assert_no_error (error);
  tv_clean_rebuild (&job, &error);
  g_assert_no_error (error);
  tv_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return result;
}

/**
 * tv_test_import_take:
 * @self: the workspace
 * @text: a file
 *
 * The same with what sniffing makes of a text.
 *
 * Returns: (transfer full): what it came to
 */
TvImportResult *
tv_test_import_take (TvTestImport *self, const char *text)
{
  g_autoptr (TvImportFile) file = tv_test_import_sniff (self, text);

  return tv_test_import_take_file (self, file);
}

/**
 * tv_test_import_describe:
 * @file: a file that was looked at
 *
 * Returns: (transfer full): its kind and, as "column=header", all columns that a header was found
 * for, in the order of the kind
 */
char *
tv_test_import_describe (const TvImportFile *file)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);
  GString *text
      = g_string_new (file->kind == TV_KIND_UNKNOWN ? "?" : tv_import_kind_get_code (file->kind));

  for (guint i = 0; i < count; i++)
    if (file->columns[i] >= 0)
      g_string_append_printf (text, " %s=%d", columns[i].name, file->columns[i]);
  return g_string_free (text, FALSE);
}

/**
 * tv_test_import_expect_whole:
 * @texts: (array length=count): files
 * @count: how many
 *
 * Fails where the rows of one are taken for orders with several products.
 */
void
tv_test_import_expect_whole (const char *const *texts, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;

      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, texts[i]);
      if (file->split != NULL)
        g_error ("taken apart: %s", texts[i]);
    }
}

/**
 * tv_test_import_list_rejects:
 * @result: an import
 *
 * Returns: (transfer full): line, column, code and value of each reject, one line each
 */
char *
tv_test_import_list_rejects (const TvImportResult *result)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < result->rejects->len; i++)
    {
      const TvRejectRow *row = g_ptr_array_index (result->rejects, i);

      g_string_append_printf (list,
                              "%d|%s|%s|%s\n",
                              (int) row->line,
                              row->column_name,
                              row->code,
                              row->value);
    }
  return g_string_free (list, FALSE);
}

/**
 * tv_test_import_expect:
 * @self: the workspace
 * @sql: a query
 * @expected: (nullable): its first column in its last row; %NULL where it has none
 *
 * Ends the test where the query gives anything else.
 */
void
tv_test_import_expect (TvTestImport *self, const char *sql, const char *expected)
{
  g_autofree char *found = tv_test_sqlite (self->path, sql);

  g_assert_cmpstr (found, ==, expected);
}

/**
 * tv_test_import_take_mapped:
 * @self: the workspace
 * @text: a file
 * @mapping: what it has to be taken for, as tv_test_import_describe() says it
 *
 * Takes in what sniffing makes of a text, if it is what it should be and lacks nothing.
 *
 * Returns: (transfer full): what it came to
 */
TvImportResult *
tv_test_import_take_mapped (TvTestImport *self, const char *text, const char *mapping)
{
  g_autoptr (TvImportFile) file = tv_test_import_sniff (self, text);
  g_autofree char *found = tv_test_import_describe (file);

  g_assert_cmpstr (found, ==, mapping);
  g_assert_null (tv_import_file_get_missing (file));
  return tv_test_import_take_file (self, file);
}
