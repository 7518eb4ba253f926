/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What contacts found out of customers: objections and mail that came back, by code and by the
 * address that a mailing tool has in the place of one. Reads contact_event; writes no table. */
#include <string.h>

#include "base/tv-text.h"
#include "clean/tv-customer-private.h"

#define CONTACT_OPTOUT 1
#define CONTACT_BOUNCED 2

/**
 * tv_customer_contacts_init:
 * @contacts: (out caller-allocates): what was found out
 *
 * Begins with nothing.
 */
void
tv_customer_contacts_init (CustomerContacts *contacts)
{
  contacts->of_ref = g_byte_array_new ();
  contacts->of_address = tv_far_index_new ();
}

/**
 * tv_customer_contacts_clear:
 * @contacts: what was found out
 *
 * Frees it.
 */
void
tv_customer_contacts_clear (CustomerContacts *contacts)
{
  g_clear_pointer (&contacts->of_ref, g_byte_array_unref);
  g_clear_pointer (&contacts->of_address, tv_far_index_free);
}

static gboolean
note_address (CustomerContacts *contacts, const char *code, guint flag, GError **error)
{
  g_autofree char *address = tv_email_normalise (code);
  TvFarEntry entry = { .hash = tv_address_hash (address), .values = { flag } };

  return address == NULL || tv_far_index_add (contacts->of_address, &entry, error);
}

static guint
get_flags (const CustomerContacts *contacts, const char *address)
{
  guint64 hash = tv_address_hash (address);
  guint flags = 0;
  TvFarEntry entry;

  for (guint32 at = tv_far_index_find (contacts->of_address, hash);
       tv_far_index_read (contacts->of_address, at, hash, &entry);
       at++)
    flags |= entry.values[0];
  return flags;
}

static void
note_ref (CustomerContacts *contacts, gint64 id, guint flag)
{
  GByteArray *of_ref = contacts->of_ref;
  guint length = of_ref->len;

  if (id < 0 || id >= G_MAXINT32)
    return;
  if (id >= length)
    {
      g_byte_array_set_size (of_ref, (guint) id + 1);
      memset (of_ref->data + length, 0, of_ref->len - length);
    }
  of_ref->data[id] |= (guint8) flag;
}

/**
 * tv_customer_contacts_load:
 * @contacts: (inout): nothing yet
 * @job: a job
 * @error: return location for an error
 *
 * Looks up what contacts found out.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_customer_contacts_load (CustomerContacts *contacts, TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_CONTACT_FLAGS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint flag = tv_statement_get_int64 (statement, 1) != 0 ? CONTACT_OPTOUT : CONTACT_BOUNCED;

      note_ref (contacts, tv_statement_get_int64 (statement, 0), flag);
      if (!tv_statement_is_null (statement, 2)
          && !note_address (contacts, tv_statement_get_text (statement, 2), flag, error))
        return FALSE;
    }
  return step == TV_STEP_DONE && tv_far_index_settle (contacts->of_address, job->progress, error);
}

/**
 * tv_customer_contacts_has_addresses:
 * @contacts: what was found out
 *
 * Returns: whether any of it was found out of an address
 */
gboolean
tv_customer_contacts_has_addresses (const CustomerContacts *contacts)
{
  return tv_far_index_get_count (contacts->of_address) > 0;
}

/**
 * tv_customer_contacts_take:
 * @contacts: what was found out
 * @customer: (inout): a customer
 * @email: (nullable): the customer's address
 *
 * What a contact found out stands beside what the files say: an objection once made holds. Mailing
 * tools know people by their addresses, and who has such an address is meant.
 */
void
tv_customer_contacts_take (const CustomerContacts *contacts, Customer *customer, const char *email)
{
  const GByteArray *of_ref = contacts->of_ref;
  guint flags = customer->id > 0 && customer->id < of_ref->len ? of_ref->data[customer->id] : 0;

  if (email != NULL)
    flags |= get_flags (contacts, email);
  if (flags & CONTACT_OPTOUT)
    customer->is_optout = 1;
  if (flags & CONTACT_BOUNCED)
    customer->is_bounced = 1;
}

/**
 * tv_customer_contacts_has_objected:
 * @contacts: what was found out
 * @email: an address that a customer had
 *
 * Who has another address by now has objected all the same; that mail came back from the former one
 * says nothing of the new one.
 *
 * Returns: whether its reader objected
 */
gboolean
tv_customer_contacts_has_objected (const CustomerContacts *contacts, const char *email)
{
  return (get_flags (contacts, email) & CONTACT_OPTOUT) != 0;
}
