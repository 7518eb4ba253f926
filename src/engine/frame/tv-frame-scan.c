/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a large base straight from the pages of the file: the same rows in the same order as
 * the statement gives. Reads sales_line and import_batch. */
#include "frame/tv-frame-private.h"

#include <string.h>

static const char *const names[]
    = { "customer_ref_id", "product_ref_id",  "order_day",    "doc_ref",
        "qty_milli",       "amount_ht_cents", "margin_cents", "batch_id" };

enum
{
  CUSTOMER,
  PRODUCT,
  DAY,
  DOC,
  QTY,
  AMOUNT,
  MARGIN,
  BATCH,
  N_COLUMNS,
};

struct _TvFrameScan
{
  TvTableScan *table;
  guint column[N_COLUMNS];
  GArray *undone; /* of gint64, ascending */
};

static gboolean
list_undone (TvFrameScan *scan, TvConnection *db)
{
  TvStatement *statement = tv_connection_prepare (db, TV_SQL_FRAME_LIST_UNDONE, NULL);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, NULL)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      g_array_append_val (scan->undone, id);
    }
  return step == TV_STEP_DONE;
}

/**
 * tv_frame_scan_new:
 * @job: a job with a reader
 *
 * Returns: (transfer full) (nullable): what reads the lines from the file; %NULL where only the
 * statement can
 */
TvFrameScan *
tv_frame_scan_new (TvJob *job)
{
  g_autoptr (TvFrameScan) scan = g_new0 (TvFrameScan, 1);

  scan->undone = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!list_undone (scan, job->db))
    return NULL;
  scan->table = tv_table_scan_new (job->db, "sales_line");
  if (scan->table == NULL)
    return NULL;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      int column = tv_table_scan_find_column (scan->table, names[i]);

      if (column < 0)
        return NULL;
      scan->column[i] = (guint) column;
    }
  return g_steal_pointer (&scan);
}

/**
 * tv_frame_scan_free:
 * @scan: (transfer full): a scan
 *
 * Frees it.
 */
void
tv_frame_scan_free (TvFrameScan *scan)
{
  g_clear_pointer (&scan->table, tv_table_scan_free);
  g_array_unref (scan->undone);
  g_free (scan);
}

/**
 * tv_frame_scan_get_limit:
 * @scan: a scan
 *
 * Returns: about how many lines the shortest possible rows would be: more than there are
 */
gint64
tv_frame_scan_get_limit (const TvFrameScan *scan)
{
  return tv_table_scan_get_limit (scan->table);
}

/* One reading of a range. */
typedef struct
{
  const TvFrameScan *scan;
  TvDay last_day;
  TvFrameLineFunc func;
  gpointer data;
  gint64 batch; /* the batch of the line before, and whether it was undone */
  gboolean is_undone, is_damaged;
} Reading;

static gboolean
is_undone (Reading *reading, gint64 batch)
{
  const GArray *undone = reading->scan->undone;

  if (batch == reading->batch)
    return reading->is_undone;
  reading->batch = batch;
  reading->is_undone = FALSE;
  for (guint i = 0; i < undone->len; i++)
    reading->is_undone |= g_array_index (undone, gint64, i) == batch;
  return reading->is_undone;
}

static gboolean
take_row (const TvTableRow *row, gpointer data)
{
  Reading *reading = data;
  const guint *column = reading->scan->column;
  gint64 figures[N_COLUMNS];
  TvFrameLine line;

  /* Of a later line nothing else is wanted: as of a day of the past they may be most. */
  if (tv_table_row_get_integer (row, column[DAY], &figures[DAY])
      && (TvDay) figures[DAY] > reading->last_day)
    return TRUE;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (i != DOC && !tv_table_row_get_integer (row, column[i], &figures[i]))
      reading->is_damaged = TRUE;
  line.doc = tv_table_row_get_text (row, column[DOC], &line.doc_length);
  if (line.doc == NULL || reading->is_damaged)
    {
      reading->is_damaged = TRUE;
      return FALSE;
    }
  if (is_undone (reading, figures[BATCH]))
    return TRUE;
  line.customer_ref = figures[CUSTOMER];
  line.product_ref = figures[PRODUCT];
  line.day = figures[DAY];
  line.qty = figures[QTY];
  line.amount = figures[AMOUNT];
  line.margin = tv_table_row_is_null (row, column[MARGIN]) ? G_MININT64 : figures[MARGIN];
  return reading->func (&line, reading->data);
}

/**
 * tv_frame_scan_read:
 * @scan: a scan
 * @first_id: the first line
 * @last_id: the last line
 * @last_day: lines of later days are passed over
 * @func: called with each line of a batch that stands; it may end the scan
 * @data: for @func
 *
 * Reads lines of a range of ids. Several threads may read at once.
 *
 * Returns: %FALSE where the statement has to be asked instead, after some lines perhaps
 */
gboolean
tv_frame_scan_read (const TvFrameScan *scan,
                    gint64 first_id,
                    gint64 last_id,
                    TvDay last_day,
                    TvFrameLineFunc func,
                    gpointer data)
{
  /* No batch has this number, and if one had, it would not have been undone. */
  Reading reading
      = { .scan = scan, .last_day = last_day, .func = func, .data = data, .batch = G_MININT64 };

  return tv_table_scan_read (scan->table, first_id, last_id, take_row, &reading)
         && !reading.is_damaged;
}
