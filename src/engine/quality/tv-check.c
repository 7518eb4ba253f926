/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks as a whole: which customers and products are known, the passes over the tables, the
 * rating, and the scores of batches that are kept for the trend. Reads the sources and what clean
 * made of them; writes check_score. */
#include "quality/tv-check.h"

#include <string.h>

#include "quality/tv-check-private.h"

static void
scan_clear (TvCheckScan *scan)
{
  g_free (scan->is_customer);
  g_free (scan->is_product);
  g_free (scan->customer_cents);
  g_free (scan->product_cents);
  g_free (scan->customer_counted);
  g_free (scan->product_counted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvCheckScan, scan_clear)

/**
 * tv_check_count_many:
 * @scan: (inout): the scan
 * @check: a check
 * @concerned: things looked at
 * @bad: of these, the bad ones
 *
 * Counts without telling which.
 */
void
tv_check_count_many (TvCheckScan *scan, TvCheck check, gint64 concerned, gint64 bad)
{
  scan->report->figures[check].concerned_count += concerned;
  scan->report->figures[check].bad_count += bad;
}

/* What a bad cell adds to the revenue concerned. Two bad cells of one customer do not make the
 * customer's sales twice as many, and what was taken back is no revenue, as it is none of all. */
static gint64
claim_revenue (TvCheck check, gint64 revenue_cents, const TvCheckPlace *place)
{
  guint32 bit = (guint32) 1 << check;

  G_STATIC_ASSERT (TV_N_CHECKS <= 32);
  if (place->counted != NULL)
    {
      if ((*place->counted & bit) != 0)
        return 0;
      *place->counted |= bit;
    }
  return MAX (revenue_cents, 0);
}

/**
 * tv_check_count:
 * @scan: (inout): the scan
 * @check: a check
 * @is_bad: what it came to
 * @revenue_cents: of the sales that it touches
 * @place: where it stands
 * @column: (nullable): canonical column, %NULL = the whole row
 * @value: (nullable): what stands there
 *
 * Counts one thing that was looked at; a bad one of the wanted check becomes a row of the answer.
 */
void
tv_check_count (TvCheckScan *scan,
                TvCheck check,
                gboolean is_bad,
                gint64 revenue_cents,
                const TvCheckPlace *place,
                const char *column,
                const char *value)
{
  TvCheckFigure *figure = &scan->report->figures[check];

  figure->concerned_count++;
  if (!is_bad)
    return;
  figure->bad_count++;
  figure->revenue_cents += claim_revenue (check, revenue_cents, place);
  if (scan->wanted == (int) check && scan->rows->len < scan->limit)
    g_ptr_array_add (scan->rows, tv_check_row_new (place, column, value));
}

/**
 * tv_check_row_new:
 * @place: where it stands
 * @column: (nullable): canonical column, %NULL = the whole row
 * @value: (nullable): what stands there
 *
 * Returns: (transfer full): a row of an answer
 */
TvCheckRow *
tv_check_row_new (const TvCheckPlace *place, const char *column, const char *value)
{
  TvCheckRow *row = g_new0 (TvCheckRow, 1);

  row->table = g_strdup (place->table);
  row->id = place->id;
  row->batch_id = place->batch_id;
  row->line = place->line;
  row->key = g_strdup (place->key != NULL ? place->key : "");
  row->column = g_strdup (column != NULL ? column : "");
  row->value = g_strdup (value != NULL ? value : "");
  return row;
}

/**
 * tv_check_count_late:
 * @scan: (inout): the scan
 * @check: a check
 * @suspects: (nullable): what turned out to be bad
 * @concerned: things looked at
 *
 * Counts what only the whole of a column could tell. The rows of @suspects become rows of the
 * answer where they are wanted.
 */
void
tv_check_count_late (TvCheckScan *scan, TvCheck check, TvCheckSuspects *suspects, gint64 concerned)
{
  tv_check_count_many (scan, check, concerned, suspects != NULL ? suspects->count : 0);
  if (suspects == NULL)
    return;
  scan->report->figures[check].revenue_cents += suspects->revenue_cents;
  if (scan->wanted != (int) check)
    return;
  while (suspects->rows->len > 0 && scan->rows->len < scan->limit)
    g_ptr_array_add (scan->rows, g_ptr_array_steal_index (suspects->rows, 0));
}

/**
 * tv_check_suspects_add:
 * @suspects: (inout): suspects
 * @scan: the scan
 * @check: the check that they are suspects of
 * @revenue_cents: of the sales that it touches
 * @place: where it stands
 * @column: canonical column
 * @value: what stands there
 *
 * Takes note of one that may turn out to be bad.
 */
void
tv_check_suspects_add (TvCheckSuspects *suspects,
                       const TvCheckScan *scan,
                       TvCheck check,
                       gint64 revenue_cents,
                       const TvCheckPlace *place,
                       const char *column,
                       const char *value)
{
  if (suspects->rows == NULL)
    suspects->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_row_free);
  suspects->count++;
  suspects->revenue_cents += MAX (revenue_cents, 0);
  if (scan->wanted == (int) check && suspects->rows->len < scan->limit)
    g_ptr_array_add (suspects->rows, tv_check_row_new (place, column, value));
}

