/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who changed segment, as a sentence and as a table. */
#include <glib/gi18n.h>

#include "pages/customers/tva-segment-card.h"

/* The largest move between two segments of those who were customers before. */
static gint64
find_largest (const TvMovement *movement, int *out_from, int *out_to)
{
  gint64 largest = 0;

  for (int from = 0; from < TV_N_SEGMENTS; from++)
    for (int to = 0; to < TV_N_SEGMENTS; to++)
      if (from != to && from != TV_SEGMENT_PROSPECT && movement->moves[from][to] > largest)
        {
          largest = movement->moves[from][to];
          *out_from = from;
          *out_to = to;
        }
  return largest;
}

/**
 * tva_movement_dup_summary:
 * @movement: who changed segment; with no customers where nothing is compared
 * @counts: (array fixed-size=12): customers in each segment now
 *
 * Returns: (transfer full): a sentence on newcomers and on who moved
 */
char *
tva_movement_dup_summary (const TvMovement *movement, const gint64 *counts)
{
  guint days = (guint) (movement->to_day - movement->from_day);
  int from = 0, to = 0;
  gint64 largest = find_largest (movement, &from, &to), total = 0, newcomers;
  g_autofree char *all = NULL, *came = NULL, *moved = NULL, *most = NULL;

  for (int i = 0; i < TV_N_SEGMENTS; i++)
    total += counts[i];
  all = tv_count_to_display (total);
  if (movement->customer_count == 0)
    return g_strdup_printf (ngettext ("%s customer.", "%s customers.", (gulong) total), all);
  newcomers = tv_movement_count_before (movement, TV_SEGMENT_PROSPECT)
              - movement->moves[TV_SEGMENT_PROSPECT][TV_SEGMENT_PROSPECT];
  came = tv_count_to_display (newcomers);
  moved = tv_count_to_display (tv_movement_count_moved (movement) - newcomers);
  most = tv_count_to_display (largest);
  if (largest == 0)
    return g_strdup_printf (
        _ ("In %u days %s customers bought for the first time; of the others nobody "
           "changed segment."),
        days,
        came);
  /* Translators: days, customers, customers; then customers and two segments */
  return g_strdup_printf (
      _ ("In %u days %s customers bought for the first time and %s others changed "
         "segment; most of these, %s, from “%s” to “%s”."),
      days,
      came,
      moved,
      most,
      tv_segment_get_title (from),
      tv_segment_get_title (to));
}

static GtkWidget *
make_text (const char *text, gboolean is_number, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.f : 0.f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, is_head ? "caption-heading" : "numeric");
  return label;
}

typedef struct
{
  int from, to;
  gint64 count;
} Move;

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const Move *x = a, *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return x->from != y->from ? x->from - y->from : x->to - y->to;
}

static GArray *
list_moves (const TvMovement *movement)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (Move));

  for (int from = 0; from < TV_N_SEGMENTS; from++)
    for (int to = 0; to < TV_N_SEGMENTS; to++)
      if (from != to && movement->moves[from][to] > 0)
        g_array_append_vals (moves, &(Move){ from, to, movement->moves[from][to] }, 1);
  g_array_sort (moves, compare_moves);
  return moves;
}

/**
 * tva_movement_table_new:
 * @movement: who changed segment
 *
 * Returns: (transfer floating): from where to where, the most first
 */
GtkWidget *
tva_movement_table_new (const TvMovement *movement)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GArray) moves = list_moves (movement);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), make_text (_ ("From"), FALSE, TRUE), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_text (_ ("To"), FALSE, TRUE), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_text (_ ("Customers"), TRUE, TRUE), 2, 0, 1, 1);
  for (guint i = 0; i < moves->len; i++)
    {
      const Move *move = &g_array_index (moves, Move, i);
      g_autofree char *count = tv_count_to_display (move->count);
      GtkWidget *const cells[] = { make_text (tv_segment_get_title (move->from), FALSE, FALSE),
                                   make_text (tv_segment_get_title (move->to), FALSE, FALSE),
                                   make_text (count, TRUE, FALSE) };

      for (int column = 0; column < 3; column++)
        gtk_grid_attach (GTK_GRID (grid), cells[column], column, (int) i + 1, 1, 1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who changed segment"),
                                  -1);
  return grid;
}
