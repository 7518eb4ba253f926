/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile fit: the models of when customers come back and what they spend, with their parameters.
 * profile movement: who changed segment between two days. profile bins: what the scores go by. */
#include "tvc-cell.h"
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#define MOVEMENT_DAYS 90

static void
print_model (TvcContext *context, const TvFitModel *model)
{
  tvc_json_begin (context, model->code);
  tvc_json_bool (context, "fitted", model->is_fitted);
  tvc_json_bool (context, "at_bound", model->is_bounded);
  tvc_json_int (context, "customers", model->customer_count);
  tvc_print (context, "%s: ", model->code);
  for (guint i = 0; i < model->count && model->is_fitted; i++)
    {
      tvc_json_double (context, model->names[i], model->parameters[i]);
      tvc_print (context, "%s %.4f  ", model->names[i], model->parameters[i]);
    }
  if (model->is_fitted)
    tvc_json_double (context, "log_likelihood", model->log_likelihood);
  tvc_json_end (context);
  if (model->is_fitted)
    tvc_print (context, "LL %.2f\n", model->log_likelihood);
  else
    tvc_print (context, "%s\n", _ ("too few customers came back to fit it"));
  if (model->is_bounded)
    tvc_print (context,
               "  %s\n",
               _ ("a parameter is at its bound: this base shows no sign of dropout"));
}

static void
print_customers (TvcContext *context, const TvFitReport *report)
{
  tvc_json_begin_list (context, "most_expected");
  for (guint i = 0; i < report->customers->len; i++)
    {
      const TvFitCustomer *customer = g_ptr_array_index (report->customers, i);
      g_autofree char *code = tvc_cell (customer->customer_code, 14);
      g_autofree char *money
          = tv_money_to_display ((gint64) round (MAX (customer->expected_cents, 0)), NULL);
      g_autofree char *worth = tvc_cell_right (money, 12);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "customer_code", customer->customer_code);
      tvc_json_int (context, "repeats", customer->repeats);
      if (customer->p_alive >= 0)
        tvc_json_double (context, "p_alive", customer->p_alive);
      tvc_json_double (context, "expected_orders_90", customer->expected_orders);
      if (customer->expected_cents >= 0)
        tvc_json_double (context, "expected_value_90", customer->expected_cents / 100);
      tvc_json_end (context);
      tvc_print (context,
                 _ ("  %s %6.2f orders in 90 days, worth %s\n"),
                 code,
                 customer->expected_orders,
                 worth);
    }
  tvc_json_end_list (context);
}

static TvFitReport *
make_report (TvcContext *context, const char *file, TvDay day, GError **error)
{
  TvSummary summary;

  if (file != NULL)
    return tv_fit_history (file, day, error);
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error)
      || !tv_engine_get_summary (context->engine, &summary, error))
    return NULL;
  return tv_engine_fit_profiles (context->engine,
                                 day != TV_DAY_NONE ? day : summary.last_order_day,
                                 context->progress,
                                 error);
}

static int
fit (TvcContext *context, const char *file, TvDay day, GError **error)
{
  g_autoptr (TvFitReport) report = make_report (context, file, day, error);

  if (report == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_day (context, "as_of", report->as_of_day);
  tvc_json_int (context, "customers", report->customer_count);
  tvc_json_begin (context, "models");
  for (guint i = 0; i < G_N_ELEMENTS (report->models); i++)
    print_model (context, &report->models[i]);
  tvc_json_end (context);
  print_customers (context, report);
  return TVC_EXIT_DONE;
}

static void
print_segments (TvcContext *context, const TvMovement *movement)
{
  tvc_json_begin_list (context, "segments");
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    {
      gint64 before = tv_movement_count_before (movement, i);
      gint64 after = tv_movement_count_after (movement, i);
      g_autofree char *title = tvc_cell (tv_segment_get_title (i), 22);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "segment", tv_segment_get_code (i));
      tvc_json_int (context, "before", before);
      tvc_json_int (context, "after", after);
      tvc_json_end (context);
      tvc_print (context,
                 "%s %8" PRId64 " -> %8" PRId64 "  %+" PRId64 "\n",
                 title,
                 before,
                 after,
                 after - before);
    }
  tvc_json_end_list (context);
}

