/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking files in: all files, the cleaning after them and the new profiles are one write
 * transaction; a dry run works the same out in memory. Writes nothing itself. */
#include "pipeline/tv-engine-import.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "base/tv-memory.h"
#include "clean/tv-clean.h"
#include "ingest/tv-date-column.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-join.h"
#include "ingest/tv-record-source.h"
#include "ingest/tv-sniff.h"
#include "ingest/tv-spool.h"
#include "ingest/tv-unknown-kind.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-import-derive.h"
#include "pipeline/tv-stages.h"
#include "pipeline/tv-warm.h"
#include "store/tv-bulk.h"

#define MOST_SHEETS 50 /* looked at for one with a table */

typedef struct
{
  GPtrArray *files;   /* of TvImportFile, as given */
  GPtrArray *results; /* of TvImportResult, as given */
  GPtrArray *taken;   /* the same, in the order in which they were taken; borrowed */
  gboolean has_new;   /* something was taken in that was not there */
} Import;

/**
 * tv_import_sniff:
 * @path: (type filename): a file
 * @error: return location for an error, one sentence that names the file
 *
 * Looks at a file without any workspace: encoding, delimiter, header, kind, columns, date order,
 * decimal mark, first rows.
 *
 * Returns: (transfer full) (nullable): how the file will be read
 */
TvImportFile *
tv_import_sniff (const char *path, GError **error)
{
  return tv_import_sniff_with (path, NULL, NULL, error);
}

static gboolean
is_workbook (const char *path, gboolean *out_is_workbook, GError **error)
{
  TvByteFormat format;

  if (!tv_byte_source_get_format (path, &format, error))
    return FALSE;
  *out_is_workbook = tv_byte_format_is_book (format);
  return TRUE;
}

/* The sheet or member that is meant where none was named, so that it is the same batch either way.
 */
static void
name_entry (TvImportFile *file)
{
  g_autoptr (GPtrArray) entries
      = file->entry == NULL ? tv_record_source_list_entries (file->path, NULL) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len && file->entry == NULL; i++)
    {
      const TvByteEntry *entry = g_ptr_array_index (entries, i);

      if (!entry->is_hidden)
        file->entry = g_strdup (entry->name);
    }
}

/* Of a workbook, the first sheet that nobody hid and that has all its kind asks for, of the kind
 * that is wanted; else the first that is of a kind, else the first. A sheet of totals is no table.
 */
static TvImportFile *
sniff_book (const char *path, const TvImportHints *hints, GError **error)
{
  g_auto (GStrv) sheets = tv_import_list_entries (path, FALSE, NULL);
  TvImportKind wanted = hints != NULL ? hints->kind : TV_KIND_UNKNOWN;
  g_autoptr (TvImportFile) known = NULL;

  for (guint i = 0; sheets != NULL && i < MOST_SHEETS && sheets[i] != NULL; i++)
    {
      g_autoptr (TvImportFile) file = tv_ingest_sniff_book (path, sheets[i], hints, NULL);

      if (file == NULL || file->kind == TV_KIND_UNKNOWN)
        continue;
      if (tv_import_file_get_missing (file) == NULL
          && (wanted == TV_KIND_UNKNOWN || file->kind == wanted))
        return g_steal_pointer (&file);
      if (known == NULL)
        known = g_steal_pointer (&file);
    }
  return known != NULL ? g_steal_pointer (&known) : tv_ingest_sniff_book (path, NULL, hints, error);
}

/**
 * tv_import_sniff_with:
 * @path: (type filename): a file
 * @entry: (nullable): the sheet of a workbook or the member of an archive, from
 * tv_import_list_entries(); %NULL = the first that holds a table to import, of what is not hidden
 * @hints: (nullable): what a person says about the file; the rest is guessed
 * @error: return location for an error, one sentence that names the file
 *
 * The same with whatever choices are made already.
 *
 * Returns: (transfer full) (nullable): how the file will be read
 */
TvImportFile *
tv_import_sniff_with (const char *path,
                      const char *entry,
                      const TvImportHints *hints,
                      GError **error)
{
  g_autofree char *copy = NULL;
  g_autofree char *folder = NULL;
  TvProgress *progress = hints != NULL ? hints->progress : NULL;
  gboolean has_sheets = FALSE;
  TvImportFile *file;

  if (tv_spool_is_needed (path))
    {
      copy = tv_spool_copy (path, progress, &folder, error);
      if (copy == NULL)
        return NULL;
    }
  else if (!is_workbook (path, &has_sheets, error)
           || (!has_sheets && !tv_spool_copy_packed (path, entry, progress, &copy, &folder, error)))
    return NULL;
  if (has_sheets && entry != NULL)
    file = tv_ingest_sniff_book (path, entry, hints, error);
  else if (has_sheets || (copy != NULL && !tv_spool_is_needed (path)))
    file = sniff_book (copy != NULL ? copy : path, hints, error);
  else
    file = tv_ingest_sniff (copy != NULL ? copy : path, entry, hints, error);
  if (file != NULL)
    {
      if (folder != NULL)
        file->spool = tv_import_spool_new (copy, folder);
      file->form = tv_import_hints_dup_form (hints);
      name_entry (file);
    }
  else if (copy != NULL)
    tv_spool_remove (copy, folder);
  return file;
}

