/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the logistic regression share: rows in groups, feature by feature, so that a
 * vector holds the same feature of four rows. */
#pragma once

#include "recommend/tv-logistic.h"

G_BEGIN_DECLS

#define TV_LOGISTIC_LANES 4
#define TV_LOGISTIC_FLUSH 256 /* groups whose sums are single; double from there on */

typedef float TvLogisticVector __attribute__ ((vector_size (TV_LOGISTIC_LANES * sizeof (float))));

/* Four rows. Places that are left over weigh nothing. */
typedef struct
{
  TvLogisticVector x[TV_N_FEATURES + 1]; /* standardised; the last one is 1, for the bias */
  TvLogisticVector label, weight;
} TvLogisticGroup;

struct _TvLogisticTable
{
  TvLogisticGroup *groups;
  guint count; /* groups */
  double mean[TV_N_FEATURES], spread[TV_N_FEATURES];
};

G_END_DECLS
