/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as UTF-8, out of a file in any encoding or out of memory. */
#pragma once

#include "ingest/tv-byte-source.h"

G_BEGIN_DECLS

typedef struct _TvTextSource TvTextSource;

TvTextSource *tv_text_source_open (const char *path,
                                   const char *entry,
                                   const char *encoding,
                                   TvProgress *progress,
                                   GError **error);
TvTextSource *tv_text_source_new_for_bytes (const char *bytes,
                                            gsize length,
                                            const char *encoding,
                                            GError **error);
gssize tv_text_source_read (TvTextSource *source, char *buffer, gsize size, GError **error);
gint64 tv_text_source_get_position (const TvTextSource *source);
void tv_text_source_free (TvTextSource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTextSource, tv_text_source_free)

G_END_DECLS
