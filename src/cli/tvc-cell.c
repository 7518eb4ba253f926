/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printf() fills up to a number of bytes and cuts amid a letter of two; a terminal has columns, of
 * which an accent above a letter takes none and an ideograph two. */
#include "tvc-cell.h"

#define CUT "…"

static guint
get_columns (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

static guint
count_columns (const char *text)
{
  guint count = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    count += get_columns (g_utf8_get_char (at));
  return count;
}

/* As much of a text as fits beside a sign that it goes on. */
static char *
cut (const char *text, guint width)
{
  const char *end = text;
  guint count = 1;

  while (*end != '\0' && count + get_columns (g_utf8_get_char (end)) <= width)
    {
      count += get_columns (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s" CUT, (int) (end - text), text);
}

static char *
make (const char *text, guint width, gboolean is_right)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *shown
      = count_columns (valid) > width ? cut (valid, width) : g_steal_pointer (&valid);
  g_autofree char *blanks = g_strnfill (width - MIN (count_columns (shown), width), ' ');

  return is_right ? g_strconcat (blanks, shown, NULL) : g_strconcat (shown, blanks, NULL);
}

/**
 * tvc_cell:
 * @text: (nullable): what stands in it
 * @width: columns of a terminal, at least 1
 *
 * Makes a cell whose text begins at its left end; a longer one is cut, and ends in “…”.
 *
 * Returns: (transfer full): the cell
 */
char *
tvc_cell (const char *text, guint width)
{
  return make (text, width, FALSE);
}

/**
 * tvc_cell_right:
 * @text: (nullable): what stands in it
 * @width: columns of a terminal, at least 1
 *
 * The same for a text that ends at the right end, as an amount does.
 *
 * Returns: (transfer full): the cell
 */
char *
tvc_cell_right (const char *text, guint width)
{
  return make (text, width, TRUE);
}
