/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Nome" is a whole name, a product's or a first name: the last where "Cognome" stands beside it,
 * and the file has no other first name. So it is in Italian, Spanish, Portuguese, Dutch, English
 * and more, while "Nom" and "Prénom", "Name" and "Vorname" say themselves which is which. */
#include <string.h>

#include "base/tv-text.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define MOST_WHOLE .5 /* of the names that may have the last name in them */

static gboolean
is_last_name (TvHeaderWords words)
{
  return tv_header_words_have (words, "B")
         && tv_header_words_score (words, TV_COLUMN_LAST_NAME) > 0;
}

/* A name that is not said to be the first one, the last one or a product's. */
static gboolean
is_bare_name (TvHeaderWords words)
{
  return tv_header_words_have (words, "N") && !tv_header_words_have (words, "B")
         && tv_header_words_score (words, TV_COLUMN_LAST_NAME) > 0
         && tv_header_words_score (words, TV_COLUMN_FIRST_NAME) <= 0;
}

/* Whether a column has whole names, the last names of another column within them. */
static gboolean
has_last_names (const TvImportFile *file, int name, int last_name)
{
  guint whole = 0, count = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      g_autofree char *last = tv_text_fold (tv_cells_get (file, i, last_name));
      g_autofree char *text = tv_text_fold (tv_cells_get (file, i, name));

      if (*last == '\0' || *text == '\0')
        continue;
      count++;
      whole += strstr (text, last) != NULL;
    }
  return whole > MOST_WHOLE * count;
}

/**
 * tv_import_given_name_find:
 * @file: a file with a header; its first rows are looked at where they are there
 *
 * Returns: the header cell that is called a mere name and holds first names, as last names of the
 * same person have their own column and first names have none; -1 where there is none
 */
int
tv_import_given_name_find (const TvImportFile *file)
{
  TvHeaderWords last_words = 0;
  int last_name = -1, found = -1;

  for (int h = 0; file->header[h] != NULL; h++)
    {
      TvHeaderWords words = tv_header_words_read (file->header[h]);

      if (tv_header_words_score (words, TV_COLUMN_FIRST_NAME) > 0)
        return -1;
      if (last_name >= 0 || !is_last_name (words))
        continue;
      last_name = h;
      last_words = words;
    }
  for (int h = 0; last_name >= 0 && found < 0 && file->header[h] != NULL; h++)
    {
      TvHeaderWords words = tv_header_words_read (file->header[h]);

      if (is_bare_name (words) && tv_header_words_are_of_one (words, last_words)
          && !has_last_names (file, h, last_name))
        found = h;
    }
  return found;
}
