/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that stand below each other in one text. */
#pragma once

#include "rows/tv-sniff.h"

G_BEGIN_DECLS

GArray *tv_tables_find (const char *text, gsize length, const TvDialect *dialect);

G_END_DECLS
