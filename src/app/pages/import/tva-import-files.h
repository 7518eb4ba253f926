/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of chosen files, with the file chooser that adds to it. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_FILES (tva_import_files_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportFiles, tva_import_files, TVA, IMPORT_FILES, AdwBin)

/* Signals: "changed" (a file came, went or was read), "opened" (TvaImportSource *): its columns are
 * asked for. */
void tva_import_files_set_engine (TvaImportFiles *files, TvEngine *engine);
void tva_import_files_add (TvaImportFiles *files, const char *path);
void tva_import_files_add_list (TvaImportFiles *files, GSList *list); /* of GFile */
void tva_import_files_choose (TvaImportFiles *files);
GPtrArray *tva_import_files_get_sources (TvaImportFiles *files); /* of TvaImportSource */
gboolean tva_import_files_is_ready (TvaImportFiles *files);

G_END_DECLS
