/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import assistant's window: leads through its steps, which share one draft. The check and the
 * import run on workers with progress and Cancel. Closing the window keeps the draft with the
 * program's window until it was imported or begun anew. */
#include "pages/import/tva-import-assistant.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-check.h"
#include "pages/import/tva-import-difference.h"
#include "pages/import/tva-import-done.h"
#include "pages/import/tva-import-files.h"
#include "pages/import/tva-import-mapping.h"
#include "pages/import/tva-import-bring.h"
#include "pages/import/tva-import-reading.h"
#include "pages/import/tva-import-report.h"
#include "pages/import/tva-import-step-bar.h"
#include "widgets/tva-drop-cover.h"
#include "widgets/tva-operation-bar.h"

typedef enum
{
  STEP_FILES,
  STEP_READING,
  STEP_MAPPING,
  STEP_CHECK,
  STEP_DIFFERENCE,
  STEP_DONE,
  N_STEPS,
} Step;

struct _TvaImportAssistant
{
  AdwWindow parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkWidget *clear_button;
  GtkWidget *skip_button;
  GtkButton *next_button;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  AdwBin *bar_place;
  GtkWidget *bar;
  GtkStack *stack;
  TvaOperationBar *progress;
  GtkDropTarget *drop;
  TvaDropCover *drop_cover;

  TvaImportStep *steps[N_STEPS];
  TvaImportDraft *draft;
  TvaOperation *operation;
  Step step;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (TvaImportAssistant, tva_import_assistant, ADW_TYPE_WINDOW)

static gboolean
is_busy (TvaImportAssistant *self)
{
  return self->operation != NULL;
}

static const char *
get_next_label (TvaImportAssistant *self)
{
  static const char *const labels[N_STEPS] = { [STEP_MAPPING] = N_ ("Check"),
                                               [STEP_DIFFERENCE] = N_ ("Import"),
                                               [STEP_DONE] = N_ ("Finish") };

  if (self->step == STEP_CHECK && tva_import_draft_get_results (self->draft) == NULL)
    return _ ("Check again");
  return labels[self->step] != NULL ? _ (labels[self->step]) : _ ("Continue");
}

/* Whether the present step lets go of the file that it shows; another file's question is asked by
 * going to it. */
static gboolean
can_go_on (TvaImportAssistant *self)
{
  TvaImportSource *incomplete = tva_import_step_find_incomplete (self->steps[self->step]);
  GPtrArray *results = tva_import_draft_get_results (self->draft);

  if (self->step == STEP_CHECK || self->step == STEP_DIFFERENCE)
    return results == NULL || tva_import_report_count_accepted (results) > 0;
  if (self->step == STEP_FILES)
    return incomplete == NULL;
  return incomplete == NULL || incomplete != tva_import_draft_get_current (self->draft);
}

static void
show_buttons (TvaImportAssistant *self)
{
  gboolean is_done = self->step == STEP_DONE, has_files;
  gboolean is_skipping
      = (self->step == STEP_FILES || self->step == STEP_READING) && !is_busy (self);

  has_files = tva_import_draft_count (self->draft) > 0;
  gtk_widget_set_visible (self->cancel_button, self->step == STEP_FILES && !is_busy (self));
  gtk_widget_set_visible (self->back_button,
                          self->step != STEP_FILES && !is_done && !is_busy (self));
  gtk_widget_set_visible (self->clear_button, has_files && !is_done && !is_busy (self));
  gtk_widget_set_visible (self->skip_button,
                          is_skipping && tva_import_draft_is_ready (self->draft));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button),
                          (has_files || is_done) && !is_busy (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), is_done || can_go_on (self));
  gtk_button_set_label (self->next_button, get_next_label (self));
  tva_import_step_bar_set_current (TVA_IMPORT_STEP_BAR (self->bar),
                                   self->step,
                                   /* what was checked stays so while one looks at it again */
                                   tva_import_draft_get_results (self->draft) != NULL
                                       ? MAX (self->step, STEP_CHECK)
                                       : self->step,
                                   !is_busy (self) && !is_done);
}

static void
show_step (TvaImportAssistant *self, Step step)
{
  static const char *const names[N_STEPS]
      = { "files", "reading", "mapping", "check", "difference", "done" };

  self->step = step;
  tva_import_draft_set_step (self->draft, step);
  tva_import_step_enter (self->steps[step]);
  gtk_stack_set_visible_child_name (self->stack, is_busy (self) ? "busy" : names[step]);
  show_buttons (self);
  if (!is_busy (self))
    tva_import_step_settle_focus (self->steps[step], GTK_WIDGET (self->next_button));
}

