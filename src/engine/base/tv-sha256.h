/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 (FIPS 180-4) over plain bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 state[8];
  guint64 length;    /* bytes so far */
  gboolean is_plain; /* without the processor's own instructions; for tests */
  guint8 block[64];  /* what does not fill a block yet */
} TvSha256;

void tv_sha256_init (TvSha256 *sha);
void tv_sha256_add (TvSha256 *sha, const void *bytes, gsize length);
void tv_sha256_finish (TvSha256 *sha, guint8 out_hash[32]);

G_END_DECLS
