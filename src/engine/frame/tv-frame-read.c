/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the lines as they arrived, a large base on two connections at once. Reads sales_line;
 * lines of customers or products that are not known, later ones and services are left out. */
#include "frame/tv-frame-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-memory.h"
#include "base/tv-parallel.h"

/* From here on a second thread is worth its while. */
#define MANY_LINES 100000

/* Takes a line, if it takes part. */
static void
take_line (TvFrameLoader *loader, const TvFrameLine *line, TvFrameLines *lines)
{
  guint32 i = lines->count;
  TvFrameEntry entry;

  if (!tv_frame_resolve (loader, line, &entry))
    return;
  lines->customer[i] = entry.customer;
  lines->product[i] = entry.product;
  lines->day[i] = entry.day;
  lines->doc[i] = entry.doc;
  tv_ints_set (&lines->qty, i, line->qty);
  tv_ints_set (&lines->amount, i, line->amount);
  tv_ints_set (&lines->margin, i, line->margin);
  lines->count++;
}

/* The lines of a range of ids, read by one thread. */
typedef struct
{
  TvFrameLoader *loader;
  const TvFrameScan *scan; /* (nullable): reads them from the file */
  TvConnection *db;        /* (nullable): reads them otherwise */
  gint64 first_id, last_id;
  gint64 limit, seen; /* lines that there can be, and that came */
  gboolean tells_progress;
  gboolean is_damaged; /* the scan could not go on */
  TvFrameLines lines;
  GError *error; /* (nullable) owned */
} Part;

static gboolean
take_part_line (const TvFrameLine *line, gpointer data)
{
  Part *part = data;
  TvProgress *progress = part->loader->job->progress;

  if (part->seen == part->limit)
    return FALSE;
  take_line (part->loader, line, &part->lines);
  if ((++part->seen & 0x3fff) != 0)
    return TRUE;
  if (part->tells_progress)
    tv_progress_set (progress, part->seen, part->limit);
  return tv_progress_check (progress, &part->error);
}

/**
 * tv_frame_get_line:
 * @statement: that lists lines, at a row
 * @out: (out caller-allocates): the line, good until the next step
 *
 * Reads a line off the statement.
 */
void
tv_frame_get_line (TvStatement *statement, TvFrameLine *out)
{
  out->customer_ref = tv_statement_get_int64 (statement, 0);
  out->product_ref = tv_statement_get_int64 (statement, 1);
  out->day = tv_statement_get_int64 (statement, 2);
  out->doc = tv_statement_get_text (statement, 3);
  out->doc_length = out->doc != NULL ? strlen (out->doc) : 0;
  out->qty = tv_statement_get_int64 (statement, 4);
  out->amount = tv_statement_get_int64 (statement, 5);
  out->margin
      = tv_statement_is_null (statement, 6) ? G_MININT64 : tv_statement_get_int64 (statement, 6);
}

static void
read_rows (Part *part)
{
  TvStatement *statement = tv_connection_prepare (part->db, TV_SQL_FRAME_LIST_LINES, &part->error);
  gboolean is_wanted = statement != NULL;

  if (is_wanted)
    {
      tv_statement_bind_int64 (statement, 1, part->first_id);
      tv_statement_bind_int64 (statement, 2, part->last_id);
    }
  while (is_wanted && tv_statement_step (statement, &part->error) == TV_STEP_ROW)
    {
      TvFrameLine line;

      tv_frame_get_line (statement, &line);
      is_wanted = take_part_line (&line, part);
    }
  if (statement != NULL)
    tv_statement_reset (statement);
}

static gpointer
read_part (gpointer data)
{
  Part *part = data;

  part->limit = MAX (MIN (part->limit, part->last_id - part->first_id + 1), 0);
  tv_frame_lines_reserve (&part->lines, part->limit);
  if (part->scan != NULL)
    part->is_damaged = !tv_frame_scan_read (part->scan,
                                            part->first_id,
                                            part->last_id,
                                            part->loader->frame->as_of_day,
                                            take_part_line,
                                            part);
  else
    read_rows (part);
  /* Later lines were passed by. */
  if (part->tells_progress && part->error == NULL)
    tv_progress_set (part->loader->job->progress, (guint64) part->limit, (guint64) part->limit);
  return NULL;
}

