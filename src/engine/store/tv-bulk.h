/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking an index away while many rows are written, and making it anew from them afterwards. */
#pragma once

#include "store/tv-connection.h"

G_BEGIN_DECLS

gboolean
tv_bulk_drop_index (TvConnection *connection, const char *name, char **out_text, GError **error);
gboolean tv_bulk_make_index (TvConnection *connection, const char *text, GError **error);

G_END_DECLS
