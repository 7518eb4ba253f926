/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays its children out in rows that break where the width ends: side by side at their natural
 * widths, or, with a column width, in as many equal columns as fit. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TVA_TYPE_FLOW (tva_flow_get_type ())
G_DECLARE_FINAL_TYPE (TvaFlow, tva_flow, TVA, FLOW, GtkWidget)

GtkWidget *tva_flow_new (int column_width, int spacing);
void tva_flow_set_at_end (TvaFlow *flow, gboolean is_at_end);
void tva_flow_append (TvaFlow *flow, GtkWidget *child);

G_END_DECLS
