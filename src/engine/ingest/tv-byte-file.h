/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a file or of a pipe as they lie there, with a watch on what others do to the file
 * while it is read. Below the byte source, which unpacks what is packed. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

#define TV_BYTE_FILE_HEAD 512 /* bytes that tell the format */

typedef struct _TvByteFile TvByteFile;

TvByteFile *tv_byte_file_open (const char *path, TvProgress *progress, GError **error);
gboolean
tv_byte_file_peek (TvByteFile *file, const guint8 **out_head, gsize *out_length, GError **error);
gssize tv_byte_file_read (TvByteFile *file, void *buffer, gsize size, GError **error);
gboolean tv_byte_file_seek (TvByteFile *file, gint64 position);
gboolean tv_byte_file_rewind (TvByteFile *file);
gboolean tv_byte_file_check (TvByteFile *file, GError **error);
gboolean tv_byte_file_is_seekable (const TvByteFile *file);
gint64 tv_byte_file_get_position (const TvByteFile *file);
gint64 tv_byte_file_get_size (const TvByteFile *file);
const char *tv_byte_file_get_name (const TvByteFile *file);
void tv_byte_file_fail (const TvByteFile *file, int code, const char *fact, GError **error);
void tv_byte_file_free (TvByteFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvByteFile, tv_byte_file_free)

G_END_DECLS
