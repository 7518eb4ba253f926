/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the records of a file come to, in one line that a test can compare. */
#pragma once

#include "ingest/tv-record.h"

G_BEGIN_DECLS

void tv_test_records_append (GString *all, const TvRecord *record);
char *tv_test_records_read (const char *path, const char *entry);

G_END_DECLS
