/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts in the records of old Excel files. */
#pragma once

#include "ingest/tv-biff.h"

G_BEGIN_DECLS

/* How texts are written. */
typedef struct
{
  gboolean is_unicode; /* since Excel 97 */
  gboolean has_page;   /* an older file names a code page */
  GIConv converter;    /* of that, or of Western European */
} TvXlsText;

void tv_xls_text_set_page (TvXlsText *text, guint page);
void tv_xls_text_clear (TvXlsText *text);
gboolean tv_xls_text_read (const TvXlsText *text,
                           TvBiff *biff,
                           gboolean is_long,
                           GString *out,
                           GError **error);
gboolean tv_xls_text_read_shared (TvBiff *biff, GString *out, GError **error);

G_END_DECLS
