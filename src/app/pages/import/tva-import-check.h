/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fourth step: what the check found, problem by problem. */
#pragma once

#include "pages/import/tva-import-step.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_CHECK (tva_import_check_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportCheck, tva_import_check, TVA, IMPORT_CHECK, TvaImportStep)

G_END_DECLS
