/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good ranked lists are against what was bought: figures of one customer, exposure of the
 * products. Pure functions over plain arrays. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one customer's list came to. */
typedef struct
{
  float recall;    /* found of what was bought, 0-1 */
  float ndcg;      /* the same with the order counted, 0-1 */
  float hit;       /* 1 = at least one found */
  float precision; /* found of the list, 0-1 */
} TvListScore;

TvListScore tv_list_score (const guint8 *is_hit, guint length, guint relevant, guint k);
double tv_exposure_get_gini (const guint32 *shown, guint count);

G_END_DECLS
