/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives each line the customer that stands above it, in a row that has nothing else. The rest of
 * the reader sees a file that has the customer in each line. */
#include "ingest/tv-row-captions.h"

#include "rows/tv-import-columns.h"
#include "rows/tv-import-content.h"

/**
 * tv_row_captions_init:
 * @captions: (out caller-allocates): the captions
 * @file: a file with a kind
 *
 * Looks whether the customers of a file stand above their lines.
 */
void
tv_row_captions_init (TvRowCaptions *captions, const TvImportFile *file)
{
  int column = tv_import_kind_has_lines (file->kind)
                   ? tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE)
                   : -1;

  captions->column
      = file->split == NULL && tv_import_column_has_captions (file, column) ? column : -1;
  captions->text = g_string_new (NULL);
}

/**
 * tv_row_captions_clear:
 * @captions: the captions
 *
 * Frees what they hold.
 */
void
tv_row_captions_clear (TvRowCaptions *captions)
{
  if (captions->text != NULL)
    g_string_free (captions->text, TRUE);
  captions->text = NULL;
}

/**
 * tv_row_captions_note:
 * @captions: the captions
 * @record: a record of the file
 *
 * Notes a caption.
 *
 * Returns: whether the record is one, and no row
 */
gboolean
tv_row_captions_note (TvRowCaptions *captions, const TvRecord *record)
{
  guint column = (guint) captions->column;

  if (captions->column < 0 || record->problem != NULL || column >= record->field_count
      || record->lengths[column] == 0)
    return FALSE;
  for (guint i = 0; i < record->field_count; i++)
    if (i != column && record->lengths[i] > 0)
      return FALSE;
  g_string_truncate (captions->text, 0);
  g_string_append_len (captions->text, record->fields[column], (gssize) record->lengths[column]);
  return TRUE;
}

/**
 * tv_row_captions_fill:
 * @captions: the captions
 * @record: (inout): a record that is none; what it points to stands until the next one is filled
 *
 * Puts the latest caption into a line that has nothing in its column.
 */
void
tv_row_captions_fill (TvRowCaptions *captions, TvRecord *record)
{
  guint column = (guint) captions->column;

  if (captions->column < 0 || record->problem != NULL || column >= record->field_count
      || record->field_count > TV_RECORD_MAXIMUM_FIELDS || record->lengths[column] > 0)
    return;
  for (guint i = 0; i < record->field_count; i++)
    {
      captions->fields[i] = record->fields[i];
      captions->lengths[i] = record->lengths[i];
    }
  captions->fields[column] = captions->text->str;
  captions->lengths[column] = captions->text->len;
  record->fields = captions->fields;
  record->lengths = captions->lengths;
}
