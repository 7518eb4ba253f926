/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of one run: figures, charts, how it was calculated, and what to do next. */
#pragma once

#include <adwaita.h>

#include "widgets/tva-run-charts.h"

G_BEGIN_DECLS

#define TVA_TYPE_RUN_VIEW (tva_run_view_get_type ())
G_DECLARE_FINAL_TYPE (TvaRunView, tva_run_view, TVA, RUN_VIEW, AdwBin)

/* Signals: "back" (the person wants the list of runs). */
void tva_run_view_set_data (TvaRunView *view, const TvaRunData *data);
void tva_run_view_set_back_shown (TvaRunView *view, gboolean is_shown);

G_END_DECLS
