/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of what came through a pipe, or of a workbook that is packed in a file. It lasts as long
 * as somebody means to read it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvImportSpool TvImportSpool;

TvImportSpool *tv_import_spool_new (const char *path, const char *folder);
TvImportSpool *tv_import_spool_ref (TvImportSpool *spool);
void tv_import_spool_unref (TvImportSpool *spool);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportSpool, tv_import_spool_unref)

G_END_DECLS