/**
 * tv_check_suspects_clear:
 * @suspects: suspects
 *
 * Forgets them.
 */
void
tv_check_suspects_clear (TvCheckSuspects *suspects)
{
  g_clear_pointer (&suspects->rows, g_ptr_array_unref);
  suspects->count = suspects->revenue_cents = 0;
}

/**
 * tv_check_prepare:
 * @scan: the scan
 * @out_statement: (out): a statement that has the batch as its only parameter
 * @sql: which
 * @error: return location for an error
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_prepare (TvCheckScan *scan, TvStatement **out_statement, TvSql sql, GError **error)
{
  *out_statement = tv_connection_prepare (scan->job->db, sql, error);
  if (*out_statement != NULL)
    tv_statement_bind_int64 (*out_statement, 1, scan->batch_id);
  return *out_statement != NULL;
}

/**
 * tv_check_tick:
 * @scan: the scan
 * @seen: rows so far
 * @error: return location for a cancel
 *
 * Returns: %FALSE where the person has cancelled
 */
gboolean
tv_check_tick (TvCheckScan *scan, gint64 seen, GError **error)
{
  return (seen & 0xfff) != 0 || tv_progress_check (scan->job->progress, error);
}

static gboolean
load_known (TvCheckScan *scan, TvSql sql, guint8 *known, gint64 largest, GError **error)
{
  TvStatement *statement = tv_connection_prepare (scan->job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      if (id >= 0 && id <= largest)
        known[id] = 1;
    }
  return step == TV_STEP_DONE;
}

static gboolean
load_references (TvCheckScan *scan, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (scan->job->db, TV_SQL_QUALITY_GET_LARGEST_REFS, error);

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  scan->customer_ref_count = CLAMP (tv_statement_get_int64 (statement, 0), 0, G_MAXINT32);
  scan->product_ref_count = CLAMP (tv_statement_get_int64 (statement, 1), 0, G_MAXINT32);
  tv_statement_reset (statement);
  scan->is_customer = g_new0 (guint8, scan->customer_ref_count + 1);
  scan->is_product = g_new0 (guint8, scan->product_ref_count + 1);
  scan->customer_cents = g_new0 (gint64, scan->customer_ref_count + 1);
  scan->product_cents = g_new0 (gint64, scan->product_ref_count + 1);
  scan->customer_counted = g_new0 (guint32, scan->customer_ref_count + 1);
  scan->product_counted = g_new0 (guint32, scan->product_ref_count + 1);
  return load_known (scan,
                     TV_SQL_QUALITY_LIST_KNOWN_CUSTOMERS,
                     scan->is_customer,
                     scan->customer_ref_count,
                     error)
         && load_known (scan,
                        TV_SQL_QUALITY_LIST_KNOWN_PRODUCTS,
                        scan->is_product,
                        scan->product_ref_count,
                        error);
}

