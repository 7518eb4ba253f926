/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping names columns that nobody would have taken for days or amounts. How these are written
 * is found out of their cells, as far as the mapping does not say it. */
#include <string.h>

#include "base/tv-number.h"
#include "ingest/tv-sniff.h"
#include "rows/tv-empty-rule.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-columns.h"
#include "rows/tv-import-mapping.h"

static const TvColumn numbers[]
    = { TV_COLUMN_QTY,      TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC, TV_COLUMN_UNIT_PRICE,
        TV_COLUMN_DISCOUNT, TV_COLUMN_MARGIN,    TV_COLUMN_PRICE,      TV_COLUMN_COST };

/* Whether amounts of a column have no more decimals than money has. */
static gboolean
is_amount (TvColumn column)
{
  return column != TV_COLUMN_QTY && column != TV_COLUMN_UNIT_PRICE && column != TV_COLUMN_DISCOUNT;
}

/* The decimal mark by the first rows of the columns of numbers; where they do not tell it, it
 * stays.
 */
static void
look_at_marks (TvImportFile *file)
{
  TvDecimalVotes votes = { 0 };

  for (guint n = 0; n < G_N_ELEMENTS (numbers); n++)
    for (guint i = 0; i < tv_cells_count_rows (file); i++)
      {
        const char *cell = tv_cells_get (file, i, tv_import_file_get_index (file, numbers[n]));

        tv_decimal_votes_add (&votes, cell, strlen (cell), is_amount (numbers[n]));
      }
  file->decimal_mark = tv_decimal_votes_decide (&votes, file->decimal_mark);
}

/**
 * tv_sniff_look_at_marks:
 * @file: (inout): a file with a kind
 * @column: a column of its kind that was mapped by hand
 *
 * Where the column holds numbers, finds out from the first rows what stands before their decimals.
 */
void
tv_sniff_look_at_marks (TvImportFile *file, guint column)
{
  guint count;
  const char *name = tv_import_kind_get_columns (file->kind, &count)[column].name;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (tv_column_get_name (numbers[i]), name) == 0)
      look_at_marks (file);
}

static gboolean
is_number (const char *cell)
{
  gint64 value;

  return tv_number_parse (cell, -1, '.', 4, &value) || tv_number_parse (cell, -1, ',', 4, &value);
}

/**
 * tv_sniff_find_mark:
 * @file: a file with its first rows
 * @otherwise: the mark where nothing speaks
 *
 * Looks for the decimal mark in all columns of numbers, for where those that are imported have
 * none: one program writes them all alike.
 *
 * Returns: the decimal mark, '.' or ','
 */
char
tv_sniff_find_mark (const TvImportFile *file, char otherwise)
{
  TvDecimalVotes votes = { 0 };

  for (int h = 0; file->header[h] != NULL; h++)
    {
      gboolean is_numbers = tv_cells_fit (file, h, is_number, 1);

      for (guint i = 0; is_numbers && i < tv_cells_count_rows (file); i++)
        {
          const char *cell = tv_cells_get (file, i, h);

          tv_decimal_votes_add (&votes, cell, strlen (cell), FALSE);
        }
    }
  return tv_decimal_votes_decide (&votes, otherwise);
}

static gboolean
is_moved (const TvImportFile *before, const TvImportFile *file, TvColumn column)
{
  int index = file->kind != TV_KIND_UNKNOWN ? tv_import_file_get_index (file, column) : -1;

  return index >= 0
         && (before->kind == TV_KIND_UNKNOWN || index != tv_import_file_get_index (before, column));
}

/* How days and numbers are written was found out of other columns than those that the mapping
 * names; what it does not say is looked at again. */
static void
look_again (const TvImportFile *before, TvImportFile *file)
{
  gboolean has_bare_days = file->has_bare_days && !before->has_bare_days;
  gboolean is_mark_said = file->decimal_mark != 0, is_number_moved = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    is_number_moved |= is_moved (before, file, numbers[i]);
  if (!is_mark_said)
    file->decimal_mark = before->decimal_mark;
  if (!is_mark_said && is_number_moved)
    look_at_marks (file);
  if (file->is_date_order_sure)
    return;
  file->is_date_order_sure = before->is_date_order_sure;
  if (!is_moved (before, file, TV_COLUMN_ORDER_DATE)
      && !is_moved (before, file, TV_COLUMN_CONTACT_DATE))
    return;
  tv_sniff_look_at_days (file);
  file->has_bare_days |= has_bare_days;
}

