/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that hands out the approved recommendations of a run as a CSV file. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_EXPORT_DIALOG (tva_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TvaExportDialog, tva_export_dialog, TVA, EXPORT_DIALOG, AdwWindow)

void tva_export_dialog_present (TvaWindow *window, gint64 run_id);

G_END_DECLS
