/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that asks what a run needs, and starts it. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_NEW_RUN_DIALOG (tva_new_run_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TvaNewRunDialog, tva_new_run_dialog, TVA, NEW_RUN_DIALOG, AdwWindow)

void tva_new_run_dialog_present (TvaWindow *window);

G_END_DECLS
