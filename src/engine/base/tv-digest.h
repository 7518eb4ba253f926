/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 over typed, length-prefixed big-endian fields, so that no two different lists of fields
 * give the same bytes. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

#define TV_DIGEST_LENGTH 32

typedef struct _TvDigest TvDigest;

TvDigest *tv_digest_new (void);
void tv_digest_free (TvDigest *digest);
void tv_digest_reset (TvDigest *digest);
void tv_digest_add_int64 (TvDigest *digest, gint64 value);
void tv_digest_add_text (TvDigest *digest, const char *text);
void tv_digest_add_text_length (TvDigest *digest, const char *text, gsize length);
void tv_digest_add_blob (TvDigest *digest, const void *bytes, gsize length);
void tv_digest_add_null (TvDigest *digest);
void tv_digest_add_raw (TvDigest *digest, const void *bytes, gsize length);
void tv_digest_finish (TvDigest *digest, guint8 out_hash[TV_DIGEST_LENGTH]);
gboolean tv_digest_file_cancellable (const char *path,
                                     TvProgress *progress,
                                     guint8 out_hash[TV_DIGEST_LENGTH],
                                     GError **error);
gboolean tv_digest_file (const char *path, guint8 out_hash[TV_DIGEST_LENGTH], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvDigest, tv_digest_free)

G_END_DECLS
