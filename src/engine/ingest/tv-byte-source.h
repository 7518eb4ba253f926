/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where all bytes of an import come from: a plain file, a pipe, a gzip file, or a member of a zip
 * archive, told apart by their first bytes. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef struct _TvByteSource TvByteSource;

TvByteSource *tv_byte_source_open (const char *path, const char *entry, GError **error);
TvByteSource *tv_byte_source_open_with (const char *path,
                                        const char *entry,
                                        TvProgress *progress,
                                        GError **error);
gssize tv_byte_source_read (TvByteSource *source, void *buffer, gsize size, GError **error);
gint64 tv_byte_source_get_position (const TvByteSource *source);
gint64 tv_byte_source_get_size (const TvByteSource *source);
void tv_byte_source_free (TvByteSource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvByteSource, tv_byte_source_free)

G_END_DECLS
