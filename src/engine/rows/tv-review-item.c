/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recommendation as the faces show it: freeing, and why no export has it. It is filled by the
 * views of the pipeline, from the store or from a calculation that was not stored. */
#include "rows/tv-review-item.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code, *sentence;
} bars[TV_N_BARS] = {
  [TV_BAR_NONE] = { "", "" },
  [TV_BAR_OPTED_OUT]
  = { "OPTED_OUT",
      N_ ("The customer has opted out since: no export has it, whatever you decide.") },
  [TV_BAR_BOUNCED] = { "BOUNCED",
                       N_ ("Messages to the customer have come back since: no export has it before "
                           "the address is mended.") },
  [TV_BAR_GONE] = { "GONE",
                    N_ ("No import has this customer and this product any more: no export has it, "
                        "whatever you decide.") },
};

/**
 * tv_item_bar_get_code:
 * @bar: why an export leaves an item out
 *
 * Returns: (transfer none): its code, "" for none
 */
const char *
tv_item_bar_get_code (TvItemBar bar)
{
  g_return_val_if_fail ((guint) bar < TV_N_BARS, "");
  return bars[bar].code;
}

/**
 * tv_item_bar_get_sentence:
 * @bar: why an export leaves an item out
 *
 * Returns: (transfer none): it in the user's language, "" for none
 */
const char *
tv_item_bar_get_sentence (TvItemBar bar)
{
  g_return_val_if_fail ((guint) bar < TV_N_BARS, "");
  return *bars[bar].sentence != '\0' ? _ (bars[bar].sentence) : "";
}

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
  g_free (item->kept_code);
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
