/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighted logistic regression with a ridge, for few features and many rows. */
#pragma once

#include "recommend/tv-rank-features.h"

G_BEGIN_DECLS

/* A linear score: bias + sum of weight x (x - mean) / (spread + 1e-6). */
typedef struct
{
  double bias;
  double weight[TV_N_FEATURES], mean[TV_N_FEATURES], spread[TV_N_FEATURES];
  guint64 row_count, positive_count;
  guint step_count;
  gboolean is_fitted;
} TvLogistic;

/* Rows of TV_N_FEATURES figures each, which stay with whoever has them; label 0 or 1; weights sum
 * to 1 for each window, each row as often as it stands for others. */
typedef struct
{
  GArray *features; /* of const float *, NULL = not there */
  GArray *label;    /* of guint8 */
  GArray *weight;   /* of float */
  GArray *times;    /* of float: how many rows a row stands for, 0 = it is not there */
} TvLogisticRows;

typedef struct _TvLogisticTable TvLogisticTable;

void tv_logistic_rows_init (TvLogisticRows *rows);
void tv_logistic_rows_clear (TvLogisticRows *rows);
guint tv_logistic_rows_end_part (TvLogisticRows *rows);
TvLogisticTable *tv_logistic_table_new (const TvLogisticRows *rows);
void tv_logistic_table_free (TvLogisticTable *table);
void tv_logistic_table_fit (const TvLogisticTable *table,
                            guint limit,
                            const TvLogistic *start,
                            TvLogistic *model);
void tv_logistic_fold (const TvLogistic *model, float *out_bias, float *out_weights);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvLogisticRows, tv_logistic_rows_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvLogisticTable, tv_logistic_table_free)

G_END_DECLS
