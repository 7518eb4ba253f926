/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves the rejected rows of a batch where the person says. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

void tva_rejects_save (GtkWidget *parent, TvEngine *engine, gint64 batch_id, const char *file_name);

G_END_DECLS
