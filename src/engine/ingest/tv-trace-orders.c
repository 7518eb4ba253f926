/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line has the number of its order, the file of orders that number once, with what is said of it.
 * So a value that no column of the lines holds is found by the line's own cell, then by the record
 * of the orders with the same. */
#include "ingest/tv-trace-orders.h"

#include <string.h>

#include "ingest/tv-float-codes.h"
#include "ingest/tv-record-source.h"

/* A cell that stands in the orders. */
typedef struct
{
  TvTraceRow *row; /* unowned */
  guint field;     /* of the orders' records */
  char *key;       /* (nullable) the number of its order, once its line was met */
  gint64 line;     /* of the order, 0 = not met */
} Cell;

struct _TvTraceOrders
{
  const TvImportJoin *join;
  GArray *cells; /* of Cell */
};

static void
cell_clear (gpointer data)
{
  g_free (((Cell *) data)->key);
}

/**
 * tv_trace_orders_new:
 * @join: how the lines were joined; has to outlive it
 *
 * Returns: (transfer full): no cells to be followed yet
 */
TvTraceOrders *
tv_trace_orders_new (const TvImportJoin *join)
{
  TvTraceOrders *self = g_new0 (TvTraceOrders, 1);

  self->join = join;
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
  return self;
}

/**
 * tv_trace_orders_free:
 * @self: (transfer full) (nullable): the cells
 *
 * Frees them.
 */
void
tv_trace_orders_free (TvTraceOrders *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * tv_trace_orders_take:
 * @self: the cells
 * @row: a row of a trace; has to outlive it
 * @index: of its header cell among those of both files
 *
 * Takes a row whose cell stands in the orders.
 *
 * Returns: %FALSE where it stands in the lines
 */
gboolean
tv_trace_orders_take (TvTraceOrders *self, TvTraceRow *row, guint index)
{
  const TvImportJoin *join = self->join;
  Cell cell = { .row = row };

  if (index < join->own_count || index - join->own_count >= join->count)
    return FALSE;
  cell.field = join->order_fields[index - join->own_count];
  g_array_append_val (self->cells, cell);
  return TRUE;
}

/**
 * tv_trace_orders_note:
 * @self: the cells
 * @row: a row of the trace
 * @record: its line
 *
 * Notes which order the line is of.
 */
void
tv_trace_orders_note (TvTraceOrders *self, const TvTraceRow *row, const TvRecord *record)
{
  guint key = self->join->key;

  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->row != row || key >= record->field_count)
        continue;
      g_free (cell->key);
      cell->key = g_strndup (record->fields[key],
                             tv_float_code_get_length (record->fields[key], record->lengths[key]));
    }
}

/* Byte by byte, the shorter one first; a cell whose line was not met before all others. */
static int
compare_key (const Cell *cell, const char *key, gsize length)
{
  gsize own = cell->key != NULL ? strlen (cell->key) : 0;
  int order = memcmp (cell->key != NULL ? cell->key : "", key, MIN (own, length));

  if (cell->key == NULL)
    return -1;
  return order != 0 ? order : (own > length) - (own < length);
}

static int
compare_cells (gconstpointer first, gconstpointer second)
{
  const Cell *a = first, *b = second;

  if (b->key == NULL)
    return a->key != NULL;
  return compare_key (a, b->key, strlen (b->key));
}

/* The first cell of the order, or where it would stand: each order of the file is asked about. */
static guint
find_key (const GArray *cells, const char *key, gsize length)
{
  guint low = 0, high = cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_key (&g_array_index (cells, Cell, middle), key, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The first order of a number is the one that was read. */
static void
look_at_order (TvTraceOrders *self, const TvRecord *record)
{
  guint order_key = self->join->order_key;
  const char *key;
  gsize length;

  if (order_key >= record->field_count)
    return;
  key = record->fields[order_key];
  length = tv_float_code_get_length (key, record->lengths[order_key]);
  for (guint i = find_key (self->cells, key, length); i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->line != 0 || compare_key (cell, key, length) != 0)
        break;
      cell->line = record->line;
      g_free (cell->row->original);
      cell->row->original = NULL;
      if (cell->field < record->field_count)
        cell->row->original = tv_record_dup_cell (record, cell->field);
    }
}

/**
 * tv_trace_orders_read:
 * @self: the cells, whose lines were noted
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Reads the orders; those that cannot be read tell nothing.
 *
 * Returns: %FALSE on a cancel
 */
gboolean
tv_trace_orders_read (TvTraceOrders *self, TvProgress *progress, GError **error)
{
  const TvImportJoin *join = self->join;
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (TvRecordSource) source = NULL;
  guint seen = 0;

  if (self->cells->len == 0)
    return TRUE;
  g_array_sort (self->cells, compare_cells);
  source = tv_record_source_open (join->path, join->entry, join->dialect, NULL);
  while (source != NULL && tv_record_source_read (source, record, NULL))
    {
      look_at_order (self, record);
      if ((++seen & 0x3ff) == 0 && !tv_progress_check (progress, error))
        return FALSE;
    }
  return TRUE;
}

static void
replace (char **text, char *other)
{
  g_free (*text);
  *text = other;
}

/**
 * tv_trace_orders_finish:
 * @self: the cells
 *
 * Has their rows name the file of orders, and the line of the order where it was met, else 0.
 */
void
tv_trace_orders_finish (TvTraceOrders *self)
{
  const TvImportJoin *join = self->join;
  g_autofree char *name = g_path_get_basename (join->path);
  g_autofree char *told_apart = g_strdup_printf (" (%s)", name);

  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);
      TvTraceRow *row = cell->row;

      row->line = cell->line;
      replace (&row->file_name, g_strdup (name));
      replace (&row->folder,
               tv_import_join_is_kept (join) ? g_path_get_dirname (join->path) : g_strdup (""));
      replace (&row->entry, g_strdup (join->entry != NULL ? join->entry : ""));
      if (g_str_has_suffix (row->header, told_apart))
        row->header[strlen (row->header) - strlen (told_apart)] = '\0';
    }
}
