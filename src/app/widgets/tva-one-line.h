/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that keep a text of any length to one line. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void tva_one_line_set_title (AdwActionRow *row, const char *title);
void tva_one_line_set_subtitle (AdwActionRow *row, const char *subtitle);
void tva_one_line_set_choice (GtkDropDown *drop_down);

G_END_DECLS
