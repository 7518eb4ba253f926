/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies a column's transform to a cell. The order is fixed, so that the parts need no order of
 * their own: trim, null words, prefix, suffix, characters, trim again, case, default. */
#include "rows/tv-import-transform.h"

#include <string.h>

static const char *const cases[TV_N_CASES] = {
  [TV_CASE_KEEP] = "keep",
  [TV_CASE_LOWER] = "lower",
  [TV_CASE_UPPER] = "upper",
  [TV_CASE_TITLE] = "title",
};

/**
 * tv_column_transform_new:
 *
 * Returns: (transfer full): a transform that changes nothing
 */
TvColumnTransform *
tv_column_transform_new (void)
{
  return g_new0 (TvColumnTransform, 1);
}

/**
 * tv_column_transform_copy:
 * @transform: a transform
 *
 * Returns: (transfer full): the same once more
 */
TvColumnTransform *
tv_column_transform_copy (const TvColumnTransform *transform)
{
  TvColumnTransform *copy = g_new0 (TvColumnTransform, 1);

  copy->is_trimmed = transform->is_trimmed;
  copy->text_case = transform->text_case;
  copy->prefix = g_strdup (transform->prefix);
  copy->suffix = g_strdup (transform->suffix);
  copy->characters = g_strdup (transform->characters);
  copy->default_text = g_strdup (transform->default_text);
  copy->null_words = g_strdupv (transform->null_words);
  return copy;
}

/**
 * tv_column_transform_free:
 * @transform: (transfer full) (nullable): a transform
 *
 * Frees a transform.
 */
void
tv_column_transform_free (TvColumnTransform *transform)
{
  if (transform == NULL)
    return;
  g_free (transform->prefix);
  g_free (transform->suffix);
  g_free (transform->characters);
  g_free (transform->default_text);
  g_strfreev (transform->null_words);
  g_free (transform);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/**
 * tv_column_transform_is_plain:
 * @transform: (nullable): a transform
 *
 * Returns: whether it says nothing of a cell; that no word means an empty one is something
 */
gboolean
tv_column_transform_is_plain (const TvColumnTransform *transform)
{
  return transform == NULL
         || (!transform->is_trimmed && transform->text_case == TV_CASE_KEEP
             && is_empty (transform->prefix) && is_empty (transform->suffix)
             && is_empty (transform->characters) && is_empty (transform->default_text)
             && transform->null_words == NULL);
}

static gboolean
is_null_word (const TvColumnTransform *transform, const char *text)
{
  g_autofree char *folded = NULL;

  if (transform->null_words == NULL || transform->null_words[0] == NULL)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  for (guint i = 0; transform->null_words[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (transform->null_words[i], -1);

      if (g_str_equal (folded, word))
        return TRUE;
    }
  return FALSE;
}

static char *
take_out (const char *text, const char *characters)
{
  GString *kept = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_strchr (characters, -1, g_utf8_get_char (at)) == NULL)
      g_string_append_len (kept, at, g_utf8_next_char (at) - at);
  return g_string_free (kept, FALSE);
}

static char *
capitalise (const char *text)
{
  GString *turned = g_string_sized_new (strlen (text));
  gboolean is_start = TRUE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (turned, is_start ? g_unichar_totitle (c) : g_unichar_tolower (c));
      is_start = !g_unichar_isalnum (c);
    }
  return g_string_free (turned, FALSE);
}

static char *
turn_case (const char *text, TvTextCase text_case)
{
  switch (text_case)
    {
    case TV_CASE_LOWER:
      return g_utf8_strdown (text, -1);
    case TV_CASE_UPPER:
      return g_utf8_strup (text, -1);
    case TV_CASE_TITLE:
      return capitalise (text);
    default:
      return g_strdup (text);
    }
}

static void
replace (char **text, char *other)
{
  g_free (*text);
  *text = other;
}

/**
 * tv_column_transform_apply:
 * @transform: (nullable): a transform
 * @text: a cell
 * @length: its bytes; what is no UTF-8 is replaced first
 *
 * Gives what a cell means under a transform; also for showing before and after.
 *
 * Returns: (transfer full): the cell; "" for an empty one
 */
char *
tv_column_transform_apply (const TvColumnTransform *transform, const char *text, gsize length)
{
  char *cell = g_utf8_make_valid (text, (gssize) length);

  if (transform == NULL)
    return cell;
  if (transform->is_trimmed)
    g_strstrip (cell);
  if (is_null_word (transform, cell))
    replace (&cell, g_strdup (""));
  if (!is_empty (transform->prefix) && g_str_has_prefix (cell, transform->prefix))
    replace (&cell, g_strdup (cell + strlen (transform->prefix)));
  if (!is_empty (transform->suffix) && g_str_has_suffix (cell, transform->suffix))
    cell[strlen (cell) - strlen (transform->suffix)] = '\0';
  if (!is_empty (transform->characters))
    replace (&cell, take_out (cell, transform->characters));
  if (transform->is_trimmed)
    g_strstrip (cell);
  if (transform->text_case != TV_CASE_KEEP)
    replace (&cell, turn_case (cell, transform->text_case));
  if (*cell == '\0' && transform->default_text != NULL)
    replace (&cell, g_strdup (transform->default_text));
  return cell;
}

/**
 * tv_text_case_get_code:
 * @text_case: a case
 *
 * Returns: its code in files, static
 */
const char *
tv_text_case_get_code (TvTextCase text_case)
{
  g_return_val_if_fail ((guint) text_case < TV_N_CASES, cases[TV_CASE_KEEP]);
  return cases[text_case];
}

/**
 * tv_text_case_from_code:
 * @code: (nullable): a code
 *
 * Returns: the case, TV_N_CASES for a code that is not known
 */
TvTextCase
tv_text_case_from_code (const char *code)
{
  for (guint i = 0; i < TV_N_CASES; i++)
    if (g_strcmp0 (cases[i], code) == 0)
      return (TvTextCase) i;
  return TV_N_CASES;
}
