/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs as the faces show them. Reads run, policy, run_metric, run_count and the statuses of
 * review_item; writes nothing. */
#include "pipeline/tv-view-run.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"
#include "govern/tv-review-list.h"

#define SCORE_BINS 20

/**
 * tv_view_count_statuses:
 * @job: a read's job
 * @run_id: the run
 * @out_counts: (out caller-allocates) (array fixed-size=4): items in each status
 * @out_held_count: (out): pending items that the policy does not let through
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_view_count_statuses (TvJob *job,
                        gint64 run_id,
                        gint64 out_counts[TV_N_STATUSES],
                        gint64 *out_held_count,
                        GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_COUNT_STATUSES, error);
  TvStep step;

  memset (out_counts, 0, TV_N_STATUSES * sizeof (gint64));
  *out_held_count = 0;
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 status = tv_statement_get_int64 (statement, 0);
      gint64 count = tv_statement_get_int64 (statement, 2);

      if (status >= 0 && status < TV_N_STATUSES)
        out_counts[status] += count;
      if (status == TV_STATUS_PENDING && tv_statement_get_int64 (statement, 1) == 0)
        *out_held_count += count;
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static TvRunRow *
run_row_new (TvStatement *statement)
{
  TvRunRow *row = g_new0 (TvRunRow, 1);
  gsize length = 0;
  const void *digest = tv_statement_get_blob (statement, 11, &length);

  row->digest = tv_hex_encode (digest, length);
  row->id = tv_statement_get_int64 (statement, 0);
  row->as_of_day = tv_statement_get_int64 (statement, 1);
  row->top_n = tv_statement_get_int64 (statement, 2);
  row->policy = tv_statement_dup_text (statement, 3);
  row->policy_version = tv_statement_get_int64 (statement, 4);
  row->settings = tv_statement_dup_text (statement, 5);
  row->customer_count = tv_statement_get_int64 (statement, 6);
  row->eligible_count = tv_statement_get_int64 (statement, 7);
  row->served_count = tv_statement_get_int64 (statement, 8);
  row->item_count = tv_statement_get_int64 (statement, 9);
  row->is_margin_known = tv_statement_get_int64 (statement, 10) != 0;
  row->created_usec = tv_statement_get_int64 (statement, 12);
  row->duration_usec = tv_statement_get_int64 (statement, 13);
  row->minimum_score = tv_statement_get_double (statement, 14);
  row->backtest_id = tv_statement_get_int64 (statement, 15);
  return row;
}

static gboolean
fill_metrics (TvRunRow *row, TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_RUN_METRICS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, row->id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 metric = tv_statement_get_int64 (statement, 0);

      if (metric >= 0 && metric < TV_N_METRICS)
        row->metrics[metric] = tv_statement_get_double (statement, 1);
    }
  tv_statement_reset (statement);
  row->level = tv_quality_level_from_ratio (row->metrics[TV_METRIC_QUALITY]);
  return step == TV_STEP_DONE
         && tv_view_count_statuses (job, row->id, row->status_counts, &row->held_count, error);
}

/**
 * tv_view_runs:
 * @job: a read's job
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvRunRow) (nullable): all runs with their figures,
 * newest first
 */
GPtrArray *
tv_view_runs (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_run_row_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_RUNS, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (rows, run_row_new (statement));
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (!fill_metrics (g_ptr_array_index (rows, i), job, error))
      return NULL;
  return g_steal_pointer (&rows);
}

/**
 * tv_view_run:
 * @job: a read's job
 * @run_id: a run, 0 = the latest
 * @error: return location for an error; NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): the run with its figures
 */
