/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Twenty-five buttons, recency upwards and frequency to the right, shaded by what they hold and
 * bearing the figure itself. One of them is in the order of focus, the arrow keys walk to the
 * others. The table shows the same cells as rows. */
#include "pages/customers/tva-rfm-map.h"

#include <glib/gi18n.h>
#include <math.h>

#include "pages/customers/tva-rfm-bins.h"

#define SHADES 5
#define SCORES 5

struct _TvaRfmMap
{
  AdwBin parent_instance;

  GtkLabel *summary;
  GtkToggleButton *toggle;
  GtkStack *stack;
  GtkGrid *cells;
  GtkScrolledWindow *table;
  GtkLabel *recency_labels[SCORES]; /* by score - 1 */
  GtkLabel *frequency_labels[SCORES];
  GtkToggleButton *buttons[SCORES][SCORES]; /* by recency - 1, frequency - 1 */
  GSimpleAction *bins_action;

  TvRfmGrid grid;
  TvRfmBounds bounds;
  char *currency;
  gboolean is_mean; /* mean spend instead of customers */
  gboolean is_quiet;
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_BINS_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaRfmMap, tva_rfm_map, ADW_TYPE_BIN)

static double
get_value (TvaRfmMap *self, int recency, int frequency)
{
  gint64 count = self->grid.count[recency][frequency];

  if (!self->is_mean)
    return (double) count;
  return count > 0 ? (double) self->grid.spent_cents[recency][frequency] / (double) count : 0;
}

static char *
dup_mean (TvaRfmMap *self, int recency, int frequency)
{
  gint64 count = self->grid.count[recency][frequency];

  return tv_money_to_display (count > 0 ? self->grid.spent_cents[recency][frequency] / count : 0,
                              self->currency);
}

/* In a cell there is no room for cents. */
static char *
dup_cell_text (TvaRfmMap *self, int recency, int frequency)
{
  if (self->grid.count[recency][frequency] == 0)
    return g_strdup ("·");
  return self->is_mean ? tv_number_to_display (get_value (self, recency, frequency) / 100, 0)
                       : tv_count_to_display (self->grid.count[recency][frequency]);
}

