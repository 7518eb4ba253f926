/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sales lines that a check looks at, in the order of their ids: of a whole base straight from
 * the pages of the file where that can be, else, and from where the file is not as expected, by a
 * statement. Reads sales_line and import_batch. */
#include <string.h>

#include "quality/tv-check-private.h"
#include "store/tv-table-scan.h"

static const char *const names[]
    = { "batch_id",  "line",      "customer_ref_id", "product_ref_id",
        "order_day", "qty_milli", "amount_ht_cents", "amount_ttc_cents",
        "doc_ref" };

enum
{
  BATCH,
  LINE,
  CUSTOMER,
  PRODUCT,
  DAY,
  QTY,
  AMOUNT,
  WITH_TAX,
  DOC,
  N_COLUMNS,
};

/* One reading of all lines. */
typedef struct
{
  TvCheckScan *scan;
  TvCheckLineFunc func;
  gpointer data;
  GError **error;
  guint column[N_COLUMNS];
  GHashTable *undone; /* of gint64: batches */
  gint64 batch;       /* of the line before, and whether it was undone */
  gboolean is_undone;
  GString *doc;
  gint64 seen, last_id;
  gboolean is_cancelled;
  gboolean is_unexpected; /* a row is not as it should be */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->undone, g_hash_table_unref);
  if (reading->doc != NULL)
    g_string_free (reading->doc, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
list_undone (Reading *reading)
{
  TvStatement *statement
      = tv_connection_prepare (reading->scan->job->db, TV_SQL_QUALITY_LIST_UNDONE, reading->error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, reading->error)) == TV_STEP_ROW)
    g_hash_table_add (
        reading->undone,
        g_memdup2 (&(gint64){ tv_statement_get_int64 (statement, 0) }, sizeof (gint64)));
  return step == TV_STEP_DONE;
}

static gboolean
is_undone (Reading *reading, gint64 batch)
{
  if (batch != reading->batch)
    reading->is_undone = g_hash_table_contains (reading->undone, &batch);
  reading->batch = batch;
  return reading->is_undone;
}

/* Gives a line to who asked; FALSE where the person has cancelled. */
static gboolean
give (Reading *reading, const TvCheckLine *line)
{
  reading->is_cancelled = !tv_check_tick (reading->scan, ++reading->seen, reading->error);
  if (reading->is_cancelled)
    return FALSE;
  reading->last_id = line->place.id;
  reading->func (line, reading->data);
  return TRUE;
}

static TvDay
to_day (gint64 day)
{
  return (TvDay) CLAMP (day, G_MININT32 + 1, G_MAXINT32);
}

static gboolean
take_row (const TvTableRow *row, gpointer data)
{
  Reading *reading = data;
  gint64 figures[N_COLUMNS];
  gsize length = 0;
  const char *doc = tv_table_row_get_text (row, reading->column[DOC], &length);
  gboolean has_tax = !tv_table_row_is_null (row, reading->column[WITH_TAX]);
  TvCheckLine line;

  reading->is_unexpected = doc == NULL;
  figures[WITH_TAX] = 0;
  for (guint i = 0; i < DOC; i++)
    if ((i != WITH_TAX || has_tax)
        && !tv_table_row_get_integer (row, reading->column[i], &figures[i]))
      reading->is_unexpected = TRUE;
  if (reading->is_unexpected)
    return FALSE;
  if (is_undone (reading, figures[BATCH]))
    return TRUE;
  g_string_truncate (reading->doc, 0);
  g_string_append_len (reading->doc, doc, (gssize) length);
  line = (TvCheckLine){
    .place = { "sales_line", row->id, figures[BATCH], figures[LINE], reading->doc->str },
    .customer = figures[CUSTOMER],
    .product = figures[PRODUCT],
    .day = to_day (figures[DAY]),
    .quantity = figures[QTY],
    .amount = figures[AMOUNT],
    .with_tax = figures[WITH_TAX],
    .has_tax = has_tax,
    .doc = reading->doc->str
  };
  return give (reading, &line);
}

/* TRUE where all lines were read, or the person has cancelled. */
static gboolean
read_pages (Reading *reading)
{
  g_autoptr (TvTableScan) table = NULL;

  if (reading->scan->batch_id != 0)
    return FALSE;
  table = tv_table_scan_new (reading->scan->job->db, "sales_line");
  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      int column = tv_table_scan_find_column (table, names[i]);

      if (column < 0)
        return FALSE;
      reading->column[i] = (guint) column;
    }
  return tv_table_scan_read (table, G_MININT64, G_MAXINT64, take_row, reading)
         && !reading->is_unexpected;
}

static gboolean
read_statement (Reading *reading)
{
  TvStatement *statement;
  TvStep step;

  if (!tv_check_prepare (reading->scan, &statement, TV_SQL_QUALITY_LIST_SALES, reading->error))
    return FALSE;
  tv_statement_bind_int64 (statement, 2, reading->last_id);
  while ((step = tv_statement_step (statement, reading->error)) == TV_STEP_ROW)
    {
      const char *doc = tv_statement_get_text (statement, 6);
      const TvCheckLine line = { .place = { "sales_line",
                                            tv_statement_get_int64 (statement, 0),
                                            tv_statement_get_int64 (statement, 1),
                                            tv_statement_get_int64 (statement, 2),
                                            doc },
                                 .customer = tv_statement_get_int64 (statement, 3),
                                 .product = tv_statement_get_int64 (statement, 4),
                                 .day = to_day (tv_statement_get_int64 (statement, 5)),
                                 .quantity = tv_statement_get_int64 (statement, 7),
                                 .amount = tv_statement_get_int64 (statement, 8),
                                 .with_tax = tv_statement_get_int64 (statement, 9),
                                 .has_tax = !tv_statement_is_null (statement, 9),
                                 .doc = doc };

      if (!give (reading, &line))
        {
          tv_statement_reset (statement);
          return FALSE;
        }
    }
  return step == TV_STEP_DONE;
}

/**
 * tv_check_lines_read:
 * @scan: the scan
 * @func: called with each line of a batch that stands, in the order of their ids
 * @data: for @func
 * @error: return location for an error or a cancel
 *
 * Reads the lines that the scan is about.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_lines_read (TvCheckScan *scan, TvCheckLineFunc func, gpointer data, GError **error)
{
  g_auto (Reading) reading
      = { .scan = scan,
          .func = func,
          .data = data,
          .error = error,
          .undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
          .batch = G_MININT64,
          .doc = g_string_new (NULL),
          .last_id = G_MININT64 };

  if (!list_undone (&reading))
    return FALSE;
  if (read_pages (&reading))
    return !reading.is_cancelled;
  return read_statement (&reading);
}
