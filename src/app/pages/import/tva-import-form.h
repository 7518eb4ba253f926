/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a file as rows to change: sheet, characters, what stands between columns, quotes, the
 * lines above the table, dates and decimals. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_FORM (tva_import_form_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportForm, tva_import_form, TVA, IMPORT_FORM, AdwBin)

/* Signal "chosen": the file's choices were changed, it is to be looked at again. */
GtkWidget *tva_import_form_new (void);
void tva_import_form_show (TvaImportForm *form, TvaImportSource *source);

G_END_DECLS
