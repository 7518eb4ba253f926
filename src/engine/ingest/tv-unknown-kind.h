/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a file whose header is none of those that can be taken in. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

gboolean tv_unknown_kind_refuse_json (const char *path, GError **error);
void tv_unknown_kind_fail (const TvImportFile *file, GError **error);

G_END_DECLS
