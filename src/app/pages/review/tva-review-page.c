/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Review page: builds itself, loads the list that the filter asks for on a worker, and shows
 * the selected item in the card. Deciding, bulk approval and keys are in the files beside it. */
#include "pages/review/tva-review-page-private.h"

#include <glib/gi18n-lib.h>

#include "pages/review/tva-review-row.h"
#include "tva-window.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-tab-stop.h"

static void tva_review_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaReviewPage,
                               tva_review_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_review_page_page_init))

static void
shown_changed_cb (TvaReviewPage *self)
{
  const TvReviewItem *row = self->shown != NULL ? tva_item_get_row (self->shown) : NULL;

  tva_review_card_set_item (self->card, row, self->currency);
}

static void
selected_cb (TvaReviewPage *self)
{
  TvaItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == self->shown)
    return;
  if (self->shown != NULL)
    g_clear_signal_handler (&self->shown_id, self->shown);
  g_set_object (&self->shown, item);
  if (item != NULL)
    self->shown_id
        = g_signal_connect_swapped (item, "changed", G_CALLBACK (shown_changed_cb), self);
  tva_reason_bar_close (self->reason);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->card_scroller), 0.);
  shown_changed_cb (self);
}

static void
filter_changed_cb (TvaReviewPage *self)
{
  tva_review_page_load (self, self->shown != NULL ? tva_item_get_id (self->shown) : 0);
}

static void
filter_left_cb (TvaReviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
clear_clicked_cb (TvaReviewPage *self)
{
  tva_review_filter_clear (self->filter);
}

static void
activated_cb (TvaReviewPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->detail);
}

static void
back_clicked_cb (TvaReviewPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->side);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
failed_cb (TvaReviewPage *self, const GError *error)
{
  if (tva_window_of (self) != NULL)
    tva_window_show_page_error (tva_window_of (self),
                                _ ("Could not show the recommendations"),
                                error);
}

static void
tva_review_page_set_engine (TvaPage *page, TvEngine *engine)
{
  TvaReviewPage *self = TVA_REVIEW_PAGE (page);

  g_set_object (&self->engine, engine);
  tva_paged_list_set_engine (self->list, engine);
  tva_review_queue_set_engine (self->queue, engine);
  self->wanted_run_id = self->run_id = 0;
  self->session_usec = 0;
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tva_review_page_load (self, 0);
}

/* Decisions come from this page and are painted already, so only runs and sources make the list
 * stale. */
static void
tva_review_page_engine_changed (TvaPage *page, guint changed)
{
  TvaReviewPage *self = TVA_REVIEW_PAGE (page);

  if ((changed & (TV_CHANGED_RUNS | TV_CHANGED_SOURCES)) == 0)
    return;
  /* Other sources leave the run as it is, but not its customers: who was merged, has opted out or
   * is gone. */
  self->focus_id = 0;
  if ((changed & TV_CHANGED_RUNS) != 0)
    self->wanted_run_id = 0;
  else if (self->shown != NULL)
    self->focus_id = tva_item_get_id (self->shown);
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tva_review_page_load (self, self->focus_id);
}

