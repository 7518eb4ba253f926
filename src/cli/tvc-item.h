/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How recommendations are answered: the same lines and JSON in customers, explain and review. */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

void tvc_answer_item (TvcContext *context, const TvReviewItem *item, gboolean is_long);
void tvc_answer_items (TvcContext *context, const char *name, GPtrArray *items);

G_END_DECLS
