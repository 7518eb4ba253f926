/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column that the program knows: where in the file it is taken from, and what stands there. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_COLUMN_ROW (tva_import_column_row_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportColumnRow,
                      tva_import_column_row,
                      TVA,
                      IMPORT_COLUMN_ROW,
                      AdwActionRow)

/* headers: "Not in this file", then the file's columns */
GtkWidget *tva_import_column_row_new (TvaImportSource *source, guint column, GListModel *headers);
GtkWidget *tva_import_column_row_get_choice (TvaImportColumnRow *row); /* of the file's column */
void tva_import_column_row_update (TvaImportColumnRow *row);

G_END_DECLS