static void
tva_review_page_shown (TvaPage *page)
{
  TvaReviewPage *self = TVA_REVIEW_PAGE (page);

  if (self->is_stale)
    tva_review_page_load (self, self->focus_id);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
tva_review_page_show_target (TvaPage *page, const char *target)
{
  TvaReviewPage *self = TVA_REVIEW_PAGE (page);

  if (g_str_has_prefix (target, "run:"))
    {
      self->wanted_run_id = g_ascii_strtoll (target + strlen ("run:"), NULL, 10);
      tva_review_page_load (self, 0);
    }
  else if (g_str_has_prefix (target, "search:"))
    tva_review_filter_show_words (self->filter, target + strlen ("search:"));
  else if (g_str_has_prefix (target, "status:"))
    {
      g_autofree char *code = g_ascii_strup (target + strlen ("status:"), -1);

      tva_review_filter_set_status (self->filter, tv_status_from_code (code));
    }
}

static gboolean
tva_review_page_start_search (TvaPage *page)
{
  tva_review_filter_start_search (TVA_REVIEW_PAGE (page)->filter);
  return TRUE;
}

static gboolean
tva_review_page_page_undo (TvaPage *page)
{
  tva_review_page_undo (TVA_REVIEW_PAGE (page));
  return TRUE;
}

static gboolean
tva_review_page_page_redo (TvaPage *page)
{
  tva_review_page_redo (TVA_REVIEW_PAGE (page));
  return TRUE;
}

static void
tva_review_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = tva_review_page_set_engine;
  iface->engine_changed = tva_review_page_engine_changed;
  iface->shown = tva_review_page_shown;
  iface->show_target = tva_review_page_show_target;
  iface->start_search = tva_review_page_start_search;
  iface->undo = tva_review_page_page_undo;
  iface->redo = tva_review_page_page_redo;
}

static void
tva_review_page_dispose (GObject *object)
{
  TvaReviewPage *self = TVA_REVIEW_PAGE (object);

  if (self->shown != NULL)
    g_clear_signal_handler (&self->shown_id, self->shown);
  g_clear_object (&self->shown);
  g_clear_weak_pointer (&self->bulk_toast);
  g_clear_object (&self->engine);
  g_clear_object (&self->list);
  g_clear_object (&self->queue);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (tva_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (TvaReviewPage, name) }
    CHILD (no_run),   CHILD (content),   CHILD (leaflet),       CHILD (side),    CHILD (detail),
    CHILD (filter),   CHILD (list_view), CHILD (scroller),      CHILD (count),   CHILD (strip),
    CHILD (no_match), CHILD (clear),     CHILD (card_scroller), CHILD (card),    CHILD (reason),
    CHILD (actions),  CHILD (back),      CHILD (approve_all),   CHILD (approve), CHILD (reject),
    CHILD (flag),     CHILD (undo),      CHILD (previous),      CHILD (next),    CHILD (export),
    CHILD (redo),
#undef CHILD
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class,
                                               children[i].name,
                                               FALSE,
                                               children[i].offset);
}

static void
tva_review_page_class_init (TvaReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_review_page_dispose;
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_REASON_BAR);
  g_type_ensure (TVA_TYPE_REVIEW_CARD);
  g_type_ensure (TVA_TYPE_REVIEW_FILTER);
  g_type_ensure (TVA_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-review-page.ui");
  bind_children (widget_class);
}

static gboolean
fit_filter_cb (gpointer user_data)
{
  g_autoptr (TvaReviewPage) self = TVA_REVIEW_PAGE (user_data);

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    tva_review_filter_set_narrow (self->filter, adw_leaflet_get_folded (self->leaflet));
  return G_SOURCE_REMOVE;
}

/* It is told while it is laid out, when nothing above it can change its height. */
static void
folded_cb (TvaReviewPage *self)
{
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);

  g_idle_add (fit_filter_cb, g_object_ref (self));
  gtk_widget_set_visible (self->back, is_folded);
  if (is_folded)
    adw_leaflet_set_visible_child (self->leaflet, self->detail);
}

static void
tva_review_page_init (TvaReviewPage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  factory = tva_review_row_factory_new (GTK_WIDGET (self->list_view));
  self->is_stale = TRUE;
  self->queue = tva_review_queue_new ();
  self->list
      = tva_paged_list_new (tv_engine_get_review_items, (GDestroyNotify) tv_review_item_free);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  tva_review_card_set_item (self->card, NULL, NULL);
  g_signal_connect_swapped (self->selection,
                            "notify::selected-item",
                            G_CALLBACK (selected_cb),
                            self);
  g_signal_connect_swapped (self->list, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->list_view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->filter, "left", G_CALLBACK (filter_left_cb), self);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_clicked_cb), self);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_clicked_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  tva_review_page_connect_queue (self);
  tva_review_page_add_keys (self);
  tva_chart_card_add_shortcut (GTK_WIDGET (self));
}
