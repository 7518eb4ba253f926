/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a file, by hash, to be compared with those that are there already. */
#pragma once

#include "base/tv-hash.h"
#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef struct _TvLineSet TvLineSet;

/**
 * tv_line_key:
 * @customer_ref_id: of the line
 * @product_ref_id: of the line
 * @day: of the line
 * @doc: tv_hash_bytes() of its document
 *
 * Returns: a hash of what makes a line this line
 */
static inline guint64
tv_line_key (gint64 customer_ref_id, gint64 product_ref_id, gint64 day, guint64 doc)
{
  return tv_hash_mix (tv_hash_mix ((guint64) customer_ref_id, (guint64) product_ref_id),
                      doc + (guint64) day);
}

TvLineSet *tv_line_set_new (void);
void tv_line_set_free (TvLineSet *set);
void tv_line_set_add (TvLineSet *set, guint64 key, guint64 content);
void tv_line_set_meet (TvLineSet *set, guint64 key, guint64 content);
gboolean tv_line_set_count (TvLineSet *set,
                            TvProgress *progress,
                            gint64 *out_unchanged,
                            gint64 *out_changed,
                            GError **error);
gboolean tv_line_set_is_empty (const TvLineSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvLineSet, tv_line_set_free)

G_END_DECLS
