/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duplicates: customers that share an exact e-mail or phone and whose names agree become one group.
 * Whoever has no full name joins a group only where no other could be meant, so that two people
 * never become one through a third without a name; nor do two whom a person keeps apart. Works in
 * memory; reads and writes no table. */
#include <string.h>

#include "base/tv-hash.h"
#include "clean/tv-customer-private.h"

#define CANCEL_ROWS 0xfff /* customers between two looks at the cancel */
#define MOST_WHOLE 64     /* customers of one address whose whole names are compared */
#define MOST_GROUPS                                                                                \
  16 /* a shared address with more people tells nothing about one without a name */

/* A customer among others of whom some may have the same texts. */
typedef struct
{
  guint64 hash; /* of the texts */
  guint32 index;
  guint32 first; /* who has the same texts and comes before all others that have */
} Entry;

typedef gboolean (*IsSameFunc) (const Texts *a, const Texts *b, Field field);

typedef struct
{
  Customers *customers;
  Field field;
  Rule rule;
  GArray *entries; /* of Entry, scratch of a chain */
} Linking;

/**
 * tv_duplicates_find_master:
 * @customers: a table
 * @index: a customer
 *
 * Returns: the index of the master of its group: the smallest, unless a person chose another one
 */
guint32
tv_duplicates_find_master (Customers *customers, guint32 index)
{
  Customer *customer = tv_customers_get (customers, index);

  while (customer->master != index)
    {
      customer->master = tv_customers_get (customers, customer->master)->master;
      index = customer->master;
      customer = tv_customers_get (customers, index);
    }
  return index;
}

static gboolean
agree (const char *a, const char *b)
{
  return *a == '\0' || *b == '\0' || g_str_equal (a, b);
}

/* Whether a person keeps somebody of the one group apart from somebody of the other. */
static gboolean
is_apart (Customers *customers, guint32 root, guint32 other)
{
  const GArray *apart = g_hash_table_lookup (customers->apart, GUINT_TO_POINTER (root + 1));

  for (guint i = 0; apart != NULL && i < apart->len; i++)
    if (tv_duplicates_find_master (customers, g_array_index (apart, guint32, i)) == other)
      return TRUE;
  return FALSE;
}

static void
join_apart (Customers *customers, guint32 root, guint32 other)
{
  GArray *mine = g_hash_table_lookup (customers->apart, GUINT_TO_POINTER (root + 1));
  gpointer others;

  if (!g_hash_table_steal_extended (customers->apart, GUINT_TO_POINTER (other + 1), NULL, &others))
    return;
  if (mine == NULL)
    {
      g_hash_table_insert (customers->apart, GUINT_TO_POINTER (root + 1), others);
      return;
    }
  g_array_append_vals (mine, ((GArray *) others)->data, ((GArray *) others)->len);
  g_array_unref (others);
}

/* Joins two groups unless they are known by different last names, or kept apart. Of one whole name
 * it is the customer with the first name by whose last name the group is known. */
static void
join (Customers *customers, guint32 a, guint32 b, Rule rule, gboolean is_whole)
{
  guint32 first = tv_duplicates_find_master (customers, a);
  guint32 second = tv_duplicates_find_master (customers, b);
  Customer *master = tv_customers_get (customers, MIN (first, second));
  Customer *other = tv_customers_get (customers, MAX (first, second));
  Texts mine, others;

  if (first == second)
    return;
  tv_customers_read (customers, tv_customers_get (customers, master->named), &mine);
  tv_customers_read (customers, tv_customers_get (customers, other->named), &others);
  if ((!is_whole && !agree (mine.texts[FIELD_LAST_FOLD], others.texts[FIELD_LAST_FOLD]))
      || is_apart (customers, first, second))
    return;
  join_apart (customers, MIN (first, second), MAX (first, second));
  if (*mine.texts[FIELD_LAST_FOLD] == '\0'
      || (is_whole && *mine.texts[FIELD_FIRST_FOLD] == '\0'
          && *others.texts[FIELD_FIRST_FOLD] != '\0'))
    master->named = other->named;
  other->master = MIN (first, second);
  other->rule = (guint8) rule;
}

static gboolean
is_named (const Texts *texts, Field field)
{
  return *texts->texts[FIELD_LAST_FOLD] != '\0'
         && (field == FIELD_EMAIL || *texts->texts[FIELD_FIRST_FOLD] != '\0');
}

