/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chosen file in the assistant's list: name, what was found, its kind, ways to take it together
 * with the file of its orders and apart from it, and one to take it off the list. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_FILE_ROW (tva_import_file_row_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportFileRow, tva_import_file_row, TVA, IMPORT_FILE_ROW, AdwActionRow)

/* Signals: "removed"; "activated" (of AdwActionRow) asks for the columns. */
GtkWidget *tva_import_file_row_new (TvaImportDraft *draft, TvaImportSource *source);
TvaImportSource *tva_import_file_row_get_source (TvaImportFileRow *row);

G_END_DECLS
