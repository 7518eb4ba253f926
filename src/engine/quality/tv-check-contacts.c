/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the contacts: days to come, which nobody was contacted on. Reads contact_event. */
#include "quality/tv-check-private.h"

static gboolean
count_contacts (TvCheckScan *scan, gint64 *out_count, GError **error)
{
  TvStatement *statement;

  if (!tv_check_prepare (scan, &statement, TV_SQL_QUALITY_COUNT_CONTACTS, error)
      || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  *out_count = tv_statement_get_int64 (statement, 0);
  tv_statement_reset (statement);
  return TRUE;
}

/**
 * tv_check_scan_contacts:
 * @scan: (inout): the scan
 * @error: return location for an error or a cancel
 *
 * Checks the contacts. Those of a day to come are left out of silence and counts until then, as
 * sales are.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_scan_contacts (TvCheckScan *scan, GError **error)
{
  TvStatement *statement;
  TvStep step;
  gint64 count, future = 0;

  if (!count_contacts (scan, &count, error)
      || !tv_check_prepare (scan, &statement, TV_SQL_QUALITY_LIST_FUTURE_CONTACTS, error))
    return FALSE;
  tv_statement_bind_int64 (statement, 2, scan->today);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvCheckPlace place = { .table = "contact_event",
                             .id = tv_statement_get_int64 (statement, 0),
                             .batch_id = tv_statement_get_int64 (statement, 1),
                             .line = tv_statement_get_int64 (statement, 2),
                             .key = tv_statement_get_text (statement, 3) };
      g_autofree char *iso = tv_day_to_iso ((TvDay) tv_statement_get_int64 (statement, 4));

      if (!tv_check_tick (scan, ++future, error))
        return FALSE;
      tv_check_count (scan, TV_CHECK_FUTURE_DATE, TRUE, 0, &place, "contact_date", iso);
    }
  tv_check_count_many (scan, TV_CHECK_FUTURE_DATE, count - future, 0);
  return step == TV_STEP_DONE;
}
