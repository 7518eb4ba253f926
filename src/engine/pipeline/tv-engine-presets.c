/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presets for the faces, one short read or one short write each, and mappings that people write. */
#include <string.h>

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

/* ---- files in the form that somebody said ---- */

/* The file as it is where its form is not guessed, but what was said of others like it. */
static TvImportFile *
look_again (const TvImportFile *file, const TvImportHints *form, GError **error)
{
  TvImportHints hints = TV_IMPORT_HINTS_INIT;

  if (file->form != NULL)
    tv_import_hints_fill (&hints, file->form);
  tv_import_hints_fill (&hints, form);
  return tv_import_sniff_with (file->path, file->entry, &hints, error);
}

/* What was found of a file makes way for what a second look found; a copy that goes with it stays.
 */
static void
replace (TvImportFile *file, TvImportFile *again)
{
  TvImportFile before = *file;

  *file = *again;
  file->spool = g_steal_pointer (&before.spool);
  *again = before;
  tv_import_file_free (again);
}

/* Lines that were joined to their orders were looked at as they had to be. */
static gboolean
can_look_again (const TvImportFile *file)
{
  return file->join == NULL && !tv_mended_has_header (file);
}

/* The newest of the presets by whose form the file has their header. */
static char *
match_form (GPtrArray *presets, const TvImportFile *file)
{
  const TvPresetRow *best = NULL;

  for (guint i = 0; can_look_again (file) && i < presets->len; i++)
    {
      const TvPresetRow *preset = g_ptr_array_index (presets, i);
      g_autoptr (TvImportHints) form = tv_import_mapping_dup_form (preset->mapping);
      g_autoptr (TvImportFile) again = NULL;
      guint8 hash[TV_DIGEST_LENGTH];

      if (form == NULL || (best != NULL && best->created_usec > preset->created_usec))
        continue;
      again = look_again (file, form, NULL);
      if (again == NULL)
        continue;
      tv_preset_fingerprint (again, hash);
      if (memcmp (hash, preset->fingerprint, TV_DIGEST_LENGTH) == 0)
        best = preset;
    }
  return best != NULL ? g_strdup (best->name) : NULL;
}

/* By the header as it was found, else by the form that a preset says. No reading of the store goes
 * on while the file is looked at. */
static gboolean
find_preset (TvEngine *engine, const TvImportFile *file, char **out_name, GError **error)
{
  g_autoptr (GPtrArray) presets = NULL;

  {
    g_auto (TvRead) read = { 0 };

    if (!tv_read_begin (&read, engine, NULL, error)
        || !tv_preset_match (&read.job, file, out_name, error))
      return FALSE;
    presets = *out_name == NULL ? tv_preset_list (&read.job, error) : NULL;
  }
  if (*out_name == NULL && presets == NULL)
    return FALSE;
  if (presets != NULL)
    *out_name = match_form (presets, file);
  return TRUE;
}

static char *
dup_mapping (TvEngine *engine, const char *name, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_preset_dup_mapping (&read.job, name, error)
                                                    : NULL;
}

/**
 * tv_engine_match_preset:
 * @engine: the engine
 * @file: a sniffed file
 * @error: (nullable): return location for an error
 *
 * Recognises a file by its header, be it in the form that was said when the preset was saved.
 *
 * Returns: (transfer full) (nullable): the name of its preset; %NULL without an error where there
 * is none
 */
char *
tv_engine_match_preset (TvEngine *engine, const TvImportFile *file, GError **error)
{
  char *name = NULL;

  find_preset (engine, file, &name, error);
  return name;
}

/**
 * tv_engine_apply_preset:
 * @engine: the engine
 * @name: of a preset
 * @file: (inout): a sniffed file
 * @error: return location for an error; @file stays as it was then
 *
 * Reads a file with a preset. Where a person had said how such files are written, it is looked at
 * again with that; what it makes no sense for is read as it was found.
 *
 * Returns: %TRUE on success
 */
gboolean
tv_engine_apply_preset (TvEngine *engine, const char *name, TvImportFile *file, GError **error)
{
  g_autofree char *mapping = dup_mapping (engine, name, error);
  g_autoptr (TvImportHints) form = mapping != NULL ? tv_import_mapping_dup_form (mapping) : NULL;
  g_autoptr (TvImportFile) again
      = form != NULL && can_look_again (file) ? look_again (file, form, NULL) : NULL;

  if (mapping == NULL)
    return FALSE;
  if (again == NULL || !tv_preset_apply (name, mapping, again, NULL))
    {
      g_clear_pointer (&again, tv_import_file_free);
      again = tv_import_file_copy (file);
      if (!tv_preset_apply (name, mapping, again, error))
        return FALSE;
    }
  replace (file, g_steal_pointer (&again));
  return TRUE;
}

/* ---- what is known of a file ---- */

/* The mapping of the batch that a file of rejects is from; NULL where it is none. */
static char *
dup_mended_mapping (TvEngine *engine, const TvImportFile *file, GError **error)
{
  g_auto (TvRead) read = { 0 };
  TvStatement *statement;
  char **cells;
  char *mapping = NULL;

  if (!tv_mended_has_header (file) || file->preview == NULL || file->preview->len == 0)
    return NULL;
  cells = g_ptr_array_index (file->preview, 0);
  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  statement = tv_connection_prepare (read.job.db, TV_SQL_INGEST_GET_BATCH_FORM, error);
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
  g_autofree char *name = NULL;
  g_autofree char *mapping = NULL;

  *out_is_known = FALSE;
  if (!find_preset (engine, file, &name, error))
    return FALSE;
  *out_is_known = name != NULL;
  if (name != NULL)
    return tv_engine_apply_preset (engine, name, file, error);
  mapping = dup_mended_mapping (engine, file, error);
  *out_is_known = mapping != NULL;
  return mapping == NULL || tv_import_mapping_apply (file->path, mapping, file, error);
}

/**
 * tv_import_apply_mapping:
 * @name: what the mapping is called where it cannot be used
 * @json: the mapping
 * @file: (inout): a file that was looked at; its form, kind, columns, date order and decimal mark
 * become what the mapping says, or what its columns hold
 * @error: return location for an error that names the mapping
 *
 * Applies a mapping that a person wrote.
 *
 * Returns: %FALSE where the mapping cannot be used
 */
gboolean
tv_import_apply_mapping (const char *name, const char *json, TvImportFile *file, GError **error)
{
  g_autoptr (TvImportHints) form = tv_import_mapping_dup_form (json);
  TvImportFile *again;

  if (form != NULL && can_look_again (file))
    {
      again = look_again (file, form, error);
      if (again == NULL)
        return FALSE;
      replace (file, again);
    }
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
