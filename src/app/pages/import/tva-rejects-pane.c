/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rejected rows of a batch on a worker and shows them. Writes nothing to the workspace.
 */
#include "pages/import/tva-rejects-pane.h"

#include <glib/gi18n.h>

#include "models/tva-item.h"
#include "pages/import/tva-rejects-save.h"
#include "pages/import/tva-rejects-table.h"
#include "tva-window.h"

#define SHOWN_REJECTS 5000

struct _TvaRejectsPane
{
  AdwBin parent_instance;

  GtkWidget *title;
  GtkWidget *save;
  GListStore *rejects;
  TvEngine *engine;
  gint64 batch_id;
  char *file_name;
};

G_DEFINE_FINAL_TYPE (TvaRejectsPane, tva_rejects_pane, ADW_TYPE_BIN)

typedef struct
{
  TvaRejectsPane *pane;
  gint64 batch_id;
} Loading;

static gpointer
list_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_list_rejects (engine, *(gint64 *) input, SHOWN_REJECTS + 1, error);
}

/* More than is shown was asked for, so as to know that there is more. */
static void
show_cut (TvaRejectsPane *self)
{
  g_autofree char *count = tv_count_to_display (SHOWN_REJECTS);
  /* Translators: a count of rows, the name of a file; saving writes the others as well */
  g_autofree char *title
      = g_strdup_printf (_ ("The first %s rejected rows of %s"), count, self->file_name);

  gtk_label_set_label (GTK_LABEL (self->title), title);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (TvaRejectsPane) self = loading->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (self);

  if (loading->batch_id != self->batch_id || self->engine != TV_ENGINE (source))
    return;
  if (rows == NULL)
    {
      if (window != NULL)
        tva_window_show_page_error (window, _ ("Could not read the rejected rows"), error);
      return;
    }
  g_list_store_remove_all (self->rejects);
  if (rows->len > SHOWN_REJECTS)
    show_cut (self);
  for (guint i = 0; i < MIN (rows->len, SHOWN_REJECTS); i++)
    tva_rejects_table_add (self->rejects, g_ptr_array_index (rows, i), self->file_name);
}

static void
save_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaRejectsPane *self = TVA_REJECTS_PANE (user_data);

  if (self->engine != NULL)
    tva_rejects_save (GTK_WIDGET (self), self->engine, self->batch_id, self->file_name);
}

static void
tva_rejects_pane_dispose (GObject *object)
{
  TvaRejectsPane *self = TVA_REJECTS_PANE (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->rejects);
  g_clear_pointer (&self->file_name, g_free);
  G_OBJECT_CLASS (tva_rejects_pane_parent_class)->dispose (object);
}

static void
tva_rejects_pane_class_init (TvaRejectsPaneClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_rejects_pane_dispose;
}

static void
tva_rejects_pane_init (TvaRejectsPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->rejects = g_list_store_new (TVA_TYPE_ITEM);
  self->title = gtk_label_new (NULL);
  self->save = gtk_button_new_with_label (_ ("Save as CSV…"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (head, "toolbar-row");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->save);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), tva_rejects_table_new (G_LIST_MODEL (self->rejects)));
  g_signal_connect (self->save, "clicked", G_CALLBACK (save_clicked_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * tva_rejects_pane_new:
 *
 * Returns: (transfer floating): an empty pane
 */
GtkWidget *
tva_rejects_pane_new (void)
{
  return g_object_new (TVA_TYPE_REJECTS_PANE, NULL);
}

/**
 * tva_rejects_pane_show:
 * @pane: the pane
 * @engine: (nullable): the workspace
 * @batch_id: whose rejected rows
 * @file_name: the batch's file
 *
 * Shows the rejected rows of a batch.
 */
void
tva_rejects_pane_show (TvaRejectsPane *pane,
                       TvEngine *engine,
                       gint64 batch_id,
                       const char *file_name)
{
  g_autofree char *title = g_strdup_printf (_ ("Rejected rows of %s"), file_name);
  Loading *loading;
  gint64 *input;

  g_list_store_remove_all (pane->rejects);
  g_set_object (&pane->engine, engine);
  pane->batch_id = batch_id;
  g_free (pane->file_name);
  pane->file_name = g_strdup (file_name);
  gtk_label_set_label (GTK_LABEL (pane->title), title);
  if (engine == NULL)
    return;
  loading = g_new0 (Loading, 1);
  loading->pane = g_object_ref (pane);
  loading->batch_id = batch_id;
  input = g_new0 (gint64, 1);
  *input = batch_id;
  tv_engine_call_async (engine,
                        list_in_worker,
                        input,
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        listed_cb,
                        loading);
}