static void
show_cell (TvaRfmMap *self, int recency, int frequency, double largest)
{
  GtkWidget *button = GTK_WIDGET (self->buttons[recency - 1][frequency - 1]);
  double value = MAX (get_value (self, recency, frequency), 0);
  /* The root, as one cell often holds most of the base. */
  int shade = largest > 0 && value > 0 ? 1 + (int) (sqrt (value / largest) * (SHADES - 1) + .5) : 0;
  g_autofree char *text = dup_cell_text (self, recency, frequency);
  g_autofree char *count = tv_count_to_display (self->grid.count[recency][frequency]);
  g_autofree char *mean = dup_mean (self, recency, frequency);
  g_autofree char *name = NULL;

  /* Translators: a cell of the map, such as "Recency 5, frequency 2: 120 customers, mean spend 340
   * €" */
  name = g_strdup_printf (ngettext ("Recency %d, frequency %d: %s customer, mean spend %s",
                                    "Recency %d, frequency %d: %s customers, mean spend %s",
                                    (gulong) self->grid.count[recency][frequency]),
                          recency,
                          frequency,
                          count,
                          mean);
  for (int i = 0; i <= SHADES; i++)
    {
      g_autofree char *css_class = g_strdup_printf ("shade-%d", i);

      if (i == MIN (shade, SHADES))
        gtk_widget_add_css_class (button, css_class);
      else
        gtk_widget_remove_css_class (button, css_class);
    }
  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_all (TvaRfmMap *self)
{
  g_autofree char *summary = tva_rfm_dup_summary (&self->grid, &self->bounds);
  double largest = 0;

  for (int r = 1; r <= SCORES; r++)
    for (int f = 1; f <= SCORES; f++)
      largest = MAX (largest, get_value (self, r, f));
  for (int r = 1; r <= SCORES; r++)
    for (int f = 1; f <= SCORES; f++)
      show_cell (self, r, f, largest);
  for (int score = 1; score <= SCORES; score++)
    {
      g_autofree char *recency = tva_rfm_dup_recency (&self->bounds, score);
      g_autofree char *frequency = tva_rfm_dup_frequency (&self->bounds, score);

      gtk_label_set_label (self->recency_labels[score - 1], recency);
      gtk_label_set_label (self->frequency_labels[score - 1], frequency);
    }
  gtk_label_set_label (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recency and frequency"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary,
                                  -1);
  if (gtk_toggle_button_get_active (self->toggle))
    gtk_scrolled_window_set_child (self->table,
                                   tva_rfm_table_new (&self->grid, &self->bounds, self->currency));
}

static void
toggled_cb (TvaRfmMap *self)
{
  gboolean is_table = gtk_toggle_button_get_active (self->toggle);

  if (is_table)
    gtk_scrolled_window_set_child (self->table,
                                   tva_rfm_table_new (&self->grid, &self->bounds, self->currency));
  gtk_stack_set_visible_child (self->stack,
                               is_table ? GTK_WIDGET (self->table) : GTK_WIDGET (self->cells));
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkToggleButton *toggle = TVA_RFM_MAP (widget)->toggle;

  gtk_toggle_button_set_active (toggle, !gtk_toggle_button_get_active (toggle));
  return TRUE;
}

static void
cell_toggled_cb (GtkToggleButton *button, TvaRfmMap *self)
{
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tva-place"));
  int recency = place / SCORES + 1, frequency = place % SCORES + 1;
  gboolean is_chosen = gtk_toggle_button_get_active (button);

  if (self->is_quiet)
    return;
  tva_rfm_map_set_chosen (self, is_chosen ? recency : 0, is_chosen ? frequency : 0);
  g_signal_emit (self,
                 signals[SIGNAL_PICKED],
                 0,
                 is_chosen ? recency : 0,
                 is_chosen ? frequency : 0);
}

/* Only the present cell can be reached by Tab. */
static void
set_present (TvaRfmMap *self, int recency, int frequency)
{
  for (int r = 1; r <= SCORES; r++)
    for (int f = 1; f <= SCORES; f++)
      gtk_widget_set_focusable (GTK_WIDGET (self->buttons[r - 1][f - 1]),
                                r == recency && f == frequency);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                TvaRfmMap *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int place, recency, frequency;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cells))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (focus), "tva-place"));
  recency = place / SCORES + 1;
  frequency = place % SCORES + 1;
  if (keyval == GDK_KEY_Up)
    recency++;
  else if (keyval == GDK_KEY_Down)
    recency--;
  else if (keyval == GDK_KEY_Right)
    frequency++;
  else if (keyval == GDK_KEY_Left)
    frequency--;
  else
    return GDK_EVENT_PROPAGATE;
  recency = CLAMP (recency, 1, SCORES);
  frequency = CLAMP (frequency, 1, SCORES);
  set_present (self, recency, frequency);
  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[recency - 1][frequency - 1]));
  return GDK_EVENT_STOP;
}

static void
show_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TvaRfmMap *self = TVA_RFM_MAP (user_data);

  g_simple_action_set_state (action, parameter);
  self->is_mean = g_str_equal (g_variant_get_string (parameter, NULL), "mean");
  show_all (self);
}

static void
bins_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  int bins = tv_rfm_bins_from_code (g_variant_get_string (parameter, NULL));

  g_simple_action_set_state (action, parameter);
  if (bins >= 0)
    g_signal_emit (user_data, signals[SIGNAL_BINS_PICKED], 0, bins);
}

static void
tva_rfm_map_finalize (GObject *object)
{
  TvaRfmMap *self = TVA_RFM_MAP (object);

  g_clear_object (&self->bins_action);
  g_free (self->currency);
  G_OBJECT_CLASS (tva_rfm_map_parent_class)->finalize (object);
}

static void
tva_rfm_map_class_init (TvaRfmMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_rfm_map_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, shortcut_cb, NULL);
  signals[SIGNAL_PICKED] = g_signal_new ("picked",
                                         TVA_TYPE_RFM_MAP,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT,
                                         G_TYPE_INT);
  signals[SIGNAL_BINS_PICKED] = g_signal_new ("bins-picked",
                                              TVA_TYPE_RFM_MAP,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_INT);
}

