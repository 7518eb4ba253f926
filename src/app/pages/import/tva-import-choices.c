/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choices about a file as one value, so that a worker gets a copy and the window stays free to
 * change its own. */
#include "pages/import/tva-import-choices.h"

/**
 * tva_import_choices_new:
 *
 * Returns: (transfer full): nothing said, all guessed
 */
TvaImportChoices *
tva_import_choices_new (void)
{
  TvaImportChoices *choices = g_new0 (TvaImportChoices, 1);

  choices->quote = TVA_CHOICE_GUESS;
  choices->preamble_rows = TVA_CHOICE_GUESS;
  choices->header_rows = TVA_CHOICE_GUESS;
  choices->keeps_rows = TVA_CHOICE_GUESS;
  return choices;
}

/**
 * tva_import_choices_copy:
 * @choices: some choices
 *
 * Returns: (transfer full): the same once more
 */
TvaImportChoices *
tva_import_choices_copy (const TvaImportChoices *choices)
{
  TvaImportChoices *copy = g_memdup2 (choices, sizeof *choices);

  copy->entry = g_strdup (choices->entry);
  copy->hidden = g_strdupv (choices->hidden);
  copy->unknown = g_strdupv (choices->unknown);
  copy->encoding = g_strdup (choices->encoding);
  copy->delimiter = g_strdup (choices->delimiter);
  copy->preset_name = g_strdup (choices->preset_name);
  copy->orders = choices->orders != NULL ? tv_import_file_copy (choices->orders) : NULL;
  return copy;
}

/**
 * tva_import_choices_free:
 * @choices: (transfer full) (nullable): some choices
 *
 * Frees them.
 */
void
tva_import_choices_free (TvaImportChoices *choices)
{
  if (choices == NULL)
    return;
  g_free (choices->entry);
  g_strfreev (choices->hidden);
  g_strfreev (choices->unknown);
  g_free (choices->encoding);
  g_free (choices->delimiter);
  g_free (choices->preset_name);
  g_clear_pointer (&choices->orders, tv_import_file_free);
  g_free (choices);
}

/**
 * tva_import_choices_get_hints:
 * @choices: some choices
 *
 * Returns: the same for the engine; its texts belong to @choices
 */
TvImportHints
tva_import_choices_get_hints (const TvaImportChoices *choices)
{
  TvImportHints hints = TV_IMPORT_HINTS_INIT;

  hints.encoding = choices->encoding;
  hints.delimiter = choices->delimiter;
  hints.quote = choices->quote;
  hints.preamble_rows = choices->preamble_rows;
  hints.header_rows = choices->header_rows;
  hints.keeps_rows = choices->keeps_rows;
  return hints;
}
