/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent that is given by a mark: who has none has not given it. */
#pragma once

#include "rows/tv-import-columns.h"

G_BEGIN_DECLS

/* What the cells of a column of consent say. */
typedef struct
{
  guint mark_count, other_count;
} TvConsentMarks;

void tv_consent_marks_add (TvConsentMarks *marks, TvColumn column, const char *text, gsize length);
void tv_consent_marks_apply (const TvConsentMarks *marks, TvImportFile *file);

G_END_DECLS
