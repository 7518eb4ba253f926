/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers as rows: the mapping from the statement that reads them, freeing, and the one table of
 * the columns that lists can be sorted by. Reads one statement, writes nothing. */
#include "rows/tv-customer-row.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *title;
} columns[] = {
  [TV_CUSTOMER_COLUMN_CODE] = { "code", N_ ("Code") },
  [TV_CUSTOMER_COLUMN_NAME] = { "name", N_ ("Name") },
  [TV_CUSTOMER_COLUMN_SEGMENT] = { "segment", N_ ("Segment") },
  [TV_CUSTOMER_COLUMN_RECENCY] = { "recency", N_ ("R") },
  [TV_CUSTOMER_COLUMN_FREQUENCY] = { "frequency", N_ ("F") },
  [TV_CUSTOMER_COLUMN_MONETARY] = { "monetary", N_ ("M") },
  [TV_CUSTOMER_COLUMN_ORDERS] = { "orders", N_ ("Orders") },
  [TV_CUSTOMER_COLUMN_SPENT] = { "spent", N_ ("Spent") },
  [TV_CUSTOMER_COLUMN_AVERAGE_ORDER] = { "average-order", N_ ("Average order") },
  [TV_CUSTOMER_COLUMN_TOP_FAMILY] = { "top-family", N_ ("Top family") },
  [TV_CUSTOMER_COLUMN_BUDGET] = { "budget", N_ ("Budget level") },
  [TV_CUSTOMER_COLUMN_LAST_ORDER] = { "last-order", N_ ("Last order") },
  [TV_CUSTOMER_COLUMN_LAST_CONTACT] = { "last-contact", N_ ("Last contact") },
  [TV_CUSTOMER_COLUMN_EXPECTED_ORDERS] = { "expected-orders", N_ ("Orders in 90 days") },
  [TV_CUSTOMER_COLUMN_EXPECTED_VALUE] = { "expected-value", N_ ("Value in 90 days") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == TV_N_CUSTOMER_COLUMNS);

static TvDay
get_day (TvStatement *statement, int column)
{
  return tv_statement_is_null (statement, column)
             ? TV_DAY_NONE
             : (TvDay) tv_statement_get_int64 (statement, column);
}

/* < 0 where there is nothing. */
static double
get_known (TvStatement *statement, int column)
{
  return tv_statement_is_null (statement, column) ? -1
                                                  : tv_statement_get_double (statement, column);
}

static char *
join_name (TvStatement *statement)
{
  g_autofree char *last = tv_statement_dup_text (statement, 2);
  g_autofree char *first = tv_statement_dup_text (statement, 3);

  return g_strstrip (g_strjoin (" ", last, first, NULL));
}

/**
 * tv_customer_row_new:
 * @statement: the block "get-customer" of views.sql, standing on a row
 *
 * Reads one customer. A customer whose profile has not been written yet comes as a prospect without
 * figures.
 *
 * Returns: (transfer full): the customer
 */
TvCustomerRow *
tv_customer_row_new (TvStatement *statement)
{
  TvCustomerRow *row = g_new0 (TvCustomerRow, 1);

  row->id = tv_statement_get_int64 (statement, 0);
  row->customer_code = tv_statement_dup_text (statement, 1);
  row->name = join_name (statement);
  row->is_optout = tv_statement_get_int64 (statement, 4) != 0;
  row->is_bounced = tv_statement_get_int64 (statement, 5) != 0;
  row->segment = tv_statement_get_int64 (statement, 6);
  row->recency_score = tv_statement_get_int64 (statement, 7);
  row->frequency_score = tv_statement_get_int64 (statement, 8);
  row->monetary_score = tv_statement_get_int64 (statement, 9);
  row->first_order_day = get_day (statement, 10);
  row->last_order_day = get_day (statement, 11);
  row->order_count = tv_statement_get_int64 (statement, 12);
  row->spent_cents = tv_statement_get_int64 (statement, 13);
  row->average_order_cents = tv_statement_get_int64 (statement, 14);
  row->average_gap_days = get_known (statement, 15);
  row->top_family = tv_statement_dup_text (statement, 16);
  row->top_family_share = tv_statement_get_double (statement, 17);
  row->diversity_ratio = tv_statement_get_double (statement, 18);
  row->product_count = tv_statement_get_int64 (statement, 19);
  row->family_count = tv_statement_get_int64 (statement, 20);
  row->budget_level = tv_statement_is_null (statement, 21) ? TV_BUDGET_STANDARD
                                                           : tv_statement_get_int64 (statement, 21);
  row->last_contact_day = get_day (statement, 22);
  row->contacts_30 = tv_statement_get_int64 (statement, 23);
  row->contacts_90 = tv_statement_get_int64 (statement, 24);
  row->contacts_365 = tv_statement_get_int64 (statement, 25);
  row->is_silent = tv_statement_get_int64 (statement, 26) != 0;
  row->is_contactable = tv_statement_get_int64 (statement, 27) != 0;
  row->expected_orders = get_known (statement, 34);
  row->expected_cents
      = tv_statement_is_null (statement, 35) ? -1 : tv_statement_get_int64 (statement, 35);
  row->alive_ratio = get_known (statement, 36);
  return row;
}

/**
 * tv_customer_row_free:
 * @row: (nullable) (transfer full): a customer
 *
 * Frees the customer.
 */
void
tv_customer_row_free (TvCustomerRow *row)
{
  if (row == NULL)
    return;
  g_free (row->customer_code);
  g_free (row->name);
  g_free (row->top_family);
  g_free (row);
}

/**
 * tv_order_row_free:
 * @row: (nullable) (transfer full): an order
 *
 * Frees the order.
 */
void
tv_order_row_free (TvOrderRow *row)
{
  if (row == NULL)
    return;
  g_free (row->doc_ref);
  g_free (row->doc_type);
  g_free (row);
}

/**
 * tv_family_share_free:
 * @share: (nullable) (transfer full): a family's share
 *
 * Frees the share.
 */
void
tv_family_share_free (TvFamilyShare *share)
{
  if (share == NULL)
    return;
  g_free (share->family);
  g_free (share);
}

/**
 * tv_customer_detail_free:
 * @detail: (nullable) (transfer full): what the customer pane shows
 *
 * Frees the detail with all its lists.
 */
void
tv_customer_detail_free (TvCustomerDetail *detail)
{
  if (detail == NULL)
    return;
  tv_customer_row_free (detail->row);
  g_free (detail->email);
  g_free (detail->phone);
  g_free (detail->address);
  g_free (detail->postal_code);
  g_free (detail->city);
  g_free (detail->country);
  g_strfreev (detail->linked_codes);
  g_clear_pointer (&detail->orders, g_ptr_array_unref);
  g_clear_pointer (&detail->families, g_ptr_array_unref);
  g_clear_pointer (&detail->items, g_ptr_array_unref);
  g_free (detail);
}

/**
 * tv_customer_column_get_code:
 * @column: a column of the customer table
 *
 * Returns: what the command line calls the column, such as "last-order"
 */
const char *
tv_customer_column_get_code (TvCustomerColumn column)
{
  g_return_val_if_fail ((guint) column < TV_N_CUSTOMER_COLUMNS, "");
  return columns[column].code;
}

/**
 * tv_customer_column_get_title:
 * @column: a column of the customer table
 *
 * Returns: the translated heading of the column
 */
const char *
tv_customer_column_get_title (TvCustomerColumn column)
{
  g_return_val_if_fail ((guint) column < TV_N_CUSTOMER_COLUMNS, "");
  return _ (columns[column].title);
}
