/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop in Italy may have customers from all of Europe, and their letters speak for any encoding;
 * "Quantità" is a word in one of them alone. */
#include "ingest/tv-header-encoding.h"

#include "rows/tv-header-words.h"
#include "rows/tv-import-columns.h"

/* How many names with letters beyond ASCII are understood, once they are read in another encoding;
 * NULL = as they are. */
static guint
count_known (char **header, const char *from, const char *to)
{
  guint known = 0;

  for (guint h = 0; header[h] != NULL; h++)
    {
      g_autofree char *bytes = NULL, *name = NULL;
      gsize length;

      if (g_str_is_ascii (header[h]))
        continue;
      if (to == NULL)
        name = g_strdup (header[h]);
      else if ((bytes = g_convert (header[h], -1, from, "UTF-8", NULL, &length, NULL)) != NULL)
        name = g_convert (bytes, (gssize) length, "UTF-8", to, NULL, NULL, NULL);
      known += name != NULL && (tv_header_words_read (name) != 0 || tv_header_is_known (name));
    }
  return known;
}

/**
 * tv_header_encoding_choose:
 * @header: the names of columns as they were read
 * @encoding: what they were read as, a guess
 * @alternatives: (element-type utf8): what else the text might be, likeliest first
 *
 * Returns: (nullable) (transfer none): the alternative by which more names with letters beyond
 * ASCII are understood, the most common encoding among them whether or not it was thought of; %NULL
 * where there is none
 */
const char *
tv_header_encoding_choose (char **header, const char *encoding, const GPtrArray *alternatives)
{
  guint most = count_known (header, encoding, NULL);
  const char *chosen = NULL;

  /* No other text looks like these by chance. */
  if (g_ascii_strncasecmp (encoding, "UTF", 3) == 0)
    return NULL;
  for (guint i = 0; i <= alternatives->len; i++)
    {
      const char *other
          = i < alternatives->len ? g_ptr_array_index (alternatives, i) : "WINDOWS-1252";
      guint known = count_known (header, encoding, other);

      if (known <= most)
        continue;
      most = known;
      chosen = other;
    }
  return chosen;
}
