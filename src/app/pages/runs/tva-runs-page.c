/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of runs beside the result of the one that is chosen, or in their place the backtests. It
 * loads on a worker when it is shown and something has changed, and opens the dialog of a new run
 * when it is told to show "new". */
#include "pages/runs/tva-runs-page.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-view.h"
#include "pages/runs/tva-new-run-dialog.h"
#include "pages/runs/tva-run-view.h"
#include "pages/runs/tva-what-if-judge.h"
#include "tva-loader.h"
#include "tva-window.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-figure.h"
#include "widgets/tva-focus-key.h"
#include "widgets/tva-in-steps.h"

#define ROWS_A_FRAME 2

struct _TvaRunsPage
{
  AdwBin parent_instance;

  AdwStatusPage *no_customers;
  AdwStatusPage *no_runs;
  AdwLeaflet *leaflet;
  GtkWidget *side;
  GtkLabel *count;
  GtkListBox *list;
  TvaRunView *view;
  AdwBin *backtest_bin;
  TvaBacktestView *backtest; /* NULL until somebody looks back */
  GtkButton *look_back;
  GtkButton *look_back_first;

  GPtrArray *runs; /* (nullable): of TvRunRow: what the list shows */
  guint row_count; /* of them that have a row */
  gint64 run_id;   /* chosen */
  char *focus_key; /* (nullable): of the row that gets the focus when it has come */
  TvEngine *engine;
  TvaLoader *loader; /* of the run that is chosen; 0 = the latest */
  gboolean has_run, has_customers;
  gboolean is_looking_back; /* the backtests are shown */
  gboolean is_filling;      /* rows change, the person chose nothing */
};

static void tva_runs_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaRunsPage,
                               tva_runs_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_runs_page_page_init))

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tva_run_data_load (engine, *(gint64 *) input, error);
}

static GtkWidget *
append_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

static GtkWidget *
make_row (const TvRunRow *run)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = tva_run_dup_title (run);
  g_autofree char *level = tva_level_dup_text (run->level);
  g_autofree char *as_of = tv_day_to_display (run->as_of_day);
  g_autofree char *policy = tva_run_dup_policy_title (run->policy);
  g_autofree char *items = tv_count_to_display (run->item_count);
  g_autofree char *made = tva_run_dup_time (run->created_usec);
  /* Translators: reference date, policy, count of recommendations */
  g_autofree char *what = g_strdup_printf (
      ngettext ("as of %s · %s · %s item", "as of %s · %s · %s items", (gulong) run->item_count),
      as_of,
      policy,
      items);
  /* Translators: date and time, the first digits of the digest */
  g_autofree char *when = g_strdup_printf (_ ("made %s · #%.8s"), made, run->digest);
  const char *ranker = tva_run_get_ranker_title (run);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s, %s", title, level, what, ranker, when);

  gtk_widget_set_hexpand (append_label (GTK_BOX (head), title, "heading"), TRUE);
  append_label (GTK_BOX (head), level, NULL);
  gtk_box_append (GTK_BOX (box), head);
  append_label (GTK_BOX (box), what, NULL);
  append_label (GTK_BOX (box), ranker, NULL);
  append_label (GTK_BOX (box), when, "caption");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "run-id", g_memdup2 (&run->id, sizeof run->id), g_free);
  tva_focus_key_set (row, "run", title);
  return row;
}

static gboolean
is_same_run (const TvRunRow *a, const TvRunRow *b)
{
  return a->id == b->id && a->level == b->level && a->as_of_day == b->as_of_day
         && a->item_count == b->item_count && a->created_usec == b->created_usec
         && g_str_equal (a->policy, b->policy) && g_str_equal (a->digest, b->digest);
}

static gboolean
is_shown (TvaRunsPage *self, const GPtrArray *runs)
{
  if (self->runs == NULL || self->runs->len != runs->len)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    if (!is_same_run (self->runs->pdata[i], runs->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
select_row (TvaRunsPage *self, guint index)
{
  const TvRunRow *run = self->runs->pdata[index];

  if (run->id == self->run_id)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) index));
}

