/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which customers have the addresses that contacts know people by, where these are no single
 * customer's: found in one pass over all customers, as each address of a mailing list would take a
 * pass of its own otherwise. Reads customer, customer_ref and contact_event; writes nothing. */
#include "frame/tv-address-owners.h"

#include <string.h>

#include "base/tv-far-array.h"
#include "base/tv-far-index.h"
#include "base/tv-hash-filter.h"
#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "store/tv-bulk.h"

/* A code that is an address. */
typedef struct
{
  guint64 hash;
  gint64 ref;
} Code;

struct _TvAddressOwners
{
  TvFarIndex *of_address; /* masters, by the hash of an address */
  TvFarIndex *of_ref;     /* the hash of the address in two halves, by that of a code's number */
  GArray *masters;        /* of gint64: who was asked for last */
};

/**
 * tv_address_owners_free:
 * @owners: (transfer full): owners
 *
 * Frees them.
 */
void
tv_address_owners_free (TvAddressOwners *owners)
{
  tv_far_index_free (owners->of_address);
  tv_far_index_free (owners->of_ref);
  g_array_unref (owners->masters);
  g_free (owners);
}

static guint64
hash_address (const char *address)
{
  return tv_hash_bytes (address, strlen (address));
}

static guint64
hash_ref (gint64 ref)
{
  return tv_hash_mix ((guint64) ref, 1);
}

static gboolean
list_codes (TvJob *job, TvFarArray *codes, guint8 *filter, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_FRAME_LIST_CONTACT_ADDRESSES, error);
  TvStep step = tv_bulk_step_first (job->db, statement, error);

  for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
    {
      g_autofree char *address = tv_email_normalise (tv_statement_get_text (statement, 1));
      Code *code;

      if (address == NULL)
        continue;
      code = tv_far_array_add (codes);
      code->hash = hash_address (address);
      code->ref = tv_statement_get_int64 (statement, 0);
      tv_hash_filter_add (filter, code->hash);
    }
  return step == TV_STEP_DONE;
}

static gboolean
find_owners (TvAddressOwners *owners, TvJob *job, const guint8 *filter, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_FRAME_LIST_CUSTOMER_ADDRESSES, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 master = tv_statement_get_int64 (statement, 0);
      TvFarEntry owner = { .hash = hash_address (tv_statement_get_text (statement, 1)),
                           .order = (guint32) master };

      if (tv_hash_filter_may_have (filter, owner.hash) && master >= 0 && master <= G_MAXINT32
          && !tv_far_index_add (owners->of_address, &owner, error))
        return FALSE;
    }
  return step == TV_STEP_DONE && tv_far_index_settle (owners->of_address, job->progress, error);
}

/* Most addresses of a bought list are nobody's, so nothing is kept of them. */
static gboolean
keep_owned (TvAddressOwners *owners, TvJob *job, TvFarArray *codes, GError **error)
{
  for (guint32 i = 0; i < tv_far_array_get_count (codes); i++)
    {
      const Code *code = tv_far_array_get (codes, i);
      guint32 at = tv_far_index_find (owners->of_address, code->hash);
      TvFarEntry of_ref = { .hash = hash_ref (code->ref),
                            .values = { (guint32) code->hash, (guint32) (code->hash >> 32) } };
      TvFarEntry owner;

      if (tv_far_index_read (owners->of_address, at, code->hash, &owner)
          && !tv_far_index_add (owners->of_ref, &of_ref, error))
        return FALSE;
    }
  return tv_far_index_settle (owners->of_ref, job->progress, error);
}

/**
 * tv_address_owners_load:
 * @job: a job
 * @error: return location for an error
 *
 * Finds who has the addresses of contacts that several customers share, or that nobody has. One
 * that a single customer has is a code of that customer.
 *
 * Returns: (transfer full) (nullable): the owners
 */
TvAddressOwners *
tv_address_owners_load (TvJob *job, GError **error)
{
  g_autoptr (TvAddressOwners) owners = g_new0 (TvAddressOwners, 1);
  g_autoptr (TvFarArray) codes = tv_far_array_new (sizeof (Code));
  g_autofree guint8 *filter = tv_hash_filter_new ();

  owners->of_address = tv_far_index_new ();
  owners->of_ref = tv_far_index_new ();
  owners->masters = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!list_codes (job, codes, filter, error))
    return NULL;
  if (tv_far_array_get_count (codes) > 0
      && (!find_owners (owners, job, filter, error) || !keep_owned (owners, job, codes, error)))
    return NULL;
  return g_steal_pointer (&owners);
}

/**
 * tv_address_owners_get:
 * @owners: owners
 * @ref: the number of a code
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the masters who have the address that
 * the code is, good until the next are asked for; %NULL for any other code
 */
const GArray *
tv_address_owners_get (const TvAddressOwners *owners, gint64 ref)
{
  GArray *masters = owners->masters;
  guint64 key = hash_ref (ref), hash;
  TvFarEntry entry;

  if (!tv_far_index_read (owners->of_ref, tv_far_index_find (owners->of_ref, key), key, &entry))
    return NULL;
  hash = entry.values[0] | (guint64) entry.values[1] << 32;
  g_array_set_size (masters, 0);
  for (guint32 at = tv_far_index_find (owners->of_address, hash);
       tv_far_index_read (owners->of_address, at, hash, &entry);
       at++)
    {
      gint64 master = entry.order;

      if (masters->len == 0 || g_array_index (masters, gint64, masters->len - 1) != master)
        g_array_append_val (masters, master);
    }
  return masters;
}
