/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References, attributes and escapes in the XML of workbooks. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tv_xml_is_space (char c);
gboolean tv_xml_needs_decoding (const char *text, gsize length);
gboolean tv_xml_decode (GString *text, const char *from, gsize length);
const char *tv_xml_cut_attribute (const char *from,
                                  const char *end,
                                  const char **out_name,
                                  gsize *out_name_length,
                                  const char **out_value,
                                  gsize *out_value_length);
void tv_workbook_text_unescape (GString *text, gsize from);

G_END_DECLS
