/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares batches with the ledger, for the verification. */
#pragma once

#include "ledger/tv-ledger.h"

G_BEGIN_DECLS

gboolean tv_batch_check (TvJob *job, GPtrArray *findings, GError **error);

G_END_DECLS
