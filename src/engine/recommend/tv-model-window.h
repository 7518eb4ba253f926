/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of days with what was bought in it, beside what was known before it: rows to learn from,
 * and lists to be tried on. Each customer is described once. */
#pragma once

#include "recommend/tv-model-private.h"

G_BEGIN_DECLS

typedef struct _TvModelWindow TvModelWindow;

TvModelWindow *tv_model_window_new (const TvRankBase *base, TvDay end, guint limit);
void tv_model_window_free (TvModelWindow *window);
guint tv_model_window_count_rows (const TvModelWindow *window, TvProtocol protocol);
void tv_model_window_add_rows (const TvModelWindow *window,
                               TvProtocol protocol,
                               guint stride,
                               TvLogisticRows *rows);
void tv_model_window_try (const TvModelWindow *window,
                          TvProtocol protocol,
                          const TvLogistic *weights,
                          TvModelTrial *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvModelWindow, tv_model_window_free)

G_END_DECLS
