/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a fresh workspace, and placing a finished file under its name. Inside the store only. */
#pragma once

#include "store/tv-connection-private.h"

G_BEGIN_DECLS

gboolean tv_create_workspace (const char *path, gboolean is_over_empty, GError **error);
char *tv_create_dup_temporary (const char *path, GError **error);
gboolean
tv_create_place (const char *temporary, const char *path, gboolean is_over_other, GError **error);

G_END_DECLS
