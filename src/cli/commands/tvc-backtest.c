/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backtest: what each way of choosing would have foreseen of the days after a date; the backtests
 * so far; and what new runs take from one. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>

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
print_slice (TvcContext *context, const char *name, const TvBacktestSlice *slice)
{
  if (slice->customer_count == 0)
    return;
  tvc_json_begin (context, name);
  tvc_json_int (context, "customers", slice->customer_count);
  tvc_json_double (context, "recall", slice->recall);
  tvc_json_double (context, "ndcg", slice->ndcg);
  tvc_json_double (context, "hit_rate", slice->hit_rate);
  tvc_json_end (context);
}

static void
print_slices (TvcContext *context, const TvBacktestResult *result)
{
  static const char *const loyalties[TV_BACKTEST_LOYALTIES] = { "1", "2-4", "5+" };

  tvc_json_begin (context, "by_orders_before");
  for (guint i = 0; i < TV_BACKTEST_LOYALTIES; i++)
    print_slice (context, loyalties[i], &result->by_loyalty[i]);
  tvc_json_end (context);
  tvc_json_begin (context, "by_segment");
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    print_slice (context, tv_segment_get_code ((TvSegment) i), &result->by_segment[i]);
  tvc_json_end (context);
  if (result->way == TV_BACKTEST_ALONE || result->way == TV_BACKTEST_REACHED)
    return;
  tvc_json_begin (context, "by_scenario");
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    {
      const TvBacktestScenario *scenario = &result->by_scenario[i];

      tvc_json_begin (context, tv_scenario_get_code ((TvScenario) i));
      tvc_json_int (context, "shown", scenario->shown_count);
      tvc_json_int (context, "bought", scenario->bought_count);
      tvc_json_double (context,
                       "precision",
                       (double) scenario->bought_count / (double) MAX (scenario->shown_count, 1));
      tvc_json_end (context);
    }
  tvc_json_end (context);
}

/* "learned", "learned+BALANCED", "learned+BALANCED+calibrated"; or a step from one to the other. */
static char *
dup_name (const TvBacktestResult *result, const char *ranker)
{
  switch (result->way)
    {
    case TV_BACKTEST_ALONE:
      return g_strdup (ranker);
    case TV_BACKTEST_REACHED:
      return g_strdup ("reached");
    case TV_BACKTEST_SCENARIOS:
      return g_strdup ("scenarios");
    case TV_BACKTEST_WEIGHTS:
      return g_strdup ("weights");
    default:
      return g_strdup_printf ("%s+%s%s",
                              ranker,
                              tv_preset_get_code (tv_backtest_way_get_preset (result->way)),
                              tv_backtest_way_is_calibrated (result->way) ? "+calibrated" : "");
    }
}

static void
print_result (TvcContext *context, const TvBacktestResult *result)
{
  g_autofree char *ranker = g_ascii_strdown (tv_ranker_get_code (result->ranker), -1);
  g_autofree char *name = dup_name (result, ranker);

  tvc_json_begin (context, name);
  print_figure (context, "recall", &result->recall);
  print_figure (context, "ndcg", &result->ndcg);
  print_figure (context, "hit_rate", &result->hit_rate);
  print_figure (context, "precision", &result->precision);
  print_figure (context, "ndcg_over_popularity", &result->over_popularity);
  print_figure (context, "ndcg_over_frequency", &result->over_frequency);
  tvc_json_double (context, "revenue", result->revenue);
  tvc_json_cents (context, "revenue_foreseen", result->found_cents);
  tvc_json_double (context, "margin", result->margin);
  tvc_json_double (context, "coverage", result->coverage);
  tvc_json_double (context, "gini", result->gini);
  print_slices (context, result);
  tvc_json_end (context);
  tvc_print (context,
             "    %-28s %5.1f %%   %.4f [%.4f, %.4f]   %5.1f %%   %5.1f %%   %.2f\n",
             name,
             100 * result->recall.mean,
             result->ndcg.mean,
             result->ndcg.low,
             result->ndcg.high,
             100 * result->hit_rate.mean,
             100 * result->revenue,
             result->coverage);
}

