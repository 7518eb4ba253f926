/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the word for an order's state says of its lines. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_ORDER_STATUS_UNKNOWN, /* nothing that is understood */
  TV_ORDER_STATUS_SALE,    /* paid, shipped, complete, or on the way to it */
  TV_ORDER_STATUS_NONE,    /* never a sale, or one no more: cancelled, failed, refunded, a draft */
} TvOrderStatus;

TvOrderStatus tv_order_status_read (const char *text);
gboolean tv_order_status_is_known (const char *cell);
gboolean tv_order_status_is_set (const char *text);

G_END_DECLS
