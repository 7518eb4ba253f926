/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was undone here is remembered as long as the workspace is open, so that a key takes it back;
 * files that were taken in at once are one import and are undone at once. */
#include "pages/import/tva-import-undo.h"

#include <glib/gi18n.h>

#include "pages/import/tva-undo-report.h"
#include "tva-window.h"

struct _TvaImportUndo
{
  GObject parent_instance;

  GtkWidget *owner; /* not owned: the page, which has this */
  TvEngine *engine;
  TvaOperation *operation; /* that is running */
  GArray *working;         /* of gint64: the batches that it is about */
  gboolean is_redo;
  GPtrArray *undone; /* of GArray of gint64: what was undone, the latest last */
};

G_DEFINE_FINAL_TYPE (TvaImportUndo, tva_import_undo, G_TYPE_OBJECT)

static void
details_clicked_cb (AdwToast *toast, gpointer owner)
{
  tva_undo_report_present (GTK_WIDGET (owner), g_object_get_data (G_OBJECT (toast), "reports"));
}

static char *
dup_title (const GPtrArray *reports)
{
  const TvUndoReport *first = g_ptr_array_index (reports, 0);
  g_autofree char *number = tv_count_to_display (reports->len);

  if (reports->len == 1)
    return g_strdup_printf (first->is_redo ? _ ("%s is imported again") : _ ("%s was undone"),
                            first->file_name);
  if (first->is_redo)
    return g_strdup_printf (
        ngettext ("%s file is imported again", "%s files are imported again", reports->len),
        number);
  /* Translators: a count of files whose import was undone */
  return g_strdup_printf (ngettext ("%s file was undone", "%s files were undone", reports->len),
                          number);
}

static void
tell (TvaImportUndo *self, GPtrArray *reports)
{
  g_autofree char *title = dup_title (reports);
  AdwToast *toast = adw_toast_new (title);

  g_object_set_data_full (G_OBJECT (toast),
                          "reports",
                          g_ptr_array_ref (reports),
                          (GDestroyNotify) g_ptr_array_unref);
  adw_toast_set_button_label (toast, _ ("Details"));
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (details_clicked_cb),
                           self->owner,
                           0);
  tva_window_add_toast (tva_window_of (self->owner), toast);
}

/* A batch is remembered once, wherever it was undone and redone. */
static void
forget (TvaImportUndo *self, gint64 batch_id)
{
  for (guint i = self->undone->len; i > 0; i--)
    {
      GArray *batches = g_ptr_array_index (self->undone, i - 1);

      for (guint k = batches->len; k > 0; k--)
        if (g_array_index (batches, gint64, k - 1) == batch_id)
          g_array_remove_index (batches, k - 1);
      if (batches->len == 0)
        g_ptr_array_remove_index (self->undone, i - 1);
    }
}

static void
remember (TvaImportUndo *self)
{
  for (guint i = 0; i < self->working->len; i++)
    forget (self, g_array_index (self->working, gint64, i));
  if (!self->is_redo)
    g_ptr_array_add (self->undone, g_array_copy (self->working));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportUndo) self = TVA_IMPORT_UNDO (user_data);
  g_autoptr (GtkWidget) owner = self->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = tva_undo_batches_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (owner);

  tva_operation_finish (self->operation);
  g_clear_object (&self->operation);
  if (reports != NULL && self->engine == TV_ENGINE (source))
    remember (self);
  g_clear_pointer (&self->working, g_array_unref);
  if (window == NULL)
    return;
  if (reports != NULL)
    tell (self, reports);
  else
    tva_window_show_error (window, _ ("Could not undo or redo the import"), error);
}

/* batches: (transfer full) */
static void
work (TvaImportUndo *self, GArray *batches, gboolean is_redo)
{
  self->working = batches;
  self->is_redo = is_redo;
  self->operation
      = tva_window_start_operation (tva_window_of (self->owner),
                                    is_redo ? _ ("Redoing the import") : _ ("Undoing the import"));
  g_object_ref (self->owner);
  tva_undo_batches (self->engine,
                    batches,
                    is_redo,
                    tva_operation_get_progress (self->operation),
                    undone_cb,
                    g_object_ref (self));
}

