/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the catalogue leaves open is taken from what was sold: a missing price is the median unit
 * price, a missing margin rate that of its lines, and where no product has a premium tier, tiers
 * are the quartiles of price within each family. */
#include "frame/tv-frame-private.h"

#include <string.h>

/* Families smaller than this get no tiers from prices: a quartile of three bottles means nothing.
 */
#define SMALLEST_FAMILY 4

static int
compare_int64 (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  char **keys = data;

  return strcmp (keys[*(const guint32 *) a], keys[*(const guint32 *) b]);
}

static void
rank_keys (TvFrame *frame)
{
  g_autofree guint32 *order = g_new (guint32, frame->product_count + 1);

  frame->key_rank = g_new (guint32, frame->product_count + 1);
  for (guint32 i = 0; i < frame->product_count; i++)
    order[i] = i;
  g_qsort_with_data (order,
                     (int) frame->product_count,
                     sizeof *order,
                     compare_keys,
                     frame->product_key);
  for (guint32 i = 0; i < frame->product_count; i++)
    frame->key_rank[order[i]] = i;
}

/* Median of amount / quantity over the lines of products that have no price. */
static void
complete_prices (TvFrame *frame)
{
  guint32 line_count = frame->line_offset[frame->customer_count];
  g_autofree GArray **units = g_new0 (GArray *, frame->product_count + 1);

  for (guint32 line = 0; line < line_count; line++)
    {
      guint32 product = frame->line_product[line];
      gint64 unit;

      if (frame->price_cents[product] >= 0)
        continue;
      unit = (gint64) ((__int128) tv_ints_get (&frame->line_amount_cents, line) * 1000
                       / tv_ints_get (&frame->line_qty_milli, line));
      if (units[product] == NULL)
        units[product] = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (units[product], unit);
    }
  for (guint32 product = 0; product < frame->product_count; product++)
    {
      if (units[product] == NULL)
        continue;
      g_array_sort (units[product], compare_int64);
      frame->price_cents[product]
          = g_array_index (units[product], gint64, (units[product]->len - 1) / 2);
      g_array_unref (units[product]);
    }
}

static void
complete_margins (TvFrame *frame, const gint64 *margin_cents)
{
  guint32 line_count = frame->line_offset[frame->customer_count];
  g_autofree gint64 *margins = g_new0 (gint64, frame->product_count + 1);
  g_autofree gint64 *amounts = g_new0 (gint64, frame->product_count + 1);

  for (guint32 line = 0; line < line_count; line++)
    if (tv_ints_get (&frame->line_margin_cents, line) != G_MININT64)
      {
        margins[frame->line_product[line]] += tv_ints_get (&frame->line_margin_cents, line);
        amounts[frame->line_product[line]] += tv_ints_get (&frame->line_amount_cents, line);
      }
  frame->margin_permille = g_new (gint64, frame->product_count + 1);
  for (guint32 i = 0; i < frame->product_count; i++)
    {
      frame->margin_permille[i] = G_MININT64;
      if (margin_cents[i] != G_MININT64 && frame->price_cents[i] > 0)
        frame->margin_permille[i]
            = (gint64) ((__int128) margin_cents[i] * 1000 / frame->price_cents[i]);
      else if (amounts[i] > 0)
        frame->margin_permille[i] = (gint64) ((__int128) margins[i] * 1000 / amounts[i]);
    }
}

static void
tier_family (TvFrame *frame, GArray *products)
{
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < products->len; i++)
    g_array_append_val (prices, frame->price_cents[g_array_index (products, guint32, i)]);
  if (prices->len < SMALLEST_FAMILY)
    return;
  g_array_sort (prices, compare_int64);
  for (guint i = 0; i < products->len; i++)
    {
      guint32 product = g_array_index (products, guint32, i);
      gint8 tier = 0;

      for (guint quartile = 1; quartile < 4; quartile++)
        tier += frame->price_cents[product]
                > g_array_index (prices, gint64, (prices->len * quartile - 1) / 4);
      frame->premium_tier[product] = tier;
    }
}

static void
complete_tiers (TvFrame *frame)
{
  g_autofree GArray **families = g_new0 (GArray *, frame->family_count + 1);

  for (guint32 i = 0; i < frame->product_count; i++)
    if (frame->premium_tier[i] >= 0)
      return;
  for (guint32 i = 0; i < frame->family_count; i++)
    families[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  frame->has_price_tiers = TRUE;
  for (guint32 i = 0; i < frame->product_count; i++)
    if (frame->price_cents[i] > 0)
      g_array_append_val (families[frame->product_family[i]], i);
  for (guint32 i = 0; i < frame->family_count; i++)
    {
      tier_family (frame, families[i]);
      g_array_unref (families[i]);
    }
}

void
tv_frame_complete_products (TvFrame *frame, const gint64 *margin_cents)
{
  rank_keys (frame);
  complete_prices (frame);
  complete_margins (frame, margin_cents);
  complete_tiers (frame);
}
