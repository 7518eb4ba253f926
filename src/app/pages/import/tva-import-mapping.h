/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one file is read: which of its columns is what, dates, decimals, and its first rows. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_MAPPING (tva_import_mapping_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportMapping, tva_import_mapping, TVA, IMPORT_MAPPING, AdwBin)

GtkWidget *tva_import_mapping_new (TvaImportSource *source);

G_END_DECLS