static gboolean
can_work (TvaImportUndo *self)
{
  return self->engine != NULL && self->operation == NULL && !tv_engine_is_read_only (self->engine)
         && tva_window_of (self->owner) != NULL;
}

static void
tva_import_undo_finalize (GObject *object)
{
  TvaImportUndo *self = TVA_IMPORT_UNDO (object);

  g_clear_object (&self->engine);
  g_ptr_array_unref (self->undone);
  G_OBJECT_CLASS (tva_import_undo_parent_class)->finalize (object);
}

static void
tva_import_undo_class_init (TvaImportUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_import_undo_finalize;
}

static void
tva_import_undo_init (TvaImportUndo *self)
{
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

/**
 * tva_import_undo_new:
 * @owner: the page that keeps it
 *
 * Returns: (transfer full): undo and redo without a workspace
 */
TvaImportUndo *
tva_import_undo_new (GtkWidget *owner)
{
  TvaImportUndo *self = g_object_new (TVA_TYPE_IMPORT_UNDO, NULL);

  self->owner = owner;
  return self;
}

/**
 * tva_import_undo_set_engine:
 * @undo: undo and redo
 * @engine: (nullable): the workspace from now on
 *
 * What was undone in another workspace is forgotten.
 */
void
tva_import_undo_set_engine (TvaImportUndo *undo, TvEngine *engine)
{
  g_return_if_fail (TVA_IS_IMPORT_UNDO (undo));
  g_set_object (&undo->engine, engine);
  g_ptr_array_set_size (undo->undone, 0);
}

/**
 * tva_import_undo_batch:
 * @undo: undo and redo
 * @batch_id: a batch
 * @is_redo: whether an undo is taken back
 *
 * Undoes or redoes one file on a worker, if nothing else is under way.
 */
void
tva_import_undo_batch (TvaImportUndo *undo, gint64 batch_id, gboolean is_redo)
{
  GArray *batches;

  g_return_if_fail (TVA_IS_IMPORT_UNDO (undo));
  if (!can_work (undo))
    return;
  batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (batches, batch_id);
  work (undo, batches, is_redo);
}

/**
 * tva_import_undo_newest:
 * @undo: undo and redo
 * @sources: (element-type TvSourceRow): all sources
 *
 * Undoes the newest import that counts, with all files that were taken in at once.
 *
 * Returns: %FALSE where there is none, or something else is under way
 */
gboolean
tva_import_undo_newest (TvaImportUndo *undo, GPtrArray *sources)
{
  g_return_val_if_fail (TVA_IS_IMPORT_UNDO (undo), FALSE);
  g_autoptr (GArray) newest = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 usec = 0;

  for (guint i = 0; i < sources->len; i++)
    {
      GPtrArray *batches = ((TvSourceRow *) g_ptr_array_index (sources, i))->batches;

      for (guint k = 0; k < batches->len; k++)
        {
          const TvBatchRow *batch = g_ptr_array_index (batches, k);

          if (batch->is_undone || batch->created_usec < usec)
            continue;
          if (batch->created_usec > usec)
            g_array_set_size (newest, 0);
          usec = batch->created_usec;
          g_array_append_val (newest, batch->id);
        }
    }
  if (newest->len == 0 || !can_work (undo))
    return FALSE;
  work (undo, g_steal_pointer (&newest), FALSE);
  return TRUE;
}

/**
 * tva_import_undo_redo:
 * @undo: undo and redo
 *
 * Takes in again what was undone last.
 *
 * Returns: %FALSE where nothing was, or something else is under way
 */
gboolean
tva_import_undo_redo (TvaImportUndo *undo)
{
  g_return_val_if_fail (TVA_IS_IMPORT_UNDO (undo), FALSE);
  if (undo->undone->len == 0 || !can_work (undo))
    return FALSE;
  work (undo, g_array_copy (g_ptr_array_index (undo->undone, undo->undone->len - 1)), TRUE);
  return TRUE;
}
