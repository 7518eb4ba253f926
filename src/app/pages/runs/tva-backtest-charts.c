/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the series of a backtest's charts: shares foreseen with their intervals, money, groups of
 * customers, what the lists show. All of the first window. */
#include "pages/runs/tva-backtest-charts.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-words.h"

#define FEWEST_CUSTOMERS 20 /* of a segment whose share means something */

static TvaChartSeries *
bars_new (TvaChartUnit unit, const char *title, const char *label_title, const char *value_title)
{
  return tva_chart_series_new (TVA_CHART_BARS, unit, title, label_title, value_title);
}

static int
compare_results (gconstpointer a, gconstpointer b)
{
  const TvBacktestResult *x = *(const TvBacktestResult *const *) a;
  const TvBacktestResult *y = *(const TvBacktestResult *const *) b;

  if (x->recall.mean != y->recall.mean)
    return x->recall.mean > y->recall.mean ? -1 : 1;
  return (int) y->ranker - (int) x->ranker;
}

static gboolean
is_alone (int way)
{
  return way == TV_BACKTEST_ALONE;
}

/* Rankers alone, or whole runs, the one that foresees most first. */
static GPtrArray *
sort_results (const TvBacktest *backtest, TvProtocol protocol, gboolean (*is_wanted) (int way))
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < backtest->results->len; i++)
    {
      TvBacktestResult *result = &g_array_index (backtest->results, TvBacktestResult, i);

      if (result->protocol == protocol && result->window == 0 && is_wanted (result->way))
        g_ptr_array_add (sorted, result);
    }
  g_ptr_array_sort (sorted, compare_results);
  return sorted;
}

static TvaChartSeries *
make_shares (const TvBacktest *backtest,
             TvProtocol protocol,
             gboolean (*is_wanted) (int way),
             const char *title,
             const char *summary)
{
  g_autoptr (GPtrArray) sorted = sort_results (backtest, protocol, is_wanted);
  TvaChartSeries *series
      = bars_new (TVA_CHART_UNIT_RATIO, title, _ ("Way of choosing"), _ ("Foreseen"));

  for (guint i = 0; i < sorted->len; i++)
    {
      const TvBacktestResult *result = sorted->pdata[i];
      g_autofree char *way = tva_backtest_dup_way (result->ranker, result->way);

      tva_chart_series_add_interval (series,
                                     way,
                                     result->recall.mean,
                                     result->recall.low,
                                     result->recall.high);
    }
  tva_chart_series_set_summary (series, summary);
  return series;
}

/**
 * tva_backtest_chart_rankers:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what share of the purchases each ranker would have foreseen
 */
TvaChartSeries *
tva_backtest_chart_rankers (const TvBacktest *backtest)
{
  return make_shares (
      backtest,
      TV_PROTOCOL_ALL,
      is_alone,
      _ ("Share of the purchases foreseen"),
      _ ("The bar is the average customer; the line on it shows where that average would lie, 19 "
         "times out of 20, with other customers like these."));
}

/**
 * tva_backtest_chart_novel:
 * @backtest: a backtest
 *
 * Returns: (transfer full): the same, of products that a customer had never bought
 */
TvaChartSeries *
tva_backtest_chart_novel (const TvBacktest *backtest)
{
  return make_shares (
      backtest,
      TV_PROTOCOL_NOVEL,
      is_alone,
      _ ("Only products new to the customer"),
      _ ("Harder to foresee than what is bought again, and what brings people to new products."));
}

/**
 * tva_backtest_chart_runs:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what whole runs would have foreseen with each of the weights
 */
TvaChartSeries *
tva_backtest_chart_runs (const TvBacktest *backtest)
{
  return make_shares (
      backtest,
      TV_PROTOCOL_ALL,
      tv_backtest_way_is_run,
      _ ("Whole runs, by weights"),
      _ ("A run also looks at scenarios, margins and variety, and leaves out whom it may not write "
         "to: it foresees less than a ranking alone."));
}

/**
 * tva_backtest_chart_money:
 * @backtest: a backtest
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): what the foreseen purchases brought in
 */
