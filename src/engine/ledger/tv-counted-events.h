/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that a setting counts. */
#pragma once

#include "ledger/tv-ledger.h"

G_BEGIN_DECLS

gint64 tv_counted_events_get_count (TvJob *job, const char *setting);
gint64 tv_counted_events_append (TvJob *job,
                                 const char *setting,
                                 const TvLedgerEvent *event,
                                 GError **error);

G_END_DECLS
