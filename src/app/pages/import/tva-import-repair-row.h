/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rejected cell that can be mended in place. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_REPAIR_ROW (tva_import_repair_row_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportRepairRow,
                      tva_import_repair_row,
                      TVA,
                      IMPORT_REPAIR_ROW,
                      AdwEntryRow)

GtkWidget *
tva_import_repair_row_new (TvaImportSource *source, const TvRejectRow *reject, guint header);
GtkWidget *
tva_import_repair_row_new_for_all (TvaImportSource *source, GPtrArray *rejects, guint header);

G_END_DECLS
