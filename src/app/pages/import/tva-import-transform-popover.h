/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the cells of a column are prepared before they are read, with before and after. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_TRANSFORM_POPOVER (tva_import_transform_popover_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportTransformPopover,
                      tva_import_transform_popover,
                      TVA,
                      IMPORT_TRANSFORM_POPOVER,
                      GtkPopover)

GtkWidget *tva_import_transform_popover_new (TvaImportSource *source, guint header);

G_END_DECLS
