/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says how a file is read: its columns, what stands in for what is not there, the sheets left out;
 * what was passed by in it; and takes what the line says of days and numbers. */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

void tvc_answer_reading (TvcContext *context,
                         const GPtrArray *files,
                         const TvImportFile *file,
                         gboolean is_dry_run);
gboolean tvc_set_date_order (TvImportFile *file, const char *text, GError **error);
gboolean tvc_set_decimal_mark (TvImportFile *file, const char *text, GError **error);
void tvc_answer_passed (TvcContext *context, const TvPassedLines *passed);

G_END_DECLS
