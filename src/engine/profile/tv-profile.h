/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the profiles: one row per master customer, from the facts of the frame. */
#pragma once

#include "frame/tv-facts.h"
#include "profile/tv-outlook.h"

G_BEGIN_DECLS

gboolean tv_profile_is_stored (TvJob *job,
                               const TvFrame *frame,
                               const TvFactsTable *facts,
                               const TvSettings *settings,
                               const TvOutlook *outlook,
                               gboolean *out_is_stored,
                               GError **error);
gboolean tv_profile_write (TvJob *job,
                           const TvFrame *frame,
                           const TvFactsTable *facts,
                           const TvSettings *settings,
                           const TvOutlook *outlook,
                           GError **error);

G_END_DECLS
