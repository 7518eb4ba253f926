/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of checked files that hold a word for nothing, such as NULL. */
#pragma once

#include <adwaita.h>

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

GtkWidget *tva_import_empties_new (TvaImportDraft *draft, GPtrArray *results);

G_END_DECLS
