/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a set of bound rows that wait for their texts. What scrolling brings into sight is filled
 * in the same frame; a source before painting fills what else is in sight, one behind it the rest.
 * Knows neither items nor columns. */
#include "widgets/tva-table-rows.h"

#define MARGIN_ROWS 2             /* beyond the edges, filled as if they were seen */
#define FIRST_ROWS 40             /* in sight as long as no row has been laid out */
#define PORTION_USEC (4 * 1000)   /* of a pass of the main loop, for rows out of sight */
#define SOON G_PRIORITY_HIGH_IDLE /* before a frame is painted */

struct _TvaTableRows
{
  GObject parent_instance;

  GListModel *model;
  GtkAdjustment *scroll;
  TvaTableRowFill fill;
  gpointer user_data;
  GHashTable *late; /* of GtkListItem, unowned: it leaves when it is unbound */
  int row_height;   /* 0 = not known yet */
  guint soon_id;
  guint later_id;
};

G_DEFINE_FINAL_TYPE (TvaTableRows, tva_table_rows, G_TYPE_OBJECT)

/* Rows are filled before they are laid out at first; then the length of the whole says it. */
static double
get_row_height (TvaTableRows *self)
{
  guint count = g_list_model_get_n_items (self->model);

  if (self->row_height > 0)
    return self->row_height;
  return count > 0 ? gtk_adjustment_get_upper (self->scroll) / count : 0;
}

static gboolean
is_in_sight (TvaTableRows *self, GtkListItem *list_item)
{
  double position = gtk_list_item_get_position (list_item);
  double height = get_row_height (self);
  double top = gtk_adjustment_get_value (self->scroll);
  double page = gtk_adjustment_get_page_size (self->scroll);

  if (height <= 0 || page <= 0)
    return position < FIRST_ROWS;
  return position >= top / height - MARGIN_ROWS - 1
         && position <= (top + page) / height + MARGIN_ROWS;
}

static void
fill_one (TvaTableRows *self, GtkListItem *list_item)
{
  int height = self->fill (list_item, self->user_data);

  if (height > 0)
    self->row_height = height;
}

static void
fill_in_sight (TvaTableRows *self)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->late);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    if (is_in_sight (self, list_item))
      {
        g_hash_table_iter_remove (&iter);
        fill_one (self, list_item);
      }
}

static gboolean
later_cb (gpointer user_data)
{
  TvaTableRows *self = TVA_TABLE_ROWS (user_data);
  gint64 until = g_get_monotonic_time () + PORTION_USEC;
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->late);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    {
      g_hash_table_iter_remove (&iter);
      fill_one (self, list_item);
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
    }
  self->later_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
soon_cb (gpointer user_data)
{
  TvaTableRows *self = TVA_TABLE_ROWS (user_data);

  self->soon_id = 0;
  fill_in_sight (self);
  if (self->later_id == 0 && g_hash_table_size (self->late) > 0)
    self->later_id = g_idle_add (later_cb, self);
  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (GtkAdjustment *scroll, gpointer user_data)
{
  fill_in_sight (TVA_TABLE_ROWS (user_data));
}

static void
tva_table_rows_finalize (GObject *object)
{
  TvaTableRows *self = TVA_TABLE_ROWS (object);

  g_clear_handle_id (&self->soon_id, g_source_remove);
  g_clear_handle_id (&self->later_id, g_source_remove);
  g_hash_table_unref (self->late);
  g_object_unref (self->scroll);
  g_object_unref (self->model);
  G_OBJECT_CLASS (tva_table_rows_parent_class)->finalize (object);
}

static void
tva_table_rows_class_init (TvaTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_table_rows_finalize;
}

static void
tva_table_rows_init (TvaTableRows *self)
{
  self->late = g_hash_table_new (NULL, NULL);
}

/**
 * tva_table_rows_new:
 * @model: what the view shows
 * @scroll: the vertical adjustment of the view, which listens to it already
 * @fill: sets the texts of a row
 * @user_data: for @fill
 *
 * Returns: (transfer full): an empty set
 */
TvaTableRows *
tva_table_rows_new (GListModel *model,
                    GtkAdjustment *scroll,
                    TvaTableRowFill fill,
                    gpointer user_data)
{
  TvaTableRows *self = g_object_new (TVA_TYPE_TABLE_ROWS, NULL);

  self->model = g_object_ref (model);
  self->scroll = g_object_ref (scroll);
  self->fill = fill;
  self->user_data = user_data;
  g_signal_connect_object (scroll, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  return self;
}

/**
 * tva_table_rows_add:
 * @rows: a set
 * @list_item: the first cell of a row whose texts are not right any more
 *
 * Has the row filled: before the next frame where it is in sight.
 */
void
tva_table_rows_add (TvaTableRows *rows, GtkListItem *list_item)
{
  g_hash_table_add (rows->late, list_item);
  if (rows->soon_id == 0)
    rows->soon_id = g_idle_add_full (SOON, soon_cb, rows, NULL);
}

/**
 * tva_table_rows_remove:
 * @rows: a set
 * @list_item: the first cell of a row that shows nothing any more
 *
 * Forgets the row.
 */
void
tva_table_rows_remove (TvaTableRows *rows, GtkListItem *list_item)
{
  g_hash_table_remove (rows->late, list_item);
}
