/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that say who may be written to, where Tastevin keeps who may not. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

#define TV_CONSENT_UNMARKED "no" /* what an empty cell of a column of marks means */

gboolean tv_consent_is_given (const TvImportFile *file);
gboolean tv_consent_is_list_state (const TvImportFile *file);
gboolean tv_consent_is_list_history (const TvImportFile *file);
char *tv_consent_dup_note (const TvImportFile *file);

G_END_DECLS
