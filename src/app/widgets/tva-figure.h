/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure in a card: what it is, its value, and a line about how to read it. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_FIGURE (tva_figure_get_type ())
G_DECLARE_FINAL_TYPE (TvaFigure, tva_figure, TVA, FIGURE, AdwBin)

GtkWidget *tva_figure_new (const char *title, const char *note);
void tva_figure_set_value (TvaFigure *figure, const char *value);
void tva_figure_set_note (TvaFigure *figure, const char *note);

/* "◆ Excellent": the level's shape, the same as in the trend, and its title. */
char *tva_level_dup_text (TvQualityLevel level);

G_END_DECLS