static void
append_32 (guint32 **to, guint32 to_count, guint32 **from, guint32 from_count)
{
  g_autofree guint32 *old = g_steal_pointer (from);

  *to = tv_memory_renew (*to, (gsize) to_count + from_count + 1, sizeof **to);
  memcpy (*to + to_count, old, (gsize) from_count * sizeof **to);
}

/* Figures that are wide in one part alone become so in both; nearly always neither is. */
static void
append_ints (TvInts *to, guint32 to_count, TvInts *from, guint32 from_count)
{
  gsize count = (gsize) to_count + from_count;

  if (to->wide != NULL && from->wide == NULL)
    tv_ints_widen (from);
  else if (to->wide == NULL && from->wide != NULL)
    tv_ints_widen (to);
  if (to->wide != NULL)
    {
      to->wide = tv_memory_renew (to->wide, count + 1, sizeof *to->wide);
      memcpy (to->wide + to_count, from->wide, (gsize) from_count * sizeof *to->wide);
    }
  else
    {
      to->narrow = tv_memory_renew (to->narrow, count + 1, sizeof *to->narrow);
      memcpy (to->narrow + to_count, from->narrow, (gsize) from_count * sizeof *to->narrow);
    }
  to->length = count;
  tv_ints_clear (from);
}

enum
{
  COLUMN_DOC, /* the longest work first */
  COLUMN_CUSTOMER,
  COLUMN_PRODUCT,
  COLUMN_DAY,
  COLUMN_QTY,
  COLUMN_AMOUNT,
  COLUMN_MARGIN,
  N_COLUMNS,
};

typedef struct
{
  TvFrameLines *to, *from;
} Joining;

static void
append_column (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  TvFrameLines *to = ((Joining *) data)->to, *from = ((Joining *) data)->from;

  for (guint32 column = begin; column < end; column++)
    switch (column)
      {
      case COLUMN_DOC:
        to->doc = tv_memory_renew (to->doc, (gsize) to->count + from->count + 1, sizeof *to->doc);
        memcpy (to->doc + to->count, from->doc, (gsize) from->count * sizeof *to->doc);
        g_clear_pointer (&from->doc, g_free);
        break;
      case COLUMN_CUSTOMER:
        append_32 (&to->customer, to->count, &from->customer, from->count);
        break;
      case COLUMN_PRODUCT:
        append_32 (&to->product, to->count, &from->product, from->count);
        break;
      case COLUMN_DAY:
        append_32 ((guint32 **) &to->day, to->count, (guint32 **) &from->day, from->count);
        break;
      case COLUMN_QTY:
        append_ints (&to->qty, to->count, &from->qty, from->count);
        break;
      case COLUMN_AMOUNT:
        append_ints (&to->amount, to->count, &from->amount, from->count);
        break;
      default:
        append_ints (&to->margin, to->count, &from->margin, from->count);
        break;
      }
}

/* Puts the lines of one part behind those of another, two columns at a time. */
static void
append_lines (TvFrameLines *to, TvFrameLines *from)
{
  Joining joining = { to, from };

  tv_parallel_run_chunks (N_COLUMNS, 1, 2, append_column, &joining, NULL, NULL, NULL, NULL);
  to->count += from->count;
}

/* A second reader that sees the very same sources, where the job may have one. */
static TvConnection *
lease_helper (TvJob *job)
{
  TvConnection *helper;
  gint64 mine, other;

  if (job->store == NULL || job->thread_count < 2)
    return NULL;
  helper = tv_store_try_reader (job->store, job->progress);
  if (helper != NULL
      && (!tv_connection_get_int64 (job->db, TV_SQL_FRAME_GET_LATEST_EVENT, &mine, NULL, "")
          || !tv_connection_get_int64 (helper, TV_SQL_FRAME_GET_LATEST_EVENT, &other, NULL, "")
          || mine != other))
    {
      tv_store_return_reader (job->store, helper);
      return NULL;
    }
  return helper;
}

/* Reads both halves of the range at once, if asked to, and joins them in the order of ids: the same
 * lines in the same order as one thread gives. @helper: (nullable): for the second half, where a
 * connection is needed. Returns FALSE on an error, and where a scan did not come to its end. */
