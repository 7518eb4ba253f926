/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the logistic regression share: rows in groups, feature by feature, so that a
 * vector holds the same feature of several rows. */
#pragma once

#include "recommend/tv-logistic.h"

G_BEGIN_DECLS

#define TV_LOGISTIC_LANES 16
#define TV_LOGISTIC_FLUSH 256 /* groups whose sums are single; double from there on */
#define TV_LOGISTIC_SIZE (TV_N_FEATURES + 1) /* the last place is the bias */

/* Asks for no more alignment than a stack has under every checker. */
typedef float TvLogisticVector
    __attribute__ ((vector_size (TV_LOGISTIC_LANES * sizeof (float)), aligned (16)));

/* Some rows. Places that are left over weigh nothing. */
typedef struct
{
  TvLogisticVector x[TV_LOGISTIC_SIZE]; /* standardised; the last one is 1, for the bias */
  TvLogisticVector label, weight;
} TvLogisticGroup;

struct _TvLogisticTable
{
  TvLogisticGroup *groups;
  guint count; /* groups */
  double mean[TV_N_FEATURES], spread[TV_N_FEATURES];
};

void tv_logistic_measure (const TvLogistic *model,
                          const TvLogisticGroup *groups,
                          guint count,
                          guint stride,
                          double gradient[TV_LOGISTIC_SIZE],
                          double curvature[TV_LOGISTIC_SIZE][TV_LOGISTIC_SIZE]);

G_END_DECLS
