/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of customers say by an x who wants a newsletter. A yes has a no that could be written, so
 * that nothing beside it says nothing; a mark has none, and its absence is all that can say no. So
 * a column of consent that holds marks alone has a no for its empty cells, as a transform would
 * give them one: it is told, and can be taken back. */
#include "ingest/tv-consent-marks.h"

#include "base/tv-empty-word.h"
#include "rows/tv-consent.h"

/**
 * tv_consent_marks_add:
 * @marks: (inout): what was seen so far
 * @column: a column
 * @text: a cell that is taken for it
 * @length: its bytes
 *
 * Looks at a cell; one that is empty, or of another column, tells nothing.
 */
void
tv_consent_marks_add (TvConsentMarks *marks, TvColumn column, const char *text, gsize length)
{
  if (column != TV_COLUMN_IS_OPTOUT)
    return;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (; length > 0 && g_ascii_isspace (*text); text++)
    length--;
  if (length == 0)
    return;
  if (length == 1 && g_ascii_tolower (*text) == 'x')
    marks->mark_count++;
  else if (tv_empty_word_read (text, length) != TV_EMPTY_WORD_SURE)
    marks->other_count++;
}

/**
 * tv_consent_marks_apply:
 * @marks: what was seen
 * @file: (inout): a file with its mapping
 *
 * Has an empty cell of the column of consent mean no, where the column holds marks alone.
 */
void
tv_consent_marks_apply (const TvConsentMarks *marks, TvImportFile *file)
{
  g_autoptr (TvColumnTransform) transform = NULL;

  if (marks->mark_count == 0 || marks->other_count > 0 || !tv_consent_is_given (file))
    return;
  transform = tv_column_transform_new ();
  transform->is_trimmed = TRUE;
  transform->default_text = g_strdup (TV_CONSENT_UNMARKED);
  tv_import_file_set_transform (file,
                                (guint) tv_import_file_get_index (file, TV_COLUMN_IS_OPTOUT),
                                transform);
}
