/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a draft hold besides what is taken of them. Changes nothing. */
#include "pages/import/tva-import-draft.h"

/* Whether a sheet or member of a file is in the list. */
static gboolean
has_entry (TvaImportDraft *self, const char *path, const char *entry)
{
  for (guint i = 0; i < tva_import_draft_count (self); i++)
    {
      TvaImportSource *source = tva_import_draft_peek (self, i);

      if (g_str_equal (tva_import_source_get_path (source), path)
          && g_strcmp0 (tva_import_source_get_choices (source)->entry, entry) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * tva_import_draft_list_entries:
 * @draft: a draft
 * @source: one of its files
 *
 * Lists what the file holds that was left out, since it is hidden or nothing in it was recognised,
 * and that nobody has taken yet.
 *
 * Returns: (transfer full): names of sheets or members
 */
char **
tva_import_draft_list_entries (TvaImportDraft *draft, TvaImportSource *source)
{
  const TvaImportChoices *choices = tva_import_source_get_choices (source);
  const char *path = tva_import_source_get_path (source);
  char **const lists[] = { choices->unknown, choices->hidden };
  g_autoptr (GStrvBuilder) entries = g_strv_builder_new ();

  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; lists[k] != NULL && lists[k][i] != NULL; i++)
      if (!has_entry (draft, path, lists[k][i]))
        g_strv_builder_add (entries, lists[k][i]);
  return g_strv_builder_end (entries);
}
