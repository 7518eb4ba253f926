/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of the finished import. Undo and redo work on all its batches together, on a worker; what
 * an undo did is told right here. Rejected rows can be saved as they stand in the files. */
#include "pages/import/tva-import-done.h"

#include <glib/gi18n.h>

#include "pages/import/tva-batch-window.h"
#include "pages/import/tva-import-report.h"
#include "pages/import/tva-rejects-save.h"
#include "pages/import/tva-undo-report.h"

#define CONTENT_WIDTH 700

struct _TvaImportDone
{
  TvaImportStep parent_instance;

  GtkWidget *status;
  GtkWidget *undo;
  GtkWidget *run;
  GtkWidget *more;
  GtkWidget *customers;
  GtkWidget *save;
  GtkWidget *content;
  GPtrArray *results;          /* of TvImportResult */
  GArray *batches;             /* of gint64: what was imported */
  const TvImportResult *named; /* (nullable) the file that names customers, one of the results */
  guint named_count;           /* files of its kind */
  gint64 pending_count;
  gboolean is_undone;
  gboolean is_waiting; /* nothing of it counts yet */
  gboolean has_sales;  /* to calculate with, from this import or an earlier one */
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportDone, tva_import_done, TVA_TYPE_IMPORT_STEP)

static void
clear_content (TvaImportDone *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->content)) != NULL)
    gtk_box_remove (GTK_BOX (self->content), child);
}

/* Why no run is proposed; NULL = one is. */
static const char *
get_need (TvaImportDone *self)
{
  if (self->is_waiting)
    return _ ("All rows wait for their customers or products. Import these, and the rows are taken "
              "up by themselves.");
  if (!self->has_sales)
    return _ ("There are no sales yet. Import what customers bought, and recommendations can be "
              "calculated.");
  return NULL;
}

/* What somebody ought to know before going on. */
static char *
dup_description (TvaImportDone *self)
{
  g_autofree char *count = NULL;

  if (self->is_undone || get_need (self) != NULL || self->pending_count == 0)
    return self->is_undone ? NULL : g_strdup (get_need (self));
  count = tv_count_to_display (self->pending_count);
  return g_strdup_printf (
      /* Translators: number of rows */
      ngettext ("%s row waits for its customer or product, and counts for nothing until an import "
                "brings these.",
                "%s rows wait for their customers or products, and count for nothing until an "
                "import brings these.",
                (gulong) self->pending_count),
      count);
}

static void
show_state (TvaImportDone *self)
{
  const char *need = get_need (self);
  g_autofree char *description = dup_description (self);
  g_autofree char *headline = tva_import_report_dup_headline (self->results, FALSE);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->status),
                             self->is_undone ? _ ("The import was undone") : headline);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status),
                                 self->is_undone ? "edit-undo-symbolic" : "emblem-ok-symbolic");
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), description);
  gtk_widget_set_visible (self->more, need != NULL);
  gtk_widget_set_visible (self->run, need == NULL);
  gtk_button_set_label (GTK_BUTTON (self->undo),
                        self->is_undone ? _ ("Redo this import") : _ ("Undo this import"));
  gtk_widget_set_visible (self->undo, self->batches->len > 0);
  gtk_widget_set_sensitive (self->undo, TRUE);
  gtk_widget_set_sensitive (self->run, !self->is_undone);
  gtk_widget_set_visible (self->customers, self->named != NULL);
  gtk_widget_set_sensitive (self->customers, !self->is_undone);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportDone) self = TVA_IMPORT_DONE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = tva_undo_batches_finish (TV_ENGINE (object), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  gtk_widget_set_sensitive (self->undo, TRUE);
  if (reports == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->status), error->message);
      return;
    }
  self->is_undone = !self->is_undone;
  clear_content (self);
  for (guint i = 0; i < reports->len; i++)
    gtk_box_append (GTK_BOX (self->content), tva_undo_report_new (g_ptr_array_index (reports, i)));
  show_state (self);
}

static void
undo_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportDone *self = TVA_IMPORT_DONE (user_data);
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));

  gtk_widget_set_sensitive (self->undo, FALSE);
  tva_undo_batches (tva_import_draft_get_engine (draft),
                    self->batches,
                    self->is_undone,
                    NULL,
                    undone_cb,
                    g_object_ref (self));
}

static void
run_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_LEFT], 0, "win.new-run");
}

static void
more_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_LEFT], 0, "win.import");
}

/* Those of one file, unless several brought some. */
static void
customers_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportDone *self = TVA_IMPORT_DONE (user_data);
  g_autofree char *target = g_strdup_printf ("batch:%" G_GINT64_FORMAT ":%s",
                                             self->named->batch_id,
                                             self->named->file_name);
  g_autoptr (GVariant) page = g_variant_ref_sink (g_variant_new ("(ss)", "customers", target));
  g_autofree char *action = g_action_print_detailed_name ("win.show", page);

  g_signal_emit (self,
                 signals[SIGNAL_LEFT],
                 0,
                 self->named_count > 1 ? "win.go-customers" : action);
}

static void
rejects_action (GtkWidget *widget, const char *name, GVariant *target)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (widget));
  const char *file_name;
  gint64 batch_id;

  g_variant_get (target, "(x&s)", &batch_id, &file_name);
  tva_batch_window_present_rejects (widget,
                                    tva_import_draft_get_engine (draft),
                                    batch_id,
                                    file_name);
}

