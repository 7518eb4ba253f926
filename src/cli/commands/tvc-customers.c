/* SPDX-License-Identifier: GPL-3.0-or-later */
/* customers: the table of profiles, and one customer whole. */
#include "commands/tvc-customer-edit.h"
#include "tvc-cell.h"
#include "tvc-item.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static void
answer_profile (TvcContext *context, const TvCustomerRow *row)
{
  tvc_json_text (context, "customer_code", row->customer_code);
  tvc_json_text (context, "name", row->name);
  tvc_json_text (context, "segment", tv_segment_get_code (row->segment));
  tvc_json_int (context, "recency_score", row->recency_score);
  tvc_json_int (context, "frequency_score", row->frequency_score);
  tvc_json_int (context, "monetary_score", row->monetary_score);
  tvc_json_int (context, "orders", row->order_count);
  tvc_json_cents (context, "spent", row->spent_cents);
  tvc_json_cents (context, "average_order", row->average_order_cents);
  tvc_json_text (context, "top_family", row->top_family);
  tvc_json_double (context, "top_family_share", row->top_family_share);
  tvc_json_double (context, "diversity", row->diversity_ratio);
  tvc_json_text (context, "budget_level", tv_budget_level_get_code (row->budget_level));
  tvc_json_day (context, "first_order", row->first_order_day);
  tvc_json_day (context, "last_order", row->last_order_day);
  tvc_json_day (context, "last_contact", row->last_contact_day);
  tvc_json_bool (context, "is_silent", row->is_silent);
  tvc_json_bool (context, "is_contactable", row->is_contactable);
  if (row->average_gap_days >= 0)
    tvc_json_double (context, "average_gap_days", row->average_gap_days);
  if (row->expected_orders >= 0)
    tvc_json_double (context, "expected_orders_90", row->expected_orders);
  if (row->expected_cents >= 0)
    tvc_json_cents (context, "expected_value_90", row->expected_cents);
  if (row->alive_ratio >= 0)
    tvc_json_double (context, "p_alive", row->alive_ratio);
}

static void
print_row (TvcContext *context, const TvCustomerRow *row)
{
  g_autofree char *last = row->last_order_day == TV_DAY_NONE
                              ? g_strdup ("–")
                              : tv_day_to_display (row->last_order_day);
  g_autofree char *money = tv_money_to_display (row->spent_cents, NULL);
  g_autofree char *code = tvc_cell (row->customer_code, 12);
  g_autofree char *name = tvc_cell (row->name, 28);
  g_autofree char *segment = tvc_cell (tv_segment_get_title (row->segment), 20);
  g_autofree char *spent = tvc_cell_right (money, 13);
  g_autofree char *family = tvc_cell (row->top_family, 18);
  g_autofree char *budget = tvc_cell (tv_budget_level_get_title (row->budget_level), 10);

  tvc_print (context,
             "%s %s %s %d%d%d %5" PRId64 " %s  %s %s %s\n",
             code,
             name,
             segment,
             row->recency_score,
             row->frequency_score,
             row->monetary_score,
             row->order_count,
             spent,
             family,
             budget,
             last);
}

static int
show_one (TvcContext *context, const char *code, GError **error)
{
  g_autoptr (TvCustomerDetail) detail = NULL;
  gint64 id = tv_engine_find_customer (context->engine, code, error);

  if (id == 0)
    return TVC_EXIT_FAILED;
  detail = tv_engine_get_customer (context->engine, id, error);
  if (detail == NULL)
    return TVC_EXIT_FAILED;
  answer_profile (context, detail->row);
  print_row (context, detail->row);
  tvc_json_text (context, "email", detail->email);
  tvc_json_text (context, "phone", detail->phone);
  tvc_json_text (context, "city", detail->city);
  tvc_json_bool (context, "is_optout", detail->row->is_optout);
  tvc_json_bool (context, "is_bounced", detail->row->is_bounced);
  if (!tvc_customer_edit_answer (context, id, error))
    return TVC_EXIT_FAILED;
  tvc_json_begin_list (context, "linked_codes");
  for (guint i = 0; detail->linked_codes != NULL && detail->linked_codes[i] != NULL; i++)
    tvc_json_text (context, NULL, detail->linked_codes[i]);
  tvc_json_end_list (context);
  tvc_json_begin_list (context, "families");
  for (guint i = 0; i < detail->families->len; i++)
    {
      const TvFamilyShare *share = g_ptr_array_index (detail->families, i);
      g_autofree char *family = NULL;

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "family", share->family);
      tvc_json_cents (context, "spent", share->spent_cents);
      tvc_json_double (context, "share", share->share);
      tvc_json_end (context);
      family = tvc_cell (*share->family != '\0' ? share->family : _ ("Without a family"), 30);
      tvc_print (context, "  %s %5.1f %%\n", family, share->share * 100);
    }
  tvc_json_end_list (context);
  tvc_json_begin_list (context, "orders");
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const TvOrderRow *order = g_ptr_array_index (detail->orders, i);
      g_autofree char *day = tv_day_to_display (order->day);
      g_autofree char *money = tv_money_to_display (order->amount_cents, NULL);
      g_autofree char *day_cell = tvc_cell (day, 14);
      g_autofree char *document = tvc_cell (order->doc_ref, 16);
      g_autofree char *amount = tvc_cell_right (money, 13);

      tvc_json_begin (context, NULL);
      tvc_json_day (context, "date", order->day);
      tvc_json_text (context, "doc_ref", order->doc_ref);
      tvc_json_cents (context, "amount_ht", order->amount_cents);
      tvc_json_int (context, "lines", order->line_count);
      tvc_json_end (context);
      tvc_print (context, "  %s  %s %s\n", day_cell, document, amount);
    }
  tvc_json_end_list (context);
  tvc_answer_items (context, "recommendations", detail->items);
  return TVC_EXIT_DONE;
}

