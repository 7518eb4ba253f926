/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody ought to know of a mapping before he takes it. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

char **tv_import_file_list_notes (const TvImportFile *file);

G_END_DECLS
