/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking files in: sniff, dry run, commit; batches, rejects; the sample merchant. Progress and
 * cancel throughout. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-date-evidence.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

/* Looks at a file (its whole header, its first rows; up to 1 MB for the rest) without any
 * workspace. */
TvImportFile *tv_import_sniff (const char *path, GError **error);
/* The same with choices made; entry: a sheet or member from tv_import_list_entries(). */
TvImportFile *tv_import_sniff_with (const char *path,
                                    const char *entry,
                                    const TvImportHints *hints,
                                    GError **error);
/* All its sheets and members that are known as tables, also those of workbooks packed in it. */
GPtrArray *tv_import_sniff_all (const char *path, const TvImportHints *hints, GError **error);
char **tv_import_list_entries (const char *path, gboolean with_hidden, GError **error);
/* Reads a file's whole column of dates for the order of day and month; for a worker. */
TvDateEvidence *
tv_import_find_date_order (const TvImportFile *file, TvProgress *progress, GError **error);
/* Looks anew at how days are written, for the column that a person mapped to them. */
void tv_import_look_at_days (TvImportFile *file);
/* The same of the decimal mark, if the column of the file's kind is one of numbers. */
void tv_import_look_at_marks (TvImportFile *file, guint column);
gboolean
tv_import_apply_mapping (const char *name, const char *json, TvImportFile *file, GError **error);
/* Whether it may be lines whose orders are in another file, whatever it was taken for. */
gboolean tv_import_lacks_orders (const TvImportFile *file);
/* Lines and their orders in two files, as one; NULL without an error = they do not belong together.
 */
TvImportFile *tv_import_join (const TvImportFile *lines,
                              const TvImportFile *orders,
                              gboolean is_asked,
                              TvProgress *progress,
                              GError **error);
gboolean tv_import_join_files (GPtrArray *files, TvProgress *progress, GError **error);
/* files: of TvImportFile. All files are one transaction, in the order customers, products, invoice
 * lines, sales lines, contacts, whatever the order given; then customers, products and profiles are
 * brought up to date in it. is_dry_run: everything is done and counted, and rolled back. Returns
 * TvImportResult per file in the order given. */
GPtrArray *tv_engine_import (TvEngine *engine,
                             GPtrArray *files,
                             gboolean is_dry_run,
                             TvProgress *progress,
                             GError **error);
GPtrArray *tv_engine_list_batches (TvEngine *engine,
                                   GError **error); /* of TvBatchRow, newest first */
GPtrArray *tv_engine_list_rejects (TvEngine *engine,
                                   gint64 batch_id,
                                   guint limit,
                                   GError **error); /* of TvRejectRow; batch_id 0 = all */
gboolean tv_engine_write_rejects (TvEngine *engine,
                                  gint64 batch_id,
                                  const char *path,
                                  GError **error); /* CSV to mend and import again */
GPtrArray *tv_engine_import_sample (TvEngine *engine, TvProgress *progress, GError **error);

G_END_DECLS
