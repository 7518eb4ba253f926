/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose the addresses are that rows of an import have in the place of codes, once all its files are
 * in: the same answer that the tables give after cleaning, from memory. An address of today goes
 * before one of former files; two customers of one address and of different names mean none.
 * Nothing is looked up before a row needs it. Reads customer, source_customer, import_batch and the
 * ledger; writes nothing. */
#include "ingest/tv-known-addresses.h"

#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "ledger/tv-link-events.h"
#include "store/tv-bulk.h"

#define MOST_OWNERS 16 /* that are compared; an address of more is shared */

/* A customer with an address. */
typedef struct
{
  guint64 hash; /* of the address in normal form */
  gint32 customer;
  guint32 name;  /* hash of the folded last name, 0 = none */
  guint32 whole; /* hash of the words of last and first name, 0 = fewer than two */
} Entry;

struct _TvKnownAddresses
{
  TvJob *job;
  GArray *noted;   /* of Entry: what the import says, by the numbers of codes */
  GArray *moved;   /* (nullable) the same, in the order of these */
  GArray *today;   /* (nullable) of Entry, by masters: the customers' of before the import */
  GArray *former;  /* (nullable) the same of all that files ever said */
  GPtrArray *left; /* (nullable) of TvCustomerLink: what people said */
};

/**
 * tv_known_addresses_new:
 * @job: a job
 *
 * Returns: (transfer full): nothing looked up yet
 */
TvKnownAddresses *
tv_known_addresses_new (TvJob *job)
{
  TvKnownAddresses *known = g_new0 (TvKnownAddresses, 1);

  known->job = job;
  known->noted = g_array_new (FALSE, FALSE, sizeof (Entry));
  return known;
}

/**
 * tv_known_addresses_free:
 * @known: (transfer full): addresses
 *
 * Frees them.
 */
void
tv_known_addresses_free (TvKnownAddresses *known)
{
  g_array_unref (known->noted);
  g_clear_pointer (&known->moved, g_array_unref);
  g_clear_pointer (&known->today, g_array_unref);
  g_clear_pointer (&known->former, g_array_unref);
  g_clear_pointer (&known->left, g_ptr_array_unref);
  g_free (known);
}

static guint64
hash_text (const char *text)
{
  return text != NULL && *text != '\0' ? MAX (tv_hash_bytes (text, strlen (text)), 1) : 0;
}

static guint32
hash_name (const char *last_name)
{
  g_autofree char *folded = tv_text_fold (last_name);

  return (guint32) hash_text (folded);
}

/* In whatever order and columns the words stand. */
static guint32
hash_whole (const char *last_name, const char *first_name)
{
  g_autofree char *last = tv_text_fold (last_name), *first = tv_text_fold (first_name);
  g_autofree char *both = g_strconcat (last, " ", first, NULL);
  guint64 sum = 0;
  guint count = 0;

  for (const char *at = both; *at != '\0';)
    {
      gsize length = strcspn (at, " ");

      if (length > 0)
        sum += tv_hash_bytes (at, length);
      count += length > 0;
      at += length + (at[length] == ' ');
    }
  return count > 1 ? MAX ((guint32) (sum ^ sum >> 32), 1) : 0;
}

static gboolean
agree (const Entry *a, const Entry *b)
{
  return a->name == b->name || a->name == 0 || b->name == 0
         || (a->whole == b->whole && a->whole != 0);
}

static void
take_name (Entry *entry, const char *last_name, const char *first_name)
{
  entry->name = hash_name (last_name);
  entry->whole = hash_whole (last_name, first_name);
}

static void
add (GArray *entries,
     const char *email,
     gint64 customer,
     const char *last_name,
     const char *first_name)
{
  g_autofree char *address = tv_email_normalise (email);
  Entry entry = { hash_text (address), (gint32) customer, 0, 0 };

  if (address == NULL || customer > G_MAXINT32 || customer < G_MININT32)
    return;
  take_name (&entry, last_name, first_name);
  g_array_append_val (entries, entry);
}

/**
 * tv_known_addresses_note:
 * @known: (inout): addresses that nobody asked for so far
 * @email: (nullable): what a row of the import says of a customer
 * @customer: the number of the code
 * @last_name: (nullable): the same
 * @first_name: (nullable): the same
 *
 * Notes an address that a customer gets by the import.
 */
void
tv_known_addresses_note (TvKnownAddresses *known,
                         const char *email,
                         gint64 customer,
                         const char *last_name,
                         const char *first_name)
{
  add (known->noted, email, customer, last_name, first_name);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *other = b;

  if (one->hash != other->hash)
    return one->hash < other->hash ? -1 : 1;
  return (one->customer > other->customer) - (one->customer < other->customer);
}

static int
compare_customers (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *other = b;

  return (one->customer > other->customer) - (one->customer < other->customer);
}

