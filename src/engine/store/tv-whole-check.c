/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's quick_check of the whole file, which takes minutes for a large one on a cold disk: how
 * far it is and a cancel. First it follows all pages, each of which it reads once, then it steps
 * through the rows of all tables, which lie in most of these pages. A check of one table after the
 * other would tell more easily how far it is, but would not find pages that belong to nobody or to
 * two. */
#include "store/tv-whole-check.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/tv-connection-private.h"
#include "store/tv-read-watch.h"

#define TELL_BYTES (1 << 18) /* read between two looks at the cancel */
#define STEPS 10000          /* of the statement, the same */

typedef struct
{
  sqlite3 *db;
  TvProgress *progress;
  guint64 file_bytes;
  guint64 read_bytes, told_bytes; /* of the present step */
  gboolean is_at_rows;
} Check;

static void
read_cb (guint64 bytes, gpointer data)
{
  Check *check = data;

  check->read_bytes += bytes;
  if (check->read_bytes - check->told_bytes < TELL_BYTES)
    return;
  check->told_bytes = check->read_bytes;
  tv_progress_set_bytes (check->progress,
                         MIN (check->read_bytes, check->file_bytes),
                         check->file_bytes);
  /* Heard at the next page, or the next step. */
  if (tv_progress_is_cancelled (check->progress))
    sqlite3_interrupt (check->db);
}

static void
begin_rows (Check *check)
{
  if (check->is_at_rows)
    return;
  check->is_at_rows = TRUE;
  check->read_bytes = check->told_bytes = 0;
  tv_progress_begin_step (check->progress, _ ("Checking after an unclean end: rows"), .5, 1);
}

/* Called in the second step only, and then again and again. */
static int
stepped_cb (gpointer data)
{
  Check *check = data;

  begin_rows (check);
  return tv_progress_is_cancelled (check->progress);
}

/**
 * tv_whole_check_run:
 * @connection: a connection without a statement under way
 * @progress: (nullable): progress in bytes, and cancel
 * @out_is_whole: (out): whether nothing is wrong with the file
 * @error: return location
 *
 * Checks all pages and rows of a file.
 *
 * Returns: %FALSE on an error, or with %G_IO_ERROR_CANCELLED
 */
gboolean
tv_whole_check_run (TvConnection *connection,
                    TvProgress *progress,
                    gboolean *out_is_whole,
                    GError **error)
{
  Check check = { .db = connection->db, .progress = progress };
  g_autofree char *verdict = NULL;
  g_autoptr (GError) cause = NULL;
  gint64 count, size;

  if (!tv_connection_query_int64 (connection, "PRAGMA page_count", &count, error)
      || !tv_connection_query_int64 (connection, "PRAGMA page_size", &size, error)
      || !tv_progress_check (progress, error))
    return FALSE;
  check.file_bytes = (guint64) count * (guint64) size;
  tv_progress_begin_step (progress, _ ("Checking after an unclean end: pages"), 0, .5);
  sqlite3_progress_handler (connection->db, STEPS, stepped_cb, &check);
  tv_read_watch_set (read_cb, &check);
  /* Of all databases it would open the one for what is temporary, too, after which nobody could
   * choose within a transaction where that lies, as imports do. */
  verdict = tv_connection_query_text (connection, "PRAGMA main.quick_check (1)", &cause);
  tv_read_watch_set (NULL, NULL);
  sqlite3_progress_handler (connection->db, 0, NULL, NULL);
  /* What a check says that was stopped is worth nothing. */
  if (!tv_progress_check (progress, error))
    return FALSE;
  if (verdict == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  *out_is_whole = strcmp (verdict, "ok") == 0;
  begin_rows (&check);
  tv_progress_set_bytes (progress, check.file_bytes, check.file_bytes);
  return TRUE;
}
