/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An array of small records that takes a few MB of memory however long it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvFarArray TvFarArray;

TvFarArray *tv_far_array_new (gsize size);
void tv_far_array_free (TvFarArray *array);
guint32 tv_far_array_get_count (const TvFarArray *array);
gpointer tv_far_array_add (TvFarArray *array);
gpointer tv_far_array_get (TvFarArray *array, guint32 index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFarArray, tv_far_array_free)

G_END_DECLS
