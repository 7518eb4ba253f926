/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passes all records of a sheet by that have no value of a cell in them. */
#include "ingest/tv-xls-cells.h"

#include "ingest/tv-compound-sectors.h"

/**
 * tv_xls_cells_begin:
 * @cells: (out): the cells
 * @biff: the records of the workbook; stands as long as @cells
 * @position: where the sheet begins
 * @error: return location for an error that names the file
 *
 * Begins before the first cell of a sheet.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xls_cells_begin (TvXlsCells *cells, TvBiff *biff, gint64 position, GError **error)
{
  tv_xls_cells_begin_sorted (cells, biff);
  cells->is_sorted = FALSE;
  tv_biff_seek (biff, position);
  if (!tv_biff_next (biff, error))
    return FALSE;
  cells->is_oldest = biff->type == TV_BIFF_BOF_2;
  return tv_biff_is_bof (biff->type) || tv_biff_fail_damaged (biff, error);
}

/**
 * tv_xls_cells_begin_sorted:
 * @cells: (out): the cells
 * @biff: records of tv_xls_order_load(); stands as long as @cells
 *
 * Begins before the first cell of rows that were sorted.
 */
void
tv_xls_cells_begin_sorted (TvXlsCells *cells, TvBiff *biff)
{
  cells->biff = biff;
  cells->depth = 1;
  cells->row = 0;
  cells->is_done = cells->is_oldest = FALSE;
  cells->is_sorted = TRUE;
}

/* The least bytes of a record with a cell, 0 = the record has none. */
static gsize
get_least (guint type)
{
  switch (type)
    {
    case TV_BIFF_NUMBER:
    case TV_BIFF_FORMULA:
      return 14;
    case TV_BIFF_LABELSST:
    case TV_BIFF_RK:
      return 10;
    case TV_BIFF_LABEL:
    case TV_BIFF_RSTRING:
    case TV_BIFF_BOOLERR:
      return 8;
    case TV_BIFF_MULRK:
      return 6;
    case TV_BIFF_INTEGER_2:
    case TV_BIFF_LABEL_2:
      return 7;
    case TV_BIFF_STRING:
      return 2;
    case TV_BIFF_STRING_2:
      return 1;
    default:
      return 0;
    }
}

/* Whether a type is one of Excel 2, by numbers that mean something else later. */
static gboolean
is_of_oldest (guint type)
{
  return type >= TV_BIFF_INTEGER_2 && type <= TV_BIFF_STRING_2 && type != TV_BIFF_FORMULA;
}

/* Newer files may have records of older versions in them; those of the oldest are made like them.
 */
static void
renew (TvBiff *biff, gboolean is_oldest)
{
  if (biff->type == TV_BIFF_FORMULA_3 || biff->type == TV_BIFF_FORMULA_4)
    biff->type = TV_BIFF_FORMULA;
  if (!is_oldest || biff->type < TV_BIFF_INTEGER_2 || biff->type >= TV_BIFF_STRING_2
      || biff->length < 8)
    return;
  tv_biff_drop_byte (biff);
  if (biff->type == TV_BIFF_NUMBER_2)
    biff->type = TV_BIFF_NUMBER;
  else if (biff->type == TV_BIFF_BOOLERR_2)
    biff->type = TV_BIFF_BOOLERR;
}

/**
 * tv_xls_cells_next:
 * @cells: the cells
 * @error: return location for an error that names the file
 *
 * Goes to the next record with cells, or with the text that a formula comes to.
 *
 * Returns: %FALSE at the end, where is_done is set, and on an error
 */
gboolean
tv_xls_cells_next (TvXlsCells *cells, GError **error)
{
  TvBiff *biff = cells->biff;

  while (!cells->is_done && tv_biff_next (biff, error))
    {
      gsize least;

      renew (biff, cells->is_oldest && cells->depth == 1);
      least = get_least (biff->type);
      if (is_of_oldest (biff->type) && !cells->is_oldest && !cells->is_sorted)
        continue;
      if (tv_biff_is_bof (biff->type))
        cells->depth++;
      else if (biff->type == TV_BIFF_EOF)
        cells->is_done = --cells->depth == 0;
      if (least == 0 || cells->depth != 1)
        continue;
      if (biff->length < least)
        return tv_biff_fail_damaged (biff, error);
      if (biff->type != TV_BIFF_STRING && biff->type != TV_BIFF_STRING_2)
        cells->row = tv_bytes_get_16 (biff->body);
      return TRUE;
    }
  return FALSE;
}
