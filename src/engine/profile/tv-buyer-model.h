/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three models of how customers buy and stop buying, fitted on the base itself: when the next order
 * comes (BG/NBD, Pareto/NBD) and what it is worth (Gamma-Gamma). Times are in weeks. */
#pragma once

#include "profile/tv-buyers.h"

G_BEGIN_DECLS

typedef enum
{
  TV_BUYER_BG_NBD,
  TV_BUYER_PARETO_NBD,
  TV_BUYER_GAMMA_GAMMA,
  TV_N_BUYER_MODELS,
} TvBuyerKind;

typedef struct
{
  TvBuyerKind kind;
  gboolean is_fitted;
  gboolean is_bounded; /* a parameter is at its bound: no sign of dropout in this base */
  guint count;         /* of parameters */
  const char *names[4];
  double parameters[4];
  double log_likelihood;
  gint64 customer_count; /* that it was fitted on */
} TvBuyerModel;

void tv_buyer_model_fit (TvBuyerModel *model, TvBuyerKind kind, const GArray *buyers);
double tv_buyer_model_get_alive (const TvBuyerModel *model, const TvBuyer *buyer);
double tv_buyer_model_get_orders (const TvBuyerModel *model, const TvBuyer *buyer, double weeks);
double tv_buyer_model_get_value (const TvBuyerModel *model, const TvBuyer *buyer);
const char *tv_buyer_kind_get_code (TvBuyerKind kind);

G_END_DECLS
