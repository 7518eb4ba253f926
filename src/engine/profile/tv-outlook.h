/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be expected of each customer in the days to come, by the models fitted on the base. */
#pragma once

#include "profile/tv-buyer-model.h"

G_BEGIN_DECLS

#define TV_OUTLOOK_DAYS 90
#define TV_OUTLOOK_MANY_BUYERS 25000 /* whose purchases a fit looks at */

/* Of one customer. */
typedef struct
{
  double orders; /* days with a purchase in TV_OUTLOOK_DAYS; < 0 = not known */
  double alive;  /* 0-1: probability that the customer still buys; < 0 = not known, or not to be
                    shown as the base has no sign of customers leaving */
  gint64 cents;  /* value of these orders; < 0 = not known */
} TvExpected;

typedef struct
{
  TvBuyerModel timing, worth; /* BG/NBD, Gamma-Gamma */
  guint32 customer_count;
  TvExpected *expected; /* (nullable) per customer of the frame */
} TvOutlook;

TvOutlook *
tv_outlook_new (const TvFrame *frame, guint thread_count, TvProgress *progress, GError **error);
TvOutlook *tv_outlook_new_fitted (guint32 count, TvBuyerFunc func, gpointer data);
gboolean tv_outlook_list (const TvOutlook *outlook,
                          const TvBuyer *buyers,
                          guint32 count,
                          guint thread_count,
                          TvExpected *out,
                          TvProgress *progress,
                          GError **error);
TvExpected
tv_outlook_expect (const TvBuyerModel *timing, const TvBuyerModel *worth, const TvBuyer *buyer);
void tv_outlook_free (TvOutlook *outlook);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvOutlook, tv_outlook_free)

G_END_DECLS
