/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which schema a workspace has, compared with the one this program makes. Inside the store only. */
#pragma once

#include "base/tv-digest.h"
#include "store/tv-connection-private.h"

G_BEGIN_DECLS

#define TV_SCHEMA_VERSION 2
#define TV_SCHEMA_APPLICATION_ID 1414746710 /* 'TSTV' */

gboolean
tv_schema_fingerprint (TvConnection *connection, guint8 out_hash[TV_DIGEST_LENGTH], GError **error);
gboolean tv_schema_compare (TvConnection *connection, char **out_finding, GError **error);

G_END_DECLS
