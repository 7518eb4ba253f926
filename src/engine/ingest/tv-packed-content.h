/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is packed in a file, so that the same content is known however it comes. */
#pragma once

#include "base/tv-digest.h"
#include "rows/tv-import-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 size; /* bytes, unpacked; 0 = nothing is packed */
  guint8 hash[TV_DIGEST_LENGTH];
} TvPackedContent;

gboolean tv_packed_content_read (TvPackedContent *content,
                                 const TvImportFile *file,
                                 TvProgress *progress,
                                 GError **error);
gboolean tv_packed_content_write (const TvPackedContent *content,
                                  TvJob *job,
                                  gint64 batch_id,
                                  GError **error);
gboolean tv_batch_find_same (TvJob *job,
                             const TvImportFile *file,
                             const char *entry,
                             const guint8 hash[TV_DIGEST_LENGTH],
                             gint64 *out_batch_id,
                             GError **error);

G_END_DECLS
