/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of cells that outlive their record, and records as text. */
#include "ingest/tv-record.h"

#include <string.h>

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

/**
 * tv_record_append_cell:
 * @raw: (inout): a record as text
 * @delimiter: (nullable): what stands between cells; %NULL = the cell is quoted in any case
 * @text: the cell
 * @length: of @text
 *
 * Writes a cell, in quotes where it needs them, and no delimiter.
 */
void
tv_record_append_cell (GString *raw, const char *delimiter, const char *text, gsize length)
{
  gboolean is_plain = delimiter != NULL && memchr (text, '"', length) == NULL
                      && memchr (text, '\n', length) == NULL && memchr (text, '\r', length) == NULL
                      && g_strstr_len (text, (gssize) length, delimiter) == NULL;

  if (is_plain)
    {
      g_string_append_len (raw, text, (gssize) length);
      return;
    }
  g_string_append_c (raw, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (raw, '"');
      g_string_append_c (raw, text[i]);
    }
  g_string_append_c (raw, '"');
}

/**
 * tv_record_dup_raw:
 * @record: a record that has cells and no text of its own
 * @delimiter: what stands between cells
 *
 * Returns: (transfer full): the record as a file would have it
 */
char *
tv_record_dup_raw (const TvRecord *record, const char *delimiter)
{
  g_autoptr (GString) raw = g_string_new (NULL);

  for (guint i = 0; i < record->field_count; i++)
    {
      if (i > 0)
        g_string_append (raw, delimiter);
      tv_record_append_cell (raw, delimiter, record->fields[i], record->lengths[i]);
    }
  return g_string_free (g_steal_pointer (&raw), FALSE);
}
