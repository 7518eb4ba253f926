/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card around a chart. It shows title and summary, the chart, and, when toggled, a table of the
 * same points made from the same series, so that the two cannot differ. */
#include "widgets/tva-chart-card.h"

#include <glib/gi18n-lib.h>

#include "widgets/tva-chart.h"

struct _TvaChartCard
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *summary;
  GtkToggleButton *toggle;
  TvaChart *chart;
  GtkScrolledWindow *table;
};

G_DEFINE_FINAL_TYPE (TvaChartCard, tva_chart_card, ADW_TYPE_BIN)

static GtkWidget *
make_cell (const char *text, gboolean is_number, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.f : 0.f);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           is_number ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, !is_number);
  gtk_widget_add_css_class (label, is_head ? "caption-heading" : "numeric");
  return label;
}

static void
fill_table (TvaChartCard *self)
{
  TvaChartSeries *series = tva_chart_get_series (self->chart);
  GtkWidget *grid;
  int row = 0;

  if (series == NULL)
    return;
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid),
                   make_cell (tva_chart_series_get_label_title (series), FALSE, TRUE),
                   0,
                   row,
                   1,
                   1);
  gtk_grid_attach (GTK_GRID (grid),
                   make_cell (tva_chart_series_get_value_title (series), TRUE, TRUE),
                   1,
                   row,
                   1,
                   1);
  if (tva_chart_series_has_intervals (series))
    gtk_grid_attach (GTK_GRID (grid), make_cell (_ ("Interval"), TRUE, TRUE), 2, row, 1, 1);
  row++;
  for (guint i = 0; i < tva_chart_series_get_length (series); i++, row++)
    {
      const TvaChartPoint *point = tva_chart_series_get_point (series, i);
      int band = tva_chart_series_find_band (series, point->value);
      g_autofree char *value = tva_chart_series_format (series, point->value);

      gtk_grid_attach (GTK_GRID (grid), make_cell (point->label, FALSE, FALSE), 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_cell (value, TRUE, FALSE), 1, row, 1, 1);
      if (band >= 0)
        gtk_grid_attach (
            GTK_GRID (grid),
            make_cell (tva_chart_series_get_band (series, (guint) band)->label, TRUE, FALSE),
            2,
            row,
            1,
            1);
      if (point->low < point->high)
        {
          g_autofree char *interval = tva_chart_series_dup_interval (series, i);

          gtk_grid_attach (GTK_GRID (grid), make_cell (interval, TRUE, FALSE), 2, row, 1, 1);
        }
    }
  if (tva_chart_series_get_kind (series) == TVA_CHART_WATERFALL)
    {
      g_autofree char *total
          = tva_chart_series_format (series, tva_chart_series_get_total (series));

      gtk_grid_attach (GTK_GRID (grid), make_cell (_ ("Total"), FALSE, TRUE), 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_cell (total, TRUE, TRUE), 1, row, 1, 1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tva_chart_series_get_title (series),
                                  -1);
  gtk_scrolled_window_set_child (self->table, grid);
}

static void
toggled_cb (TvaChartCard *self)
{
  gboolean is_table = gtk_toggle_button_get_active (self->toggle);

  if (is_table)
    fill_table (self);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), !is_table);
  gtk_widget_set_visible (GTK_WIDGET (self->table), is_table);
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  tva_chart_card_set_table_shown (TVA_CHART_CARD (widget),
                                  !tva_chart_card_get_table_shown (TVA_CHART_CARD (widget)));
  return TRUE;
}

static void
tva_chart_card_class_init (TvaChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, shortcut_cb, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_header (TvaChartCard *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0.f);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Table")));
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle),
                               _ ("Show the same data as a table (Ctrl+T)"));
  gtk_widget_add_css_class (GTK_WIDGET (self->toggle), "flat");
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->toggle));
  return header;
}

static void
tva_chart_card_init (TvaChartCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_header (self));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0.f);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->summary), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));

  self->chart = TVA_CHART (tva_chart_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->chart), GTK_ALIGN_START);
  self->table = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->table, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->table, TRUE);
  gtk_scrolled_window_set_max_content_height (self->table, 360);
  gtk_widget_set_visible (GTK_WIDGET (self->table), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

/**
 * tva_chart_card_new:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
tva_chart_card_new (void)
{
  return g_object_new (TVA_TYPE_CHART_CARD, NULL);
}

/**
 * tva_chart_card_set_series:
 * @card: a card
 * @series: what chart and table show from now on
 *
 * Shows a series.
 */
void
tva_chart_card_set_series (TvaChartCard *card, TvaChartSeries *series)
{
  g_return_if_fail (TVA_IS_CHART_CARD (card));
  g_autofree char *summary = tva_chart_series_dup_summary (series);
  /* Translators: name of the button that shows the chart of this title as a table */
  g_autofree char *toggle_name
      = g_strdup_printf (_ ("Table: %s"), tva_chart_series_get_title (series));

  gtk_label_set_text (card->title, tva_chart_series_get_title (series));
  gtk_label_set_text (card->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tva_chart_series_get_title (series),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  toggle_name,
                                  -1);
  tva_chart_set_series (card->chart, series);
  if (gtk_toggle_button_get_active (card->toggle))
    fill_table (card);
}

/**
 * tva_chart_card_take_series:
 * @card: a card
 * @series: (transfer full): what chart and table show from now on
 *
 * Shows a series that was made for this card alone.
 */
void
tva_chart_card_take_series (TvaChartCard *card, TvaChartSeries *series)
{
  tva_chart_card_set_series (card, series);
  tva_chart_series_unref (series);
}

/**
 * tva_chart_card_set_table_shown:
 * @card: a card
 * @is_shown: the table, or else the chart
 *
 * Chooses between chart and table.
 */
void
tva_chart_card_set_table_shown (TvaChartCard *card, gboolean is_shown)
{
  g_return_if_fail (TVA_IS_CHART_CARD (card));
  gtk_toggle_button_set_active (card->toggle, is_shown);
}

/**
 * tva_chart_card_get_table_shown:
 * @card: a card
 *
 * Returns: whether the table is shown
 */
gboolean
tva_chart_card_get_table_shown (TvaChartCard *card)
{
  g_return_val_if_fail (TVA_IS_CHART_CARD (card), FALSE);
  return gtk_toggle_button_get_active (card->toggle);
}

static void
collect_cards (GtkWidget *widget, GPtrArray *cards)
{
  if (TVA_IS_CHART_CARD (widget))
    g_ptr_array_add (cards, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_cards (child, cards);
}

static gboolean
toggle_all_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  gboolean is_shown = FALSE;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  collect_cards (widget, cards);
  for (guint i = 0; i < cards->len; i++)
    is_shown |= tva_chart_card_get_table_shown (cards->pdata[i]);
  for (guint i = 0; i < cards->len; i++)
    tva_chart_card_set_table_shown (cards->pdata[i], !is_shown);
  return cards->len > 0;
}

/**
 * tva_chart_card_add_shortcut:
 * @parent: a page with chart cards
 *
 * Makes Ctrl+T toggle all the cards of a page; a card that has the focus toggles alone, as its own
 * binding comes first.
 */
void
tva_chart_card_add_shortcut (GtkWidget *parent)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_t, GDK_CONTROL_MASK),
                        gtk_callback_action_new (toggle_all_cb, NULL, NULL)));
  gtk_widget_add_controller (parent, controller);
}
