/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Likeness of two records by the weights of Fellegi and Sunter (1969): what agrees adds the
 * logarithm of how much likelier that is for one person than for two, what differs takes away. The
 * weights are fixed, so the same records always give the same answer. Reads and writes nothing. */
#include "base/tv-likeness.h"

#include <string.h>

#define LONGEST 64 /* bytes of a text that are compared letter by letter */

/* Tenths of a bit. Two first names that differ are two people, whatever they share; a last name may
 * change, an address may move, and anybody may have several e-mails and phones. */
static const struct
{
  int no, near, same;
} weights[TV_N_LIKENESS] = {
  [TV_LIKENESS_NAME] = { -60, 30, 50 },    [TV_LIKENESS_FIRST_NAME] = { -200, 20, 30 },
  [TV_LIKENESS_EMAIL] = { -5, 50, 90 },    [TV_LIKENESS_PHONE] = { -5, 0, 80 },
  [TV_LIKENESS_ADDRESS] = { -10, 30, 50 }, [TV_LIKENESS_POSTAL_CODE] = { -15, 0, 40 },
};

/* The text without spaces. */
static gsize
squeeze (const char *text, char *out)
{
  gsize length = 0;

  for (; *text != '\0' && length < LONGEST; text++)
    if (*text != ' ')
      out[length++] = *text;
  return length;
}

/* Whether a can be made b by so many letters put in, left out, changed or swapped at most. */
static gboolean
is_within (const char *a, gsize a_length, const char *b, gsize b_length, int most)
{
  int rows[3][LONGEST + 1];

  if (ABS ((gssize) a_length - (gssize) b_length) > most)
    return FALSE;
  for (gsize j = 0; j <= b_length; j++)
    rows[0][j] = (int) j;
  for (gsize i = 1; i <= a_length; i++)
    {
      int *row = rows[i % 3];
      const int *above = rows[(i - 1) % 3];
      int least = row[0] = (int) i;

      for (gsize j = 1; j <= b_length; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i - 2) % 3][j - 2] + 1);
          least = MIN (least, row[j]);
        }
      if (least > most)
        return FALSE;
    }
  return rows[a_length % 3][b_length] <= most;
}

/* One letter in a word of four and more, two in nine and more. */
static TvAlike
compare_words (const char *a, const char *b)
{
  char first[LONGEST], second[LONGEST];
  gsize first_length = squeeze (a, first), second_length = squeeze (b, second);
  gsize longest = MAX (first_length, second_length);
  int most = longest >= 9 ? 2 : (longest >= 4 ? 1 : 0);

  if (first_length == second_length && memcmp (first, second, first_length) == 0)
    return TV_ALIKE_SAME;
  return is_within (first, first_length, second, second_length, most) ? TV_ALIKE_NEAR : TV_ALIKE_NO;
}

/* "jean pierre" and "jean", "marie" and "m". */
static gboolean
is_beginning (const char *whole, const char *part)
{
  gsize length = strlen (part);

  return strncmp (whole, part, length) == 0 && (whole[length] == ' ' || length == 1);
}

static TvAlike
compare_first_names (const char *a, const char *b)
{
  TvAlike alike = compare_words (a, b);

  if (alike == TV_ALIKE_NO && (is_beginning (a, b) || is_beginning (b, a)))
    return TV_ALIKE_NEAR;
  return alike;
}

/* anna2 and anna3 are two people: a number tells apart what bears the same name. */
static gboolean
has_same_digits (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize i = 0, j = 0;

  for (;;)
    {
      while (i < a_length && !g_ascii_isdigit (a[i]))
        i++;
      while (j < b_length && !g_ascii_isdigit (b[j]))
        j++;
      if (i == a_length || j == b_length)
        return i == a_length && j == b_length;
      if (a[i++] != b[j++])
        return FALSE;
    }
}

/* Another domain, or a letter of the part before it, makes two addresses that are near. */
static TvAlike
compare_emails (const char *a, const char *b)
{
  gsize a_length = strcspn (a, "@"), b_length = strcspn (b, "@");

  if (strcmp (a, b) == 0)
    return TV_ALIKE_SAME;
  if (a_length == b_length && a_length >= 5 && memcmp (a, b, a_length) == 0)
    return TV_ALIKE_NEAR;
  return a_length >= 9 && a_length < LONGEST && b_length < LONGEST
                 && strcmp (a + a_length, b + b_length) == 0
                 && has_same_digits (a, a_length, b, b_length)
                 && is_within (a, a_length, b, b_length, 1)
             ? TV_ALIKE_NEAR
             : TV_ALIKE_NO;
}

static TvAlike
compare_part (TvLikenessPart part, const char *a, const char *b)
{
  if (*a == '\0' || *b == '\0')
    return TV_ALIKE_UNKNOWN;
  switch (part)
    {
    case TV_LIKENESS_NAME:
    case TV_LIKENESS_ADDRESS:
      return compare_words (a, b);
    case TV_LIKENESS_FIRST_NAME:
      return compare_first_names (a, b);
    case TV_LIKENESS_EMAIL:
      return compare_emails (a, b);
    default:
      return strcmp (a, b) == 0 ? TV_ALIKE_SAME : TV_ALIKE_NO;
    }
}

static int
add_up (const guint8 parts[TV_N_LIKENESS])
{
  int score = 0;

  for (int i = 0; i < TV_N_LIKENESS; i++)
    score += parts[i] == TV_ALIKE_SAME   ? weights[i].same
             : parts[i] == TV_ALIKE_NEAR ? weights[i].near
             : parts[i] == TV_ALIKE_NO   ? weights[i].no
                                         : 0;
  return score;
}

/**
 * tv_likeness_compare:
 * @a: a record
 * @b: another one
 * @out_parts: (out caller-allocates): a TvAlike for each part
 *
 * Compares two records. First and last name may be swapped in one of them.
 *
 * Returns: tenths of a bit that speak for one person; from 100 on it is worth a look
 */
int
tv_likeness_compare (const TvPerson *a, const TvPerson *b, guint8 out_parts[TV_N_LIKENESS])
{
  TvAlike name, first_name;

  for (int i = 0; i < TV_N_LIKENESS; i++)
    out_parts[i] = (guint8) compare_part ((TvLikenessPart) i, a->text[i], b->text[i]);
  if (out_parts[TV_LIKENESS_NAME] == TV_ALIKE_NO
      || out_parts[TV_LIKENESS_FIRST_NAME] == TV_ALIKE_NO)
    {
      name = compare_part (TV_LIKENESS_NAME,
                           a->text[TV_LIKENESS_NAME],
                           b->text[TV_LIKENESS_FIRST_NAME]);
      first_name = compare_part (TV_LIKENESS_NAME,
                                 a->text[TV_LIKENESS_FIRST_NAME],
                                 b->text[TV_LIKENESS_NAME]);
      if (name == TV_ALIKE_SAME && first_name == TV_ALIKE_SAME)
        out_parts[TV_LIKENESS_NAME] = out_parts[TV_LIKENESS_FIRST_NAME] = TV_ALIKE_NEAR;
    }
  return add_up (out_parts);
}
