/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Twelve buttons with name, bar, count and movement; the sign of a movement is a shape, not a
 * colour. The table lists who went from where to where. */
#include "pages/customers/tva-segment-card.h"

#include <glib/gi18n.h>

#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"

#define COLUMN_WIDTH 206

typedef struct
{
  GtkToggleButton *button;
  GtkLevelBar *bar;
  GtkLabel *count;
  GtkLabel *change;
} Row;

struct _TvaSegmentCard
{
  AdwBin parent_instance;

  GtkLabel *summary;
  GtkDropDown *period;
  GtkToggleButton *toggle;
  GtkStack *stack;
  GtkWidget *flow;
  GtkScrolledWindow *table;
  Row rows[TV_N_SEGMENTS];

  gint64 counts[TV_N_SEGMENTS];
  TvMovement movement; /* customer_count 0 = none */
  guint days;
  gboolean is_quiet;
};

static const guint periods[] = { 0, 30, 90, 365 };

enum
{
  SIGNAL_PICKED,
  SIGNAL_MOVE_PICKED,
  SIGNAL_DAYS_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaSegmentCard, tva_segment_card, ADW_TYPE_BIN)

static gboolean
has_movement (TvaSegmentCard *self)
{
  return self->movement.customer_count > 0;
}

/* "▲ 12", "▼ 3", "= 0", or nothing where there is nothing to compare with. */
static char *
dup_change (TvaSegmentCard *self, TvSegment segment)
{
  gint64 change;
  g_autofree char *count = NULL;

  if (!has_movement (self))
    return g_strdup ("");
  change = self->counts[segment] - tv_movement_count_before (&self->movement, segment);
  count = tv_count_to_display (ABS (change));
  return g_strdup_printf ("%s %s", change > 0 ? "▲" : change < 0 ? "▼" : "=", count);
}

static char *
dup_name (TvaSegmentCard *self, TvSegment segment)
{
  const char *title = tv_segment_get_title (segment);
  g_autofree char *count = tv_count_to_display (self->counts[segment]);
  g_autofree char *change = NULL;
  gint64 difference;

  if (!has_movement (self))
    return g_strdup_printf (
        ngettext ("%s: %s customer", "%s: %s customers", (gulong) self->counts[segment]),
        title,
        count);
  difference = self->counts[segment] - tv_movement_count_before (&self->movement, segment);
  change = tv_count_to_display (ABS (difference));
  if (difference == 0)
    /* Translators: segment, customers, days */
    return g_strdup_printf (ngettext ("%s: %s customer, as many as %u days earlier",
                                      "%s: %s customers, as many as %u days earlier",
                                      (gulong) self->counts[segment]),
                            title,
                            count,
                            self->days);
  /* Translators: segment, customers, how many more or fewer, days */
  return g_strdup_printf (difference > 0
                              ? ngettext ("%s: %s customer, %s more than %u days earlier",
                                          "%s: %s customers, %s more than %u days earlier",
                                          (gulong) self->counts[segment])
                              : ngettext ("%s: %s customer, %s fewer than %u days earlier",
                                          "%s: %s customers, %s fewer than %u days earlier",
                                          (gulong) self->counts[segment]),
                          title,
                          count,
                          change,
                          self->days);
}

static void
move_clicked_cb (GtkButton *row, TvaSegmentCard *self)
{
  int from, to;

  tva_movement_row_get_move (row, &from, &to);
  g_signal_emit (self,
                 signals[SIGNAL_MOVE_PICKED],
                 0,
                 from,
                 to,
                 self->movement.from_day,
                 self->movement.to_day);
}

static void
fill_table (TvaSegmentCard *self)
{
  gtk_scrolled_window_set_child (
      self->table,
      tva_movement_table_new (&self->movement, G_CALLBACK (move_clicked_cb), self));
}

