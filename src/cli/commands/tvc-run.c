/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run, runs and explain: calculating recommendations, the runs so far, and one customer's
 * recommendations with their reasons. */
#include "tvc-cell.h"
#include "tvc-answers.h"
#include "tvc-command.h"
#include "tvc-item.h"
#include "tvc-run-options.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static const TvDimension shown_dimensions[] = { TV_DIMENSION_EXCLUSION,
                                                TV_DIMENSION_SCENARIO,
                                                TV_DIMENSION_FAMILY,
                                                TV_DIMENSION_SCORE_BIN };
static const char *const dimension_names[] = { "exclusions", "scenarios", "families", "scores" };

static void
answer_run (TvcContext *context, const TvRunRow *run)
{
  g_autofree char *as_of = tv_day_to_iso (run->as_of_day);

  tvc_json_int (context, "run", run->id);
  tvc_json_day (context, "as_of", run->as_of_day);
  tvc_json_int (context, "top_n", run->top_n);
  tvc_json_text (context, "policy", run->policy);
  tvc_json_int (context, "customers", run->customer_count);
  tvc_json_int (context, "eligible", run->eligible_count);
  tvc_json_int (context, "served", run->served_count);
  tvc_json_int (context, "items", run->item_count);
  tvc_json_bool (context, "margin_known", run->is_margin_known);
  tvc_json_text (context, "digest", run->digest);
  tvc_json_int (context, "backtest", run->backtest_id);
  tvc_json_int (context, "duration_ms", run->duration_usec / 1000);
  tvc_json_text (context, "level", tv_quality_level_get_code (run->level));
  tvc_json_begin (context, "metrics");
  for (int i = 0; i < TV_N_METRICS; i++)
    tvc_json_double (context, tv_metric_get_code (i), run->metrics[i]);
  tvc_json_end (context);
  tvc_json_begin (context, "statuses");
  for (int i = 0; i < TV_N_STATUSES; i++)
    tvc_json_int (context, tv_status_get_code (i), run->status_counts[i]);
  tvc_json_end (context);
  tvc_json_int (context, "held", run->held_count);
  tvc_print (context,
             _ ("Run %" PRId64 " as of %s, policy %s. Customers: %" PRId64 ", eligible: %" PRId64
                ", served: %" PRId64 "; recommendations: %" PRId64
                "; quality %.3f (%s), digest %.12s\n"),
             run->id,
             as_of,
             run->policy,
             run->customer_count,
             run->eligible_count,
             run->served_count,
             run->item_count,
             run->metrics[TV_METRIC_QUALITY],
             tv_quality_level_get_title (run->level),
             run->digest);
}

/* What it ran with, and how the model was trained. */
static gboolean
answer_model (TvcContext *context, const TvRunRow *run, GError **error)
{
  g_autofree char *report = NULL;
  TvRunOptions options;

  if (!tv_engine_get_run_model (context->engine, run->id, &report, error))
    return FALSE;
  tv_run_row_get_options (run, &options);
  tvc_json_text (context, "ranker", options.ranker);
  tvc_json_text (context, "preset", options.preset);
  tvc_json_text (context, "thresholds", options.thresholds);
  tvc_json_int (context, "family_cap", options.family_cap);
  tvc_json_int (context,
                "calibration",
                options.calibration == TV_CALIBRATION_NONE ? 0 : options.calibration);
  tvc_json_text (context, "model", report != NULL ? report : "");
  tvc_print (context,
             "  %s, %s, %s\n",
             tv_ranker_get_title (tv_ranker_from_code (options.ranker)),
             tv_preset_get_title (tv_preset_from_code (options.preset)),
             tv_thresholds_get_title (tv_thresholds_from_code (options.thresholds)));
  if (run->backtest_id != 0)
    tvc_print (context, _ ("  rests on backtest %" PRId64 "\n"), run->backtest_id);
  return TRUE;
}

static int
answer_whole_run (TvcContext *context, gint64 run_id, GError **error)
{
  g_autoptr (TvRunRow) run = tv_engine_get_run (context->engine, run_id, error);

  if (run == NULL)
    return TVC_EXIT_FAILED;
  answer_run (context, run);
  if (!answer_model (context, run, error))
    return TVC_EXIT_FAILED;
  for (int i = 0; i < TV_N_METRICS; i++)
    {
      g_autofree char *title = tvc_cell (tv_metric_get_title (i), 40);

      tvc_print (context, "  %s %10.4f\n", title, run->metrics[i]);
    }
  for (gsize d = 0; d < G_N_ELEMENTS (shown_dimensions); d++)
    {
      g_autoptr (GPtrArray) counts
          = tv_engine_list_run_counts (context->engine, run->id, shown_dimensions[d], error);

      if (counts == NULL)
        return TVC_EXIT_FAILED;
      tvc_json_begin_list (context, dimension_names[d]);
      for (guint i = 0; i < counts->len; i++)
        {
          const TvRunCount *count = g_ptr_array_index (counts, i);
          g_autofree char *label = tvc_cell (count->label, 40);

          tvc_json_begin (context, NULL);
          tvc_json_text (context, "label", count->label);
          tvc_json_int (context, "count", count->count);
          tvc_json_end (context);
          if (count->count > 0)
            tvc_print (context, "  %s %10" PRId64 "\n", label, count->count);
        }
      tvc_json_end_list (context);
    }
  return TVC_EXIT_DONE;
}

