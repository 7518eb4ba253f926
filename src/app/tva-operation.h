/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One long operation as the window shows it: title, progress, rate, time left, Cancel. Made by
 * tva_window_start_operation (). */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_OPERATION (tva_operation_get_type ())
G_DECLARE_FINAL_TYPE (TvaOperation, tva_operation, TVA, OPERATION, GObject)

TvaOperation *tva_operation_new (const char *title);
const char *tva_operation_get_title (TvaOperation *operation);
TvProgress *tva_operation_get_progress (
    TvaOperation *operation); /* (transfer none): hand it to tv_engine_call_async () */
void tva_operation_cancel (TvaOperation *operation);
gboolean tva_operation_is_cancelled (TvaOperation *operation);
void
tva_operation_finish (TvaOperation *operation); /* takes it off the window; signal "finished" */
gboolean tva_operation_is_finished (TvaOperation *operation);
/* "12,400 of 40,000 · 8,000 a second · 4 s left"; "" while nothing is known yet */
char *tva_operation_dup_detail (TvaOperation *operation);

G_END_DECLS
