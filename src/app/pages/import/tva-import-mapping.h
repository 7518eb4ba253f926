/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The third step: which column of a file holds what. */
#pragma once

#include "pages/import/tva-import-step.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_MAPPING (tva_import_mapping_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportMapping, tva_import_mapping, TVA, IMPORT_MAPPING, TvaImportStep)

G_END_DECLS
