/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said about codes being one customer, as events of the ledger. */
#pragma once

#include "rows/tv-customer-link.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gint64
tv_link_append (TvJob *job, const TvCustomerLink *link, GError **error); /* seq, 0 on error */
GPtrArray *tv_link_list (TvJob *job, GError **error); /* of TvCustomerLink, oldest first */
gint64 tv_link_get_count (TvJob *job);

G_END_DECLS