/* run: the whole base, stored. */
int
tvc_run (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (TvcRunWords) words = { 0 };
  TvRunOptions options = { 0 };
  gint64 run_id;

  if (!tvc_read_run_options (arguments, "run", &words, &options, NULL, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  run_id = tv_engine_run (context->engine, &options, context->progress, error);
  return run_id == 0 ? TVC_EXIT_FAILED : answer_whole_run (context, run_id, error);
}

/* runs: all of them, or one with its figures and counts. */
int
tvc_runs (TvcContext *context, char ***arguments, GError **error)
{
  g_autoptr (GPtrArray) runs = NULL;

  if (!tvc_parse ("runs", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if ((*arguments)[0] != NULL)
    return answer_whole_run (context, g_ascii_strtoll ((*arguments)[0], NULL, 10), error);
  runs = tv_engine_list_runs (context->engine, error);
  if (runs == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_begin_list (context, "runs");
  for (guint i = 0; i < runs->len; i++)
    {
      tvc_json_begin (context, NULL);
      answer_run (context, g_ptr_array_index (runs, i));
      tvc_json_end (context);
    }
  tvc_json_end_list (context);
  if (runs->len == 0)
    tvc_print (context, "%s\n", _ ("There is no run yet; “tastevin-cli run” makes one."));
  return TVC_EXIT_DONE;
}

static void
answer_exclusion (TvcContext *context, int exclusion)
{
  if (exclusion < 0)
    return;
  tvc_json_text (context, "exclusion", tv_exclusion_get_code (exclusion));
  tvc_print (context, _ ("No recommendation: %s.\n"), tv_exclusion_get_title (exclusion));
}

/**
 * tvc_answer_now:
 * @context: the context
 * @customer: a customer's code
 * @options: what to calculate with
 * @error: return location for an error
 *
 * Answers with what a run would give the customer at this moment.
 *
 * Returns: FALSE on an error
 */
gboolean
tvc_answer_now (TvcContext *context,
                const char *customer,
                const TvRunOptions *options,
                GError **error)
{
  int exclusion = -1;
  g_autoptr (GPtrArray) items = tv_engine_compute_customer (context->engine,
                                                            customer,
                                                            options,
                                                            &exclusion,
                                                            context->progress,
                                                            error);

  if (items == NULL)
    return FALSE;
  tvc_json_text (context, "customer_code", customer);
  tvc_answer_items (context, "recommendations", items);
  answer_exclusion (context, exclusion);
  return TRUE;
}

/**
 * tvc_answer_stored:
 * @context: the context
 * @customer: a customer's code
 * @error: return location for an error
 *
 * Answers with what the latest run gave the customer.
 *
 * Returns: FALSE on an error
 */
gboolean
tvc_answer_stored (TvcContext *context, const char *customer, GError **error)
{
  gint64 id = tv_engine_find_customer (context->engine, customer, error);
  g_autoptr (TvCustomerDetail) detail
      = id != 0 ? tv_engine_get_customer (context->engine, id, error) : NULL;

  if (detail == NULL)
    return FALSE;
  tvc_json_text (context, "customer_code", customer);
  tvc_json_int (context, "run", detail->run_id);
  tvc_answer_items (context, "recommendations", detail->items);
  answer_exclusion (context, detail->exclusion);
  if (detail->run_id == 0)
    tvc_print (context, "%s\n", _ ("There is no run yet; “tastevin-cli run” makes one."));
  return TRUE;
}

/* explain: what the latest run gave a customer, or with --now what a run would give at this moment.
 */
int
tvc_explain (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (TvcRunWords) words = { 0 };
  gboolean is_now = FALSE, is_good;
  const GOptionEntry now = { "now", 0, 0, G_OPTION_ARG_NONE, &is_now, NULL, NULL };
  TvRunOptions options = { 0 };

  if (!tvc_read_run_options (arguments, "explain", &words, &options, &now, error))
    return TVC_EXIT_USAGE;
  if ((*arguments)[0] == NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("explain needs the code of a customer."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  is_good = is_now ? tvc_answer_now (context, (*arguments)[0], &options, error)
                   : tvc_answer_stored (context, (*arguments)[0], error);
  return is_good ? TVC_EXIT_DONE : TVC_EXIT_FAILED;
}