static int
find_segment (const char *code)
{
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    if (g_ascii_strcasecmp (tv_segment_get_code (i), code) == 0)
      return i;
  return -1;
}

static int
find_column (const char *code)
{
  for (int i = 0; i < TV_N_CUSTOMER_COLUMNS; i++)
    if (g_ascii_strcasecmp (tv_customer_column_get_code (i), code) == 0)
      return i;
  return -1;
}

static int
list_all (TvcContext *context, const TvCustomerQuery *query, int limit, GError **error)
{
  g_autoptr (GArray) ids
      = tv_engine_list_customer_ids (context->engine, query, context->progress, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL)
    return TVC_EXIT_FAILED;
  rows = tv_engine_get_customers (context->engine,
                                  (const gint64 *) (void *) ids->data,
                                  MIN (ids->len, (guint) MAX (limit, 0)),
                                  error);
  if (rows == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "count", ids->len);
  tvc_json_begin_list (context, "customers");
  for (guint i = 0; i < rows->len; i++)
    {
      const TvCustomerRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      tvc_json_begin (context, NULL);
      answer_profile (context, row);
      tvc_json_end (context);
      print_row (context, row);
    }
  tvc_json_end_list (context);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE, "%u customer\n", "%u customers\n", ids->len),
             ids->len);
  return TVC_EXIT_DONE;
}

/* The options of a list as a query. */
static gboolean
make_query (TvCustomerQuery *query, const char *sort, const char *segment, GError **error)
{
  int column = sort != NULL ? find_column (sort) : TV_CUSTOMER_COLUMN_CODE;

  if (column < 0)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("The table of customers has no column “%s”."),
                   sort);
      return FALSE;
    }
  query->sort = column;
  query->segment = segment != NULL ? find_segment (segment) : -1;
  if (segment == NULL || query->segment >= 0)
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no segment “%s”."),
               segment);
  return FALSE;
}

/* customers: a list by any column of the window's table, one customer by code, or what to write
 * about one. */
int
tvc_customers (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *search = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *segment = NULL;
  g_auto (GStrv) sets = NULL;
  g_autoptr (TvCustomerEdit) edit = tv_customer_edit_new (0);
  gboolean is_descending = FALSE, is_optout = FALSE, is_optin = FALSE;
  int limit = 50, recency = 0, frequency = 0;
  gint64 undo = 0;
  const GOptionEntry entries[] = {
    { "search", 's', 0, G_OPTION_ARG_STRING, &search, NULL, NULL },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &segment, NULL, NULL },
    { "recency", 0, 0, G_OPTION_ARG_INT, &recency, NULL, NULL },
    { "frequency", 0, 0, G_OPTION_ARG_INT, &frequency, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, NULL, NULL },
    { "descending", 'd', 0, G_OPTION_ARG_NONE, &is_descending, NULL, NULL },
    { "limit", 'l', 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sets, NULL, NULL },
    { "opt-out", 0, 0, G_OPTION_ARG_NONE, &is_optout, NULL, NULL },
    { "opt-in", 0, 0, G_OPTION_ARG_NONE, &is_optin, NULL, NULL },
    { "undo", 0, 0, G_OPTION_ARG_INT64, &undo, NULL, NULL },
    { NULL },
  };
  TvCustomerQuery query = { 0 };
  const char *code;

  if (!tvc_parse ("customers", arguments, entries, error)
      || !make_query (&query, sort, segment, error)
      || !tvc_customer_edit_parse (edit, sets, is_optout, is_optin, error))
    return TVC_EXIT_USAGE;
  code = (*arguments)[0];
  if (!tv_customer_edit_is_empty (edit) && code == NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("customers needs a code to edit a customer."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (undo != 0)
    return tvc_customer_edit_undo (context, undo, error);
  if (!tv_customer_edit_is_empty (edit))
    return tvc_customer_edit_write (context, code, edit, error);
  if (code != NULL)
    return show_one (context, code, error);
  query.is_descending = is_descending;
  query.search = search;
  query.recency_score = CLAMP (recency, 0, 5);
  query.frequency_score = CLAMP (frequency, 0, 5);
  return list_all (context, &query, limit, error);
}
