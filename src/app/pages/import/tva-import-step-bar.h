/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a person is among the steps, and the way back to an earlier one. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_STEP_BAR (tva_import_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportStepBar, tva_import_step_bar, TVA, IMPORT_STEP_BAR, AdwBin)

/* Signal "chosen" (guint): an earlier step was pressed. */
GtkWidget *tva_import_step_bar_new (const char *const *titles);
void tva_import_step_bar_set_current (TvaImportStepBar *bar,
                                      guint current,
                                      guint furthest,
                                      gboolean can_leave);

G_END_DECLS
