/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview on the Customers page: when it is shown, beside the table or in its place, and how
 * what is picked there filters the table. */
#include <glib/gi18n.h>

#include "pages/customers/tva-customers-page-private.h"

#define ROOMY_WIDTH 660 /* of all but the pane, for overview and table to stand together */
#define ROOMY_HEIGHT 560

/* Where the two have no room together, the overview takes the place of the table. */
static void
show_overview (TvaCustomersPage *self)
{
  gboolean is_shown = gtk_toggle_button_get_active (self->overview_toggle);

  gtk_widget_set_visible (GTK_WIDGET (self->overview), is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->results), !is_shown || self->is_roomy);
  tva_customer_overview_set_is_alone (self->overview, !self->is_roomy);
  /* Below the overview, what can be done about it is to be seen, rather than a picture. */
  adw_status_page_set_icon_name (self->nothing, is_shown ? NULL : "edit-find-symbolic");
}

static void
overview_toggled_cb (GtkToggleButton *toggle, gpointer user_data)
{
  show_overview (TVA_CUSTOMERS_PAGE (user_data));
}

/* Works wherever the focus is, while the page is shown. */
static gboolean
toggle_overview_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkToggleButton *toggle = TVA_CUSTOMERS_PAGE (widget)->overview_toggle;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_toggle_button_set_active (toggle, !gtk_toggle_button_get_active (toggle));
  return TRUE;
}

/**
 * tva_customers_page_set_scores:
 * @self: the page
 * @recency: 1-5, 0 = any
 * @frequency: 1-5, 0 = any
 *
 * Filters by scores, without asking yet.
 */
void
tva_customers_page_set_scores (TvaCustomersPage *self, int recency, int frequency)
{
  g_autofree char *text = g_strdup_printf (_ ("Recency %d, frequency %d ✕"), recency, frequency);

  tva_customer_query_set_scores (self->query, recency, frequency);
  tva_customer_overview_set_scores (self->overview, recency, frequency);
  gtk_button_set_label (self->scores, text);
  gtk_widget_set_visible (GTK_WIDGET (self->scores), recency > 0 || frequency > 0);
}

/**
 * tva_customers_page_set_move:
 * @self: the page
 * @from: a TvSegment, -1 = anybody
 * @to: another one
 * @from_day: when they were in @from
 * @to_day: when they were in @to
 *
 * Filters by a change of segment, without asking yet.
 */
void
tva_customers_page_set_move (TvaCustomersPage *self,
                             int from,
                             int to,
                             gint32 from_day,
                             gint32 to_day)
{
  g_autofree char *text = NULL;

  tva_customer_query_set_move (self->query, from, to, from_day, to_day);
  gtk_widget_set_visible (GTK_WIDGET (self->move), from >= 0);
  if (from < 0)
    return;
  /* Translators: two segments; the cross takes the filter away */
  text = g_strdup_printf (_ ("%s → %s ✕"),
                          tv_segment_get_title ((TvSegment) from),
                          tv_segment_get_title ((TvSegment) to));
  gtk_button_set_label (self->move, text);
}

/* What was picked is to be seen. */
static void
show_picked (TvaCustomersPage *self)
{
  tva_customers_page_ask (self);
  if (!self->is_roomy)
    gtk_toggle_button_set_active (self->overview_toggle, FALSE);
}

static void
scores_picked_cb (TvaCustomerOverview *overview, int recency, int frequency, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);

  tva_customers_page_set_scores (self, recency, frequency);
  show_picked (self);
}

static void
scores_cleared_cb (GtkButton *button, gpointer user_data)
{
  tva_customers_page_set_scores (TVA_CUSTOMERS_PAGE (user_data), 0, 0);
  tva_customers_page_ask (TVA_CUSTOMERS_PAGE (user_data));
}

static void
segment_picked_cb (TvaCustomerOverview *overview, int segment, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);

  self->is_quiet = TRUE;
  gtk_drop_down_set_selected (self->segment, (guint) (segment + 1));
  self->is_quiet = FALSE;
  show_picked (self);
}

/* Who went from one segment to another is in the other one now: other filters by segment go. */
static void
move_picked_cb (TvaCustomerOverview *overview,
                int from,
                int to,
                int from_day,
                int to_day,
                gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);

  self->is_quiet = TRUE;
  gtk_drop_down_set_selected (self->segment, 0);
  self->is_quiet = FALSE;
  tva_customers_page_set_move (self, from, to, from_day, to_day);
  show_picked (self);
}

static void
move_cleared_cb (GtkButton *button, gpointer user_data)
{
  tva_customers_page_set_move (TVA_CUSTOMERS_PAGE (user_data), -1, -1, TV_DAY_NONE, TV_DAY_NONE);
  tva_customers_page_ask (TVA_CUSTOMERS_PAGE (user_data));
}

static gboolean
room_changed_cb (gpointer user_data)
{
  g_autoptr (TvaCustomersPage) self = user_data;

  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    gtk_toggle_button_set_active (self->overview_toggle, self->is_roomy);
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    show_overview (self);
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (adw_bin_get_child (ADW_BIN (widget)));
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

/* The overview opens and closes with the room that there is; a toggle holds until that changes. */
static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (widget);
  gboolean is_roomy = width >= ROOMY_WIDTH && height >= ROOMY_HEIGHT;

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (is_roomy == self->is_roomy)
    return;
  self->is_roomy = is_roomy;
  g_idle_add (room_changed_cb, g_object_ref (self));
}

/**
 * tva_customers_page_class_init_overview:
 * @widget_class: the page's class
 *
 * Sets up what the overview needs of the class.
 */
void
tva_customers_page_class_init_overview (GtkWidgetClass *widget_class)
{
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_bind_template_callback (widget_class, overview_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, scores_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, scores_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, segment_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_cleared_cb);
}

/**
 * tva_customers_page_init_overview:
 * @self: the page, with its template
 *
 * Makes the page tell how much room it has, and Ctrl+M open and close the overview.
 */
void
tva_customers_page_init_overview (TvaCustomersPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_m, GDK_CONTROL_MASK),
                        gtk_callback_action_new (toggle_overview_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
