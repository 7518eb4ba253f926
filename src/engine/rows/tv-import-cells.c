/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first rows of a file hold, counted column by column; how a cell is read as a day. */
#include "rows/tv-import-cells.h"

#include <string.h>

#include "base/tv-empty-word.h"

#define SHARE_OF_KEYS .9 /* of the cells of a key that no other row may have */
#define LEAST_PAIRS 2    /* that have to go together */

/**
 * tv_cells_count_rows:
 * @file: a file
 *
 * Returns: how many of its first rows are there
 */
guint
tv_cells_count_rows (const TvImportFile *file)
{
  return file->preview != NULL ? file->preview->len : 0;
}

/**
 * tv_cells_get:
 * @file: a file
 * @row: one of its first rows
 * @header_index: of a header cell, -1 = none
 *
 * Returns: (transfer none): the cell; "" where there is none
 */
const char *
tv_cells_get (const TvImportFile *file, guint row, int header_index)
{
  char **cells = g_ptr_array_index (file->preview, row);

  return header_index >= 0 && (guint) header_index < g_strv_length (cells) ? cells[header_index]
                                                                           : "";
}

static gboolean
is_filled (const char *cell)
{
  return *cell != '\0' && tv_empty_word_read (cell, strlen (cell)) != TV_EMPTY_WORD_SURE;
}

/**
 * tv_cells_get_fill:
 * @file: a file
 * @header_index: of a header cell, -1 = none
 *
 * Returns: the share of the first rows' cells that hold something, -1 where there are no rows
 */
double
tv_cells_get_fill (const TvImportFile *file, int header_index)
{
  guint filled = 0, count = tv_cells_count_rows (file);

  for (guint i = 0; i < count; i++)
    filled += is_filled (tv_cells_get (file, i, header_index));
  return count == 0 ? -1 : (double) filled / count;
}

/**
 * tv_cells_get_fit:
 * @file: a file
 * @header_index: of a header cell
 * @look: whether a cell looks right
 *
 * Returns: the share of the first rows' cells that look right, of those that hold something; -1
 * where none does
 */
double
tv_cells_get_fit (const TvImportFile *file, int header_index, TvCellLook look)
{
  guint seen = 0, right = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, header_index);

      seen += is_filled (cell);
      right += is_filled (cell) && look (cell);
    }
  return seen == 0 ? -1 : (double) right / seen;
}

/**
 * tv_cells_fit:
 * @file: a file
 * @header_index: of a header cell
 * @look: whether a cell looks right
 * @least: a share
 *
 * Returns: whether at least this share of the first rows' cells look right, of those that hold
 * something. No more of them are looked at than it takes
 */
gboolean
tv_cells_fit (const TvImportFile *file, int header_index, TvCellLook look, double least)
{
  guint right = 0, wrong = 0, count = tv_cells_count_rows (file);

  for (guint i = 0; i < count; i++)
    {
      const char *cell = tv_cells_get (file, i, header_index);

      if (!is_filled (cell))
        continue;
      if (look (cell))
        right++;
      else if (right + (count - i - 1) < least * (right + ++wrong + (count - i - 1)))
        return FALSE;
    }
  return right + wrong > 0 && right >= least * (right + wrong);
}

/**
 * tv_cells_are_keys:
 * @file: a file
 * @header_index: of a header cell, -1 = none
 *
 * Returns: whether nearly all of the first rows have something that no other row has
 */
gboolean
tv_cells_are_keys (const TvImportFile *file, int header_index)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    if (*tv_cells_get (file, i, header_index) != '\0')
      g_hash_table_add (seen, (gpointer) tv_cells_get (file, i, header_index));
  return tv_cells_count_rows (file) > 0
         && g_hash_table_size (seen) >= SHARE_OF_KEYS * tv_cells_count_rows (file);
}

/**
 * tv_cells_go_together:
 * @file: a file
 * @a: of a header cell
 * @b: of another one
 * @most: the share of the rows where it may be otherwise, of those that tell
 *
 * Returns: whether what stands in one column is the same wherever a cell of the other one comes
 * again, and another one beside other cells, as a code and a name are; two pairs at least have to
 * be there, and two rows that have one of them again
 */
gboolean
tv_cells_go_together (const TvImportFile *file, int a, int b, double most)
{
  g_autoptr (GHashTable) of_a = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) of_b = g_hash_table_new (g_str_hash, g_str_equal);
  guint same = 0, different = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, a), *other = tv_cells_get (file, i, b);
      const char *before = g_hash_table_lookup (of_a, cell);
      const char *owner = g_hash_table_lookup (of_b, other);

      if (*cell == '\0' || *other == '\0')
        continue;
      if ((before != NULL && !g_str_equal (before, other))
          || (owner != NULL && !g_str_equal (owner, cell)))
        different++;
      else
        same += before != NULL;
      g_hash_table_insert (of_a, (gpointer) cell, (gpointer) other);
      g_hash_table_insert (of_b, (gpointer) other, (gpointer) cell);
    }
  return same >= LEAST_PAIRS && different <= most * (same + different)
         && g_hash_table_size (of_a) >= LEAST_PAIRS;
}

