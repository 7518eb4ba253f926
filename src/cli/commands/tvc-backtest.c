/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backtest: what each way of ranking would have foreseen of the days after a date. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const char *const protocol_names[TV_N_PROTOCOLS] = { "all", "novel", "repeat" };

static void
print_figure (TvcContext *context, const char *name, const TvBacktestFigure *figure)
{
  tvc_json_begin (context, name);
  tvc_json_double (context, "mean", figure->mean);
  tvc_json_double (context, "low", figure->low);
  tvc_json_double (context, "high", figure->high);
  tvc_json_end (context);
}

static void
print_result (TvcContext *context, TvRanker ranker, const TvBacktestResult *result)
{
  g_autofree char *name = g_ascii_strdown (tv_ranker_get_code (ranker), -1);

  tvc_json_begin (context, name);
  print_figure (context, "recall", &result->recall);
  print_figure (context, "ndcg", &result->ndcg);
  print_figure (context, "hit_rate", &result->hit_rate);
  print_figure (context, "precision", &result->precision);
  print_figure (context, "ndcg_over_popularity", &result->over_popularity);
  print_figure (context, "ndcg_over_frequency", &result->over_frequency);
  tvc_json_double (context, "revenue", result->revenue);
  tvc_json_double (context, "margin", result->margin);
  tvc_json_double (context, "coverage", result->coverage);
  tvc_json_double (context, "gini", result->gini);
  tvc_json_begin (context, "ndcg_by_orders_before");
  tvc_json_double (context, "1", result->by_loyalty[0]);
  tvc_json_double (context, "2-4", result->by_loyalty[1]);
  tvc_json_double (context, "5+", result->by_loyalty[2]);
  tvc_json_end (context);
  tvc_json_end (context);
  tvc_print (context,
             "    %-10s %5.1f %%   %.4f [%.4f, %.4f]   %5.1f %%   %5.1f %%   %.2f\n",
             name,
             100 * result->recall.mean,
             result->ndcg.mean,
             result->ndcg.low,
             result->ndcg.high,
             100 * result->hit_rate.mean,
             100 * result->revenue,
             result->coverage);
}

static void
print_protocol (TvcContext *context, const TvBacktest *backtest, int protocol)
{
  g_autofree char *best = g_ascii_strdown (tv_ranker_get_code (backtest->best[protocol]), -1);

  tvc_json_begin (context, protocol_names[protocol]);
  tvc_json_text (context, "best", best);
  for (guint w = 0; w < backtest->options.window_count; w++)
    {
      g_autofree char *days = g_strdup_printf ("%u", backtest->options.windows[w]);

      tvc_print (context,
                 _ ("%s, %s days, %" PRId64 " customers (best: %s)\n    ranker     recall    NDCG"
                    "                        hit       revenue   coverage\n"),
                 protocol_names[protocol],
                 days,
                 backtest->test_customers[protocol][w],
                 best);
      tvc_json_begin (context, days);
      tvc_json_int (context, "customers", backtest->test_customers[protocol][w]);
      tvc_json_int (context, "pairs", backtest->test_pairs[protocol][w]);
      tvc_json_begin (context, "rankers");
      for (int r = 0; r < TV_N_RANKERS; r++)
        print_result (context, r, &backtest->results[protocol][w][r]);
      tvc_json_end (context);
      tvc_json_end (context);
    }
  tvc_json_end (context);
}

static gboolean
read_windows (const char *text, TvBacktestOptions *options)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "30,60,90", ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      gint64 days = g_ascii_strtoll (*part, NULL, 10);

      if (days < 1 || days > 3650 || options->window_count == TV_BACKTEST_WINDOWS)
        return FALSE;
      options->windows[options->window_count++] = (guint) days;
    }
  return options->window_count > 0;
}

/* backtest: without a date, the last 30 days are hidden. */
int
tvc_backtest (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *day = NULL, *windows = NULL;
  int k = 10;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "windows", 0, 0, G_OPTION_ARG_STRING, &windows, NULL, NULL },
    { "k", 'k', 0, G_OPTION_ARG_INT, &k, NULL, NULL },
    { NULL },
  };
  TvBacktestOptions options = { .as_of_day = TV_DAY_NONE };
  g_autoptr (TvBacktest) backtest = NULL;
  TvSummary summary;

  if (!tvc_parse ("backtest", arguments, entries, error))
    return TVC_EXIT_USAGE;
  options.k = (guint) k;
  if ((day != NULL && !tv_day_parse_iso (day, &options.as_of_day))
      || !read_windows (windows, &options) || k < 1 || k > 100)
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_FAILED,
          _ ("backtest takes --as-of YYYY-MM-DD, --windows as up to four numbers of days with "
             "commas, and --k from 1 to 100."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error)
      || !tv_engine_get_summary (context->engine, &summary, error))
    return TVC_EXIT_FAILED;
  if (options.as_of_day == TV_DAY_NONE && summary.last_order_day != TV_DAY_NONE)
    options.as_of_day = summary.last_order_day - 29;
  backtest = tv_engine_backtest (context->engine, &options, context->progress, error);
  if (backtest == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_day (context, "as_of", options.as_of_day);
  tvc_json_int (context, "k", k);
  tvc_json_int (context, "customers", backtest->customer_count);
  tvc_json_begin (context, "protocols");
  for (int p = 0; p < TV_N_PROTOCOLS; p++)
    print_protocol (context, backtest, p);
  tvc_json_end (context);
  tvc_json_begin (context, "leak_test");
  tvc_json_double (context, "learned", backtest->shuffled_learned);
  tvc_json_double (context, "popularity", backtest->shuffled_popularity);
  tvc_json_bool (context, "passed", backtest->is_leak_free);
  tvc_json_end (context);
  tvc_json_text (context, "training", backtest->report);
  return TVC_EXIT_DONE;
}
