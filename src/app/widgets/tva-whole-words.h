/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows whose titles are broken between words alone. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *tva_whole_group_new (void);
void tva_whole_group_set_button (AdwPreferencesGroup *group, GtkWidget *button);
void tva_whole_words (gpointer parent, gboolean has_sentences);

G_END_DECLS
