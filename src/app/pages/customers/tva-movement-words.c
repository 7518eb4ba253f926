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

/* A sentence on those who were customers before. */
static char *
dup_others (gint64 moved_count, gint64 largest, int from, int to)
{
  g_autofree char *moved = tv_count_to_display (moved_count);
  g_autofree char *most = tv_count_to_display (largest);

  if (largest == 0)
    return g_strdup (_ ("Of the others nobody changed segment."));
  if (largest == moved_count)
    /* Translators: customers and two segments */
    return g_strdup_printf (ngettext ("%s other changed segment, from “%s” to “%s”.",
                                      "%s others changed segment, from “%s” to “%s”.",
                                      (gulong) moved_count),
                            moved,
                            tv_segment_get_title (from),
                            tv_segment_get_title (to));
  /* Translators: customers; then how many of them, and two segments */
  return g_strdup_printf (ngettext ("%s other changed segment; most of these, %s, from “%s” to "
                                    "“%s”.",
                                    "%s others changed segment; most of these, %s, from “%s” to "
                                    "“%s”.",
                                    (gulong) moved_count),
                          moved,
                          most,
                          tv_segment_get_title (from),
                          tv_segment_get_title (to));
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
  g_autofree char *all = NULL, *came = NULL, *first = NULL, *others = NULL;

  for (int i = 0; i < TV_N_SEGMENTS; i++)
    total += counts[i];
  all = tv_count_to_display (total);
  if (movement->customer_count == 0)
    return g_strdup_printf (ngettext ("%s customer.", "%s customers.", (gulong) total), all);
  newcomers = tv_movement_count_before (movement, TV_SEGMENT_PROSPECT)
              - movement->moves[TV_SEGMENT_PROSPECT][TV_SEGMENT_PROSPECT];
  came = tv_count_to_display (newcomers);
  /* Translators: days, customers */
  first = g_strdup_printf (ngettext ("In %u days %s customer bought for the first time.",
                                     "In %u days %s customers bought for the first time.",
                                     (gulong) newcomers),
                           days,
                           came);
  others = dup_others (tv_movement_count_moved (movement) - newcomers, largest, from, to);
  return g_strjoin (" ", first, others, NULL);
}

static GtkWidget *
make_text (const char *text, gboolean is_number, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.f : 0.f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
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

/* A row as a button: a click shows its customers. */
static GtkWidget *
make_row (const Move *move)
{
  g_autofree char *count = tv_count_to_display (move->count);
  const char *from = tv_segment_get_title (move->from), *to = tv_segment_get_title (move->to);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  /* Translators: customers and two segments; a button */
  g_autofree char *name
      = g_strdup_printf (ngettext ("Show the %s customer who went from “%s” to “%s”",
                                   "Show the %s customers who went from “%s” to “%s”",
                                   (gulong) move->count),
                         count,
                         from,
                         to);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_text (from, FALSE, FALSE));
  gtk_box_append (GTK_BOX (box), make_text (to, FALSE, FALSE));
  gtk_box_append (GTK_BOX (box), make_text (count, TRUE, FALSE));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "segment-row");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button),
                     "tva-move",
                     GINT_TO_POINTER (move->from * TV_N_SEGMENTS + move->to));
  return button;
}

/**
 * tva_movement_row_get_move:
 * @row: a row of the table
 * @out_from: (out): a TvSegment
 * @out_to: (out): a TvSegment
 *
 * Tells which move a row shows.
 */
void
tva_movement_row_get_move (GtkButton *row, int *out_from, int *out_to)
{
  int move = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "tva-move"));

  *out_from = move / TV_N_SEGMENTS;
  *out_to = move % TV_N_SEGMENTS;
}

/**
 * tva_movement_table_new:
 * @movement: who changed segment
 * @picked: called as "clicked" of a row
 * @data: for @picked; outlives the table
 *
 * Returns: (transfer floating): from where to where, the most first
 */
GtkWidget *
tva_movement_table_new (const TvMovement *movement, GCallback picked, gpointer data)
{
  GtkWidget *table = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GArray) moves = list_moves (movement);

  gtk_box_set_homogeneous (GTK_BOX (head), TRUE);
  gtk_widget_set_margin_start (head, 6);
  gtk_widget_set_margin_end (head, 6);
  gtk_box_append (GTK_BOX (head), make_text (_ ("From"), FALSE, TRUE));
  gtk_box_append (GTK_BOX (head), make_text (_ ("To"), FALSE, TRUE));
  gtk_box_append (GTK_BOX (head), make_text (_ ("Customers"), TRUE, TRUE));
  gtk_box_append (GTK_BOX (table), head);
  for (guint i = 0; i < moves->len; i++)
    {
      GtkWidget *row = make_row (&g_array_index (moves, Move, i));

      g_signal_connect (row, "clicked", picked, data);
      gtk_box_append (GTK_BOX (table), row);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (table),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who changed segment"),
                                  -1);
  return table;
}
