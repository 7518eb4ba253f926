/* SPDX-License-Identifier: GPL-3.0-or-later */
/* demo: the main job from end to end on the sample merchant's exports, through the same functions
 * as everything else. */
#include "tvc-command.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static gboolean
import_sample (TvcContext *context, GError **error)
{
  g_autoptr (GPtrArray) results
      = tv_engine_import_sample (context->engine, context->progress, error);

  if (results == NULL)
    return FALSE;
  tvc_json_begin_list (context, "files");
  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);
      const gint64 counts[TV_N_ROW_FATES] = { [TV_ROW_ACCEPTED] = result->accepted_count,
                                              [TV_ROW_REJECTED] = result->rejected_count,
                                              [TV_ROW_WAITING] = result->pending_count };
      g_autofree char *text = tv_row_fate_dup_counts (counts, ", ");

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "file", result->file_name);
      tvc_json_int (context, "accepted", result->accepted_count);
      tvc_json_int (context, "rejected", result->rejected_count);
      tvc_json_int (context, "pending", result->pending_count);
      tvc_json_end (context);
      tvc_print (context, _ ("Imported %s: %s.\n"), result->file_name, text);
    }
  tvc_json_end_list (context);
  return TRUE;
}

static gboolean
review_and_export (TvcContext *context, gint64 run_id, GError **error)
{
  TvReviewQuery query
      = { .run_id = run_id, .status = TV_STATUS_PENDING, .scenario = -1, .minimum_score = 80 };
  g_autoptr (GArray) ids
      = tv_engine_list_review_ids (context->engine, &query, context->progress, error);
  g_autofree char *out = g_strconcat (context->workspace, ".approved.csv", NULL);
  g_autoptr (TvExportResult) result = NULL;

  if (ids == NULL)
    return FALSE;
  if (ids->len > 0
      && tv_engine_decide_query (context->engine,
                                 &query,
                                 ids->len,
                                 TV_STATUS_APPROVED,
                                 NULL,
                                 context->progress,
                                 error)
             == 0)
    return FALSE;
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE,
                          "Approved %u recommendation with a score of 80 or more.\n",
                          "Approved %u recommendations with a score of 80 or more.\n",
                          ids->len),
             ids->len);
  tvc_json_int (context, "approved", ids->len);
  result = tv_engine_export (context->engine,
                             run_id,
                             out,
                             TV_EXPORT_CUSTOMERS,
                             0,
                             context->progress,
                             error);
  if (result == NULL)
    return FALSE;
  tvc_json_text (context, "export", result->path);
  tvc_json_int (context, "export_rows", result->row_count);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE,
                          "Exported %" PRId64 " customer to “%s”.\n",
                          "Exported %" PRId64 " customers to “%s”.\n",
                          (gulong) result->row_count),
             result->row_count,
             result->path);
  return TRUE;
}

/* demo: import, run under the strict policy, approve what scores 80 or more, export, verify. Needs
 * a workspace that is not there yet. */
int
tvc_demo (TvcContext *context, char ***arguments, GError **error)
{
  TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = "strict" };
  g_autoptr (TvRunRow) run = NULL;
  g_autoptr (TvVerifyReport) report = NULL;
  gint64 run_id;

  if (tvc_init (context, arguments, error) != TVC_EXIT_DONE || !import_sample (context, error))
    return TVC_EXIT_FAILED;
  run_id = tv_engine_run (context->engine, &options, context->progress, error);
  if (run_id == 0 || (run = tv_engine_get_run (context->engine, run_id, error)) == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "run", run->id);
  tvc_json_int (context, "items", run->item_count);
  tvc_json_text (context, "level", tv_quality_level_get_code (run->level));
  tvc_json_text (context, "digest", run->digest);
  tvc_print (context,
             _ ("Recommendations: %" PRId64 "; customers served: %" PRId64 " of %" PRId64
                "; quality: %s.\n"),
             run->item_count,
             run->served_count,
             run->customer_count,
             tv_quality_level_get_title (run->level));
  if (!review_and_export (context, run_id, error))
    return TVC_EXIT_FAILED;
  report = tv_engine_verify (context->engine, context->progress, error);
  if (report == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "findings", report->findings->len);
  tvc_print (context,
             _ ("Ledger events verified: %" PRId64 "; findings: %u.\n"),
             report->event_count,
             report->findings->len);
  return report->findings->len == 0 ? TVC_EXIT_DONE : TVC_EXIT_FINDINGS;
}
