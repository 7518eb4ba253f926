/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import assistant: files, their columns, a check without writing, and the import. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_ASSISTANT (tva_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportAssistant, tva_import_assistant, TVA, IMPORT_ASSISTANT, AdwWindow)

/* paths: (nullable) NULL-terminated; without them it asks for files. A second call adds to the
 * assistant that is open. */
void tva_import_assistant_present (TvaWindow *window, const char *const *paths);

G_END_DECLS
