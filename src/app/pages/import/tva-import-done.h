/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last step: what was imported, the way back, and what to do next. */
#pragma once

#include "pages/import/tva-import-step.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_DONE (tva_import_done_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportDone, tva_import_done, TVA, IMPORT_DONE, TvaImportStep)

/* Signal "left" (const char *action): the person goes on to an action of the window, a detailed
 * name. */

G_END_DECLS
