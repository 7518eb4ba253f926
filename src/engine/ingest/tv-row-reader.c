/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring of blocks between the thread that reads and parses and the thread that writes: full ones
 * go one way, empty ones the other, so that memory does not grow with the file. A thread whose disk
 * does not answer is left behind by a cancel; it owns all that it touches and frees it when it
 * comes back. */
#include "ingest/tv-row-reader.h"

#include <string.h>

#include "ingest/tv-column-form.h"
#include "ingest/tv-order-table.h"
#include "ingest/tv-record-split.h"
#include "ingest/tv-row-asides.h"
#include "ingest/tv-row-captions.h"
#include "ingest/tv-row-head.h"
#include "ingest/tv-sheet-fields.h"
#include "rows/tv-import-columns.h"

#define BLOCKS 6
#define NAP (G_USEC_PER_SEC / 50)

struct _TvRowReader
{
  gatomicrefcount references; /* the thread's and the writer's */
  TvImportFile *file;
  TvRowPlan plan;
  TvProgress *progress;
  TvRefTables *tables; /* (nullable) */
  TvRecordAhead *records;
  TvOrderTable *orders; /* (nullable) that the lines belong to */
  TvRecordSplit *split; /* (nullable) takes records apart */
  TvRowHead head;
  TvRowCaptions captions;
  TvRowAsides asides;
  TvRowTally tally;
  guint amounts[TV_N_COLUMNS]; /* header cells of columns beside which a currency may stand */
  guint amount_count;
  TvTableWatch watch;
  gboolean is_below_nothing; /* the latest record was no row */
  GAsyncQueue *empty, *full; /* of TvRowBlock; an empty block in @full is the end */
  GError *error;             /* what ended the reading; read after the end has come */
  gint is_stopped;           /* atomic: nobody wants more */
  TvRowBlock *blocks[BLOCKS];
  gboolean is_over; /* the end was taken */

  const char *mended_fields[TV_RECORD_MAXIMUM_FIELDS]; /* of the latest record that was mended */
  gsize mended_lengths[TV_RECORD_MAXIMUM_FIELDS];
};

/* The record with what a person mended in place of the file's own cells. */
static TvRecord
mend (TvRowReader *reader, const TvRecord *record)
{
  GPtrArray *texts = g_hash_table_lookup (reader->file->repairs, &record->line);
  TvRecord mended = *record;

  if (texts == NULL || record->problem != NULL || record->field_count > TV_RECORD_MAXIMUM_FIELDS)
    return mended;
  for (guint i = 0; i < record->field_count; i++)
    {
      const char *text = i < texts->len ? g_ptr_array_index (texts, i) : NULL;

      reader->mended_fields[i] = text != NULL ? text : record->fields[i];
      reader->mended_lengths[i] = text != NULL ? strlen (text) : record->lengths[i];
    }
  mended.fields = reader->mended_fields;
  mended.lengths = reader->mended_lengths;
  return mended;
}

static void
count_cells (TvRowReader *reader, const TvRecord *record)
{
  guint count = MIN (record->field_count, reader->plan.header_count);

  reader->tally.record_count++;
  if (record->problem != NULL)
    return;
  for (guint i = 0; i < count; i++)
    reader->tally.filled_counts[i] += record->lengths[i] > 0;
  for (guint i = 0; i < reader->amount_count; i++)
    if (reader->amounts[i] < count)
      tv_currency_watch_add (&reader->tally.currencies[reader->amounts[i]],
                             record->fields[reader->amounts[i]],
                             record->lengths[reader->amounts[i]]);
}

/* Counts a record that is no row of the table. */
static gboolean
is_aside (TvRowReader *reader, const TvRecord *record)
{
  TvAside aside = tv_row_asides_tell (&reader->asides, &reader->plan, record);

  if (aside == TV_ASIDE_HEADER)
    tv_passed_lines_count (&reader->tally.passed, TV_PASSED_HEADERS);
  if (aside == TV_ASIDE_NOTE)
    tv_passed_lines_count (&reader->tally.passed, TV_PASSED_TITLES);
  return aside != TV_ASIDE_NONE;
}

/* Reads the next record, and counts the lines above it that are none; what stands between the
 * tables of a text that has several is of neither. */
