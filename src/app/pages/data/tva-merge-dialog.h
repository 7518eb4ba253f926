/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window that goes through the customers who may be one person. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_MERGE_DIALOG (tva_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TvaMergeDialog, tva_merge_dialog, TVA, MERGE_DIALOG, AdwWindow)

TvaMergeDialog *tva_merge_dialog_show (TvaWindow *window, TvEngine *engine, gint64 batch_id);

G_END_DECLS
