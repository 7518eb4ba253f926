/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changes of how a chosen file is read, column by column. Each change is told. */
#include "pages/import/tva-import-source.h"

static void
tell (TvaImportSource *source)
{
  g_signal_emit_by_name (source, "changed");
}

/**
 * tva_import_source_set_column:
 * @source: a source that was read
 * @column: a column of its kind
 * @header: the file's column that holds it, -1 = none
 *
 * Maps one column.
 */
void
tva_import_source_set_column (TvaImportSource *source, guint column, int header)
{
  if (tva_import_source_get_file (source) == NULL
      || tva_import_source_get_file (source)->columns[column] == header)
    return;
  tv_import_file_set_column (tva_import_source_get_file (source), column, header);
  tell (source);
}

/**
 * tva_import_source_set_transform:
 * @source: a source that was read
 * @header: a column of the file
 * @transform: (nullable): what is done to its cells
 *
 * Changes how the cells of a column are prepared.
 */
void
tva_import_source_set_transform (TvaImportSource *source,
                                 guint header,
                                 const TvColumnTransform *transform)
{
  gboolean is_plain = transform == NULL || tv_column_transform_is_plain (transform);

  if (tva_import_source_get_file (source) == NULL)
    return;
  tv_import_file_set_transform (tva_import_source_get_file (source),
                                header,
                                is_plain ? NULL : transform);
  tell (source);
}

/**
 * tva_import_source_set_empties:
 * @source: a source that was read
 * @header: a column of the file
 * @words: (array zero-terminated=1): words that mean an empty cell, none = no word does
 *
 * Changes which cells of a column count as empty.
 */
void
tva_import_source_set_empties (TvaImportSource *source, guint header, char *const *words)
{
  if (tva_import_source_get_file (source) == NULL)
    return;
  tv_import_file_set_empties (tva_import_source_get_file (source), header, words);
  tell (source);
}

/**
 * tva_import_source_set_repair:
 * @source: a source that was read
 * @line: of a rejected row
 * @header: a column of the file
 * @text: what is read instead of the cell
 *
 * Mends a cell for this import; the file stays as it is.
 */
void
tva_import_source_set_repair (TvaImportSource *source, gint64 line, guint header, const char *text)
{
  if (tva_import_source_get_file (source) == NULL)
    return;
  tv_import_file_set_repair (tva_import_source_get_file (source), line, header, text);
  tell (source);
}
