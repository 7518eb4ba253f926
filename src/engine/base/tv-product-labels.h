/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a label that stands in a sale means: the product that is called so today, else the one that
 * was called so before; to the letter first, then folded. Two products of one label mean none. */
#pragma once

#include <glib.h>

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
void tv_product_labels_add (TvProductLabels *labels, TvLabelAge age, const char *label, gint64 id);
gboolean tv_product_labels_find (const TvProductLabels *labels,
                                 const char *label,
                                 gint64 *out_id,
                                 const char **out_rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvProductLabels, tv_product_labels_free)

G_END_DECLS
