/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about one customer and one product, answered on the base that the engine keeps warm:
 * why not this one, and what would change what happens to it. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-run-row.h"
#include "rows/tv-why.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *key, *label, *family;
} TvProductMatch;

/* of TvProductMatch: products whose key or label holds all words, best first */
GPtrArray *
tv_engine_find_products (TvEngine *engine, const char *words, guint limit, GError **error);
/* product: a key, or a label as it is written. NULL options = all defaults; for those of a run see
 * tv_run_row_get_options (). */
TvWhyNot *tv_engine_why_not (TvEngine *engine,
                             const char *customer_code,
                             const char *product,
                             const TvRunOptions *options,
                             TvProgress *progress,
                             GError **error);
/* of TvChange: the policy first, then thresholds, waiting, facts */
GPtrArray *tv_engine_list_changes (TvEngine *engine,
                                   const char *customer_code,
                                   const char *product,
                                   const TvRunOptions *options,
                                   TvProgress *progress,
                                   GError **error);
void tv_product_match_free (TvProductMatch *match);

G_END_DECLS
