/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the small JSON that events of the ledger bear, which a file that was tampered with may
 * have made into anything. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *tv_event_json_parse (const char *json);
gint64 tv_event_json_get_number (JsonObject *object, const char *name, gint64 otherwise);
JsonArray *tv_event_json_get_list (JsonObject *object, const char *name);

G_END_DECLS