static gboolean
read_record (TvRowReader *reader, TvRecord *record)
{
  gint64 last_line = reader->file->last_line;
  gboolean is_read = tv_record_ahead_read (reader->records, record, &reader->error);

  if (is_read && last_line > 0 && record->line > last_line)
    return FALSE;
  tv_passed_lines_add (&reader->tally.passed, record->passed);
  reader->tally.passed.recut_count += is_read && record->is_recut;
  return is_read;
}

/* Reads a record that is a line as it stands. */
static void
read_row (TvRowReader *reader, TvRowBlock *block, TvRecord *record, guint item)
{
  TvRow *row = &block->rows[block->count];
  const TvRow *before = block->count > 0 ? row - 1 : NULL;

  tv_empty_cells_take (reader->tally.empties, record);
  count_cells (reader, record);
  if (G_UNLIKELY (reader->tally.settled != NULL))
    tv_settled_note (reader->tally.settled, record);
  row->cells = block->cells + (gsize) block->count * reader->plan.slot_count;
  row->item = item;
  row->was_repeated = reader->tally.settled != NULL && tv_settled_was_repeated (record);
  if (reader->file->repairs != NULL && reader->split == NULL)
    {
      TvRecord mended = mend (reader, record);

      tv_row_read (&reader->plan, &mended, &block->arena, before, &reader->head, row);
    }
  else
    tv_row_read (&reader->plan, record, &block->arena, before, &reader->head, row);
  tv_table_watch_note (&reader->watch, record, row->reject_code);
  tv_row_head_note (&reader->head, &reader->plan, row);
  block->count++;
}

/* Reads the next line of the record that is being taken apart; FALSE where it has no more. */
static gboolean
read_part (TvRowReader *reader, TvRowBlock *block)
{
  TvRecord line;
  guint item;

  if (!tv_record_split_next (reader->split, &line, &item))
    return FALSE;
  read_row (reader, block, &line, item);
  return TRUE;
}

/* What a person mended is a cell of the file, before its record is taken apart. */
static void
begin_parts (TvRowReader *reader, const TvRecord *record)
{
  TvRecord mended;

  if (reader->file->repairs != NULL)
    {
      mended = mend (reader, record);
      record = &mended;
    }
  tv_record_split_begin (reader->split, record);
  reader->tally.order_count += reader->plan.has_lines;
}

/* Fills a block; FALSE when there is no more. */
static gboolean
fill_block (TvRowReader *reader, TvRowBlock *block, TvRecord *record)
{
  block->count = 0;
  tv_arena_reset (&block->arena);
  while (block->count < TV_ROW_BLOCK)
    {
      if (G_UNLIKELY (reader->split != NULL) && read_part (reader, block))
        continue;
      if (!read_record (reader, record))
        return FALSE;
      record->is_below_blank |= reader->is_below_nothing;
      reader->is_below_nothing = FALSE;
      if (tv_row_captions_note (&reader->captions, record))
        continue;
      reader->is_below_nothing = is_aside (reader, record);
      if (reader->is_below_nothing)
        continue;
      tv_row_captions_fill (&reader->captions, record);
      if (G_UNLIKELY (tv_table_watch_look (&reader->watch, record)))
        {
          /* A title in an earlier block was given away already, and stays a reject. */
          block->count -= MIN (block->count, reader->watch.odd_count);
          return FALSE;
        }
      if (reader->orders != NULL)
        tv_order_table_join (reader->orders, record);
      if (G_UNLIKELY (reader->split != NULL))
        begin_parts (reader, record);
      else
        read_row (reader, block, record, 0);
    }
  return TRUE;
}

static void
unref (TvRowReader *reader)
{
  if (!g_atomic_ref_count_dec (&reader->references))
    return;
  for (guint i = 0; i < BLOCKS; i++)
    if (reader->blocks[i] != NULL)
      {
        tv_arena_clear (&reader->blocks[i]->arena);
        g_free (reader->blocks[i]->cells);
        g_free (reader->blocks[i]);
      }
  g_clear_pointer (&reader->records, tv_record_ahead_free);
  g_clear_pointer (&reader->orders, tv_order_table_free);
  if (reader->split != NULL)
    tv_record_split_clear (reader->split);
  g_free (reader->split);
  g_clear_pointer (&reader->progress, tv_progress_unref);
  g_clear_pointer (&reader->tables, tv_ref_tables_unref);
  g_async_queue_unref (reader->empty);
  g_async_queue_unref (reader->full);
  g_clear_error (&reader->error);
  tv_row_head_clear (&reader->head);
  tv_row_captions_clear (&reader->captions);
  tv_row_asides_clear (&reader->asides);
  g_clear_pointer (&reader->tally.empties, tv_empty_cells_free);
  g_free (reader->tally.filled_counts);
  for (guint i = 0; i < reader->plan.header_count; i++)
    tv_currency_watch_clear (&reader->tally.currencies[i]);
  g_free (reader->tally.currencies);
  g_clear_pointer (&reader->tally.settled, g_array_unref);
  tv_import_file_free (reader->file);
  g_free (reader);
}

