/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning: customers, families, products and aliases from the sources. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_clean_rebuild (TvJob *job, GError **error);

G_END_DECLS
