/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring of blocks of records: to find where records and cells end takes as long as a third of a
 * dry run, and needs nothing that the rest of it does. Records are copied, as those of the source
 * stand only until the next one; a copy is one piece of memory, in the order in which it is read.
 * The thread owns all that it touches: it may wait for a disk that does not answer. */
#include "ingest/tv-record-ahead.h"

#include <string.h>

#include "ingest/tv-arena.h"

#define BLOCKS 4
#define BLOCK_RECORDS 512
#define BLOCK_BYTES (1 << 18) /* a block of long records is given away with fewer */
#define NAP (G_USEC_PER_SEC / 50)

typedef struct
{
  guint count;
  gsize size; /* bytes of the copies */
  TvRecord records[BLOCK_RECORDS];
  TvArena arena;
  gint64 position;    /* bytes of the file that were read by then */
  gboolean is_last;   /* nothing comes behind its records */
  TvPassedLines rest; /* of the last one: lines below its records that are none */
} Block;

struct _TvRecordAhead
{
  gatomicrefcount references; /* the thread's and the reader's */
  char *path, *entry;
  TvDialect *dialect;
  GAsyncQueue *empty, *full; /* of Block */
  gint is_stopped;           /* atomic: nobody wants more */
  Block *blocks[BLOCKS];
  GError *error; /* what ended the reading; read after the last block has come */
  /* Of who reads: */
  Block *present; /* (nullable) */
  guint given;    /* of its records */
  gint64 position;
};

static void
unref (TvRecordAhead *ahead)
{
  if (!g_atomic_ref_count_dec (&ahead->references))
    return;
  for (guint i = 0; i < BLOCKS; i++)
    {
      tv_arena_clear (&ahead->blocks[i]->arena);
      g_free (ahead->blocks[i]);
    }
  g_async_queue_unref (ahead->empty);
  g_async_queue_unref (ahead->full);
  g_clear_error (&ahead->error);
  tv_dialect_free (ahead->dialect);
  g_free (ahead->path);
  g_free (ahead->entry);
  g_free (ahead);
}

/* A copy of a record: its pointers, its text, and the cells that do not stand in the text. */
static void
add_record (Block *block, const TvRecord *record)
{
  gsize cells = record->field_count * (sizeof (char *) + sizeof (gsize));
  gsize text = (record->raw_length + sizeof (gsize)) / sizeof (gsize) * sizeof (gsize);
  char *copy = tv_arena_take (&block->arena, cells + text);
  const char **fields = (const char **) (gpointer) copy;
  gsize *lengths = (gsize *) (gpointer) (fields + record->field_count);
  char *raw = (char *) (lengths + record->field_count);
  TvRecord *added = &block->records[block->count++];

  memcpy (raw, record->raw, record->raw_length);
  for (guint i = 0; i < record->field_count; i++)
    {
      gsize at = (gsize) (record->fields[i] - record->raw), length = record->lengths[i];

      lengths[i] = length;
      if (G_LIKELY (at <= record->raw_length))
        {
          fields[i] = raw + at;
          continue;
        }
      text = (length + sizeof (gsize)) / sizeof (gsize) * sizeof (gsize);
      fields[i] = memcpy (tv_arena_take (&block->arena, text), record->fields[i], length);
      block->size += text;
    }
  *added = *record;
  added->fields = fields;
  added->lengths = lengths;
  added->raw = raw;
  if (G_UNLIKELY (record->passed != NULL))
    {
      TvPassedLines *passed = (gpointer) tv_arena_take (&block->arena, sizeof *passed);

      *passed = *record->passed;
      added->passed = passed;
      block->size += sizeof *passed;
    }
  block->size += cells + text;
}

static void
fill_block (TvRecordAhead *ahead, TvRecordSource *source, Block *block, TvRecord *record)
{
  block->count = 0;
  block->size = 0;
  tv_arena_reset (&block->arena);
  while (source != NULL && block->count < BLOCK_RECORDS && block->size < BLOCK_BYTES)
    {
      record->passed = NULL;
      if (!tv_record_source_read (source, record, &ahead->error))
        {
          block->is_last = TRUE;
          tv_passed_lines_add (&block->rest, record->passed);
          break;
        }
      add_record (block, record);
    }
  block->is_last |= source == NULL;
  block->position = source != NULL ? tv_record_source_get_position (source) : 0;
}

