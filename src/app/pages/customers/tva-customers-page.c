/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of customers. Search, filter and order become a question to the engine, its answer the
 * ids of a lazy list; the chosen row opens the pane. Knows no figures itself. */
#include "pages/customers/tva-customers-page-private.h"

#include <glib/gi18n.h>

#include "pages/customers/tva-customer-columns.h"
#include "tva-window.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"
#include "widgets/tva-welcome.h"

#define HEADER_HEIGHT 36 /* of the table, about; clicks there sort */
static void tva_customers_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaCustomersPage,
                               tva_customers_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_customers_page_page_init))

static void
show_error (TvaCustomersPage *self, const char *what, const GError *error)
{
  TvaWindow *window = tva_window_of (self);

  if (window != NULL)
    tva_window_show_page_error (window, what, error);
}

static gint64
get_total (TvaCustomersPage *self)
{
  TvaWindow *window = tva_window_of (self);

  return window != NULL ? tva_window_get_summary (window)->customer_count : 0;
}

static void
show_count (TvaCustomersPage *self, gint64 count)
{
  g_autofree char *shown = tv_count_to_display (count);
  g_autofree char *total = tv_count_to_display (get_total (self));
  g_autofree char *text = NULL;

  if (tva_customer_query_is_filtered (self->query))
    /* Translators: how many customers match of how many */
    text = g_strdup_printf (
        ngettext ("%s of %s customer", "%s of %s customers", (gulong) get_total (self)),
        shown,
        total);
  else
    text = g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) count), shown);
  gtk_label_set_label (self->count, text);
}

static void
set_pane_shown (TvaCustomersPage *self, gboolean is_shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pane), is_shown);
  gtk_widget_set_visible (self->separator, is_shown);
}

static void
answered_cb (TvaCustomerQuery *query, GArray *ids, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);
  gint64 id = tva_customers_page_get_wanted (self);
  gboolean is_empty = ids->len == 0 && get_total (self) == 0;

  self->is_quiet = TRUE;
  self->late_id = 0;
  tva_paged_list_turn_ids (self->list, g_array_ref (ids));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_quiet = FALSE;
  show_count (self, ids->len);
  if (is_empty)
    tva_welcome_show (self->stack,
                      "system-users-symbolic",
                      _ ("No customers yet"),
                      _ ("Import your customers and sales to see who buys what."));
  else
    gtk_stack_set_visible_child_name (self->stack, "customers");
  gtk_stack_set_visible_child_name (self->results, ids->len > 0 ? "table" : "nothing");
  tva_customers_page_choose (self, id);
  self->wanted_id = 0;
}

static void
failed_cb (GObject *object, const GError *error, gpointer user_data)
{
  show_error (TVA_CUSTOMERS_PAGE (user_data), _ ("Could not read the customers"), error);
}

/**
 * tva_customers_page_ask:
 * @self: the page
 *
 * Asks for the customers that the filters let through.
 */
void
tva_customers_page_ask (TvaCustomersPage *self)
{
  self->is_stale = FALSE;
  tva_customer_query_ask (self->query);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);
  TvaItem *item = gtk_single_selection_get_selected_item (selection);

  if (self->is_quiet || item == NULL || tva_item_get_id (item) == 0)
    return;
  self->late_id = 0;
  if (tva_item_get_id (item) != tva_customer_pane_get_id (self->pane))
    {
      tva_customer_pane_show (self->pane, self->engine, tva_item_get_id (item));
      set_pane_shown (self, TRUE);
    }
  if (self->is_sought)
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pane));
  self->is_sought = FALSE;
}

static void
open_pane (TvaCustomersPage *self)
{
  TvaItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL || tva_item_get_id (item) == 0)
    return;
  selected_cb (self->selection, NULL, self);
  set_pane_shown (self, TRUE);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pane));
}

static void
activated_cb (TvaTable *table, TvaItem *item, gpointer user_data)
{
  open_pane (TVA_CUSTOMERS_PAGE (user_data));
}

/* Where the pane does not fit beside the table, a plain click opens it over the table. Whether it
 * fits is only known once it has been laid out. */
static void
released_cb (GtkGestureClick *gesture, int press_count, double x, double y, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);

  if (y < HEADER_HEIGHT)
    return;
  if (adw_leaflet_get_folded (self->leaflet))
    open_pane (self);
  else
    self->clicked_usec = g_get_monotonic_time ();
}

