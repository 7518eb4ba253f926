/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records with cells of one sheet of an old Excel file, in the order of their rows. */
#pragma once

#include "ingest/tv-biff.h"

G_BEGIN_DECLS

/* Those of a sheet as they lie there, or of some of its rows. */
typedef struct
{
  TvBiff *biff; /* borrowed */
  guint depth;  /* a chart in the sheet is a sheet in it */
  guint row;    /* of the present record, from 0; a text behind a formula belongs to its row */
  gboolean is_done;
  gboolean is_oldest; /* of Excel 2 */
  gboolean is_sorted; /* there is nothing but cells, of any version */
} TvXlsCells;

gboolean tv_xls_cells_begin (TvXlsCells *cells, TvBiff *biff, gint64 position, GError **error);
void tv_xls_cells_begin_sorted (TvXlsCells *cells, TvBiff *biff);
gboolean tv_xls_cells_next (TvXlsCells *cells, GError **error);

typedef struct _TvXlsOrder TvXlsOrder;

gboolean tv_xls_order_find (TvBiff *biff, gint64 position, TvXlsOrder **out_order, GError **error);
gboolean tv_xls_order_is_at_end (const TvXlsOrder *order);
TvBiff *tv_xls_order_load (TvXlsOrder *order, GError **error);
void tv_xls_order_free (TvXlsOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvXlsOrder, tv_xls_order_free)

G_END_DECLS
