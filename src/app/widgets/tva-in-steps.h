/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that makes many widgets, done a part a frame, so that no frame waits for all of it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Does a part; whether there is more. */
typedef gboolean (*TvaStep) (GtkWidget *owner);

void tva_in_steps (GtkWidget *owner, TvaStep step);
gboolean tva_show_some (GPtrArray *parts, guint count);
void tva_add_parts (GPtrArray *parts, GtkWidget *widget, guint depth);

G_END_DECLS
