/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the catalogue share. */
#pragma once

#include "recommend/tv-catalogue.h"

G_BEGIN_DECLS

gboolean tv_catalogue_is_entry (const TvFrame *frame, guint32 product, gint64 median_price);
void tv_catalogue_find_suggestions (TvCatalogue *catalogue,
                                    const TvFrame *frame,
                                    const TvFactsTable *facts);

G_END_DECLS
