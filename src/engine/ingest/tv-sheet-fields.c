/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plain number in a column of days counts from the first day of the workbook, and what is merged
 * downwards is said of each row: of its day, its customer, its product. A number that is merged is
 * not: it may be a sum of these rows. */
#include "ingest/tv-sheet-fields.h"

#include "ingest/tv-row.h"
#include "rows/tv-import-columns.h"

static void
note (TvDialect *dialect, int field, TvColumn column)
{
  if (field < 0)
    return;
  if (column == TV_COLUMN_ORDER_DATE || column == TV_COLUMN_CONTACT_DATE)
    tv_field_set_add (&dialect->day_fields, (guint) field);
  if (!tv_column_is_number (column))
    tv_field_set_add (&dialect->told_fields, (guint) field);
}

static void
note_items (TvImportFile *file, guint cell, TvColumn column)
{
  for (guint item = 0; item < MAX (file->split->item_count, 1); item++)
    note (file->dialect, tv_import_split_get_field (file->split, item, cell), column);
}

/**
 * tv_sheet_fields_set:
 * @file: (inout): a file with a kind, that is about to be read
 *
 * Has the reader of its sheet, and that of its orders, know what their columns are.
 */
void
tv_sheet_fields_set (TvImportFile *file)
{
  const TvImportJoin *join = file->join;
  guint count = 0;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);

  file->dialect->number_mark = file->is_book ? file->decimal_mark : '\0';
  for (guint i = 0; i < count; i++)
    {
      int index = file->columns[i];

      if (index >= 0 && join != NULL && (guint) index >= join->own_count)
        note (join->dialect, (int) join->order_fields[(guint) index - join->own_count], columns[i]);
      else if (index >= 0 && file->split != NULL)
        note_items (file, (guint) index, columns[i]);
      else
        note (file->dialect, index, columns[i]);
    }
  if (join != NULL)
    tv_field_set_add (&file->dialect->told_fields, join->key);
}
