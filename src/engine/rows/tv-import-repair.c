/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a file that a person mended before the import: by line and column, the text that is read
 * instead; and rows that a person leaves out. The file itself stays as it is. They belong to one
 * import and are in no preset. */
#include "rows/tv-import-row.h"

/**
 * tv_import_file_get_own_header:
 * @file: a file with a header
 *
 * Returns: (transfer none): the header cells of the file itself; where its rows are taken apart,
 * the lines have others
 */
char **
tv_import_file_get_own_header (const TvImportFile *file)
{
  return file->split != NULL ? file->split->header : file->header;
}

/**
 * tv_import_file_get_cell_name:
 * @file: a file with a header
 * @item: which product of its row a line is, from 0; 0 where rows are not taken apart
 * @cell: of the line
 *
 * Returns: (transfer none): the header cell of the file itself; "" where there is none
 */
const char *
tv_import_file_get_cell_name (const TvImportFile *file, guint item, guint cell)
{
  int field
      = file->split != NULL ? tv_import_split_get_field (file->split, item, cell) : (int) cell;

  return field >= 0 ? tv_import_file_get_own_header (file)[field] : "";
}

static void
free_texts (gpointer texts)
{
  g_ptr_array_unref (texts);
}

/**
 * tv_import_file_set_repair:
 * @file: (inout): a file with a header
 * @line: where the record starts, 1-based, as rejects say it
 * @header_index: of a header cell
 * @text: (nullable): what is read instead of the cell; %NULL = what stands in the file
 *
 * Mends a cell, or takes that back.
 */
void
tv_import_file_set_repair (TvImportFile *file, gint64 line, guint header_index, const char *text)
{
  guint count = g_strv_length (tv_import_file_get_own_header (file));
  GPtrArray *texts;

  g_return_if_fail (header_index < count);
  if (file->repairs == NULL)
    file->repairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_texts);
  texts = g_hash_table_lookup (file->repairs, &line);
  if (texts == NULL)
    {
      texts = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_set_size (texts, (int) count);
      g_hash_table_insert (file->repairs, g_memdup2 (&line, sizeof line), texts);
    }
  g_free (g_ptr_array_index (texts, header_index));
  g_ptr_array_index (texts, header_index) = g_strdup (text);
}

/**
 * tv_import_file_get_repair:
 * @file: a file
 * @line: where the record starts, 1-based
 * @header_index: of a header cell
 *
 * Returns: (transfer none) (nullable): what is read instead of the cell, %NULL = it is not mended
 */
const char *
tv_import_file_get_repair (const TvImportFile *file, gint64 line, guint header_index)
{
  GPtrArray *texts = file->repairs != NULL ? g_hash_table_lookup (file->repairs, &line) : NULL;

  return texts != NULL && header_index < texts->len ? g_ptr_array_index (texts, header_index)
                                                    : NULL;
}

/**
 * tv_import_file_count_repairs:
 * @file: a file
 *
 * Returns: the number of mended cells
 */
guint
tv_import_file_count_repairs (const TvImportFile *file)
{
  GHashTableIter iter;
  gpointer texts;
  guint count = 0;

  if (file->repairs == NULL)
    return 0;
  g_hash_table_iter_init (&iter, file->repairs);
  while (g_hash_table_iter_next (&iter, NULL, &texts))
    for (guint i = 0; i < ((GPtrArray *) texts)->len; i++)
      count += g_ptr_array_index ((GPtrArray *) texts, i) != NULL;
  return count;
}

/**
 * tv_import_file_drop_line:
 * @file: (inout): a file
 * @line: where the record starts, 1-based, as rejects say it
 * @is_dropped: whether it is left out
 *
 * Leaves a row out of this import, or takes it in again.
 */
void
tv_import_file_drop_line (TvImportFile *file, gint64 line, gboolean is_dropped)
{
  if (file->dropped == NULL)
    file->dropped = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (is_dropped)
    g_hash_table_add (file->dropped, g_memdup2 (&line, sizeof line));
  else
    g_hash_table_remove (file->dropped, &line);
}

/**
 * tv_import_file_drops_line:
 * @file: a file
 * @line: where a record starts, 1-based
 *
 * Returns: whether a person leaves the row out
 */
gboolean
tv_import_file_drops_line (const TvImportFile *file, gint64 line)
{
  return file->dropped != NULL && g_hash_table_contains (file->dropped, &line);
}

/**
 * tv_import_file_count_dropped:
 * @file: a file
 *
 * Returns: the number of rows that a person leaves out
 */
guint
tv_import_file_count_dropped (const TvImportFile *file)
{
  return file->dropped != NULL ? g_hash_table_size (file->dropped) : 0;
}

/**
 * tv_import_file_copy_repairs:
 * @file: (inout): a file
 * @from: another one with the same header
 *
 * Takes over the mended cells of another description of the same file, and the rows that are left
 * out.
 */
void
tv_import_file_copy_repairs (TvImportFile *file, const TvImportFile *from)
{
  GHashTableIter iter;
  gpointer line, texts;

  if (from->dropped != NULL)
    {
      g_hash_table_iter_init (&iter, from->dropped);
      while (g_hash_table_iter_next (&iter, &line, NULL))
        tv_import_file_drop_line (file, *(gint64 *) line, TRUE);
    }
  if (from->repairs == NULL)
    return;
  g_hash_table_iter_init (&iter, from->repairs);
  while (g_hash_table_iter_next (&iter, &line, &texts))
    for (guint i = 0; i < ((GPtrArray *) texts)->len; i++)
      if (g_ptr_array_index ((GPtrArray *) texts, i) != NULL)
        tv_import_file_set_repair (file,
                                   *(gint64 *) line,
                                   i,
                                   g_ptr_array_index ((GPtrArray *) texts, i));
}
