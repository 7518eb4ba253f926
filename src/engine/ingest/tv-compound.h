/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compound file (MS-CFB), the file system in a file that old Office programs write: its streams
 * by name. A file that is none is one stream without a name. */
#pragma once

#include "ingest/tv-byte-file.h"

G_BEGIN_DECLS

typedef struct _TvCompound TvCompound;
typedef struct _TvCompoundStream TvCompoundStream;

TvCompound *tv_compound_open (const char *path, TvProgress *progress, GError **error);
gboolean tv_compound_is_bare (const TvCompound *compound);
gboolean tv_compound_has (const TvCompound *compound, const char *name);
TvByteFile *tv_compound_get_file (const TvCompound *compound);
void tv_compound_fail (const TvCompound *compound, const char *fact, GError **error);
void tv_compound_free (TvCompound *compound);

TvCompoundStream *tv_compound_open_stream (TvCompound *compound, const char *name, GError **error);
gssize tv_compound_stream_read (TvCompoundStream *stream,
                                gint64 position,
                                void *buffer,
                                gsize size,
                                GError **error);
void tv_compound_stream_free (TvCompoundStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCompound, tv_compound_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCompoundStream, tv_compound_stream_free)

G_END_DECLS
