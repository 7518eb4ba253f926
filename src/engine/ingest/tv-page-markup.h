/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags and texts of a web page, in a stream and in memory that does not grow with it. Tills and
 * shops save tables as such, under the names of workbooks. */
#pragma once

#include "ingest/tv-text-source.h"

G_BEGIN_DECLS

typedef enum
{
  TV_PAGE_ERROR = -1,
  TV_PAGE_FINISHED,
  TV_PAGE_START,
  TV_PAGE_END,
  TV_PAGE_TEXT, /* one text may come in several pieces */
} TvPageEvent;

typedef struct _TvPageMarkup TvPageMarkup;

TvPageMarkup *tv_page_markup_open (const char *path, GError **error);
TvPageEvent tv_page_markup_next (TvPageMarkup *page, GError **error);
gboolean tv_page_markup_is (const TvPageMarkup *page, const char *name);
guint tv_page_markup_get_number (const TvPageMarkup *page, const char *name);
const GString *tv_page_markup_get_text (const TvPageMarkup *page);
gint64 tv_page_markup_get_position (const TvPageMarkup *page);
void tv_page_markup_free (TvPageMarkup *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvPageMarkup, tv_page_markup_free)

G_END_DECLS