/**
 * tv_cell_is_email:
 * @cell: a cell
 *
 * Returns: whether it looks like an address of e-mail
 */
gboolean
tv_cell_is_email (const char *cell)
{
  const char *at = strchr (cell, '@');

  return at != NULL && at > cell && strchr (at, '.') != NULL;
}

/**
 * tv_cell_is_named:
 * @cell: a cell
 *
 * Returns: whether it has a letter
 */
gboolean
tv_cell_is_named (const char *cell)
{
  for (const char *at = cell; *at != '\0'; at++)
    if (g_ascii_isalpha (*at) || (guchar) *at >= 0x80)
      return TRUE;
  return FALSE;
}

/**
 * tv_cell_is_words:
 * @cell: a cell
 *
 * Returns: whether it is made of words: small letters or blanks, and no number
 */
gboolean
tv_cell_is_words (const char *cell)
{
  gboolean has_small = FALSE;

  for (const char *at = cell; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at) || *at == '@')
        return FALSE;
      has_small |= g_ascii_islower (*at) || *at == ' ' || (guchar) *at >= 0x80;
    }
  return has_small;
}

/**
 * tv_cells_get_place:
 * @file: a file with a kind
 * @column: a column
 *
 * Returns: the place of the column among those of the file's kind, -1 where the kind has none
 */
int
tv_cells_get_place (const TvImportFile *file, TvColumn column)
{
  guint count;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (columns[i] == column)
      return (int) i;
  return -1;
}

/**
 * tv_cells_is_open:
 * @file: a file with a kind
 * @column: a column
 *
 * Returns: whether the column is to be found: it has no header cell, or one with nothing below it
 */
gboolean
tv_cells_is_open (const TvImportFile *file, TvColumn column)
{
  int place = tv_cells_get_place (file, column);

  return place >= 0
         && (file->columns[place] < 0 || tv_cells_get_fill (file, file->columns[place]) == 0);
}

/**
 * tv_cells_set_column:
 * @file: (inout): a file with a kind
 * @column: a column that the kind has
 * @header_index: of the header cell that it takes, -1 = none
 * @score: how sure that is, 0-1
 *
 * Maps a column to what was found for it.
 */
void
tv_cells_set_column (TvImportFile *file, TvColumn column, int header_index, double score)
{
  int place = tv_cells_get_place (file, column);

  if (!tv_import_file_is_open_to (file, header_index, column))
    return;
  file->columns[place] = header_index;
  file->column_scores[place] = header_index < 0 ? 0 : score;
}

/**
 * tv_import_column_leaves_out_orders:
 * @column: a column of a kind
 *
 * Returns: whether by it lines of orders that came to nothing are left out
 */
gboolean
tv_import_column_leaves_out_orders (const TvImportColumn *column)
{
  return g_str_equal (column->name, tv_column_get_name (TV_COLUMN_ORDER_STATUS))
         || g_str_equal (column->name, tv_column_get_name (TV_COLUMN_IS_CANCELLED));
}

/**
 * tv_import_file_leaves_out_orders:
 * @file: a file
 *
 * Returns: whether it has a column by which lines of orders that came to nothing are left out
 */
gboolean
tv_import_file_leaves_out_orders (const TvImportFile *file)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (file->columns[i] >= 0 && tv_import_column_leaves_out_orders (&columns[i]))
      return TRUE;
  return FALSE;
}

/**
 * tv_import_file_keep_all_orders:
 * @file: (inout): a file
 *
 * Takes the columns away by which lines of orders that came to nothing are left out, so that they
 * all count as sales.
 */
void
tv_import_file_keep_all_orders (TvImportFile *file)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (tv_import_column_leaves_out_orders (&columns[i]))
      tv_import_file_set_column (file, i, -1);
}

/**
 * tv_import_file_parse_day:
 * @file: a file
 * @text: a cell of its column of days
 * @length: of @text, -1 = up to NUL
 * @order: the order of day and month to read it in
 * @out_day: (out): the day number
 *
 * Reads a day as the days of the file are written.
 *
 * Returns: %FALSE where it is no date of the calendar
 */
gboolean
tv_import_file_parse_day (const TvImportFile *file,
                          const char *text,
                          gssize length,
                          TvDateOrder order,
                          TvDay *out_day)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  return (file->has_bare_days && tv_day_parse_bare (text, size, order, out_day))
         || tv_day_parse (text, (gssize) size, order, out_day);
}