static gboolean
is_alone (int way)
{
  return way == TV_BACKTEST_ALONE;
}

static gboolean
is_step (int way)
{
  return way < TV_BACKTEST_ALONE;
}

/* Rankers alone, then whole runs and what lies between the two, which only the protocol of all
 * products has. */
static void
print_results (TvcContext *context, const TvBacktest *backtest, TvProtocol protocol, guint window)
{
  static const struct
  {
    const char *name;
    gboolean (*is_wanted) (int way);
  } lists[] = {
    { "rankers", is_alone },
    { "runs", tv_backtest_way_is_run },
    { "steps", is_step },
  };

  for (gsize l = 0; l < (protocol == TV_PROTOCOL_ALL ? G_N_ELEMENTS (lists) : 1); l++)
    {
      tvc_json_begin (context, lists[l].name);
      for (guint i = 0; i < backtest->results->len; i++)
        {
          const TvBacktestResult *result = &g_array_index (backtest->results, TvBacktestResult, i);

          if (result->protocol == protocol && result->window == window
              && lists[l].is_wanted (result->way))
            print_result (context, result);
        }
      tvc_json_end (context);
    }
}

/* What a backtest speaks for, as a person reads it: the ranker, the weights, and whether the lists
 * are calibrated. */
static char *
dup_choice (const TvBacktest *backtest)
{
  const char *ranker = tv_ranker_get_title (backtest->run_ranker);
  const char *preset = tv_preset_get_title (tv_backtest_way_get_preset (backtest->run_way));

  if (tv_backtest_way_is_calibrated (backtest->run_way))
    /* Translators: a way of choosing, the name of weights */
    return g_strdup_printf (_ ("%s, %s, calibrated"), ranker, preset);
  return g_strdup_printf ("%s, %s", ranker, preset);
}

static void
print_protocol (TvcContext *context, const TvBacktest *backtest, TvProtocol protocol)
{
  g_autofree char *best = g_ascii_strdown (tv_ranker_get_code (backtest->best[protocol]), -1);
  g_autofree char *name = g_ascii_strdown (tv_protocol_get_code (protocol), -1);
  const char *said = tv_backtest_is_even (backtest, protocol) ? _ ("none, all are equal") : best;

  tvc_json_begin (context, name);
  tvc_json_text (context, "best", best);
  for (guint w = 0; w < backtest->options.window_count; w++)
    {
      const TvBacktestTruth *truth = &backtest->truth[protocol][w];
      g_autofree char *days = g_strdup_printf ("%u", backtest->options.windows[w]);

      tvc_print (
          context,
          _ ("%s, %s days, customers: %" PRId64 " (best: %s)\n"
             "    ranker                       recall    NDCG                        hit      "
             " revenue   coverage\n"),
          name,
          days,
          truth->customer_count,
          said);
      tvc_json_begin (context, days);
      tvc_json_int (context, "customers", truth->customer_count);
      tvc_json_int (context, "pairs", truth->pair_count);
      tvc_json_cents (context, "amount", truth->amount_cents);
      print_results (context, backtest, protocol, w);
      tvc_json_end (context);
    }
  tvc_json_end (context);
}

