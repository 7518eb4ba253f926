/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of the system about large arrays and what was freed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tv_memory_use_large_pages (gpointer memory, gsize size);
gpointer tv_memory_new (gsize count, gsize size);
gpointer tv_memory_new0 (gsize count, gsize size);
gpointer tv_memory_renew (gpointer memory, gsize count, gsize size);
void tv_memory_give_back (void);

G_END_DECLS
