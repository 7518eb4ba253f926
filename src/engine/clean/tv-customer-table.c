/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers by number, and their texts apart from them. However many they are, they take a few MB
 * of memory; the rest lies in files without a name. Reads and writes no table. */
#include "clean/tv-customer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

/* Which texts there are, one bit each; they follow in their order, each with its NUL. */
typedef guint16 Mask;

/**
 * tv_customers_new:
 *
 * Returns: (transfer full): a table without a customer
 */
Customers *
tv_customers_new (void)
{
  Customers *customers = g_new0 (Customers, 1);

  customers->array = tv_far_array_new (sizeof (Customer));
  customers->pieces = tv_far_pieces_new ();
  customers->apart = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  customers->scratch = g_byte_array_new ();
  return customers;
}

/**
 * tv_customers_free:
 * @customers: (transfer full): a table
 *
 * Frees a table with all customers and texts.
 */
void
tv_customers_free (Customers *customers)
{
  tv_far_array_free (customers->array);
  tv_far_pieces_free (customers->pieces);
  g_hash_table_unref (customers->apart);
  g_byte_array_unref (customers->scratch);
  g_free (customers);
}

/**
 * tv_customers_get_count:
 * @customers: a table
 *
 * Returns: how many customers it has
 */
guint32
tv_customers_get_count (const Customers *customers)
{
  return tv_far_array_get_count (customers->array);
}

/**
 * tv_customers_get:
 * @customers: a table
 * @index: of a customer
 *
 * Returns: (transfer none): the customer, who never moves
 */
Customer *
tv_customers_get (Customers *customers, guint32 index)
{
  return tv_far_array_get (customers->array, index);
}

/**
 * tv_customers_add:
 * @customers: a table
 * @id: a number above all others
 *
 * Adds a customer of whom nothing is said, and whose texts have to be written.
 *
 * Returns: (transfer none): the customer
 */
Customer *
tv_customers_add (Customers *customers, gint64 id)
{
  guint32 index = tv_customers_get_count (customers);
  Customer *customer = tv_far_array_add (customers->array);

  customer->id = id;
  customer->master = customer->named = index;
  customer->is_optout = customer->is_bounced = -1;
  return customer;
}

/**
 * tv_customers_find:
 * @customers: a table
 * @id: a customer's number
 * @out_index: (out): the index
 *
 * Returns: whether a file that counts names the customer
 */
gboolean
tv_customers_find (Customers *customers, gint64 id, guint32 *out_index)
{
  guint32 low = 0, high = tv_customers_get_count (customers);

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (tv_customers_get (customers, middle)->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  *out_index = low;
  return low < tv_customers_get_count (customers) && tv_customers_get (customers, low)->id == id;
}

/**
 * tv_customers_read:
 * @customers: a table
 * @customer: one of it, or a copy
 * @out: (out): the texts, which stay as they are also where others are written
 *
 * Looks up what a customer is called.
 */
void
tv_customers_read (Customers *customers, const Customer *customer, Texts *out)
{
  guint32 length;
  const char *at = tv_far_pieces_get (customers->pieces, customer->place, &length);
  Mask mask;

  memcpy (&mask, at, sizeof mask);
  at += sizeof mask;
  for (guint i = 0; i < N_TEXTS; i++)
    {
      out->texts[i] = (mask & 1u << i) != 0 ? at : NULL;
      if (out->texts[i] != NULL)
        at += strlen (at) + 1;
    }
}

/**
 * tv_customers_write:
 * @customers: a table
 * @customer: (inout): one of it
 * @texts: what the customer is called; copied
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Gives a customer other texts.
 *
 * Returns: %FALSE where neither disk nor memory has room for them
 */
gboolean
tv_customers_write (Customers *customers, Customer *customer, const Texts *texts, GError **error)
{
  GByteArray *scratch = customers->scratch;
  Mask mask = 0;

  for (guint i = 0; i < N_TEXTS; i++)
    if (texts->texts[i] != NULL)
      mask |= (Mask) (1u << i);
  g_byte_array_set_size (scratch, 0);
  g_byte_array_append (scratch, (const guint8 *) &mask, sizeof mask);
  for (guint i = 0; i < N_TEXTS; i++)
    if (texts->texts[i] != NULL)
      g_byte_array_append (scratch,
                           (const guint8 *) texts->texts[i],
                           (guint) strlen (texts->texts[i]) + 1);
  customer->place = tv_far_pieces_add (customers->pieces, scratch->data, scratch->len);
  if (customer->place != TV_FAR_PIECES_NONE)
    return TRUE;
  g_set_error_literal (error,
                       TV_ERROR,
                       TV_ERROR_NO_SPACE,
                       _ ("Could not clean the customers: neither disk nor memory has room for "
                          "their names and addresses."));
  return FALSE;
}

/**
 * tv_customers_complete:
 * @customers: a table
 * @master: the index of a master
 * @index: one of its group
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * The master takes the value of each field that it lacks, and of a name that it has in one field
 * the two; opting out and bouncing hold for all.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_customers_complete (Customers *customers, guint32 master, guint32 index, GError **error)
{
  Customer *to = tv_customers_get (customers, master);
  const Customer *from = tv_customers_get (customers, index);
  gboolean is_changed = FALSE, has_first;
  Texts texts, other;

  to->is_optout = MAX (to->is_optout, from->is_optout);
  to->is_bounced = MAX (to->is_bounced, from->is_bounced);
  tv_customers_read (customers, to, &texts);
  tv_customers_read (customers, from, &other);
  if (tv_whole_name_is_split (&other, &texts))
    {
      texts.texts[FIELD_LAST_NAME] = other.texts[FIELD_LAST_NAME];
      texts.texts[FIELD_LAST_FOLD] = other.texts[FIELD_LAST_FOLD];
      is_changed = TRUE;
    }
  has_first = tv_whole_name_has_last (&texts, &other);
  for (int i = FIELD_LAST_NAME; i < N_TEXTS; i++)
    {
      gboolean is_fold = i >= N_FIELDS;
      gboolean is_missing = is_fold ? *texts.texts[i] == '\0' : texts.texts[i] == NULL;
      gboolean is_there = is_fold ? *other.texts[i] != '\0' : other.texts[i] != NULL;

      if (!is_missing || !is_there
          || (has_first && (i == FIELD_FIRST_NAME || i == FIELD_FIRST_FOLD)))
        continue;
      texts.texts[i] = other.texts[i];
      is_changed = TRUE;
    }
  return !is_changed || tv_customers_write (customers, to, &texts, error);
}
