/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items by id, the most recently asked for first; the oldest can be let go. */
#pragma once

#include "models/tva-item.h"

G_BEGIN_DECLS

typedef struct _TvaItemCache TvaItemCache;

TvaItemCache *tva_item_cache_new (void);
void tva_item_cache_free (TvaItemCache *cache);
TvaItem *tva_item_cache_get (TvaItemCache *cache, gint64 id);
TvaItem *
tva_item_cache_touch (TvaItemCache *cache, gint64 id, guint position, gboolean *out_is_new);
GArray *tva_item_cache_turn (TvaItemCache *cache,
                             const gint64 *old_ids,
                             guint old_length,
                             const gint64 *new_ids,
                             guint new_length);
void tva_item_cache_shift (TvaItemCache *cache, guint position, guint removed, guint added);
void tva_item_cache_drop_placeholder (TvaItemCache *cache, gint64 id);
void tva_item_cache_trim (TvaItemCache *cache, guint length);
GArray *tva_item_cache_list (TvaItemCache *cache); /* of gint64, the most recent first */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaItemCache, tva_item_cache_free)

G_END_DECLS
