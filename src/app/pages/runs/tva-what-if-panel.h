/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "What if?": sliders for the minimum score and the weights of a run, with what each position comes
 * to. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_WHAT_IF_PANEL (tva_what_if_panel_get_type ())
G_DECLARE_FINAL_TYPE (TvaWhatIfPanel, tva_what_if_panel, TVA, WHAT_IF_PANEL, AdwBin)

void tva_what_if_panel_set_run (TvaWhatIfPanel *panel, TvEngine *engine, const TvRunRow *run);

G_END_DECLS
