/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying and joining what is said of the form of a file. What is read of it otherwise, the kind
 * that is asked for and the progress of a look, is of one look alone and never copied. */
#include "rows/tv-import-hints.h"

static gboolean
says_something (const TvImportHints *hints)
{
  return hints->encoding != NULL || hints->delimiter != NULL || hints->quote >= 0
         || hints->preamble_rows >= 0 || hints->header_rows >= 0 || hints->keeps_rows >= 0;
}

/**
 * tv_import_hints_dup_form:
 * @hints: (nullable): what was said of a file
 *
 * Copies what is said of its form.
 *
 * Returns: (transfer full) (nullable): it, with texts of its own; %NULL where nothing is said
 */
TvImportHints *
tv_import_hints_dup_form (const TvImportHints *hints)
{
  TvImportHints *form;

  if (hints == NULL || !says_something (hints))
    return NULL;
  form = g_memdup2 (hints, sizeof *hints);
  form->encoding = g_strdup (hints->encoding);
  form->delimiter = g_strdup (hints->delimiter);
  form->progress = NULL;
  form->kind = TV_KIND_UNKNOWN;
  return form;
}

/**
 * tv_import_hints_free:
 * @form: (transfer full) (nullable): a copy
 *
 * Frees it with its texts.
 */
void
tv_import_hints_free (TvImportHints *form)
{
  if (form == NULL)
    return;
  g_free ((char *) form->encoding);
  g_free ((char *) form->delimiter);
  g_free (form);
}

/**
 * tv_import_hints_fill:
 * @hints: (inout): what is said of a file now
 * @other: what was said of such files before
 *
 * Takes over what is not said now. The texts belong to @other still.
 */
void
tv_import_hints_fill (TvImportHints *hints, const TvImportHints *other)
{
  if (hints->encoding == NULL)
    hints->encoding = other->encoding;
  if (hints->delimiter == NULL)
    hints->delimiter = other->delimiter;
  if (hints->quote < 0)
    hints->quote = other->quote;
  if (hints->preamble_rows < 0)
    hints->preamble_rows = other->preamble_rows;
  if (hints->header_rows < 0)
    hints->header_rows = other->header_rows;
  if (hints->keeps_rows < 0)
    hints->keeps_rows = other->keeps_rows;
}
