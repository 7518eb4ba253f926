/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers behind an import or behind a check, as a set of the ids of their masters. Finding
 * them reads whole tables, so the last set is kept: every letter of a search asks for it again. */
#include "pipeline/tv-customer-origin.h"

#include "quality/tv-check.h"
#include "rows/tv-check-row.h"

/* Adds the masters that a statement gives. */
static gboolean
add_all (GHashTable *ids, TvJob *job, TvStatement *statement, GError **error)
{
  guint64 seen = 0;
  TvStep step;

  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if ((++seen & 0xfff) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      g_hash_table_add (ids, GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 0)));
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static gboolean
add_one_bound (GHashTable *ids, TvJob *job, TvSql sql, gint64 value, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, value);
  return add_all (ids, job, statement, error);
}

/* A check names masters, or rows of sources; those of customers and of sales have one. */
static gboolean
add_found (GHashTable *ids, TvJob *job, const TvCustomerQuery *query, GError **error)
{
  g_autoptr (GPtrArray) rows = tv_check_list_rows (job,
                                                   query->batch_id,
                                                   tv_day_today (),
                                                   (TvCheck) (query->found_by - 1),
                                                   G_MAXUINT,
                                                   error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TvCheckRow *row = g_ptr_array_index (rows, i);
      TvSql sql;

      if (g_str_equal (row->table, "customer"))
        {
          g_hash_table_add (ids, GSIZE_TO_POINTER (row->id));
          continue;
        }
      if (g_str_equal (row->table, "source_customer"))
        sql = TV_SQL_VIEWS_FIND_MASTER_OF_ROW;
      else if (g_str_equal (row->table, "sales_line"))
        sql = TV_SQL_VIEWS_FIND_MASTER_OF_LINE;
      else
        continue;
      if (!add_one_bound (ids, job, sql, row->id, error))
        return FALSE;
    }
  return rows != NULL;
}

static GHashTable *
load (TvJob *job, const TvCustomerQuery *query, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  gboolean is_good
      = query->found_by != 0
            ? add_found (ids, job, query, error)
            : add_one_bound (ids, job, TV_SQL_VIEWS_LIST_BATCH_MASTERS, query->batch_id, error);

  return is_good ? g_steal_pointer (&ids) : NULL;
}

/**
 * tv_customer_origin_ref:
 * @engine: the engine
 * @query: names an import, a check, or both
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Finds the customers that the import names, or that the check finds something in.
 *
 * Returns: (transfer full) (nullable): the set of the ids of their masters
 */
GHashTable *
tv_customer_origin_ref (TvEngine *engine,
                        const TvCustomerQuery *query,
                        TvProgress *progress,
                        GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GHashTable) ids = NULL;
  TvOriginCache *cache = &engine->origin;
  TvStamp stamp;

  if (!tv_read_begin (&read, engine, progress, error) || !tv_stamp_read (&stamp, &read.job, error))
    return NULL;
  g_mutex_lock (&engine->lock);
  if (cache->ids != NULL && cache->stamp_id == stamp.batch_id && cache->batch_id == query->batch_id
      && cache->found_by == query->found_by)
    ids = g_hash_table_ref (cache->ids);
  g_mutex_unlock (&engine->lock);
  if (ids != NULL)
    return g_steal_pointer (&ids);
  ids = load (&read.job, query, error);
  if (ids == NULL)
    return NULL;
  g_mutex_lock (&engine->lock);
  g_clear_pointer (&cache->ids, g_hash_table_unref);
  *cache
      = (TvOriginCache){ stamp.batch_id, query->batch_id, query->found_by, g_hash_table_ref (ids) };
  g_mutex_unlock (&engine->lock);
  return g_steal_pointer (&ids);
}
