/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks whether the days of a file are written day first or month first, with the evidence. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_DATE_QUESTION (tva_import_date_question_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportDateQuestion,
                      tva_import_date_question,
                      TVA,
                      IMPORT_DATE_QUESTION,
                      AdwBin)

GtkWidget *tva_import_date_question_new (void);
/* Takes no room where there is nothing to ask. */
void tva_import_date_question_show (TvaImportDateQuestion *question, TvaImportSource *source);

G_END_DECLS