/* The widgets of a menu are many, and few people open it. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    {
      g_autoptr (GMenuModel) menu = tva_rfm_menu_new ();

      gtk_menu_button_set_menu_model (button, menu);
    }
}

static GtkWidget *
make_header (TvaRfmMap *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Recency and frequency"));
  GtkWidget *options = gtk_menu_button_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0.f);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (options), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (options), create_menu_cb, NULL, NULL);
  gtk_widget_set_tooltip_text (options, _ ("What the map shows"));
  gtk_widget_add_css_class (options, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (options),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the map shows"),
                                  -1);
  self->toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Table")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle),
                               _ ("Show the same data as a table (Ctrl+T)"));
  gtk_widget_add_css_class (GTK_WIDGET (self->toggle), "flat");
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->toggle));
  gtk_box_append (GTK_BOX (header), options);
  return header;
}

static GtkLabel *
attach_bound (TvaRfmMap *self, int column, int row, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->cells, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
build_cells (TvaRfmMap *self)
{
  self->cells = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->cells, 3);
  gtk_grid_set_column_spacing (self->cells, 3);
  for (int r = 1; r <= SCORES; r++)
    {
      int row = SCORES - r;

      self->recency_labels[r - 1] = attach_bound (self, 0, row, 1);
      for (int f = 1; f <= SCORES; f++)
        {
          GtkWidget *button = gtk_toggle_button_new_with_label ("·");

          self->buttons[r - 1][f - 1] = GTK_TOGGLE_BUTTON (button);
          g_object_set_data (G_OBJECT (button),
                             "tva-place",
                             GINT_TO_POINTER ((r - 1) * SCORES + f - 1));
          gtk_widget_add_css_class (button, "map-cell");
          gtk_widget_set_hexpand (button, TRUE);
          gtk_grid_attach (self->cells, button, f, row, 1, 1);
          g_signal_connect (button, "toggled", G_CALLBACK (cell_toggled_cb), self);
        }
    }
  for (int f = 1; f <= SCORES; f++)
    self->frequency_labels[f - 1] = attach_bound (self, f, SCORES, .5);
  {
    GtkWidget *axis = gtk_label_new (_ ("Orders:"));

    gtk_label_set_xalign (GTK_LABEL (axis), 1);
    gtk_widget_add_css_class (axis, "caption");
    gtk_grid_attach (self->cells, axis, 0, SCORES, 1, 1);
  }
  set_present (self, SCORES, SCORES);
}

static void
add_actions (TvaRfmMap *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) show = g_simple_action_new_stateful ("show",
                                                                 G_VARIANT_TYPE_STRING,
                                                                 g_variant_new_string ("count"));

  self->bins_action = g_simple_action_new_stateful ("bins",
                                                    G_VARIANT_TYPE_STRING,
                                                    g_variant_new_string ("FIXED"));
  g_signal_connect (show, "activate", G_CALLBACK (show_action_cb), self);
  g_signal_connect (self->bins_action, "activate", G_CALLBACK (bins_action_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (show));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->bins_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", G_ACTION_GROUP (group));
}

static void
tva_rfm_map_init (TvaRfmMap *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *key = gtk_event_controller_key_new ();

  add_actions (self);
  gtk_box_append (GTK_BOX (box), make_header (self));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0.f);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  build_cells (self);
  self->table = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->table, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->cells));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_css_class (box, "overview-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * tva_rfm_map_new:
 *
 * Returns: (transfer floating): an empty map
 */
GtkWidget *
tva_rfm_map_new (void)
{
  return g_object_new (TVA_TYPE_RFM_MAP, NULL);
}

/**
 * tva_rfm_map_show:
 * @map: the map
 * @grid: customers and spend by scores
 * @bounds: what the scores were given by
 * @currency: (nullable): the workspace's
 *
 * Shows a base.
 */
void
tva_rfm_map_show (TvaRfmMap *map,
                  const TvRfmGrid *grid,
                  const TvRfmBounds *bounds,
                  const char *currency)
{
  map->grid = *grid;
  map->bounds = *bounds;
  g_free (map->currency);
  map->currency = g_strdup (currency);
  g_simple_action_set_state (map->bins_action,
                             g_variant_new_string (tv_rfm_bins_get_code (bounds->bins)));
  show_all (map);
}

/**
 * tva_rfm_map_set_chosen:
 * @map: the map
 * @recency: 1-5, 0 = none
 * @frequency: 1-5, 0 = none
 *
 * Marks the cell that the table shows, without announcing it.
 */
void
tva_rfm_map_set_chosen (TvaRfmMap *map, int recency, int frequency)
{
  map->is_quiet = TRUE;
  for (int r = 1; r <= SCORES; r++)
    for (int f = 1; f <= SCORES; f++)
      gtk_toggle_button_set_active (map->buttons[r - 1][f - 1], r == recency && f == frequency);
  map->is_quiet = FALSE;
  if (recency > 0 && frequency > 0)
    set_present (map, recency, frequency);
}

/**
 * tva_rfm_map_set_table_shown:
 * @map: the map
 * @is_shown: the table, or else the cells
 *
 * Chooses between cells and table.
 */
void
tva_rfm_map_set_table_shown (TvaRfmMap *map, gboolean is_shown)
{
  gtk_toggle_button_set_active (map->toggle, is_shown);
}
