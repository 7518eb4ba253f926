/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backtest as rows: a head, what there was to foresee, and one row a figure. One table says where
 * each figure stands in the struct, for writing and for reading. */
#include "quality/tv-backtest-store.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"

enum
{
  SLICE_ALL,
  SLICE_SEGMENT,
  SLICE_LOYALTY,
  SLICE_SCENARIO,
};

typedef enum
{
  TYPE_FIGURE, /* TvBacktestFigure */
  TYPE_NUMBER, /* double */
  TYPE_COUNT,  /* gint64 */
} Type;

/* The numbers are stored, so they never change. */
typedef struct
{
  int metric;
  Type type;
  gsize offset;
} Field;

#define RESULT(field) G_STRUCT_OFFSET (TvBacktestResult, field)
#define SLICE(field) G_STRUCT_OFFSET (TvBacktestSlice, field)
#define SCENARIO(field) G_STRUCT_OFFSET (TvBacktestScenario, field)

static const Field fields_of_all[] = {
  { 0, TYPE_FIGURE, RESULT (recall) },          { 1, TYPE_FIGURE, RESULT (ndcg) },
  { 2, TYPE_FIGURE, RESULT (hit_rate) },        { 3, TYPE_FIGURE, RESULT (precision) },
  { 4, TYPE_FIGURE, RESULT (over_popularity) }, { 5, TYPE_FIGURE, RESULT (over_frequency) },
  { 6, TYPE_NUMBER, RESULT (revenue) },         { 7, TYPE_NUMBER, RESULT (margin) },
  { 8, TYPE_COUNT, RESULT (found_cents) },      { 9, TYPE_NUMBER, RESULT (coverage) },
  { 10, TYPE_NUMBER, RESULT (gini) },
};

static const Field fields_of_slice[] = {
  { 0, TYPE_NUMBER, SLICE (recall) },
  { 1, TYPE_NUMBER, SLICE (ndcg) },
  { 2, TYPE_NUMBER, SLICE (hit_rate) },
  { 11, TYPE_COUNT, SLICE (customer_count) },
};

static const Field fields_of_scenario[] = {
  { 12, TYPE_COUNT, SCENARIO (shown_count) },
  { 13, TYPE_COUNT, SCENARIO (bought_count) },
};

/* A group of figures of one kind: how many structs of which size, from where in a result. */
typedef struct
{
  const Field *fields;
  guint field_count;
  guint key_count;
  gsize offset, size;
} Group;

static const Group groups[] = {
  [SLICE_ALL] = { fields_of_all, G_N_ELEMENTS (fields_of_all), 1, 0, sizeof (TvBacktestResult) },
  [SLICE_SEGMENT] = { fields_of_slice,
                      G_N_ELEMENTS (fields_of_slice),
                      TV_N_SEGMENTS,
                      RESULT (by_segment),
                      sizeof (TvBacktestSlice) },
  [SLICE_LOYALTY] = { fields_of_slice,
                      G_N_ELEMENTS (fields_of_slice),
                      TV_BACKTEST_LOYALTIES,
                      RESULT (by_loyalty),
                      sizeof (TvBacktestSlice) },
  [SLICE_SCENARIO] = { fields_of_scenario,
                       G_N_ELEMENTS (fields_of_scenario),
                       TV_N_SCENARIOS,
                       RESULT (by_scenario),
                       sizeof (TvBacktestScenario) },
};

static gboolean
write_field (TvStatement *statement, const Field *field, gconstpointer base, GError **error)
{
  gconstpointer at = (const char *) base + field->offset;
  const TvBacktestFigure *figure = at;

  tv_statement_bind_int64 (statement, 8, field->metric);
  tv_statement_bind_null (statement, 10);
  tv_statement_bind_null (statement, 11);
  switch (field->type)
    {
    case TYPE_FIGURE:
      tv_statement_bind_double (statement, 9, figure->mean);
      tv_statement_bind_double (statement, 10, figure->low);
      tv_statement_bind_double (statement, 11, figure->high);
      break;
    case TYPE_NUMBER:
      tv_statement_bind_double (statement, 9, *(const double *) at);
      break;
    case TYPE_COUNT:
    default:
      tv_statement_bind_double (statement, 9, (double) *(const gint64 *) at);
      break;
    }
  return tv_statement_run (statement, error);
}

/* A group of customers or items that is empty has no rows. */
static gboolean
is_empty (guint slice, gconstpointer base)
{
  switch (slice)
    {
    case SLICE_SEGMENT:
    case SLICE_LOYALTY:
      return ((const TvBacktestSlice *) base)->customer_count == 0;
    case SLICE_SCENARIO:
      return ((const TvBacktestScenario *) base)->shown_count == 0;
    default:
      return FALSE;
    }
}

