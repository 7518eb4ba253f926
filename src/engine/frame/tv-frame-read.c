/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the lines as they arrived, a large base on two connections at once. Reads sales_line;
 * lines of customers or products that are not known, later ones and services are left out. */
#include "frame/tv-frame-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

/* The year 1: no merchant sold before it, and the days between are counted one by one. */
#define EARLIEST_DAY (-719162)
/* From here on a second thread is worth its while. */
#define MANY_LINES 100000

/* FNV-1a, 64 bits (Fowler, Noll, Vo), with a final mix: two documents of one customer do not meet
 * in practice. */
static guint64
hash_doc (const char *text)
{
  guint64 hash = 14695981039346656037u;

  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    hash = (hash ^ *c) * 1099511628211u;
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15u;
}

static void
lines_reserve (TvFrameLines *lines, gint64 count)
{
  lines->customer = g_new (guint32, count + 1);
  lines->product = g_new (guint32, count + 1);
  lines->day = g_new (TvDay, count + 1);
  lines->doc = g_new (guint64, count + 1);
  tv_ints_init (&lines->qty, count);
  tv_ints_init (&lines->amount, count);
  tv_ints_init (&lines->margin, count);
}

/* A line as it stands in the statement's row, if it takes part. */
static void
take_line (TvFrameLoader *loader, TvStatement *statement, TvFrameLines *lines)
{
  TvFrame *frame = loader->frame;
  guint32 i = lines->count;
  guint32 customer = tv_frame_look_up (loader->customer_of_ref,
                                       loader->customer_ref_count,
                                       tv_statement_get_int64 (statement, 0));
  guint32 product = tv_frame_look_up (loader->product_of_ref,
                                      loader->product_ref_count,
                                      tv_statement_get_int64 (statement, 1));
  TvDay day = (TvDay) tv_statement_get_int64 (statement, 2);

  if (customer == TV_FRAME_NONE || product == TV_FRAME_NONE || day > frame->as_of_day
      || day < EARLIEST_DAY || frame->family_is_service[frame->product_family[product]])
    return;
  lines->customer[i] = customer;
  lines->product[i] = product;
  lines->day[i] = day;
  lines->doc[i] = hash_doc (tv_statement_get_text (statement, 3));
  tv_ints_set (&lines->qty, i, tv_statement_get_int64 (statement, 4));
  tv_ints_set (&lines->amount, i, tv_statement_get_int64 (statement, 5));
  tv_ints_set (&lines->margin,
               i,
               tv_statement_is_null (statement, 6) ? G_MININT64
                                                   : tv_statement_get_int64 (statement, 6));
  lines->count++;
}

/* The lines of a range of ids, read by one thread on one connection. */
typedef struct
{
  TvFrameLoader *loader;
  TvConnection *db;
  gint64 first_id, last_id;
  gint64 limit; /* lines that there can be */
  gboolean tells_progress;
  TvFrameLines lines;
  GError *error; /* (nullable) owned */
} Part;

static gpointer
read_part (gpointer data)
{
  Part *part = data;
  TvProgress *progress = part->loader->job->progress;
  gint64 limit = MIN (part->limit, part->last_id - part->first_id + 1), seen = 0;
  TvStatement *statement = tv_connection_prepare (part->db, TV_SQL_FRAME_LIST_LINES, &part->error);
  TvStep step = TV_STEP_ERROR;

  if (statement == NULL)
    return NULL;
  lines_reserve (&part->lines, MAX (limit, 0));
  tv_statement_bind_int64 (statement, 1, part->first_id);
  tv_statement_bind_int64 (statement, 2, part->last_id);
  while ((step = tv_statement_step (statement, &part->error)) == TV_STEP_ROW && seen < limit)
    {
      take_line (part->loader, statement, &part->lines);
      if ((++seen & 0x3fff) != 0)
        continue;
      if (part->tells_progress)
        tv_progress_set (progress, seen, limit);
      if (!tv_progress_check (progress, &part->error))
        return NULL;
    }
  tv_statement_reset (statement);
  return NULL;
}

