/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look at a file: how it is written, what its columns hold, and its first rows. */
#pragma once

#include "rows/tv-sniff.h"

G_BEGIN_DECLS

TvSniff *
tv_sniff_file (const char *path, const char *entry, const TvSniffHints *hints, GError **error);

G_END_DECLS
