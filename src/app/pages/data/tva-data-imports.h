/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a check to the import that it found something in, or to its rejected rows. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

void tva_data_imports_show (TvaWindow *window, TvEngine *engine, gint64 batch_id, TvCheck check);

G_END_DECLS
