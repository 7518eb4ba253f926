/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question about one customer and one product, with the base it is asked of. Only for the
 * pipeline. */
#pragma once

#include "pipeline/tv-engine-why.h"
#include "pipeline/tv-warm.h"

G_BEGIN_DECLS

typedef struct
{
  TvWarm *warm;
  guint32 customer, product; /* indices of the frame */
  char *currency;
} TvQuestion;

gboolean tv_question_init (TvQuestion *question,
                           TvEngine *engine,
                           const char *customer_code,
                           const char *product,
                           const TvRunOptions *options,
                           TvProgress *progress,
                           GError **error);
void tv_question_clear (TvQuestion *question);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvQuestion, tv_question_clear)

G_END_DECLS
