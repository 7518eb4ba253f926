/* SPDX-License-Identifier: GPL-3.0-or-later */
/* init, info, verify, stages: the workspace as a whole. */
#include "tvc-command.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#define TITLE_WIDTH 46

/* init: creates the file; one that is there already is an error, so that nobody takes an old
 * workspace for an empty one. */
int
tvc_init (TvcContext *context, char ***arguments, GError **error)
{
  if (!tvc_parse ("init", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  if (g_file_test (context->workspace, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_REFUSED,
                   _ ("Could not create “%s”: there is a file of that name already. Choose another "
                      "name, or go on without “init”."),
                   context->workspace);
      return TVC_EXIT_FAILED;
    }
  if (!tvc_context_open (context, TV_OPEN_CREATE, error))
    return TVC_EXIT_FAILED;
  tvc_json_text (context, "workspace", context->workspace);
  tvc_print (context, _ ("Created the workspace “%s”.\n"), context->workspace);
  return TVC_EXIT_DONE;
}

typedef struct
{
  const char *name;
  const char *title;
  gsize offset; /* of a gint64 in TvSummary */
} Figure;

static const Figure figures[] = {
  { "customers", N_ ("Customers"), G_STRUCT_OFFSET (TvSummary, customer_count) },
  { "products", N_ ("Products"), G_STRUCT_OFFSET (TvSummary, product_count) },
  { "sales_lines", N_ ("Sales lines"), G_STRUCT_OFFSET (TvSummary, line_count) },
  { "contacts", N_ ("Contacts"), G_STRUCT_OFFSET (TvSummary, contact_count) },
  { "batches", N_ ("Imports"), G_STRUCT_OFFSET (TvSummary, batch_count) },
  { "rejects", N_ ("Rejected rows"), G_STRUCT_OFFSET (TvSummary, reject_count) },
  { "pending_rows",
    N_ ("Rows waiting for their customer or product"),
    G_STRUCT_OFFSET (TvSummary, pending_count) },
  { "runs", N_ ("Runs"), G_STRUCT_OFFSET (TvSummary, run_count) },
  { "latest_run", N_ ("Latest run"), G_STRUCT_OFFSET (TvSummary, latest_run_id) },
  { "pending_reviews",
    N_ ("Recommendations to review"),
    G_STRUCT_OFFSET (TvSummary, pending_review_count) },
  { "flagged", N_ ("Flagged"), G_STRUCT_OFFSET (TvSummary, flagged_review_count) },
  { "approved", N_ ("Approved"), G_STRUCT_OFFSET (TvSummary, approved_count) },
  { "approved_unexported",
    N_ ("Approved and not exported yet"),
    G_STRUCT_OFFSET (TvSummary, approved_unexported_count) },
  { "ledger_events", N_ ("Ledger events"), G_STRUCT_OFFSET (TvSummary, event_count) },
};

/* printf counts bytes, and a column is one of characters. */
static void
print_figure (TvcContext *context, const char *title, const char *value)
{
  int width = MAX (TITLE_WIDTH - (int) g_utf8_strlen (title, -1), 0);

  tvc_print (context, "%s%*s %s\n", title, width, "", value);
}

static void
show_day (TvcContext *context, const char *name, const char *title, TvDay day)
{
  g_autofree char *text = day == TV_DAY_NONE ? g_strdup ("–") : tv_day_to_display (day);

  tvc_json_day (context, name, day);
  print_figure (context, title, text);
}

/* info: the counts of the summary. */
int
tvc_info (TvcContext *context, char ***arguments, GError **error)
{
  TvSummary summary;

  if (!tvc_parse ("info", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error)
      || !tv_engine_get_summary (context->engine, &summary, error))
    return TVC_EXIT_FAILED;
  tvc_json_text (context, "workspace", context->workspace);
  tvc_json_bool (context, "read_only", tv_engine_is_read_only (context->engine));
  tvc_json_text (context, "currency", summary.currency);
  tvc_json_text (context, "country", summary.country);
  tvc_print (context, "%s\n", context->workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gint64 value = G_STRUCT_MEMBER (gint64, &summary, figures[i].offset);
      g_autofree char *text = tv_count_to_display (value);

      tvc_json_int (context, figures[i].name, value);
      print_figure (context, _ (figures[i].title), text);
    }
  show_day (context, "first_order", _ ("First order"), summary.first_order_day);
  show_day (context, "last_order", _ ("Last order"), summary.last_order_day);
  show_day (context, "profile_as_of", _ ("Profiles as of"), summary.profile_as_of_day);
  show_day (context, "proposed_as_of", _ ("Proposed reference date"), summary.proposed_as_of_day);
  return TVC_EXIT_DONE;
}

/* verify: opens whatever can be read at all, without writing, and lists what does not fit. */
int
tvc_verify (TvcContext *context, char ***arguments, GError **error)
{
  g_autoptr (TvVerifyReport) report = NULL;

  if (!tvc_parse ("verify", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_FORENSIC | TV_OPEN_READ_ONLY, error))
    return TVC_EXIT_FAILED;
  report = tv_engine_verify (context->engine, context->progress, error);
  if (report == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "events", report->event_count);
  tvc_json_int (context, "runs", report->run_count);
  tvc_json_int (context, "items", report->item_count);
  tvc_json_begin_list (context, "findings");
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TvLedgerFinding *finding = g_ptr_array_index (report->findings, i);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "code", finding->code);
      tvc_json_text (context, "table", finding->table);
      tvc_json_int (context, "row", finding->row);
      tvc_json_text (context, "message", finding->message);
      tvc_json_end (context);
      tvc_print (context,
                 "%s %s %" PRId64 ": %s\n",
                 finding->code,
                 finding->table,
                 finding->row,
                 finding->message);
    }
  tvc_json_end_list (context);
  tvc_print (
      context,
      _ ("Checked: events %" PRId64 ", runs %" PRId64 ", decisions %" PRId64 "; findings: %u.\n"),
      report->event_count,
      report->run_count,
      report->item_count,
      report->findings->len);
  return report->findings->len == 0 ? TVC_EXIT_DONE : TVC_EXIT_FINDINGS;
}

/* stages: the stage table as it runs. Needs no workspace. */
int
tvc_stages (TvcContext *context, char ***arguments, GError **error)
{
  guint count;
  const TvStageInfo *stages = tv_stages_get (&count);

  if (!tvc_parse ("stages", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  tvc_json_begin_list (context, "stages");
  for (guint i = 0; i < count; i++)
    {
      tvc_json_begin (context, NULL);
      tvc_json_text (context, "id", stages[i].id);
      tvc_json_text (context, "title", _ (stages[i].title));
      tvc_json_text (context, "reads", stages[i].reads);
      tvc_json_text (context, "writes", stages[i].writes);
      tvc_json_int (context, "weight", stages[i].weight);
      tvc_json_end (context);
      tvc_print (context,
                 "%-10s %s\n           %s %s\n           %s %s\n",
                 stages[i].id,
                 _ (stages[i].title),
                 _ ("reads"),
                 stages[i].reads,
                 _ ("writes"),
                 stages[i].writes);
    }
  tvc_json_end_list (context);
  return TVC_EXIT_DONE;
}
