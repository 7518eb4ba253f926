/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base a part of its customers at a time, for what asks each customer's whole history once: the
 * lines are dealt to parts as they are read, and wait in a file without a name, so that the memory
 * holds one part whatever the base has. Reads what the frame reads; writes nothing. */
#include "base/tv-far-memory.h"
#include "frame/tv-frame-private.h"

#define FAR_SIZE ((gsize) 1 << 36) /* of the mapping; as much as used is taken */
#define REST_BYTES (4 << 20)       /* handed out between two rests */
#define MOST_PARTS 4096
#define CANCEL_ROWS 0x3fff /* rows between looks at the cancel */

/* A line that takes part. */
typedef struct
{
  guint64 doc;
  gint64 qty, amount;
  guint32 customer; /* within the part */
  guint32 product;
  TvDay day;
} Record;

#define BLOCK ((1 << 16) / sizeof (Record))

/* The lines of one part, in the order of ids: all blocks but the last one are full. */
typedef struct
{
  GPtrArray *blocks; /* of Record[BLOCK] */
  guint32 count;
} Share;

typedef struct
{
  TvFrameLoader *loader;
  guint32 share_count;
  Share *shares;
  TvFarMemory *far; /* (nullable) */
  gsize fresh;      /* bytes handed out since it rested */
  GPtrArray *owned; /* blocks that are in memory */
} Deal;

