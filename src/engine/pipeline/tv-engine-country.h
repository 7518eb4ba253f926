/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which country the shop's phone numbers are dialled. */
#pragma once

#include "base/tv-phone-plan.h"
#include "pipeline/tv-engine.h"

G_BEGIN_DECLS

gboolean
tv_engine_set_country (TvEngine *engine, const char *country, TvProgress *progress, GError **error);

G_END_DECLS
