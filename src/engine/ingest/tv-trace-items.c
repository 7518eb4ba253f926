/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that was one of several in its row knows the row and what was sold. So its cell is that of
 * the group with the same product; where an order has a product twice, of the one with the same
 * text or number. */
#include "ingest/tv-trace-items.h"

#include <string.h>

#include "base/tv-number.h"
#include "base/tv-text.h"

static char *
dup_cell (const TvRecord *record, int field)
{
  return field >= 0 && (guint) field < record->field_count
             ? tv_record_dup_cell (record, (guint) field)
             : g_strdup ("");
}

static gboolean
is_number_of (const char *cell, const char *value, char mark)
{
  gint64 one, other;

  return tv_number_parse (cell, -1, mark, 3, &one) && tv_number_parse (value, -1, '.', 3, &other)
         && one == other;
}

static gboolean
is_value (const char *cell, const char *value)
{
  g_autofree char *cleaned = tv_text_clean (cell);

  return g_str_equal (cleaned, value) || is_number_of (cleaned, value, '.')
         || is_number_of (cleaned, value, ',');
}

/* How much speaks for a group: its product, and what stands in the cell. */
static guint
judge (const TvTraceItems *items,
       const TvTraceRow *row,
       int cell,
       const TvRecord *record,
       guint item)
{
  g_autofree char *product = dup_cell (
      record,
      items->product < 0 ? -1
                         : tv_import_split_get_field (items->split, item, (guint) items->product));
  g_autofree char *text
      = dup_cell (record, tv_import_split_get_field (items->split, item, (guint) cell));
  g_autofree char *cleaned = tv_text_clean (product);

  if (row->product == NULL || strstr (cleaned, row->product) == NULL)
    return is_value (text, row->value) ? 1 : 0;
  /* A cell may hold more of the product than what it is called. */
  return (g_str_equal (cleaned, row->product) ? 4 : 2) + (is_value (text, row->value) ? 1 : 0);
}

/**
 * tv_trace_items_follow:
 * @items: how the rows of the batch were taken apart
 * @row: (inout): a row of a trace; its header becomes the file's own, with the file's text
 * @cell: of its line, that the row is about
 * @record: the row of the file
 *
 * Follows a value to its very cell.
 */
void
tv_trace_items_follow (const TvTraceItems *items, TvTraceRow *row, int cell, const TvRecord *record)
{
  guint best = 0, found = 0;
  int field;

  for (guint item = 0; item < items->split->item_count; item++)
    {
      guint score = judge (items, row, cell, record, item);

      if (score <= best)
        continue;
      best = score;
      found = item;
    }
  field = tv_import_split_get_field (items->split, found, (guint) cell);
  if (field < 0 || (guint) field >= record->field_count)
    return;
  g_free (row->header);
  row->header = g_strdup (items->split->header[field]);
  row->original = tv_record_dup_cell (record, (guint) field);
}
