/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers and products that words name, looked for on a worker. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

void tva_palette_search_async (TvEngine *engine,
                               const char *words,
                               gboolean with_products,
                               TvProgress *progress,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
