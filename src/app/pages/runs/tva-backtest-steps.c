/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes from a ranker's own list to the run that a backtest speaks for, one rule after the other,
 * and names the rule that costs most. The figures are measured, each with all rules above it. */
#include "pages/runs/tva-backtest-steps.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-words.h"

#define SMALLEST .0005 /* a difference that is seen at the shown precision */

typedef struct
{
  int way;
  const char *label;  /* marked for translation */
  const char *reason; /* marked for translation; what the cost is for */
} Step;

static const Step steps[] = {
  { TV_BACKTEST_ALONE, N_ ("The ranking alone"), NULL },
  { TV_BACKTEST_REACHED,
    N_ ("+ whom it may write to"),
    N_ ("it leaves out whom it may not write to at present.") },
  { TV_BACKTEST_SCENARIOS,
    N_ ("+ what a scenario asks for"),
    N_ ("it only names what there is an occasion for: what is due again, or new to the customer. "
        "What somebody buys anyway needs no letter.") },
  { TV_BACKTEST_WEIGHTS,
    N_ ("+ sales and margin"),
    N_ ("what sells well and what earns most count too.") },
};

/* The run itself ends the list. */
static const Step run_step
    = { 0, N_ ("+ several families: the run"), N_ ("a list shows several families.") };
static const Step calibrated_step
    = { 0,
        N_ ("+ families as the customer buys: the run"),
        N_ ("a list has families in the proportions of the customer’s own purchases.") };

typedef struct
{
  const Step *step;
  const TvBacktestResult *result;
} Stage;

static void
add_stage (GArray *stages, const Step *step, const TvBacktestResult *result)
{
  Stage stage = { step, result };

  g_array_append_val (stages, stage);
}

/* Empty where a backtest of an earlier version did not measure them. */
static GArray *
list_stages (const TvBacktest *backtest)
{
  GArray *stages = g_array_new (FALSE, FALSE, sizeof (Stage));
  const TvBacktestResult *run
      = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, backtest->run_way);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const TvBacktestResult *result
          = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, steps[i].way);
      const TvBacktestResult *before
          = stages->len > 0 ? g_array_index (stages, Stage, stages->len - 1).result : NULL;

      if (result == NULL || run == NULL)
        {
          g_array_set_size (stages, 0);
          return stages;
        }
      /* Where everybody may be written to, there is nothing to show. */
      if (steps[i].way != TV_BACKTEST_REACHED
          || ABS (result->recall.mean - before->recall.mean) >= SMALLEST)
        add_stage (stages, &steps[i], result);
    }
  add_stage (stages,
             tv_backtest_way_is_calibrated (backtest->run_way) ? &calibrated_step : &run_step,
             run);
  return stages;
}

/* The stage that costs most; NULL where none costs anything that is seen. */
static const Stage *
find_dearest (const GArray *stages, double *out_cost)
{
  const Stage *dearest = NULL;

  *out_cost = SMALLEST;
  for (guint i = 1; i < stages->len; i++)
    {
      const Stage *stage = &g_array_index (stages, Stage, i);
      double cost = (stage - 1)->result->recall.mean - stage->result->recall.mean;

      if (cost > *out_cost)
        {
          *out_cost = cost;
          dearest = stage;
        }
    }
  return dearest;
}

static char *
dup_summary (const TvBacktest *backtest, const GArray *stages)
{
  double cost, alone = g_array_index (stages, Stage, 0).result->recall.mean;
  double run = g_array_index (stages, Stage, stages->len - 1).result->recall.mean;
  const Stage *dearest = find_dearest (stages, &cost);
  g_autofree char *way = tva_backtest_dup_way (backtest->run_ranker, backtest->run_way);
  g_autofree char *of_alone = tva_backtest_dup_in_hundred (alone);
  g_autofree char *of_run = tva_backtest_dup_in_hundred (run);
  g_autofree char *of_dearest = tva_backtest_dup_in_hundred (cost);

  if (dearest == NULL || run >= alone)
    /* Translators: a way of choosing; twice "17 in 100" */
    return g_strdup_printf (_ ("The run “%s” foresees %s, its ranking alone %s: its rules cost "
                               "nothing here."),
                            way,
                            of_run,
                            of_alone);
  /* Translators: a way of choosing; three times "17 in 100"; a reason as a sentence */
  return g_strdup_printf (_ ("Each bar adds one rule to the one above. The run “%s” foresees %s, "
                             "its ranking alone %s. Most of the difference, %s, is that %s"),
                          way,
                          of_run,
                          of_alone,
                          of_dearest,
                          _ (dearest->step->reason));
}

/**
 * tva_backtest_chart_steps:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what is foreseen with one rule of the run more at a time; empty where
 * that was not measured
 */
TvaChartSeries *
tva_backtest_chart_steps (const TvBacktest *backtest)
{
  g_autoptr (GArray) stages = list_stages (backtest);
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_BARS,
                                                 TVA_CHART_UNIT_RATIO,
                                                 _ ("From the ranking to the run"),
                                                 _ ("Rule"),
                                                 _ ("Foreseen"));
  g_autofree char *summary = stages->len > 0 ? dup_summary (backtest, stages) : NULL;

  for (guint i = 0; i < stages->len; i++)
    {
      const Stage *stage = &g_array_index (stages, Stage, i);

      tva_chart_series_add_interval (series,
                                     _ (stage->step->label),
                                     stage->result->recall.mean,
                                     stage->result->recall.low,
                                     stage->result->recall.high);
    }
  if (summary != NULL)
    tva_chart_series_set_summary (series, summary);
  return series;
}
