/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the batches: what they had to refuse, how each differs from the one before of the same
 * source, and how long a source has been silent. Reads import_batch and what ingest keeps beside
 * it. */
#include <inttypes.h>
#include <string.h>

#include "quality/tv-check-private.h"

#define ROWS_JUMP 2.0   /* times more or fewer rows */
#define VOLUME_JUMP 2.0 /* times more or less money a day */
#define STALE_FACTOR 3  /* times the source's own interval */
#define STALE_DAYS 45   /* where a source has no interval of its own yet */
#define USEC_A_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* One batch of a source; in a list by source and age. */
typedef struct
{
  gint64 id;
  char *source, *file_name, *kind;
  gint64 created_usec, accepted;
  gint64 amount_cents;       /* 0 = not known */
  TvDay first_day, last_day; /* TV_DAY_NONE = not known */
  char *columns;             /* headers, sorted, one a line */
  char *currency;            /* (nullable) in its amounts: "EUR", or several: "EUR USD" */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_free (batch->source);
  g_free (batch->file_name);
  g_free (batch->kind);
  g_free (batch->columns);
  g_free (batch->currency);
  g_free (batch);
}

/* The check that rejects of a code are found by, TV_N_CHECKS = none. */
static TvCheck
find_check (const char *code)
{
  static const struct
  {
    const char *code;
    TvCheck check;
  } table[] = {
    { "REQUIRED", TV_CHECK_REQUIRED_EMPTY }, { "BAD_DATE", TV_CHECK_TYPE },
    { "BAD_NUMBER", TV_CHECK_TYPE },         { "BAD_VALUE", TV_CHECK_TYPE },
    { "OUT_OF_RANGE", TV_CHECK_RANGE },      { "DUPLICATE_KEY", TV_CHECK_UNIQUE_KEY },
    { "BAD_ENCODING", TV_CHECK_MOJIBAKE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (code, table[i].code) == 0)
      return table[i].check;
  return TV_N_CHECKS;
}

static gboolean
scan_rejects (TvCheckScan *scan, GError **error)
{
  TvStatement *statement;
  TvStep step;

  if (!tv_check_prepare (scan, &statement, TV_SQL_QUALITY_LIST_REJECTS, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *code = tv_statement_get_text (statement, 4);
      TvCheck check = find_check (code);
      TvCheckPlace place = { .table = "import_reject",
                             .id = tv_statement_get_int64 (statement, 0),
                             .batch_id = tv_statement_get_int64 (statement, 1),
                             .line = tv_statement_get_int64 (statement, 2),
                             .key = code };

      if (check < TV_N_CHECKS)
        tv_check_count (scan,
                        check,
                        TRUE,
                        0,
                        &place,
                        tv_statement_get_text (statement, 3),
                        tv_statement_get_text (statement, 5));
    }
  return step == TV_STEP_DONE;
}

/* Adds to the count of a batch, which comes right behind itself. */
static void
add_rejects (GPtrArray *places, TvStatement *statement)
{
  gint64 batch_id = tv_statement_get_int64 (statement, 0);
  TvCheckImport *last = places->len > 0 ? g_ptr_array_index (places, places->len - 1) : NULL;

  if (last == NULL || last->batch_id != batch_id)
    {
      last = g_new0 (TvCheckImport, 1);
      last->batch_id = batch_id;
      last->file_name = tv_statement_dup_text (statement, 2);
      g_ptr_array_add (places, last);
    }
  last->row_count += tv_statement_get_int64 (statement, 3);
}

/**
 * tv_check_count_rejects:
 * @job: a reader's job
 * @batch_id: a batch, 0 = all
 * @check: a check
 * @error: return location for an error
 *
 * Counts the rejected rows that a check finds, import by import.
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckImport): those with some, the latest
 * first
 */
GPtrArray *
tv_check_count_rejects (TvJob *job, gint64 batch_id, TvCheck check, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_COUNT_REJECTS, error);
  g_autoptr (GPtrArray) places
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_import_free);
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, batch_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    if (find_check (tv_statement_get_text (statement, 1)) == check)
      add_rejects (places, statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&places) : NULL;
}

