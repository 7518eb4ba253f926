/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recommendation as the faces show it: freeing. It is filled by the views of the pipeline, from
 * the store or from a calculation that was not stored. */
#include "rows/tv-review-item.h"

/**
 * tv_review_item_free:
 * @item: (nullable) (transfer full): an item
 *
 * Frees the item with its texts.
 */
void
tv_review_item_free (TvReviewItem *item)
{
  if (item == NULL)
    return;
  g_free (item->customer_code);
  g_free (item->customer_name);
  g_free (item->product_key);
  g_free (item->product_label);
  g_free (item->family);
  g_free (item->explanation);
  g_free (item->title);
  g_strfreev (item->sentences);
  g_free (item->decided_by);
  g_free (item->decided_reason);
  g_free (item);
}