static gboolean
may_be (const Texts *a, const Texts *b, Field field)
{
  return agree (a->texts[FIELD_LAST_FOLD], b->texts[FIELD_LAST_FOLD])
         && (field == FIELD_EMAIL
             || agree (a->texts[FIELD_FIRST_FOLD], b->texts[FIELD_FIRST_FOLD]));
}

/* What has to be equal: the last name, and for a phone, which a household shares, the first name
 * too. */
static gboolean
has_same_name (const Texts *a, const Texts *b, Field field)
{
  return g_str_equal (a->texts[FIELD_LAST_FOLD], b->texts[FIELD_LAST_FOLD])
         && (field == FIELD_EMAIL
             || g_str_equal (a->texts[FIELD_FIRST_FOLD], b->texts[FIELD_FIRST_FOLD]));
}

static gboolean
has_same_address (const Texts *a, const Texts *b, Field field)
{
  return g_str_equal (a->texts[field], b->texts[field]);
}

static guint64
hash_name (const Texts *texts, Field field)
{
  const char *last = texts->texts[FIELD_LAST_FOLD], *first = texts->texts[FIELD_FIRST_FOLD];
  guint64 hash = tv_hash_bytes (last, strlen (last));

  return field == FIELD_EMAIL ? hash : tv_hash_mix (hash, tv_hash_bytes (first, strlen (first)));
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  return (x->index > y->index) - (x->index < y->index);
}

static void
read_texts (const Linking *linking, guint32 index, Texts *out)
{
  tv_customers_read (linking->customers, tv_customers_get (linking->customers, index), out);
}

/* Of entries with one hash, by index. Equal hashes prove nothing, so texts are compared; that they
 * differ is so rare that those before need no table. */
static void
find_firsts_of_run (const Linking *linking, Entry *run, guint count, IsSameFunc is_same)
{
  Texts first, other;

  read_texts (linking, run[0].index, &first);
  for (guint i = 1; i < count; i++)
    {
      read_texts (linking, run[i].index, &other);
      if (is_same (&first, &other, linking->field))
        {
          run[i].first = run[0].index;
          continue;
        }
      for (guint j = 1; j < i && run[i].first == run[i].index; j++)
        {
          Texts before;

          read_texts (linking, run[j].index, &before);
          if (is_same (&before, &other, linking->field))
            run[i].first = run[j].first;
        }
    }
}

/* Sorts entries by hash and index, and finds of each who is the first with the same texts. */
static void
find_firsts (const Linking *linking, GArray *entries, IsSameFunc is_same)
{
  g_array_sort (entries, compare_hashes);
  for (guint begin = 0, end; begin < entries->len; begin = end)
    {
      Entry *run = &g_array_index (entries, Entry, begin);

      for (end = begin; end < entries->len; end++)
        {
          Entry *entry = &g_array_index (entries, Entry, end);

          if (entry->hash != run->hash)
            break;
          entry->first = entry->index;
        }
      if (end - begin > 1)
        find_firsts_of_run (linking, run, end - begin, is_same);
    }
}

/* The names of all customers of one address: a chain from head on, ended by 0. */
static void
list_chain (const Linking *linking, guint32 head)
{
  guint32 i = head;

  g_array_set_size (linking->entries, 0);
  do
    {
      const Customer *customer = tv_customers_get (linking->customers, i);
      Entry entry = { .index = i };
      Texts texts;

      i = customer->next;
      tv_customers_read (linking->customers, customer, &texts);
      entry.hash = hash_name (&texts, linking->field);
      g_array_append_val (linking->entries, entry);
    }
  while (i != 0);
  find_firsts (linking, linking->entries, has_same_name);
  g_array_sort (linking->entries, compare_indices);
}

/* Whoever has no full name joins the only ones that can be meant; where these are none, the first
 * that is called the same. */
static void
link_nameless (const Linking *linking, const Entry *entry, const Texts *texts, GArray *named)
{
  guint32 only = 0;
  guint count = 0;

  for (guint i = 0; i < named->len; i++)
    {
      guint32 index = g_array_index (named, guint32, i);
      Texts other;

      read_texts (linking, index, &other);
      if (!may_be (texts, &other, linking->field))
        continue;
      count++;
      only = index;
    }
  if (count == 1)
    join (linking->customers, only, entry->index, linking->rule, FALSE);
  else if (count == 0 && entry->first != entry->index)
    join (linking->customers, entry->first, entry->index, linking->rule, FALSE);
}

/* Those of one e-mail whose names have the same words, whatever the columns; who is in a group of
 * another one by then is named no more. */
