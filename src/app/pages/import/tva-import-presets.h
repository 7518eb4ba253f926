/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The presets that a file can be read with, and saving how it is read now as one. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_PRESETS (tva_import_presets_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportPresets, tva_import_presets, TVA, IMPORT_PRESETS, AdwBin)

GtkWidget *tva_import_presets_new (void);
void tva_import_presets_show (TvaImportPresets *presets, TvaImportDraft *draft);

G_END_DECLS
