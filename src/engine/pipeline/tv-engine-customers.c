/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers for the table and its pane. Lists come from the index in memory, which is loaded again
 * when sources or profiles changed; rows are read by id. Writes nothing. */
#include "pipeline/tv-engine-customers.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "pipeline/tv-customer-index.h"
#include "pipeline/tv-customer-origin.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-engine-segments.h"

static TvCustomerIndex *
ref_index (TvEngine *engine, TvProgress *progress, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvCustomerIndex) index = NULL;
  TvStamp stamp;

  if (!tv_read_begin (&read, engine, progress, error) || !tv_stamp_read (&stamp, &read.job, error))
    return NULL;
  g_mutex_lock (&engine->lock);
  if (engine->index != NULL && tv_customer_index_is_good (engine->index, &stamp))
    index = tv_customer_index_ref (engine->index);
  g_mutex_unlock (&engine->lock);
  if (index != NULL)
    return g_steal_pointer (&index);

  index = tv_customer_index_load (&read.job, &stamp, error);
  if (index == NULL)
    return NULL;
  g_mutex_lock (&engine->lock);
  g_clear_pointer (&engine->index, tv_customer_index_unref);
  engine->index = tv_customer_index_ref (index);
  g_mutex_unlock (&engine->lock);
  return g_steal_pointer (&index);
}

static gboolean
is_elsewhere (gpointer id, gpointer value, gpointer set)
{
  return !g_hash_table_contains (set, id);
}

/**
 * tv_engine_list_customer_ids:
 * @engine: the engine
 * @query: order and filter
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Lists master customers. The first call after a change of the base loads the index, later ones
 * take some 10 ms for 100,000 customers.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids in the query's order
 */
GArray *
tv_engine_list_customer_ids (TvEngine *engine,
                             const TvCustomerQuery *query,
                             TvProgress *progress,
                             GError **error)
{
  g_autoptr (TvCustomerIndex) index = ref_index (engine, progress, error);
  g_autoptr (GHashTable) origin = NULL;
  g_autoptr (GHashTable) movers = NULL;
  GHashTable *only;

  if (index == NULL)
    return NULL;
  if (query->batch_id != 0 || query->found_by != 0)
    {
      origin = tv_customer_origin_ref (engine, query, progress, error);
      if (origin == NULL)
        return NULL;
    }
  if (query->moved_from != 0)
    {
      movers = tv_movement_ref_movers (engine, query, progress, error);
      if (movers == NULL)
        return NULL;
    }
  if (origin != NULL && movers != NULL)
    g_hash_table_foreach_remove (movers, is_elsewhere, origin);
  only = movers != NULL ? movers : origin;
  return tv_customer_index_list (index, query, only, progress, error);
}

/**
 * tv_engine_get_customers:
 * @engine: the engine
 * @ids: (array length=id_count): customers
 * @id_count: how many
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvCustomerRow) (nullable): the customers in the order
 * of the ids; NULL elements for unknown ids
 */
GPtrArray *
tv_engine_get_customers (TvEngine *engine, const gint64 *ids, gsize id_count, GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_full (id_count, (GDestroyNotify) tv_customer_row_free);
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  for (gsize i = 0; i < id_count; i++)
    {
      TvStatement *statement
          = tv_connection_prepare (read.job.db, TV_SQL_VIEWS_GET_CUSTOMER, error);
      TvStep step;

      if (statement == NULL)
        return NULL;
      tv_statement_bind_int64 (statement, 1, ids[i]);
      step = tv_statement_step (statement, error);
      if (step == TV_STEP_ERROR)
        return NULL;
      g_ptr_array_add (rows, step == TV_STEP_ROW ? tv_customer_row_new (statement) : NULL);
    }
  return g_steal_pointer (&rows);
}

/**
 * tv_engine_find_customer:
 * @engine: the engine
 * @customer_code: any code, also that of a duplicate
 * @error: return location for an error; NOT_FOUND names the code
 *
 * Returns: the id of the master customer, 0 on error
 */
gint64
tv_engine_find_customer (TvEngine *engine, const char *customer_code, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GError) local_error = NULL;
  gint64 id = 0;

  if (!tv_read_begin (&read, engine, NULL, error))
    return 0;
  if (tv_connection_get_int64 (read.job.db,
                               TV_SQL_VIEWS_FIND_CUSTOMER,
                               &id,
                               &local_error,
                               "t",
                               customer_code))
    return id;
  if (g_error_matches (local_error, TV_ERROR, TV_ERROR_NOT_FOUND))
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find the customer “%s” in this workspace."),
                 customer_code);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return 0;
}

/**
 * tv_engine_count_segments:
 * @engine: the engine
 * @out_counts: (out caller-allocates) (array fixed-size=12): customers in each segment
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_count_segments (TvEngine *engine, gint64 *out_counts, GError **error)
{
  g_autoptr (TvCustomerIndex) index = ref_index (engine, NULL, error);

  if (index == NULL)
    return FALSE;
  tv_customer_index_count_segments (index, out_counts);
  return TRUE;
}

/**
 * tv_engine_count_rfm:
 * @engine: the engine
 * @out_grid: (out caller-allocates): customers and what they spent, by recency and frequency
 * @out_bounds: (out caller-allocates): what the scores were given by
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_count_rfm (TvEngine *engine, TvRfmGrid *out_grid, TvRfmBounds *out_bounds, GError **error)
{
  g_autoptr (TvCustomerIndex) index = ref_index (engine, NULL, error);
  g_auto (TvRead) read = { 0 };
  g_autofree char *bounds = NULL;

  if (index == NULL || !tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  bounds = tv_job_dup_setting (&read.job, "profile_bins");
  tv_rfm_bounds_from_text (out_bounds, bounds);
  tv_customer_index_count_rfm (index, out_grid);
  return TRUE;
}
