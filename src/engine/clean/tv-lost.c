/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers and products that nothing names any more go. One statement that looks each up in a
 * table of all names, and that can be taken back as a whole, takes memory for every row there is:
 * so what is named takes a bit each, and rows go some at a time. */
#include "clean/tv-clean-private.h"

#include <string.h>

#include "base/tv-far-array.h"

#define MOST_AT_ONCE (1 << 14) /* rows that one statement deletes */
#define CANCEL_ROWS 0xfff      /* rows between two looks at the cancel */

/* Ids without one between them that stays. */
typedef struct
{
  gint64 first, last;
} Run;

/* Calls a function with each id that a statement lists. */
typedef void (*TakeFunc) (gint64 id, gpointer data);

static gboolean
list_ids (TvJob *job, TvSql sql, TakeFunc take, gpointer data, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = TV_STEP_ERROR;
  guint64 count = 0;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      take (tv_statement_get_int64 (statement, 0), data);
      if ((++count & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
    }
  return step == TV_STEP_DONE;
}

static void
note_named_cb (gint64 id, gpointer data)
{
  GByteArray *bits = data;
  guint length = bits->len;

  if (id < 0 || id > G_MAXINT32)
    return;
  if (id / 8 >= length)
    {
      g_byte_array_set_size (bits, (guint) MAX (id / 8 + 1, length + length / 2));
      memset (bits->data + length, 0, bits->len - length);
    }
  bits->data[id / 8] |= (guint8) (1 << id % 8);
}

typedef struct
{
  const GByteArray *named;
  TvFarArray *runs; /* of Run, by ascending ids */
  guint count;      /* of rows in the last one; 0 = it is over */
} Search;

static void
find_lost_cb (gint64 id, gpointer data)
{
  Search *search = data;
  Run *run;

  if (id < 0 || (id / 8 < search->named->len && (search->named->data[id / 8] & 1 << id % 8) != 0))
    {
      search->count = 0;
      return;
    }
  if (search->count == 0 || search->count == MOST_AT_ONCE)
    {
      run = tv_far_array_add (search->runs);
      run->first = id;
      search->count = 0;
    }
  else
    run = tv_far_array_get (search->runs, tv_far_array_get_count (search->runs) - 1);
  run->last = id;
  search->count++;
}

/**
 * tv_clean_delete_lost:
 * @job: a job with the writer, inside a transaction
 * @named: lists the ids that stay, in any order and as often as it likes
 * @all: lists the ids that are there, in their order
 * @delete: deletes the rows from one id to another
 * @error: return location for an error or a cancel
 *
 * Deletes the rows that nothing names any more.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_clean_delete_lost (TvJob *job, TvSql named, TvSql all, TvSql delete, GError **error)
{
  g_autoptr (GByteArray) bits = g_byte_array_new ();
  g_autoptr (TvFarArray) runs = tv_far_array_new (sizeof (Run));
  Search search = { bits, runs, 0 };

  if (!list_ids (job, named, note_named_cb, bits, error)
      || !list_ids (job, all, find_lost_cb, &search, error))
    return FALSE;
  for (guint32 i = 0; i < tv_far_array_get_count (runs); i++)
    {
      const Run *run = tv_far_array_get (runs, i);

      if (!tv_progress_check (job->progress, error)
          || !tv_connection_execute (job->db, delete, error, "ii", run->first, run->last))
        return FALSE;
    }
  return TRUE;
}