static void
folded_cb (AdwLeaflet *leaflet, GParamSpec *pspec, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);

  if (adw_leaflet_get_folded (leaflet)
      && g_get_monotonic_time () - self->clicked_usec < G_USEC_PER_SEC / 2)
    open_pane (self);
}

static void
close_pane (TvaCustomersPage *self)
{
  tva_customer_pane_show (self->pane, NULL, 0);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  set_pane_shown (self, FALSE);
  adw_leaflet_set_visible_child (self->leaflet, self->browser);
}

static void
pane_closed_cb (TvaCustomerPane *pane, gpointer user_data)
{
  close_pane (TVA_CUSTOMERS_PAGE (user_data));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->pane)))
    return FALSE;
  close_pane (self);
  return TRUE;
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);

  tva_customer_query_set_search (self->query, gtk_editable_get_text (self->search));
  if (!self->is_quiet)
    tva_customers_page_ask (self);
}

static void
search_stopped_cb (GtkSearchEntry *entry, gpointer user_data)
{
  gtk_editable_set_text (TVA_CUSTOMERS_PAGE (user_data)->search, "");
}

static void
segment_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected == GTK_INVALID_LIST_POSITION || self->query == NULL)
    return;
  tva_customer_query_set_segment (self->query, (int) selected - 1);
  tva_customer_overview_set_segment (self->overview, (int) selected - 1);
  if (!self->is_quiet)
    tva_customers_page_ask (self);
}

/**
 * tva_customers_page_clear_filters:
 * @self: the page
 *
 * Lets all customers through, without asking yet.
 */
void
tva_customers_page_clear_filters (TvaCustomersPage *self)
{
  self->is_quiet = TRUE;
  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->segment, 0);
  tva_customer_query_set_search (self->query, "");
  tva_customers_page_set_scores (self, 0, 0);
  tva_customers_page_set_move (self, -1, -1, TV_DAY_NONE, TV_DAY_NONE);
  tva_customers_page_set_origin (self, 0, -1, NULL);
  self->is_quiet = FALSE;
}

static void
origin_cleared_cb (GtkButton *button, gpointer user_data)
{
  tva_customers_page_set_origin (TVA_CUSTOMERS_PAGE (user_data), 0, -1, NULL);
  tva_customers_page_ask (TVA_CUSTOMERS_PAGE (user_data));
}

static void
clear_clicked_cb (GtkButton *button, gpointer user_data)
{
  tva_customers_page_clear_filters (TVA_CUSTOMERS_PAGE (user_data));
  tva_customers_page_ask (TVA_CUSTOMERS_PAGE (user_data));
}

static void
set_sort (TvaCustomersPage *self, int column, gboolean is_descending)
{
  tva_customer_query_set_sort (self->query, (TvCustomerColumn) column, is_descending);
  gtk_menu_button_set_icon_name (self->sort_button,
                                 is_descending ? "view-sort-descending-symbolic"
                                               : "view-sort-ascending-symbolic");
  tva_customers_page_ask (self);
}

static void
sort_changed_cb (TvaTable *table, int column, gboolean is_descending, gpointer user_data)
{
  set_sort (TVA_CUSTOMERS_PAGE (user_data), column, is_descending);
}

/* The same order again turns round, as on the column's head. */
static void
sort_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (user_data);
  int column = g_variant_get_int32 (parameter);
  gboolean was_descending;
  gboolean is_same = (int) tva_customer_query_get_sort (self->query, &was_descending) == column;
  gboolean is_descending = is_same ? !was_descending : FALSE;

  tva_table_set_sort (self->table, column, is_descending);
  set_sort (self, column, is_descending);
}

static void
set_engine (TvaPage *page, TvEngine *engine)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (page);

  g_set_object (&self->engine, engine);
  tva_customer_query_set_engine (self->query, engine);
  tva_customer_overview_set_engine (self->overview, engine);
  self->is_quiet = TRUE;
  tva_paged_list_set_engine (self->list, engine);
  self->is_quiet = FALSE;
  tva_customers_page_set_move (self, -1, -1, TV_DAY_NONE, TV_DAY_NONE);
  tva_customers_page_set_origin (self, 0, -1, NULL);
  close_pane (self);
  self->is_stale = TRUE;
}

static void
engine_changed (TvaPage *page, guint changed)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (page);
  gint64 id = tva_customer_pane_get_id (self->pane);

  if (id != 0)
    tva_customer_pane_show (self->pane, self->engine, id);
  if ((changed & (TV_CHANGED_SOURCES | TV_CHANGED_PROFILES)) == 0)
    return;
  self->is_stale = TRUE;
  tva_customer_overview_refresh (self->overview);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tva_customers_page_ask (self);
}

