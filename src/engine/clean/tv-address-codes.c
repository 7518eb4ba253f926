/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that are addresses of e-mail. A web shop and a mailing tool know people by these, a till by
 * codes; what such a code names belongs to the one customer who has the address, as if it were
 * another code of that customer. An address of today goes before one of former files or of before
 * an edit; one that several customers have means none. Reads customer_ref, sales_line and
 * contact_event; writes customer: rows without values of their own. */
#include <string.h>

#include "base/tv-far-index.h"
#include "base/tv-hash-filter.h"
#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "clean/tv-customer-private.h"
#include "rows/tv-customer-link.h"
#include "store/tv-bulk.h"

#define CANCEL_ROWS 0xfff /* codes between two looks at the cancel */
#define NOBODY G_MAXUINT32

/* Whose an address is: what goes before comes last. */
typedef enum
{
  OWNED_BY_NONE,
  OWNED_FORMERLY,
  OWNED_TODAY,
} Owned;

typedef struct
{
  gint64 id;
  guint64 hash; /* of the address in normal form */
  gint64 is_there;
} Code;

/* Whose the address of a code is, as far as it is known. */
typedef struct
{
  guint32 master; /* index of a customer, NOBODY where several have it */
  Owned owned;
} Owner;

struct _AddressCodes
{
  TvFarArray *codes;  /* of Code, by ascending id */
  guint8 *filter;     /* (nullable) bits of their hashes */
  TvFarIndex *former; /* the index of a customer by the hash of an address of before */
  TvFarIndex *today;  /* (nullable) the same of masters and their addresses of now */
};

/**
 * tv_address_hash:
 * @address: (nullable): an address in normal form, or any other text that is compared so
 *
 * Returns: a hash, 0 for none
 */
guint64
tv_address_hash (const char *address)
{
  return address != NULL ? MAX (tv_hash_bytes (address, strlen (address)), 1) : 0;
}

/**
 * tv_address_codes_free:
 * @codes: (transfer full): codes
 *
 * Frees them.
 */
void
tv_address_codes_free (AddressCodes *codes)
{
  tv_far_array_free (codes->codes);
  tv_far_index_free (codes->former);
  g_clear_pointer (&codes->today, tv_far_index_free);
  g_free (codes->filter);
  g_free (codes);
}

static gboolean
list_codes (TvJob *job, AddressCodes *codes, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_ADDRESS_CODES, error);
  TvStep step = TV_STEP_ERROR;
  guint64 count = 0;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autofree char *address = tv_email_normalise (tv_statement_get_text (statement, 1));
      Code *code;

      if ((++count & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (address == NULL)
        continue;
      code = tv_far_array_add (codes->codes);
      code->id = tv_statement_get_int64 (statement, 0);
      code->hash = tv_address_hash (address);
      code->is_there = tv_statement_get_int64 (statement, 2) != 0;
    }
  return step == TV_STEP_DONE;
}

/**
 * tv_address_codes_load:
 * @job: a job
 * @error: return location for an error or a cancel
 *
 * Lists the codes that are addresses, that rows of sales or contacts name, and that no file has a
 * customer for.
 *
 * Returns: (transfer full) (nullable): the codes
 */
AddressCodes *
tv_address_codes_load (TvJob *job, GError **error)
{
  g_autoptr (AddressCodes) codes = g_new0 (AddressCodes, 1);
  gboolean is_listed = FALSE;
  int cache;

  codes->codes = tv_far_array_new (sizeof (Code));
  codes->former = tv_far_index_new ();
  /* Contacts that name codes are gathered by the statement. */
  if (tv_bulk_begin_sort (job->db, &cache, error))
    {
      is_listed = list_codes (job, codes, error);
      is_listed = tv_bulk_end_sort (job->db, cache, is_listed ? error : NULL) && is_listed;
    }
  return is_listed ? g_steal_pointer (&codes) : NULL;
}

/**
 * tv_address_codes_get_digest:
 * @codes: codes as they were loaded
 *
 * Returns: a number that tells which codes they are
 */
guint64
tv_address_codes_get_digest (const AddressCodes *codes)
{
  guint32 count = tv_far_array_get_count (codes->codes);
  guint64 digest = count;

  for (guint32 i = 0; i < count; i++)
    digest
        = tv_hash_mix (digest, (guint64) ((const Code *) tv_far_array_get (codes->codes, i))->id);
  return digest;
}

