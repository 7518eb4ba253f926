/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pull parser for the XML inside workbooks: elements, attributes and text in a stream, in memory
 * that does not grow with it. There is no DTD, no entity beyond the five of XML, no network. */
#pragma once

#include "ingest/tv-byte-source.h"

G_BEGIN_DECLS

typedef enum
{
  TV_XML_ERROR = -1,
  TV_XML_FINISHED,
  TV_XML_START,
  TV_XML_END,
  TV_XML_TEXT, /* one text may come in several pieces */
} TvXmlEvent;

typedef struct _TvXml TvXml;

TvXml *tv_xml_new (TvByteSource *source);
TvXmlEvent tv_xml_next (TvXml *xml, GError **error);
gboolean tv_xml_is (const TvXml *xml, const char *name);
guint tv_xml_get_depth (const TvXml *xml);
const char *tv_xml_get_attribute (TvXml *xml, const char *name, gsize *out_length);
char *tv_xml_dup_attribute (TvXml *xml, const char *name);
guint64 tv_xml_get_number (TvXml *xml, const char *name, guint64 otherwise);
const char *tv_xml_get_text (const TvXml *xml, gsize *out_length);
gboolean tv_xml_skip (TvXml *xml, GError **error);
gint64 tv_xml_get_position (const TvXml *xml);
void tv_xml_fail (const TvXml *xml, const char *fact, GError **error);
void tv_xml_free (TvXml *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvXml, tv_xml_free)

G_END_DECLS
