/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SHA-256 of a file, computed in a thread of its own while the file is read for other ends. */
#pragma once

#include "base/tv-digest.h"

G_BEGIN_DECLS

typedef struct _TvFileHash TvFileHash;

TvFileHash *tv_file_hash_start (const char *path, const char *orders_path, TvProgress *progress);
void tv_file_hash_free (TvFileHash *hash);
gboolean tv_file_hash_wait (TvFileHash *hash, guint8 out_hash[TV_DIGEST_LENGTH], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFileHash, tv_file_hash_free)

G_END_DECLS
