/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What import and undo share. Only for the pipeline. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_import_write_profiles (TvJob *job, GError **error);
gboolean tv_profiles_write_again (TvJob *job, GError **error);

G_END_DECLS