/**
 * tv_address_codes_has_any:
 * @codes: codes
 *
 * Returns: whether there is one
 */
gboolean
tv_address_codes_has_any (const AddressCodes *codes)
{
  return tv_far_array_get_count (codes->codes) > 0;
}

/**
 * tv_address_codes_begin:
 * @codes: (inout): codes
 *
 * Makes them ready to be asked for by their addresses.
 */
void
tv_address_codes_begin (AddressCodes *codes)
{
  guint32 count = tv_far_array_get_count (codes->codes);

  if (count == 0 || codes->filter != NULL)
    return;
  codes->filter = tv_hash_filter_new ();
  for (guint32 i = 0; i < count; i++)
    {
      const Code *code = tv_far_array_get (codes->codes, i);

      tv_hash_filter_add (codes->filter, code->hash);
    }
}

/* Whether a code may have the address. */
static gboolean
may_ask (const AddressCodes *codes, guint64 hash)
{
  return hash != 0 && codes->filter != NULL && tv_hash_filter_may_have (codes->filter, hash);
}

/**
 * tv_address_codes_note_former:
 * @codes: (inout): codes
 * @hash: of an address
 * @index: of the customer who had it in a row that another one came after
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Remembers it where a code asks for it.
 *
 * Returns: %FALSE where there is no room for it
 */
gboolean
tv_address_codes_note_former (AddressCodes *codes, guint64 hash, guint32 index, GError **error)
{
  TvFarEntry former = { .hash = hash, .order = index };

  return !may_ask (codes, hash) || tv_far_index_add (codes->former, &former, error);
}

/**
 * tv_address_codes_end_former:
 * @codes: (inout): codes
 * @progress: (nullable): whose cancel ends it
 * @error: return location for an error or a cancel
 *
 * To be called when all addresses of before are noted.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_address_codes_end_former (AddressCodes *codes, TvProgress *progress, GError **error)
{
  return tv_far_index_settle (codes->former, progress, error);
}

/**
 * tv_address_codes_was_of:
 * @codes: codes whose addresses of before are all noted
 * @address: an address that a code is
 * @customers: customers
 * @root: the index of a master
 *
 * Returns: whether a file said by a former row that the customer has the address
 */
gboolean
tv_address_codes_was_of (const AddressCodes *codes,
                         const char *address,
                         Customers *customers,
                         guint32 root)
{
  guint64 hash = tv_address_hash (address);
  TvFarEntry former;

  for (guint32 at = tv_far_index_find (codes->former, hash);
       tv_far_index_read (codes->former, at, hash, &former);
       at++)
    if (tv_duplicates_find_master (customers, former.order) == root)
      return TRUE;
  return FALSE;
}

static gboolean
note_today (AddressCodes *codes, guint64 hash, guint32 master, Owned owned, GError **error)
{
  TvFarEntry entry = { .hash = hash, .order = master, .values = { owned } };

  return !may_ask (codes, hash) || tv_far_index_add (codes->today, &entry, error);
}

/* All addresses of all codes of a person, as they are by now. */
static gboolean
note_all (TvJob *job, AddressCodes *codes, Customers *customers, GError **error)
{
  guint32 count = tv_customers_get_count (customers);

  codes->today = tv_far_index_new ();
  for (guint32 i = 0; i < count; i++)
    {
      const Customer *customer = tv_customers_get (customers, i);
      guint32 master = tv_duplicates_find_master (customers, i);
      guint64 hash;
      Texts texts;

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      tv_customers_read (customers, customer, &texts);
      hash = tv_address_hash (texts.texts[FIELD_EMAIL]);
      if (!note_today (codes, hash, master, OWNED_TODAY, error)
          || (hash != customer->email_hash
              && !note_today (codes, customer->email_hash, master, OWNED_FORMERLY, error)))
        return FALSE;
    }
  return tv_far_index_settle (codes->today, job->progress, error);
}

static void
claim (Owner *owner, guint32 master, Owned owned)
{
  if (owned < owner->owned)
    return;
  if (owned > owner->owned)
    owner->master = master;
  else if (owner->master != master)
    owner->master = NOBODY;
  owner->owned = owned;
}

