/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile fit: the models of when customers come back and what they spend, with their parameters.
 */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>

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

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "customer_code", customer->customer_code);
      tvc_json_int (context, "repeats", customer->repeats);
      tvc_json_double (context, "p_alive", customer->p_alive);
      tvc_json_double (context, "expected_orders_90", customer->expected_orders);
      tvc_json_double (context, "expected_value_90", customer->expected_cents / 100);
      tvc_json_end (context);
      tvc_print (context,
                 _ ("  %-14s %6.2f orders in 90 days, worth %10.2f\n"),
                 customer->customer_code,
                 customer->expected_orders,
                 customer->expected_cents / 100);
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

/* profile fit: as of the last order unless a day is given; writes nothing to the workspace. */
int
tvc_profile (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *text = NULL, *file = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &text, NULL, NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, NULL, NULL },
    { NULL },
  };
  TvDay day = TV_DAY_NONE;
  g_autoptr (TvFitReport) report = NULL;

  if (!tvc_parse ("profile", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if (g_strcmp0 ((*arguments)[0], "fit") != 0 || (text != NULL && !tv_day_parse_iso (text, &day))
      || (file != NULL && text == NULL))
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_FAILED,
          _ ("profile needs the word fit, --as-of as YYYY-MM-DD, and that too for a --file."));
      return TVC_EXIT_USAGE;
    }
  report = make_report (context, file, day, error);
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
