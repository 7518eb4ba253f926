/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The faces' way to the sniffer. */
#include "pipeline/tv-engine-text.h"

#include "ingest/tv-sniffer.h"

/**
 * tv_text_sniff:
 * @path: (type filename): a file
 * @entry: (nullable): member of an archive
 * @hints: (nullable): what is chosen; all else is found out
 * @error: return location for an error that names the file
 *
 * Looks at a file.
 *
 * Returns: (transfer full) (nullable): what it tells
 */
TvSniff *
tv_text_sniff (const char *path, const char *entry, const TvSniffHints *hints, GError **error)
{
  return tv_sniff_file (path, entry, hints, error);
}