/* The next empty block; NULL when nobody wants more. */
static TvRowBlock *
wait_for_empty (TvRowReader *reader)
{
  TvRowBlock *block = NULL;

  while (block == NULL && !g_atomic_int_get (&reader->is_stopped))
    block = g_async_queue_timeout_pop (reader->empty, NAP);
  return block;
}

/* Reads the orders of the lines, those of their cells that some column takes. */
static gboolean
load_orders (TvRowReader *reader)
{
  const TvImportJoin *join = reader->file->join;
  gboolean is_wanted[TV_RECORD_MAXIMUM_FIELDS] = { FALSE };

  if (join == NULL)
    return TRUE;
  for (guint i = 0; i < join->count; i++)
    is_wanted[i] = reader->plan.is_mapped[join->own_count + i];
  reader->orders = tv_order_table_load (join, is_wanted, reader->progress, &reader->error);
  if (reader->orders == NULL)
    return FALSE;
  if (reader->tables != NULL)
    tv_ref_tables_leave_near (reader->tables, tv_order_table_get_near_bytes (reader->orders));
  return TRUE;
}

/* Begins to read the file and passes its header. */
static gboolean
open_records (TvRowReader *reader, TvRecord *record)
{
  const TvImportFile *file = reader->file;

  if (!load_orders (reader))
    return FALSE;
  reader->records = tv_record_ahead_new (file->path, file->entry, file->dialect);
  for (guint i = 0; i < file->dialect->header_rows; i++)
    {
      if (!read_record (reader, record))
        return FALSE;
      tv_row_asides_keep_header (&reader->asides, record);
    }
  /* Another table above this one is no title of it. */
  if (file->tables != NULL && file->tables->len > 0
      && g_array_index (file->tables, TvSniffTable, 0).first_line <= file->dialect->preamble_rows)
    reader->tally.passed = (TvPassedLines){ 0 };
  return TRUE;
}

static void
push_end (TvRowReader *reader)
{
  TvRowBlock *block = wait_for_empty (reader);

  if (block == NULL)
    return;
  block->count = 0;
  g_async_queue_push (reader->full, block);
}

static gpointer
read_thread (gpointer data)
{
  TvRowReader *reader = data;
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  TvRowBlock *block;
  guint count;
  gboolean is_more = open_records (reader, record);

  if (!is_more)
    push_end (reader);
  while (is_more && (block = wait_for_empty (reader)) != NULL)
    {
      is_more = fill_block (reader, block, record);
      if (reader->tables != NULL)
        tv_ref_tables_find (reader->tables, &reader->plan, block->rows, block->count);
      tv_row_head_keep (&reader->head, &reader->plan);
      count = block->count; /* once pushed, the block is the writer's */
      block->position = tv_record_ahead_get_position (reader->records);
      g_async_queue_push (reader->full, block);
      /* The last rows go before the end. */
      if (!is_more && count > 0)
        push_end (reader);
    }
  unref (reader);
  return NULL;
}

static void
tally_init (TvRowReader *reader)
{
  reader->tally.empties = tv_empty_cells_new (reader->file);
  reader->tally.filled_counts = g_new0 (guint64, reader->plan.header_count + 1);
  reader->tally.currencies = g_new0 (TvCurrencyWatch, reader->plan.header_count + 1);
  if (tv_mended_has_header (reader->file))
    reader->tally.settled = g_array_new (FALSE, FALSE, sizeof (TvRowSettled));
  for (guint slot = 0; slot < reader->plan.slot_count; slot++)
    if (tv_column_form_has_currency (reader->plan.columns[slot]))
      reader->amounts[reader->amount_count++] = (guint) reader->plan.indices[slot];
}

/**
 * tv_row_reader_new:
 * @file: a file with a kind; copied, but to be kept as long as rows are taken
 * @date_order: how days are read
 * @tables: (nullable): where the customers and products of the rows are found; nobody else may look
 * up in them until the last row was taken
 * @progress: (nullable): whose cancel ends the waiting for rows
 *
 * Begins to read, in a thread: opens the file, passes its header, parses rows. What goes wrong with
 * the file is told by tv_row_reader_take().
 *
 * Returns: (transfer full): the reader
 */
