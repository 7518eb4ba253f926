/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When each customer of the base bought and for how much, as the models of buying want it. Times
 * are in weeks. */
#pragma once

#include "frame/tv-frame.h"

G_BEGIN_DECLS

/* One customer: repeat purchases (days with a purchase but the first), time of the last one and of
 * the reference date, both from the first purchase, and the mean value of the repeats. */
typedef struct
{
  guint32 repeats;
  double last, age;
  double spend;   /* 0 = none */
  guint32 weight; /* customers that are just like this one; 0 = without a purchase */
} TvBuyer;

/* A customer of so many, good until the next call. */
typedef const TvBuyer *(*TvBuyerFunc) (guint32 customer, gpointer data);

/* of TvBuyer, by frame's customers; days after as_of are not in the frame */
GArray *tv_buyers_new (const TvFrame *frame, TvDay as_of_day);
GArray *tv_buyers_group (const GArray *buyers, gboolean is_by_spend, guint most);
const TvBuyer *tv_buyers_get (guint32 customer, gpointer buyers);
GArray *tv_buyers_group_of (guint32 count,
                            TvBuyerFunc func,
                            gpointer data,
                            gboolean is_by_spend,
                            guint most);

G_END_DECLS
