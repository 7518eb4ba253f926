/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quality data: what the checks say of the data that came in, as a whole or of one import, and the
 * rows behind a figure. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define WORST_COUNT 5
#define SHOWN_ROWS 20

static void
print_figure (TvcContext *context, const TvCheckReport *report, TvCheck check)
{
  const TvCheckFigure *figure = &report->figures[check];
  double share = report->revenue_cents > 0
                     ? (double) figure->revenue_cents / (double) report->revenue_cents
                     : 0;

  tvc_json_begin (context, NULL);
  tvc_json_text (context, "check", tv_check_get_code (check));
  tvc_json_text (context,
                 "dimension",
                 tv_check_dimension_get_code (tv_check_get_dimension (check)));
  tvc_json_text (context, "severity", tv_severity_get_code (tv_check_get_severity (check)));
  tvc_json_int (context, "concerned", figure->concerned_count);
  tvc_json_int (context, "bad", figure->bad_count);
  tvc_json_double (context, "revenue_share", share);
  tvc_json_text (context, "advice", tv_check_get_advice (check));
  tvc_json_end (context);
  if (figure->bad_count > 0)
    tvc_print (context,
               "  %-7s %-22s %10" PRId64 " / %-10" PRId64 " %5.1f %%  %s\n",
               tv_severity_get_code (tv_check_get_severity (check)),
               tv_check_get_code (check),
               figure->bad_count,
               figure->concerned_count,
               100 * share,
               tv_check_get_title (check));
}

static void
print_headline (TvcContext *context, const TvCheckHeadline *headline)
{
  g_autofree char *money = tv_money_to_display (headline->pending_line_cents, NULL);

  tvc_json_begin (context, "headline");
  tvc_json_int (context, "customers", headline->customer_count);
  tvc_json_int (context, "contactable", headline->contactable_count);
  tvc_json_int (context, "pending_lines", headline->pending_line_count);
  tvc_json_cents (context, "pending_amount", headline->pending_line_cents);
  tvc_json_int (context, "unmatched_products", headline->unmatched_product_count);
  tvc_json_int (context, "duplicates", headline->duplicate_count);
  tvc_json_int (context, "future_lines", headline->future_line_count);
  tvc_json_int (context, "return_lines", headline->return_line_count);
  tvc_json_int (context, "zero_lines", headline->zero_line_count);
  tvc_json_day (context, "first_order", headline->first_order_day);
  tvc_json_day (context, "last_order", headline->last_order_day);
  tvc_json_end (context);
  tvc_print (context,
             _ ("Customers to contact: %" PRId64 " of %" PRId64
                ". Sales lines that wait for their customer or product: %" PRId64
                ", worth %s. Labels that match no product: %" PRId64 ".\n"),
             headline->contactable_count,
             headline->customer_count,
             headline->pending_line_count,
             money,
             headline->unmatched_product_count);
  tvc_print (context,
             _ ("Returns: %" PRId64 "; lines sold for nothing: %" PRId64 "; in the future: %" PRId64
                "; customers who may be there twice: %" PRId64 ".\n"),
             headline->return_line_count,
             headline->zero_line_count,
             headline->future_line_count,
             headline->duplicate_count);
}

/* Of what nothing can be said there is no score. */
static void
json_score (TvcContext *context, const char *name, double score)
{
  if (score < 0)
    tvc_json_text (context, name, NULL);
  else
    tvc_json_double (context, name, score);
}

static void
print_trend (TvcContext *context, GPtrArray *trend)
{
  tvc_json_begin_list (context, "trend");
  for (guint i = 0; i < trend->len; i++)
    {
      const TvCheckTrend *point = g_ptr_array_index (trend, i);

      tvc_json_begin (context, NULL);
      tvc_json_int (context, "batch", point->batch_id);
      tvc_json_text (context, "file", point->file_name);
      json_score (context, "score", point->score);
      tvc_json_end (context);
      tvc_print (context,
                 _ ("  import %" PRId64 "  %5.1f  %s\n"),
                 point->batch_id,
                 tv_check_score_to_shown (point->score),
                 point->file_name);
    }
  tvc_json_end_list (context);
}