static void
save_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportDone *self = TVA_IMPORT_DONE (user_data);
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));

  for (guint i = 0; i < self->results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (self->results, i);

      if (result->same_batch_id == 0 && result->rejected_count > 0)
        tva_rejects_save (GTK_WIDGET (self),
                          tva_import_draft_get_engine (draft),
                          result->batch_id,
                          result->file_name);
    }
}

/* Files of customers name them best, then invoices, then what only refers to them. */
static guint
rank_kind (TvImportKind kind)
{
  switch (kind)
    {
    case TV_KIND_CUSTOMERS:
      return 3;
    case TV_KIND_INVOICE_LINES:
      return 2;
    case TV_KIND_SALES_LINES:
    case TV_KIND_CONTACTS:
      return 1;
    case TV_KIND_PRODUCTS:
    case TV_N_KINDS:
    case TV_KIND_UNKNOWN:
    default:
      return 0;
    }
}

static gpointer
count_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  g_autofree TvSummary *summary = g_new0 (TvSummary, 1);

  return tv_engine_get_summary (engine, summary, error) ? g_steal_pointer (&summary) : NULL;
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportDone) self = TVA_IMPORT_DONE (user_data);
  g_autofree TvSummary *summary = tv_engine_call_finish (TV_ENGINE (object), result, NULL);

  if (summary == NULL || summary->line_count == 0
      || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  self->has_sales = TRUE;
  show_state (self);
}

/* Files without sales lines are enough where an earlier import brought some. */
static void
look_for_sales (TvaImportDone *self)
{
  tv_engine_call_async (
      tva_import_draft_get_engine (tva_import_step_get_draft (TVA_IMPORT_STEP (self))),
      count_in_worker,
      NULL,
      NULL,
      g_free,
      NULL,
      counted_cb,
      g_object_ref (self));
}

static void
enter (TvaImportStep *step)
{
  TvaImportDone *self = TVA_IMPORT_DONE (step);
  GPtrArray *results = tva_import_draft_get_results (tva_import_step_get_draft (step));
  gint64 rejected = 0, lines = 0, pending = 0;

  if (results == NULL)
    return;
  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->results = g_ptr_array_ref (results);
  self->named = NULL;
  self->named_count = 0;
  self->has_sales = FALSE;
  g_array_set_size (self->batches, 0);
  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      if (result->same_batch_id != 0)
        continue;
      g_array_append_val (self->batches, result->batch_id);
      rejected += result->rejected_count;
      if (result->kind != TV_KIND_CUSTOMERS && result->kind != TV_KIND_PRODUCTS)
        lines += result->accepted_count;
      self->has_sales
          |= result->accepted_count > 0
             && (result->kind == TV_KIND_SALES_LINES || result->kind == TV_KIND_INVOICE_LINES);
      pending += result->pending_count;
      if (rank_kind (result->kind) > (self->named != NULL ? rank_kind (self->named->kind) : 0))
        {
          self->named = result;
          self->named_count = 0;
        }
      self->named_count += self->named != NULL && self->named->kind == result->kind;
    }
  self->is_undone = FALSE;
  self->pending_count = pending;
  self->is_waiting = lines > 0 && pending == lines;
  gtk_widget_set_visible (self->save, rejected > 0);
  clear_content (self);
  gtk_box_append (GTK_BOX (self->content), tva_import_report_new (results, FALSE));
  show_state (self);
  if (!self->has_sales)
    look_for_sales (self);
}

static GtkWidget *
add_button (TvaImportDone *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* One below the other, as several side by side would be wider than a small window. */
static GtkWidget *
make_buttons (TvaImportDone *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->run = add_button (self, box, _ ("Run recommendations now"), G_CALLBACK (run_clicked_cb));
  gtk_widget_add_css_class (self->run, "suggested-action");
  self->more = add_button (self, box, _ ("Import more files…"), G_CALLBACK (more_clicked_cb));
  gtk_widget_add_css_class (self->more, "suggested-action");
  self->customers = add_button (self, box, _ ("Show customers"), G_CALLBACK (customers_clicked_cb));
  self->undo = add_button (self, box, _ ("Undo this import"), G_CALLBACK (undo_clicked_cb));
  self->save = add_button (self, box, _ ("Save rejected rows…"), G_CALLBACK (save_clicked_cb));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
tva_import_done_finalize (GObject *object)
{
  TvaImportDone *self = TVA_IMPORT_DONE (object);

  g_array_unref (self->batches);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_import_done_parent_class)->finalize (object);
}

static void
tva_import_done_class_init (TvaImportDoneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_import_done_finalize;
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass),
                                   "done.rejects",
                                   "(xs)",
                                   rejects_action);
  signals[SIGNAL_LEFT] = g_signal_new ("left",
                                       TVA_TYPE_IMPORT_DONE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);
}

static void
tva_import_done_init (TvaImportDone *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 36);
  GtkWidget *clamp = adw_clamp_new ();

  self->batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->status = adw_status_page_new ();
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_add_css_class (self->status, "compact");
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), CONTENT_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_box_append (GTK_BOX (box), clamp);
  /* The page scrolls by itself: inside of another one it would give up its height to the files. */
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), box);
  adw_bin_set_child (ADW_BIN (self), self->status);
}
