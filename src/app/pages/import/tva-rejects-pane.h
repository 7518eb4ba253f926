/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rejected rows of one batch, with a way to save them as CSV. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_REJECTS_PANE (tva_rejects_pane_get_type ())
G_DECLARE_FINAL_TYPE (TvaRejectsPane, tva_rejects_pane, TVA, REJECTS_PANE, AdwBin)

GtkWidget *tva_rejects_pane_new (void);
void tva_rejects_pane_show (TvaRejectsPane *pane,
                            TvEngine *engine,
                            gint64 batch_id,
                            const char *file_name);

G_END_DECLS