/**
 * tv_sniff_apply_mapping:
 * @name: what the mapping is called where it cannot be used
 * @json: the mapping
 * @file: (inout): a file that was looked at
 * @error: return location for an error that names the mapping
 *
 * Applies a mapping, and finds out what it does not say of its columns.
 *
 * Returns: %FALSE where the mapping cannot be used
 */
gboolean
tv_sniff_apply_mapping (const char *name, const char *json, TvImportFile *file, GError **error)
{
  g_autoptr (TvImportFile) before = tv_import_file_copy (file);

  file->is_date_order_sure = FALSE;
  file->decimal_mark = 0;
  if (!tv_import_mapping_apply (name, json, file, error))
    return FALSE;
  look_again (before, file);
  return TRUE;
}

/* ---- presets ---- */

static int
get_days (const TvImportFile *file)
{
  return tv_import_file_get_index (file,
                                   file->kind == TV_KIND_CONTACTS ? TV_COLUMN_CONTACT_DATE
                                                                  : TV_COLUMN_ORDER_DATE);
}

static gboolean
is_transformed (const TvImportFile *file, int index)
{
  const TvColumnTransform *transform
      = file->transforms != NULL && (guint) index < file->transforms->len
            ? g_ptr_array_index (file->transforms, index)
            : NULL;

  return transform != NULL && !tv_column_transform_is_plain (transform);
}

/* How the file itself writes its days, as a copy of it says. Where the preset had the year first,
 * any other order is news, as 03/04 is no day then. NULL where it does not contradict the preset.
 */
static TvImportFile *
find_own_days (const TvImportFile *before, const TvImportFile *file)
{
  int index = file->kind != TV_KIND_UNKNOWN ? get_days (file) : -1;
  gboolean was_looked_at
      = before->kind != TV_KIND_UNKNOWN && index >= 0 && get_days (before) == index;
  g_autoptr (TvImportFile) own = NULL;

  if (index < 0 || is_transformed (file, index))
    return NULL;
  own = tv_import_file_copy (was_looked_at ? before : file);
  if (!was_looked_at)
    tv_sniff_look_at_days (own);
  if (own->date_order == TV_DATE_ORDER_YMD || own->date_order == file->date_order
      || (!own->is_date_order_sure && file->date_order != TV_DATE_ORDER_YMD))
    return NULL;
  return g_steal_pointer (&own);
}

/* The decimal mark that the first rows speak for, after what the preset does to them; NUL = none.
 */
static char
find_own_mark (const TvImportFile *file)
{
  TvDecimalVotes votes = { 0 };

  for (guint n = 0; file->kind != TV_KIND_UNKNOWN && n < G_N_ELEMENTS (numbers); n++)
    {
      int index = tv_import_file_get_index (file, numbers[n]);

      for (guint i = 0; index >= 0 && i < tv_cells_count_rows (file); i++)
        {
          g_autofree char *cell
              = tv_import_file_dup_cell (file, (guint) index, tv_cells_get (file, i, index));

          tv_decimal_votes_add (&votes, cell, strlen (cell), is_amount (numbers[n]));
        }
    }
  return tv_decimal_votes_decide (&votes, '\0');
}

/**
 * tv_sniff_apply_preset:
 * @name: what the mapping is called where it cannot be used
 * @json: the mapping of a preset
 * @file: (inout): a file that was looked at
 * @error: return location for an error that names the mapping
 *
 * Applies a mapping that was saved from another file. What was only found of that one, the order of
 * its days and its decimal mark, gives way where this one speaks for another; what a person had
 * said stays, and the file notes that it speaks against it.
 *
 * Returns: %FALSE where the mapping cannot be used
 */
gboolean
tv_sniff_apply_preset (const char *name, const char *json, TvImportFile *file, GError **error)
{
  g_autoptr (TvImportFile) before = tv_import_file_copy (file);
  g_autoptr (TvImportFile) days = NULL;
  char mark;

  if (!tv_import_mapping_apply (name, json, file, error))
    return FALSE;
  days = find_own_days (before, file);
  file->own_order = days != NULL && file->is_date_order_said ? days->date_order : TV_DATE_ORDER_YMD;
  if (days != NULL && !file->is_date_order_said)
    {
      file->date_order = days->date_order;
      file->is_date_order_sure = days->is_date_order_sure;
      file->has_bare_days = days->has_bare_days;
    }
  mark = find_own_mark (file);
  file->own_mark = mark != file->decimal_mark && file->is_decimal_mark_said ? mark : '\0';
  if (mark != '\0' && !file->is_decimal_mark_said)
    file->decimal_mark = mark;
  return TRUE;
}
