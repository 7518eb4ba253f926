/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses the run to compare with, the kind of difference and the order, lists what changed with
 * its reason, and saves the list. Only the answer to the latest choice is shown. */
#include "pages/runs/tva-compare-dialog.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-compare-data.h"
#include "pages/runs/tva-compare-save.h"
#include "widgets/tva-run-charts.h"

struct _TvaCompareDialog
{
  AdwWindow parent_instance;

  TvEngine *engine;
  gint64 after_id;
  char *currency;
  GArray *run_ids; /* of gint64: the runs to choose from */
  AdwComboRow *run;
  AdwComboRow *kind;
  AdwComboRow *order;
  GtkSearchEntry *search;
  GtkLabel *summary;
  AdwPreferencesGroup *settings;
  GPtrArray *setting_rows; /* of GtkWidget, in settings */
  GtkListBox *list;
  GtkLabel *more;
  GtkButton *next;
  GtkButton *save;
  AdwToastOverlay *toasts;
  guint count; /* of questions */
  guint limit; /* of the rows that are read */
  guint shown; /* rows of this very question that stand there already */
  TvProgress *progress;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TvaCompareDialog, tva_compare_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  TvaCompareDialog *self;
  guint number;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->self);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
show_summary (TvaCompareDialog *self, const TvRunComparison *comparison)
{
  g_autofree char *kept = tv_count_to_display (comparison->kept_item_count);
  g_autofree char *gone = tv_count_to_display (comparison->gone_item_count);
  g_autofree char *fresh = tv_count_to_display (comparison->new_item_count);
  guint customer_count = comparison->changes->len;
  g_autofree char *count = tv_count_to_display (customer_count);
  g_autofree char *customers = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                             "%s customer gets something else.",
                                                             "%s customers get something else.",
                                                             customer_count),
                                                count);
  /* Translators: three counts of recommendations */
  g_autofree char *items
      = g_strdup_printf (_ ("Recommendations that stay: %s; that went: %s; that are new: %s."),
                         kept,
                         gone,
                         fresh);
  g_autofree char *text = g_strdup_printf ("%s %s", customers, items);

  gtk_label_set_text (self->summary, text);
}

static void
show_settings (TvaCompareDialog *self, const GPtrArray *settings)
{
  for (guint i = 0; i < self->setting_rows->len; i++)
    adw_preferences_group_remove (self->settings, self->setting_rows->pdata[i]);
  g_ptr_array_set_size (self->setting_rows, 0);
  for (guint i = 0; i < settings->len; i++)
    {
      const TvSettingChange *change = settings->pdata[i];
      g_autofree char *title = tv_setting_dup_title (change->name);
      g_autofree char *before
          = tv_setting_value_to_display (change->name, change->before, self->currency);
      g_autofree char *after
          = tv_setting_value_to_display (change->name, change->after, self->currency);
      /* Translators: the value of a setting before and after */
      g_autofree char *values = g_strdup_printf (_ ("%s → %s"), before, after);
      GtkWidget *row = make_row (title, values);

      g_ptr_array_add (self->setting_rows, row);
      adw_preferences_group_add (self->settings, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->settings), settings->len > 0);
}

static char *
dup_products (const TvRunChangeRow *row)
{
  g_autofree char *before = tv_number_to_display (row->before_score, 2);
  g_autofree char *after = tv_number_to_display (row->after_score, 2);

  if (row->before_label == NULL)
    return g_strdup_printf ("→ %s (%s)", row->after_label, after);
  if (row->after_label == NULL)
    return g_strdup_printf ("%s (%s) →", row->before_label, before);
  if (g_strcmp0 (row->before_label, row->after_label) != 0)
    return g_strdup_printf ("%s (%s) → %s (%s)",
                            row->before_label,
                            before,
                            row->after_label,
                            after);
  return g_strcmp0 (before, after) == 0
             ? g_strdup_printf ("%s (%s)", row->after_label, after)
             : g_strdup_printf ("%s (%s → %s)", row->after_label, before, after);
}

static GtkWidget *
make_change (const TvRunChangeRow *change)
{
  g_autofree char *products = dup_products (change);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", products, change->sentence);
  gboolean has_name = change->customer_name != NULL && *change->customer_name != '\0';
  g_autofree char *name
      = has_name ? g_strdup_printf ("%s · %s", change->customer_name, change->customer_code)
                 : g_strdup (change->customer_code);

  return make_row (name, subtitle);
}

/* Rows that stay where they are keep the place that a person has scrolled to. */
static void
fill_list (TvaCompareDialog *self, const GPtrArray *rows)
{
  GtkListBoxRow *old;

  while (self->shown == 0 && (old = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));
  for (guint i = self->shown; i < rows->len; i++)
    gtk_list_box_append (self->list, make_change (g_ptr_array_index (rows, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), rows->len > 0);
}

/* The focus goes on to the first new row where the button that had it is not needed any more. */
static void
show_next (TvaCompareDialog *self, const char *label, gboolean is_needed)
{
  gboolean had_focus = gtk_widget_has_focus (GTK_WIDGET (self->next));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) self->shown);

  gtk_button_set_label (self->next, label);
  gtk_widget_set_visible (GTK_WIDGET (self->next), is_needed);
  if (had_focus && !is_needed && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_rows (TvaCompareDialog *self, const TvaCompareData *data)
{
  gint64 rest = data->row_count - data->rows->len;
  g_autofree char *count = tv_count_to_display (rest);
  g_autofree char *next_count = tv_count_to_display (MIN (rest, TVA_COMPARE_ROWS));
  /* Translators: a count of customers that are listed next */
  g_autofree char *next = g_strdup_printf (_ ("Show %s More"), next_count);
  /* Translators: a count of customers */
  g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "And %s more customer.",
                                                        "And %s more customers.",
                                                        (gulong) rest),
                                           count);
  gboolean is_searched = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  fill_list (self, data->rows);
  if (data->rows->len == 0)
    gtk_label_set_text (self->more,
                        is_searched ? _ ("None of the customers found gets anything else.")
                                    : _ ("No customer gets anything else."));
  else
    gtk_label_set_text (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), data->rows->len == 0 || rest > 0);
  show_next (self, next, rest > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), data->rows->len > 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  TvaCompareDialog *self = waiting->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvaCompareData) data = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (waiting->number != self->count || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (data == NULL)
    {
      gtk_label_set_text (self->summary, error->message);
      return;
    }
  if (self->shown == 0)
    {
      show_summary (self, data->comparison);
      show_settings (self, data->comparison->settings);
    }
  show_rows (self, data);
  self->shown = data->rows->len;
}

