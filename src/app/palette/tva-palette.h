/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl+K: type a few letters of a page, an action, a customer or a product, and be there. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_PALETTE (tva_palette_get_type ())
G_DECLARE_FINAL_TYPE (TvaPalette, tva_palette, TVA, PALETTE, AdwWindow)

TvaPalette *tva_palette_present (TvaWindow *window);

G_END_DECLS
