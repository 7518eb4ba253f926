/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of a sheet are read as, where that says how its cells are to be read. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

void tv_sheet_fields_set (TvImportFile *file);

G_END_DECLS
