/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were copied elsewhere, or their paths, come into the import assistant by Ctrl+V. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tva_import_paste_install (GtkWidget *window);

G_END_DECLS
