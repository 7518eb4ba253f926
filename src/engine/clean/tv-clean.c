/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rebuilds what is derived from the sources of all committed batches. The same sources give the
 * same rows. */
#include "clean/tv-clean.h"

#include "clean/tv-clean-private.h"

/**
 * tv_clean_rebuild:
 * @job: a job with the writer, inside a transaction
 * @error: return location for an error
 *
 * Brings customers, families, products and aliases up to date.
 *
 * Returns: %FALSE on an error or a cancel; then the transaction has to be rolled back
 */
gboolean
tv_clean_rebuild (TvJob *job, GError **error)
{
  return tv_clean_customers (job, error) && tv_clean_products (job, error);
}