/**
 * tv_import_list_entries:
 * @path: (type filename): a file
 * @with_hidden: also the sheets that are hidden, which nobody means unless he says so
 * @error: return location for an error, one sentence that names the file
 *
 * Lists what can be chosen in a file: the sheets of a workbook, the members of an archive.
 *
 * Returns: (transfer full) (nullable): their names in their order; empty for a plain file
 */
char **
tv_import_list_entries (const char *path, gboolean with_hidden, GError **error)
{
  g_autoptr (GPtrArray) entries = tv_record_source_list_entries (path, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const TvByteEntry *entry = g_ptr_array_index (entries, i);

      if (with_hidden || !entry->is_hidden)
        g_strv_builder_add (names, entry->name);
    }
  return g_strv_builder_end (names);
}

/**
 * tv_import_find_date_order:
 * @file: a file with a kind and a column of dates
 * @progress: (nullable): cancel
 * @error: return location for an error or a cancel
 *
 * Reads the whole column of dates, where the beginning of the file left the order of day and month
 * open. A third of a second for half a million rows.
 *
 * Returns: (transfer full) (nullable): what the column says
 */
TvDateEvidence *
tv_import_find_date_order (const TvImportFile *file, TvProgress *progress, GError **error)
{
  return tv_date_column_read (file, progress, error);
}

/**
 * tv_import_lacks_orders:
 * @file: a file that was looked at
 *
 * Returns: whether it may be lines of orders in another file
 */
gboolean
tv_import_lacks_orders (const TvImportFile *file)
{
  return tv_join_lacks_orders (file);
}

/**
 * tv_import_join:
 * @lines: a file that was looked at
 * @orders: another one
 * @is_asked: whether a person says that they belong together
 * @progress: (nullable): cancel
 * @error: return location for an error, one sentence that names the file, or a cancel
 *
 * Finds out whether @orders holds the orders of the lines of @lines: what they lack, by a number
 * that both have and the orders have once. Reads the orders through. Where that is asked for, the
 * number of one order in common is enough.
 *
 * Returns: (transfer full) (nullable): both as one file; %NULL without an error = they are not one
 */
TvImportFile *
tv_import_join (const TvImportFile *lines,
                const TvImportFile *orders,
                gboolean is_asked,
                TvProgress *progress,
                GError **error)
{
  return tv_join_files (lines, orders, is_asked, progress, error);
}

static gboolean
join_one (GPtrArray *files, guint line_index, TvProgress *progress, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) cause = NULL;
      TvImportFile *joined = i == line_index ? NULL
                                             : tv_join_files (g_ptr_array_index (files, line_index),
                                                              g_ptr_array_index (files, i),
                                                              FALSE,
                                                              progress,
                                                              &cause);

      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (joined == NULL)
        continue;
      tv_import_file_free (g_ptr_array_index (files, line_index));
      files->pdata[line_index] = joined;
      g_ptr_array_remove_index (files, i);
      return TRUE;
    }
  return TRUE;
}

/**
 * tv_import_join_files:
 * @files: (inout) (element-type TvImportFile): files that were looked at, with a free function
 * @progress: (nullable): cancel
 * @error: return location for an error, one sentence that names the file, or a cancel
 *
 * Makes one file of each file of lines and that of its orders.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_import_join_files (GPtrArray *files, TvProgress *progress, GError **error)
{
  for (guint i = 0; i < files->len;)
    {
      guint count = files->len;

      if (!join_one (files, i, progress, error))
        return FALSE;
      /* Where a file went, those behind it have another place. */
      i = files->len < count ? 0 : i + 1;
    }
  return TRUE;
}

static gboolean
check_files (const GPtrArray *files, GError **error)
{
  if (files->len == 0)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("Could not import: no file was given."));
      return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    {
      const TvImportFile *file = g_ptr_array_index (files, i);

      if (file->kind < 0 || file->kind >= TV_N_KINDS)
        {
          tv_unknown_kind_fail (file, error);
          return FALSE;
        }
    }
  return TRUE;
}

static gint64
sum_sizes (const GPtrArray *files)
{
  gint64 sum = 0;

  for (guint i = 0; i < files->len; i++)
    sum += ((const TvImportFile *) g_ptr_array_index (files, i))->size;
  return MAX (sum, 1);
}

static gboolean
ingest_file (TvIngestSession *session, Import *import, guint index, GError **error)
{
  const TvImportFile *file = g_ptr_array_index (import->files, index);
  TvImportResult *result = tv_ingest_session_take (session, file, error);

  if (result == NULL)
    return FALSE;
  import->results->pdata[index] = result;
  g_ptr_array_add (import->taken, result);
  import->has_new |= result->same_batch_id == 0;
  return TRUE;
}

