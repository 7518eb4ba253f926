/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export of approved items, in three steps that a kill may part: prepare (file written beside
 * its place, row and ledger event), place (rename), and the row's last word. What a kill left
 * PREPARED, the sweep finishes or gives up. */
#pragma once

#include "exchange/tv-atomic-file.h"
#include "rows/tv-export-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

#define TV_EXPORT_MAXIMUM_COLUMNS 20

typedef struct
{
  gint64 run_id; /* 0 = the latest */
  const char *path;
  TvExportLayout layout;
  guint product_columns; /* for CUSTOMERS; 0 = the run's top N */
} TvExportRequest;

TvExportResult *tv_export_prepare (TvJob *job,
                                   const TvExportRequest *request,
                                   TvAtomicFile **out_file,
                                   GError **error);
gboolean tv_export_place (TvAtomicFile *file, const TvExportResult *result, GError **error);
gboolean tv_export_set_state (TvJob *job, gint64 export_id, gboolean is_placed, GError **error);
gboolean tv_export_has_prepared (TvJob *job, gboolean *out_has_prepared, GError **error);
gboolean tv_export_sweep (TvJob *job, GError **error);
GPtrArray *tv_export_list (TvJob *job, GError **error); /* of TvExportRow */
gboolean tv_export_check (TvJob *job, GPtrArray *findings, GError **error);

G_END_DECLS
