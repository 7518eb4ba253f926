/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks through the whole file of a workspace. Inside the store only. */
#pragma once

#include "base/tv-progress.h"
#include "store/tv-connection.h"

G_BEGIN_DECLS

gboolean tv_whole_check_run (TvConnection *connection,
                             TvProgress *progress,
                             gboolean *out_is_whole,
                             GError **error);

G_END_DECLS
