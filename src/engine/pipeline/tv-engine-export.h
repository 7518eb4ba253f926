/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files handed out, and the proof: export of approved items, verification of ledger and derived
 * state. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-export-row.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 event_count;
  gint64 run_count;    /* runs whose digest was computed again */
  gint64 item_count;   /* statuses compared with the ledger */
  GPtrArray *findings; /* of TvLedgerFinding (ledger/tv-ledger.h); empty = good */
} TvVerifyReport;

void tv_verify_report_free (TvVerifyReport *report);

/* run_id 0 = the latest; product_columns: for CUSTOMERS, 1-20, 0 = the run's top N. An existing
 * file is replaced in one step. */
TvExportResult *tv_engine_export (TvEngine *engine,
                                  gint64 run_id,
                                  const char *path,
                                  TvExportLayout layout,
                                  guint product_columns,
                                  TvProgress *progress,
                                  GError **error);
GPtrArray *tv_engine_list_exports (TvEngine *engine, GError **error);
TvVerifyReport *tv_engine_verify (TvEngine *engine, TvProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvVerifyReport, tv_verify_report_free)

G_END_DECLS
