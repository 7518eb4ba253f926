/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finding of drift says to a person. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

char *tv_drift_words_make (TvImportKind kind, const TvDriftFinding *finding, const char *sentence);

G_END_DECLS
