/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing an older workspace up to date. Inside the store, and for its tests. */
#pragma once

#include "store/tv-connection-private.h"

G_BEGIN_DECLS

gboolean tv_migrate_run (TvConnection *connection,
                         const TvMigration *table,
                         gsize count,
                         int target_version,
                         GError **error);

G_END_DECLS
