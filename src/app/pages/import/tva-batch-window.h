/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows about one batch: its rejected rows, and how its file was read. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

void tva_batch_window_present_rejects (GtkWidget *parent,
                                       TvEngine *engine,
                                       gint64 batch_id,
                                       const char *file_name);
void tva_batch_window_present_details (GtkWidget *parent, const TvBatchRow *batch);

G_END_DECLS
