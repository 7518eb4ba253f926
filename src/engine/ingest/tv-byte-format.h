/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, by what stands in it; its name is not asked. */
#pragma once

#include "ingest/tv-byte-file.h"

G_BEGIN_DECLS

typedef enum
{
  TV_BYTE_FORMAT_PLAIN, /* text, as far as the first bytes tell */
  TV_BYTE_FORMAT_GZIP,
  TV_BYTE_FORMAT_ZIP, /* of text files */
  TV_BYTE_FORMAT_XLSX,
  TV_BYTE_FORMAT_ODS,
  TV_BYTE_FORMAT_FLAT_ODS, /* one file of XML */
  TV_BYTE_FORMAT_SHEETML,  /* “XML Spreadsheet 2003” */
  TV_BYTE_FORMAT_PAGE,     /* a web page, mostly named .xls */
  TV_BYTE_FORMAT_XLS,      /* what Excel wrote up to 2003 */
} TvByteFormat;

gboolean tv_byte_format_is_book (TvByteFormat format);
gboolean tv_byte_format_is_old_book (const guint8 *head, gsize length);

gboolean tv_byte_format_detect (TvByteFile *file, TvByteFormat *out_format, GError **error);
gboolean
tv_byte_format_check_text (TvByteFile *file, const guint8 *head, gsize length, GError **error);
gboolean tv_byte_format_find_markup (TvByteFile *file, TvByteFormat *out_format, GError **error);

G_END_DECLS