static void
deal_clear (Deal *deal)
{
  for (guint32 i = 0; i < deal->share_count; i++)
    g_ptr_array_unref (deal->shares[i].blocks);
  g_free (deal->shares);
  g_clear_pointer (&deal->owned, g_ptr_array_unref);
  g_clear_pointer (&deal->far, tv_far_memory_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deal, deal_clear)

/* One part where that is enough; then nothing needs a file. */
static void
deal_init (Deal *deal, gint64 line_count, guint32 lines_a_part)
{
  gint64 customer_count = deal->loader->frame->customer_count;
  gint64 most = CLAMP (customer_count, 1, MOST_PARTS);

  deal->share_count
      = (guint32) CLAMP (MAX (line_count, customer_count) / lines_a_part + 1, 1, most);
  deal->shares = g_new0 (Share, deal->share_count);
  for (guint32 i = 0; i < deal->share_count; i++)
    deal->shares[i].blocks = g_ptr_array_new ();
  deal->owned = g_ptr_array_new_with_free_func (g_free);
  if (deal->share_count > 1)
    deal->far = tv_far_memory_new (FAR_SIZE);
}

/* Where the disk has no room, memory has to do. */
static Record *
add_block (Deal *deal, Share *share)
{
  gsize size = BLOCK * sizeof (Record);
  Record *block = NULL;

  deal->fresh += size;
  if (deal->far != NULL && deal->fresh >= REST_BYTES)
    {
      tv_far_memory_rest (deal->far);
      deal->fresh = 0;
    }
  if (deal->far != NULL)
    block = tv_far_memory_add (deal->far, size);
  if (block == NULL)
    {
      block = g_malloc (size);
      g_ptr_array_add (deal->owned, block);
    }
  g_ptr_array_add (share->blocks, block);
  return block;
}

static void
deal_line (Deal *deal, const TvFrameLine *line)
{
  TvFrameEntry entry;
  Share *share;
  Record *block;

  if (!tv_frame_resolve (deal->loader, line, &entry))
    return;
  share = &deal->shares[entry.customer % deal->share_count];
  block = share->count % BLOCK == 0 ? add_block (deal, share)
                                    : g_ptr_array_index (share->blocks, share->blocks->len - 1);
  block[share->count++ % BLOCK] = (Record){ .doc = entry.doc,
                                            .qty = line->qty,
                                            .amount = line->amount,
                                            .customer = entry.customer / deal->share_count,
                                            .product = entry.product,
                                            .day = entry.day };
}

static gboolean
read_lines (Deal *deal, gint64 first_id, gint64 last_id, GError **error)
{
  TvJob *job = deal->loader->job;
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_FRAME_LIST_LINES, error);
  TvStep step = TV_STEP_ERROR;
  guint64 seen = 0;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, first_id);
  tv_statement_bind_int64 (statement, 2, last_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvFrameLine line;

      tv_frame_get_line (statement, &line);
      deal_line (deal, &line);
      if ((++seen & CANCEL_ROWS) != 0)
        continue;
      tv_progress_set (job->progress, seen, (guint64) (last_id - first_id) + 1);
      if (!tv_progress_check (job->progress, error))
        break;
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static gboolean
deal_lines (Deal *deal, guint32 lines_a_part, GError **error)
{
  const TvFrame *frame = deal->loader->frame;
  TvStatement *statement
      = tv_connection_prepare (deal->loader->job->db, TV_SQL_FRAME_GET_LINE_RANGE, error);
  gint64 first_id, last_id;

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  first_id = MAX (tv_statement_get_int64 (statement, 0), 0);
  last_id = MIN (tv_statement_get_int64 (statement, 1), G_MAXINT64 - 1);
  tv_statement_reset (statement);
  /* Ids follow each other, as no line is ever taken away, so there is no need to count. */
  deal_init (deal, last_id - first_id + 1, lines_a_part);
  return frame->customer_count == 0 || frame->product_count == 0
         || read_lines (deal, first_id, last_id, error);
}

/* The lines of a share as they would have been read without the others'. */
static void
gather (const Share *share, TvFrameLines *lines)
{
  tv_frame_lines_reserve (lines, share->count);
  lines->count = share->count;
  for (guint32 i = 0; i < share->count; i++)
    {
      const Record *block = g_ptr_array_index (share->blocks, i / BLOCK);
      const Record *record = &block[i % BLOCK];

      lines->customer[i] = record->customer;
      lines->product[i] = record->product;
      lines->day[i] = record->day;
      lines->doc[i] = record->doc;
      tv_ints_set (&lines->qty, i, record->qty);
      tv_ints_set (&lines->amount, i, record->amount);
      tv_ints_set (&lines->margin, i, G_MININT64);
    }
}

static void
part_clear (TvFrame *part)
{
  g_free (part->line_offset);
  g_free (part->line_product);
  g_free (part->line_day);
  g_free (part->line_doc);
  tv_ints_clear (&part->line_qty_milli);
  tv_ints_clear (&part->line_amount_cents);
  tv_ints_clear (&part->line_margin_cents);
}

static gboolean
hand_out (Deal *deal, guint32 first, TvFramePartFunc func, gpointer data, GError **error)
{
  const TvFrame *frame = deal->loader->frame;
  TvFrame part = *frame;
  TvFrameLoader loader = { .job = deal->loader->job, .frame = &part };
  g_auto (TvFrameLines) lines = { 0 };
  gboolean is_done;

  part.customer_count = (frame->customer_count + deal->share_count - 1 - first) / deal->share_count;
  gather (&deal->shares[first], &lines);
  if (deal->far != NULL)
    tv_far_memory_rest (deal->far);
  is_done = tv_frame_group_lines (&loader, &lines, error);
  if (is_done)
    {
      tv_frame_match_returns (&part);
      is_done = func (frame, &part, first, deal->share_count, data, error);
    }
  part_clear (&part);
  return is_done;
}

/**
 * tv_frame_load_in_parts:
 * @job: a job with a reader or the writer
 * @as_of_day: the reference date; later lines and contacts are left out
 * @lines_a_part: about how many lines a part has at most, and customers, at least 1; the lines of
 * one customer stay together
 * @func: called with each part
 * @data: for @func
 * @error: return location for an error
 *
 * Loads the base, but hands its lines out in parts instead of keeping them: takes some 60 bytes a
 * line of one part. Of products the families alone are told. Cancel works.
 *
 * Returns: (transfer full) (nullable): the frame, without any column of lines or purchases
 */
TvFrame *
tv_frame_load_in_parts (TvJob *job,
                        TvDay as_of_day,
                        guint32 lines_a_part,
                        TvFramePartFunc func,
                        gpointer data,
                        GError **error)
{
  g_autoptr (TvFrame) frame = g_atomic_rc_box_new0 (TvFrame);
  g_auto (TvFrameLoader) loader = { .job = job, .frame = frame, .is_for_facts = TRUE };
  g_auto (Deal) deal = { .loader = &loader };

  frame->as_of_day = as_of_day;
  if (!tv_frame_load_tables (&loader, error) || !deal_lines (&deal, lines_a_part, error))
    return NULL;
  for (guint32 i = 0; i < deal.share_count; i++)
    if (!hand_out (&deal, i, func, data, error))
      return NULL;
  return g_steal_pointer (&frame);
}
