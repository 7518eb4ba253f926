/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether one file holds the orders of another file's lines. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

gboolean tv_join_lacks_orders (const TvImportFile *file);
TvImportFile *tv_join_files (const TvImportFile *lines,
                             const TvImportFile *orders,
                             gboolean is_asked,
                             TvProgress *progress,
                             GError **error);

G_END_DECLS
