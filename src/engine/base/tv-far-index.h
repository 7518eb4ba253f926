/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries that are found by a hash. However many they are, they take some MB of memory. */
#pragma once

#include <gio/gio.h>

#include "base/tv-progress.h"

G_BEGIN_DECLS

/* What is found. Entries of one hash come by their order, then by their first value. */
typedef struct
{
  guint64 hash;
  guint32 order;
  guint32 values[3];
} TvFarEntry;

typedef struct _TvFarIndex TvFarIndex;

TvFarIndex *tv_far_index_new (void);
void tv_far_index_free (TvFarIndex *index);
guint32 tv_far_index_get_count (const TvFarIndex *index);
gboolean tv_far_index_add (TvFarIndex *index, const TvFarEntry *entry, GError **error);
gboolean tv_far_index_settle (TvFarIndex *index, TvProgress *progress, GError **error);
guint32 tv_far_index_find (const TvFarIndex *index, guint64 hash);
gboolean
tv_far_index_read (const TvFarIndex *index, guint32 at, guint64 hash, TvFarEntry *out_entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFarIndex, tv_far_index_free)

G_END_DECLS
