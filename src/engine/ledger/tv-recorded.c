/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain of the ledger cannot show that its end was cut off: the rows that were written with the
 * last events can. Reads what it is told to read. */
#include "ledger/tv-recorded.h"

static void
add_finding (const TvRecorded *recorded,
             GPtrArray *findings,
             TvRecordedFault fault,
             gint64 seq,
             gint64 row)
{
  TvLedgerFinding *finding = g_new0 (TvLedgerFinding, 1);

  finding->code = recorded->code;
  finding->table = recorded->table;
  finding->row = row;
  finding->message = recorded->describe (fault, seq, row);
  g_ptr_array_add (findings, finding);
}

static gboolean
check_events (TvJob *job, const TvRecorded *recorded, GPtrArray *findings, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, recorded->events, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 seq = tv_statement_get_int64 (statement, 0);
      gint64 row = tv_statement_get_int64 (statement, 2);

      if (tv_statement_is_null (statement, 2))
        add_finding (recorded, findings, TV_RECORDED_GONE, seq, 0);
      else if (!recorded->is_as_recorded (statement))
        add_finding (recorded, findings, TV_RECORDED_OTHER, seq, row);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static gboolean
check_strays (TvJob *job, const TvRecorded *recorded, GPtrArray *findings, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, recorded->strays, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    add_finding (recorded, findings, TV_RECORDED_STRAY, 0, tv_statement_get_int64 (statement, 0));
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

/**
 * tv_recorded_check:
 * @job: a reader's job
 * @recorded: which rows, and how they are compared
 * @findings: (element-type TvLedgerFinding): what does not fit is added here
 * @error: return location for an error
 *
 * Compares each event with the row that it records, and looks for rows without an event.
 *
 * Returns: TRUE if everything could be read, whatever was found
 */
gboolean
tv_recorded_check (TvJob *job, const TvRecorded *recorded, GPtrArray *findings, GError **error)
{
  return check_events (job, recorded, findings, error)
         && check_strays (job, recorded, findings, error);
}
