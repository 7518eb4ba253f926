/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that write and read mappings share. Inside the floor only. */
#pragma once

#include <json-glib/json-glib.h>

#include "rows/tv-import-mapping.h"

G_BEGIN_DECLS

const char *tv_json_get_text (JsonObject *object, const char *name);
JsonObject *tv_json_get_object (JsonObject *object, const char *name);
JsonObject *
tv_import_mapping_parse (JsonParser *parser, const char *name, const char *json, GError **error);
void tv_import_mapping_add_dialect (JsonBuilder *json, const TvDialect *dialect);
TvDialect *
tv_import_mapping_read_dialect (JsonObject *object, const char *encoding, const char *delimiter);
void tv_import_mapping_add_form (JsonBuilder *json, const TvImportHints *form);
void tv_import_mapping_add_orders (JsonBuilder *json, const TvImportJoin *join);
void tv_import_mapping_add_split (JsonBuilder *json, const TvImportSplit *split);

G_END_DECLS
