/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare: two runs, who gets something else in the second one, and why. */
#include "tvc-cell.h"
#include "tvc-command.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static void
print_setting (TvcContext *context, const TvSettingChange *change)
{
  g_autofree char *title = tv_setting_dup_title (change->name);
  g_autofree char *before = tv_setting_value_to_display (change->name, change->before, NULL);
  g_autofree char *after = tv_setting_value_to_display (change->name, change->after, NULL);

  /* Translators: a setting, its value in the first run and in the second one */
  tvc_print (context, _ ("  %s: %s → %s\n"), title, before, after);
}

static void
answer_settings (TvcContext *context, const GPtrArray *settings)
{
  tvc_json_begin_list (context, "settings");
  for (guint i = 0; i < settings->len; i++)
    {
      const TvSettingChange *change = settings->pdata[i];

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "name", change->name);
      tvc_json_text (context, "before", change->before);
      tvc_json_text (context, "after", change->after);
      tvc_json_end (context);
      print_setting (context, change);
    }
  tvc_json_end_list (context);
}

static void
answer_counts (TvcContext *context, const TvRunComparison *comparison)
{
  tvc_json_int (context, "before", comparison->before_id);
  tvc_json_int (context, "after", comparison->after_id);
  tvc_json_int (context, "customers", comparison->customer_count);
  tvc_json_int (context, "items_kept", comparison->kept_item_count);
  tvc_json_int (context, "items_gone", comparison->gone_item_count);
  tvc_json_int (context, "items_new", comparison->new_item_count);
  tvc_print (context,
             _ ("Customers: %" PRId64 "; recommendations that stay: %" PRId64
                ", that went: %" PRId64 ", that are new: %" PRId64 "\n"),
             comparison->customer_count,
             comparison->kept_item_count,
             comparison->gone_item_count,
             comparison->new_item_count);
  tvc_json_begin (context, "differences");
  for (int i = 0; i < TV_N_DIFFERENCES; i++)
    {
      g_autofree char *title = tvc_cell (tv_difference_get_title (i), 40);

      tvc_json_int (context, tv_difference_get_code (i), comparison->counts[i]);
      tvc_print (context, "  %s %10" PRId64 "\n", title, comparison->counts[i]);
    }
  tvc_json_end (context);
  tvc_json_begin (context, "causes");
  for (int i = 0; i < TV_N_CAUSES; i++)
    if (comparison->causes[i] > 0)
      tvc_json_int (context, tv_cause_get_code (i), comparison->causes[i]);
  tvc_json_end (context);
}

static void
answer_row (TvcContext *context, const TvRunChangeRow *row)
{
  g_autofree char *code = tvc_cell (row->customer_code, 12);
  g_autofree char *before = tvc_cell (row->before_label, 32);
  g_autofree char *after = tvc_cell (row->after_label, 32);

  tvc_json_begin (context, NULL);
  tvc_json_text (context, "customer_code", row->customer_code);
  tvc_json_text (context, "difference", tv_difference_get_code (row->difference));
  tvc_json_text (context, "cause", tv_cause_get_code (row->cause));
  if (row->before_label != NULL)
    {
      tvc_json_text (context, "before_label", row->before_label);
      tvc_json_double (context, "before_score", row->before_score);
    }
  if (row->after_label != NULL)
    {
      tvc_json_text (context, "after_label", row->after_label);
      tvc_json_double (context, "after_score", row->after_score);
    }
  tvc_json_text (context, "sentence", row->sentence);
  tvc_json_end (context);
  tvc_print (context, "%s %s %s %s\n", code, before, after, row->sentence);
}

/* The rows of one kind, or of all: the first ones as an answer, and all of them in a file if one is
 * wanted. */
static int
answer_rows (TvcContext *context,
             const TvRunComparison *comparison,
             int difference,
             guint limit,
             const char *out,
             GError **error)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (TvRunChange));
  g_autoptr (GPtrArray) rows = NULL;
  const TvRunChange *first;

  for (guint i = 0; i < comparison->changes->len; i++)
    {
      const TvRunChange *change = &g_array_index (comparison->changes, TvRunChange, i);

      if (difference < 0 || change->difference == difference)
        g_array_append_val (chosen, *change);
    }
  first = (const TvRunChange *) (const void *) chosen->data;
  if (out != NULL
      && !tv_engine_write_run_changes (context->engine,
                                       first,
                                       chosen->len,
                                       out,
                                       context->progress,
                                       error))
    return TVC_EXIT_FAILED;
  rows = tv_engine_get_run_changes (context->engine, first, MIN (chosen->len, limit), error);
  if (rows == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_begin_list (context, "rows");
  for (guint i = 0; i < rows->len; i++)
    answer_row (context, rows->pdata[i]);
  tvc_json_end_list (context);
  return TVC_EXIT_DONE;
}

/* compare RUN RUN. */
int
tvc_compare (TvcContext *context, char ***arguments, GError **error)
{
  g_autoptr (TvRunComparison) comparison = NULL;
  g_autofree char *kind = NULL, *out = NULL;
  int limit = 20;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };
  gint64 ids[2];

  if (!tvc_parse ("compare", arguments, entries, error))
    return TVC_EXIT_USAGE;
  for (int i = 0; i < 2; i++)
    if ((*arguments)[0] == NULL || (*arguments)[1] == NULL
        || !g_ascii_string_to_signed ((*arguments)[i], 10, 1, G_MAXINT64, &ids[i], NULL))
      {
        g_set_error_literal (error,
                             G_OPTION_ERROR,
                             G_OPTION_ERROR_FAILED,
                             _ ("compare needs the numbers of two runs."));
        return TVC_EXIT_USAGE;
      }
  if (limit < 0 || (kind != NULL && tv_difference_from_code (kind) < 0))
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_BAD_VALUE,
          _ ("--kind is one of scores, order, products, gained, lost; --limit is not negative."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  comparison = tv_engine_compare_runs (context->engine, ids[0], ids[1], context->progress, error);
  if (comparison == NULL)
    return TVC_EXIT_FAILED;
  answer_counts (context, comparison);
  answer_settings (context, comparison->settings);
  return answer_rows (context,
                      comparison,
                      tv_difference_from_code (kind),
                      (guint) limit,
                      out,
                      error);
}