static void
append_32 (guint32 **to, guint32 to_count, guint32 **from, guint32 from_count)
{
  g_autofree guint32 *old = g_steal_pointer (from);

  *to = g_renew (guint32, *to, (gsize) to_count + from_count + 1);
  memcpy (*to + to_count, old, (gsize) from_count * sizeof **to);
}

static void
append_ints (TvInts *to, guint32 to_count, TvInts *from, guint32 from_count)
{
  TvInts both;

  tv_ints_init (&both, (gsize) to_count + from_count);
  for (guint32 i = 0; i < to_count; i++)
    tv_ints_set (&both, i, tv_ints_get (to, i));
  tv_ints_clear (to);
  for (guint32 i = 0; i < from_count; i++)
    tv_ints_set (&both, (gsize) to_count + i, tv_ints_get (from, i));
  tv_ints_clear (from);
  *to = both;
}

/* Puts the lines of one part behind those of another, a column at a time. */
static void
append_lines (TvFrameLines *to, TvFrameLines *from)
{
  append_32 (&to->customer, to->count, &from->customer, from->count);
  append_32 (&to->product, to->count, &from->product, from->count);
  append_32 ((guint32 **) &to->day, to->count, (guint32 **) &from->day, from->count);
  to->doc = g_renew (guint64, to->doc, (gsize) to->count + from->count + 1);
  memcpy (to->doc + to->count, from->doc, (gsize) from->count * sizeof *to->doc);
  g_clear_pointer (&from->doc, g_free);
  append_ints (&to->qty, to->count, &from->qty, from->count);
  append_ints (&to->amount, to->count, &from->amount, from->count);
  append_ints (&to->margin, to->count, &from->margin, from->count);
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

/* Reads both halves of the range at once where there is a second reader, and joins them in the
 * order of ids: the same lines in the same order as one thread gives. */
static gboolean
read_parts (Part *part, TvConnection *helper, GError **error)
{
  TvStore *store = part->loader->job->store;
  Part other = *part;
  GThread *thread = NULL;

  if (helper != NULL)
    {
      other.db = helper;
      other.tells_progress = FALSE;
      other.first_id = part->first_id + (part->last_id - part->first_id) / 2 + 1;
      part->last_id = other.first_id - 1;
      thread = g_thread_new ("frame", read_part, &other);
    }
  read_part (part);
  if (thread != NULL)
    {
      g_thread_join (thread);
      tv_store_return_reader (store, helper);
    }
  if (part->error == NULL && other.error == NULL && thread != NULL)
    append_lines (&part->lines, &other.lines);
  tv_frame_lines_clear (&other.lines);
  if (part->error == NULL)
    part->error = g_steal_pointer (&other.error);
  g_clear_error (&other.error);
  if (part->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&part->error));
  return FALSE;
}

/**
 * tv_frame_read_lines:
 * @loader: (inout): the loader, with customers and products resolved
 * @lines: (out caller-allocates): the lines in the order of ids
 * @error: return location for an error or a cancel
 *
 * Reads the lines that take part.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_frame_read_lines (TvFrameLoader *loader, TvFrameLines *lines, GError **error)
{
  TvJob *job = loader->job;
  Part part = { .loader = loader, .db = job->db, .tells_progress = TRUE };
  TvStatement *statement;
  gboolean is_read;

  if (!tv_connection_get_int64 (job->db, TV_SQL_FRAME_COUNT_LINES, &part.limit, error, ""))
    return FALSE;
  if (part.limit >= G_MAXUINT32)
    {
      g_set_error_literal (
          error,
          TV_ERROR,
          TV_ERROR_INVALID_INPUT,
          _ ("Could not load the base: it has more than four thousand million sales lines."));
      return FALSE;
    }
  statement = tv_connection_prepare (job->db, TV_SQL_FRAME_GET_LINE_RANGE, error);
  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  part.first_id = MAX (tv_statement_get_int64 (statement, 0), 0);
  part.last_id = MIN (tv_statement_get_int64 (statement, 1), G_MAXINT64 - 1);
  tv_statement_reset (statement);
  is_read = read_parts (&part, part.limit >= MANY_LINES ? lease_helper (job) : NULL, error);
  *lines = part.lines;
  return is_read;
}
