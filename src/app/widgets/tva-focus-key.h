/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the keyboard where it was while the rows of a list are made anew. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tva_focus_key_set (GtkWidget *widget, const char *what, const char *of);
char *tva_focus_key_take (GtkWidget *list);
void tva_focus_key_lead (GtkWidget *list);
gboolean tva_focus_key_give (GtkWidget *list, const char *key);

G_END_DECLS
