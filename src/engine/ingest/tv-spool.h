/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pipe gives its bytes once, an import reads them twice: they are kept in between. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

gboolean tv_spool_is_needed (const char *path);
char *tv_spool_copy (const char *path, TvProgress *progress, char **out_folder, GError **error);
void tv_spool_remove (const char *path, const char *folder);

G_END_DECLS
