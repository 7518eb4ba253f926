/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All tables of a file: the sheets of a workbook, the members of an archive, and the sheets of a
 * workbook that is such a member. */
#include "pipeline/tv-engine-import.h"

/* The other sheets of a workbook that is packed in a file, of whose copy all of them are read. */
static void
add_sheets_beside (GPtrArray *files, const TvImportFile *first, const TvImportHints *hints)
{
  g_auto (GStrv) sheets
      = first->spool != NULL ? tv_import_list_entries (first->path, FALSE, NULL) : NULL;

  for (guint i = 0; sheets != NULL && sheets[i] != NULL; i++)
    {
      g_autoptr (TvImportFile) sheet = NULL;

      if (g_strcmp0 (sheets[i], first->entry) != 0)
        sheet = tv_import_sniff_with (first->path, sheets[i], hints, NULL);
      if (sheet == NULL || sheet->kind == TV_KIND_UNKNOWN)
        continue;
      sheet->spool = tv_import_spool_ref (first->spool);
      g_ptr_array_add (files, g_steal_pointer (&sheet));
    }
}

/**
 * tv_import_sniff_all:
 * @path: (type filename): a file
 * @hints: (nullable): what a person says about the file; the rest is guessed
 * @error: return location for an error, one sentence that names the file
 *
 * Looks at all sheets of a workbook or members of an archive that nobody hid, as the window does.
 * What cannot be read beside them, a picture in an archive, is no reason to stop.
 *
 * Returns: (transfer full) (nullable) (element-type TvImportFile): those that are known as some
 * kind of table; where none is, the file by itself
 */
GPtrArray *
tv_import_sniff_all (const char *path, const TvImportHints *hints, GError **error)
{
  g_auto (GStrv) entries = tv_import_list_entries (path, FALSE, error);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  TvImportFile *file;

  if (entries == NULL)
    return NULL;
  for (guint i = 0; entries[i] != NULL; i++)
    {
      file = tv_import_sniff_with (path, entries[i], hints, NULL);
      if (file != NULL && file->kind != TV_KIND_UNKNOWN)
        {
          g_ptr_array_add (files, file);
          add_sheets_beside (files, file, hints);
        }
      else
        tv_import_file_free (file);
    }
  if (files->len > 0)
    return g_steal_pointer (&files);
  file = tv_import_sniff_with (path, NULL, hints, error);
  if (file == NULL)
    return NULL;
  g_ptr_array_add (files, file);
  add_sheets_beside (files, file, hints);
  return g_steal_pointer (&files);
}
