/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that lies in a file without a name: what is seldom looked at takes no room in the process
 * while it rests. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvFarMemory TvFarMemory;

TvFarMemory *tv_far_memory_new (gsize size);
void tv_far_memory_free (TvFarMemory *memory);
gpointer tv_far_memory_add (TvFarMemory *memory, gsize size);
void tv_far_memory_rest (TvFarMemory *memory);
void tv_far_memory_rest_behind (TvFarMemory *memory, gsize near);
void tv_far_memory_read (const TvFarMemory *memory, gconstpointer part, gpointer out, gsize size);
gboolean tv_far_memory_holds (const TvFarMemory *memory, gconstpointer part);
gsize tv_far_memory_get_offset (const TvFarMemory *memory, gconstpointer part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFarMemory, tv_far_memory_free)

G_END_DECLS
