/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One customer whole, for the pane: contact data, linked codes, orders, families, and what the
 * latest run gave. Reads by indices only, so that it takes no longer in a large base. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"
#include "pipeline/tv-engine-customers.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-view-item.h"

static TvStatement *
prepare_for (TvJob *job, TvSql sql, gint64 customer_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);

  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, customer_id);
  return statement;
}

static gboolean
fill_row (TvCustomerDetail *detail, TvJob *job, gint64 customer_id, GError **error)
{
  TvStatement *statement = prepare_for (job, TV_SQL_VIEWS_GET_CUSTOMER, customer_id, error);
  char **const texts[] = { &detail->email,       &detail->phone, &detail->address,
                           &detail->postal_code, &detail->city,  &detail->country };
  TvStep step;

  if (statement == NULL)
    return FALSE;
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find customer number %" PRId64 " in this workspace."),
                 customer_id);
  if (step != TV_STEP_ROW)
    return FALSE;
  detail->row = tv_customer_row_new (statement);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = tv_statement_dup_text (statement, 28 + (int) i);
  tv_statement_reset (statement);
  return TRUE;
}

static gboolean
fill_linked_codes (TvCustomerDetail *detail, TvJob *job, gint64 customer_id, GError **error)
{
  TvStatement *statement = prepare_for (job, TV_SQL_VIEWS_LIST_LINKED_CODES, customer_id, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_strv_builder_add (builder, tv_statement_get_text (statement, 0));
  tv_statement_reset (statement);
  detail->linked_codes = g_strv_builder_end (builder);
  return step == TV_STEP_DONE;
}

static gboolean
fill_orders (TvCustomerDetail *detail, TvJob *job, gint64 customer_id, GError **error)
{
  TvStatement *statement = prepare_for (job, TV_SQL_VIEWS_LIST_ORDERS, customer_id, error);
  TvStep step;

  detail->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_order_row_free);
  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvOrderRow *order = g_new0 (TvOrderRow, 1);

      order->day = tv_statement_get_int64 (statement, 0);
      order->doc_ref = tv_statement_dup_text (statement, 1);
      order->doc_type = tv_statement_dup_text (statement, 2);
      order->line_count = tv_statement_get_int64 (statement, 3);
      order->amount_cents = tv_statement_get_int64 (statement, 4);
      g_ptr_array_add (detail->orders, order);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static gboolean
fill_families (TvCustomerDetail *detail, TvJob *job, gint64 customer_id, GError **error)
{
  TvStatement *statement = prepare_for (job, TV_SQL_VIEWS_LIST_FAMILY_SHARES, customer_id, error);
  gint64 total = 0;
  TvStep step;

  detail->families = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_family_share_free);
  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvFamilyShare *share = g_new0 (TvFamilyShare, 1);

      share->family = tv_statement_dup_text (statement, 0);
      share->spent_cents = tv_statement_get_int64 (statement, 1);
      total += share->spent_cents;
      g_ptr_array_add (detail->families, share);
    }
  tv_statement_reset (statement);
  for (guint i = 0; i < detail->families->len; i++)
    {
      TvFamilyShare *share = g_ptr_array_index (detail->families, i);

      share->share = (double) share->spent_cents / (double) total;
    }
  return step == TV_STEP_DONE;
}

static gboolean
fill_items (TvCustomerDetail *detail, TvJob *job, gint64 customer_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TvStatement *statement
      = prepare_for (job, TV_SQL_VIEWS_LIST_ITEMS_OF_CUSTOMER, customer_id, error);
  gint64 exclusion = -1;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 2, detail->run_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return FALSE;
  /* No row is no exclusion. */
  if (tv_connection_get_int64 (job->db,
                               TV_SQL_VIEWS_GET_EXCLUSION,
                               &exclusion,
                               NULL,
                               "ii",
                               detail->run_id,
                               customer_id))
    detail->exclusion = (int) exclusion;
  detail->items = tv_view_items (job, (const gint64 *) (void *) ids->data, ids->len, error);
  return detail->items != NULL;
}

/**
 * tv_engine_get_customer:
 * @engine: the engine
 * @customer_id: a master customer
 * @error: return location for an error; NOT_FOUND where there is none
 *
 * Reads everything that the customer pane shows, all from one state of the workspace. Orders are
 * those of all linked codes, the newest 5,000 documents.
 *
 * Returns: (transfer full) (nullable): the detail
 */
TvCustomerDetail *
tv_engine_get_customer (TvEngine *engine, gint64 customer_id, GError **error)
{
  g_autoptr (TvCustomerDetail) detail = g_new0 (TvCustomerDetail, 1);
  g_auto (TvRead) read = { 0 };
  g_autofree char *bounds = NULL;
  TvStamp stamp;

  if (!tv_read_begin (&read, engine, NULL, error) || !tv_stamp_read (&stamp, &read.job, error))
    return NULL;
  detail->run_id = stamp.run_id;
  detail->profile_as_of_day = stamp.profile_day;
  detail->exclusion = -1;
  bounds = tv_job_dup_setting (&read.job, "profile_bins");
  tv_rfm_bounds_from_text (&detail->bounds, bounds);
  if (!fill_row (detail, &read.job, customer_id, error)
      || !fill_linked_codes (detail, &read.job, customer_id, error)
      || !fill_orders (detail, &read.job, customer_id, error)
      || !fill_families (detail, &read.job, customer_id, error)
      || !fill_items (detail, &read.job, customer_id, error))
    return NULL;
  return g_steal_pointer (&detail);
}
