/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people say of customers is an event of the ledger; the customers are made anew from it, and
 * the profiles, all in one transaction. */
#include "pipeline/tv-customer-change.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"
#include "clean/tv-clean.h"
#include "pipeline/tv-import-derive.h"
#include "pipeline/tv-warm.h"

/**
 * tv_customer_check_master:
 * @job: a job
 * @customer_id: a customer
 * @error: return location for %TV_ERROR_CONFLICT
 *
 * Returns: whether the customer is there, and no code of another one by now
 */
gboolean
tv_customer_check_master (TvJob *job, gint64 customer_id, GError **error)
{
  gint64 master = 0;

  if (tv_connection_get_int64 (job->db, TV_SQL_QUALITY_GET_MASTER, &master, NULL, "i", customer_id)
      && master == customer_id)
    return TRUE;
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_CONFLICT,
               _ ("Customer number %" PRId64 " is gone, or merged with another one by now."),
               customer_id);
  return FALSE;
}

/**
 * tv_customer_derive:
 * @job: the writer inside a transaction
 * @error: return location for an error
 *
 * Makes customers and profiles anew from the sources and the ledger.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_customer_derive (TvJob *job, GError **error)
{
  return tv_clean_rebuild (job, error) && tv_profiles_write_again (job, error);
}

/**
 * tv_engine_change_customers:
 * @engine: the engine
 * @func: what to write
 * @data: for @func
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Writes what changes customers and their profiles; a warm base is of no use any more.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_change_customers (TvEngine *engine,
                            TvWriteFunc func,
                            gpointer data,
                            TvProgress *progress,
                            GError **error)
{
  tv_engine_drop_warm (engine);
  return tv_engine_write (engine,
                          func,
                          data,
                          TV_CHANGED_SOURCES | TV_CHANGED_PROFILES,
                          progress,
                          error);
}
