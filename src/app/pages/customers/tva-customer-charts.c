/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawn sections of the customer pane: amounts over time, in months, quarters or years as the
 * span asks, and the families' shares. */
#include <glib/gi18n.h>

#include "pages/customers/tva-customer-sections.h"
#include "widgets/tva-chart-card.h"

#define MAXIMUM_COLUMNS 24
#define MAXIMUM_FAMILIES 8

/* The period of a day: an index that grows by one from each period to the next. */
static int
period_of (TvDay day, int months)
{
  int year, month, day_of_month;

  tv_day_to_ymd (day, &year, &month, &day_of_month);
  return (year * 12 + month - 1) / months;
}

static char *
dup_period_label (int period, int months)
{
  int year = period * months / 12;
  int month = period * months % 12;

  if (months == 12)
    return g_strdup_printf ("%d", year);
  if (months == 3)
    /* Translators: quarter of a year, such as "Q2 2024" */
    return g_strdup_printf (_ ("Q%d %d"), month / 3 + 1, year);
  {
    g_autoptr (GDateTime) first = g_date_time_new_utc (year, month + 1, 1, 0, 0, 0);

    return g_date_time_format (first, "%b %Y");
  }
}

static int
choose_months (const TvCustomerRow *row)
{
  static const int choices[] = { 1, 3, 12 };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (period_of (row->last_order_day, choices[i]) - period_of (row->first_order_day, choices[i])
        < MAXIMUM_COLUMNS)
      return choices[i];
  return 12;
}

/**
 * tva_customer_section_orders:
 * @detail: a customer
 * @currency: the workspace's
 *
 * Returns: (transfer floating) (nullable): the amounts over time; NULL without orders
 */
GtkWidget *
tva_customer_section_orders (const TvCustomerDetail *detail, const char *currency)
{
  g_autoptr (TvaChartSeries) series = NULL;
  g_autofree gint64 *sums = NULL;
  GtkWidget *card;
  int months, first, count;

  if (detail->row->first_order_day == TV_DAY_NONE || detail->orders->len == 0)
    return NULL;
  months = choose_months (detail->row);
  first = period_of (detail->row->first_order_day, months);
  count = period_of (detail->row->last_order_day, months) - first + 1;
  sums = g_new0 (gint64, count);
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const TvOrderRow *order = g_ptr_array_index (detail->orders, i);
      int index = period_of (order->day, months) - first;

      if (index >= 0 && index < count)
        sums[index] += order->amount_cents;
    }
  series = tva_chart_series_new (TVA_CHART_COLUMNS,
                                 TVA_CHART_UNIT_MONEY,
                                 _ ("Orders over time"),
                                 _ ("Period"),
                                 _ ("Amount"));
  tva_chart_series_set_currency (series, currency);
  for (int i = 0; i < count; i++)
    {
      g_autofree char *label = dup_period_label (first + i, months);

      tva_chart_series_add (series, label, (double) MAX (sums[i], 0));
    }
  card = tva_chart_card_new ();
  tva_chart_card_set_series (TVA_CHART_CARD (card), series);
  return card;
}

/* A base whose products have no families tells all of them in one without a name. */
static gboolean
has_families (const TvCustomerDetail *detail)
{
  const TvFamilyShare *first;

  if (detail->families == NULL || detail->families->len == 0)
    return FALSE;
  first = g_ptr_array_index (detail->families, 0);
  return detail->families->len > 1 || *first->family != '\0';
}

/**
 * tva_customer_section_families:
 * @detail: a customer
 *
 * Returns: (transfer floating) (nullable): the shares of spend per family; NULL without any
 */
GtkWidget *
tva_customer_section_families (const TvCustomerDetail *detail)
{
  g_autoptr (TvaChartSeries) series = NULL;
  GtkWidget *card;

  if (!has_families (detail))
    return NULL;
  series = tva_chart_series_new (TVA_CHART_BARS,
                                 TVA_CHART_UNIT_RATIO,
                                 _ ("Families"),
                                 _ ("Family"),
                                 _ ("Share of spend"));
  for (guint i = 0; i < MIN (detail->families->len, MAXIMUM_FAMILIES); i++)
    {
      const TvFamilyShare *family = g_ptr_array_index (detail->families, i);

      tva_chart_series_add (series,
                            *family->family != '\0' ? family->family : _ ("Without a family"),
                            family->share);
    }
  card = tva_chart_card_new ();
  tva_chart_card_set_series (TVA_CHART_CARD (card), series);
  return card;
}