static void
link_whole (const Linking *linking, GArray *named)
{
  const GArray *entries = linking->entries;

  if (linking->field != FIELD_EMAIL || entries->len > MOST_WHOLE || named->len < 2
      || named->len > MOST_GROUPS)
    return;
  for (guint i = 1; i < entries->len; i++)
    for (guint j = 0; j < i; j++)
      {
        guint32 before = g_array_index (entries, Entry, j).index;
        guint32 index = g_array_index (entries, Entry, i).index;
        Texts mine, others;

        read_texts (linking, before, &mine);
        read_texts (linking, index, &others);
        if (tv_whole_name_is_same (&mine, &others))
          join (linking->customers, before, index, linking->rule, TRUE);
      }
  for (guint i = named->len; i-- > 1;)
    for (guint j = 0; j < i; j++)
      if (tv_duplicates_find_master (linking->customers, g_array_index (named, guint32, i))
          == tv_duplicates_find_master (linking->customers, g_array_index (named, guint32, j)))
        {
          g_array_remove_index (named, i);
          break;
        }
}

static void
link_chain (const Linking *linking, guint32 head)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint32));
  Texts texts;

  list_chain (linking, head);
  for (guint i = 0; i < linking->entries->len; i++)
    {
      const Entry *entry = &g_array_index (linking->entries, Entry, i);

      read_texts (linking, entry->index, &texts);
      if (!is_named (&texts, linking->field))
        continue;
      if (entry->first != entry->index)
        join (linking->customers, entry->first, entry->index, linking->rule, FALSE);
      else if (named->len <= MOST_GROUPS)
        g_array_append_val (named, entry->index);
    }
  link_whole (linking, named);
  for (guint i = 0; named->len <= MOST_GROUPS && i < linking->entries->len; i++)
    {
      const Entry *entry = &g_array_index (linking->entries, Entry, i);

      read_texts (linking, entry->index, &texts);
      if (!is_named (&texts, linking->field))
        link_nameless (linking, entry, &texts, named);
    }
}

/* Makes a chain of the customers of each address; each chain begins with its smallest. */
static void
make_chains (const Linking *linking, GArray *entries, GArray *heads)
{
  find_firsts (linking, entries, has_same_address);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      guint before = i;
      guint32 last;

      if (entry->first == entry->index)
        continue;
      do
        before--;
      while (g_array_index (entries, Entry, before).first != entry->first);
      last = g_array_index (entries, Entry, before).index;
      tv_customers_get (linking->customers, last)->next = entry->index;
      if (last == entry->first)
        g_array_append_val (heads, last);
    }
}

static int
compare_heads (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* All customers whose address has a hash of one share of all hashes. */
static gboolean
list_share (const Linking *linking,
            guint32 share,
            guint32 share_count,
            GArray *entries,
            TvProgress *progress,
            GError **error)
{
  guint32 count = tv_customers_get_count (linking->customers);

  g_array_set_size (entries, 0);
  for (guint32 i = 0; i < count; i++)
    {
      Customer *customer = tv_customers_get (linking->customers, i);
      Entry entry = { .index = i };

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      entry.hash = linking->field == FIELD_EMAIL ? customer->email_hash : customer->phone_hash;
      if (share == 0 && customer->next != 0)
        customer->next = 0;
      if (entry.hash != 0 && (entry.hash >> 32) * share_count >> 32 == share)
        g_array_append_val (entries, entry);
    }
  return TRUE;
}

/**
 * tv_duplicates_link:
 * @customers: a table
 * @field: FIELD_EMAIL or FIELD_PHONE, in normal form
 * @rule: what a link by this field is called
 * @at_once: about how many customers are compared at once, at least 1; the groups are the same
 * @progress: (nullable): whose cancel ends it
 * @error: return location for a cancel
 *
 * Joins those that share a field and whose names agree.
 *
 * Returns: %FALSE on a cancel
 */
gboolean
tv_duplicates_link (Customers *customers,
                    Field field,
                    Rule rule,
                    guint32 at_once,
                    TvProgress *progress,
                    GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint32));
  Linking linking = { customers, field, rule, chain };
  guint32 share_count = tv_customers_get_count (customers) / at_once + 1;

  for (guint32 share = 0; share < share_count; share++)
    {
      if (!list_share (&linking, share, share_count, entries, progress, error))
        return FALSE;
      make_chains (&linking, entries, heads);
    }
  /* In order of the heads, not of the hashes: the same sources give the same groups. */
  g_array_sort (heads, compare_heads);
  for (guint i = 0; i < heads->len; i++)
    {
      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      link_chain (&linking, g_array_index (heads, guint32, i));
    }
  return TRUE;
}
