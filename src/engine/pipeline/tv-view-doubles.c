/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads of customers who may be one person, and of what people said about them. */
#include "base/tv-error.h"
#include "ledger/tv-link-events.h"
#include "pipeline/tv-customer-change.h"
#include "pipeline/tv-engine-links.h"
#include "pipeline/tv-engine-private.h"
#include "quality/tv-check.h"

/**
 * tv_engine_list_doubles:
 * @engine: the engine
 * @batch_id: a batch, whose customers one of each group has to be; 0 = all
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Finds the customers who may be one person.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerDouble): the likeliest first
 */
GPtrArray *
tv_engine_list_doubles (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, progress, error)
             ? tv_check_list_doubles (&read.job, batch_id, error)
             : NULL;
}

static char **
list_codes (TvJob *job, gint64 id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_LINKED_CODES, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  TvStep step = TV_STEP_ERROR;

  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, id);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_strv_builder_add (builder, tv_statement_get_text (statement, 0));
  return step == TV_STEP_DONE ? g_strv_builder_end (builder) : NULL;
}

static TvCustomerSide *
read_side (TvJob *job, gint64 id, GError **error)
{
  g_autoptr (TvCustomerSide) side = g_new0 (TvCustomerSide, 1);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_SIDE, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ERROR)
    return NULL;
  if (step == TV_STEP_DONE || tv_statement_get_int64 (statement, 11) != id)
    {
      tv_statement_reset (statement);
      tv_customer_set_gone_error (job, id, error);
      return NULL;
    }
  side->id = id;
  side->customer_code = tv_statement_dup_text (statement, 0);
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    side->values[i] = tv_statement_dup_text (statement, 1 + i);
  side->is_optout = tv_statement_get_int64 (statement, 9) != 0;
  side->is_bounced = tv_statement_get_int64 (statement, 10) != 0;
  side->order_count = tv_statement_get_int64 (statement, 12);
  side->spent_cents = tv_statement_get_int64 (statement, 13);
  side->last_order_day = tv_statement_is_null (statement, 14)
                             ? TV_DAY_NONE
                             : (TvDay) tv_statement_get_int64 (statement, 14);
  side->line_count = tv_statement_get_int64 (statement, 15);
  side->contact_count = tv_statement_get_int64 (statement, 16);
  side->item_count = tv_statement_get_int64 (statement, 17);
  side->run_count = tv_statement_get_int64 (statement, 18);
  tv_statement_reset (statement);
  side->linked_codes = list_codes (job, id, error);
  return side->linked_codes != NULL ? g_steal_pointer (&side) : NULL;
}

/**
 * tv_engine_get_sides:
 * @engine: the engine
 * @ids: (array length=count): masters
 * @count: their number
 * @error: return location for an error; CONFLICT where one is a master no more
 *
 * Reads customers to put them beside each other.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerSide): in the order of @ids
 */
GPtrArray *
tv_engine_get_sides (TvEngine *engine, const gint64 *ids, guint count, GError **error)
{
  g_autoptr (GPtrArray) sides
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_customer_side_free);
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  for (guint i = 0; i < count; i++)
    {
      TvCustomerSide *side = read_side (&read.job, ids[i], error);

      if (side == NULL)
        return NULL;
      g_ptr_array_add (sides, side);
    }
  return g_steal_pointer (&sides);
}

/**
 * tv_engine_list_links:
 * @engine: the engine
 * @error: return location for an error
 *
 * Lists the merges of customers and those who were kept apart, and what was taken back of it.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerLink): the oldest first
 */
GPtrArray *
tv_engine_list_links (TvEngine *engine, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_link_list (&read.job, error) : NULL;
}
