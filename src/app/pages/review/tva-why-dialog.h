/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialog that answers about one customer: why not this product, and what would change it. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_WHY_DIALOG (tva_why_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TvaWhyDialog, tva_why_dialog, TVA, WHY_DIALOG, AdwWindow)

TvaWhyDialog *
tva_why_dialog_present (TvaWindow *window, const TvReviewItem *item, gboolean is_about_item);

G_END_DECLS
