/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping written by hand: a JSON file that says what a file's columns mean. */
#pragma once

#include "tastevin.h"

G_BEGIN_DECLS

gboolean tvc_map_apply (const char *path, TvImportFile *file, GError **error);

G_END_DECLS
