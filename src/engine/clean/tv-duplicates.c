/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duplicates: customers that share an exact e-mail or phone and whose names agree become one group.
 * Whoever has no full name joins a group only where no other could be meant, so that two people
 * never become one through a third without a name; nor do two whom a person keeps apart. Works in
 * memory; reads and writes no table. */
#include "clean/tv-customer-private.h"

#define CANCEL_ROWS 0xfff /* customers between two looks at the cancel */
#define MOST_GROUPS                                                                                \
  16 /* a shared address with more people tells nothing about one without a name */

/**
 * tv_duplicates_find_master:
 * @customers: (element-type Customer): by ascending id
 * @index: a customer
 *
 * Returns: the index of the master of its group: the smallest, unless a person chose another one
 */
guint32
tv_duplicates_find_master (GArray *customers, guint32 index)
{
  while (g_array_index (customers, Customer, index).master != index)
    {
      Customer *customer = &g_array_index (customers, Customer, index);

      customer->master = g_array_index (customers, Customer, customer->master).master;
      index = customer->master;
    }
  return index;
}

static gboolean
agree (const char *a, const char *b)
{
  return *a == '\0' || *b == '\0' || g_str_equal (a, b);
}

/**
 * tv_duplicates_is_apart:
 * @customers: (element-type Customer): by ascending id
 * @root: the index of a master
 * @other: the index of another one
 *
 * Returns: whether a person keeps somebody of the one group apart from somebody of the other
 */
gboolean
tv_duplicates_is_apart (GArray *customers, guint32 root, guint32 other)
{
  const GArray *apart = g_array_index (customers, Customer, root).apart;

  for (guint i = 0; apart != NULL && i < apart->len; i++)
    if (tv_duplicates_find_master (customers, g_array_index (apart, guint32, i)) == other)
      return TRUE;
  return FALSE;
}

/* Joins two groups unless they are known by different last names, or kept apart. */
static void
join (GArray *customers, guint32 a, guint32 b, const char *rule)
{
  guint32 first = tv_duplicates_find_master (customers, a);
  guint32 second = tv_duplicates_find_master (customers, b);
  Customer *master = &g_array_index (customers, Customer, MIN (first, second));
  Customer *other = &g_array_index (customers, Customer, MAX (first, second));

  if (first == second || !agree (master->group_name, other->group_name)
      || tv_duplicates_is_apart (customers, first, second))
    return;
  if (master->apart == NULL)
    master->apart = g_steal_pointer (&other->apart);
  else if (other->apart != NULL)
    g_array_append_vals (master->apart, other->apart->data, other->apart->len);
  if (*master->group_name == '\0')
    master->group_name = other->group_name;
  other->master = MIN (first, second);
  other->rule = rule;
}

/* What has to be equal: the last name, and for a phone, which a household shares, the first name
 * too. */
static char *
dup_name (const Customer *customer, Field field)
{
  return field == FIELD_EMAIL ? g_strdup (customer->last_fold)
                              : g_strconcat (customer->last_fold, "|", customer->first_fold, NULL);
}

static gboolean
is_named (const Customer *customer, Field field)
{
  return *customer->last_fold != '\0' && (field == FIELD_EMAIL || *customer->first_fold != '\0');
}

static gboolean
may_be (const Customer *customer, const Customer *other, Field field)
{
  return agree (customer->last_fold, other->last_fold)
         && (field == FIELD_EMAIL || agree (customer->first_fold, other->first_fold));
}

/* How many of the named groups a customer without a full name could belong to; the last of them. */
static guint
count_candidates (GArray *customers,
                  GHashTable *groups,
                  const Customer *customer,
                  Field field,
                  guint32 *out_index)
{
  GHashTableIter iter;
  gpointer value;
  guint count = 0;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint32 index = GPOINTER_TO_UINT (value) - 1;

      if (!may_be (customer, &g_array_index (customers, Customer, index), field))
        continue;
      count++;
      *out_index = index;
    }
  return count;
}

/* Joins a customer with the first of the same name; the value is the index and one. */
static void
join_same (GArray *customers, GHashTable *groups, guint32 index, Field field, const char *rule)
{
  g_autofree char *name = dup_name (&g_array_index (customers, Customer, index), field);
  gpointer found = g_hash_table_lookup (groups, name);

  if (found != NULL)
    join (customers, GPOINTER_TO_UINT (found) - 1, index, rule);
  else
    g_hash_table_insert (groups, g_steal_pointer (&name), GUINT_TO_POINTER (index + 1));
}

/* All customers of one address: a chain from head on, ended by 0. */
static void
link_chain (GArray *customers, const guint32 *next, guint32 head, Field field, const char *rule)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) nameless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint32 i = head;

  do
    {
      if (is_named (&g_array_index (customers, Customer, i), field))
        join_same (customers, named, i, field, rule);
      i = next[i];
    }
  while (i != 0);
  if (g_hash_table_size (named) > MOST_GROUPS)
    return;
  i = head;
  do
    {
      const Customer *customer = &g_array_index (customers, Customer, i);
      guint32 only = 0;
      guint count = is_named (customer, field)
                        ? G_MAXUINT
                        : count_candidates (customers, named, customer, field, &only);

      if (count == 1)
        join (customers, only, i, rule);
      else if (count == 0)
        join_same (customers, nameless, i, field, rule);
      i = next[i];
    }
  while (i != 0);
}

/**
 * tv_duplicates_link:
 * @customers: (element-type Customer): by ascending id
 * @field: FIELD_EMAIL or FIELD_PHONE, in normal form
 * @rule: what a link by this field is called, static
 * @progress: (nullable): whose cancel ends it
 * @error: return location for a cancel
 *
 * Joins those that share a field and whose names agree.
 *
 * Returns: %FALSE on a cancel
 */
gboolean
tv_duplicates_link (GArray *customers,
                    Field field,
                    const char *rule,
                    TvProgress *progress,
                    GError **error)
{
  g_autoptr (GHashTable) heads = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint32 *next = g_new0 (guint32, (gsize) customers->len + 1);
  g_autofree guint32 *last = g_new0 (guint32, (gsize) customers->len + 1);

  for (guint32 i = 0; i < customers->len; i++)
    {
      const char *key = g_array_index (customers, Customer, i).fields[field];
      gpointer found;

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      last[i] = i;
      if (key == NULL)
        continue;
      if (!g_hash_table_lookup_extended (heads, key, NULL, &found))
        {
          g_hash_table_insert (heads, (gpointer) key, GUINT_TO_POINTER (i));
          continue;
        }
      next[last[GPOINTER_TO_UINT (found)]] = i;
      last[GPOINTER_TO_UINT (found)] = i;
    }
  /* In order of the heads, not of the table: the same sources give the same groups. */
  for (guint32 i = 0; i < customers->len; i++)
    {
      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      if (last[i] != i)
        link_chain (customers, next, i, field, rule);
    }
  return TRUE;
}
