/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each figure of a customer's profile is printed in the table. Amounts bear no currency there:
 * the workspace has one. */
#include "pages/customers/tva-customer-columns.h"

#include <glib/gi18n.h>
#include <tastevin.h>

static char *
code_to_text (gpointer row)
{
  return g_strdup (((TvCustomerRow *) row)->customer_code);
}

static char *
name_to_text (gpointer row)
{
  return g_strdup (((TvCustomerRow *) row)->name);
}

static char *
segment_to_text (gpointer row)
{
  return g_strdup (tv_segment_get_title (((TvCustomerRow *) row)->segment));
}

static char *
recency_to_text (gpointer row)
{
  return tv_count_to_display (((TvCustomerRow *) row)->recency_score);
}

static char *
frequency_to_text (gpointer row)
{
  return tv_count_to_display (((TvCustomerRow *) row)->frequency_score);
}

static char *
monetary_to_text (gpointer row)
{
  return tv_count_to_display (((TvCustomerRow *) row)->monetary_score);
}

static char *
orders_to_text (gpointer row)
{
  return tv_count_to_display (((TvCustomerRow *) row)->order_count);
}

static char *
spent_to_text (gpointer row)
{
  return tv_money_to_display (((TvCustomerRow *) row)->spent_cents, NULL);
}

static char *
average_to_text (gpointer row)
{
  return tv_money_to_display (((TvCustomerRow *) row)->average_order_cents, NULL);
}

static char *
family_to_text (gpointer row)
{
  return g_strdup (((TvCustomerRow *) row)->top_family);
}

static char *
budget_to_text (gpointer row)
{
  return g_strdup (tv_budget_level_get_title (((TvCustomerRow *) row)->budget_level));
}

static char *
last_order_to_text (gpointer row)
{
  return tv_day_to_display (((TvCustomerRow *) row)->last_order_day);
}

static char *
last_contact_to_text (gpointer row)
{
  return tv_day_to_display (((TvCustomerRow *) row)->last_contact_day);
}

static char *
expected_orders_to_text (gpointer row)
{
  double orders = ((TvCustomerRow *) row)->expected_orders;

  return orders >= 0 ? tv_number_to_display (orders, 2) : g_strdup ("");
}

static char *
expected_value_to_text (gpointer row)
{
  gint64 cents = ((TvCustomerRow *) row)->expected_cents;

  return cents >= 0 ? tv_money_to_display (cents, NULL) : g_strdup ("");
}

static const TvaTableColumn infos[TV_N_CUSTOMER_COLUMNS] = {
  [TV_CUSTOMER_COLUMN_CODE] = { .to_text = code_to_text, .width = 100 },
  [TV_CUSTOMER_COLUMN_NAME] = { .to_text = name_to_text, .width = 170, .is_expanding = TRUE },
  [TV_CUSTOMER_COLUMN_SEGMENT] = { .to_text = segment_to_text, .width = 140 },
  [TV_CUSTOMER_COLUMN_RECENCY] = { .to_text = recency_to_text, .width = 46, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_FREQUENCY]
  = { .to_text = frequency_to_text, .width = 46, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_MONETARY] = { .to_text = monetary_to_text, .width = 46, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_ORDERS] = { .to_text = orders_to_text, .width = 76, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_SPENT] = { .to_text = spent_to_text, .width = 106, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_AVERAGE_ORDER]
  = { .to_text = average_to_text, .width = 122, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_TOP_FAMILY] = { .to_text = family_to_text, .width = 140 },
  [TV_CUSTOMER_COLUMN_BUDGET] = { .to_text = budget_to_text, .width = 116 },
  [TV_CUSTOMER_COLUMN_LAST_ORDER] = { .to_text = last_order_to_text, .width = 100 },
  [TV_CUSTOMER_COLUMN_LAST_CONTACT] = { .to_text = last_contact_to_text, .width = 112 },
  [TV_CUSTOMER_COLUMN_EXPECTED_ORDERS]
  = { .to_text = expected_orders_to_text, .width = 118, .is_numeric = TRUE },
  [TV_CUSTOMER_COLUMN_EXPECTED_VALUE]
  = { .to_text = expected_value_to_text, .width = 118, .is_numeric = TRUE },
};

/**
 * tva_customer_columns_new:
 *
 * Returns: (transfer full): the columns with their translated titles, TV_N_CUSTOMER_COLUMNS long
 */
TvaTableColumn *
tva_customer_columns_new (void)
{
  TvaTableColumn *columns = g_new0 (TvaTableColumn, TV_N_CUSTOMER_COLUMNS);

  for (int i = 0; i < TV_N_CUSTOMER_COLUMNS; i++)
    {
      columns[i] = infos[i];
      columns[i].title = tv_customer_column_get_title ((TvCustomerColumn) i);
    }
  return columns;
}

/**
 * tva_customer_segments_new:
 *
 * Returns: (transfer full): the titles of the filter: "All segments", then each segment
 */
GListModel *
tva_customer_segments_new (void)
{
  GtkStringList *segments = gtk_string_list_new (NULL);

  gtk_string_list_append (segments, _ ("All segments"));
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    gtk_string_list_append (segments, tv_segment_get_title ((TvSegment) i));
  return G_LIST_MODEL (segments);
}

/**
 * tva_customer_sort_menu_new:
 * @action: an action that takes the column as int32
 *
 * Returns: (transfer full): a menu of the columns, so that a keyboard can sort too
 */
GMenuModel *
tva_customer_sort_menu_new (const char *action)
{
  GMenu *menu = g_menu_new ();

  for (int i = 0; i < TV_N_CUSTOMER_COLUMNS; i++)
    {
      g_autoptr (GMenuItem) item
          = g_menu_item_new (tv_customer_column_get_title ((TvCustomerColumn) i), NULL);

      g_menu_item_set_action_and_target (item, action, "i", i);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