/* Rows of many runs take their time to be laid out. */
static gboolean
add_rows (GtkWidget *widget)
{
  TvaRunsPage *self = TVA_RUNS_PAGE (widget);
  guint end = MIN (self->row_count + ROWS_A_FRAME, self->runs->len);

  self->is_filling = TRUE;
  for (; self->row_count < end; self->row_count++)
    {
      gtk_list_box_append (self->list, make_row (self->runs->pdata[self->row_count]));
      select_row (self, self->row_count);
    }
  self->is_filling = FALSE;
  if (self->focus_key != NULL && tva_focus_key_give (GTK_WIDGET (self->list), self->focus_key))
    g_clear_pointer (&self->focus_key, g_free);
  return self->row_count < self->runs->len;
}

/* Where the runs are those that are shown already, another one was chosen: the rows stay, and with
 * them the focus that walks through them. */
static void
fill_list (TvaRunsPage *self, const TvaRunData *data)
{
  g_autofree char *number = tv_count_to_display (data->runs->len);
  g_autofree char *count
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s run", "%s runs", data->runs->len),
                         number);
  gboolean has_rows = is_shown (self, data->runs);
  GtkListBoxRow *row;

  self->run_id = data->run->id;
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = g_ptr_array_ref (data->runs);
  self->is_filling = TRUE;
  for (guint i = 0; has_rows && i < self->row_count; i++)
    select_row (self, i);
  self->is_filling = FALSE;
  if (has_rows)
    return;
  gtk_label_set_text (self->count, count);
  g_free (self->focus_key);
  self->focus_key = tva_focus_key_take (GTK_WIDGET (self->list));
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->row_count = 0;
  tva_in_steps (GTK_WIDGET (self), add_rows);
}

/* One part of the page at a time. */
static void
show_part (TvaRunsPage *self)
{
  gboolean is_runs = !self->is_looking_back;

  gtk_widget_set_visible (GTK_WIDGET (self->no_customers),
                          is_runs && !self->has_run && !self->has_customers);
  gtk_widget_set_visible (GTK_WIDGET (self->no_runs),
                          is_runs && !self->has_run && self->has_customers);
  gtk_widget_set_visible (GTK_WIDGET (self->leaflet), is_runs && self->has_run);
  gtk_widget_set_visible (GTK_WIDGET (self->backtest_bin), self->is_looking_back);
}

static void
look_at_runs_cb (TvaRunsPage *self)
{
  self->is_looking_back = FALSE;
  show_part (self);
}

/* Most visits look at runs alone: the backtests are not made before they are asked for, so that
 * the page comes up sooner. */
static TvaBacktestView *
get_backtest (TvaRunsPage *self)
{
  if (self->backtest == NULL)
    {
      self->backtest = g_object_new (TVA_TYPE_BACKTEST_VIEW, NULL);
      tva_backtest_view_set_engine (self->backtest, self->engine);
      g_signal_connect_swapped (self->backtest, "back", G_CALLBACK (look_at_runs_cb), self);
      adw_bin_set_child (self->backtest_bin, GTK_WIDGET (self->backtest));
    }
  return self->backtest;
}

static void
look_back_cb (TvaRunsPage *self)
{
  get_backtest (self);
  self->is_looking_back = TRUE;
  show_part (self);
}

static void
show_data (gpointer owner, gpointer loaded)
{
  TvaRunsPage *self = TVA_RUNS_PAGE (owner);
  const TvaRunData *data = loaded;

  self->has_customers = data->summary.customer_count > 0;
  self->has_run = data->run != NULL;
  show_part (self);
  if (data->run == NULL)
    return;
  fill_list (self, data);
  tva_run_view_set_data (self->view, data);
}

static const TvaLoaderKind loading = {
  .call = load_call,
  .free_data = (GDestroyNotify) tva_run_data_free,
  .show = show_data,
  .failure = N_ ("Could not show the runs"),
};

static void
row_selected_cb (TvaRunsPage *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->is_filling)
    tva_loader_want (self->loader, *(gint64 *) g_object_get_data (G_OBJECT (row), "run-id"));
}

/* The leaflet takes the focus along, also where both parts are in sight. */
static void
row_activated_cb (TvaRunsPage *self, GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->view));
  if (!adw_leaflet_get_folded (self->leaflet))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