/* The next empty block; NULL when nobody wants more. */
static Block *
wait_for_empty (TvRecordAhead *ahead)
{
  Block *block = NULL;

  while (block == NULL && !g_atomic_int_get (&ahead->is_stopped))
    block = g_async_queue_timeout_pop (ahead->empty, NAP);
  return block;
}

static gpointer
cut_thread (gpointer data)
{
  TvRecordAhead *ahead = data;
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  TvRecordSource *source
      = tv_record_source_open (ahead->path, ahead->entry, ahead->dialect, &ahead->error);
  gboolean is_last = FALSE;
  Block *block;

  while (!is_last && (block = wait_for_empty (ahead)) != NULL)
    {
      fill_block (ahead, source, block, record);
      is_last = block->is_last; /* once pushed, the block is the reader's */
      g_async_queue_push (ahead->full, block);
    }
  g_clear_pointer (&source, tv_record_source_free);
  unref (ahead);
  return NULL;
}

/**
 * tv_record_ahead_new:
 * @path: (type filename): a file
 * @entry: (nullable): as of tv_record_source_open()
 * @dialect: how text is written
 *
 * Begins to read, in a thread: opens the file, cuts records. What goes wrong with the file is told
 * by tv_record_ahead_read().
 *
 * Returns: (transfer full): the reading
 */
TvRecordAhead *
tv_record_ahead_new (const char *path, const char *entry, const TvDialect *dialect)
{
  TvRecordAhead *ahead = g_new0 (TvRecordAhead, 1);

  g_atomic_ref_count_init (&ahead->references);
  ahead->path = g_strdup (path);
  ahead->entry = g_strdup (entry);
  ahead->dialect = tv_dialect_copy (dialect);
  ahead->empty = g_async_queue_new ();
  ahead->full = g_async_queue_new ();
  for (guint i = 0; i < BLOCKS; i++)
    {
      ahead->blocks[i] = g_new0 (Block, 1);
      tv_arena_init (&ahead->blocks[i]->arena);
      g_async_queue_push (ahead->empty, ahead->blocks[i]);
    }
  g_atomic_ref_count_inc (&ahead->references);
  g_thread_unref (g_thread_new ("import-cutter", cut_thread, ahead));
  return ahead;
}

/**
 * tv_record_ahead_free:
 * @ahead: (transfer full): the reading; no record that was read may be used any more
 *
 * Stops the thread, without waiting for it.
 */
void
tv_record_ahead_free (TvRecordAhead *ahead)
{
  g_atomic_int_set (&ahead->is_stopped, 1);
  unref (ahead);
}

/* Gives back the block whose records were all read, and waits for the next one. */
static gboolean
next_block (TvRecordAhead *ahead, GError **error)
{
  if (ahead->present != NULL && ahead->present->is_last)
    {
      if (ahead->error != NULL)
        g_propagate_error (error, g_steal_pointer (&ahead->error));
      return FALSE;
    }
  if (ahead->present != NULL)
    g_async_queue_push (ahead->empty, ahead->present);
  ahead->present = g_async_queue_pop (ahead->full);
  ahead->position = ahead->present->position;
  ahead->given = 0;
  return TRUE;
}

/**
 * tv_record_ahead_read:
 * @ahead: the reading
 * @out_record: (out caller-allocates): the next record that is not blank
 * @error: return location for an error of the file as a whole
 *
 * Waits for the next record, as long as the file's disk takes. One that cannot be read has a
 * problem and no cells that can be relied on.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_record_ahead_read (TvRecordAhead *ahead, TvRecord *out_record, GError **error)
{
  while (G_UNLIKELY (ahead->present == NULL || ahead->given == ahead->present->count))
    if (!next_block (ahead, error))
      {
        out_record->passed = ahead->present->rest.has_some ? &ahead->present->rest : NULL;
        return FALSE;
      }
  *out_record = ahead->present->records[ahead->given++];
  return TRUE;
}

/**
 * tv_record_ahead_get_position:
 * @ahead: the reading
 *
 * Returns: how many bytes of the file were consumed for the records so far, for progress, and for
 * some more of them
 */
gint64
tv_record_ahead_get_position (const TvRecordAhead *ahead)
{
  return ahead->position;
}
