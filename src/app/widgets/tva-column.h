/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page shows, in the middle: as wide as is good to read, scrolled up and down. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *tva_column_new (GtkWidget *content, int width);

G_END_DECLS
