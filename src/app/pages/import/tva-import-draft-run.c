/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a draft to the engine: a check that writes nothing, or the import in one transaction. */
#include "pages/import/tva-import-draft.h"

typedef struct
{
  GPtrArray *files; /* of TvImportFile */
  gboolean is_dry_run;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_ptr_array_unref (input->files);
  g_free (input);
}

static gpointer
import_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  Input *input = data;

  return tv_engine_import (engine, input->files, input->is_dry_run, progress, error);
}

/* A copy of how the files are to be read, so that the worker depends on nothing that a person may
 * change. */
static GPtrArray *
dup_files (TvaImportDraft *draft)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    {
      TvaImportSource *source = tva_import_draft_peek (draft, i);

      g_ptr_array_add (files, tv_import_file_copy (tva_import_source_get_file (source)));
    }
  return files;
}

/**
 * tva_import_draft_run:
 * @draft: a draft whose files were all read
 * @is_dry_run: whether nothing is to be written
 * @progress: progress and cancel
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Checks or imports the files on a worker.
 */
void
tva_import_draft_run (TvaImportDraft *draft,
                      gboolean is_dry_run,
                      TvProgress *progress,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Input *input = g_new0 (Input, 1);

  input->files = dup_files (draft);
  input->is_dry_run = is_dry_run;
  tv_engine_call_async (tva_import_draft_get_engine (draft),
                        import_in_worker,
                        input,
                        input_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        progress,
                        callback,
                        user_data);
}
