/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves the list of a comparison where the person says. */
#pragma once

#include <adwaita.h>
#include "pages/runs/tva-compare-data.h"

G_BEGIN_DECLS

void tva_compare_save (AdwToastOverlay *toasts,
                       TvEngine *engine,
                       const TvaCompareQuestion *question,
                       TvProgress *progress);

G_END_DECLS
