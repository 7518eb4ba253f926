/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where all bytes of an import come from: a plain file, a pipe, a gzip file, or a member of a zip
 * archive, told apart by their first bytes. */
#pragma once

#include "ingest/tv-byte-format.h"

G_BEGIN_DECLS

typedef struct _TvByteSource TvByteSource;

/* A member of an archive, or a sheet of a workbook. */
typedef struct
{
  char *name;
  gint64 size; /* in bytes, unpacked; -1 = not known */
  gboolean is_hidden;
} TvByteEntry;

TvByteSource *tv_byte_source_open (const char *path, const char *entry, GError **error);
TvByteSource *tv_byte_source_open_with (const char *path,
                                        const char *entry,
                                        TvProgress *progress,
                                        GError **error);
TvByteSource *tv_byte_source_open_packed (const char *path,
                                          const char *entry,
                                          TvProgress *progress,
                                          char **out_name);
TvByteSource *tv_byte_source_open_part (const char *path, const char *part, GError **error);
gboolean tv_byte_source_get_format (const char *path, TvByteFormat *out_format, GError **error);
GPtrArray *tv_byte_source_list_members (const char *path, GError **error);
gssize tv_byte_source_read (TvByteSource *source, void *buffer, gsize size, GError **error);
gint64 tv_byte_source_get_position (const TvByteSource *source);
gint64 tv_byte_source_get_size (const TvByteSource *source);
void tv_byte_source_fail (const TvByteSource *source, const char *fact, GError **error);
void tv_byte_source_free (TvByteSource *source);
void tv_byte_entry_free (TvByteEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvByteEntry, tv_byte_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvByteSource, tv_byte_source_free)

G_END_DECLS
