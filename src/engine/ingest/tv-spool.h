/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pipe gives its bytes once, an import reads them twice: they are kept in between. So is a
 * workbook that is packed, as its parts are read from anywhere in it. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

gboolean tv_spool_is_needed (const char *path);
char *tv_spool_copy (const char *path, TvProgress *progress, char **out_folder, GError **error);
gboolean tv_spool_copy_packed (const char *path,
                               const char *entry,
                               TvProgress *progress,
                               char **out_copy,
                               char **out_folder,
                               GError **error);
void tv_spool_remove (const char *path, const char *folder);

G_END_DECLS