static gboolean
read_parts (Part *part, gboolean is_halved, TvConnection *helper, GError **error)
{
  Part other = *part;
  GThread *thread = NULL;
  gboolean is_read;

  if (is_halved)
    {
      other.db = helper;
      other.tells_progress = FALSE;
      other.first_id = part->first_id + (part->last_id - part->first_id) / 2 + 1;
      part->last_id = other.first_id - 1;
      thread = g_thread_new ("frame", read_part, &other);
    }
  read_part (part);
  if (thread != NULL)
    g_thread_join (thread);
  is_read = part->error == NULL && other.error == NULL && !part->is_damaged && !other.is_damaged;
  if (is_read && is_halved)
    append_lines (&part->lines, &other.lines);
  tv_frame_lines_clear (&other.lines);
  if (part->error == NULL)
    part->error = g_steal_pointer (&other.error);
  g_clear_error (&other.error);
  if (part->error != NULL)
    g_propagate_error (error, g_steal_pointer (&part->error));
  return is_read;
}

/* An upper bound of the lines: lines of undone batches count too. */
static gboolean
count_lines (TvConnection *db, Part *range, GError **error)
{
  if (!tv_connection_get_int64 (db, TV_SQL_FRAME_COUNT_LINES, &range->limit, error, ""))
    return FALSE;
  if (range->limit < G_MAXUINT32)
    return TRUE;
  g_set_error_literal (
      error,
      TV_ERROR,
      TV_ERROR_INVALID_INPUT,
      _ ("Could not load the base: it has more than four thousand million sales lines."));
  return FALSE;
}

/* The same by the file's own pages. Returns FALSE on an error, and without one where the statement
 * has to be asked. */
static gboolean
read_scanned (TvFrameLoader *loader, const Part *range, TvFrameLines *lines, GError **error)
{
  g_autoptr (TvFrameScan) scan = tv_frame_scan_new (loader->job);
  Part part = *range;
  gboolean is_read;

  if (scan == NULL)
    return FALSE;
  part.scan = scan;
  /* Ids follow each other, as no line is ever taken away, so there is no need to count. */
  part.limit = range->last_id - range->first_id + 1;
  if (part.limit > MIN (tv_frame_scan_get_limit (scan), (gint64) G_MAXUINT32 - 1)
      && !count_lines (loader->job->db, &part, error))
    return FALSE;
  is_read
      = read_parts (&part, loader->job->thread_count > 1 && part.limit >= MANY_LINES, NULL, error);
  if (is_read)
    *lines = part.lines;
  else
    tv_frame_lines_clear (&part.lines);
  return is_read;
}

static gboolean
read_selected (TvFrameLoader *loader, const Part *range, TvFrameLines *lines, GError **error)
{
  TvConnection *helper = NULL;
  Part part = *range;
  gboolean is_read;

  part.db = loader->job->db;
  if (!count_lines (part.db, &part, error))
    return FALSE;
  if (part.limit >= MANY_LINES)
    helper = lease_helper (loader->job);
  is_read = read_parts (&part, helper != NULL, helper, error);
  if (helper != NULL)
    tv_store_return_reader (loader->job->store, helper);
  *lines = part.lines;
  return is_read;
}

/* The ids of the lines. */
static gboolean
find_range (TvConnection *db, Part *range, GError **error)
{
  TvStatement *statement = tv_connection_prepare (db, TV_SQL_FRAME_GET_LINE_RANGE, error);

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  range->first_id = MAX (tv_statement_get_int64 (statement, 0), 0);
  range->last_id = MIN (tv_statement_get_int64 (statement, 1), G_MAXINT64 - 1);
  tv_statement_reset (statement);
  return TRUE;
}

/**
 * tv_frame_read_lines:
 * @loader: (inout): the loader, with customers and products resolved
 * @lines: (out caller-allocates): the lines in the order of ids
 * @error: return location for an error or a cancel
 *
 * Reads the lines that take part, from the pages of the file where that is possible.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_frame_read_lines (TvFrameLoader *loader, TvFrameLines *lines, GError **error)
{
  Part range = { .loader = loader, .tells_progress = TRUE };
  g_autoptr (GError) local_error = NULL;

  if (!find_range (loader->job->db, &range, error))
    return FALSE;
  /* Where lines wait for their customers or products, none takes part. */
  if (loader->frame->customer_count == 0 || loader->frame->product_count == 0)
    {
      tv_frame_lines_reserve (lines, 0);
      return TRUE;
    }
  if (read_scanned (loader, &range, lines, &local_error))
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return read_selected (loader, &range, lines, error);
}
