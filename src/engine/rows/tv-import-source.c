/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the source of a file is called. A shop exports the same thing again and again under names
 * that differ by a date or a number; what stays the same is the source. */
#include <string.h>

#include "base/tv-day-names.h"
#include "base/tv-text.h"
#include "rows/tv-import-row.h"

#define SHORTEST_NAME 5 /* bytes; shorter ones of many languages are other words as well */

static gboolean
is_month (const char *word, gsize length)
{
  g_autofree char *name = g_strndup (word, length);
  static const char *const months[]
      = { "jan",  "janv", "feb",  "fev",  "fevr", "mar",  "mars", "apr", "avr",  "may",
          "mai",  "jun",  "june", "juin", "jul",  "july", "juil", "aug", "aout", "sep",
          "sept", "oct",  "nov",  "dec",  "q",    "t",    "s",    "w" };

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_equal (months[i], name))
      return TRUE;
  return length >= SHORTEST_NAME && tv_day_name_get_month (name, TV_DAY_DOTS_NONE) > 0;
}

/**
 * tv_import_source_name:
 * @file_name: name of a file without its folder
 * @entry: (nullable): sheet or member
 *
 * Names the source that a file belongs to by what stays the same from one export to the next:
 * numbers, dates and names of months become #, the ending is left out.
 *
 * Returns: (transfer full): the name
 */
char *
tv_import_source_name (const char *file_name, const char *entry)
{
  g_autofree char *folded = tv_text_fold (file_name);
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  guint count;

  words = g_strsplit (folded, " ", -1);
  count = g_strv_length (words);
  if (count > 2 && strcmp (words[count - 1], "gz") == 0)
    count--; /* sales.csv.gz is what sales.csv was */
  if (count > 1 && strlen (words[count - 1]) <= 4)
    count--; /* the ending */
  for (guint i = 0; i < count; i++)
    {
      gsize letters = 0, length = strlen (words[i]);
      gboolean is_number;

      while (letters < length && !g_ascii_isdigit (words[i][letters]))
        letters++;
      is_number = (letters < length && (letters == 0 || is_month (words[i], letters)))
                  || (letters == length && length > 2 && is_month (words[i], length));
      if (is_number && name->len > 0 && name->str[name->len - 1] == '#')
        continue;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      if (is_number)
        g_string_append_c (name, '#');
      else if (letters < length)
        g_string_append_printf (name, "%.*s#", (int) letters, words[i]);
      else
        g_string_append (name, words[i]);
    }
  if (entry != NULL && *entry != '\0')
    g_string_append_printf (name, " / %s", entry);
  return g_strdup (name->str);
}
