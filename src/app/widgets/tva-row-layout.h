/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out what stands side by side, or with its end below where there is no room. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TVA_TYPE_ROW_LAYOUT (tva_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (TvaRowLayout, tva_row_layout, TVA, ROW_LAYOUT, GtkLayoutManager)

GtkLayoutManager *tva_row_layout_new (void);

G_END_DECLS