static void
show_error (TvaImportAssistant *self, const GError *error)
{
  const char *advice = error != NULL ? tv_error_get_advice (error) : NULL;
  g_autofree char *text = NULL;

  gtk_info_bar_set_revealed (self->error_bar,
                             error != NULL
                                 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  if (error == NULL)
    return;
  text = g_strjoin (" ", error->message, _ ("Nothing was imported."), advice, NULL);
  gtk_label_set_label (self->error_label, text);
}

static GPtrArray *
finish_worker (TvaImportAssistant *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *results = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  tva_operation_finish (self->operation);
  g_clear_object (&self->operation);
  if (!self->is_closed)
    gtk_root_set_focus (GTK_ROOT (self), NULL);
  if (results == NULL && !self->is_closed)
    {
      show_error (self, error);
      show_step (self, self->step);
    }
  return results;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportAssistant) self = TVA_IMPORT_ASSISTANT (user_data);
  GPtrArray *results = finish_worker (self, source, result);

  if (results == NULL)
    return;
  tva_import_draft_take_results (self->draft, results);
  if (!self->is_closed)
    show_step (self, STEP_CHECK);
}

/* What was imported is no draft any more, even if the assistant was closed meanwhile. */
static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportAssistant) self = TVA_IMPORT_ASSISTANT (user_data);
  GPtrArray *results = finish_worker (self, source, result);
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (results == NULL)
    return;
  tva_import_draft_take_results (self->draft, results);
  if (window != NULL)
    tva_import_draft_forget (G_OBJECT (window));
  if (!self->is_closed)
    show_step (self, STEP_DONE);
}

static void
start_worker (TvaImportAssistant *self, gboolean is_dry_run)
{
  show_error (self, NULL);
  self->operation
      = tva_operation_new (is_dry_run ? _ ("Checking the files") : _ ("Importing the files"));
  tva_operation_bar_add (self->progress, self->operation, 0);
  tva_import_draft_run (self->draft,
                        is_dry_run,
                        tva_operation_get_progress (self->operation),
                        is_dry_run ? checked_cb : imported_cb,
                        g_object_ref (self));
  /* What had the focus is about to be hidden. */
  gtk_root_set_focus (GTK_ROOT (self), NULL);
  show_step (self, self->step);
}

/* The check, or the step before it that still has a question. */
static void
go_to_check (TvaImportAssistant *self)
{
  for (Step step = STEP_FILES; step < STEP_CHECK; step++)
    {
      TvaImportSource *incomplete = tva_import_step_find_incomplete (self->steps[step]);

      if (incomplete == NULL)
        continue;
      tva_import_draft_set_current (self->draft, incomplete);
      show_step (self, step);
      return;
    }
  if (tva_import_draft_get_results (self->draft) != NULL)
    show_step (self, STEP_CHECK);
  else
    start_worker (self, TRUE);
}

static void
next_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);
  TvaImportSource *incomplete = tva_import_step_find_incomplete (self->steps[self->step]);

  if (self->step == STEP_DONE)
    gtk_window_close (GTK_WINDOW (self));
  else if (incomplete != NULL)
    {
      tva_import_draft_set_current (self->draft, incomplete);
      show_step (self, self->step);
    }
  else if (self->step == STEP_MAPPING
           || (self->step > STEP_MAPPING && tva_import_draft_get_results (self->draft) == NULL))
    go_to_check (self);
  else if (self->step == STEP_DIFFERENCE)
    start_worker (self, FALSE);
  else
    show_step (self, self->step + 1);
}

static void
skip_clicked_cb (GtkButton *button, gpointer user_data)
{
  go_to_check (TVA_IMPORT_ASSISTANT (user_data));
}

static void
cancel_clicked_cb (GtkButton *button, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
clear_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);

  tva_import_draft_clear (self->draft);
  show_error (self, NULL);
  show_step (self, STEP_FILES);
}

static void
back_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);

  if (self->step > STEP_FILES)
    show_step (self, self->step - 1);
}

static void
step_chosen_cb (TvaImportStepBar *bar, guint step, gpointer user_data)
{
  show_step (TVA_IMPORT_ASSISTANT (user_data), step);
}

static void
opened_cb (TvaImportFiles *files, gpointer user_data)
{
  show_step (TVA_IMPORT_ASSISTANT (user_data), STEP_READING);
}

static void
draft_changed_cb (TvaImportDraft *draft, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);

  if (!self->is_closed && !is_busy (self))
    show_buttons (self);
}

static void
left_cb (TvaImportDone *done, const char *action, gpointer user_data)
{
  TvaWindow *window = tva_window_of (user_data);
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    return;
  gtk_window_close (GTK_WINDOW (user_data));
  gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  if (self->step == STEP_DONE || is_busy (self))
    return FALSE;
  tva_import_files_add_list (TVA_IMPORT_FILES (self->steps[STEP_FILES]), dropped);
  show_step (self, STEP_FILES);
  return TRUE;
}

static gboolean
tva_import_assistant_close_request (GtkWindow *window)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (window);
  TvaWindow *owner = tva_window_of (self);

  /* Closing looks like throwing away: what is kept is said. */
  if (owner != NULL && self->step != STEP_DONE && tva_import_draft_count (self->draft) > 0)
    tva_window_add_toast (owner, adw_toast_new (_ ("Draft kept: Import goes on from here")));
  self->is_closed = TRUE;
  if (self->operation != NULL)
    tva_operation_cancel (self->operation);
  return GTK_WINDOW_CLASS (tva_import_assistant_parent_class)->close_request (window);
}

