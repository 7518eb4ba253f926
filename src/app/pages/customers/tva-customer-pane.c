/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane of one customer. Reads the whole detail on a worker and builds its sections anew; a
 * newer choice overtakes an older one. */
#include "pages/customers/tva-customer-pane.h"

#include <glib/gi18n.h>

#include "pages/customers/tva-customer-editor.h"
#include "pages/customers/tva-customer-sections.h"
#include "pages/customers/tva-customer-trace.h"
#include "tva-undo-toast.h"
#include "tva-window.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-whole-words.h"

struct _TvaCustomerPane
{
  AdwBin parent_instance;

  GtkWidget *title;
  GtkWidget *scrolled;
  TvEngine *engine;
  gint64 customer_id;
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaCustomerPane, tva_customer_pane, ADW_TYPE_BIN)

typedef struct
{
  TvaCustomerPane *pane;
  gint64 customer_id;
} Loading;

static void
add_badge (GtkWidget *flow, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "badge");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  tva_flow_append (TVA_FLOW (flow), label);
}

static GtkWidget *
make_badges (const TvCustomerRow *row)
{
  GtkWidget *flow = tva_flow_new (0, 6);

  add_badge (flow, tv_segment_get_title (row->segment), "accent");
  add_badge (flow, tv_budget_level_get_title (row->budget_level), NULL);
  if (row->is_optout)
    add_badge (flow, _ ("Opted out"), "warning");
  else if (row->is_bounced)
    add_badge (flow, _ ("Bounced"), "warning");
  else if (row->is_silent)
    add_badge (flow, _ ("Silent"), "warning");
  else if (!row->is_contactable)
    add_badge (flow, _ ("No address"), "warning");
  return flow;
}

static void
append (GtkWidget *box, GtkWidget *section)
{
  if (section != NULL)
    gtk_box_append (GTK_BOX (box), section);
}

static void
show_detail (TvaCustomerPane *self, const TvCustomerDetail *detail)
{
  TvaWindow *window = tva_window_of (self);
  const char *currency = window != NULL ? tva_window_get_summary (window)->currency : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gboolean has_name = *detail->row->name != '\0';

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title),
                              has_name ? detail->row->name : detail->row->customer_code);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title),
                                 has_name ? detail->row->customer_code : "");
  /* A long name is cut. */
  gtk_widget_set_tooltip_text (self->title, has_name ? detail->row->name : NULL);
  append (box, make_badges (detail->row));
  append (box, tva_customer_section_items (detail));
  append (box, tva_customer_section_orders (detail, currency));
  append (box, tva_customer_section_outlook (detail, currency));
  append (box, tva_customer_section_rfm (detail, currency));
  append (box, tva_customer_section_figures (detail, currency));
  append (box, tva_customer_section_families (detail));
  append (box, tva_customer_section_contact (detail));
  tva_whole_words (box, FALSE);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
}

static gpointer
read_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_get_customer (engine, *(gint64 *) input, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (TvaCustomerPane) self = loading->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvCustomerDetail) detail = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (self);

  if (self->customer_id != loading->customer_id || self->engine != TV_ENGINE (source))
    return;
  if (detail != NULL)
    show_detail (self, detail);
  else if (window != NULL)
    tva_window_show_page_error (window, _ ("Could not read the customer"), error);
}

static gpointer
undo_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return GSIZE_TO_POINTER (tv_engine_undo_link (engine, *(gint64 *) input, progress, error));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = TVA_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (tv_engine_call_finish (TV_ENGINE (source), result, &error) == NULL)
    tva_window_show_error (window, _ ("Could not link the codes again"), error);
}

static void
undo_separate (TvaWindow *window, gconstpointer data)
{
  tv_engine_call_async (tva_window_get_engine (window),
                        undo_in_worker,
                        g_memdup2 (data, sizeof (gint64)),
                        g_free,
                        NULL,
                        NULL,
                        undone_cb,
                        g_object_ref (window));
}

static gpointer
separate_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return GSIZE_TO_POINTER (tv_engine_separate (engine, input, progress, error));
}

static void
separated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = TVA_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gint64 seq
      = (gint64) GPOINTER_TO_SIZE (tv_engine_call_finish (TV_ENGINE (source), result, &error));

  if (seq == 0)
    tva_window_show_error (window, _ ("Could not separate the codes"), error);
  else
    tva_undo_toast_show (window,
                         TV_ENGINE (source),
                         _ ("A customer of its own again"),
                         undo_separate,
                         &seq,
                         sizeof seq);
}