TvRowReader *
tv_row_reader_new (const TvImportFile *file,
                   TvDateOrder date_order,
                   TvRefTables *tables,
                   TvProgress *progress)
{
  TvRowReader *reader = g_new0 (TvRowReader, 1);

  g_atomic_ref_count_init (&reader->references);
  reader->file = tv_import_file_copy (file);
  tv_import_file_leave_copies (reader->file);
  tv_sheet_fields_set (reader->file);
  tv_row_plan_init (&reader->plan, reader->file, date_order);
  tv_row_head_init (&reader->head, &reader->plan);
  tv_row_captions_init (&reader->captions, reader->file);
  tv_row_asides_init (&reader->asides);
  tv_table_watch_init (&reader->watch, reader->file);
  if (reader->file->split != NULL)
    {
      reader->split = g_new0 (TvRecordSplit, 1);
      tv_record_split_init (reader->split, reader->file->split);
      reader->split->is_single = !reader->plan.has_lines;
    }
  reader->progress = progress != NULL ? tv_progress_ref (progress) : NULL;
  reader->tables = tables != NULL ? tv_ref_tables_ref (tables) : NULL;
  reader->empty = g_async_queue_new ();
  reader->full = g_async_queue_new ();
  tally_init (reader);
  for (guint i = 0; i < BLOCKS; i++)
    {
      TvRowBlock *block = reader->blocks[i] = g_new0 (TvRowBlock, 1);

      block->cells = g_new0 (TvCell, (gsize) TV_ROW_BLOCK * MAX (reader->plan.slot_count, 1));
      tv_arena_init (&block->arena);
      g_async_queue_push (reader->empty, block);
    }
  g_atomic_ref_count_inc (&reader->references);
  g_thread_unref (g_thread_new ("import-reader", read_thread, reader));
  return reader;
}

/**
 * tv_row_reader_free:
 * @reader: (transfer full): the reader; no block that was taken may be used any more
 *
 * Stops the thread, without waiting for it.
 */
void
tv_row_reader_free (TvRowReader *reader)
{
  g_atomic_int_set (&reader->is_stopped, 1);
  unref (reader);
}

/**
 * tv_row_reader_get_plan:
 * @reader: the reader
 *
 * Returns: (transfer none): how its rows are read
 */
const TvRowPlan *
tv_row_reader_get_plan (const TvRowReader *reader)
{
  return &reader->plan;
}

/**
 * tv_row_reader_take:
 * @reader: the reader
 * @error: return location for an error of the file, or of a cancel
 *
 * Waits for the next rows, in the order of the file. A cancel is heard within a moment, even while
 * the file's disk does not answer.
 *
 * Returns: (transfer none) (nullable): a block to be given back; %NULL at the end, and on an error
 */
TvRowBlock *
tv_row_reader_take (TvRowReader *reader, GError **error)
{
  TvRowBlock *block = NULL;

  if (reader->is_over)
    return NULL;
  while (block == NULL)
    {
      if (!tv_progress_check (reader->progress, error))
        return NULL;
      block = g_async_queue_timeout_pop (reader->full, NAP);
    }
  if (block->count > 0)
    return block;
  reader->is_over = TRUE;
  if (reader->error != NULL)
    g_propagate_error (error, g_steal_pointer (&reader->error));
  return NULL;
}

/**
 * tv_row_reader_give_back:
 * @reader: the reader
 * @block: a block that was taken
 *
 * Lets the thread fill a block again.
 */
void
tv_row_reader_give_back (TvRowReader *reader, TvRowBlock *block)
{
  g_async_queue_push (reader->empty, block);
}

/**
 * tv_row_reader_get_next_table:
 * @reader: the reader, at its end
 * @out_kind: (out): what it is
 *
 * Returns: the line of the header of another table, which ended the reading; 0 = none was met
 */
gint64
tv_row_reader_get_next_table (const TvRowReader *reader, TvImportKind *out_kind)
{
  *out_kind = reader->watch.kind;
  return reader->watch.line;
}

/**
 * tv_row_reader_get_tally:
 * @reader: the reader, at its end
 *
 * Returns: (transfer none): what was counted
 */
const TvRowTally *
tv_row_reader_get_tally (const TvRowReader *reader)
{
  return &reader->tally;
}
