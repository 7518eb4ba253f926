/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking files in: all files, the cleaning after them and the new profiles are one write
 * transaction; a dry run does the same and takes it back. Writes nothing itself. */
#include "pipeline/tv-engine-import.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "clean/tv-clean.h"
#include "ingest/tv-ingest.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-import-derive.h"
#include "pipeline/tv-stages.h"
#include "pipeline/tv-warm.h"

typedef struct
{
  GPtrArray *files;   /* of TvImportFile, as given */
  GPtrArray *results; /* of TvImportResult, as given */
  gboolean is_dry_run;
  gboolean has_new; /* something was taken in that was not there */
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
  return tv_ingest_sniff (path, error);
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
      g_autofree char *name = g_path_get_basename (file->path);

      if (file->kind < 0 || file->kind >= TV_N_KINDS)
        {
          g_set_error (
              error,
              TV_ERROR,
              TV_ERROR_INVALID_INPUT,
              _ ("Could not import “%s”: its header does not tell what kind of file it is."),
              name);
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
ingest_file (TvJob *job, Import *import, guint index, GError **error)
{
  const TvImportFile *file = g_ptr_array_index (import->files, index);
  TvImportResult *result = tv_ingest_file (job, file, error);

  if (result == NULL)
    return FALSE;
  import->results->pdata[index] = result;
  import->has_new |= result->same_batch_id == 0;
  return TRUE;
}

/* Customers and products first, so that fewer rows have to wait. */
static gboolean
ingest_files (TvJob *job, Import *import, GError **error)
{
  static const TvImportKind order[] = { TV_KIND_CUSTOMERS,
                                        TV_KIND_PRODUCTS,
                                        TV_KIND_INVOICE_LINES,
                                        TV_KIND_SALES_LINES,
                                        TV_KIND_CONTACTS };
  double total = (double) sum_sizes (import->files);
  double done = 0;

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
        if (!ingest_file (job, import, i, error))
          return FALSE;
        done += (double) file->size;
      }
  return TRUE;
}

static gboolean
count_pending (TvJob *job, Import *import, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  gint64 total;

  if (!tv_pending_count (job, counts, &total, error))
    return FALSE;
  for (guint i = 0; i < import->results->len; i++)
    {
      TvImportResult *result = g_ptr_array_index (import->results, i);
      gint64 batch_id = result->same_batch_id > 0 ? result->same_batch_id : result->batch_id;

      result->pending_count
          = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (counts, GSIZE_TO_POINTER (batch_id)));
      if (result->same_batch_id == 0
          && !tv_ingest_record_pending (job, result->batch_id, result->pending_count, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_cb (TvJob *job, gpointer data, GError **error)
{
  Import *import = data;

  if (!ingest_files (job, import, error))
    return FALSE;
  if (import->has_new)
    {
      tv_stages_begin (job->progress, tv_stages_of_import, "clean", 0, 1);
      if (!tv_clean_rebuild (job, error))
        return FALSE;
    }
  if (!count_pending (job, import, error))
    return FALSE;
  return import->is_dry_run || !import->has_new || tv_import_write_profiles (job, error);
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
 * @is_dry_run: do and count everything, then take it back
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
  Import import = { .files = files, .results = results, .is_dry_run = is_dry_run };

  if (!check_files (files, error))
    return NULL;
  g_ptr_array_set_size (results, files->len);
  if (is_dry_run)
    {
      if (!tv_engine_try (engine, import_cb, &import, progress, error))
        return NULL;
      for (guint i = 0; i < results->len; i++)
        ((TvImportResult *) g_ptr_array_index (results, i))->batch_id = 0;
      return g_steal_pointer (&results);
    }
  /* The base that is kept warm is about to be out of date. */
  tv_engine_drop_warm (engine);
  if (!tv_engine_write (engine,
                        import_cb,
                        &import,
                        TV_CHANGED_SOURCES | TV_CHANGED_PROFILES,
                        progress,
                        error))
    return NULL;
  return g_steal_pointer (&results);
}