static void
print_head (TvcContext *context, const TvBacktest *backtest)
{
  tvc_json_int (context, "backtest", backtest->id);
  tvc_json_day (context, "as_of", backtest->options.as_of_day);
  tvc_json_int (context, "k", backtest->options.k);
  tvc_json_begin_list (context, "windows");
  for (guint w = 0; w < backtest->options.window_count; w++)
    tvc_json_int (context, NULL, backtest->options.windows[w]);
  tvc_json_end_list (context);
  tvc_json_int (context, "draws", backtest->options.draws);
  tvc_json_int (context, "customers", backtest->customer_count);
  tvc_json_bool (context, "margin_known", backtest->is_margin_known);
  tvc_json_bool (context, "data_changed_since", backtest->is_stale);
  tvc_json_int (context, "duration_ms", backtest->duration_usec / 1000);
  tvc_json_begin (context, "supports");
  tvc_json_text (context, "ranker", tv_ranker_get_code (backtest->run_ranker));
  tvc_json_text (context,
                 "preset",
                 tv_preset_get_code (tv_backtest_way_get_preset (backtest->run_way)));
  tvc_json_bool (context, "calibrated", tv_backtest_way_is_calibrated (backtest->run_way));
  tvc_json_end (context);
  tvc_json_begin (context, "leak_test");
  tvc_json_double (context, "learned", backtest->shuffled_learned);
  tvc_json_double (context, "popularity", backtest->shuffled_popularity);
  tvc_json_bool (context, "passed", backtest->is_leak_free);
  tvc_json_end (context);
}

static void
print_backtest (TvcContext *context, const TvBacktest *backtest)
{
  g_autofree char *choice = dup_choice (backtest);

  print_head (context, backtest);
  tvc_json_begin (context, "protocols");
  for (int p = 0; p < TV_N_PROTOCOLS; p++)
    print_protocol (context, backtest, (TvProtocol) p);
  tvc_json_end (context);
  tvc_json_text (context, "training", backtest->report);
  tvc_print (context,
             _ ("Leak test: with the hidden days dealt to other customers, the learned ranker "
                "reaches %.4f and what is popular %.4f: %s.\n"),
             backtest->shuffled_learned,
             backtest->shuffled_popularity,
             backtest->is_leak_free ? _ ("nothing was given away")
                                    : _ ("something was given away"));
  tvc_print (context, _ ("It speaks for new runs with: %s.\n"), choice);
}

static gboolean
read_windows (const char *text, TvBacktestOptions *options)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      gint64 days = g_ascii_strtoll (*part, NULL, 10);

      if (days < 1 || days > 3650 || options->window_count == TV_BACKTEST_WINDOWS)
        return FALSE;
      options->windows[options->window_count++] = (guint) days;
    }
  return options->window_count > 0;
}

static int
make (TvcContext *context, const TvBacktestOptions *options, GError **error)
{
  g_autoptr (TvBacktest) backtest = NULL;

  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  backtest = tv_engine_backtest (context->engine, options, context->progress, error);
  if (backtest == NULL)
    return TVC_EXIT_FAILED;
  print_backtest (context, backtest);
  return TVC_EXIT_DONE;
}

static int
list (TvcContext *context, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) backtests = tv_engine_list_backtests (context->engine, error);
  gint64 chosen = 0;

  if (backtests == NULL || !tv_engine_get_chosen_backtest (context->engine, &chosen, error))
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "chosen", chosen);
  tvc_json_begin_list (context, "backtests");
  for (guint i = 0; i < backtests->len; i++)
    {
      const TvBacktest *backtest = g_ptr_array_index (backtests, i);
      g_autofree char *day = tv_day_to_iso (backtest->options.as_of_day);
      g_autofree char *choice = dup_choice (backtest);

      tvc_json_begin (context, NULL);
      print_head (context, backtest);
      tvc_json_end (context);
      tvc_print (context,
                 _ ("Backtest %" PRId64 " from %s on, %u days: %s%s\n"),
                 backtest->id,
                 day,
                 backtest->options.windows[0],
                 choice,
                 backtest->id == chosen ? _ (" (new runs rest on it)") : "");
    }
  tvc_json_end_list (context);
  if (backtests->len == 0)
    tvc_print (context, "%s\n", _ ("There is no backtest yet; “tastevin-cli backtest” makes one."));
  return TVC_EXIT_DONE;
}