static gboolean
scan_all (TvCheckScan *scan, GError **error)
{
  static gboolean (*const passes[]) (TvCheckScan *, GError **) = {
    load_references,       tv_check_scan_sales,    tv_check_scan_customers, tv_check_scan_contacts,
    tv_check_scan_doubles, tv_check_scan_products, tv_check_scan_batches,
  };

  for (int i = 0; i < TV_N_CHECKS; i++)
    scan->report->figures[i].check = (TvCheck) i;
  scan->report->batch_id = scan->batch_id;
  scan->report->today = scan->today;
  scan->report->headline.first_order_day = scan->report->headline.last_order_day = TV_DAY_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    {
      if (!tv_progress_check (scan->job->progress, error) || !passes[i](scan, error))
        return FALSE;
      tv_progress_set (scan->job->progress, i + 1, G_N_ELEMENTS (passes));
    }
  return TRUE;
}

/**
 * tv_check_measure:
 * @job: a job with a reader
 * @batch_id: a batch, 0 = all that count
 * @today: the day that is today
 * @error: return location for an error or a cancel
 *
 * Runs all checks. About a second for a million sales lines.
 *
 * Returns: (transfer full) (nullable): the report, for g_free()
 */
TvCheckReport *
tv_check_measure (TvJob *job, gint64 batch_id, TvDay today, GError **error)
{
  g_autofree TvCheckReport *report = g_new0 (TvCheckReport, 1);
  g_auto (TvCheckScan) scan
      = { .job = job, .batch_id = batch_id, .today = today, .report = report, .wanted = -1 };

  if (!scan_all (&scan, error))
    return NULL;
  /* A line may be touched twice, by its customer and by its product. */
  for (guint i = 0; i < TV_N_CHECKS; i++)
    report->figures[i].revenue_cents
        = MIN (report->figures[i].revenue_cents, report->revenue_cents);
  tv_check_report_rate (report);
  return g_steal_pointer (&report);
}

/* Says in rows of sales lines which customer or product it is that nobody knows. */
static gboolean
name_unknown (TvCheckScan *scan, GError **error)
{
  int column = scan->wanted == TV_CHECK_UNKNOWN_CUSTOMER ? 0 : 1;

  if (scan->wanted != TV_CHECK_UNKNOWN_CUSTOMER && scan->wanted != TV_CHECK_UNKNOWN_PRODUCT)
    return TRUE;
  for (guint i = 0; i < scan->rows->len; i++)
    {
      TvCheckRow *row = g_ptr_array_index (scan->rows, i);
      TvStatement *statement
          = tv_connection_prepare (scan->job->db, TV_SQL_QUALITY_GET_LINE_NAMES, error);

      if (statement == NULL)
        return FALSE;
      tv_statement_bind_int64 (statement, 1, row->id);
      if (tv_statement_step (statement, error) != TV_STEP_ROW)
        return FALSE;
      g_free (row->value);
      row->value = tv_statement_is_null (statement, column)
                       ? g_strdup ("")
                       : tv_statement_dup_text (statement, column);
      tv_statement_reset (statement);
    }
  return TRUE;
}

/**
 * tv_check_list_rows:
 * @job: a job with a reader
 * @batch_id: a batch, 0 = all that count
 * @today: the day that is today
 * @check: a check
 * @limit: how many rows at most
 * @error: return location for an error or a cancel
 *
 * Looks for the rows that one check finds. Checks that judge a column as a whole or the lack of
 * something name that instead of rows.
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckRow): the rows
 */
