/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an export: approved items of a run, one row each or one row per customer. */
#pragma once

#include "exchange/tv-csv-writer.h"
#include "exchange/tv-export.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 run_id;
  TvExportLayout layout;
  guint product_columns;
  char *as_of;
  gint64 row_count, item_count, left_out_count, doubled_count, cut_count,
      no_address_count; /* out */
} TvExportTable;

gboolean
tv_export_table_write (TvJob *job, TvExportTable *table, TvCsvWriter *writer, GError **error);

G_END_DECLS