static void
print_moves (TvcContext *context, const TvMovement *movement)
{
  tvc_json_begin_list (context, "moves");
  for (int from = 0; from < TV_N_SEGMENTS; from++)
    for (int to = 0; to < TV_N_SEGMENTS; to++)
      {
        g_autofree char *before = tvc_cell (tv_segment_get_title (from), 22);
        g_autofree char *after = tvc_cell (tv_segment_get_title (to), 22);

        if (movement->moves[from][to] == 0)
          continue;
        tvc_json_begin (context, NULL);
        tvc_json_text (context, "from", tv_segment_get_code (from));
        tvc_json_text (context, "to", tv_segment_get_code (to));
        tvc_json_int (context, "customers", movement->moves[from][to]);
        tvc_json_end (context);
        if (from != to)
          tvc_print (context,
                     "  %s -> %s %8" PRId64 "\n",
                     before,
                     after,
                     movement->moves[from][to]);
      }
  tvc_json_end_list (context);
}

/* As of the profiles, against 90 days before, unless days are given. */
static int
show_movement (TvcContext *context, TvDay from, TvDay to, GError **error)
{
  TvSummary summary;
  TvMovement movement;

  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error)
      || !tv_engine_get_summary (context->engine, &summary, error))
    return TVC_EXIT_FAILED;
  if (to == TV_DAY_NONE)
    to = summary.profile_as_of_day;
  if (from == TV_DAY_NONE && to != TV_DAY_NONE)
    from = to - MOVEMENT_DAYS;
  if (!tv_engine_get_movement (context->engine, from, to, &movement, context->progress, error))
    return TVC_EXIT_FAILED;
  tvc_json_day (context, "from", from);
  tvc_json_day (context, "to", to);
  tvc_json_int (context, "customers", movement.customer_count);
  tvc_json_int (context, "moved", tv_movement_count_moved (&movement));
  print_segments (context, &movement);
  print_moves (context, &movement);
  return TVC_EXIT_DONE;
}

static void
print_bounds (TvcContext *context, const char *name, const gint64 *bounds, gboolean is_money)
{
  tvc_json_begin_list (context, name);
  for (int i = 0; i < 4; i++)
    if (is_money)
      tvc_json_cents (context, NULL, bounds[i]);
    else
      tvc_json_int (context, NULL, bounds[i]);
  tvc_json_end_list (context);
}

static int
show_bins (TvcContext *context, const char *code, GError **error)
{
  int bins = tv_rfm_bins_from_code (code);
  TvRfmGrid grid;
  TvRfmBounds bounds;

  if (code != NULL && bins < 0)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("The bounds of the scores are fixed or quintiles, not “%s”."),
                   code);
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (bins >= 0 && !tv_engine_set_rfm_bins (context->engine, bins, context->progress, error))
    return TVC_EXIT_FAILED;
  if (!tv_engine_count_rfm (context->engine, &grid, &bounds, error))
    return TVC_EXIT_FAILED;
  tvc_json_text (context, "bins", tv_rfm_bins_get_code (bounds.bins));
  print_bounds (context, "recency_days", bounds.recency_days, FALSE);
  print_bounds (context, "frequency_orders", bounds.frequency_orders, FALSE);
  print_bounds (context, "monetary", bounds.monetary_cents, TRUE);
  tvc_print (context,
             _ ("%s: %s\n"),
             tv_rfm_bins_get_title (bounds.bins),
             tv_rfm_bins_get_sentence (bounds.bins));
  return TVC_EXIT_DONE;
}

static gboolean
parse_day (const char *text, TvDay *day)
{
  return text == NULL || tv_day_parse_iso (text, day);
}

/* profile fit writes nothing; as of the last order unless a day is given. */
int
tvc_profile (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *as_of = NULL, *file = NULL, *from = NULL, *to = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, NULL, NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL },
  };
  TvDay day = TV_DAY_NONE, from_day = TV_DAY_NONE, to_day = TV_DAY_NONE;
  const char *word;

  if (!tvc_parse ("profile", arguments, entries, error))
    return TVC_EXIT_USAGE;
  word = (*arguments)[0];
  if (g_strcmp0 (word, "bins") == 0)
    return show_bins (context, (*arguments)[1], error);
  if (g_strcmp0 (word, "movement") == 0 && parse_day (from, &from_day) && parse_day (to, &to_day))
    return show_movement (context, from_day, to_day, error);
  if (g_strcmp0 (word, "fit") == 0 && parse_day (as_of, &day) && (file == NULL || as_of != NULL))
    return fit (context, file, day, error);
  g_set_error_literal (
      error,
      G_OPTION_ERROR,
      G_OPTION_ERROR_FAILED,
      _ ("profile needs one of the words fit, movement and bins, days as YYYY-MM-DD, and --as-of "
         "for a --file."));
  return TVC_EXIT_USAGE;
}
