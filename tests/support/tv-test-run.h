/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace with one run whose items were judged by a made-up gate: enough for decisions, exports
 * and verification, without a calculation. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

/* The workspace's store with its run number 1, items 1 .. item_count; three items to a customer,
 * product p = item modulo 10. Every third item does not pass; with is_automatic what passes is
 * approved by the policy. */
TvStore *tv_test_run_new (const char *folder, guint item_count, gboolean is_automatic);

typedef gboolean (*TvTestFunc) (TvJob *job, gpointer data, GError **error);
gboolean tv_test_run_write (TvStore *store, TvTestFunc func, gpointer data, GError **error);
gboolean tv_test_run_read (TvStore *store, TvTestFunc func, gpointer data, GError **error);

G_END_DECLS
