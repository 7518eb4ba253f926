/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the assistant asks of each of its steps. A step shows the draft and changes it; it knows
 * neither the assistant nor another step. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_STEP (tva_import_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (TvaImportStep, tva_import_step, TVA, IMPORT_STEP, AdwBin)

struct _TvaImportStepClass
{
  AdwBinClass parent_class;

  /* The step is about to be shown: show the draft as it is now. */
  void (*enter) (TvaImportStep *step);
  /* The draft was changed while the step is shown. (optional) */
  void (*changed) (TvaImportStep *step);
  /* Whether a file has all that this step asks for. (optional) */
  gboolean (*is_complete) (TvaImportStep *step, TvaImportSource *source);
  /* The widget that the shown file's missing answer is given with. (optional) */
  GtkWidget *(*get_question) (TvaImportStep *step);
};

void tva_import_step_set_draft (TvaImportStep *step, TvaImportDraft *draft);
TvaImportDraft *tva_import_step_get_draft (TvaImportStep *step);
void tva_import_step_enter (TvaImportStep *step);
TvaImportSource *tva_import_step_find_incomplete (TvaImportStep *step); /* NULL = none */
void tva_import_step_focus (TvaImportStep *step);
void tva_import_step_settle_focus (TvaImportStep *step, GtkWidget *next);
GtkWidget *tva_import_step_make_page (GtkWidget *content);

G_END_DECLS
