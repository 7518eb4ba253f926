/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of cells that outlive their record. */
#include "ingest/tv-record.h"

/**
 * tv_record_dup_cell:
 * @record: a record
 * @field: below its field count
 *
 * Returns: (transfer full): the cell, NUL-terminated; bytes that are no UTF-8 are replaced
 */
char *
tv_record_dup_cell (const TvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->field_count, NULL);
  return g_utf8_make_valid (record->fields[field], (gssize) record->lengths[field]);
}

/**
 * tv_record_dup_cells:
 * @record: a record
 *
 * Returns: (transfer full) (array zero-terminated=1): all of its cells
 */
char **
tv_record_dup_cells (const TvRecord *record)
{
  char **cells = g_new0 (char *, record->field_count + 1);

  for (guint i = 0; i < record->field_count; i++)
    cells[i] = tv_record_dup_cell (record, i);
  return cells;
}