/* Customers and products first, so that fewer rows have to wait. */
static gboolean
ingest_files (TvJob *job, TvIngestSession *session, Import *import, GError **error)
{
  static const TvImportKind order[] = { TV_KIND_CUSTOMERS,
                                        TV_KIND_PRODUCTS,
                                        TV_KIND_INVOICE_LINES,
                                        TV_KIND_SALES_LINES,
                                        TV_KIND_CONTACTS };
  double total = (double) sum_sizes (import->files);
  double done = 0;

  for (guint i = 0; i < import->files->len; i++)
    if (!tv_ingest_session_expect (session, g_ptr_array_index (import->files, i), error))
      return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < import->files->len; i++)
      {
        const TvImportFile *file = g_ptr_array_index (import->files, i);

        if (file->kind != order[k])
          continue;
        tv_stages_begin (job->progress,
                         tv_stages_of_import,
                         "ingest",
                         done / total,
                         (done + (double) file->size) / total);
        if (!ingest_file (session, import, i, error))
          return FALSE;
        done += (double) file->size;
      }
  return TRUE;
}

/* Of a file that was there already, how many of its batch's rows wait by now. */
static gboolean
count_same (TvJob *job, Import *import, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  gint64 total;

  if (!tv_pending_count (job, counts, &total, error))
    return FALSE;
  for (guint i = 0; i < import->results->len; i++)
    {
      TvImportResult *result = g_ptr_array_index (import->results, i);
      gpointer batch = GSIZE_TO_POINTER (result->same_batch_id);

      if (result->same_batch_id != 0)
        result->pending_count = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (counts, batch));
    }
  return TRUE;
}

static gboolean
record_pending (TvJob *job, Import *import, GError **error)
{
  gboolean has_same = FALSE;

  for (guint i = 0; i < import->results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (import->results, i);

      has_same |= result->same_batch_id != 0;
      if (result->same_batch_id == 0
          && !tv_ingest_record_pending (job, result->batch_id, result->pending_count, error))
        return FALSE;
    }
  return !has_same || count_same (job, import, error);
}

static gboolean
import_cb (TvJob *job, gpointer data, GError **error)
{
  Import *import = data;
  g_autoptr (TvIngestSession) session = tv_ingest_session_new (job, FALSE, error);

  if (session == NULL || !ingest_files (job, session, import, error)
      || !tv_ingest_session_count_waiting (session, import->taken, error))
    return FALSE;
  /* What the session knows takes memory that cleaning can use. */
  g_clear_pointer (&session, tv_ingest_session_free);
  tv_memory_give_back ();
  if (import->has_new)
    {
      tv_stages_begin (job->progress, tv_stages_of_import, "clean", 0, 1);
      if (!tv_clean_rebuild (job, error))
        return FALSE;
      tv_memory_give_back ();
    }
  return record_pending (job, import, error)
         && (!import->has_new || tv_import_write_profiles (job, error))
         && tv_bulk_fit_cache (job->db, error);
}

/* A dry run reads and writes nothing: what the files would mean is worked out in memory. */
static gboolean
try_files (TvEngine *engine, Import *import, TvProgress *progress, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvIngestSession) session = NULL;

  if (!tv_read_begin (&read, engine, progress, error))
    return FALSE;
  session = tv_ingest_session_new (&read.job, TRUE, error);
  return session != NULL && ingest_files (&read.job, session, import, error)
         && tv_ingest_session_count_waiting (session, import->taken, error);
}

static void
free_result (gpointer result)
{
  if (result != NULL)
    tv_import_result_free (result);
}

/**
 * tv_engine_import:
 * @engine: the engine
 * @files: (element-type TvImportFile): what to take in
 * @is_dry_run: count everything, write nothing
 * @progress: (nullable): progress and cancel
 * @error: return location for an error, one sentence that names the file; nothing was written then
 *
 * Takes files in as one transaction, whatever their number: customers, products, invoice lines,
 * sales lines, contacts; then customers, products and profiles are brought up to date in it. A file
 * whose very content is there already changes nothing.
 *
 * Returns: (transfer container) (element-type TvImportResult) (nullable): what each file came to,
 * in the order given
 */
GPtrArray *
tv_engine_import (TvEngine *engine,
                  GPtrArray *files,
                  gboolean is_dry_run,
                  TvProgress *progress,
                  GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (free_result);
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  Import import = { .files = files, .results = results, .taken = taken };

  if (!check_files (files, error))
    return NULL;
  g_ptr_array_set_size (results, files->len);
  if (is_dry_run)
    return try_files (engine, &import, progress, error) ? g_steal_pointer (&results) : NULL;
  /* The base that is kept warm is about to be out of date. */
  tv_engine_drop_warm (engine);
  if (!tv_engine_write_bulk (engine,
                             import_cb,
                             &import,
                             TV_CHANGED_SOURCES | TV_CHANGED_PROFILES,
                             progress,
                             error))
    return NULL;
  return g_steal_pointer (&results);
}
