/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is otherwise while very many rows are written: an index is taken away and made anew from
 * them afterwards, and few pages are kept in memory. */
#pragma once

#include "store/tv-connection.h"

G_BEGIN_DECLS

gboolean
tv_bulk_drop_index (TvConnection *connection, const char *name, char **out_text, GError **error);
gboolean tv_bulk_make_index (TvConnection *connection, const char *text, GError **error);
gboolean tv_bulk_begin_sort (TvConnection *connection, int *out_cache, GError **error);
gboolean tv_bulk_end_sort (TvConnection *connection, int cache, GError **error);
TvStep tv_bulk_step_first (TvConnection *connection, TvStatement *statement, GError **error);
gboolean tv_bulk_narrow_cache (TvConnection *connection, GError **error);
gboolean tv_bulk_fit_cache (TvConnection *connection, GError **error);

G_END_DECLS
