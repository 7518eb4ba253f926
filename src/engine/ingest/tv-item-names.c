/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names in a header that come again with other numbers. A name may hold several numbers
 * ("Item 1 option 2"), so each of them is tried; the first column may go without ("Item", "Item
 * 2"), and programs that do not number their columns write the very same name again and again. */
#include "ingest/tv-item-names.h"

#include <string.h>

#include "base/tv-text.h"
#include "rows/tv-import-columns.h"

#define MOST_RUNS 3 /* of digits in a name */

static void
name_free (gpointer data)
{
  TvItemName *name = data;

  g_free (name->name);
  g_free (name->before);
  g_free (name);
}

static TvItemName *
name_new (const char *title, const char *before, gboolean is_last)
{
  TvItemName *name = g_new0 (TvItemName, 1);

  name->name = g_strdup (title);
  name->before = tv_header_fold (before);
  name->is_last = is_last;
  for (guint i = 0; i <= TV_ITEM_MOST; i++)
    name->fields[i] = -1;
  return name;
}

static gboolean
is_separator (char c)
{
  return c != '\0' && strchr (" _-.:/#[](){}|", c) != NULL;
}

/* What stands between the words of a name, by what stands beside its number. */
static char
find_joint (const char *header, gsize start, gsize end)
{
  static const char joints[] = "_-.:/";

  if (start > 0 && strchr (joints, header[start - 1]) != NULL)
    return header[start - 1];
  while (header[end] != '\0' && strchr ("])}", header[end]) != NULL)
    end++;
  return header[end] != '\0' && strchr (joints, header[end]) != NULL ? header[end] : ' ';
}

/* What stands before and behind a number as one name: "Item #1 – name" is "Item name". */
static char *
leave_out (const char *header, gsize start, gsize end)
{
  g_autoptr (GString) name = g_string_new_len (header, (gssize) start);
  const char *rest = header + end;
  char joint = find_joint (header, start, end);

  while (name->len > 0 && is_separator (name->str[name->len - 1]))
    g_string_truncate (name, name->len - 1);
  /* n° 1, nº 1, № 1: the sign is two or three bytes long. */
  for (gsize i = 0; i < 3; i++)
    {
      static const char *const signs[] = { "n\xc2\xb0", "n\xc2\xba", "\xe2\x84\x96" };

      if (g_str_has_suffix (name->str, signs[i])
          && (name->len == strlen (signs[i])
              || is_separator (name->str[name->len - strlen (signs[i]) - 1])))
        g_string_truncate (name, name->len - strlen (signs[i]));
    }
  while (name->len > 0 && is_separator (name->str[name->len - 1]))
    g_string_truncate (name, name->len - 1);
  while (is_separator (*rest))
    rest++;
  if (*rest != '\0' && name->len > 0)
    g_string_append_c (name, joint);
  g_string_append (name, rest);
  return tv_text_clean (name->str);
}

/* What all columns of a name have in common: before the number, and behind it. */
static char *
make_key (const char *header, gsize start, gsize end)
{
  g_autofree char *before = g_strndup (header, start);
  g_autofree char *one = tv_header_fold (before);
  g_autofree char *other = tv_header_fold (header + end);

  return g_strdup_printf ("%s\n%s", one, other);
}

static void
take_number (GHashTable *names,
             GPtrArray *order,
             const char *header,
             int field,
             gsize at,
             gsize end)
{
  g_autofree char *key = make_key (header, at, end);
  g_autofree char *digits = g_strndup (header + at, end - at);
  guint64 number = g_ascii_strtoull (digits, NULL, 10);
  TvItemName *name = g_hash_table_lookup (names, key);

  if (number > TV_ITEM_MOST || end - at > 3 || g_str_equal (key, "\n"))
    return;
  if (name == NULL)
    {
      g_autofree char *title = leave_out (header, at, end);
      g_autofree char *before = g_strndup (header, at);

      name = name_new (title, before, g_str_has_suffix (key, "\n"));
      g_hash_table_insert (names, g_steal_pointer (&key), name);
      g_ptr_array_add (order, name);
    }
  /* A number that comes twice numbers something else. */
  name->fields[number] = name->fields[number] == -1 ? field : -2;
}

static void
take_header (GHashTable *names, GPtrArray *order, const char *header, int field)
{
  gsize at = 0;

  for (guint run = 0; run < MOST_RUNS && header[at] != '\0'; run++)
    {
      gsize end;

      while (header[at] != '\0' && !g_ascii_isdigit (header[at]))
        at++;
      for (end = at; g_ascii_isdigit (header[end]);)
        end++;
      if (end > at)
        take_number (names, order, header, field, at, end);
      at = end;
    }
}

/* The first of them may have no number. */
static void
take_first (TvItemName *name, char **header)
{
  g_autofree char *folded = NULL;

  if (name->fields[0] != -1 || name->fields[1] != -1 || name->fields[2] < 0)
    return;
  folded = tv_header_fold (name->name);
  for (int h = 0; header[h] != NULL && name->fields[1] == -1; h++)
    {
      g_autofree char *other = tv_header_fold (header[h]);

      if (g_str_equal (folded, other))
        name->fields[1] = h;
    }
}

/* From 0 or 1 on without a gap, at least two. */
static gboolean
is_row_of_numbers (TvItemName *name)
{
  name->first = name->fields[0] >= 0 ? 0 : 1;
  name->last = name->first;
  if (name->fields[name->first] < 0)
    return FALSE;
  while (name->last < TV_ITEM_MOST && name->fields[name->last + 1] >= 0)
    name->last++;
  for (guint i = 0; i <= TV_ITEM_MOST; i++)
    if (name->fields[i] == -2 || (name->fields[i] >= 0 && i > name->last))
      return FALSE;
  return name->last > name->first;
}

/* Columns of the very same name. */
static void
take_repeats (GPtrArray *found, char **header)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int h = 0; header[h] != NULL; h++)
    {
      char *folded = tv_header_fold (header[h]);
      TvItemName *name = g_hash_table_lookup (seen, folded);

      if (*folded == '\0' || g_hash_table_contains (seen, folded))
        {
          if (name != NULL && name->last < TV_ITEM_MOST)
            name->fields[++name->last] = h;
          g_free (folded);
          continue;
        }
      name = name_new (header[h], header[h], TRUE);
      name->first = name->last = 1;
      name->fields[1] = h;
      g_hash_table_insert (seen, folded, name);
      g_ptr_array_add (found, name);
    }
  for (guint i = found->len; i > 0; i--)
    {
      const TvItemName *name = g_ptr_array_index (found, i - 1);

      if (name->last == name->first)
        g_ptr_array_remove_index (found, i - 1);
    }
}

/**
 * tv_item_names_find:
 * @header: (array zero-terminated=1): the header cells of a file
 *
 * Finds names that come again with other numbers, or just so.
 *
 * Returns: (transfer full) (element-type TvItemName): them, in the order of their first columns
 */
GPtrArray *
tv_item_names_find (char **header)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (name_free);
  GPtrArray *repeats = g_ptr_array_new_with_free_func (name_free);

  for (int h = 0; header[h] != NULL; h++)
    take_header (names, found, header[h], h);
  for (guint i = found->len; i > 0; i--)
    {
      TvItemName *name = g_ptr_array_index (found, i - 1);

      take_first (name, header);
      if (!is_row_of_numbers (name))
        g_ptr_array_remove_index (found, i - 1);
    }
  take_repeats (repeats, header);
  g_ptr_array_extend_and_steal (found, repeats);
  return g_steal_pointer (&found);
}
