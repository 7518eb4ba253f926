/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that are dealt to shares and read a share at a time. However many they are, they take 8
 * KB of memory a share, and a few MB. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvFarShares TvFarShares;

/**
 * TvFarSharesFunc:
 * @bytes: records of a share, one behind the other; they stay as long as the shares
 * @length: their bytes
 * @data: what was given with the function
 */
typedef void (*TvFarSharesFunc) (const char *bytes, guint32 length, gpointer data);

TvFarShares *tv_far_shares_new (guint count);
void tv_far_shares_free (TvFarShares *shares);
gboolean tv_far_shares_add (TvFarShares *shares, guint share, gconstpointer record, guint32 length);
guint32 tv_far_shares_get_count (const TvFarShares *shares, guint share);
gboolean
tv_far_shares_foreach (TvFarShares *shares, guint share, TvFarSharesFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFarShares, tv_far_shares_free)

G_END_DECLS
