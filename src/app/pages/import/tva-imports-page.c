/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of imports, newest first; below it the rejected rows of the chosen one. Reads on a
 * worker, when it is shown. */
#include "pages/import/tva-imports-page.h"

#include <glib/gi18n.h>

#include "pages/import/tva-rejects-pane.h"
#include "tva-window.h"
#include "widgets/tva-run-charts.h"
#include "widgets/tva-table.h"
#include "widgets/tva-welcome.h"

struct _TvaImportsPage
{
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *facts;
  GtkWidget *table;
  GtkWidget *rejects;
  GListStore *batches; /* of TvaItem of TvBatchRow */
  GtkSingleSelection *selection;
  TvEngine *engine;
  gboolean is_stale;
  gboolean wants_rejects; /* choose the first batch that has some */
};

static void tva_imports_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaImportsPage,
                               tva_imports_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_imports_page_page_init))

static char *
file_to_text (gpointer row)
{
  return g_strdup (((TvBatchRow *) row)->file_name);
}

static char *
kind_to_text (gpointer row)
{
  return g_strdup (tv_import_kind_get_title (((TvBatchRow *) row)->kind));
}

static char *
time_to_text (gpointer row)
{
  return tva_run_dup_time (((TvBatchRow *) row)->created_usec);
}

static char *
accepted_to_text (gpointer row)
{
  return tv_count_to_display (((TvBatchRow *) row)->accepted_count);
}

static char *
rejected_to_text (gpointer row)
{
  return tv_count_to_display (((TvBatchRow *) row)->rejected_count);
}

static char *
pending_to_text (gpointer row)
{
  return tv_count_to_display (((TvBatchRow *) row)->pending_count);
}

static void
show_selected (TvaImportsPage *self)
{
  TvaItem *item = gtk_single_selection_get_selected_item (self->selection);
  TvBatchRow *batch = item != NULL ? tva_item_get_row (item) : NULL;
  gboolean has_rejects = batch != NULL && batch->rejected_count > 0;

  gtk_widget_set_visible (self->rejects, has_rejects);
  if (has_rejects)
    tva_rejects_pane_show (TVA_REJECTS_PANE (self->rejects),
                           self->engine,
                           batch->id,
                           batch->file_name);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  show_selected (TVA_IMPORTS_PAGE (user_data));
}

static void
select_rejects (TvaImportsPage *self)
{
  GListModel *batches = G_LIST_MODEL (self->batches);

  self->wants_rejects = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (batches); i++)
    {
      g_autoptr (TvaItem) item = g_list_model_get_item (batches, i);

      if (((TvBatchRow *) tva_item_get_row (item))->rejected_count > 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

static void
show_batches (TvaImportsPage *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 accepted = 0, rejected = 0;
  g_autofree char *files = NULL;
  g_autofree char *accepted_text = NULL;
  g_autofree char *rejected_text = NULL;
  g_autofree char *facts = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      TvBatchRow *batch = g_ptr_array_index (rows, i);

      accepted += batch->accepted_count;
      rejected += batch->rejected_count;
      g_ptr_array_add (items, tva_item_new (batch->id, batch, (GDestroyNotify) tv_batch_row_free));
    }
  g_ptr_array_set_free_func (rows, NULL); /* the items own them now */
  g_list_store_splice (self->batches,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->batches)),
                       items->pdata,
                       items->len);
  files = tv_count_to_display (items->len);
  accepted_text = tv_count_to_display (accepted);
  rejected_text = tv_count_to_display (rejected);
  facts = g_strdup_printf (_ ("%s files · %s rows accepted · %s rejected"),
                           files,
                           accepted_text,
                           rejected_text);
  gtk_label_set_label (GTK_LABEL (self->facts), facts);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), items->len > 0 ? "history" : "empty");
  if (self->wants_rejects)
    select_rejects (self);
  show_selected (self);
}

static gpointer
list_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_list_batches (engine, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportsPage) self = TVA_IMPORTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (self);

  if (self->engine != TV_ENGINE (source) || window == NULL)
    return;
  if (rows != NULL)
    show_batches (self, rows);
  else
    tva_window_show_error (window, _ ("Could not read the imports"), error);
}

