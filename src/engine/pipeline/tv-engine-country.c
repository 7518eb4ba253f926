/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The country of the shop: numbers without a country code are read as they are dialled there. A
 * setting of the workspace, by which the customers are made anew from their rows. */
#include "pipeline/tv-engine-country.h"

#include <glib/gi18n-lib.h>

#include "base/tv-country.h"
#include "base/tv-error.h"
#include "pipeline/tv-customer-change.h"

static gboolean
set_country_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_connection_set_setting (job->db, "country", data, error)
         && tv_customer_derive (job, error);
}

/**
 * tv_engine_set_country:
 * @engine: the engine
 * @country: code or name of a country whose phone numbers are known
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; INVALID_INPUT where they are not
 *
 * Reads all phone numbers anew, as they are dialled in that country; those of addresses elsewhere
 * as before. What people wrote by hand stays.
 *
 * Returns: %FALSE on an error or a cancel; then all is as before
 */
gboolean
tv_engine_set_country (TvEngine *engine, const char *country, TvProgress *progress, GError **error)
{
  const TvPhonePlan *plan = tv_phone_plan_find (tv_country_find (country));

  if (plan != NULL)
    return tv_engine_change_customers (engine,
                                       set_country_cb,
                                       (gpointer) tv_phone_plan_get_country (plan),
                                       progress,
                                       error);
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not take “%s”: that is no country whose phone numbers are known. Give its "
                  "code, such as FR or DE."),
               country);
  return FALSE;
}
