/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources that were imported, each with the history of its batches: undo and redo, rejected
 * rows, how a file was read, and importing again from the same folder. Reads on a worker, when it
 * is shown. */
#include "pages/import/tva-imports-page.h"

#include <glib/gi18n.h>

#include "pages/import/tva-batch-window.h"
#include "pages/import/tva-import-folder.h"
#include "pages/import/tva-import-undo.h"
#include "pages/import/tva-rejects-save.h"
#include "pages/import/tva-source-row.h"
#include "tva-window.h"
#include "widgets/tva-column.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-focus-key.h"
#include "widgets/tva-in-steps.h"
#include "widgets/tva-welcome.h"

/* What a person was led here for. */
typedef enum
{
  WANT_NOTHING,
  WANT_REJECTS, /* of the wanted batch, or of the first that has some where it has none */
  WANT_BATCH,
  WANT_WAITING, /* the newest batch with rows that wait */
} Want;

struct _TvaImportsPage
{
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *facts;
  GtkWidget *list;
  GPtrArray *coming;  /* (nullable): of TvSourceRow: those that have no row yet */
  GtkWidget *opening; /* (nullable): a row that is to be opened in the next frame */
  char *focus_key;    /* (nullable): of the row or button that gets the focus when it has come */
  GHashTable *opened; /* names of the sources that are open; the newest one at first */
  TvEngine *engine;
  TvaImportUndo *undo;
  gboolean is_stale;
  gboolean is_loaded;
  guint loads; /* under way; only the latest is shown */
  Want want;
  gint64 wanted_batch;
};

static void tva_imports_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaImportsPage,
                               tva_imports_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_imports_page_page_init))

typedef gboolean (*BatchFilter) (const TvBatchRow *batch, gint64 id);

static const TvBatchRow *
find_batch (TvaImportsPage *self, BatchFilter filter, gint64 id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GPtrArray *batches = tva_source_row_get_source (TVA_SOURCE_ROW (row))->batches;

      for (guint i = 0; i < batches->len; i++)
        if (filter (g_ptr_array_index (batches, i), id))
          return g_ptr_array_index (batches, i);
    }
  return NULL;
}

static gboolean
has_id (const TvBatchRow *batch, gint64 id)
{
  return batch->id == id;
}

static gboolean
has_rejects (const TvBatchRow *batch, gint64 id)
{
  return tv_batch_row_has_rejects (batch) && !batch->is_undone && (id == 0 || batch->id == id);
}

static void
opened_cb (TvaSourceRow *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (user_data);
  const char *name = tva_source_row_get_source (row)->name;

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    g_hash_table_add (self->opened, g_strdup (name));
  else
    g_hash_table_remove (self->opened, name);
}

static void
show_rejects (TvaImportsPage *self)
{
  const TvBatchRow *batch = find_batch (self, has_rejects, self->wanted_batch);

  self->want = WANT_NOTHING;
  if (batch == NULL)
    batch = find_batch (self, has_rejects, 0);
  if (batch != NULL)
    tva_batch_window_present_rejects (GTK_WIDGET (self), self->engine, batch->id, batch->file_name);
}

