/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose the addresses are that rows of an import have in the place of codes, once all its files are
 * in: the same answer that the tables give after cleaning. An address of today goes
 * before one of former files; two customers of one address and of different names mean none.
 * Nothing is looked up before a row needs it. Reads customer, source_customer, import_batch and the
 * ledger; writes nothing. */
#include "ingest/tv-known-addresses.h"

#include <string.h>

#include "base/tv-far-array.h"
#include "base/tv-far-index.h"
#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "ledger/tv-link-events.h"

#define CANCEL_ROWS 0xfff /* rows between two looks at the cancel */
#define MOST_OWNERS 16    /* that are compared; an address of more is shared */

/* What entries are about; the hash of each is mixed with it. */
typedef enum
{
  ABOUT_TODAY,  /* who has an address: a master, and one of its codes */
  ABOUT_NOTED,  /* who gets one by the import: a code, and the hashes of its names */
  ABOUT_MOVED,  /* which address a code gets: in the order of the rows, the hash in two halves */
  ABOUT_FORMER, /* who ever had one, as ABOUT_TODAY */
} About;

/* A customer with an address. */
typedef struct
{
  gint64 customer;
  guint32 name;  /* hash of the folded last name, 0 = none */
  guint32 whole; /* hash of the words of last and first name, 0 = fewer than two */
} Person;

/* What a row of the import says. */
typedef struct
{
  guint64 hash; /* of the address in normal form */
  guint32 order;
  guint32 name, whole;
} Noted;

struct _TvKnownAddresses
{
  TvJob *job;
  TvFarArray *noted;  /* (nullable) of Noted, until somebody asks */
  TvFarIndex *index;  /* (nullable) that, and the customers' of before the import */
  TvFarIndex *former; /* (nullable) what all files ever said */
  GPtrArray *left;    /* (nullable) of TvCustomerLink: what people said */
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
  known->noted = tv_far_array_new (sizeof (Noted));
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
  g_clear_pointer (&known->noted, tv_far_array_free);
  g_clear_pointer (&known->index, tv_far_index_free);
  g_clear_pointer (&known->former, tv_far_index_free);
  g_clear_pointer (&known->left, g_ptr_array_unref);
  g_free (known);
}

static guint64
make_key (About about, guint64 hash)
{
  return tv_hash_mix (hash, (guint64) about + 1);
}

/* Numbers that an import makes up lie below 0: they come behind the others, in their order. */
static guint32
to_order (gint64 customer)
{
  return customer >= 0 ? (guint32) customer : (guint32) G_MAXINT32 + (guint32) -customer;
}

static gint64
from_order (guint32 order)
{
  return order <= G_MAXINT32 ? (gint64) order : (gint64) G_MAXINT32 - (gint64) order;
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
agree (const Person *a, const Person *b)
{
  return a->name == b->name || a->name == 0 || b->name == 0
         || (a->whole == b->whole && a->whole != 0);
}

static void
take_name (Person *person, const char *last_name, const char *first_name)
{
  person->name = hash_name (last_name);
  person->whole = hash_whole (last_name, first_name);
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
  g_autofree char *address = tv_email_normalise (email);
  Person person;
  Noted *noted;

  if (address == NULL || customer > G_MAXINT32 || customer < G_MININT32)
    return;
  take_name (&person, last_name, first_name);
  noted = tv_far_array_add (known->noted);
  noted->hash = hash_text (address);
  noted->order = to_order (customer);
  noted->name = person.name;
  noted->whole = person.whole;
}

static gboolean
list_noted (TvKnownAddresses *known, GError **error)
{
  guint32 count = tv_far_array_get_count (known->noted);

  for (guint32 i = 0; i < count; i++)
    {
      const Noted *noted = tv_far_array_get (known->noted, i);
      TvFarEntry owner
          = { make_key (ABOUT_NOTED, noted->hash), noted->order, { i, noted->name, noted->whole } };
      TvFarEntry moved = { make_key (ABOUT_MOVED, noted->order),
                           i,
                           { (guint32) noted->hash, (guint32) (noted->hash >> 32) } };

      if (((i & CANCEL_ROWS) == 0 && !tv_progress_check (known->job->progress, error))
          || !tv_far_index_add (known->index, &owner, error)
          || !tv_far_index_add (known->index, &moved, error))
        return FALSE;
    }
  g_clear_pointer (&known->noted, tv_far_array_free);
  return TRUE;
}

static gboolean
list (TvJob *job, TvSql sql, About about, TvFarIndex *index, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autofree char *address = tv_email_normalise (tv_statement_get_text (statement, 1));
      gint64 master = tv_statement_get_int64 (statement, 0);
      gint64 id = tv_statement_get_int64 (statement, 2);
      TvFarEntry entry
          = { make_key (about, hash_text (address)), to_order (master), { to_order (id) } };

      if (address != NULL && MAX (master, id) <= G_MAXINT32
          && !tv_far_index_add (index, &entry, error))
        return FALSE;
    }
  return step == TV_STEP_DONE && tv_far_index_settle (index, job->progress, error);
}