static void
tva_import_assistant_dispose (GObject *object)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (object);

  self->is_closed = TRUE;
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (tva_import_assistant_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, back_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, clear_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, skip_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, next_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, error_bar);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, error_label);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, bar_place);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, drop);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, drop_cover);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
}

static void
tva_import_assistant_class_init (TvaImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TVA_TYPE_OPERATION_BAR);
  g_type_ensure (TVA_TYPE_DROP_COVER);
  G_OBJECT_CLASS (klass)->dispose = tva_import_assistant_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tva_import_assistant_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/tastevin/Tastevin/tva-import-assistant.ui");
  bind_template (widget_class);
}

static void
add_steps (TvaImportAssistant *self)
{
  const struct
  {
    GType type;
    const char *name, *title;
  } steps[N_STEPS] = {
    [STEP_FILES] = { TVA_TYPE_IMPORT_FILES, "files", _ ("Files") },
    [STEP_READING] = { TVA_TYPE_IMPORT_READING, "reading", _ ("Read as") },
    [STEP_MAPPING] = { TVA_TYPE_IMPORT_MAPPING, "mapping", _ ("Match columns") },
    [STEP_CHECK] = { TVA_TYPE_IMPORT_CHECK, "check", _ ("Check") },
    [STEP_DIFFERENCE] = { TVA_TYPE_IMPORT_DIFFERENCE, "difference", _ ("Difference") },
    [STEP_DONE] = { TVA_TYPE_IMPORT_DONE, "done", _ ("Done") },
  };
  const char *titles[N_STEPS + 1] = { NULL };

  for (int i = 0; i < N_STEPS; i++)
    {
      self->steps[i] = g_object_new (steps[i].type, NULL);
      titles[i] = steps[i].title;
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->steps[i]), steps[i].name);
    }
  self->bar = tva_import_step_bar_new (titles);
  adw_bin_set_child (self->bar_place, self->bar);
  g_signal_connect (self->bar, "chosen", G_CALLBACK (step_chosen_cb), self);
  g_signal_connect (self->steps[STEP_FILES], "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->steps[STEP_DONE], "left", G_CALLBACK (left_cb), self);
}

static void
tva_import_assistant_init (TvaImportAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop, &(GType){ GDK_TYPE_FILE_LIST }, 1);
  tva_drop_cover_set_text (self->drop_cover,
                           _ ("Drop to add"),
                           _ ("The files join those that are here."));
  tva_drop_cover_follow (self->drop_cover, self->drop);
  tva_import_bring_by_paste (GTK_WIDGET (self));
  add_steps (self);
}

static TvaImportAssistant *
find_open (TvaWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (TVA_IS_IMPORT_ASSISTANT (l->data)
        && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window)
        && !TVA_IMPORT_ASSISTANT (l->data)->is_closed)
      return l->data;
  return NULL;
}

static TvaImportAssistant *
open_assistant (TvaWindow *window)
{
  TvaImportAssistant *self
      = g_object_new (TVA_TYPE_IMPORT_ASSISTANT, "transient-for", window, NULL);
  Step step;

  self->draft
      = g_object_ref (tva_import_draft_of (G_OBJECT (window), tva_window_get_engine (window)));
  for (int i = 0; i < N_STEPS; i++)
    tva_import_step_set_draft (self->steps[i], self->draft);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self, 0);
  step = (Step) tva_import_draft_get_step (self->draft);
  /* What the check said may be void by now. */
  if (step >= STEP_CHECK && tva_import_draft_get_results (self->draft) == NULL)
    step = STEP_MAPPING;
  show_step (self, step);
  return self;
}

/**
 * tva_import_assistant_present:
 * @window: the window with an open workspace
 * @paths: (nullable) (array zero-terminated=1): files to begin with
 *
 * Opens the assistant, or adds the files to the one that is open. It goes on with the draft that
 * was left. Without files it asks for some.
 */
void
tva_import_assistant_present (TvaWindow *window, const char *const *paths)
{
  TvaImportAssistant *self = find_open (window);

  if (self == NULL)
    self = open_assistant (window);
  if (paths != NULL && self->step != STEP_DONE && !is_busy (self))
    {
      for (gsize i = 0; paths[i] != NULL; i++)
        tva_import_draft_add (self->draft, paths[i]);
      show_step (self, STEP_FILES);
    }
  gtk_window_present (GTK_WINDOW (self));
  /* Whoever comes back to a draft goes on with the step, not with the way back. */
  tva_import_step_focus (self->steps[self->step]);
  if (paths == NULL && self->step == STEP_FILES && tva_import_draft_count (self->draft) == 0)
    tva_import_files_choose (TVA_IMPORT_FILES (self->steps[STEP_FILES]));
}
