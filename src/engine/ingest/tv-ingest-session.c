/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lasts over all files of one import: the codes, keys and labels that are known, so that a
 * file of lines finds the customers of the file before it. */
#include "ingest/tv-ingest-private.h"
#include "store/tv-bulk.h"

/**
 * tv_ingest_session_new:
 * @job: a job; with the writer, inside a transaction, unless it is a dry run
 * @is_dry_run: count everything and write nothing
 * @error: return location for an error
 *
 * Begins an import: loads what is known of customers and products.
 *
 * Returns: (transfer full) (nullable): the session
 */
TvIngestSession *
tv_ingest_session_new (TvJob *job, gboolean is_dry_run, GError **error)
{
  g_autoptr (TvIngestSession) session = g_new0 (TvIngestSession, 1);

  session->job = job;
  session->is_dry_run = is_dry_run;
  session->country = tv_connection_dup_setting (job->db, "country", NULL);
  session->addresses = tv_known_addresses_new (job);
  session->waiting = g_array_new (FALSE, FALSE, sizeof (TvWaiting));
  if (!is_dry_run && !tv_bulk_narrow_cache (job->db, error))
    return NULL;
  session->tables = tv_ref_tables_load (job, error);
  session->held = session->tables != NULL ? tv_difference_load_held (job, error) : NULL;
  if (session->held == NULL)
    return NULL;
  return g_steal_pointer (&session);
}

/**
 * tv_ingest_session_expect:
 * @session: a session
 * @file: a file that is to be taken in
 * @error: return location for an error
 *
 * Gets ready for a file: the prices of the catalogue are kept only where a file has no amounts of
 * its own, and addresses of customers where a file may know its customers by these. What files of
 * products that are taken in before it say of prices counts as well.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ingest_session_expect (TvIngestSession *session, const TvImportFile *file, GError **error)
{
  session->has_rows_of_codes |= file->kind == TV_KIND_SALES_LINES || file->kind == TV_KIND_CONTACTS;
  if (file->has_catalogue_prices && session->prices == NULL)
    session->prices = tv_prices_load (session->job, error);
  return !file->has_catalogue_prices || session->prices != NULL;
}

/**
 * tv_ingest_session_free:
 * @session: (transfer full): a session
 *
 * Ends an import.
 */
void
tv_ingest_session_free (TvIngestSession *session)
{
  g_clear_pointer (&session->tables, tv_ref_tables_unref);
  g_clear_pointer (&session->held, g_hash_table_unref);
  g_array_unref (session->waiting);
  g_clear_pointer (&session->addresses, tv_known_addresses_free);
  tv_noted_labels_clear (&session->new_labels);
  tv_prices_free (session->prices);
  g_free (session->country);
  g_free (session);
}