/* The first time: what there is before the import. */
static gboolean
begin (TvKnownAddresses *known, GError **error)
{
  if (known->index != NULL)
    return TRUE;
  known->index = tv_far_index_new ();
  known->left = tv_link_list (known->job, error);
  return known->left != NULL && list_noted (known, error)
         && list (known->job, TV_SQL_INGEST_LIST_ADDRESSES, ABOUT_TODAY, known->index, error);
}

/* The same of former files, where nobody has an address by now. */
static gboolean
begin_former (TvKnownAddresses *known, GError **error)
{
  if (known->former != NULL)
    return TRUE;
  known->former = tv_far_index_new ();
  return list (known->job, TV_SQL_INGEST_LIST_FORMER_ADDRESSES, ABOUT_FORMER, known->former, error);
}

/* Those who have an address, each person once. */
typedef struct
{
  Person people[MOST_OWNERS];
  guint count;
} Owners;

/* Whether a person keeps the two apart. */
static gboolean
is_apart (const TvKnownAddresses *known, const Person *a, const Person *b)
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
add_owner (const TvKnownAddresses *known, Owners *owners, const Person *person, gboolean is_noted)
{
  for (guint i = 0; i < owners->count; i++)
    {
      Person *other = &owners->people[i];

      if (person->customer != other->customer
          && !(is_noted && agree (person, other) && !is_apart (known, person, other)))
        continue;
      if (other->name == 0)
        {
          other->name = person->name;
          other->whole = person->whole;
        }
      return;
    }
  if (owners->count < MOST_OWNERS)
    owners->people[owners->count++] = *person;
}

/* Whether the import says that the customer has another address by now: by the last of its rows. */
static gboolean
has_moved (const TvKnownAddresses *known, guint32 order, guint64 hash)
{
  guint64 key = make_key (ABOUT_MOVED, order), now = hash;
  TvFarEntry moved;

  for (guint32 at = tv_far_index_find (known->index, key);
       tv_far_index_read (known->index, at, key, &moved);
       at++)
    now = moved.values[0] | (guint64) moved.values[1] << 32;
  return now != hash;
}

/* A code that was there before stands for its master, and keeps the name that a row does not tell.
 */
static gboolean
look_up (TvJob *job, gint64 id, Person *person, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_GET_MASTER, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ERROR)
    return FALSE;
  if (step == TV_STEP_ROW)
    {
      person->customer = tv_statement_get_int64 (statement, 0);
      if (person->name == 0)
        take_name (person,
                   tv_statement_get_text (statement, 1),
                   tv_statement_get_text (statement, 2));
    }
  tv_statement_reset (statement);
  return TRUE;
}

/* @with_names: whether they are going to be compared with others */
static gboolean
add_all (const TvKnownAddresses *known,
         Owners *owners,
         About about,
         guint64 hash,
         gboolean with_names,
         GError **error)
{
  const TvFarIndex *index = about == ABOUT_FORMER ? known->former : known->index;
  guint64 key = make_key (about, hash);
  TvFarEntry entry;

  for (guint32 at = tv_far_index_find (index, key);
       owners->count < MOST_OWNERS && tv_far_index_read (index, at, key, &entry);
       at++)
    {
      Person person = { .customer = from_order (entry.order) };

      if (about == ABOUT_TODAY && has_moved (known, entry.order, hash))
        continue;
      if (with_names && !look_up (known->job, from_order (entry.values[0]), &person, error))
        return FALSE;
      add_owner (known, owners, &person, FALSE);
    }
  return TRUE;
}

static gboolean
add_noted (const TvKnownAddresses *known, Owners *owners, guint64 hash, GError **error)
{
  guint64 key = make_key (ABOUT_NOTED, hash);
  TvFarEntry entry;

  for (guint32 at = tv_far_index_find (known->index, key);
       tv_far_index_read (known->index, at, key, &entry);
       at++)
    {
      Person person = { from_order (entry.order), entry.values[1], entry.values[2] };

      if (!look_up (known->job, person.customer, &person, error))
        return FALSE;
      add_owner (known, owners, &person, TRUE);
    }
  return TRUE;
}

/* Whether a row of the import says that somebody has the address. */
static gboolean
has_noted (const TvKnownAddresses *known, guint64 hash)
{
  guint64 key = make_key (ABOUT_NOTED, hash);
  TvFarEntry entry;

  return tv_far_index_read (known->index, tv_far_index_find (known->index, key), key, &entry);
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
  if (!add_all (known, &owners, ABOUT_TODAY, hash, has_noted (known, hash), error)
      || !add_noted (known, &owners, hash, error))
    return TV_ADDRESS_ERROR;
  if (owners.count == 0)
    {
      if (!begin_former (known, error)
          || !add_all (known, &owners, ABOUT_FORMER, hash, FALSE, error))
        return TV_ADDRESS_ERROR;
      /* Of several who had it, nobody has it by now. */
      if (owners.count > 1)
        return TV_ADDRESS_UNKNOWN;
    }
  if (owners.count > 1)
    return TV_ADDRESS_SHARED;
  return owners.count == 0 || has_left (known, ref) ? TV_ADDRESS_UNKNOWN : TV_ADDRESS_OWNED;
}
