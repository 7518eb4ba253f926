/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of several files a step shows. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_SWITCHER (tva_import_switcher_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportSwitcher, tva_import_switcher, TVA, IMPORT_SWITCHER, AdwBin)

GtkWidget *tva_import_switcher_new (void);
/* Takes no room for a single file. */
void tva_import_switcher_show (TvaImportSwitcher *switcher, TvaImportDraft *draft);

G_END_DECLS
