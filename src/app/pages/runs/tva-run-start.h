/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts a run as an operation of the window and shows its result. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

void tva_run_start (TvaWindow *window, const TvRunOptions *options);

G_END_DECLS
