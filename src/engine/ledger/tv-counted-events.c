/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A setting counts the events of a kind, so that a workspace without any need not be looked
 * through, and caches know when one came. Writes that setting and the ledger. */
#include "ledger/tv-counted-events.h"

/**
 * tv_counted_events_get_count:
 * @job: a job
 * @setting: the setting that counts
 *
 * Returns: how many such events there are, those that were taken back with them; it only grows
 */
gint64
tv_counted_events_get_count (TvJob *job, const char *setting)
{
  g_autofree char *count = tv_connection_dup_setting (job->db, setting, NULL);

  return count != NULL ? g_ascii_strtoll (count, NULL, 10) : 0;
}

/**
 * tv_counted_events_append:
 * @job: the writer inside a transaction
 * @setting: the setting that counts
 * @event: what to append to the ledger
 * @error: return location for an error
 *
 * Appends the event, and counts it.
 *
 * Returns: the number of the event, 0 on an error
 */
gint64
tv_counted_events_append (TvJob *job,
                          const char *setting,
                          const TvLedgerEvent *event,
                          GError **error)
{
  g_autofree char *count
      = g_strdup_printf ("%" G_GINT64_FORMAT, tv_counted_events_get_count (job, setting) + 1);

  return tv_connection_set_setting (job->db, setting, count, error)
             ? tv_ledger_append (job, event, error)
             : 0;
}