TvRunRow *
tv_view_run (TvJob *job, gint64 run_id, GError **error)
{
  g_autoptr (TvRunRow) row = NULL;
  gint64 id = tv_review_resolve_run (job, run_id, NULL);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_RUN, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    row = run_row_new (statement);
  tv_statement_reset (statement);
  if (step == TV_STEP_DONE && run_id == 0)
    g_set_error_literal (error,
                         TV_ERROR,
                         TV_ERROR_REFUSED,
                         _ ("Could not find a run: nothing has been calculated yet. Make a run "
                            "first."));
  else if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find run %" PRId64 " in this workspace."),
                 run_id);
  if (row == NULL || !fill_metrics (row, job, error)
      || !tv_connection_get_int64 (job->db,
                                   TV_SQL_VIEWS_COUNT_UNEXPORTED,
                                   &row->new_since_export,
                                   error,
                                   "i",
                                   id))
    return NULL;
  return g_steal_pointer (&row);
}

static char *
dup_label (TvDimension dimension, gint64 key, const char *family)
{
  switch (dimension)
    {
    case TV_DIMENSION_SCENARIO:
      return g_strdup (tv_scenario_get_title (key));
    case TV_DIMENSION_SEGMENT:
      return g_strdup (tv_segment_get_title (key));
    case TV_DIMENSION_SCORE_BIN:
      return g_strdup_printf ("%" PRId64 "–%" PRId64, key * 5, key * 5 + 5);
    case TV_DIMENSION_EXCLUSION:
      return g_strdup (tv_exclusion_get_title (key));
    default:
      return g_strdup (family != NULL && family[0] != '\0' ? family : _ ("Without a family"));
    }
}

static gint64
get_fixed_length (TvDimension dimension)
{
  switch (dimension)
    {
    case TV_DIMENSION_SCENARIO:
      return TV_N_SCENARIOS;
    case TV_DIMENSION_SEGMENT:
      return TV_N_SEGMENTS;
    case TV_DIMENSION_SCORE_BIN:
      return SCORE_BINS;
    case TV_DIMENSION_EXCLUSION:
      return TV_N_EXCLUSIONS;
    default:
      return 0;
    }
}

static void
add_count (GPtrArray *counts, TvDimension dimension, gint64 key, const char *family, gint64 value)
{
  TvRunCount *count = g_new0 (TvRunCount, 1);

  count->key = key;
  count->label = dup_label (dimension, key, family);
  count->count = value;
  g_ptr_array_add (counts, count);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TvRunCount *left = *(const TvRunCount *const *) a;
  const TvRunCount *right = *(const TvRunCount *const *) b;

  if (left->count != right->count)
    return left->count < right->count ? 1 : -1;
  return (left->key > right->key) - (left->key < right->key);
}

/**
 * tv_view_run_counts:
 * @job: a read's job
 * @run_id: a run, 0 = the latest
 * @dimension: by what
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvRunCount) (nullable): fixed dimensions in their own
 * order with zeros, families largest first
 */
GPtrArray *
tv_view_run_counts (TvJob *job, gint64 run_id, TvDimension dimension, GError **error)
{
  g_autoptr (GPtrArray) counts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_run_count_free);
  gint64 length = get_fixed_length (dimension);
  TvStatement *statement;
  TvStep step;

  for (gint64 key = 0; key < length; key++)
    add_count (counts, dimension, key, NULL, 0);
  run_id = tv_review_resolve_run (job, run_id, NULL);
  statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_RUN_COUNTS, error);
  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, run_id);
  tv_statement_bind_int64 (statement, 2, dimension);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 key = tv_statement_get_int64 (statement, 0);
      gint64 value = tv_statement_get_int64 (statement, 1);

      if (length == 0)
        add_count (counts, dimension, key, tv_statement_get_text (statement, 2), value);
      else if (key >= 0 && key < length)
        ((TvRunCount *) g_ptr_array_index (counts, key))->count = value;
    }
  tv_statement_reset (statement);
  if (length == 0)
    g_ptr_array_sort (counts, compare_counts);
  return step == TV_STEP_DONE ? g_steal_pointer (&counts) : NULL;
}
