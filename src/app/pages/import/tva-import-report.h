/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check or an import came to: a row per file, and the rejected rows. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

GtkWidget *tva_import_report_new (GPtrArray *results,
                                  gboolean is_dry_run); /* results: of TvImportResult */
/* "42,300 rows can be imported, 12 cannot" */
char *tva_import_report_dup_headline (GPtrArray *results, gboolean is_dry_run);
/* "sales.csv", "shop.xlsx · Sales" */
char *tva_import_report_dup_name (const TvImportResult *result);
gint64 tva_import_report_count_accepted (GPtrArray *results);

G_END_DECLS