static void
add_row (TvaImportsPage *self, TvSourceRow *source)
{
  gboolean is_first = gtk_widget_get_first_child (self->list) == NULL;
  GtkWidget *row = tva_source_row_new (source, !tv_engine_is_read_only (self->engine));
  gboolean is_open
      = g_hash_table_contains (self->opened, source->name) || (is_first && !self->is_loaded);

  if (self->want == WANT_BATCH && tva_source_row_wants (TVA_SOURCE_ROW (row), self->wanted_batch))
    is_open = TRUE;

  g_signal_connect (row, "notify::expanded", G_CALLBACK (opened_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (!is_open)
    return;
  self->opening = row;
  g_hash_table_add (self->opened, g_strdup (source->name));
}

/* Who was led to a batch sees which one it is, also without the ring of the keyboard's focus. */
static void
mark_wanted (TvaImportsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (self->list);
  GtkWidget *row = gtk_root_get_focus (root);

  if (self->want == WANT_BATCH && row != NULL && gtk_widget_is_ancestor (row, self->list))
    gtk_widget_add_css_class (row, "wanted-row");
  self->want = WANT_NOTHING;
}

/* The batch that was undone may come some frames after its source. */
static gboolean
is_focus_coming (TvaImportsPage *self)
{
  if (self->focus_key == NULL)
    return FALSE;
  if (tva_focus_key_give (self->list, self->focus_key))
    {
      g_clear_pointer (&self->focus_key, g_free);
      mark_wanted (self);
      return FALSE;
    }
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (tva_source_row_is_coming (TVA_SOURCE_ROW (row)))
      return TRUE;
  return FALSE;
}

/* A row takes milliseconds to be laid out, and there may be one for each month. So each has a frame
 * for itself, and is opened in another. */
static gboolean
add_next (GtkWidget *widget)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (widget);

  if (self->opening != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (g_steal_pointer (&self->opening)), TRUE);
  else if (self->coming != NULL && self->coming->len > 0)
    add_row (self, g_ptr_array_steal_index (self->coming, 0));
  self->is_loaded = TRUE;
  if (self->opening != NULL || (self->coming != NULL && self->coming->len > 0)
      || is_focus_coming (self))
    return TRUE;
  gtk_widget_set_size_request (self->list, -1, -1);
  if (self->want == WANT_REJECTS)
    show_rejects (self);
  return FALSE;
}

static void
clear_rows (TvaImportsPage *self)
{
  char *focus_key = tva_focus_key_take (self->list);
  GtkWidget *child;

  if (focus_key != NULL)
    {
      g_free (self->focus_key);
      self->focus_key = focus_key;
    }
  self->opening = NULL;
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  /* While the rows come again the page must not scroll away. */
  gtk_widget_set_size_request (self->list, -1, gtk_widget_get_height (self->list));
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
}

static gint64
find_waiting (const GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const GPtrArray *batches = ((const TvSourceRow *) g_ptr_array_index (sources, i))->batches;

      for (guint k = 0; k < batches->len; k++)
        {
          const TvBatchRow *batch = g_ptr_array_index (batches, k);

          if (batch->pending_count > 0 && !batch->is_undone)
            return batch->id;
        }
    }
  return 0;
}

static void
lead_to_batch (TvaImportsPage *self, const GPtrArray *sources)
{
  if (self->want == WANT_WAITING)
    self->wanted_batch = find_waiting (sources);
  self->want = WANT_BATCH;
  g_free (self->focus_key);
  self->focus_key = g_strdup_printf (TVA_SOURCE_BATCH ":%" G_GINT64_FORMAT, self->wanted_batch);
  tva_focus_key_lead (self->list);
}

static void
show_sources (TvaImportsPage *self, GPtrArray *sources)
{
  g_autofree char *facts = tva_sources_dup_facts (sources);

  clear_rows (self);
  gtk_label_set_label (GTK_LABEL (self->facts), facts);
  if (sources->len > 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "history");
  else
    tva_welcome_show (GTK_STACK (self->stack),
                      "folder-download-symbolic",
                      _ ("No imports yet"),
                      _ ("Bring in exports of customers, products, sales and "
                         "contacts, or drop files anywhere on this window."));
  if (self->want == WANT_BATCH || self->want == WANT_WAITING)
    lead_to_batch (self, sources);
  self->coming = g_ptr_array_ref (sources);
  tva_in_steps (GTK_WIDGET (self), add_next);
}

static gpointer
list_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_list_sources (engine, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportsPage) self = TVA_IMPORTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (self);

  if (--self->loads > 0 || self->engine != TV_ENGINE (source) || window == NULL)
    return;
  if (rows != NULL)
    show_sources (self, rows);
  else
    tva_window_show_page_error (window, _ ("Could not read the imports"), error);
}

static void
load (TvaImportsPage *self)
{
  if (self->engine == NULL)
    return;
  self->is_stale = FALSE;
  self->loads++;
  tv_engine_call_async (self->engine,
                        list_in_worker,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        listed_cb,
                        g_object_ref (self));
}

/* ---- undo and redo ---- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *target)
{
  tva_import_undo_batch (TVA_IMPORTS_PAGE (widget)->undo,
                         g_variant_get_int64 (target),
                         g_str_equal (name, "batch.redo"));
}

static gboolean
undo_newest (TvaPage *page)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (page);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    g_ptr_array_add (sources, (gpointer) tva_source_row_get_source (TVA_SOURCE_ROW (row)));
  for (guint i = 0; self->coming != NULL && i < self->coming->len; i++)
    g_ptr_array_add (sources, g_ptr_array_index (self->coming, i));
  return tva_import_undo_newest (self->undo, sources);
}

static gboolean
redo_last (TvaPage *page)
{
  return tva_import_undo_redo (TVA_IMPORTS_PAGE (page)->undo);
}

/* ---- the rest of a batch's menu ---- */

