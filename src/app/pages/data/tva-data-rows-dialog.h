/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the rows that one check found, which can be saved. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

void tva_data_rows_dialog_show (TvaWindow *window,
                                TvEngine *engine,
                                gint64 batch_id,
                                TvCheck check,
                                const char *note);
/* Asks for a name and saves all rows of a check there. */
void tva_data_rows_save (TvaWindow *window, TvEngine *engine, gint64 batch_id, TvCheck check);

G_END_DECLS