static void
show_all (TvaSegmentCard *self)
{
  g_autofree char *summary = tva_movement_dup_summary (&self->movement, self->counts);
  gint64 largest = 1;

  for (int i = 0; i < TV_N_SEGMENTS; i++)
    largest = MAX (largest, self->counts[i]);
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    {
      Row *row = &self->rows[i];
      g_autofree char *count = tv_count_to_display (self->counts[i]);
      g_autofree char *change = dup_change (self, i);
      g_autofree char *name = dup_name (self, i);

      gtk_level_bar_set_value (row->bar, (double) self->counts[i] / (double) largest);
      gtk_label_set_label (row->count, count);
      gtk_label_set_label (row->change, change);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row->button), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name,
                                      -1);
    }
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), has_movement (self));
  if (!has_movement (self))
    gtk_toggle_button_set_active (self->toggle, FALSE);
  else if (gtk_toggle_button_get_active (self->toggle))
    fill_table (self);
}

static void
toggled_cb (TvaSegmentCard *self)
{
  gboolean is_table = gtk_toggle_button_get_active (self->toggle);

  if (is_table)
    fill_table (self);
  gtk_stack_set_visible_child (self->stack, is_table ? GTK_WIDGET (self->table) : self->flow);
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TvaSegmentCard *self = TVA_SEGMENT_CARD (widget);

  tva_segment_card_set_table_shown (self, !gtk_toggle_button_get_active (self->toggle));
  return TRUE;
}

static void
row_toggled_cb (GtkToggleButton *button, TvaSegmentCard *self)
{
  int segment = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tva-segment"));

  if (self->is_quiet)
    return;
  if (!gtk_toggle_button_get_active (button))
    segment = -1;
  tva_segment_card_set_chosen (self, segment);
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, segment);
}

static void
period_selected_cb (GtkDropDown *period, GParamSpec *pspec, TvaSegmentCard *self)
{
  guint selected = gtk_drop_down_get_selected (period);

  if (self->is_quiet || selected >= G_N_ELEMENTS (periods))
    return;
  self->days = periods[selected];
  g_signal_emit (self, signals[SIGNAL_DAYS_PICKED], 0, self->days);
}

static void
tva_segment_card_class_init (TvaSegmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, shortcut_cb, NULL);
  signals[SIGNAL_PICKED] = g_signal_new ("picked",
                                         TVA_TYPE_SEGMENT_CARD,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT);
  signals[SIGNAL_MOVE_PICKED] = g_signal_new ("move-picked",
                                              TVA_TYPE_SEGMENT_CARD,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              4,
                                              G_TYPE_INT,
                                              G_TYPE_INT,
                                              G_TYPE_INT,
                                              G_TYPE_INT);
  signals[SIGNAL_DAYS_PICKED] = g_signal_new ("days-picked",
                                              TVA_TYPE_SEGMENT_CARD,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_UINT);
}

static GtkWidget *
make_period (TvaSegmentCard *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Not compared"));
  for (guint i = 1; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("%u days"), periods[i]);

      gtk_string_list_append (list, text);
    }
  self->period = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (list)), NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->period), _ ("Compared with so many days earlier"));
  tva_name_set_choice (self->period, _ ("Compared with so many days earlier"));
  g_signal_connect (self->period, "notify::selected", G_CALLBACK (period_selected_cb), self);
  return GTK_WIDGET (self->period);
}

static GtkWidget *
make_header (TvaSegmentCard *self)
{
  GtkWidget *header = tva_flow_new (0, 6);
  GtkWidget *title = gtk_label_new (_ ("Segments"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Table")));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->toggle),
      _ ("Show who changed segment as a table (Ctrl+T); a row shows its customers"));
  gtk_widget_add_css_class (GTK_WIDGET (self->toggle), "flat");
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (toggled_cb), self);
  tva_flow_append (TVA_FLOW (header), title);
  tva_flow_append (TVA_FLOW (header), make_period (self));
  tva_flow_append (TVA_FLOW (header), GTK_WIDGET (self->toggle));
  return header;
}

