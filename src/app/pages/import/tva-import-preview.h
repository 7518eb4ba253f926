/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first rows of a file as it would be read now. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_PREVIEW (tva_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportPreview, tva_import_preview, TVA, IMPORT_PREVIEW, AdwBin)

GtkWidget *tva_import_preview_new (void);
void tva_import_preview_show (TvaImportPreview *preview,
                              const TvImportFile *file); /* NULL = none */

G_END_DECLS
