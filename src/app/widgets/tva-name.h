/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for those who do not see a widget, where GTK 4.8 gives none or says one twice. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void tva_name_set (gpointer widget, const char *name);
void tva_name_set_choice (GtkDropDown *choice, const char *name);
void tva_name_set_expander (AdwExpanderRow *row, const char *name);

G_END_DECLS
