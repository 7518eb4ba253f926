/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts that the cells of a workbook share, by number. */
#pragma once

#include "ingest/tv-workbook-xml.h"

G_BEGIN_DECLS

typedef struct _TvWorkbookStrings TvWorkbookStrings;

TvWorkbookStrings *tv_workbook_strings_new (TvXml *xml);
const char *tv_workbook_strings_get (TvWorkbookStrings *strings,
                                     guint64 index,
                                     gsize *out_length,
                                     GError **error);
gboolean tv_workbook_text_read (TvXml *xml, GString *out, GError **error);
void tv_workbook_strings_free (TvWorkbookStrings *strings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWorkbookStrings, tv_workbook_strings_free)

G_END_DECLS