static GtkLabel *
append_number (GtkWidget *box, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
build_row (TvaSegmentCard *self, TvSegment segment)
{
  Row *row = &self->rows[segment];
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *title = gtk_label_new (tv_segment_get_title (segment));

  gtk_label_set_xalign (GTK_LABEL (title), 0.f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  row->bar = GTK_LEVEL_BAR (gtk_level_bar_new_for_interval (0, 1));
  gtk_level_bar_remove_offset_value (row->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (row->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (row->bar, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tv_segment_get_title (segment),
                                  -1);
  gtk_box_append (GTK_BOX (box), title);
  row->count = append_number (box, 4);
  row->change = append_number (box, 6);
  gtk_box_append (GTK_BOX (both), box);
  gtk_box_append (GTK_BOX (both), GTK_WIDGET (row->bar));
  gtk_widget_add_css_class (GTK_WIDGET (row->change), "dim-label");
  row->button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_child (GTK_BUTTON (row->button), both);
  gtk_widget_add_css_class (GTK_WIDGET (row->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (row->button), "segment-row");
  g_object_set_data (G_OBJECT (row->button), "tva-segment", GINT_TO_POINTER (segment));
  g_signal_connect (row->button, "toggled", G_CALLBACK (row_toggled_cb), self);
  tva_flow_append (TVA_FLOW (self->flow), GTK_WIDGET (row->button));
}

static void
tva_segment_card_init (TvaSegmentCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_header (self));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0.f);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  self->flow = tva_flow_new (COLUMN_WIDTH, 0);
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    build_row (self, i);
  self->table = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->table, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, self->flow);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (box, "overview-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * tva_segment_card_new:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
tva_segment_card_new (void)
{
  return g_object_new (TVA_TYPE_SEGMENT_CARD, NULL);
}

/**
 * tva_segment_card_show:
 * @card: the card
 * @counts: (array fixed-size=12): customers in each segment
 *
 * Shows a base; what it is compared with stays until tva_segment_card_show_movement().
 */
void
tva_segment_card_show (TvaSegmentCard *card, const gint64 *counts)
{
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    card->counts[i] = counts[i];
  show_all (card);
}

/**
 * tva_segment_card_show_movement:
 * @card: the card
 * @movement: (nullable): against which it is compared; %NULL = nothing
 *
 * Shows what has changed since.
 */
void
tva_segment_card_show_movement (TvaSegmentCard *card, const TvMovement *movement)
{
  card->movement = movement != NULL ? *movement : (TvMovement){ 0 };
  show_all (card);
}

/**
 * tva_segment_card_set_chosen:
 * @card: the card
 * @segment: a TvSegment, -1 = none
 *
 * Marks the segment that the table shows, without announcing it.
 */
void
tva_segment_card_set_chosen (TvaSegmentCard *card, int segment)
{
  card->is_quiet = TRUE;
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    gtk_toggle_button_set_active (card->rows[i].button, i == segment);
  card->is_quiet = FALSE;
}

/**
 * tva_segment_card_set_days:
 * @card: the card
 * @days: one of its periods, 0 = not compared
 *
 * Sets what it is compared with, without announcing it.
 */
void
tva_segment_card_set_days (TvaSegmentCard *card, guint days)
{
  card->days = days;
  card->is_quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (periods[i] == days)
      gtk_drop_down_set_selected (card->period, i);
  card->is_quiet = FALSE;
}

/**
 * tva_segment_card_set_table_shown:
 * @card: the card
 * @is_shown: the table, or else the segments
 *
 * Chooses between segments and the table of moves.
 */
void
tva_segment_card_set_table_shown (TvaSegmentCard *card, gboolean is_shown)
{
  gtk_toggle_button_set_active (card->toggle, is_shown && has_movement (card));
}
