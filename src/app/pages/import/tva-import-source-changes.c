/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changes of how a chosen file is read, column by column. Each change is told. */
#include "pages/import/tva-import-source.h"

#define LEFT_OUT "tva-left-out" /* the columns that orders were left out by */

/* A column that was mapped before all orders were kept. */
typedef struct
{
  guint column;
  int header;
} Match;

static void
tell (TvaImportSource *source)
{
  g_signal_emit_by_name (source, "changed");
}

static gboolean
is_of_days (const TvImportFile *file, guint column)
{
  guint count;

  return g_str_has_suffix (tv_import_kind_get_columns (file->kind, &count)[column].name, "_date");
}

/**
 * tva_import_source_carry_columns:
 * @old: a file as a person had it read
 * @file: (inout): the same, looked at anew
 *
 * Has what was said of its columns hold on. Where days or numbers are in another column than was
 * found, that one is looked at.
 */
void
tva_import_source_carry_columns (const TvImportFile *old, TvImportFile *file)
{
  gboolean has_other_days = FALSE;
  guint count;

  if (old->kind != file->kind)
    tv_import_file_set_kind (file, old->kind);
  tv_import_kind_get_columns (old->kind, &count);
  for (guint i = 0; i < count; i++)
    if (old->columns[i] != file->columns[i])
      {
        has_other_days |= is_of_days (file, i);
        tv_import_file_set_column (file, i, old->columns[i]);
        tv_import_look_at_marks (file, i);
      }
  for (guint i = 0; old->transforms != NULL && i < old->transforms->len; i++)
    tv_import_file_set_transform (file, i, g_ptr_array_index (old->transforms, i));
  tv_import_file_copy_repairs (file, old);
  if (has_other_days)
    tv_import_look_at_days (file);
}

/**
 * tva_import_source_set_column:
 * @source: a source that was read
 * @column: a column of its kind
 * @header: the file's column that holds it, -1 = none
 *
 * Maps one column. Days of another column are another question: the file has to be looked at again.
 * Numbers of another column may have another decimal mark, unless a person has said it.
 */
void
tva_import_source_set_column (TvaImportSource *source, guint column, int header)
{
  if (tva_import_source_get_file (source) == NULL
      || tva_import_source_get_file (source)->columns[column] == header)
    return;
  tv_import_file_set_column (tva_import_source_get_file (source), column, header);
  if (is_of_days (tva_import_source_get_file (source), column))
    {
      tva_import_source_get_file (source)->is_date_order_sure = FALSE;
      tva_import_source_get_file (source)->is_date_order_said = FALSE;
    }
  if (!tva_import_source_get_file (source)->is_decimal_mark_said)
    tv_import_look_at_marks (tva_import_source_get_file (source), column);
  tell (source);
}

/**
 * tva_import_source_set_decimal_mark:
 * @source: a source that was read
 * @mark: '.' or ','
 *
 * Decides the decimal mark.
 */
void
tva_import_source_set_decimal_mark (TvaImportSource *source, char mark)
{
  if (tva_import_source_get_file (source) == NULL)
    return;
  tva_import_source_get_file (source)->decimal_mark = mark;
  tva_import_source_get_file (source)->is_decimal_mark_said = TRUE;
  tell (source);
}

/**
 * tva_import_source_has_own_values:
 * @source: a source
 *
 * Returns: whether its days or numbers are written otherwise than its preset says
 */
gboolean
tva_import_source_has_own_values (TvaImportSource *source)
{
  return tv_import_file_has_own_order (tva_import_source_get_file (source))
         || tv_import_file_has_own_mark (tva_import_source_get_file (source));
}

/**
 * tva_import_source_take_own_values:
 * @source: a source that was read
 *
 * Has days and numbers read as they are written, whatever the preset says.
 */
void
tva_import_source_take_own_values (TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);

  if (tv_import_file_has_own_mark (file))
    file->decimal_mark = file->own_mark;
  if (tv_import_file_has_own_order (file))
    tva_import_source_set_date_order (source, file->own_order);
  else
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
 * @lines: (element-type gint64): lines of rejected rows
 * @header: a column of the file
 * @text: what is read instead of the cell
 *
 * Mends a cell of each of these rows for this import; the file stays as it is.
 */
