/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialog that compares a run with another one: who gets something else, and why. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_COMPARE_DIALOG (tva_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TvaCompareDialog, tva_compare_dialog, TVA, COMPARE_DIALOG, AdwWindow)

void tva_compare_dialog_present (TvaWindow *window, gint64 run_id, GPtrArray *runs);

G_END_DECLS