static guint32
find_owner (const AddressCodes *codes, Customers *customers, guint64 hash)
{
  Owner owner = { NOBODY, OWNED_BY_NONE };
  TvFarEntry entry;

  for (guint32 at = tv_far_index_find (codes->today, hash);
       tv_far_index_read (codes->today, at, hash, &entry);
       at++)
    claim (&owner, entry.order, (Owned) entry.values[0]);
  for (guint32 at
       = owner.owned == OWNED_TODAY ? G_MAXUINT32 : tv_far_index_find (codes->former, hash);
       tv_far_index_read (codes->former, at, hash, &entry);
       at++)
    claim (&owner, tv_duplicates_find_master (customers, entry.order), OWNED_FORMERLY);
  return owner.master;
}

/* By code: GPtrArray of TvCustomerLink, by which a person said that what the address names is not
 * the customer's. */
static GHashTable *
list_leaves (GPtrArray *links)
{
  GHashTable *leaves = g_hash_table_new_full (g_int64_hash,
                                              g_int64_equal,
                                              NULL,
                                              (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < links->len; i++)
    {
      TvCustomerLink *link = g_ptr_array_index (links, i);
      GPtrArray *of_code;

      if (link->kind != TV_LINK_LEAVE || link->is_undone)
        continue;
      of_code = g_hash_table_lookup (leaves, &link->customers[0]);
      if (of_code == NULL)
        g_hash_table_insert (leaves, &link->customers[0], of_code = g_ptr_array_new ());
      g_ptr_array_add (of_code, link);
    }
  return leaves;
}

static gboolean
has_left (GHashTable *leaves, gint64 code, Customers *customers, guint32 master)
{
  const GPtrArray *of_code = g_hash_table_lookup (leaves, &code);

  for (guint i = 0; of_code != NULL && i < of_code->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (of_code, i);
      guint32 index;

      for (guint j = 1; j < link->customer_count; j++)
        if (tv_customers_find (customers, link->customers[j], &index)
            && tv_duplicates_find_master (customers, index) == master)
          return TRUE;
    }
  return FALSE;
}

/* A code that a file has a customer for by now is that customer; one without an owner waits again.
 */
static gboolean
write_code (TvJob *job, const Code *code, guint32 owner, Customers *customers, GError **error)
{
  const Customer *master;
  TvStatement *statement;

  if (owner == NOBODY)
    return !code->is_there
           || tv_connection_execute (job->db, TV_SQL_CLEAN_DELETE_CUSTOMER, error, "i", code->id);
  statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_CUSTOMER, error);
  if (statement == NULL)
    return FALSE;
  master = tv_customers_get (customers, owner);
  tv_statement_bind_int64 (statement, 1, code->id);
  tv_statement_bind_int64 (statement, 2, master->id);
  tv_statement_bind_text (statement, 3, "EMAIL");
  for (int parameter = 4; parameter <= 11; parameter++)
    tv_statement_bind_text (statement, parameter, "");
  tv_statement_bind_int64 (statement, 12, master->is_optout == 1);
  tv_statement_bind_int64 (statement, 13, master->is_bounced == 1);
  tv_statement_bind_text (statement, 14, "");
  return tv_statement_run (statement, error);
}

/**
 * tv_address_codes_write:
 * @job: a job with the writer
 * @codes: (inout): codes that were asked for by their addresses
 * @customers: customers with masters, as they are written
 * @links: (element-type TvCustomerLink): what people said
 * @error: return location for an error or a cancel
 *
 * Makes each code one of the customer who has its address.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_address_codes_write (TvJob *job,
                        AddressCodes *codes,
                        Customers *customers,
                        GPtrArray *links,
                        GError **error)
{
  guint32 count = tv_far_array_get_count (codes->codes);
  g_autoptr (GHashTable) leaves = NULL;

  if (count == 0)
    return TRUE;
  if (!note_all (job, codes, customers, error))
    return FALSE;
  leaves = list_leaves (links);
  for (guint32 i = 0; i < count; i++)
    {
      const Code *code = tv_far_array_get (codes->codes, i);
      guint32 owner, index;

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (tv_customers_find (customers, code->id, &index))
        continue;
      owner = find_owner (codes, customers, code->hash);
      if (owner != NOBODY && has_left (leaves, code->id, customers, owner))
        owner = NOBODY;
      if (!write_code (job, code, owner, customers, error))
        return FALSE;
    }
  return TRUE;
}