static gboolean
write_result (TvStatement *statement, const TvBacktestResult *result, GError **error)
{
  tv_statement_bind_int64 (statement, 2, result->protocol);
  tv_statement_bind_int64 (statement, 3, result->window);
  tv_statement_bind_int64 (statement, 4, result->ranker);
  tv_statement_bind_int64 (statement, 5, result->way);
  for (guint slice = 0; slice < G_N_ELEMENTS (groups); slice++)
    for (guint key = 0; key < groups[slice].key_count; key++)
      {
        gconstpointer base
            = (const char *) result + groups[slice].offset + key * groups[slice].size;

        tv_statement_bind_int64 (statement, 6, slice);
        tv_statement_bind_int64 (statement, 7, key);
        for (guint i = 0; i < groups[slice].field_count && !is_empty (slice, base); i++)
          if (!write_field (statement, &groups[slice].fields[i], base, error))
            return FALSE;
      }
  return TRUE;
}

static gboolean
write_head (TvJob *job, const TvBacktest *backtest, GError **error)
{
  g_autoptr (GString) windows = g_string_new (NULL);

  for (guint w = 0; w < backtest->options.window_count; w++)
    g_string_append_printf (windows, "%s%u", w > 0 ? "," : "", backtest->options.windows[w]);
  return tv_connection_execute (job->db,
                                TV_SQL_QUALITY_INSERT_BACKTEST,
                                error,
                                "itiiiiiiidditii",
                                (gint64) backtest->options.as_of_day,
                                windows->str,
                                (gint64) backtest->options.k,
                                (gint64) backtest->options.draws,
                                backtest->batch_id,
                                backtest->customer_count,
                                (gint64) backtest->is_margin_known,
                                (gint64) backtest->run_ranker,
                                (gint64) backtest->run_way,
                                backtest->shuffled_learned,
                                backtest->shuffled_popularity,
                                (gint64) backtest->is_leak_free,
                                backtest->report,
                                backtest->created_usec,
                                backtest->duration_usec);
}

/**
 * tv_backtest_write:
 * @job: a job with the writer, inside a transaction
 * @backtest: figures
 * @error: return location for an error
 *
 * Stores a backtest: visible with the transaction's commit.
 *
 * Returns: its id, 0 on an error
 */
gint64
tv_backtest_write (TvJob *job, const TvBacktest *backtest, GError **error)
{
  TvStatement *statement;
  gint64 id;

  if (!write_head (job, backtest, error))
    return 0;
  id = tv_connection_get_last_rowid (job->db);
  for (int p = 0; p < TV_N_PROTOCOLS; p++)
    for (guint w = 0; w < backtest->options.window_count; w++)
      if (!tv_connection_execute (job->db,
                                  TV_SQL_QUALITY_INSERT_BACKTEST_TRUTH,
                                  error,
                                  "iiiiiii",
                                  id,
                                  (gint64) p,
                                  (gint64) w,
                                  backtest->truth[p][w].customer_count,
                                  backtest->truth[p][w].pair_count,
                                  backtest->truth[p][w].amount_cents,
                                  (gint64) backtest->best[p]))
        return 0;
  statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_INSERT_BACKTEST_FIGURE, error);
  if (statement == NULL)
    return 0;
  tv_statement_bind_int64 (statement, 1, id);
  for (guint i = 0; i < backtest->results->len; i++)
    if (!write_result (statement, &g_array_index (backtest->results, TvBacktestResult, i), error))
      return 0;
  return id;
}

static void
read_windows (TvBacktestOptions *options, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", TV_BACKTEST_WINDOWS + 1);

  for (char **part = parts; *part != NULL && options->window_count < TV_BACKTEST_WINDOWS; part++)
    options->windows[options->window_count++]
        = (guint) CLAMP (g_ascii_strtoll (*part, NULL, 10), 1, 3650);
}

static TvBacktest *
read_head (TvStatement *statement)
{
  TvBacktest *backtest = g_new0 (TvBacktest, 1);

  backtest->id = tv_statement_get_int64 (statement, 0);
  backtest->options.as_of_day = (TvDay) tv_statement_get_int64 (statement, 1);
  read_windows (&backtest->options, tv_statement_get_text (statement, 2));
  backtest->options.k = (guint) tv_statement_get_int64 (statement, 3);
  backtest->options.draws = (guint) tv_statement_get_int64 (statement, 4);
  backtest->batch_id = tv_statement_get_int64 (statement, 5);
  backtest->customer_count = tv_statement_get_int64 (statement, 6);
  backtest->is_margin_known = tv_statement_get_int64 (statement, 7) != 0;
  backtest->run_ranker
      = (TvRanker) CLAMP (tv_statement_get_int64 (statement, 8), 0, TV_N_RANKERS - 1);
  backtest->run_way = (int) CLAMP (tv_statement_get_int64 (statement, 9),
                                   0,
                                   TV_BACKTEST_CALIBRATED + TV_N_PRESETS - 1);
  backtest->shuffled_learned = tv_statement_get_double (statement, 10);
  backtest->shuffled_popularity = tv_statement_get_double (statement, 11);
  backtest->is_leak_free = tv_statement_get_int64 (statement, 12) != 0;
  backtest->report = tv_statement_dup_text (statement, 13);
  backtest->created_usec = tv_statement_get_int64 (statement, 14);
  backtest->duration_usec = tv_statement_get_int64 (statement, 15);
  return backtest;
}