static gboolean
print_report (TvcContext *context, gint64 batch_id, GError **error)
{
  g_autofree TvCheckReport *report
      = tv_engine_check_data (context->engine, batch_id, context->progress, error);
  g_autoptr (GPtrArray) trend = NULL;
  g_autoptr (GArray) worst = NULL;
  g_autofree char *formula = NULL;

  if (report == NULL)
    return FALSE;
  trend = tv_engine_list_check_trend (context->engine, context->progress, error);
  if (trend == NULL)
    return FALSE;
  formula = tv_check_report_dup_formula (report);
  worst = tv_check_report_list_worst (report, WORST_COUNT);
  tvc_json_int (context, "batch", batch_id);
  json_score (context, "score", report->score);
  tvc_json_text (context, "formula", formula);
  if (report->score < 0)
    tvc_print (context, "%s\n", _ ("Nothing to check yet: import your files first."));
  else
    tvc_print (context,
               _ ("Quality of the data: %.1f of 100\n  %s\n"),
               tv_check_score_to_shown (report->score),
               formula);
  tvc_json_begin (context, "dimensions");
  for (int i = 0; i < TV_N_CHECK_DIMENSIONS; i++)
    json_score (context, tv_check_dimension_get_code (i), report->dimensions[i]);
  tvc_json_end (context);
  print_headline (context, &report->headline);
  tvc_json_begin_list (context, "checks");
  for (TvCheck i = 0; i < TV_N_CHECKS; i++)
    print_figure (context, report, i);
  tvc_json_end_list (context);
  tvc_json_begin_list (context, "worst");
  tvc_print (context, "%s\n", worst->len > 0 ? _ ("What to do first:") : _ ("Nothing found."));
  for (guint i = 0; i < worst->len; i++)
    {
      TvCheck check = g_array_index (worst, TvCheck, i);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "check", tv_check_get_code (check));
      tvc_json_end (context);
      /* Translators: what is wrong with the data, what to do about it */
      tvc_print (context,
                 _ ("  %s: %s\n"),
                 tv_check_get_title (check),
                 tv_check_get_advice (check));
    }
  tvc_json_end_list (context);
  print_trend (context, trend);
  return TRUE;
}

static gboolean
print_rows (TvcContext *context, gint64 batch_id, TvCheck check, gint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = tv_engine_list_check_rows (context->engine,
                                                          batch_id,
                                                          check,
                                                          (guint) limit,
                                                          context->progress,
                                                          error);

  if (rows == NULL)
    return FALSE;
  tvc_json_text (context, "check", tv_check_get_code (check));
  tvc_json_begin_list (context, "rows");
  for (guint i = 0; i < rows->len; i++)
    {
      const TvCheckRow *row = g_ptr_array_index (rows, i);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "table", row->table);
      tvc_json_int (context, "id", row->id);
      tvc_json_int (context, "batch", row->batch_id);
      tvc_json_int (context, "line", row->line);
      tvc_json_text (context, "key", row->key);
      tvc_json_text (context, "column", row->column);
      tvc_json_text (context, "value", row->value);
      tvc_json_end (context);
      tvc_print (context, "%s  %s  %s = “%s”", row->table, row->key, row->column, row->value);
      if (row->batch_id != 0)
        tvc_print (context, "  (%" PRId64 ":%" PRId64 ")", row->batch_id, row->line);
      tvc_print (context, "\n");
    }
  tvc_json_end_list (context);
  return TRUE;
}

/* quality data: the report, or with --check the rows of one check. */
int
tvc_quality (TvcContext *context, char ***arguments, GError **error)
{
  gint64 batch_id = 0;
  int limit = SHOWN_ROWS, check = -1;
  g_autofree char *name = NULL, *out = NULL;
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_INT64, &batch_id, NULL, NULL },
    { "check", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "rows", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };

  if (!tvc_parse ("quality", arguments, entries, error))
    return TVC_EXIT_USAGE;
  check = name != NULL ? tv_check_from_code (name) : -1;
  if (g_strcmp0 ((*arguments)[0], "data") != 0 || (name != NULL && check < 0) || limit < 1
      || batch_id < 0 || (out != NULL && name == NULL))
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("quality needs the word data, and --check the name of a check that "
                              "“quality data” lists."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (out != NULL)
    return tv_engine_write_check_rows (context->engine,
                                       batch_id,
                                       (TvCheck) check,
                                       out,
                                       context->progress,
                                       error)
               ? TVC_EXIT_DONE
               : TVC_EXIT_FAILED;
  if (check >= 0 ? print_rows (context, batch_id, (TvCheck) check, limit, error)
                 : print_report (context, batch_id, error))
    return TVC_EXIT_DONE;
  return TVC_EXIT_FAILED;
}