static void
shown (TvaPage *page)
{
  if (TVA_CUSTOMERS_PAGE (page)->is_stale)
    tva_customers_page_ask (TVA_CUSTOMERS_PAGE (page));
}

static void
show_target (TvaPage *page, const char *target)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (page);
  const char *code = g_str_has_prefix (target, "customer:") ? target + strlen ("customer:") : NULL;

  if (self->engine == NULL)
    return;
  if (code == NULL)
    {
      tva_customers_page_clear_filters (self);
      if (tva_customers_page_parse_origin (self, target))
        tva_customers_page_ask (self);
      return;
    }
  tva_customers_page_seek (self, code);
}

static gboolean
start_search (TvaPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TVA_CUSTOMERS_PAGE (page)->search));
}

static void
tva_customers_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = set_engine;
  iface->engine_changed = engine_changed;
  iface->shown = shown;
  iface->show_target = show_target;
  iface->start_search = start_search;
}

static void
tva_customers_page_dispose (GObject *object)
{
  TvaCustomersPage *self = TVA_CUSTOMERS_PAGE (object);

  g_clear_object (&self->query);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tva_customers_page_parent_class)->dispose (object);
}

static void
tva_customers_page_class_init (TvaCustomersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (TVA_TYPE_CUSTOMER_OVERVIEW);
  g_type_ensure (TVA_TYPE_CUSTOMER_PANE);
  g_type_ensure (TVA_TYPE_FLOW);
  G_OBJECT_CLASS (klass)->dispose = tva_customers_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/tastevin/Tastevin/tva-customers-page.ui");
  tva_customers_page_class_init_overview (widget_class);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, browser);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, search);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, segment);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, overview_toggle);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, overview);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, scores);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, move);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, origin);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, count);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, results);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, table_bin);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, separator);
  gtk_widget_class_bind_template_child (widget_class, TvaCustomersPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, tva_customers_page_enter_table);
  gtk_widget_class_bind_template_callback (widget_class, segment_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, origin_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_closed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

/* The widgets of a menu are many, and few people open it. */
static void
create_sort_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    {
      g_autoptr (GMenuModel) menu = tva_customer_sort_menu_new ("customers.sort");

      gtk_menu_button_set_menu_model (button, menu);
    }
}

static void
build_filters (TvaCustomersPage *self)
{
  g_autoptr (GListModel) segments = tva_customer_segments_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("sort", G_VARIANT_TYPE_INT32);

  self->is_quiet = TRUE;
  gtk_drop_down_set_model (self->segment, segments);
  self->is_quiet = FALSE;
  gtk_menu_button_set_create_popup_func (self->sort_button, create_sort_menu_cb, NULL, NULL);
  g_signal_connect (action, "activate", G_CALLBACK (sort_action_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "customers", G_ACTION_GROUP (group));
}

static void
build_table (TvaCustomersPage *self)
{
  g_autofree TvaTableColumn *columns = tva_customer_columns_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = tva_paged_list_new (tv_engine_get_customers, (GDestroyNotify) tv_customer_row_free);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->table = TVA_TABLE (tva_table_new (_ ("Customers"),
                                          columns,
                                          TV_N_CUSTOMER_COLUMNS,
                                          TRUE,
                                          g_object_ref (GTK_SELECTION_MODEL (self->selection))));
  tva_table_set_sort (self->table, TV_CUSTOMER_COLUMN_SPENT, TRUE);
  adw_bin_set_child (self->table_bin, GTK_WIDGET (self->table));
  gtk_widget_add_controller (tva_table_get_view (self->table), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (self->table, "sort-changed", G_CALLBACK (sort_changed_cb), self);
  g_signal_connect (self->table, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->list,
                           "items-changed",
                           G_CALLBACK (tva_customers_page_choose_late),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (selected_cb),
                           self,
                           0);
}

static void
tva_customers_page_init (TvaCustomersPage *self)
{
  self->query = tva_customer_query_new ();
  g_signal_connect_object (self->query, "answered", G_CALLBACK (answered_cb), self, 0);
  g_signal_connect_object (self->query, "failed", G_CALLBACK (failed_cb), self, 0);
  gtk_widget_init_template (GTK_WIDGET (self));
  tva_name_set_choice (GTK_DROP_DOWN (self->segment), _ ("Segment"));
  tva_customers_page_init_overview (self);
  build_filters (self);
  build_table (self);
}