static int
show (TvcContext *context, gint64 id, GError **error)
{
  g_autoptr (TvBacktest) backtest = tv_engine_get_backtest (context->engine, id, error);

  if (backtest == NULL)
    return TVC_EXIT_FAILED;
  print_backtest (context, backtest);
  return TVC_EXIT_DONE;
}

static int
use (TvcContext *context, gint64 id, GError **error)
{
  g_autoptr (TvBacktest) backtest = tv_engine_get_backtest (context->engine, id, error);
  g_autofree char *choice = NULL;

  if (backtest == NULL
      || !tv_engine_choose_from_backtest (context->engine,
                                          backtest->id,
                                          backtest->run_ranker,
                                          backtest->run_way,
                                          error))
    return TVC_EXIT_FAILED;
  choice = dup_choice (backtest);
  tvc_json_int (context, "backtest", backtest->id);
  tvc_json_text (context, "ranker", tv_ranker_get_code (backtest->run_ranker));
  tvc_json_text (context,
                 "preset",
                 tv_preset_get_code (tv_backtest_way_get_preset (backtest->run_way)));
  tvc_json_bool (context, "calibrated", tv_backtest_way_is_calibrated (backtest->run_way));
  tvc_print (context,
             _ ("New runs take: %s. They rest on backtest %" PRId64 ".\n"),
             choice,
             backtest->id);
  return TVC_EXIT_DONE;
}

static int
drop (TvcContext *context, gint64 id, GError **error)
{
  if (!tv_engine_delete_backtest (context->engine, id, error))
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "deleted", id);
  tvc_print (context, _ ("Deleted backtest %" PRId64 ".\n"), id);
  return TVC_EXIT_DONE;
}

typedef struct
{
  const char *name;
  gboolean needs_id;
  int (*func) (TvcContext *context, gint64 id, GError **error);
} Verb;

static const Verb verbs[] = {
  { "list", FALSE, list },
  { "show", FALSE, show },
  { "use", FALSE, use },
  { "delete", TRUE, drop },
};

/* With a verb, something is done with backtests that are there; show and use take the latest where
 * no number follows. */
static int
do_verb (TvcContext *context, char **arguments, GError **error)
{
  gint64 id = arguments[1] != NULL ? g_ascii_strtoll (arguments[1], NULL, 10) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (arguments[0], verbs[i].name)
        && (arguments[1] == NULL ? !verbs[i].needs_id : id > 0))
      return tvc_context_open (context, TV_OPEN_DEFAULT, error) ? verbs[i].func (context, id, error)
                                                                : TVC_EXIT_FAILED;
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_FAILED,
                       _ ("backtest takes nothing, list, show ID, use ID or delete ID."));
  return TVC_EXIT_USAGE;
}

/* backtest: without a date, the longest window ends with the last order. */
int
tvc_backtest (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *day = NULL, *windows = NULL;
  int k = 10, threads = 0;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "windows", 0, 0, G_OPTION_ARG_STRING, &windows, NULL, NULL },
    { "k", 'k', 0, G_OPTION_ARG_INT, &k, NULL, NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, NULL, NULL },
    { NULL },
  };
  TvBacktestOptions options = { .as_of_day = TV_DAY_NONE };

  if (!tvc_parse ("backtest", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if ((*arguments)[0] != NULL)
    return do_verb (context, *arguments, error);
  options.k = (guint) k;
  options.thread_count = (guint) CLAMP (threads, 0, 256);
  if ((day != NULL && !tv_day_parse_iso (day, &options.as_of_day))
      || !read_windows (windows != NULL ? windows
                        : day != NULL   ? "30,60,90"
                                        : "30",
                        &options)
      || k < 1 || k > 100)
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_FAILED,
          _ ("backtest takes --as-of YYYY-MM-DD, --windows as up to four numbers of days with "
             "commas, and --k from 1 to 100."));
      return TVC_EXIT_USAGE;
    }
  return make (context, &options, error);
}
