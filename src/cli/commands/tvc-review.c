/* SPDX-License-Identifier: GPL-3.0-or-later */
/* review: the list of recommendations, and decisions on some of them or on all that a filter shows.
 */
#include "tvc-command.h"
#include "tvc-item.h"

#include <inttypes.h>
#include <glib/gi18n.h>

typedef struct
{
  char *status, *scenario, *search, *reason;
  gint64 run_id, expect;
  double minimum_score;
  gboolean is_all;
  int limit;
} ReviewOptions;

static void
review_options_clear (ReviewOptions *options)
{
  g_free (options->status);
  g_free (options->scenario);
  g_free (options->search);
  g_free (options->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewOptions, review_options_clear)

static gboolean
read_query (const ReviewOptions *options, TvReviewQuery *query, GError **error)
{
  query->run_id = options->run_id;
  query->status = options->status != NULL ? tv_status_from_code (options->status) : -1;
  query->scenario = options->scenario != NULL ? tv_scenario_from_code (options->scenario) : -1;
  query->minimum_score = options->minimum_score;
  query->search = options->search;
  if (options->status != NULL && query->status < 0)
    g_set_error (error,
                 G_OPTION_ERROR,
                 G_OPTION_ERROR_BAD_VALUE,
                 _ ("There is no status “%s”; it is pending, approved, rejected or flagged."),
                 options->status);
  else if (options->scenario != NULL && query->scenario < 0)
    g_set_error (
        error,
        G_OPTION_ERROR,
        G_OPTION_ERROR_BAD_VALUE,
        _ ("There is no scenario “%s”; it is rebuy, upsell, cross_sell, winback or nurture."),
        options->scenario);
  else
    return TRUE;
  return FALSE;
}

static int
list_items (TvcContext *context, const TvReviewQuery *query, int limit, GError **error)
{
  g_autoptr (GArray) ids
      = tv_engine_list_review_ids (context->engine, query, context->progress, error);
  g_autoptr (GPtrArray) items = NULL;

  if (ids == NULL)
    return TVC_EXIT_FAILED;
  items = tv_engine_get_review_items (context->engine,
                                      (const gint64 *) (void *) ids->data,
                                      MIN (ids->len, (guint) MAX (limit, 0)),
                                      error);
  if (items == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "count", ids->len);
  tvc_json_begin_list (context, "items");
  for (guint i = 0; i < items->len; i++)
    if (g_ptr_array_index (items, i) != NULL)
      tvc_answer_item (context, g_ptr_array_index (items, i), FALSE);
  tvc_json_end_list (context);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE, "%u recommendation\n", "%u recommendations\n", ids->len),
             ids->len);
  return TVC_EXIT_DONE;
}

static gboolean
read_ids (char **words, GArray *ids, GError **error)
{
  for (int i = 0; words[i] != NULL; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (words[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          g_set_error (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is no number of a recommendation."),
                       words[i]);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static int
decide (TvcContext *context,
        TvStatus status,
        char **words,
        const ReviewOptions *options,
        const TvReviewQuery *query,
        GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 seq, count;

  if (!read_ids (words, ids, error))
    return TVC_EXIT_USAGE;
  if (options->is_all == (ids->len > 0))
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_FAILED,
          _ ("Name the recommendations by number, or all that the filter shows with --all."));
      return TVC_EXIT_USAGE;
    }
  if (options->is_all)
    {
      g_autoptr (GArray) matching
          = tv_engine_list_review_ids (context->engine, query, context->progress, error);

      if (matching == NULL)
        return TVC_EXIT_FAILED;
      count = options->expect >= 0 ? options->expect : (gint64) matching->len;
      seq = tv_engine_decide_query (context->engine,
                                    query,
                                    count,
                                    status,
                                    options->reason,
                                    context->progress,
                                    error);
    }
  else
    {
      count = ids->len;
      seq = tv_engine_decide (context->engine,
                              (const gint64 *) (void *) ids->data,
                              ids->len,
                              status,
                              options->reason,
                              context->progress,
                              error);
    }
  if (seq == 0)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "event", seq);
  tvc_json_int (context, "count", count);
  tvc_json_text (context, "status", tv_status_get_code (status));
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE,
                          "%" PRId64 " recommendation: %s (event %" PRId64 ").\n",
                          "%" PRId64 " recommendations: %s (event %" PRId64 ").\n",
                          (gulong) count),
             count,
             tv_status_get_title (status),
             seq);
  return TVC_EXIT_DONE;
}

