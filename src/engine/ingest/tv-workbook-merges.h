/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a sheet that are merged with those below them: what the first one says is meant for all
 * of their rows. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvWorkbookMerges TvWorkbookMerges;

/* Tells the text of a merged cell's first row, and takes that of one below it. */
typedef const char *(*TvMergeGetFunc) (gpointer data, guint column, gsize *out_length);
typedef void (*TvMergePutFunc) (gpointer data, guint column, const char *text, gsize length);

TvWorkbookMerges *tv_workbook_merges_new (void);
void tv_workbook_merges_add (TvWorkbookMerges *merges, gint64 first, gint64 last, guint column);
void tv_workbook_merges_fill (TvWorkbookMerges *merges,
                              gint64 line,
                              TvMergeGetFunc get,
                              TvMergePutFunc put,
                              gpointer data);
void tv_workbook_merges_free (TvWorkbookMerges *merges);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWorkbookMerges, tv_workbook_merges_free)

G_END_DECLS
