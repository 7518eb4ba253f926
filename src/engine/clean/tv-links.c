/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said about customers, done after what e-mail and phone say: who is kept apart is no
 * duplicate of the other, who was merged is, with the values that were chosen. The latest word
 * holds. Works in memory; reads and writes no table. */
#include "clean/tv-customer-private.h"
#include "rows/tv-customer-link.h"

static guint32
get_index (GArray *customers, const Customer *customer)
{
  return (guint32) (customer - &g_array_index (customers, Customer, 0));
}

static void
add_apart (GArray *customers, Customer *customer, const Customer *other)
{
  guint32 index = get_index (customers, other);

  if (customer->apart == NULL)
    customer->apart = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (customer->apart, index);
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
 * @customers: (inout) (element-type Customer): by ascending id, before duplicates are linked
 * @links: (element-type TvCustomerLink): what people said, oldest first
 *
 * Notes who must not become one.
 */
void
tv_links_keep_apart (GArray *customers, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if ((link->kind != TV_LINK_APART && link->kind != TV_LINK_LEAVE) || link->is_undone)
        continue;
      for (guint a = 0; a < (link->kind == TV_LINK_LEAVE ? 1 : link->customer_count); a++)
        for (guint b = a + 1; b < link->customer_count; b++)
          {
            Customer *first = tv_customers_find (customers, link->customers[a]);
            Customer *second = tv_customers_find (customers, link->customers[b]);

            if (first == NULL || second == NULL || first == second
                || is_merged_later (links, i, first->id, second->id))
              continue;
            add_apart (customers, first, second);
            add_apart (customers, second, first);
          }
    }
}

/* The master that a customer belongs to by now; NULL where no file names the customer any more. */
static Customer *
find_root (GArray *customers, gint64 id)
{
  const Customer *customer = id != 0 ? tv_customers_find (customers, id) : NULL;

  return customer != NULL ? &g_array_index (
             customers,
             Customer,
             tv_duplicates_find_master (customers, get_index (customers, customer)))
                          : NULL;
}

static void
choose (Customer *master, const TvCustomerLink *link, const Customer *const *chosen)
{
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    {
      const Customer *other = chosen[f];

      if (link->choices[f] == 0 || other == NULL || other->fields[FIELD_LAST_NAME + f] == NULL)
        continue;
      master->fields[FIELD_LAST_NAME + f] = other->fields[FIELD_LAST_NAME + f];
      if (f == TV_CUSTOMER_LAST_NAME)
        master->last_fold = other->last_fold;
      if (f == TV_CUSTOMER_FIRST_NAME)
        master->first_fold = other->first_fold;
    }
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

static void
merge (GArray *customers, const TvCustomerLink *link)
{
  Customer *master = NULL;
  Customer before[TV_N_CUSTOMER_FIELDS];
  const Customer *chosen[TV_N_CUSTOMER_FIELDS] = { NULL };

  /* As they are now, before the master is completed. */
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    {
      const Customer *root = find_root (customers, link->choices[f]);

      if (root == NULL)
        continue;
      before[f] = *root;
      chosen[f] = &before[f];
    }
  for (guint i = 0; i < link->customer_count; i++)
    {
      Customer *root = find_root (customers, link->customers[i]);

      if (root == NULL || root == master)
        continue;
      if (master == NULL)
        {
          master = root;
          continue;
        }
      tv_duplicates_complete (master, root);
      root->master = get_index (customers, master);
      root->rule = NULL;
    }
  if (master != NULL)
    choose (master, link, chosen);
}

/**
 * tv_links_merge:
 * @customers: (inout) (element-type Customer): by ascending id, with masters that are complete
 * @links: (element-type TvCustomerLink): what people said, oldest first
 *
 * Makes one of those who were merged. The first customer of a merge that is still there is the
 * master.
 */
void
tv_links_merge (GArray *customers, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if (link->kind == TV_LINK_MERGE && !link->is_undone)
        {
          TvCustomerLink rest = make_rest (links, i);

          merge (customers, &rest);
        }
    }
}
