/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that are addresses of e-mail. A web shop and a mailing tool know people by these, a till by
 * codes; what such a code names belongs to the one customer who has the address, as if it were
 * another code of that customer. An address of today goes before one of former files or of before
 * an edit; one that several customers have means none. Reads customer_ref, sales_line and
 * contact_event; writes customer: rows without values of their own. */
#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "clean/tv-customer-private.h"
#include "rows/tv-customer-link.h"

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
  guint64 hash;  /* of the address in normal form */
  guint32 owner; /* index of a customer, NOBODY where several have it */
  guint8 owned;  /* Owned */
  guint8 is_there;
} Code;

/* An address that a file said of a customer before. */
typedef struct
{
  guint64 hash;
  guint32 index;
} Former;

struct _AddressCodes
{
  GArray *codes;  /* of Code */
  GArray *former; /* of Former */
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
  g_array_unref (codes->codes);
  g_array_unref (codes->former);
  g_free (codes);
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  const Code *one = a, *other = b;

  if (one->hash != other->hash)
    return one->hash < other->hash ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const Code *one = a, *other = b;

  return (one->id > other->id) - (one->id < other->id);
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
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_ADDRESS_CODES, error);
  TvStep step = TV_STEP_ERROR;
  guint64 count = 0;

  codes->codes = g_array_new (FALSE, FALSE, sizeof (Code));
  codes->former = g_array_new (FALSE, FALSE, sizeof (Former));
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autofree char *address = tv_email_normalise (tv_statement_get_text (statement, 1));
      Code code = { .id = tv_statement_get_int64 (statement, 0),
                    .hash = tv_address_hash (address),
                    .owner = NOBODY,
                    .is_there = tv_statement_get_int64 (statement, 2) != 0 };

      if ((++count & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return NULL;
      if (address != NULL)
        g_array_append_val (codes->codes, code);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&codes) : NULL;
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
  guint64 digest = codes->codes->len;

  for (guint i = 0; i < codes->codes->len; i++)
    digest = tv_hash_mix (digest, (guint64) g_array_index (codes->codes, Code, i).id);
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
  return codes->codes->len > 0;
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
  g_array_sort (codes->codes, compare_hashes);
}

/* The first code of an address. */
static Code *
find (const AddressCodes *codes, guint64 hash)
{
  guint low = 0, high = codes->codes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (codes->codes, Code, middle).hash < hash)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == codes->codes->len || g_array_index (codes->codes, Code, low).hash != hash)
    return NULL;
  return &g_array_index (codes->codes, Code, low);
}

/**
 * tv_address_codes_note_former:
 * @codes: (inout): codes
 * @hash: of an address
 * @index: of the customer who had it in a row that another one came after
 *
 * Remembers it where a code asks for it.
 */
void
tv_address_codes_note_former (AddressCodes *codes, guint64 hash, guint32 index)
{
  Former former = { hash, index };

  if (hash != 0 && find (codes, hash) != NULL)
    g_array_append_val (codes->former, former);
}

/**
 * tv_address_codes_was_of:
 * @codes: codes that were asked for by their addresses
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

  for (guint i = 0; i < codes->former->len; i++)
    {
      const Former *former = &g_array_index (codes->former, Former, i);

      if (former->hash == hash && tv_duplicates_find_master (customers, former->index) == root)
        return TRUE;
    }
  return FALSE;
}

static void
claim (AddressCodes *codes, guint64 hash, guint32 master, Owned owned)
{
  Code *code = hash != 0 ? find (codes, hash) : NULL;

  if (code == NULL || owned < code->owned)
    return;
  if (owned > code->owned)
    code->owner = master;
  else if (code->owner != master)
    code->owner = NOBODY;
  code->owned = (guint8) owned;
}

/* All addresses of all codes of a person, as they are by now. */
static gboolean
claim_all (TvJob *job, AddressCodes *codes, Customers *customers, GError **error)
{
  guint32 count = tv_customers_get_count (customers);

  for (guint i = 0; i < codes->former->len; i++)
    {
      const Former *former = &g_array_index (codes->former, Former, i);

      claim (codes,
             former->hash,
             tv_duplicates_find_master (customers, former->index),
             OWNED_FORMERLY);
    }
  for (guint32 i = 0; i < count; i++)
    {
      const Customer *customer = tv_customers_get (customers, i);
      guint32 master = tv_duplicates_find_master (customers, i);
      Texts texts;

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      tv_customers_read (customers, customer, &texts);
      claim (codes, customer->email_hash, master, OWNED_FORMERLY);
      claim (codes, tv_address_hash (texts.texts[FIELD_EMAIL]), master, OWNED_TODAY);
    }
  return TRUE;
}

/* All codes of one address have its owner. */
static void
share_owners (AddressCodes *codes)
{
  for (guint i = 1; i < codes->codes->len; i++)
    {
      const Code *before = &g_array_index (codes->codes, Code, i - 1);
      Code *code = &g_array_index (codes->codes, Code, i);

      if (code->hash == before->hash)
        code->owner = before->owner;
    }
}

/* A person may have said that what the address names is not the customer's. */
static void
let_go (AddressCodes *codes, Customers *customers, const TvCustomerLink *link)
{
  Code wanted = { .id = link->customers[0] };
  guint position;
  Code *code;

  if (!g_array_binary_search (codes->codes, &wanted, compare_ids, &position))
    return;
  code = &g_array_index (codes->codes, Code, position);
  for (guint i = 1; code->owner != NOBODY && i < link->customer_count; i++)
    {
      guint32 index;

      if (tv_customers_find (customers, link->customers[i], &index)
          && tv_duplicates_find_master (customers, index) == code->owner)
        code->owner = NOBODY;
    }
}

/* A code that a file has a customer for by now is that customer; one without an owner waits again.
 */
static gboolean
write_code (TvJob *job, const Code *code, Customers *customers, GError **error)
{
  const Customer *master;
  TvStatement *statement;
  guint32 index;

  if (tv_customers_find (customers, code->id, &index))
    return TRUE;
  if (code->owner == NOBODY)
    return !code->is_there
           || tv_connection_execute (job->db, TV_SQL_CLEAN_DELETE_CUSTOMER, error, "i", code->id);
  statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_CUSTOMER, error);
  if (statement == NULL)
    return FALSE;
  master = tv_customers_get (customers, code->owner);
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
  if (codes->codes->len == 0)
    return TRUE;
  if (!claim_all (job, codes, customers, error))
    return FALSE;
  share_owners (codes);
  g_array_sort (codes->codes, compare_ids);
  for (guint i = 0; i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if (link->kind == TV_LINK_LEAVE && !link->is_undone)
        let_go (codes, customers, link);
    }
  for (guint i = 0; i < codes->codes->len; i++)
    {
      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (!write_code (job, &g_array_index (codes->codes, Code, i), customers, error))
        return FALSE;
    }
  return TRUE;
}
