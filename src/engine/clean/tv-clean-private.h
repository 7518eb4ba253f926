/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two halves of the room. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_clean_customers (TvJob *job, GError **error);
gboolean tv_clean_products (TvJob *job, GError **error);

G_END_DECLS
