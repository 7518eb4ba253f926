/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fifth step: what the import would change, and how the files differ from the ones before. */
#pragma once

#include "pages/import/tva-import-step.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_DIFFERENCE (tva_import_difference_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportDifference,
                      tva_import_difference,
                      TVA,
                      IMPORT_DIFFERENCE,
                      TvaImportStep)

G_END_DECLS
