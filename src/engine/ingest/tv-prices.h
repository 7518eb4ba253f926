/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices of the catalogue, by which the amounts of lines are worked out that have none. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

typedef struct _TvPrices TvPrices;

TvPrices *tv_prices_load (TvJob *job, GError **error);
void tv_prices_free (TvPrices *prices);
void tv_prices_note (TvPrices *prices, gint64 ref_id, const char *label, gint64 cents);
gboolean
tv_prices_find (const TvPrices *prices, gint64 ref_id, const char *label, gint64 *out_cents);

G_END_DECLS
