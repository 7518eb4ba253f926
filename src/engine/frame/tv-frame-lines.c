/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of the frame: read as they arrived, then grouped by customer, day and arrival with two
 * stable counting sorts, which is many times faster than ORDER BY. Reads sales_line; lines of
 * customers or products that are not known, later ones and services are left out. */
#include "frame/tv-frame-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

/* The year 1: no merchant sold before it, and the days between are counted one by one. */
#define EARLIEST_DAY (-719162)

/* Lines as they come, before they are grouped. */
typedef struct
{
  guint32 count;
  guint32 *customer, *product;
  TvDay *day;
  guint64 *doc;
  TvInts qty, amount, margin;
} Lines;

static void
lines_clear (Lines *lines)
{
  g_free (lines->customer);
  g_free (lines->product);
  g_free (lines->day);
  g_free (lines->doc);
  tv_ints_clear (&lines->qty);
  tv_ints_clear (&lines->amount);
  tv_ints_clear (&lines->margin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

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
lines_reserve (Lines *lines, gint64 count)
{
  lines->customer = g_new (guint32, count + 1);
  lines->product = g_new (guint32, count + 1);
  lines->day = g_new (TvDay, count + 1);
  lines->doc = g_new (guint64, count + 1);
  tv_ints_init (&lines->qty, count);
  tv_ints_init (&lines->amount, count);
  tv_ints_init (&lines->margin, count);
}

static gboolean
read_lines (TvFrameLoader *loader, Lines *lines, GError **error)
{
  TvFrame *frame = loader->frame;
  TvStatement *statement;
  gint64 total = 0, seen = 0;
  TvStep step = TV_STEP_ERROR;

  if (!tv_connection_get_int64 (loader->job->db, TV_SQL_FRAME_COUNT_LINES, &total, error, ""))
    return FALSE;
  if (total >= G_MAXUINT32)
    {
      g_set_error_literal (
          error,
          TV_ERROR,
          TV_ERROR_INVALID_INPUT,
          _ ("Could not load the base: it has more than four thousand million sales lines."));
      return FALSE;
    }
  lines_reserve (lines, total);
  statement = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_LINES, error);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW
         && seen < total)
    {
      guint32 customer = tv_frame_look_up (loader->customer_of_ref,
                                           loader->customer_ref_count,
                                           tv_statement_get_int64 (statement, 0));
      guint32 product = tv_frame_look_up (loader->product_of_ref,
                                          loader->product_ref_count,
                                          tv_statement_get_int64 (statement, 1));
      TvDay day = (TvDay) tv_statement_get_int64 (statement, 2);
      guint32 i = lines->count;

      if ((++seen & 0x3fff) == 0)
        {
          tv_progress_set (loader->job->progress, seen, total);
          if (!tv_progress_check (loader->job->progress, error))
            return FALSE;
        }
      if (customer == TV_FRAME_NONE || product == TV_FRAME_NONE || day > frame->as_of_day
          || day < EARLIEST_DAY || frame->family_is_service[frame->product_family[product]])
        continue;
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
  return step != TV_STEP_ERROR;
}

/* Puts the lines into the order of days, those of a day as they came: a stable counting sort. */
static guint32 *
sort_by_day (const Lines *lines)
{
  TvDay first = G_MAXINT32, last = G_MININT32;
  guint32 *order = g_new (guint32, (gsize) lines->count + 1);
  g_autofree guint32 *place = NULL;
  guint32 sum = 0;

  if (lines->count == 0)
    return order;
  for (guint32 i = 0; i < lines->count; i++)
    {
      first = MIN (first, lines->day[i]);
      last = MAX (last, lines->day[i]);
    }
  place = g_new0 (guint32, (gsize) (last - first) + 1);
  for (guint32 i = 0; i < lines->count; i++)
    place[lines->day[i] - first]++;
  for (gsize day = 0; day <= (gsize) (last - first); day++)
    {
      guint32 count = place[day];

      place[day] = sum;
      sum += count;
    }
  for (guint32 i = 0; i < lines->count; i++)
    order[place[lines->day[i] - first]++] = i;
  return order;
}

/* The same by customer, over the order of days; fills in where each customer's lines begin. */
static guint32 *
sort_by_customer (TvFrame *frame, const Lines *lines, const guint32 *by_day)
{
  guint32 *order = g_new (guint32, (gsize) lines->count + 1);
  guint32 *offset = g_new0 (guint32, (gsize) frame->customer_count + 1);

  for (guint32 i = 0; i < lines->count; i++)
    offset[lines->customer[i] + 1]++;
  for (guint32 i = 0; i < frame->customer_count; i++)
    offset[i + 1] += offset[i];
  for (guint32 i = 0; i < lines->count; i++)
    order[offset[lines->customer[by_day[i]]]++] = by_day[i];
  memmove (offset + 1, offset, (gsize) frame->customer_count * sizeof *offset);
  offset[0] = 0;
  frame->line_offset = offset;
  return order;
}

/* Puts a column into its final order and frees the one that came in, so that never more than one
 * column is there twice. */
static guint32 *
reorder (guint32 **from, const guint32 *order, guint32 count)
{
  g_autofree guint32 *old = g_steal_pointer (from);
  guint32 *column = g_new (guint32, (gsize) count + 1);

  for (guint32 i = 0; i < count; i++)
    column[i] = old[order[i]];
  return column;
}

/* The documents of each customer, numbered from 0 as they first appear: half the bytes of a hash.
 * The table of hashes is as large as the longest history needs and is emptied by its stamps. */
static guint32 *
number_documents (const TvFrame *frame, const guint64 *hashes, const guint32 *order)
{
  guint32 *numbers = g_new (guint32, (gsize) frame->line_offset[frame->customer_count] + 1);
  guint32 longest = 0;
  gsize size = 16;
  g_autofree guint64 *keys = NULL;
  g_autofree guint32 *stamps = NULL, *values = NULL;

  for (guint32 c = 0; c < frame->customer_count; c++)
    longest = MAX (longest, frame->line_offset[c + 1] - frame->line_offset[c]);
  while (size < (gsize) longest * 2)
    size *= 2;
  keys = g_new (guint64, size);
  values = g_new (guint32, size);
  stamps = g_new0 (guint32, size);
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 count = 0;

      for (guint32 line = frame->line_offset[c]; line < frame->line_offset[c + 1]; line++)
        {
          guint64 hash = hashes[order[line]];
          gsize slot = hash & (size - 1);

          while (stamps[slot] == c + 1 && keys[slot] != hash)
            slot = (slot + 1) & (size - 1);
          if (stamps[slot] != c + 1)
            {
              stamps[slot] = c + 1;
              keys[slot] = hash;
              values[slot] = count++;
            }
          numbers[line] = values[slot];
        }
    }
  return numbers;
}