back_cb (TvaRunsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->side);
}

static void
folded_cb (TvaRunsPage *self)
{
  tva_run_view_set_back_shown (self->view, adw_leaflet_get_folded (self->leaflet));
}

static void
tva_runs_page_set_engine (TvaPage *page, TvEngine *engine)
{
  TvaRunsPage *self = TVA_RUNS_PAGE (page);

  g_set_object (&self->engine, engine);
  tva_loader_set_engine (self->loader, engine);
  if (self->backtest != NULL)
    tva_backtest_view_set_engine (self->backtest, engine);
}

static void
tva_runs_page_engine_changed (TvaPage *page, guint changed)
{
  TvaRunsPage *self = TVA_RUNS_PAGE (page);

  if (self->backtest != NULL && (changed & (TV_CHANGED_BACKTESTS | TV_CHANGED_SOURCES)) != 0)
    tva_backtest_view_refresh (self->backtest);
  if ((changed & TV_CHANGED_RUNS) != 0)
    tva_loader_want (self->loader, 0);
  else if ((changed & (TV_CHANGED_DECISIONS | TV_CHANGED_SOURCES)) != 0)
    tva_loader_refresh (self->loader);
}

static void
tva_runs_page_show_target (TvaPage *page, const char *target)
{
  TvaRunsPage *self = TVA_RUNS_PAGE (page);

  if (g_str_has_prefix (target, "run:"))
    {
      look_at_runs_cb (self);
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->view));
      tva_loader_want (self->loader, g_ascii_strtoll (target + strlen ("run:"), NULL, 10));
    }
  else if (g_str_has_prefix (target, "backtest"))
    {
      const char *id = strchr (target, ':');

      tva_backtest_view_show (get_backtest (self),
                              id != NULL ? g_ascii_strtoll (id + 1, NULL, 10) : 0);
      look_back_cb (self);
    }
  else if (g_str_equal (target, "new") && tva_window_of (self) != NULL)
    tva_new_run_dialog_present (tva_window_of (self));
}

static gboolean
undo (TvaPage *page)
{
  TvaWindow *window = tva_window_of (page);

  return window != NULL && tva_what_if_undo (window);
}

static gboolean
redo (TvaPage *page)
{
  TvaWindow *window = tva_window_of (page);

  return window != NULL && tva_what_if_redo (window);
}

static void
tva_runs_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = tva_runs_page_set_engine;
  iface->engine_changed = tva_runs_page_engine_changed;
  iface->show_target = tva_runs_page_show_target;
  iface->undo = undo;
  iface->redo = redo;
}

static void
tva_runs_page_dispose (GObject *object)
{
  tva_loader_set_engine (TVA_RUNS_PAGE (object)->loader, NULL);
  g_clear_object (&TVA_RUNS_PAGE (object)->engine);
  G_OBJECT_CLASS (tva_runs_page_parent_class)->dispose (object);
}

static void
tva_runs_page_finalize (GObject *object)
{
  g_object_unref (TVA_RUNS_PAGE (object)->loader);
  g_clear_pointer (&TVA_RUNS_PAGE (object)->runs, g_ptr_array_unref);
  g_free (TVA_RUNS_PAGE (object)->focus_key);
  G_OBJECT_CLASS (tva_runs_page_parent_class)->finalize (object);
}

static void
tva_runs_page_class_init (TvaRunsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_runs_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_runs_page_finalize;
  g_type_ensure (TVA_TYPE_RUN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-runs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, no_customers);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, no_runs);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, side);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, count);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, list);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, view);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, backtest_bin);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, look_back);
  gtk_widget_class_bind_template_child (widget_class, TvaRunsPage, look_back_first);
}

static void
tva_runs_page_init (TvaRunsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->loader = tva_loader_new (GTK_WIDGET (self), &loading);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->view, "back", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->look_back, "clicked", G_CALLBACK (look_back_cb), self);
  g_signal_connect_swapped (self->look_back_first, "clicked", G_CALLBACK (look_back_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  tva_chart_card_add_shortcut (GTK_WIDGET (self));
}
