/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of rows that could not be used: file, line, column, reason, text. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

/* rejects: a GListStore of TvaItem. */
GtkWidget *tva_rejects_table_new (GListModel *rejects);
void tva_rejects_table_add (GListStore *rejects, const TvRejectRow *reject, const char *file_name);

G_END_DECLS
