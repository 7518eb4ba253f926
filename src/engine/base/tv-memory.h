/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hints about large arrays. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tv_memory_use_large_pages (gpointer memory, gsize size);

G_END_DECLS
