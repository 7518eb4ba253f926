/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another minimum score made true for a run, and the way back. Main thread. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

void tva_what_if_judge (TvaWindow *window, gint64 run_id, double minimum_score);
gboolean tva_what_if_can_undo (TvaWindow *window);
gboolean tva_what_if_undo (TvaWindow *window);
gboolean tva_what_if_redo (TvaWindow *window);

G_END_DECLS