/* The decision that is undone or redone, or an error where there is none. */
static gint64
find_decision (TvcContext *context, gboolean is_redo, gint64 *out_count, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 seq = is_redo ? tv_engine_get_redoable (context->engine, out_count, &local_error)
                       : tv_engine_get_undoable (context->engine, out_count, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (seq == 0)
    g_set_error_literal (error,
                         TV_ERROR,
                         TV_ERROR_REFUSED,
                         is_redo ? _ ("There is no decision to redo.")
                                 : _ ("There is no decision to undo."));
  return seq;
}

static int
undo (TvcContext *context, GError **error)
{
  gint64 count = 0;
  gint64 seq = find_decision (context, FALSE, &count, error);
  gint64 undone;

  if (seq == 0)
    return TVC_EXIT_FAILED;
  undone = tv_engine_undo_decision (context->engine, seq, NULL, context->progress, error);
  if (undone == 0)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "event", undone);
  tvc_json_int (context, "undoes", seq);
  tvc_json_int (context, "count", count);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE,
                          "Undid event %" PRId64 ": %" PRId64 " recommendation is what it was.\n",
                          "Undid event %" PRId64 ": %" PRId64
                          " recommendations are what they were.\n",
                          (gulong) count),
             seq,
             count);
  return TVC_EXIT_DONE;
}

static int
redo (TvcContext *context, GError **error)
{
  gint64 count = 0;
  gint64 seq = find_decision (context, TRUE, &count, error);
  gint64 redone;

  if (seq == 0)
    return TVC_EXIT_FAILED;
  redone = tv_engine_redo_decision (context->engine, seq, NULL, context->progress, error);
  if (redone == 0)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "event", redone);
  tvc_json_int (context, "redoes", seq);
  tvc_json_int (context, "count", count);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE,
                          "Decided again as in event %" PRId64 ": %" PRId64
                          " recommendation (event %" PRId64 ").\n",
                          "Decided again as in event %" PRId64 ": %" PRId64
                          " recommendations (event %" PRId64 ").\n",
                          (gulong) count),
             seq,
             count,
             redone);
  return TVC_EXIT_DONE;
}

/* review: list, approve, reject, flag, undo, redo. */
int
tvc_review (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (ReviewOptions) options = { .limit = 50, .expect = -1 };
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.scenario, NULL, NULL },
    { "min-score", 0, 0, G_OPTION_ARG_DOUBLE, &options.minimum_score, NULL, NULL },
    { "search", 's', 0, G_OPTION_ARG_STRING, &options.search, NULL, NULL },
    { "run", 0, 0, G_OPTION_ARG_INT64, &options.run_id, NULL, NULL },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options.is_all, NULL, NULL },
    { "expect", 0, 0, G_OPTION_ARG_INT64, &options.expect, NULL, NULL },
    { "reason", 'r', 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "limit", 'l', 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { NULL },
  };
  static const struct
  {
    const char *verb;
    TvStatus status;
  } verbs[] = { { "approve", TV_STATUS_APPROVED },
                { "reject", TV_STATUS_REJECTED },
                { "flag", TV_STATUS_FLAGGED } };
  TvReviewQuery query = { 0 };
  const char *verb;

  if (!tvc_parse ("review", arguments, entries, error) || !read_query (&options, &query, error))
    return TVC_EXIT_USAGE;
  verb = (*arguments)[0];
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (verb == NULL || g_str_equal (verb, "list"))
    return list_items (context, &query, options.limit, error);
  if (g_str_equal (verb, "undo"))
    return undo (context, error);
  if (g_str_equal (verb, "redo"))
    return redo (context, error);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].verb))
      return decide (context, verbs[i].status, *arguments + 1, &options, &query, error);
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("review cannot “%s”; it can list, approve, reject, flag, undo and redo."),
               verb);
  return TVC_EXIT_USAGE;
}
