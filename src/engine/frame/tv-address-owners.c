/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which customers have the addresses that contacts know people by, where these are no single
 * customer's: found in one pass over all customers, as each address of a mailing list would take a
 * pass of its own otherwise. Reads customer, customer_ref and contact_event; writes nothing. */
#include "frame/tv-address-owners.h"

#include "base/tv-text.h"

struct _TvAddressOwners
{
  GHashTable *of_address; /* GArray of gint64, masters */
  GHashTable *of_ref;     /* the same arrays, by the number of a code */
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
  g_hash_table_unref (owners->of_address);
  g_hash_table_unref (owners->of_ref);
  g_free (owners);
}

static gboolean
list_addresses (TvAddressOwners *owners, TvJob *job, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_FRAME_LIST_CONTACT_ADDRESSES, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gsize ref = (gsize) tv_statement_get_int64 (statement, 0);
      g_autofree char *address = tv_email_normalise (tv_statement_get_text (statement, 1));
      GArray *masters;

      if (address == NULL)
        continue;
      masters = g_hash_table_lookup (owners->of_address, address);
      if (masters == NULL)
        {
          masters = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (owners->of_address, g_steal_pointer (&address), masters);
        }
      g_hash_table_insert (owners->of_ref, GSIZE_TO_POINTER (ref), g_array_ref (masters));
    }
  return step == TV_STEP_DONE;
}

static void
add_owner (GArray *masters, gint64 master)
{
  for (guint i = 0; i < masters->len; i++)
    if (g_array_index (masters, gint64, i) == master)
      return;
  g_array_append_val (masters, master);
}

static gboolean
find_owners (TvAddressOwners *owners, TvJob *job, GError **error)
{
  TvStatement *statement;
  TvStep step = TV_STEP_ERROR;

  if (g_hash_table_size (owners->of_address) == 0)
    return TRUE;
  statement = tv_connection_prepare (job->db, TV_SQL_FRAME_LIST_CUSTOMER_ADDRESSES, error);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      GArray *masters
          = g_hash_table_lookup (owners->of_address, tv_statement_get_text (statement, 1));

      if (masters != NULL)
        add_owner (masters, tv_statement_get_int64 (statement, 0));
    }
  return step == TV_STEP_DONE;
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

  owners->of_address
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  owners->of_ref = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  if (!list_addresses (owners, job, error) || !find_owners (owners, job, error))
    return NULL;
  return g_steal_pointer (&owners);
}

/**
 * tv_address_owners_get:
 * @owners: owners
 * @ref: the number of a code
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the masters who have the address that
 * the code is; %NULL or none for any other code
 */
const GArray *
tv_address_owners_get (const TvAddressOwners *owners, gint64 ref)
{
  return g_hash_table_lookup (owners->of_ref, GSIZE_TO_POINTER ((gsize) ref));
}
