/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excel writes a sheet row by row, but some exporters write it column by column, or as cells came
 * to their minds. Such a sheet is gone through once for each 16 MB of it, and the records of so
 * many rows are put in order in memory, each row's as they came. */
#include "ingest/tv-xls-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS 65536
#define BLOCK (1 << 24) /* bytes */
#define HEADER_SIZE 4
#define FORMULA_SIZE 20 /* bytes before the formula itself, which nobody asks for */

struct _TvXlsOrder
{
  TvBiff *biff;        /* borrowed: the records of the workbook */
  gint64 position;     /* of the sheet */
  guint next;          /* the first row that was not loaded yet */
  guint64 sizes[ROWS]; /* bytes of the records of each row */
};

static gsize
get_size (const TvBiff *biff)
{
  return biff->type == TV_BIFF_FORMULA ? MIN (biff->length, FORMULA_SIZE) : biff->length;
}

static gboolean
may_go_on (guint type)
{
  return type == TV_BIFF_STRING || type == TV_BIFF_LABEL || type == TV_BIFF_RSTRING;
}

/* Goes over the cells. Where each row comes at once and below the one before, order says no more.
 */
static gboolean
measure (TvXlsOrder *order, gboolean *out_is_sorted, GError **error)
{
  TvXlsCells cells;
  guint latest = 0;

  *out_is_sorted = TRUE;
  if (!tv_xls_cells_begin (&cells, order->biff, order->position, error))
    return FALSE;
  while (tv_xls_cells_next (&cells, error))
    {
      gboolean goes_on = may_go_on (order->biff->type);

      *out_is_sorted &= cells.row >= latest;
      latest = cells.row;
      order->sizes[cells.row] += HEADER_SIZE + get_size (order->biff);
      while (goes_on)
        {
          if (!tv_biff_follow (order->biff, &goes_on, error))
            return FALSE;
          if (goes_on)
            order->sizes[cells.row] += HEADER_SIZE + order->biff->length;
        }
    }
  return cells.is_done;
}

/**
 * tv_xls_order_find:
 * @biff: the records of a workbook; stands as long as the order
 * @position: where a sheet begins
 * @out_order: (out) (transfer full) (nullable): how to read it; %NULL = as it lies there
 * @error: return location for an error that names the file
 *
 * Finds out in which order the cells of a sheet lie.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xls_order_find (TvBiff *biff, gint64 position, TvXlsOrder **out_order, GError **error)
{
  g_autoptr (TvXlsOrder) order = g_new0 (TvXlsOrder, 1);
  gboolean is_sorted;

  *out_order = NULL;
  order->biff = biff;
  order->position = position;
  if (!measure (order, &is_sorted, error))
    return FALSE;
  if (!is_sorted)
    *out_order = g_steal_pointer (&order);
  return TRUE;
}

/**
 * tv_xls_order_free:
 * @order: (transfer full): the order
 *
 * Frees it.
 */
void
tv_xls_order_free (TvXlsOrder *order)
{
  g_free (order);
}

/**
 * tv_xls_order_is_at_end:
 * @order: the order
 *
 * Returns: whether there are no more rows to load
 */
gboolean
tv_xls_order_is_at_end (const TvXlsOrder *order)
{
  return order->next >= ROWS;
}

/* The rows from next on that fit into a block: where each begins in it, their number, their bytes.
 */
static guint
choose_rows (const TvXlsOrder *order, gsize *places, gsize *out_length)
{
  guint count = 0;
  guint64 length = 0;

  for (; order->next + count < ROWS; count++)
    {
      guint64 size = order->sizes[order->next + count];

      if (length + size > BLOCK)
        break;
      places[count] = (gsize) length;
      length += size;
    }
  *out_length = (gsize) length;
  return count;
}

static gboolean
put (TvXlsOrder *order, guint8 *data, gsize *place, gsize end, GError **error)
{
  TvBiff *biff = order->biff;
  gsize size = get_size (biff);

  /* Somebody writes to the file. */
  if (*place + HEADER_SIZE + size > end)
    return tv_biff_fail_damaged (biff, error);
  data += *place;
  data[0] = (guint8) biff->type;
  data[1] = (guint8) (biff->type >> 8);
  data[2] = (guint8) size;
  data[3] = (guint8) (size >> 8);
  memcpy (data + HEADER_SIZE, biff->body, size);
  *place += HEADER_SIZE + size;
  return TRUE;
}

/* Copies the records of so many rows from next on to their places. */
static gboolean
copy_rows (TvXlsOrder *order, guint8 *data, gsize *places, guint count, gsize end, GError **error)
{
  TvXlsCells cells;

  if (!tv_xls_cells_begin (&cells, order->biff, order->position, error))
    return FALSE;
  while (tv_xls_cells_next (&cells, error))
    {
      gboolean goes_on = may_go_on (order->biff->type);
      guint index = cells.row - order->next;

      if (cells.row < order->next || index >= count)
        continue;
      if (!put (order, data, &places[index], end, error))
        return FALSE;
      while (goes_on)
        if (!tv_biff_follow (order->biff, &goes_on, error)
            || (goes_on && !put (order, data, &places[index], end, error)))
          return FALSE;
    }
  return cells.is_done;
}

/**
 * tv_xls_order_load:
 * @order: the order, not at its end
 * @error: return location for an error that names the file
 *
 * Gets the next rows.
 *
 * Returns: (transfer full) (nullable): their records, row by row, and one of the type EOF behind
 * them
 */
TvBiff *
tv_xls_order_load (TvXlsOrder *order, GError **error)
{
  g_autofree gsize *places = g_new0 (gsize, ROWS);
  g_autofree guint8 *data = NULL;
  gsize length;
  guint count = choose_rows (order, places, &length);

  if (count == 0)
    {
      tv_compound_fail (order->biff->compound, _ ("a row in it is longer than 16 MB"), error);
      return NULL;
    }
  data = g_malloc0 (length + HEADER_SIZE);
  data[length] = TV_BIFF_EOF;
  if (!copy_rows (order, data, places, count, length, error))
    return NULL;
  order->next += count;
  return tv_biff_new_for_bytes (order->biff->compound,
                                g_steal_pointer (&data),
                                length + HEADER_SIZE);
}