static Batch *
read_batch (TvStatement *statement)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->id = tv_statement_get_int64 (statement, 0);
  batch->source = tv_statement_dup_text (statement, 1);
  batch->file_name = tv_statement_dup_text (statement, 2);
  batch->kind = tv_statement_dup_text (statement, 3);
  batch->created_usec = tv_statement_get_int64 (statement, 4);
  batch->accepted = tv_statement_get_int64 (statement, 5);
  batch->amount_cents = tv_statement_get_int64 (statement, 6);
  batch->first_day = tv_statement_is_null (statement, 7)
                         ? TV_DAY_NONE
                         : (TvDay) tv_statement_get_int64 (statement, 7);
  batch->last_day = tv_statement_is_null (statement, 8)
                        ? TV_DAY_NONE
                        : (TvDay) tv_statement_get_int64 (statement, 8);
  batch->columns = tv_statement_dup_text (statement, 9);
  batch->currency
      = tv_statement_is_null (statement, 10) ? NULL : tv_statement_dup_text (statement, 10);
  return batch;
}

static gboolean
is_far (double value, double before, double factor)
{
  return before > 0 && (value > before * factor || value * factor < before);
}

/* Money a day, < 0 where it is not known. */
static double
get_pace (const Batch *batch)
{
  if (batch->amount_cents <= 0 || batch->first_day == TV_DAY_NONE)
    return -1;
  return (double) batch->amount_cents / (batch->last_day - batch->first_day + 1);
}

/* Counts the headers of one batch, each that the other has not as a bad one; those that both have
 * count once, with the first. */
static void
count_columns (TvCheckScan *scan,
               const TvCheckPlace *place,
               const char *sign,
               const char *columns,
               const char *others,
               gboolean is_first)
{
  g_auto (GStrv) names = g_strsplit (columns, "\n", -1), all = g_strsplit (others, "\n", -1);

  for (char **name = names; *name != NULL; name++)
    {
      gboolean is_common = g_strv_contains ((const char *const *) all, *name);
      g_autofree char *change = is_common ? NULL : g_strconcat (sign, *name, NULL);

      if (**name != '\0' && (is_first || !is_common))
        tv_check_count (scan, TV_CHECK_COLUMN_DRIFT, !is_common, 0, place, NULL, change);
    }
}

/* What came and what went, column by column: one of ten that is new does not make all of a file
 * another. */
static void
compare_columns (TvCheckScan *scan,
                 const Batch *batch,
                 const Batch *before,
                 const TvCheckPlace *place)
{
  if (*batch->columns == '\0' || *before->columns == '\0')
    return;
  count_columns (scan, place, "+", batch->columns, before->columns, TRUE);
  count_columns (scan, place, "−", before->columns, batch->columns, FALSE);
}

static void
compare_batches (TvCheckScan *scan, const Batch *batch, const Batch *before)
{
  TvCheckPlace place = { .table = "import_batch",
                         .id = batch->id,
                         .batch_id = batch->id,
                         .key = batch->file_name };
  g_autofree char *rows
      = g_strdup_printf ("%" PRId64 " / %" PRId64, batch->accepted, before->accepted);
  double pace = get_pace (batch), pace_before = get_pace (before);
  g_autofree char *paces = g_strdup_printf ("%.0f / %.0f", pace / 100, pace_before / 100);

  tv_check_count (scan,
                  TV_CHECK_ROW_COUNT_JUMP,
                  is_far ((double) batch->accepted, (double) before->accepted, ROWS_JUMP),
                  0,
                  &place,
                  NULL,
                  rows);
  if (pace >= 0 && pace_before >= 0)
    tv_check_count (scan,
                    TV_CHECK_VOLUME_DRIFT,
                    is_far (pace, pace_before, VOLUME_JUMP),
                    batch->amount_cents,
                    &place,
                    "amount_ht",
                    paces);
  compare_columns (scan, batch, before, &place);
}

