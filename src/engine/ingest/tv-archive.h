/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is packed: a gzip file, or the members of a zip archive, in the order in which they lie in
 * it. Workbooks are zip archives too. */
#pragma once

#include "ingest/tv-byte-file.h"

G_BEGIN_DECLS

typedef enum
{
  TV_ARCHIVE_GZIP, /* one member without a name */
  TV_ARCHIVE_ZIP,
} TvArchiveFormat;

typedef struct _TvArchive TvArchive;

TvArchive *tv_archive_open (TvByteFile *file, TvArchiveFormat format, GError **error);
const char *tv_archive_next (TvArchive *archive, GError **error);
gboolean tv_archive_find (TvArchive *archive, const char *name, GError **error);
gint64 tv_archive_get_size (const TvArchive *archive);
gssize tv_archive_read (TvArchive *archive, void *buffer, gsize size, GError **error);
void tv_archive_free (TvArchive *archive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvArchive, tv_archive_free)

G_END_DECLS