static void
group_lines (TvFrame *frame, Lines *lines)
{
  guint32 count = lines->count;
  g_autofree guint32 *by_day = sort_by_day (lines);
  g_autofree guint32 *order = sort_by_customer (frame, lines, by_day);

  g_clear_pointer (&by_day, g_free);
  g_clear_pointer (&lines->customer, g_free);
  frame->line_doc = number_documents (frame, lines->doc, order);
  g_clear_pointer (&lines->doc, g_free);
  frame->line_product = reorder (&lines->product, order, count);
  frame->line_day = (TvDay *) reorder ((guint32 **) &lines->day, order, count);
  tv_ints_reorder (&lines->qty, order, count);
  tv_ints_reorder (&lines->amount, order, count);
  tv_ints_reorder (&lines->margin, order, count);
  frame->line_qty_milli = lines->qty;
  frame->line_amount_cents = lines->amount;
  frame->line_margin_cents = lines->margin;
  lines->qty = lines->amount = lines->margin = (TvInts){ 0 };
}

/**
 * tv_frame_load_lines:
 * @loader: (inout): the loader, with customers and products resolved
 * @error: return location for an error or a cancel
 *
 * Fills in the columns of the lines, returns still among them.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_frame_load_lines (TvFrameLoader *loader, GError **error)
{
  g_auto (Lines) lines = { 0 };

  if (!read_lines (loader, &lines, error))
    return FALSE;
  group_lines (loader->frame, &lines);
  return TRUE;
}
