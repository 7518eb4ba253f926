/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote about customers by hand, as events of the ledger. */
#pragma once

#include "rows/tv-customer-edit.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gint64
tv_edit_append (TvJob *job, const TvCustomerEdit *edit, GError **error); /* seq, 0 on error */
GPtrArray *tv_edit_list (TvJob *job, GError **error); /* of TvCustomerEdit, oldest first */
gint64 tv_edit_get_count (TvJob *job);

G_END_DECLS