static void
batch_action (GtkWidget *widget, const char *name, GVariant *target)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (widget);
  const TvBatchRow *batch = find_batch (self, has_id, g_variant_get_int64 (target));

  if (batch == NULL || self->engine == NULL)
    return;
  if (g_str_equal (name, "batch.rejects"))
    tva_batch_window_present_rejects (widget, self->engine, batch->id, batch->file_name);
  else if (g_str_equal (name, "batch.save-rejects"))
    tva_rejects_save (widget, self->engine, batch->id, batch->file_name);
  else if (g_str_equal (name, "batch.customers"))
    {
      g_autofree char *origin
          = g_strdup_printf ("batch:%" G_GINT64_FORMAT ":%s", batch->id, batch->file_name);

      tva_window_go (tva_window_of (self), "customers", origin);
    }
  else
    tva_batch_window_present_details (widget, batch);
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *target)
{
  if (TVA_IMPORTS_PAGE (widget)->engine != NULL)
    tva_import_folder_bring (widget,
                             TVA_IMPORTS_PAGE (widget)->engine,
                             g_variant_get_string (target, NULL));
}

/* ---- the page ---- */

static void
set_engine (TvaPage *page, TvEngine *engine)
{
  TvaImportsPage *self = TVA_IMPORTS_PAGE (page);

  g_set_object (&self->engine, engine);
  tva_import_undo_set_engine (self->undo, engine);
  g_hash_table_remove_all (self->opened);
  clear_rows (self);
  self->is_loaded = FALSE;
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

  const char *id = strchr (target, ':');

  self->wanted_batch = id != NULL ? g_ascii_strtoll (id + 1, NULL, 10) : 0;
  if (g_str_has_prefix (target, "rejects"))
    self->want = WANT_REJECTS;
  else if (g_str_has_prefix (target, "batch:") && self->wanted_batch > 0)
    self->want = WANT_BATCH;
  else if (g_str_equal (target, "waiting"))
    self->want = WANT_WAITING;
  else
    return;
  load (self);
}

static void
tva_imports_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = set_engine;
  iface->engine_changed = engine_changed;
  iface->shown = shown;
  iface->show_target = show_target;
  iface->undo = undo_newest;
  iface->redo = redo_last;
}

static GtkWidget *
make_history (TvaImportsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = tva_flow_new (0, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("Import files"));

  self->facts = gtk_label_new (NULL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sources"),
                                  -1);
  gtk_label_set_xalign (GTK_LABEL (self->facts), 0);
  gtk_label_set_wrap (GTK_LABEL (self->facts), TRUE);
  gtk_widget_set_hexpand (self->facts, TRUE);
  gtk_widget_add_css_class (self->facts, "dim-label");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import");
  tva_flow_append (TVA_FLOW (head), self->facts);
  tva_flow_append (TVA_FLOW (head), button);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  return tva_column_new (box, 860);
}

static void
tva_imports_page_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORTS_PAGE (object)->engine);
  g_clear_pointer (&TVA_IMPORTS_PAGE (object)->coming, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_imports_page_parent_class)->dispose (object);
}

static void
tva_imports_page_finalize (GObject *object)
{
  g_hash_table_unref (TVA_IMPORTS_PAGE (object)->opened);
  g_free (TVA_IMPORTS_PAGE (object)->focus_key);
  g_object_unref (TVA_IMPORTS_PAGE (object)->undo);
  G_OBJECT_CLASS (tva_imports_page_parent_class)->finalize (object);
}

static void
tva_imports_page_class_init (TvaImportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_imports_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_imports_page_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "batch.undo", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "batch.redo", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "batch.rejects", "x", batch_action);
  gtk_widget_class_install_action (widget_class, "batch.save-rejects", "x", batch_action);
  gtk_widget_class_install_action (widget_class, "batch.customers", "x", batch_action);
  gtk_widget_class_install_action (widget_class, "batch.details", "x", batch_action);
  gtk_widget_class_install_action (widget_class, "source.again", "s", again_action);
}

static void
tva_imports_page_init (TvaImportsPage *self)
{
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->undo = tva_import_undo_new (GTK_WIDGET (self));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack),
                       gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                       "loading");
  gtk_stack_add_named (GTK_STACK (self->stack), make_history (self), "history");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}
