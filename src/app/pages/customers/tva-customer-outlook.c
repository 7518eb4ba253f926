/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section of the customer pane that looks ahead: the customer's rhythm, and what the models of
 * buying make of it. Each figure comes with what it means; what the base does not bear out is not
 * shown, and the section says why. */
#include <glib/gi18n.h>
#include <math.h>

#include "pages/customers/tva-customer-sections.h"

/* "due in 3 days", "12 days late" */
static char *
dup_due (gint64 wait)
{
  g_autofree char *days = tv_days_to_display (ABS (wait));

  if (wait == 0)
    return g_strdup (_ ("due today"));
  /* Translators: "due in 3 days", "3 days late" */
  return g_strdup_printf (wait > 0 ? _ ("due in %s") : _ ("%s late"), days);
}

static void
add_rhythm (GtkWidget *group, const TvCustomerDetail *detail)
{
  const TvCustomerRow *row = detail->row;
  gint64 gap = llround (row->average_gap_days);
  gint64 age = (gint64) detail->profile_as_of_day - row->last_order_day;
  g_autofree char *usual = NULL, *since = NULL, *sentence = NULL, *due = NULL;

  if (row->order_count < 2 || gap < 1)
    {
      tva_customer_add_row (group,
                            _ ("Rhythm"),
                            row->order_count < 2 ? _ ("One order so far: no rhythm is known yet.")
                                                 : _ ("All orders came within a day."),
                            NULL);
      return;
    }
  usual = tv_days_to_display (gap);
  since = tv_days_to_display (MAX (age, 0));
  due = dup_due (gap - age);
  /* Translators: "Usually orders every 41 days; last order 38 days ago: due in 3 days." */
  sentence
      = g_strdup_printf (_ ("Usually orders every %s; last order %s ago: %s."), usual, since, due);
  tva_customer_add_row (group, _ ("Rhythm"), sentence, NULL);
}

/* With one day of orders the model has every customer for a buyer still. */
static void
add_alive (GtkWidget *group, const TvCustomerRow *row)
{
  g_autofree char *text = NULL;

  if (row->alive_ratio < 0)
    {
      tva_customer_add_row (
          group,
          _ ("Still a customer"),
          _ ("This base shows no sign of customers leaving for good, so the figures "
             "go by how often each one bought."),
          tva_customer_make_value ("–"));
      return;
    }
  if (row->first_order_day == row->last_order_day)
    {
      tva_customer_add_row (group,
                            _ ("Still a customer"),
                            _ ("Orders of a single day do not tell yet."),
                            tva_customer_make_value ("–"));
      return;
    }
  text = tv_ratio_to_display (row->alive_ratio, 0);
  tva_customer_add_row (group,
                        _ ("Still a customer"),
                        _ ("How likely it is that this customer still buys: the longer the silence "
                           "against their usual rhythm, the less."),
                        tva_customer_make_value (text));
}

static void
add_expected (GtkWidget *group, const TvCustomerRow *row, const char *currency)
{
  g_autofree char *orders = tv_number_to_display (row->expected_orders, 2);

  tva_customer_add_row (
      group,
      _ ("Orders in the next 90 days"),
      _ ("Days with an order to be expected, from how often and how lately this customer bought."),
      tva_customer_make_value (orders));
  if (row->expected_cents >= 0)
    {
      g_autofree char *value = tv_money_to_display (row->expected_cents, currency);

      tva_customer_add_row (
          group,
          _ ("Value in the next 90 days"),
          _ ("These orders at what one is expected to be worth: the customer’s average, drawn "
             "toward that of all customers where there are few orders."),
          tva_customer_make_value (value));
    }
}

/**
 * tva_customer_section_outlook:
 * @detail: a customer
 * @currency: the workspace's
 *
 * Returns: (transfer floating) (nullable): rhythm and what is to be expected; %NULL without an
 * order
 */
GtkWidget *
tva_customer_section_outlook (const TvCustomerDetail *detail, const char *currency)
{
  const TvCustomerRow *row = detail->row;
  GtkWidget *group;

  if (row->order_count == 0 || row->last_order_day == TV_DAY_NONE)
    return NULL;
  group = tva_customer_new_group (_ ("What to expect"));
  add_rhythm (group, detail);
  if (row->expected_orders < 0)
    {
      tva_customer_add_row (group,
                            _ ("Orders in the next 90 days"),
                            _ ("Not known: too few customers of this base have come back."),
                            NULL);
      return group;
    }
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Estimated from all customers of this workspace. Good "
                                            "for comparing customers; seasons are "
                                            "not known to it."));
  add_expected (group, row, currency);
  add_alive (group, row);
  return group;
}
