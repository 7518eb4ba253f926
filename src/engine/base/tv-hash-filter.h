/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bit for each hash that is asked for: what no bit says need not be kept, or looked for. Of eight
 * million bits, those of other hashes are few. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_HASH_FILTER_BITS (1u << 23) /* 1 MB */

static inline guint8 *
tv_hash_filter_new (void)
{
  return g_malloc0 (TV_HASH_FILTER_BITS / 8);
}

static inline void
tv_hash_filter_add (guint8 *filter, guint64 hash)
{
  filter[hash % TV_HASH_FILTER_BITS / 8] |= (guint8) (1u << hash % 8);
}

/**
 * tv_hash_filter_may_have:
 * @filter: a filter
 * @hash: a hash
 *
 * Returns: %FALSE where the hash was not added; seldom %TRUE for another
 */
static inline gboolean
tv_hash_filter_may_have (const guint8 *filter, guint64 hash)
{
  return (filter[hash % TV_HASH_FILTER_BITS / 8] & 1u << hash % 8) != 0;
}

G_END_DECLS
