/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop writes "Ada Roux" into one column, a till Roux and Ada into two. Names are the same where
 * their words are, in whatever order and columns. Reads and writes no table. */
#include <stdlib.h>
#include <string.h>

#include "clean/tv-customer-private.h"

#define MOST_WORDS 12 /* of a name that is compared */

typedef struct
{
  const char *text;
  gsize length;
} Word;

static guint
add_words (Word *words, guint count, const char *text)
{
  for (const char *at = text; *at != '\0' && count < MOST_WORDS;)
    {
      gsize length = strcspn (at, " ");

      if (length > 0)
        words[count++] = (Word){ at, length };
      at += length + (at[length] == ' ');
    }
  return count;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *one = a, *other = b;
  int order = memcmp (one->text, other->text, MIN (one->length, other->length));

  return order != 0 ? order : (one->length > other->length) - (one->length < other->length);
}

static guint
list_words (const Texts *texts, Word *words)
{
  guint count = add_words (words, 0, texts->texts[FIELD_LAST_FOLD]);

  count = add_words (words, count, texts->texts[FIELD_FIRST_FOLD]);
  qsort (words, count, sizeof *words, compare_words);
  return count;
}

/**
 * tv_whole_name_is_same:
 * @a: a customer's texts
 * @b: those of another one
 *
 * Returns: whether their last and first names have the same words, two at least and not very many
 */
gboolean
tv_whole_name_is_same (const Texts *a, const Texts *b)
{
  Word mine[MOST_WORDS], others[MOST_WORDS];
  guint count = list_words (a, mine);

  if (count < 2 || count == MOST_WORDS || list_words (b, others) != count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (compare_words (&mine[i], &others[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * tv_whole_name_has_last:
 * @whole: a customer's texts
 * @texts: those of another one
 *
 * Returns: whether @whole has in one field a longer name with the last name of @texts in it, so
 * that a first name is most likely there, too
 */
gboolean
tv_whole_name_has_last (const Texts *whole, const Texts *texts)
{
  Word mine[MOST_WORDS], others[MOST_WORDS];
  guint count = add_words (mine, 0, whole->texts[FIELD_LAST_FOLD]);
  guint other_count = add_words (others, 0, texts->texts[FIELD_LAST_FOLD]);

  if (*whole->texts[FIELD_FIRST_FOLD] != '\0' || other_count == 0 || count <= other_count)
    return FALSE;
  for (guint i = 0; i < other_count; i++)
    {
      gboolean is_there = FALSE;

      for (guint k = 0; k < count; k++)
        is_there |= compare_words (&others[i], &mine[k]) == 0;
      if (!is_there)
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_whole_name_is_split:
 * @texts: a customer's texts
 * @whole: those of another one with the same whole name
 *
 * Returns: whether @texts tells the first name and @whole does not
 */
gboolean
tv_whole_name_is_split (const Texts *texts, const Texts *whole)
{
  return *whole->texts[FIELD_FIRST_FOLD] == '\0' && *texts->texts[FIELD_FIRST_FOLD] != '\0'
         && *texts->texts[FIELD_LAST_FOLD] != '\0' && tv_whole_name_is_same (texts, whole);
}
