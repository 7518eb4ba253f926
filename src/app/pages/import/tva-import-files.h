/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first step: the list of chosen files, with the file chooser that adds to it. */
#pragma once

#include "pages/import/tva-import-step.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_FILES (tva_import_files_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportFiles, tva_import_files, TVA, IMPORT_FILES, TvaImportStep)

/* Signal "opened": a file was chosen to be looked at closely; it is the draft's current one. */
void tva_import_files_add_list (TvaImportFiles *files, GSList *list); /* of GFile */
void tva_import_files_choose (TvaImportFiles *files);

G_END_DECLS
