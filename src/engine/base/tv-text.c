/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people type it: tidied for keeping, folded for matching only (case, accents, ligatures
 * and punctuation gone), and bytes as hex. ASCII, which nearly all cells are, takes a short way.
 * E-mail and phone forms are in tv-contact-form.c. */
#include "base/tv-text.h"

#include <string.h>

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* Trims and collapses white space and control bytes of ASCII in place of a copy. */
static char *
clean_ascii (const char *text)
{
  char *result = g_malloc (strlen (text) + 1);
  char *to = result;
  gboolean is_gap = FALSE;

  for (; *text != '\0'; text++)
    {
      if ((guchar) *text <= 0x20 || *text == 0x7f)
        {
          is_gap = to > result;
          continue;
        }
      if (is_gap)
        *to++ = ' ';
      is_gap = FALSE;
      *to++ = *text;
    }
  *to = '\0';
  return result;
}

static gboolean
is_invisible (gunichar c)
{
  return c == 0xfeff || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xad;
}

/**
 * tv_text_clean:
 * @text: (nullable): what was typed; bytes that are not UTF-8 become replacement characters
 *
 * Trims, makes one space of all white space and control characters, drops invisible characters, and
 * composes (NFC).
 *
 * Returns: (transfer full): the tidy text, "" for %NULL
 */
char *
tv_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autoptr (GString) result = NULL;
  gboolean is_gap = FALSE;

  if (text == NULL)
    return g_strdup ("");
  if (is_ascii (text))
    return clean_ascii (text);
  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  result = g_string_sized_new (strlen (composed));
  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_invisible (c))
        continue;
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          is_gap = result->len > 0;
          continue;
        }
      if (is_gap)
        g_string_append_c (result, ' ');
      is_gap = FALSE;
      g_string_append_unichar (result, c);
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static char *
fold_ascii (const char *text)
{
  char *result = g_malloc (strlen (text) + 1);
  char *to = result;
  gboolean is_gap = FALSE;

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text))
        {
          is_gap = to > result;
          continue;
        }
      if (is_gap)
        *to++ = ' ';
      is_gap = FALSE;
      *to++ = g_ascii_tolower (*text);
    }
  *to = '\0';
  return result;
}

/* Letters that no decomposition takes apart. */
static const char *
spell_out (gunichar c)
{
  switch (c)
    {
    case 0x153: /* oe */
      return "oe";
    case 0xe6: /* ae */
      return "ae";
    case 0xdf: /* sharp s, where case folding did not do it */
      return "ss";
    case 0xf8: /* o with stroke */
      return "o";
    case 0x142: /* l with stroke */
      return "l";
    default:
      return NULL;
    }
}

/**
 * tv_text_fold:
 * @text: (nullable): any text
 *
 * Makes the key that texts are matched by, never shown: lower case, no accents, ligatures spelt
 * out, one space for all that is neither letter nor digit. Folding what is folded changes nothing.
 *
 * Returns: (transfer full): the key, "" where nothing is left
 */
char *
tv_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *apart = NULL;
  g_autoptr (GString) result = NULL;
  gboolean is_gap = FALSE;

  if (text == NULL)
    return g_strdup ("");
  if (is_ascii (text))
    return fold_ascii (text);
  valid = g_utf8_make_valid (text, -1);
  apart = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKD);
  folded = g_utf8_casefold (apart, -1);
  g_free (apart);
  apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKD);
  result = g_string_sized_new (strlen (apart));
  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      const char *spelt = spell_out (c);

      if (g_unichar_ismark (c) || is_invisible (c))
        continue;
      if (!g_unichar_isalnum (c))
        {
          is_gap = result->len > 0;
          continue;
        }
      if (is_gap)
        g_string_append_c (result, ' ');
      is_gap = FALSE;
      if (spelt != NULL)
        g_string_append (result, spelt);
      else
        g_string_append_unichar (result, g_unichar_tolower (c)); /* a few scripts fold upwards */
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/**
 * tv_hex_encode:
 * @bytes: (array length=length): the bytes
 * @length: their number
 *
 * Returns: (transfer full): two lower-case digits for each byte
 */
char *
tv_hex_encode (const guint8 *bytes, gsize length)
{
  char *result = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      result[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
      result[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
  result[2 * length] = '\0';
  return result;
}
