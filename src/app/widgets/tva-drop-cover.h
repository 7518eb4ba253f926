/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lies over a window while something is dragged over it, and says what dropping it does. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TVA_TYPE_DROP_COVER (tva_drop_cover_get_type ())
G_DECLARE_FINAL_TYPE (TvaDropCover, tva_drop_cover, TVA, DROP_COVER, AdwBin)

void tva_drop_cover_follow (TvaDropCover *cover, GtkDropTarget *target);
void tva_drop_cover_set_text (TvaDropCover *cover, const char *title, const char *note);

G_END_DECLS
