/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch as a whole: where it came from, and whether it counts. An undone batch keeps all its rows
 * where they are; everything that reads sources leaves out the rows of batches that are undone, so
 * that undo and redo take the time of one update, whatever the batch's size. */
#include "ingest/tv-batch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"
#include "ingest/tv-ingest.h"
#include "ledger/tv-ledger.h"

/**
 * tv_batch_dup_source_name:
 * @file: a file
 *
 * Returns: (transfer full): the source that it belongs to: its preset, or the pattern of its name
 */
char *
tv_batch_dup_source_name (const TvImportFile *file)
{
  g_autofree char *name = g_path_get_basename (file->path);

  return file->preset_name != NULL ? g_strdup (file->preset_name)
                                   : tv_import_source_name (name, file->entry);
}

/**
 * tv_batch_write_origin:
 * @job: a job with the writer, inside the transaction of the import
 * @file: the file
 * @batch_id: its batch
 * @error: return location for an error
 *
 * Notes where a batch came from.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_batch_write_origin (TvJob *job, const TvImportFile *file, gint64 batch_id, GError **error)
{
  g_autofree char *source_name = tv_batch_dup_source_name (file);
  g_autofree char *absolute = g_canonicalize_filename (file->path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *shown = g_filename_display_name (folder);

  return tv_connection_execute (job->db,
                                TV_SQL_INGEST_INSERT_ORIGIN,
                                error,
                                "itttt",
                                batch_id,
                                source_name,
                                file->spool == NULL ? shown : "",
                                file->entry != NULL ? file->entry : "",
                                file->preset_name != NULL ? file->preset_name : "");
}

typedef struct
{
  gboolean is_committed;
  char *kind, *file_name, *entry;
  guint8 hash[TV_DIGEST_LENGTH];
} Batch;

static void
batch_clear (Batch *batch)
{
  g_free (batch->kind);
  g_free (batch->file_name);
  g_free (batch->entry);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
load_batch (TvJob *job, gint64 batch_id, Batch *batch, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_GET_BATCH, error);
  const void *hash;
  gsize length;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, batch_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      batch->kind = tv_statement_dup_text (statement, 0);
      batch->is_committed = g_strcmp0 (tv_statement_get_text (statement, 1), "COMMITTED") == 0;
      batch->file_name = tv_statement_dup_text (statement, 2);
      hash = tv_statement_get_blob (statement, 3, &length);
      batch->entry = tv_statement_dup_text (statement, 4);
      memcpy (batch->hash, hash, MIN (length, TV_DIGEST_LENGTH));
    }
  else if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find batch %d: there is no such import."),
                 (int) batch_id);
  tv_statement_reset (statement);
  return step == TV_STEP_ROW;
}

/* Whether the change can be made to a batch in this state. */
static gboolean
check_change (TvJob *job, const Batch *batch, gint64 batch_id, gboolean is_redo, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gint64 same_id = 0;

  if (batch->is_committed != is_redo)
    {
      if (!is_redo)
        return TRUE;
      if (!tv_connection_get_int64 (job->db,
                                    TV_SQL_INGEST_FIND_BATCH,
                                    &same_id,
                                    &cause,
                                    "btt",
                                    batch->hash,
                                    (gsize) TV_DIGEST_LENGTH,
                                    batch->entry,
                                    batch->kind))
        {
          if (g_error_matches (cause, TV_ERROR, TV_ERROR_NOT_FOUND))
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_REFUSED,
                   _ ("Could not take “%s” back in: the same content was imported again as batch "
                      "%d."),
                   batch->file_name,
                   (int) same_id);
      return FALSE;
    }
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_REFUSED,
               is_redo ? _ ("Could not take “%s” back in: batch %d is not undone.")
                       : _ ("Could not undo the import of “%s”: batch %d is undone already."),
               batch->file_name,
               (int) batch_id);
  return FALSE;
}

/**
 * tv_ingest_change_batch:
 * @job: a job with the writer, inside a transaction
 * @batch_id: a batch
 * @is_redo: whether an undone batch comes back, rather than goes
 * @error: return location: %TV_ERROR_NOT_FOUND, or %TV_ERROR_REFUSED where it is in that state
 * already, or its content came in again meanwhile
 *
 * Takes a batch back, or back in, with an event of the ledger. What is derived from the sources has
 * to be made anew afterwards.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ingest_change_batch (TvJob *job, gint64 batch_id, gboolean is_redo, GError **error)
{
  g_auto (Batch) batch = { 0 };
  const char *state = is_redo ? "COMMITTED" : "UNDONE";
  g_autofree char *hex = NULL;
  g_autofree char *detail = NULL;
  TvLedgerEvent event = { .kind = is_redo ? "IMPORT_REDO" : "IMPORT_UNDO",
                          .batch_id = batch_id,
                          .status = G_MININT };

  if (!load_batch (job, batch_id, &batch, error)
      || !check_change (job, &batch, batch_id, is_redo, error))
    return FALSE;
  hex = tv_hex_encode (batch.hash, TV_DIGEST_LENGTH);
  event.detail = detail = g_strdup_printf ("{\"kind\":\"%s\",\"sha256\":\"%s\"}", batch.kind, hex);
  return tv_connection_execute (job->db, TV_SQL_INGEST_SET_STATE, error, "ti", state, batch_id)
         && tv_connection_execute (job->db,
                                   TV_SQL_INGEST_INSERT_CHANGE,
                                   error,
                                   "iti",
                                   batch_id,
                                   state,
                                   job->now_usec)
         && tv_ledger_append (job, &event, error) != 0;
}
