/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the frame share while one is being made. */
#pragma once

#include "frame/tv-frame.h"

G_BEGIN_DECLS

/* Takes returns out of the lines, which are grouped by customer and in order of time: see
 * tv-frame-returns.c. */
void tv_frame_match_returns (TvFrame *frame);
/* Fills in prices, tiers and keys' order from what was loaded: see tv-frame-products.c. */
void tv_frame_complete_products (TvFrame *frame, const gint64 *margin_cents);

G_END_DECLS
