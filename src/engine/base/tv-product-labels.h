/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What labels that stand in sales mean: the product that is called so today, else the one that was
 * called so before; to the letter first, then folded. Two products of one label mean none. First
 * all labels are asked for, then products are added, then all answers are found in one go. However
 * many they are, they take a few MB of memory. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

#define TV_PRODUCT_AMBIGUOUS G_MININT64 /* in place of an id: several products have this label */

typedef enum
{
  TV_LABEL_PRESENT,
  TV_LABEL_FORMER,
  TV_N_LABEL_AGES,
} TvLabelAge;

typedef struct _TvProductLabels TvProductLabels;

TvProductLabels *tv_product_labels_new (void);
void tv_product_labels_free (TvProductLabels *labels);
gboolean tv_product_labels_ask (TvProductLabels *labels, const char *label, GError **error);
guint32 tv_product_labels_get_count (const TvProductLabels *labels);
gboolean tv_product_labels_add (TvProductLabels *labels,
                                TvLabelAge age,
                                const char *label,
                                gint64 id,
                                GError **error);
gboolean tv_product_labels_settle (TvProductLabels *labels, TvProgress *progress, GError **error);
gboolean tv_product_labels_get (TvProductLabels *labels,
                                guint32 index,
                                gint64 *out_id,
                                const char **out_rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvProductLabels, tv_product_labels_free)

G_END_DECLS
