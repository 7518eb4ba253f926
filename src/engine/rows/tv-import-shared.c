/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is told of rows that know their customers by addresses of several. */
#include <glib/gi18n-lib.h>

#include "base/tv-number.h"
#include "rows/tv-import-row.h"

/**
 * tv_import_result_dup_shared:
 * @result: what a file came to
 *
 * Returns: (transfer full) (nullable): how many addresses stand for no single customer, and what to
 * do about it, as translated sentences; %NULL where there are none
 */
char *
tv_import_result_dup_shared (const TvImportResult *result)
{
  g_autofree char *count = tv_count_to_display (result->shared_address_count);

  if (result->shared_address_count == 0)
    return NULL;
  return g_strdup_printf (
      ngettext ("%s address belongs to several customers, so that its rows wait. Where they are "
                "one person, merge them.",
                "%s addresses belong to several customers each, so that their rows wait. Where "
                "they are one person, merge them.",
                (gulong) result->shared_address_count),
      count);
}
