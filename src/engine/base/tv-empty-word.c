/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases write NULL into their dumps, spreadsheets #N/A, people a dash. Some words are no more
 * than that; others are a name, a country or a place as well. */
#include "base/tv-empty-word.h"

#include <string.h>

static const char *const sure_words[]
    = { "null", "(null)", "<null>",  "[null]", "\\n",     "n/a",    "#n/a",  "<na>",  "n.a.",
        "#nv",  "#n/d",   "#div/0!", "#ref!",  "#value!", "#name?", "#num!", "#null!" };

static const char *const doubtful_words[] = { "none", "na", "nan", "nil", "undefined" };

static gboolean
is_one_of (const char *const *words, gsize count, const char *text, gsize length)
{
  for (gsize i = 0; i < count; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * tv_empty_word_is_dash:
 * @text: a cell
 * @length: its bytes
 *
 * Returns: whether it is a dash or several, of any width, perhaps with a decimal mark between them
 * (-.-) and blanks around
 */
gboolean
tv_empty_word_is_dash (const char *text, gsize length)
{
  static const char *const dashes[]
      = { "-", "\342\200\220", "\342\200\221", "\342\200\222", "–", "—", "\342\210\222" };
  guint count = 0;

  if (length > TV_EMPTY_WORD_LONGEST)
    return FALSE;
  for (gsize at = 0; at < length;)
    {
      gsize bytes = strchr (" .,", text[at]) != NULL && text[at] != '\0' ? 1 : 0;

      for (gsize i = 0; bytes == 0 && i < G_N_ELEMENTS (dashes); i++)
        if (length - at >= strlen (dashes[i])
            && memcmp (text + at, dashes[i], strlen (dashes[i])) == 0)
          {
            bytes = strlen (dashes[i]);
            count++;
          }
      if (bytes == 0)
        return FALSE;
      at += bytes;
    }
  return count > 0;
}

/* What a spreadsheet shows in the place of a value that it cannot work out, in its language:
 * #WERT!, #NOM?, #¡VALOR!. */
static gboolean
is_error (const char *text, gsize length)
{
  gsize letters = 0;

  if (length < 4 || text[0] != '#' || (text[length - 1] != '!' && text[length - 1] != '?'))
    return FALSE;
  for (gsize i = 1; i + 1 < length; i++)
    {
      if (!g_ascii_isupper (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '/'
          && (guchar) text[i] < 0x80)
        return FALSE;
      letters += g_ascii_isupper (text[i]);
    }
  return letters >= 2;
}

/**
 * tv_empty_word_read:
 * @text: a cell
 * @length: its bytes; spaces around it do not matter
 *
 * Tells how a cell means that it is empty, in any case of its letters.
 *
 * Returns: how surely it means nothing; %TV_EMPTY_WORD_NONE also for a cell that is empty
 */
TvEmptyWord
tv_empty_word_read (const char *text, gsize length)
{
  if (length > TV_EMPTY_WORD_LONGEST)
    return TV_EMPTY_WORD_NONE;
  while (length > 0 && *text == ' ')
    {
      text++;
      length--;
    }
  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length == 0)
    return TV_EMPTY_WORD_NONE;
  if (is_one_of (sure_words, G_N_ELEMENTS (sure_words), text, length)
      || tv_empty_word_is_dash (text, length))
    return TV_EMPTY_WORD_SURE;
  return is_one_of (doubtful_words, G_N_ELEMENTS (doubtful_words), text, length)
                 || is_error (text, length)
             ? TV_EMPTY_WORD_DOUBTFUL
             : TV_EMPTY_WORD_NONE;
}
