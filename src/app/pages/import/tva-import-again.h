/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Import again from the same folder": files that lie where earlier imports came from, belong to
 * the same source by their name, and were not taken in yet. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_AGAIN (tva_import_again_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportAgain, tva_import_again, TVA, IMPORT_AGAIN, AdwBin)

/* Signal "added" (const char *const *paths). Takes no room while there is nothing to offer. */
GtkWidget *tva_import_again_new (void);
void tva_import_again_load (TvaImportAgain *again, TvEngine *engine);
void tva_import_again_set_taken (TvaImportAgain *again, const char *const *paths);

/* The files of the source's folder that are not in any of its batches, by name. For a worker. */
char **tva_import_again_find (const TvSourceRow *source);

G_END_DECLS
