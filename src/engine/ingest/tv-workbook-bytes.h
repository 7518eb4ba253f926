/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of an XML part as UTF-8, in a window that slides over them. */
#pragma once

#include "ingest/tv-byte-source.h"

G_BEGIN_DECLS

#define TV_XML_LONGEST (1 << 20) /* bytes of one tag, comment or piece of text */

/* What is not read yet are data[begin .. end - 1]. */
typedef struct
{
  TvByteSource *source;
  char *data;
  gsize begin, end, size;
  gboolean is_at_end;
  gboolean has_begun;
  GIConv converter; /* (GIConv) -1 = the bytes are UTF-8 */
  char *raw;        /* not converted yet */
  gsize raw_length;
} TvXmlBytes;

void tv_xml_bytes_init (TvXmlBytes *bytes, TvByteSource *source);
gboolean tv_xml_bytes_fill (TvXmlBytes *bytes, GError **error);
void tv_xml_bytes_clear (TvXmlBytes *bytes);

G_END_DECLS
