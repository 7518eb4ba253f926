/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing again from the folder of one source. */
#pragma once

#include <gtk/gtk.h>
#include <tastevin.h>

G_BEGIN_DECLS

void tva_import_folder_bring (GtkWidget *page, TvEngine *engine, const char *source_name);

G_END_DECLS
