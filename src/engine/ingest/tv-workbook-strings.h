/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts that the cells of a workbook share, by number. */
#pragma once

#include "ingest/tv-workbook-xml.h"

G_BEGIN_DECLS

typedef struct _TvWorkbookStrings TvWorkbookStrings;

/* Where the texts come from, one after the other. */
typedef struct
{
  /* Appends the next one to out, or sets out_is_end; FALSE on an error. */
  gboolean (*next) (gpointer data, GString *out, gboolean *out_is_end, GError **error);
  void (*fail) (gpointer data, const char *fact, GError **error); /* names the file */
  void (*free) (gpointer data);
} TvWorkbookStringsSource;

TvWorkbookStrings *tv_workbook_strings_new (const TvWorkbookStringsSource *source, gpointer data);
TvWorkbookStrings *tv_workbook_strings_new_for_xml (TvXml *xml);
const char *tv_workbook_strings_get (TvWorkbookStrings *strings,
                                     guint64 index,
                                     gsize *out_length,
                                     GError **error);
gboolean tv_workbook_text_read (TvXml *xml, GString *out, GError **error);
void tv_workbook_strings_free (TvWorkbookStrings *strings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWorkbookStrings, tv_workbook_strings_free)

G_END_DECLS