void
tva_import_source_set_repair (TvaImportSource *source,
                              const GArray *lines,
                              guint header,
                              const char *text)
{
  TvImportFile *file = tva_import_source_get_file (source);

  if (file == NULL)
    return;
  for (guint i = 0; i < lines->len; i++)
    tv_import_file_set_repair (file, g_array_index (lines, gint64, i), header, text);
  tell (source);
}

static void
mend_clear (gpointer mend)
{
  g_free (((TvaImportMend *) mend)->text);
}

/**
 * tva_import_mends_new:
 *
 * Returns: (transfer full) (element-type TvaImportMend): an empty list that owns its texts
 */
GArray *
tva_import_mends_new (void)
{
  GArray *mends = g_array_new (FALSE, TRUE, sizeof (TvaImportMend));

  g_array_set_clear_func (mends, mend_clear);
  return mends;
}

/**
 * tva_import_source_mend:
 * @source: a source that was read
 * @mends: (element-type TvaImportMend): what becomes of rows
 *
 * Mends cells and leaves rows out for this import, many at once; the file stays as it is.
 */
void
tva_import_source_mend (TvaImportSource *source, const GArray *mends)
{
  TvImportFile *file = tva_import_source_get_file (source);

  if (file == NULL)
    return;
  for (guint i = 0; i < mends->len; i++)
    {
      const TvaImportMend *mend = &g_array_index (mends, TvaImportMend, i);

      if (mend->header >= 0)
        tv_import_file_set_repair (file, mend->line, (guint) mend->header, mend->text);
      tv_import_file_drop_line (file, mend->line, mend->is_left_out);
    }
  tell (source);
}

/**
 * tva_import_source_take_in_all:
 * @source: a source that was read
 *
 * Takes in again what was left out by hand.
 */
void
tva_import_source_take_in_all (TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);

  if (file == NULL || tv_import_file_count_dropped (file) == 0)
    return;
  g_clear_pointer (&file->dropped, g_hash_table_unref);
  tell (source);
}

/**
 * tva_import_source_keep_all:
 * @source: a source that was read
 *
 * Counts orders that came to nothing as sales: the columns that tell of them are not taken.
 */
void
tva_import_source_keep_all (TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);
  GArray *matches;
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  if (!tv_import_file_leaves_out_orders (file))
    return;
  matches = g_array_new (FALSE, FALSE, sizeof (Match));
  for (guint i = 0; i < count; i++)
    {
      Match match = { i, file->columns[i] };

      if (match.header < 0 || !tv_import_column_leaves_out_orders (&columns[i]))
        continue;
      g_array_append_val (matches, match);
      tv_import_file_set_column (file, i, -1);
    }
  g_object_set_data_full (G_OBJECT (source), LEFT_OUT, matches, (GDestroyNotify) g_array_unref);
  tell (source);
}

/**
 * tva_import_source_bring_all:
 * @source: a source of lines of sales
 *
 * Has customers and products made from it.
 */
void
tva_import_source_bring_all (TvaImportSource *source)
{
  tv_import_file_bring_all (tva_import_source_get_file (source));
  tell (source);
}

/**
 * tva_import_source_keeps_all:
 * @source: a source that was read
 *
 * Returns: whether a person had it keep orders that came to nothing, and can take that back
 */
gboolean
tva_import_source_keeps_all (TvaImportSource *source)
{
  const TvImportFile *file = tva_import_source_get_file (source);
  const GArray *matches = g_object_get_data (G_OBJECT (source), LEFT_OUT);
  guint count, headers = g_strv_length (file->header);
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      if (match->column >= count || (guint) match->header >= headers
          || !tv_import_column_leaves_out_orders (&columns[match->column]))
        return FALSE;
    }
  return matches != NULL && !tv_import_file_leaves_out_orders (file);
}

/**
 * tva_import_source_leave_out:
 * @source: a source that keeps all
 *
 * Leaves orders that came to nothing out again.
 */
void
tva_import_source_leave_out (TvaImportSource *source)
{
  GArray *matches = g_object_steal_data (G_OBJECT (source), LEFT_OUT);

  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      tv_import_file_set_column (tva_import_source_get_file (source), match->column, match->header);
    }
  g_clear_pointer (&matches, g_array_unref);
  tell (source);
}