/* Whether the newest batch of a source is older than the source's own rhythm lets expect. */
static void
judge_age (TvCheckScan *scan, const Batch *const *batches, guint count)
{
  const Batch *newest = batches[count - 1];
  TvCheckPlace place = { .table = "import_batch",
                         .id = newest->id,
                         .batch_id = newest->id,
                         .key = newest->source };
  gint64 span = newest->created_usec - batches[0]->created_usec;
  gint64 allowed
      = count > 1 ? STALE_FACTOR * MAX (span / (count - 1), USEC_A_DAY) : STALE_DAYS * USEC_A_DAY;
  gint64 age = (gint64) scan->today * USEC_A_DAY - newest->created_usec;

  tv_check_count (scan,
                  TV_CHECK_STALE_SOURCE,
                  age > MAX (allowed, 7 * USEC_A_DAY),
                  0,
                  &place,
                  NULL,
                  newest->file_name);
}

static void
judge_sources (TvCheckScan *scan, GPtrArray *batches)
{
  for (guint begin = 0, end; begin < batches->len; begin = end)
    {
      const Batch *const *source = (const Batch *const *) &batches->pdata[begin];

      for (end = begin + 1; end < batches->len; end++)
        if (strcmp (((Batch *) batches->pdata[end])->source, source[0]->source) != 0)
          break;
      for (guint i = 1; i < end - begin; i++)
        if (scan->batch_id == 0 || scan->batch_id == source[i]->id)
          compare_batches (scan, source[i], source[i - 1]);
      if (scan->batch_id == 0 || scan->batch_id == source[end - begin - 1]->id)
        judge_age (scan, source, end - begin);
    }
}

/* The first currency that is written anywhere is the one that all should have; a file with two of
 * them is mixed by itself. */
static void
judge_currencies (TvCheckScan *scan, GPtrArray *batches)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < batches->len; i++)
    {
      const Batch *batch = batches->pdata[i];
      TvCheckPlace place = { .table = "import_batch",
                             .id = batch->id,
                             .batch_id = batch->id,
                             .key = batch->file_name };

      if (batch->currency == NULL)
        continue;
      if (first == NULL)
        first = g_strndup (batch->currency, strcspn (batch->currency, " "));
      if (scan->batch_id == 0 || scan->batch_id == batch->id)
        tv_check_count (scan,
                        TV_CHECK_CURRENCY_MIX,
                        strcmp (first, batch->currency) != 0,
                        batch->amount_cents,
                        &place,
                        "amount_ht",
                        batch->currency);
    }
}

/* What was looked at beside the rejects: each accepted row had its values and its key. */
static void
count_accepted (TvCheckScan *scan, GPtrArray *batches)
{
  for (guint i = 0; i < batches->len; i++)
    {
      const Batch *batch = batches->pdata[i];

      if (scan->batch_id != 0 && scan->batch_id != batch->id)
        continue;
      tv_check_count_many (scan, TV_CHECK_REQUIRED_EMPTY, batch->accepted, 0);
      tv_check_count_many (scan, TV_CHECK_TYPE, batch->accepted, 0);
      if (strcmp (batch->kind, "CUSTOMERS") == 0 || strcmp (batch->kind, "PRODUCTS") == 0)
        tv_check_count_many (scan, TV_CHECK_UNIQUE_KEY, batch->accepted, 0);
    }
}

/**
 * tv_check_scan_batches:
 * @scan: (inout): the scan
 * @error: return location for an error or a cancel
 *
 * Checks batches and rejects.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_scan_batches (TvCheckScan *scan, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (batch_free);
  TvStatement *statement
      = tv_connection_prepare (scan->job->db, TV_SQL_QUALITY_LIST_BATCHES, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (batches, read_batch (statement));
  if (step != TV_STEP_DONE || !scan_rejects (scan, error))
    return FALSE;
  count_accepted (scan, batches);
  judge_sources (scan, batches);
  judge_currencies (scan, batches);
  return TRUE;
}
