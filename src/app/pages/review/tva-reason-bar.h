/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the reason of a rejection or a flag: five ready ones on the keys 1 to 5, or free text.
 */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_REASON_BAR (tva_reason_bar_get_type ())
G_DECLARE_FINAL_TYPE (TvaReasonBar, tva_reason_bar, TVA, REASON_BAR, AdwBin)

/* Signals: "chosen" (int TvStatus, const char *reason); "cancelled" (). */
void tva_reason_bar_ask (TvaReasonBar *bar, TvStatus status);
void tva_reason_bar_close (TvaReasonBar *bar);
gboolean tva_reason_bar_is_open (TvaReasonBar *bar);
gboolean tva_reason_bar_choose (TvaReasonBar *bar, guint index);

G_END_DECLS