static GArray *
list (TvJob *job, TvSql sql, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    add (entries,
         tv_statement_get_text (statement, 1),
         tv_statement_get_int64 (statement, 0),
         tv_statement_get_text (statement, 2),
         tv_statement_get_text (statement, 3));
  g_array_sort (entries, compare_entries);
  return step == TV_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/* The first time: what there is before the import. */
static gboolean
begin (TvKnownAddresses *known, GError **error)
{
  if (known->today != NULL)
    return TRUE;
  g_array_sort (known->noted, compare_entries);
  known->moved = g_array_copy (known->noted);
  g_array_sort (known->moved, compare_customers);
  known->left = tv_link_list (known->job, error);
  known->today
      = known->left != NULL ? list (known->job, TV_SQL_INGEST_LIST_ADDRESSES, error) : NULL;
  return known->today != NULL;
}

/* Those who have an address, each person once. */
typedef struct
{
  Entry entries[MOST_OWNERS];
  guint count;
} Owners;

/* Whether a person keeps the two apart. */
static gboolean
is_apart (const TvKnownAddresses *known, const Entry *a, const Entry *b)
{
  for (guint i = 0; i < known->left->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (known->left, i);

      if (link->kind != TV_LINK_MERGE && !link->is_undone
          && tv_customer_link_has (link, a->customer) && tv_customer_link_has (link, b->customer))
        return TRUE;
    }
  return FALSE;
}

/* Whoever gets the address by the import is the same as one whose name agrees: that is how they are
 * linked. */
static void
add_owner (const TvKnownAddresses *known, Owners *owners, const Entry *entry, gboolean is_noted)
{
  for (guint i = 0; i < owners->count; i++)
    {
      Entry *other = &owners->entries[i];

      if (entry->customer != other->customer
          && !(is_noted && agree (entry, other) && !is_apart (known, entry, other)))
        continue;
      if (other->name == 0)
        {
          other->name = entry->name;
          other->whole = entry->whole;
        }
      return;
    }
  if (owners->count < MOST_OWNERS)
    owners->entries[owners->count++] = *entry;
}

static guint
find_first (const GArray *entries, guint64 hash)
{
  guint low = 0, high = entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (entries, Entry, middle).hash < hash)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether the import says that the customer has another address by now. */
static gboolean
has_moved (const TvKnownAddresses *known, const Entry *entry)
{
  guint position;

  return g_array_binary_search (known->moved, entry, compare_customers, &position)
         && g_array_index (known->moved, Entry, position).hash != entry->hash;
}

static void
add_all (const TvKnownAddresses *known, Owners *owners, const GArray *entries, guint64 hash)
{
  for (guint i = find_first (entries, hash); i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->hash != hash || owners->count == MOST_OWNERS)
        break;
      if (entries == known->former || !has_moved (known, entry))
        add_owner (known, owners, entry, FALSE);
    }
}

/* Codes that were there before stand for their masters, and keep the name that a row does not tell.
 */
static gboolean
add_noted (TvKnownAddresses *known, Owners *owners, guint64 hash, GError **error)
{
  for (guint i = find_first (known->noted, hash); i < known->noted->len; i++)
    {
      Entry entry = g_array_index (known->noted, Entry, i);
      TvStatement *statement;
      gint64 id = entry.customer;
      TvStep step;

      if (entry.hash != hash)
        break;
      statement = tv_connection_prepare (known->job->db, TV_SQL_INGEST_GET_MASTER, error);
      if (statement == NULL)
        return FALSE;
      tv_statement_bind_int64 (statement, 1, id);
      step = tv_statement_step (statement, error);
      if (step == TV_STEP_ERROR)
        return FALSE;
      if (step == TV_STEP_ROW)
        {
          entry.customer = (gint32) tv_statement_get_int64 (statement, 0);
          if (entry.name == 0)
            take_name (&entry,
                       tv_statement_get_text (statement, 1),
                       tv_statement_get_text (statement, 2));
        }
      tv_statement_reset (statement);
      add_owner (known, owners, &entry, TRUE);
    }
  return TRUE;
}

/* Whether a person said that what the address names is none of theirs. */
static gboolean
has_left (const TvKnownAddresses *known, gint64 ref)
{
  for (guint i = 0; i < known->left->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (known->left, i);

      if (link->kind == TV_LINK_LEAVE && !link->is_undone && link->customers[0] == ref)
        return TRUE;
    }
  return FALSE;
}

/**
 * tv_known_addresses_find:
 * @known: (inout): addresses, all of the import noted
 * @code: a code that no file has a customer for
 * @ref: its number
 * @error: return location for an error
 *
 * Finds whose address a code is.
 *
 * Returns: what is known of it
 */
TvAddressFate
tv_known_addresses_find (TvKnownAddresses *known, const char *code, gint64 ref, GError **error)
{
  g_autofree char *address = strchr (code, '@') != NULL ? tv_email_normalise (code) : NULL;
  guint64 hash = hash_text (address);
  Owners owners = { .count = 0 };

  if (address == NULL)
    return TV_ADDRESS_UNKNOWN;
  if (!begin (known, error))
    return TV_ADDRESS_ERROR;
  add_all (known, &owners, known->today, hash);
  if (!add_noted (known, &owners, hash, error))
    return TV_ADDRESS_ERROR;
  if (owners.count == 0)
    {
      if (known->former == NULL)
        known->former = list (known->job, TV_SQL_INGEST_LIST_FORMER_ADDRESSES, error);
      if (known->former == NULL)
        return TV_ADDRESS_ERROR;
      add_all (known, &owners, known->former, hash);
      /* Of several who had it, nobody has it by now. */
      if (owners.count > 1)
        return TV_ADDRESS_UNKNOWN;
    }
  if (owners.count > 1)
    return TV_ADDRESS_SHARED;
  return owners.count == 0 || has_left (known, ref) ? TV_ADDRESS_UNKNOWN : TV_ADDRESS_OWNED;
}
