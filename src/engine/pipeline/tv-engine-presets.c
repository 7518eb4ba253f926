/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presets for the faces, one short read or one short write each, and mappings that people write. */
#include "ingest/tv-ingest.h"
#include "ingest/tv-sniff.h"
#include "pipeline/tv-engine-import.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-engine-sources.h"
#include "rows/tv-import-columns.h"
#include "rows/tv-import-mapping.h"

/**
 * tv_engine_list_presets:
 * @engine: the engine
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvPresetRow) (nullable): all presets by name
 */
GPtrArray *
tv_engine_list_presets (TvEngine *engine, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_preset_list (&read.job, error) : NULL;
}

typedef struct
{
  const char *name;
  const TvImportFile *file; /* NULL = delete */
} Change;

static gboolean
change_cb (TvJob *job, gpointer data, GError **error)
{
  const Change *change = data;

  return change->file != NULL ? tv_preset_save (job, change->name, change->file, error)
                              : tv_preset_delete (job, change->name, error);
}

/**
 * tv_engine_save_preset:
 * @engine: the engine
 * @name: of the preset; one of that name is replaced
 * @file: a file with a kind, as it is to be read
 * @error: return location for an error
 *
 * Saves how a file is read, to be recognised by its header next time.
 *
 * Returns: %TRUE on success
 */
gboolean
tv_engine_save_preset (TvEngine *engine, const char *name, const TvImportFile *file, GError **error)
{
  Change change = { name, file };

  return tv_engine_write (engine, change_cb, &change, 0, NULL, error);
}

/**
 * tv_engine_delete_preset:
 * @engine: the engine
 * @name: of the preset
 * @error: return location for an error
 *
 * Deletes a preset; batches that were read with it stay as they are.
 *
 * Returns: %TRUE on success
 */
gboolean
tv_engine_delete_preset (TvEngine *engine, const char *name, GError **error)
{
  Change change = { name, NULL };

  return tv_engine_write (engine, change_cb, &change, 0, NULL, error);
}

/**
 * tv_engine_match_preset:
 * @engine: the engine
 * @file: a sniffed file
 * @error: (nullable): return location for an error
 *
 * Recognises a file by its header.
 *
 * Returns: (transfer full) (nullable): the name of its preset; %NULL without an error where there
 * is none
 */
char *
tv_engine_match_preset (TvEngine *engine, const TvImportFile *file, GError **error)
{
  g_auto (TvRead) read = { 0 };
  char *name = NULL;

  if (tv_read_begin (&read, engine, NULL, error))
    tv_preset_match (&read.job, file, &name, error);
  return name;
}

/**
 * tv_engine_apply_preset:
 * @engine: the engine
 * @name: of a preset
 * @file: (inout): a sniffed file
 * @error: return location for an error; @file may be changed in part then
 *
 * Reads a file with a preset.
 *
 * Returns: %TRUE on success
 */
gboolean
tv_engine_apply_preset (TvEngine *engine, const char *name, TvImportFile *file, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error)
         && tv_preset_apply (&read.job, name, file, error);
}

/* The mapping of the batch that a file of rejects is from; NULL where it is none. */
static char *
dup_mended_mapping (TvJob *job, const TvImportFile *file, GError **error)
{
  TvStatement *statement;
  char **cells;
  char *mapping = NULL;

  if (!tv_mended_has_header (file) || file->preview == NULL || file->preview->len == 0)
    return NULL;
  cells = g_ptr_array_index (file->preview, 0);
  statement = tv_connection_prepare (job->db, TV_SQL_INGEST_GET_BATCH_FORM, error);
  if (statement == NULL || cells[0] == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, g_ascii_strtoll (cells[0], NULL, 10));
  if (tv_statement_step (statement, error) == TV_STEP_ROW)
    mapping = tv_statement_dup_text (statement, 3);
  tv_statement_reset (statement);
  return mapping;
}

/**
 * tv_engine_recognise:
 * @engine: the engine
 * @file: (inout): a sniffed file
 * @out_is_known: (out): whether it was known; then it is to be read as before
 * @error: return location for an error; @file may be changed in part then
 *
 * Applies what is known about a file: the preset for its header, or, where it is a file of rejects
 * that comes back, the mapping of the batch that they were rejected from.
 *
 * Returns: %TRUE on success
 */
gboolean
tv_engine_recognise (TvEngine *engine, TvImportFile *file, gboolean *out_is_known, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *mapping = NULL;

  *out_is_known = FALSE;
  if (!tv_read_begin (&read, engine, NULL, error)
      || !tv_preset_match (&read.job, file, &name, error))
    return FALSE;
  *out_is_known = name != NULL;
  if (name != NULL)
    return tv_preset_apply (&read.job, name, file, error);
  mapping = dup_mended_mapping (&read.job, file, error);
  *out_is_known = mapping != NULL;
  return mapping == NULL || tv_import_mapping_apply (file->path, mapping, file, error);
}

/**
 * tv_import_apply_mapping:
 * @name: what the mapping is called where it cannot be used
 * @json: the mapping
 * @file: (inout): a file that was looked at; its kind, columns, date order and decimal mark become
 * what the mapping says, or what its columns hold
 * @error: return location for an error that names the mapping
 *
 * Applies a mapping that a person wrote.
 *
 * Returns: %FALSE where the mapping cannot be used
 */
gboolean
tv_import_apply_mapping (const char *name, const char *json, TvImportFile *file, GError **error)
{
  return tv_sniff_apply_mapping (name, json, file, error);
}

/**
 * tv_import_look_at_days:
 * @file: (inout): a file with a kind, whose column of days was mapped by hand
 *
 * Finds out from the first rows how the days of that column are written, and whether that is sure.
 */
void
tv_import_look_at_days (TvImportFile *file)
{
  tv_sniff_look_at_days (file);
}

/**
 * tv_import_look_at_marks:
 * @file: (inout): a file with a kind
 * @column: a column of its kind that was mapped by hand
 *
 * Finds out from the first rows what stands before the decimals, where the column holds numbers.
 */
void
tv_import_look_at_marks (TvImportFile *file, guint column)
{
  tv_sniff_look_at_marks (file, column);
}
