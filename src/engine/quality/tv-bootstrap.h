/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The percentile bootstrap over customers, for many figures at once: each draw picks customers with
 * replacement, the same ones for every column, so that the difference of two columns is a paired
 * one. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef struct _TvBootstrap TvBootstrap;

typedef struct
{
  double mean, low, high; /* low, high: 95 % of the draws */
} TvInterval;

TvBootstrap *tv_bootstrap_new (const float *values,
                               guint count,
                               guint column_count,
                               guint draws,
                               guint thread_count,
                               TvProgress *progress,
                               GError **error);
void tv_bootstrap_free (TvBootstrap *bootstrap);
TvInterval tv_bootstrap_get (const TvBootstrap *bootstrap, guint column);
TvInterval tv_bootstrap_compare (const TvBootstrap *bootstrap, guint column, guint minus);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvBootstrap, tv_bootstrap_free)

G_END_DECLS