TvaChartSeries *
tva_backtest_chart_money (const TvBacktest *backtest, const char *currency)
{
  g_autoptr (GPtrArray) sorted = sort_results (backtest, TV_PROTOCOL_ALL, is_alone);
  TvaChartSeries *series = bars_new (TVA_CHART_UNIT_MONEY,
                                     _ ("Sales that were foreseen"),
                                     _ ("Way of choosing"),
                                     _ ("Sales"));
  g_autofree char *summary = tva_backtest_dup_money (backtest, currency);

  tva_chart_series_set_currency (series, currency);
  for (guint i = 0; i < sorted->len; i++)
    {
      const TvBacktestResult *result = sorted->pdata[i];

      tva_chart_series_add (series,
                            tv_ranker_get_title (result->ranker),
                            (double) result->found_cents);
    }
  tva_chart_series_set_summary (series, summary);
  return series;
}

/**
 * tva_backtest_chart_segments:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what the best ranker would have foreseen, by segment
 */
TvaChartSeries *
tva_backtest_chart_segments (const TvBacktest *backtest)
{
  const TvBacktestResult *best = tv_backtest_find (backtest,
                                                   TV_PROTOCOL_ALL,
                                                   0,
                                                   backtest->best[TV_PROTOCOL_ALL],
                                                   TV_BACKTEST_ALONE);
  TvaChartSeries *series
      = bars_new (TVA_CHART_UNIT_RATIO, _ ("For whom it works"), _ ("Segment"), _ ("Foreseen"));

  for (int i = 0; i < TV_N_SEGMENTS; i++)
    {
      const TvBacktestSlice *slice = &best->by_segment[i];
      g_autofree char *customers = tv_count_to_display (slice->customer_count);
      /* Translators: a segment, its count of customers */
      g_autofree char *label
          = g_strdup_printf (_ ("%s (%s)"), tv_segment_get_title ((TvSegment) i), customers);

      if (slice->customer_count >= FEWEST_CUSTOMERS)
        tva_chart_series_add (series, label, slice->recall);
    }
  tva_chart_series_set_summary (
      series,
      _ ("Share foreseen by segment on the day before; behind it, how many customers that is. "
         "Segments of fewer than 20 are left out."));
  return series;
}

/**
 * tva_backtest_chart_scenarios:
 * @backtest: a backtest
 *
 * Returns: (transfer full): how often an item of the run that it speaks for was bought, by scenario
 */
TvaChartSeries *
tva_backtest_chart_scenarios (const TvBacktest *backtest)
{
  const TvBacktestResult *run
      = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, backtest->run_way);
  TvaChartSeries *series = bars_new (TVA_CHART_UNIT_RATIO,
                                     _ ("Recommendations that were bought"),
                                     _ ("Scenario"),
                                     _ ("Bought"));

  for (int i = 0; run != NULL && i < TV_N_SCENARIOS; i++)
    {
      const TvBacktestScenario *scenario = &run->by_scenario[i];

      if (scenario->shown_count > 0)
        tva_chart_series_add (series,
                              tv_scenario_get_title ((TvScenario) i),
                              (double) scenario->bought_count / (double) scenario->shown_count);
    }
  tva_chart_series_set_summary (
      series,
      _ ("Of the products that a run would have named, the share that was bought without anybody "
         "having written."));
  return series;
}

/**
 * tva_backtest_chart_coverage:
 * @backtest: a backtest
 *
 * Returns: (transfer full): the share of the products that each ranker shows to anybody
 */
TvaChartSeries *
tva_backtest_chart_coverage (const TvBacktest *backtest)
{
  g_autoptr (GPtrArray) sorted = sort_results (backtest, TV_PROTOCOL_ALL, is_alone);
  TvaChartSeries *series = bars_new (TVA_CHART_UNIT_RATIO,
                                     _ ("How much of the range is shown"),
                                     _ ("Way of choosing"),
                                     _ ("Products"));

  for (guint i = 0; i < sorted->len; i++)
    {
      const TvBacktestResult *result = sorted->pdata[i];

      tva_chart_series_add (series, tv_ranker_get_title (result->ranker), result->coverage);
    }
  tva_chart_series_set_summary (
      series,
      _ ("The share of all products sold before that stands on at least one customer’s list."));
  return series;
}
