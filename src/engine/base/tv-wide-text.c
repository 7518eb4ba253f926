/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers are written in other digits than those of ASCII: wide ones in East Asia, those of Arabic,
 * Persian or Hindi; and marks that nobody sees say which way a text runs. What reads numbers and
 * days knows ASCII alone, and comes here where it found nothing. */
#include "base/tv-wide-text.h"

#define LONGEST 200 /* bytes; what is longer is no number */

/* Marks of the direction of writing, of no width. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0xfeff || c == 0x61c || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2069);
}

/* What stands for a character; 0 = nothing, the character itself = it stays. */
static gunichar
get_plain (gunichar c, char decimal_mark)
{
  if (is_invisible (c))
    return 0;
  if (c == 0x66b)
    return (guchar) decimal_mark;
  if (c == 0x66c)
    return decimal_mark == ',' ? '.' : ',';
  if (c == 0x3000)
    return ' ';
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xff01 + '!';
  return c >= 0x80 && g_unichar_isdigit (c) ? (gunichar) ('0' + g_unichar_digit_value (c)) : c;
}

/**
 * tv_wide_text_to_plain:
 * @text: a text
 * @length: its bytes
 * @decimal_mark: what the decimal mark of Arabic becomes, `.` or `,`; the other one stands for its
 * mark of thousands
 *
 * Writes digits and signs of other scripts in ASCII, and leaves out marks that nobody sees.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where it would be as it was, or is none
 */
char *
tv_wide_text_to_plain (const char *text, gsize length, char decimal_mark)
{
  g_autoptr (GString) plain = NULL;
  gboolean is_changed = FALSE;
  gsize wide = 0;

  while (wide < length && (guchar) text[wide] < 0x80)
    wide++;
  if (wide == length || length > LONGEST || !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;
  plain = g_string_sized_new (length);
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at), written = get_plain (c, decimal_mark);

      is_changed |= written != c;
      if (written != 0)
        g_string_append_unichar (plain, written);
    }
  return is_changed ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}