GPtrArray *
tv_check_list_rows (TvJob *job,
                    gint64 batch_id,
                    TvDay today,
                    TvCheck check,
                    guint limit,
                    GError **error)
{
  g_autofree TvCheckReport *report = g_new0 (TvCheckReport, 1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_row_free);
  g_auto (TvCheckScan) scan = { .job = job,
                                .batch_id = batch_id,
                                .today = today,
                                .report = report,
                                .wanted = (int) check,
                                .limit = limit,
                                .rows = rows };

  return scan_all (&scan, error) && name_unknown (&scan, error) ? g_steal_pointer (&rows) : NULL;
}

/* What was found, import by import. */
static GHashTable *
count_by_batch (const GPtrArray *rows)
{
  GHashTable *counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const TvCheckRow *row = g_ptr_array_index (rows, i);
      gint64 *count = g_hash_table_lookup (counts, &row->batch_id);

      if (count == NULL)
        {
          count = g_new0 (gint64, 1);
          g_hash_table_insert (counts, g_memdup2 (&row->batch_id, sizeof row->batch_id), count);
        }
      if (!g_str_equal (row->table, "import_batch"))
        ++*count;
    }
  return counts;
}

/**
 * tv_check_count_rows:
 * @job: a job with a reader
 * @batch_id: a batch, 0 = all that count
 * @today: the day that is today
 * @check: a check
 * @error: return location for an error or a cancel
 *
 * Counts what a check finds, import by import. What stands in no file is in none of them.
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckImport): those with some, the latest
 * first
 */
GPtrArray *
tv_check_count_rows (TvJob *job, gint64 batch_id, TvDay today, TvCheck check, GError **error)
{
  g_autofree TvCheckReport *report = g_new0 (TvCheckReport, 1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_row_free);
  g_autoptr (GPtrArray) imports
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_import_free);
  g_autoptr (GPtrArray) trend = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_auto (TvCheckScan) scan = { .job = job,
                                .batch_id = batch_id,
                                .today = today,
                                .report = report,
                                .wanted = (int) check,
                                .limit = G_MAXUINT,
                                .rows = rows };

  if (!scan_all (&scan, error) || (trend = tv_check_list_trend (job, error)) == NULL)
    return NULL;
  counts = count_by_batch (rows);
  for (guint i = trend->len; i > 0; i--)
    {
      const TvCheckTrend *point = g_ptr_array_index (trend, i - 1);
      const gint64 *count = g_hash_table_lookup (counts, &point->batch_id);
      TvCheckImport *import = count != NULL ? g_new0 (TvCheckImport, 1) : NULL;

      if (import == NULL)
        continue;
      import->batch_id = point->batch_id;
      import->row_count = *count;
      import->file_name = g_strdup (point->file_name);
      g_ptr_array_add (imports, import);
    }
  return g_steal_pointer (&imports);
}

/**
 * tv_check_store_score:
 * @job: a job with the writer, inside a transaction
 * @batch_id: a batch
 * @report: its report
 * @error: return location for an error
 *
 * Keeps a batch's score for the trend.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_store_score (TvJob *job, gint64 batch_id, const TvCheckReport *report, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_QUALITY_INSERT_CHECK_SCORE,
                                error,
                                "idi",
                                batch_id,
                                report->score,
                                job->now_usec);
}

/**
 * tv_check_list_trend:
 * @job: a job with a reader
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckTrend): the batches that count, oldest
 * first; score -2 where it is still to be measured
 */
GPtrArray *
tv_check_list_trend (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) trend
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_trend_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_CHECK_SCORES, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvCheckTrend *point = g_new0 (TvCheckTrend, 1);

      point->batch_id = tv_statement_get_int64 (statement, 0);
      point->file_name = tv_statement_dup_text (statement, 1);
      point->created_usec = tv_statement_get_int64 (statement, 2);
      point->score
          = tv_statement_is_null (statement, 3) ? -2 : tv_statement_get_double (statement, 3);
      point->source = tv_statement_dup_text (statement, 4);
      g_ptr_array_add (trend, point);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&trend) : NULL;
}
