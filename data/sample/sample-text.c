/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dirt of real exports, for text: letters without their accents, shouting, spaces where none
 * belong, telephone numbers as everybody writes them. Works on the letters of French by a table of
 * its own, since what the C library does depends on the machine. */
#include "sample.h"

#include <string.h>

typedef struct
{
  const char *lower;
  const char *upper;
  const char *plain;
} Letter;

static const Letter letters[] = {
  { "à", "À", "a" }, { "â", "Â", "a" }, { "ä", "Ä", "a" }, { "ç", "Ç", "c" }, { "è", "È", "e" },
  { "é", "É", "e" }, { "ê", "Ê", "e" }, { "ë", "Ë", "e" }, { "î", "Î", "i" }, { "ï", "Ï", "i" },
  { "ô", "Ô", "o" }, { "ö", "Ö", "o" }, { "ù", "Ù", "u" }, { "û", "Û", "u" }, { "ü", "Ü", "u" },
};

static const Letter *
find_letter (const char *p, gboolean *is_upper)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      *is_upper = g_str_has_prefix (p, letters[i].upper);
      if (*is_upper || g_str_has_prefix (p, letters[i].lower))
        return &letters[i];
    }
  return NULL;
}

/**
 * sample_strip_accents:
 * @text: text in UTF-8
 *
 * Returns: (transfer full): the text with plain letters
 */
char *
sample_strip_accents (const char *text)
{
  GString *plain = g_string_new (NULL);
  gboolean is_upper;

  while (*text != '\0')
    {
      const Letter *letter = find_letter (text, &is_upper);

      if (letter == NULL)
        g_string_append_c (plain, *text++);
      else
        {
          g_string_append_c (plain,
                             is_upper ? g_ascii_toupper (letter->plain[0]) : letter->plain[0]);
          text += strlen (letter->lower);
        }
    }
  return g_string_free (plain, FALSE);
}

/**
 * sample_to_upper:
 * @text: text in UTF-8
 *
 * Returns: (transfer full): the text in capital letters, accents kept
 */
char *
sample_to_upper (const char *text)
{
  GString *upper = g_string_new (NULL);
  gboolean is_upper;

  while (*text != '\0')
    {
      const Letter *letter = find_letter (text, &is_upper);

      if (letter == NULL)
        g_string_append_c (upper, g_ascii_toupper (*text++));
      else
        {
          g_string_append (upper, letter->upper);
          text += strlen (letter->lower);
        }
    }
  return g_string_free (upper, FALSE);
}

/**
 * sample_spoil_spaces:
 * @random: random numbers
 * @text: text
 *
 * Returns: (transfer full): the text with spaces before, after or twice between
 */
char *
sample_spoil_spaces (SeededRandom *random, const char *text)
{
  const char *space = strchr (text, ' ');

  switch (seeded_random_below (random, 3))
    {
    case 0:
      return g_strconcat (" ", text, NULL);
    case 1:
      if (space != NULL)
        return g_strdup_printf ("%.*s %s", (int) (space - text), text, space);
      return g_strconcat (text, "  ", NULL);
    default:
      return g_strconcat (text, " ", NULL);
    }
}

/**
 * sample_spoil_label:
 * @random: random numbers
 * @label: the label of a product
 *
 * Returns: (transfer full): the same label as another clerk would have typed it
 */
char *
sample_spoil_label (SeededRandom *random, const char *label)
{
  g_autofree char *plain = sample_strip_accents (label);

  switch (seeded_random_below (random, 4))
    {
    case 0:
      return sample_to_upper (label);
    case 1:
      return sample_to_upper (plain);
    case 2:
      return g_ascii_strdown (plain, -1);
    default:
      return sample_spoil_spaces (random, label);
    }
}

/**
 * sample_write_phone:
 * @random: random numbers
 * @digits: ten digits
 *
 * Returns: (transfer full): the number in one of the ways in which it is written in France
 */
char *
sample_write_phone (SeededRandom *random, const char *digits)
{
  static const guint weights[] = { 60, 15, 10, 10, 3, 2 };
  guint style = seeded_random_pick (random, weights, G_N_ELEMENTS (weights));
  const char *d = digits;

  if (*d == '\0')
    return g_strdup ("");
  switch (style)
    {
    case 0:
      return g_strdup_printf ("%.2s %.2s %.2s %.2s %.2s", d, d + 2, d + 4, d + 6, d + 8);
    case 1:
      return g_strdup (d);
    case 2:
      return g_strdup_printf ("%.2s.%.2s.%.2s.%.2s.%.2s", d, d + 2, d + 4, d + 6, d + 8);
    case 3:
      return g_strdup_printf ("+33 %.1s %.2s %.2s %.2s %.2s", d + 1, d + 2, d + 4, d + 6, d + 8);
    case 4:
      return g_strdup_printf ("0033%s", d + 1);
    default:
      return g_strdup_printf ("+33 (0)%.1s %.2s %.2s %.2s %.2s", d + 1, d + 2, d + 4, d + 6, d + 8);
    }
}
