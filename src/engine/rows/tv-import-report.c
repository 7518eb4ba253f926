/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of the rows that tell what an import, an undo or a trace came to, and the codes of their
 * closed sets. */
#include "rows/tv-import-report.h"

#include <glib/gi18n-lib.h>

static const char *const drifts[TV_N_DRIFTS] = {
  [TV_DRIFT_ROWS] = "ROWS",
  [TV_DRIFT_NEW_COLUMN] = "NEW_COLUMN",
  [TV_DRIFT_LOST_COLUMN] = "LOST_COLUMN",
  [TV_DRIFT_COLUMN_MAPPED] = "COLUMN_MAPPED",
  [TV_DRIFT_FORMAT] = "FORMAT",
  [TV_DRIFT_FILLED] = "FILLED",
  [TV_DRIFT_TOTAL] = "TOTAL",
  [TV_DRIFT_REJECTS] = "REJECTS",
  [TV_DRIFT_DAYS] = "DAYS",
  [TV_DRIFT_REPEATED] = "REPEATED",
};

static const struct
{
  const char *code;
  const char *title;
} outcomes[TV_N_UNDO_OUTCOMES] = {
  [TV_UNDO_REVERSED] = { "REVERSED", N_ ("Reversed") },
  [TV_UNDO_KEPT] = { "KEPT", N_ ("Kept") },
  [TV_UNDO_COULD_NOT] = { "COULD_NOT", N_ ("Could not be reversed") },
};

static const struct
{
  const char *code;
  const char *note; /* where the text of the file is missed */
} trace_files[TV_N_TRACE_FILES] = {
  [TV_TRACE_FILE_THERE] = { "THERE", NULL },
  [TV_TRACE_FILE_GONE]
  = { "GONE",
      N_ ("The file is gone: this is the value as it was taken in, not as it was written.") },
  [TV_TRACE_FILE_CHANGED] = { "CHANGED",
                              N_ ("The file has changed since: this is the value as it was taken "
                                  "in, not as it was written.") },
  [TV_TRACE_FILE_UNREADABLE] = { "UNREADABLE",
                                 N_ ("The file cannot be read: this is the value as it was taken "
                                     "in, not as it was written.") },
  [TV_TRACE_FILE_NOT_KEPT]
  = { "NOT_KEPT",
      N_ ("The file was not kept, as it came through a pipe or packed in another one: this is the "
          "value as it was taken in, not as it was written.") },
};

/**
 * tv_trace_file_get_code:
 * @file: what became of a file
 *
 * Returns: its code in JSON, static
 */
const char *
tv_trace_file_get_code (TvTraceFile file)
{
  g_return_val_if_fail ((guint) file < TV_N_TRACE_FILES, "");
  return trace_files[file].code;
}

/**
 * tv_trace_row_get_note:
 * @row: a row of a trace
 *
 * Says why the text of the file is not there; a value that is no cell of its file has none.
 *
 * Returns: (nullable): a translated sentence, static; %NULL where nothing is missed
 */
const char *
tv_trace_row_get_note (const TvTraceRow *row)
{
  const char *note = trace_files[row->file].note;
  gboolean is_missed = row->edit_seq == 0 && row->original == NULL && *row->header != '\0';

  return is_missed && note != NULL ? _ (note) : NULL;
}

/**
 * tv_drift_kind_get_code:
 * @kind: a kind of drift
 *
 * Returns: its code in JSON, static
 */
const char *
tv_drift_kind_get_code (TvDriftKind kind)
{
  g_return_val_if_fail ((guint) kind < TV_N_DRIFTS, "");
  return drifts[kind];
}

/**
 * tv_undo_outcome_get_code:
 * @outcome: an outcome
 *
 * Returns: its code in JSON, static
 */
const char *
tv_undo_outcome_get_code (TvUndoOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < TV_N_UNDO_OUTCOMES, "");
  return outcomes[outcome].code;
}

/**
 * tv_undo_outcome_get_title:
 * @outcome: an outcome
 *
 * Returns: its translated title, static
 */
const char *
tv_undo_outcome_get_title (TvUndoOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < TV_N_UNDO_OUTCOMES, "");
  return _ (outcomes[outcome].title);
}

/**
 * tv_import_change_free:
 * @change: (transfer full) (nullable): a change
 *
 * Frees a change.
 */
void
tv_import_change_free (TvImportChange *change)
{
  if (change == NULL)
    return;
  g_free (change->key);
  g_free (change->column);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/**
 * tv_import_difference_new:
 * @table: name of a table, static
 *
 * Returns: (transfer full): a difference of nothing
 */
TvImportDifference *
tv_import_difference_new (const char *table)
{
  TvImportDifference *difference = g_new0 (TvImportDifference, 1);

  difference->table = table;
  difference->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_change_free);
  difference->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_change_free);
  return difference;
}

/**
 * tv_import_difference_free:
 * @difference: (transfer full) (nullable): a difference
 *
 * Frees a difference.
 */
void
tv_import_difference_free (TvImportDifference *difference)
{
  if (difference == NULL)
    return;
  g_clear_pointer (&difference->changes, g_ptr_array_unref);
  g_clear_pointer (&difference->kept, g_ptr_array_unref);
  g_free (difference);
}

/**
 * tv_drift_finding_free:
 * @finding: (transfer full) (nullable): a finding
 *
 * Frees a finding.
 */
void
tv_drift_finding_free (TvDriftFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->subject);
  g_free (finding->before);
  g_free (finding->after);
  g_free (finding->message);
  g_free (finding);
}

/**
 * tv_undo_group_free:
 * @group: (transfer full) (nullable): a group
 *
 * Frees a group of a report.
 */
void
tv_undo_group_free (TvUndoGroup *group)
{
  if (group == NULL)
    return;
  g_free (group->message);
  g_clear_pointer (&group->names, g_ptr_array_unref);
  g_free (group);
}

/**
 * tv_undo_report_free:
 * @report: (transfer full) (nullable): a report
 *
 * Frees a report.
 */
void
tv_undo_report_free (TvUndoReport *report)
{
  if (report == NULL)
    return;
  g_free (report->file_name);
  g_clear_pointer (&report->groups, g_ptr_array_unref);
  g_free (report);
}

/**
 * tv_source_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees a source with its batches.
 */
void
tv_source_row_free (TvSourceRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->folder);
  g_free (row->preset_name);
  g_clear_pointer (&row->batches, g_ptr_array_unref);
  g_free (row);
}

/**
 * tv_preset_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees a preset.
 */
void
tv_preset_row_free (TvPresetRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->mapping);
  g_free (row);
}

/**
 * tv_trace_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees a row of a trace.
 */
void
tv_trace_row_free (TvTraceRow *row)
{
  if (row == NULL)
    return;
  g_free (row->actor);
  g_free (row->beside);
  g_free (row->file_name);
  g_free (row->folder);
  g_free (row->entry);
  g_free (row->header);
  g_free (row->code);
  g_free (row->product);
  g_free (row->value);
  g_strfreev (row->factors);
  g_free (row->original);
  g_free (row);
}

/**
 * tv_trace_free:
 * @trace: (transfer full) (nullable): a trace
 *
 * Frees a trace.
 */
void
tv_trace_free (TvTrace *trace)
{
  if (trace == NULL)
    return;
  g_free (trace->table);
  g_free (trace->key);
  g_free (trace->column);
  g_free (trace->value);
  g_clear_pointer (&trace->rows, g_ptr_array_unref);
  g_free (trace);
}
