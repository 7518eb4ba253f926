/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were dropped, or copied elsewhere and pasted, come into the import assistant. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

gboolean tva_import_bring (TvaWindow *window, GSList *files);
void tva_import_bring_by_paste (GtkWidget *widget);

G_END_DECLS