static void
load (TvaImportsPage *self)
{
  if (self->engine == NULL)
    return;
  self->is_stale = FALSE;
  tv_engine_call_async (self->engine,
                        list_in_worker,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        listed_cb,
                        g_object_ref (self));
}

static void
set_engine (TvaPage *page, TvEngine *engine)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (page);

  g_set_object (&self->engine, engine);
  g_list_store_remove_all (self->batches);
  self->is_stale = TRUE;
}

static void
engine_changed (TvaPage *page, guint changed)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (page);

  if ((changed & TV_CHANGED_SOURCES) == 0)
    return;
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
shown (TvaPage *page)
{
  if (TVA_IMPORTS_PAGE (page)->is_stale)
    load (TVA_IMPORTS_PAGE (page));
}

static void
show_target (TvaPage *page, const char *target)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (page);

  if (!g_str_equal (target, "rejects"))
    return;
  self->wants_rejects = TRUE;
  load (self);
}

static void
tva_imports_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = set_engine;
  iface->engine_changed = engine_changed;
  iface->shown = shown;
  iface->show_target = show_target;
}

static GtkWidget *
make_table (TvaImportsPage *self)
{
  const TvaTableColumn columns[] = {
    { .title = _ ("File"), .to_text = file_to_text, .width = 220, .is_expanding = TRUE },
    { .title = _ ("Kind"), .to_text = kind_to_text, .width = 130 },
    { .title = _ ("When"), .to_text = time_to_text, .width = 160 },
    { .title = _ ("Accepted"), .to_text = accepted_to_text, .width = 95, .is_numeric = TRUE },
    { .title = _ ("Rejected rows"), .to_text = rejected_to_text, .width = 130, .is_numeric = TRUE },
    { .title = _ ("Waiting"), .to_text = pending_to_text, .width = 95, .is_numeric = TRUE },
  };

  self->batches = g_list_store_new (TVA_TYPE_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->batches)));
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (selected_cb),
                           self,
                           0);
  return tva_table_new (_ ("Imports"),
                        columns,
                        G_N_ELEMENTS (columns),
                        FALSE,
                        g_object_ref (GTK_SELECTION_MODEL (self->selection)));
}

static GtkWidget *
make_history (TvaImportsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("Import files"));
  GtkWidget *paned = g_object_new (GTK_TYPE_PANED,
                                   "orientation",
                                   GTK_ORIENTATION_VERTICAL,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_GROUP,
                                   NULL);

  self->facts = gtk_label_new (NULL);
  self->table = make_table (self);
  self->rejects = tva_rejects_pane_new ();
  gtk_label_set_xalign (GTK_LABEL (self->facts), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->facts), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->facts, TRUE);
  gtk_widget_add_css_class (self->facts, "dim-label");
  gtk_widget_add_css_class (head, "toolbar-row");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import");
  gtk_box_append (GTK_BOX (head), self->facts);
  gtk_box_append (GTK_BOX (head), button);
  gtk_paned_set_start_child (GTK_PANED (paned), self->table);
  gtk_paned_set_end_child (GTK_PANED (paned), self->rejects);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 240);
  gtk_widget_set_size_request (self->table, -1, 120);
  gtk_widget_set_size_request (self->rejects, -1, 120);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), paned);
  return box;
}

static void
tva_imports_page_dispose (GObject *object)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->batches);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (tva_imports_page_parent_class)->dispose (object);
}

static void
tva_imports_page_class_init (TvaImportsPageClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_imports_page_dispose;
}

static void
tva_imports_page_init (TvaImportsPage *self)
{
  GtkWidget *welcome = tva_welcome_new ("folder-download-symbolic",
                                        _ ("No imports yet"),
                                        _ ("Bring in exports of customers, products, sales and "
                                           "contacts, or drop files anywhere on this window."));

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack),
                       gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                       "loading");
  gtk_stack_add_named (GTK_STACK (self->stack), make_history (self), "history");
  gtk_stack_add_named (GTK_STACK (self->stack), welcome, "empty");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}