static void
separate_cb (GtkWidget *widget, const char *name, GVariant *code)
{
  TvaCustomerPane *self = TVA_CUSTOMER_PANE (widget);

  if (self->engine == NULL)
    return;
  tv_engine_call_async (self->engine,
                        separate_in_worker,
                        g_variant_dup_string (code, NULL),
                        g_free,
                        NULL,
                        NULL,
                        separated_cb,
                        g_object_ref (tva_window_of (self)));
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TvaCustomerPane *self = TVA_CUSTOMER_PANE (widget);

  if (self->engine != NULL && self->customer_id != 0)
    tva_customer_editor_show (tva_window_of (self), self->engine, self->customer_id);
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *seq)
{
  TvaCustomerPane *self = TVA_CUSTOMER_PANE (widget);

  if (self->engine != NULL)
    tva_customer_editor_undo (tva_window_of (self), self->engine, g_variant_get_int64 (seq));
}

static void
trace_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (TVA_CUSTOMER_PANE (widget)->engine != NULL)
    tva_customer_trace_present (widget, TVA_CUSTOMER_PANE (widget)->engine, target);
}

static void
close_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CLOSED], 0);
}

static void
tva_customer_pane_dispose (GObject *object)
{
  g_clear_object (&TVA_CUSTOMER_PANE (object)->engine);
  G_OBJECT_CLASS (tva_customer_pane_parent_class)->dispose (object);
}

static void
tva_customer_pane_class_init (TvaCustomerPaneClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "customer.separate", "s", separate_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "customer.trace", "(ssss)", trace_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "customer.edit", NULL, edit_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass),
                                   "customer.take-back",
                                   "x",
                                   take_back_cb);
  G_OBJECT_CLASS (klass)->dispose = tva_customer_pane_dispose;
  signals[SIGNAL_CLOSED] = g_signal_new ("closed",
                                         TVA_TYPE_CUSTOMER_PANE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
}

static void
tva_customer_pane_init (TvaCustomerPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_center_box_new ();
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *edit = gtk_button_new_with_label (_ ("Edit…"));

  self->title = adw_window_title_new (_ ("Customer"), "");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (head, "toolbar-row");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Close (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the customer"),
                                  -1);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_tooltip_text (edit,
                               _ ("Change name and address, or note that no messages are wanted"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "customer.edit");
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (head), edit);
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (head), self->title);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (head), close);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  g_signal_connect (close, "clicked", G_CALLBACK (close_clicked_cb), self);
  tva_chart_card_add_shortcut (GTK_WIDGET (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * tva_customer_pane_new:
 *
 * Returns: (transfer floating): a pane that shows nobody
 */
GtkWidget *
tva_customer_pane_new (void)
{
  return g_object_new (TVA_TYPE_CUSTOMER_PANE, NULL);
}

/**
 * tva_customer_pane_get_id:
 * @pane: the pane
 *
 * Returns: whom it shows, 0 = nobody
 */
gint64
tva_customer_pane_get_id (TvaCustomerPane *pane)
{
  return pane->customer_id;
}

/**
 * tva_customer_pane_show:
 * @pane: the pane
 * @engine: (nullable): the workspace
 * @customer_id: whom to show, 0 = nobody
 *
 * Shows a customer; call it again after a change.
 */
void
tva_customer_pane_show (TvaCustomerPane *pane, TvEngine *engine, gint64 customer_id)
{
  Loading *loading;
  gint64 *input;

  g_set_object (&pane->engine, engine);
  pane->customer_id = engine != NULL ? customer_id : 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (pane),
                                 "customer.edit",
                                 engine != NULL && !tv_engine_is_read_only (engine));
  if (pane->customer_id == 0)
    return;
  loading = g_new0 (Loading, 1);
  loading->pane = g_object_ref (pane);
  loading->customer_id = customer_id;
  input = g_new0 (gint64, 1);
  *input = customer_id;
  tv_engine_call_async (engine,
                        read_in_worker,
                        input,
                        g_free,
                        (GDestroyNotify) tv_customer_detail_free,
                        NULL,
                        read_cb,
                        loading);
}
