/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what was found of a file's form and lets it be changed. The first rows above follow at once
 * as the answers of the worker come in; nothing waits for them. */
#include "pages/import/tva-import-reading.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-date-question.h"
#include "pages/import/tva-import-form.h"
#include "pages/import/tva-import-look.h"
#include "pages/import/tva-import-preview.h"
#include "pages/import/tva-import-switcher.h"

#define PREVIEW_HEIGHT 210

struct _TvaImportReading
{
  TvaImportStep parent_instance;

  GtkWidget *switcher;
  GtkWidget *preview;
  GtkWidget *problem;
  GtkWidget *question;
  GtkWidget *form;
};

G_DEFINE_FINAL_TYPE (TvaImportReading, tva_import_reading, TVA_TYPE_IMPORT_STEP)

static TvaImportSource *
get_source (TvaImportReading *self)
{
  return tva_import_draft_get_current (tva_import_step_get_draft (TVA_IMPORT_STEP (self)));
}

static void
chosen_cb (TvaImportForm *form, gpointer user_data)
{
  TvaImportReading *self = TVA_IMPORT_READING (user_data);

  tva_import_look (get_source (self),
                   tva_import_draft_get_engine (tva_import_step_get_draft (user_data)));
}

static void
show_source (TvaImportReading *self)
{
  TvaImportSource *source = get_source (self);
  TvImportFile *file = source != NULL ? tva_import_source_get_file (source) : NULL;
  const char *problem = source != NULL ? tva_import_source_get_error (source) : NULL;

  gtk_widget_set_visible (self->problem, problem != NULL);
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  tva_import_preview_show (TVA_IMPORT_PREVIEW (self->preview), problem == NULL ? file : NULL);
  if (file == NULL)
    return;
  tva_import_date_question_show (TVA_IMPORT_DATE_QUESTION (self->question), source);
  tva_import_form_show (TVA_IMPORT_FORM (self->form), source);
}

static void
changed (TvaImportStep *step)
{
  show_source (TVA_IMPORT_READING (step));
}

static void
enter (TvaImportStep *step)
{
  TvaImportReading *self = TVA_IMPORT_READING (step);

  tva_import_switcher_show (TVA_IMPORT_SWITCHER (self->switcher), tva_import_step_get_draft (step));
  show_source (self);
}

static gboolean
is_complete (TvaImportStep *step, TvaImportSource *source)
{
  const TvImportFile *file = tva_import_source_get_file (source);

  return tva_import_source_get_error (source) == NULL && file != NULL
         && file->kind != TV_KIND_UNKNOWN && !tva_import_source_needs_date_order (source);
}

static GtkWidget *
get_question (TvaImportStep *step)
{
  TvaImportReading *self = TVA_IMPORT_READING (step);

  return gtk_widget_get_visible (self->question) ? self->question : self->form;
}

static void
tva_import_reading_class_init (TvaImportReadingClass *klass)
{
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
  TVA_IMPORT_STEP_CLASS (klass)->changed = changed;
  TVA_IMPORT_STEP_CLASS (klass)->is_complete = is_complete;
  TVA_IMPORT_STEP_CLASS (klass)->get_question = get_question;
}

static void
tva_import_reading_init (TvaImportReading *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->switcher = tva_import_switcher_new ();
  self->preview = tva_import_preview_new ();
  self->problem = gtk_label_new (NULL);
  self->question = tva_import_date_question_new ();
  self->form = tva_import_form_new ();
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_size_request (self->preview, -1, PREVIEW_HEIGHT);
  gtk_widget_set_vexpand (self->preview, FALSE);
  gtk_box_append (GTK_BOX (content), self->problem);
  gtk_box_append (GTK_BOX (content), self->question);
  gtk_box_append (GTK_BOX (content), self->form);
  gtk_box_append (GTK_BOX (box), self->switcher);
  gtk_box_append (GTK_BOX (box), self->preview);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), tva_import_step_make_page (content));
  g_signal_connect (self->form, "chosen", G_CALLBACK (chosen_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
}