static gboolean
read_truths (TvJob *job, TvBacktest *backtest, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_BACKTEST_TRUTHS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, backtest->id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 protocol = tv_statement_get_int64 (statement, 0);
      gint64 window = tv_statement_get_int64 (statement, 1);
      gint64 best = tv_statement_get_int64 (statement, 5);

      if (protocol < 0 || protocol >= TV_N_PROTOCOLS || window < 0
          || window >= backtest->options.window_count)
        continue;
      backtest->truth[protocol][window]
          = (TvBacktestTruth){ .customer_count = tv_statement_get_int64 (statement, 2),
                               .pair_count = tv_statement_get_int64 (statement, 3),
                               .amount_cents = tv_statement_get_int64 (statement, 4) };
      backtest->best[protocol] = (TvRanker) CLAMP (best, 0, TV_N_RANKERS - 1);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static void
read_field (TvStatement *statement, const Field *field, gpointer base)
{
  gpointer at = (char *) base + field->offset;
  double value = tv_statement_get_double (statement, 7);

  switch (field->type)
    {
    case TYPE_FIGURE:
      *(TvBacktestFigure *) at = (TvBacktestFigure){ value,
                                                     tv_statement_get_double (statement, 8),
                                                     tv_statement_get_double (statement, 9) };
      break;
    case TYPE_NUMBER:
      *(double *) at = value;
      break;
    case TYPE_COUNT:
    default:
      *(gint64 *) at = (gint64) CLAMP (value, -9e15, 9e15);
      break;
    }
}

/* Numbers that a damaged file makes up lead nowhere. */
static void
read_figure (TvStatement *statement, TvBacktest *backtest)
{
  gint64 slice = tv_statement_get_int64 (statement, 4);
  gint64 key = tv_statement_get_int64 (statement, 5);
  TvBacktestResult *result = tv_backtest_add (backtest,
                                              (TvProtocol) tv_statement_get_int64 (statement, 0),
                                              (guint) tv_statement_get_int64 (statement, 1),
                                              (TvRanker) tv_statement_get_int64 (statement, 2),
                                              (int) tv_statement_get_int64 (statement, 3));

  if (slice < 0 || slice >= (gint64) G_N_ELEMENTS (groups) || key < 0
      || key >= groups[slice].key_count)
    return;
  for (guint i = 0; i < groups[slice].field_count; i++)
    if (groups[slice].fields[i].metric == tv_statement_get_int64 (statement, 6))
      read_field (statement,
                  &groups[slice].fields[i],
                  (char *) result + groups[slice].offset + (gsize) key * groups[slice].size);
}

static gboolean
read_figures (TvJob *job, TvBacktest *backtest, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_BACKTEST_FIGURES, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  backtest->results = g_array_new (FALSE, TRUE, sizeof (TvBacktestResult));
  tv_statement_bind_int64 (statement, 1, backtest->id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    read_figure (statement, backtest);
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static TvBacktest *
read_latest_head (TvJob *job, gint64 id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_BACKTESTS, error);
  TvBacktest *backtest = NULL;
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    backtest = read_head (statement);
  tv_statement_reset (statement);
  if (step == TV_STEP_DONE && id == 0)
    g_set_error_literal (error,
                         TV_ERROR,
                         TV_ERROR_REFUSED,
                         _ ("Could not find a backtest: none has been made yet. Make one first."));
  else if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find backtest %" PRId64 " in this workspace."),
                 id);
  return backtest;
}

/**
 * tv_backtest_read:
 * @job: a job
 * @id: a backtest, 0 = the latest
 * @error: return location for an error; NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): the backtest with all its figures
 */
TvBacktest *
tv_backtest_read (TvJob *job, gint64 id, GError **error)
{
  g_autoptr (TvBacktest) backtest = read_latest_head (job, id, error);

  if (backtest == NULL || !read_truths (job, backtest, error)
      || !read_figures (job, backtest, error))
    return NULL;
  return g_steal_pointer (&backtest);
}

/**
 * tv_backtest_list:
 * @job: a job
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvBacktest) (nullable): all backtests without their
 * figures, newest first
 */
GPtrArray *
tv_backtest_list (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_backtest_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_BACKTESTS, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, 0);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (list, read_head (statement));
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * tv_backtest_delete:
 * @job: a job with the writer, inside a transaction
 * @id: a backtest that no run rests on
 * @error: return location for an error
 *
 * Takes a backtest away.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_backtest_delete (TvJob *job, gint64 id, GError **error)
{
  return tv_connection_execute (job->db, TV_SQL_QUALITY_DELETE_BACKTEST_FIGURES, error, "i", id)
         && tv_connection_execute (job->db, TV_SQL_QUALITY_DELETE_BACKTEST_TRUTHS, error, "i", id)
         && tv_connection_execute (job->db, TV_SQL_QUALITY_DELETE_BACKTEST, error, "i", id);
}
