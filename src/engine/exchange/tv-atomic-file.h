/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that appears under its name whole or not at all: written beside it under a hidden name,
 * synced, then renamed over it. */
#pragma once

#include <glib.h>

#include "base/tv-digest.h"

G_BEGIN_DECLS

typedef struct _TvAtomicFile TvAtomicFile;

gboolean tv_atomic_file_is_stream (const char *path);
TvAtomicFile *tv_atomic_file_new (const char *path, const char *tag, GError **error);
const char *tv_atomic_file_get_path (TvAtomicFile *file);
const char *tv_atomic_file_get_temp_path (TvAtomicFile *file);
gboolean tv_atomic_file_write (TvAtomicFile *file, const char *bytes, gsize length, GError **error);
gboolean
tv_atomic_file_finish (TvAtomicFile *file, guint8 out_hash[TV_DIGEST_LENGTH], GError **error);
void tv_atomic_file_keep (TvAtomicFile *file);
void tv_atomic_file_free (TvAtomicFile *file);
gboolean tv_atomic_file_place (const char *temp_path, const char *path, GError **error);
void tv_atomic_file_sweep (const char *path, const char *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvAtomicFile, tv_atomic_file_free)

G_END_DECLS
