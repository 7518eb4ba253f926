/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the sample merchant into the open workspace, through the ordinary import. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

void tva_sample_load (TvaWindow *window);

G_END_DECLS
