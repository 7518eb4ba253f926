/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said about customers, done after what e-mail and phone say: who is kept apart is no
 * duplicate of the other, who was merged is, with the values that were chosen. The latest word
 * holds. Works in memory; reads and writes no table. */
#include "clean/tv-customer-private.h"
#include "rows/tv-customer-link.h"

static void
add_apart (Customers *customers, guint32 index, guint32 other)
{
  GArray *apart = g_hash_table_lookup (customers->apart, GUINT_TO_POINTER (index + 1));

  if (apart == NULL)
    {
      apart = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (customers->apart, GUINT_TO_POINTER (index + 1), apart);
    }
  g_array_append_val (apart, other);
}

/* Whether a later word makes one of two whom an earlier one kept apart. */
static gboolean
is_merged_later (GPtrArray *links, guint position, gint64 a, gint64 b)
{
  for (guint i = position + 1; i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if (link->kind == TV_LINK_MERGE && !link->is_undone && tv_customer_link_has (link, a)
          && tv_customer_link_has (link, b))
        return TRUE;
    }
  return FALSE;
}

/**
 * tv_links_keep_apart:
 * @customers: (inout): customers before duplicates are linked
 * @links: (element-type TvCustomerLink): what people said, oldest first
 *
 * Notes who must not become one.
 */
void
tv_links_keep_apart (Customers *customers, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if ((link->kind != TV_LINK_APART && link->kind != TV_LINK_LEAVE) || link->is_undone)
        continue;
      for (guint a = 0; a < (link->kind == TV_LINK_LEAVE ? 1 : link->customer_count); a++)
        for (guint b = a + 1; b < link->customer_count; b++)
          {
            guint32 first, second;

            if (!tv_customers_find (customers, link->customers[a], &first)
                || !tv_customers_find (customers, link->customers[b], &second) || first == second
                || is_merged_later (links, i, link->customers[a], link->customers[b]))
              continue;
            add_apart (customers, first, second);
            add_apart (customers, second, first);
          }
    }
}

/* The master that a customer belongs to by now; FALSE where no file names the customer any more. */
static gboolean
find_root (Customers *customers, gint64 id, guint32 *out_root)
{
  if (id == 0 || !tv_customers_find (customers, id, out_root))
    return FALSE;
  *out_root = tv_duplicates_find_master (customers, *out_root);
  return TRUE;
}

static gboolean
choose (Customers *customers,
        guint32 master,
        const TvCustomerLink *link,
        const Customer *const *chosen,
        GError **error)
{
  Customer *customer = tv_customers_get (customers, master);
  Texts texts;

  tv_customers_read (customers, customer, &texts);
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    {
      Texts other;

      if (link->choices[f] == 0 || chosen[f] == NULL)
        continue;
      tv_customers_read (customers, chosen[f], &other);
      if (other.texts[FIELD_LAST_NAME + f] == NULL)
        continue;
      texts.texts[FIELD_LAST_NAME + f] = other.texts[FIELD_LAST_NAME + f];
      if (f == TV_CUSTOMER_LAST_NAME)
        texts.texts[FIELD_LAST_FOLD] = other.texts[FIELD_LAST_FOLD];
      if (f == TV_CUSTOMER_FIRST_NAME)
        texts.texts[FIELD_FIRST_FOLD] = other.texts[FIELD_FIRST_FOLD];
    }
  return tv_customers_write (customers, customer, &texts, error);
}

/* The merge without those who left it later. */
static TvCustomerLink
make_rest (GPtrArray *links, guint position)
{
  const TvCustomerLink *link = g_ptr_array_index (links, position);
  TvCustomerLink rest = *link;

  rest.customer_count = 0;
  for (guint i = 0; i < link->customer_count; i++)
    {
      gboolean has_left = FALSE;

      for (guint j = position + 1; j < links->len; j++)
        {
          const TvCustomerLink *later = g_ptr_array_index (links, j);

          has_left |= later->kind == TV_LINK_LEAVE && !later->is_undone
                      && later->customers[0] == link->customers[i];
        }
      if (!has_left)
        rest.customers[rest.customer_count++] = link->customers[i];
    }
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    if (!tv_customer_link_has (&rest, rest.choices[f]))
      rest.choices[f] = 0;
  return rest;
}

static gboolean
merge (Customers *customers, const TvCustomerLink *link, GError **error)
{
  gboolean has_master = FALSE;
  guint32 master = 0, root;
  Customer before[TV_N_CUSTOMER_FIELDS];
  const Customer *chosen[TV_N_CUSTOMER_FIELDS] = { NULL };

  /* As they are now, before the master is completed. */
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    {
      if (!find_root (customers, link->choices[f], &root))
        continue;
      before[f] = *tv_customers_get (customers, root);
      chosen[f] = &before[f];
    }
  for (guint i = 0; i < link->customer_count; i++)
    {
      Customer *customer;

      if (!find_root (customers, link->customers[i], &root) || (has_master && root == master))
        continue;
      if (!has_master)
        {
          has_master = TRUE;
          master = root;
          continue;
        }
      if (!tv_customers_complete (customers, master, root, error))
        return FALSE;
      customer = tv_customers_get (customers, root);
      customer->master = master;
      customer->rule = RULE_NONE;
    }
  return !has_master || choose (customers, master, link, chosen, error);
}

/**
 * tv_links_merge:
 * @customers: (inout): customers with masters that are complete
 * @links: (element-type TvCustomerLink): what people said, oldest first
 * @edits: (inout): what people wrote
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Makes one of those who were merged, and writes what people wrote, each in its turn: the latest
 * word holds. The first customer of a merge that is still there is the master.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_links_merge (Customers *customers, GPtrArray *links, CustomerEdits *edits, GError **error)
{
  for (guint i = 0; i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if (!tv_edits_apply (edits, customers, link->seq, error))
        return FALSE;
      if (link->kind == TV_LINK_MERGE && !link->is_undone)
        {
          TvCustomerLink rest = make_rest (links, i);

          if (!merge (customers, &rest, error))
            return FALSE;
        }
    }
  return tv_edits_apply (edits, customers, G_MAXINT64, error);
}