/* The first kind is all of them; what is the same is never listed. FALSE without a run. */
static gboolean
fill_question (TvaCompareDialog *self, TvaCompareQuestion *out)
{
  guint run = adw_combo_row_get_selected (self->run);
  guint kind = adw_combo_row_get_selected (self->kind);

  if (self->engine == NULL || run >= self->run_ids->len)
    return FALSE;
  *out = (TvaCompareQuestion){
    .before_id = g_array_index (self->run_ids, gint64, run),
    .after_id = self->after_id,
    .difference = kind == 0 ? -1 : (int) kind,
    .words = gtk_editable_get_text (GTK_EDITABLE (self->search)),
    .order = (TvaCompareOrder) adw_combo_row_get_selected (self->order),
    .limit = self->limit,
  };
  return TRUE;
}

static void
load (TvaCompareDialog *self, guint limit)
{
  TvaCompareQuestion question;
  Waiting *waiting;

  self->limit = limit;
  if (!fill_question (self, &question))
    return;
  waiting = g_new0 (Waiting, 1);
  waiting->self = g_object_ref (self);
  waiting->number = ++self->count;
  if (self->shown == 0)
    gtk_label_set_text (self->summary, _ ("Comparing…"));
  tva_compare_data_load (self->engine, &question, self->progress, loaded_cb, waiting);
}

static void
choice_changed_cb (TvaCompareDialog *self)
{
  self->shown = 0;
  load (self, TVA_COMPARE_ROWS);
}

static void
next_clicked_cb (TvaCompareDialog *self)
{
  load (self, self->limit + TVA_COMPARE_ROWS);
}

static void
save_clicked_cb (TvaCompareDialog *self)
{
  TvaCompareQuestion question;

  if (fill_question (self, &question))
    tva_compare_save (self->toasts, self->engine, &question, self->progress);
}

static gboolean
close_request_cb (TvaCompareDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
tva_compare_dialog_finalize (GObject *object)
{
  TvaCompareDialog *self = TVA_COMPARE_DIALOG (object);

  g_clear_object (&self->engine);
  g_free (self->currency);
  g_clear_pointer (&self->run_ids, g_array_unref);
  g_clear_pointer (&self->setting_rows, g_ptr_array_unref);
  g_clear_pointer (&self->progress, tv_progress_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (tva_compare_dialog_parent_class)->finalize (object);
}

static void
tva_compare_dialog_class_init (TvaCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_compare_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/tastevin/Tastevin/tva-compare-dialog.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, run);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, order);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, next);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, save);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, search);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, settings);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, list);
  gtk_widget_class_bind_template_child (widget_class, TvaCompareDialog, more);
}

static void
tva_compare_dialog_init (TvaCompareDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->run_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->setting_rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->progress = tv_progress_new (self->cancellable);
  gtk_string_list_append (kinds, _ ("All differences"));
  for (int i = TV_DIFFERENCE_SAME + 1; i < TV_N_DIFFERENCES; i++)
    gtk_string_list_append (kinds, tv_difference_get_title (i));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  g_signal_connect_swapped (self->run, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  g_signal_connect_swapped (self->order, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_clicked_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_clicked_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (choice_changed_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/* The run before this one is chosen, where there is one. */
static void
fill_runs (TvaCompareDialog *self, const GPtrArray *runs)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const TvRunRow *run = runs->pdata[i];
      g_autofree char *number = tva_run_dup_title (run);
      g_autofree char *title = g_strdup_printf ("%s · %s", number, tva_run_get_ranker_title (run));

      if (run->id == self->after_id)
        continue;
      if (run->id > self->after_id)
        chosen = self->run_ids->len + 1;
      g_array_append_val (self->run_ids, run->id);
      gtk_string_list_append (titles, title);
    }
  adw_combo_row_set_model (self->run, G_LIST_MODEL (titles));
  if (self->run_ids->len > 0)
    adw_combo_row_set_selected (self->run, MIN (chosen, self->run_ids->len - 1));
}

/**
 * tva_compare_dialog_present:
 * @window: the window
 * @run_id: the run that is compared with another
 * @runs: (element-type TvRunRow): all runs, newest first
 *
 * Opens the dialog.
 */
void
tva_compare_dialog_present (TvaWindow *window, gint64 run_id, GPtrArray *runs)
{
  TvEngine *engine = tva_window_get_engine (window);
  TvaCompareDialog *self;

  if (engine == NULL)
    return;
  self = g_object_new (TVA_TYPE_COMPARE_DIALOG, "transient-for", window, NULL);
  self->after_id = run_id;
  self->currency = g_strdup (tva_window_get_summary (window)->currency);
  fill_runs (self, runs);
  self->engine = g_object_ref (engine);
  choice_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
