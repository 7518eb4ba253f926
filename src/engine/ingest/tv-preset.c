/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presets: a mapping with its form and transforms under a name. The next file with the very same
 * header cells, whatever their case and accents, is recognised by their fingerprint. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-sniff.h"
#include "rows/tv-import-columns.h"
#include "rows/tv-import-mapping.h"

#define LONGEST_NAME 200 /* bytes */

/**
 * tv_preset_fingerprint:
 * @file: a file with a header
 * @out_hash: (out caller-allocates): SHA-256 over the folded header cells in their order
 *
 * Computes what a preset is recognised by.
 */
void
tv_preset_fingerprint (const TvImportFile *file, guint8 out_hash[TV_DIGEST_LENGTH])
{
  g_autoptr (TvDigest) digest = tv_digest_new ();

  for (guint i = 0; file->header[i] != NULL; i++)
    {
      g_autofree char *folded = tv_header_fold (file->header[i]);

      tv_digest_add_text (digest, folded);
    }
  tv_digest_finish (digest, out_hash);
}

/**
 * tv_preset_save:
 * @job: a job with the writer, inside a transaction
 * @name: of the preset; one of that name is replaced
 * @file: a file with a kind, as it is to be read
 * @error: return location: %TV_ERROR_INVALID_INPUT for a name that is empty or too long, or a file
 * without a kind
 *
 * Saves a preset.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_preset_save (TvJob *job, const char *name, const TvImportFile *file, GError **error)
{
  guint8 hash[TV_DIGEST_LENGTH];
  g_autofree char *mapping = NULL;

  if (*name == '\0' || strlen (name) > LONGEST_NAME || file->kind == TV_KIND_UNKNOWN)
    {
      g_set_error (
          error,
          TV_ERROR,
          TV_ERROR_INVALID_INPUT,
          _ ("Could not save the preset “%s”: it needs a name, and a file of a known kind."),
          name);
      return FALSE;
    }
  mapping = tv_import_mapping_write (file);
  tv_preset_fingerprint (file, hash);
  return tv_connection_execute (job->db,
                                TV_SQL_INGEST_PUT_PRESET,
                                error,
                                "ttbti",
                                name,
                                tv_import_kind_get_code (file->kind),
                                hash,
                                (gsize) TV_DIGEST_LENGTH,
                                mapping,
                                job->now_usec);
}

static gboolean
fail_not_found (const char *name, GError **error)
{
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_NOT_FOUND,
               _ ("Could not find the preset “%s”: there is none of that name."),
               name);
  return FALSE;
}

/**
 * tv_preset_delete:
 * @job: a job with the writer, inside a transaction
 * @name: of the preset
 * @error: return location: %TV_ERROR_NOT_FOUND
 *
 * Deletes a preset; batches that were read with it stay as they are.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_preset_delete (TvJob *job, const char *name, GError **error)
{
  if (!tv_connection_execute (job->db, TV_SQL_INGEST_DELETE_PRESET, error, "t", name))
    return FALSE;
  return tv_connection_get_change_count (job->db) > 0 || fail_not_found (name, error);
}

/**
 * tv_preset_list:
 * @job: a reader's or writer's job
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvPresetRow) (nullable): all presets by name
 */
GPtrArray *
tv_preset_list (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_preset_row_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_LIST_PRESETS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvPresetRow *row = g_new0 (TvPresetRow, 1);
      const void *fingerprint;
      gsize length;

      row->id = tv_statement_get_int64 (statement, 0);
      row->name = tv_statement_dup_text (statement, 1);
      row->kind = tv_import_kind_from_code (tv_statement_get_text (statement, 2));
      row->mapping = tv_statement_dup_text (statement, 3);
      row->created_usec = tv_statement_get_int64 (statement, 4);
      fingerprint = tv_statement_get_blob (statement, 5, &length);
      if (length == TV_DIGEST_LENGTH)
        memcpy (row->fingerprint, fingerprint, length);
      g_ptr_array_add (rows, row);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
dup_first (TvStatement *statement, char **out_text, GError **error)
{
  TvStep step = tv_statement_step (statement, error);

  *out_text = step == TV_STEP_ROW ? tv_statement_dup_text (statement, 0) : NULL;
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/**
 * tv_preset_match:
 * @job: a reader's or writer's job
 * @file: a sniffed file
 * @out_name: (out) (transfer full) (nullable): the newest preset for this header
 * @error: return location for an error
 *
 * Recognises a file by its header.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_preset_match (TvJob *job, const TvImportFile *file, char **out_name, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_MATCH_PRESET, error);
  guint8 hash[TV_DIGEST_LENGTH];

  *out_name = NULL;
  if (statement == NULL)
    return FALSE;
  tv_preset_fingerprint (file, hash);
  tv_statement_bind_blob (statement, 1, hash, TV_DIGEST_LENGTH);
  return dup_first (statement, out_name, error);
}

/**
 * tv_preset_dup_mapping:
 * @job: a reader's or writer's job
 * @name: of a preset
 * @error: return location: %TV_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): what it says
 */
char *
tv_preset_dup_mapping (TvJob *job, const char *name, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_FIND_PRESET, error);
  char *mapping = NULL;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_text (statement, 1, name);
  if (dup_first (statement, &mapping, error) && mapping == NULL)
    fail_not_found (name, error);
  return mapping;
}

/**
 * tv_preset_apply:
 * @name: of a preset
 * @mapping: what it says
 * @file: (inout): a sniffed file, in the form that the preset asks for; what the preset says of its
 * columns replaces what was sniffed
 * @error: return location: %TV_ERROR_INVALID_INPUT where the file lacks a column that the preset
 * names
 *
 * Reads a file with a preset.
 *
 * Returns: %FALSE on an error; @file may be changed in part then
 */
gboolean
tv_preset_apply (const char *name, const char *mapping, TvImportFile *file, GError **error)
{
  if (!tv_sniff_apply_preset (name, mapping, file, error))
    return FALSE;
  g_free (file->preset_name);
  file->preset_name = g_strdup (name);
  return TRUE;
}
