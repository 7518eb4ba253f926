/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TvRankSets of products with the way back from a product to its sets, and the making of a table
 * from found pairs. Knows nothing of what the sets are. */
#include "recommend/tv-rank-sets.h"

#include <string.h>

#include "recommend/tv-top.h"

/* Times the smallest share of a purchase that is left by age, this is still a normal number. */
#define SMALLEST_WEIGHT 1e-15f

/**
 * tv_rank_sets_init: (skip)
 * @sets: (out caller-allocates): no sets yet
 *
 * Begins.
 */
void
tv_rank_sets_init (TvRankSets *sets)
{
  guint32 zero = 0;

  *sets = (TvRankSets){ 0 };
  sets->offset = g_array_new (FALSE, FALSE, sizeof (guint32));
  sets->product = g_array_new (FALSE, FALSE, sizeof (guint32));
  sets->weight = g_array_new (FALSE, FALSE, sizeof (float));
  g_array_append_val (sets->offset, zero);
}

/**
 * tv_rank_sets_clear: (skip)
 * @sets: sets
 *
 * Frees what they hold.
 */
void
tv_rank_sets_clear (TvRankSets *sets)
{
  g_array_unref (sets->offset);
  g_array_unref (sets->product);
  g_array_unref (sets->weight);
  g_free (sets->set_offset);
  g_free (sets->set);
}

/**
 * tv_rank_sets_close: (skip)
 * @sets: (inout): sets
 * @weight: of the set
 *
 * Ends a set: the products that were added since the last one.
 */
void
tv_rank_sets_close (TvRankSets *sets, float weight)
{
  g_array_append_val (sets->offset, sets->product->len);
  g_array_append_val (sets->weight, weight);
  sets->set_count++;
}

/**
 * tv_rank_sets_invert: (skip)
 * @sets: (inout): all sets
 * @product_count: of the frame
 *
 * Fills in the sets of each product, ascending.
 */
void
tv_rank_sets_invert (TvRankSets *sets, guint32 product_count)
{
  const guint32 *offset = (const guint32 *) (gpointer) sets->offset->data;
  const guint32 *product = (const guint32 *) (gpointer) sets->product->data;
  g_autofree guint32 *next = NULL;

  sets->set_offset = g_new0 (guint32, (gsize) product_count + 1);
  sets->set = g_new (guint32, (gsize) sets->product->len + 1);
  for (guint i = 0; i < sets->product->len; i++)
    sets->set_offset[product[i] + 1]++;
  for (guint32 i = 0; i < product_count; i++)
    sets->set_offset[i + 1] += sets->set_offset[i];
  next = g_memdup2 (sets->set_offset, ((gsize) product_count + 1) * sizeof *next);
  for (guint32 s = 0; s < sets->set_count; s++)
    for (guint32 i = offset[s]; i < offset[s + 1]; i++)
      sets->set[next[product[i]]++] = s;
}

static guint64
pack (const TvSimilarLink *link)
{
  return tv_top_pack (link->weight, link->target);
}

/* Leaves each source its best targets, still ascending: what many customers bought is among the
 * sources of very many products, of most of them faintly. */
static void
shorten (TvSimilar *similar, guint32 product_count, guint limit)
{
  g_autofree guint64 *keys = g_new (guint64, (gsize) product_count + 1);
  guint32 kept = 0, begin = 0;

  for (guint32 source = 0; source < product_count; source++)
    {
      guint32 end = similar->offset[source + 1];
      TvTopList best = tv_top_list_begin (keys, (gsize) product_count + 1, limit);

      for (guint32 i = begin; i < end && end - begin > limit; i++)
        tv_top_list_add (&best, pack (&similar->link[i]));
      tv_top_list_shrink (&best);
      for (guint32 i = begin; i < end; i++)
        if (pack (&similar->link[i]) >= best.least)
          similar->link[kept++] = similar->link[i];
      begin = end;
      similar->offset[source + 1] = kept;
    }
}

/**
 * tv_similar_gather: (skip)
 * @similar: (out caller-allocates): the table
 * @entries: (array length=chunk_count) (element-type TvRankEntry): found pairs, targets ascending
 * @chunk_count: how many arrays
 * @product_count: of the frame
 * @limit: targets of a source, 0 = all
 *
 * Puts the best entries of all chunks into one table by source, targets ascending.
 */
void
tv_similar_gather (TvSimilar *similar,
                   GArray *const *entries,
                   guint chunk_count,
                   guint32 product_count,
                   guint limit)
{
  gsize count = 0;
  guint32 *offset = g_new0 (guint32, (gsize) product_count + 1);
  g_autofree guint32 *next = NULL;
  TvSimilarLink *link;
  float most = 0;

  for (guint c = 0; c < chunk_count; c++)
    {
      const TvRankEntry *entry = (const TvRankEntry *) (gpointer) entries[c]->data;
      const TvRankEntry *end = entry + entries[c]->len;

      count += entries[c]->len;
      for (; entry < end; entry++)
        offset[entry->source + 1]++;
    }
  for (guint32 i = 0; i < product_count; i++)
    offset[i + 1] += offset[i];
  link = g_new (TvSimilarLink, count + 1);
  next = g_memdup2 (offset, ((gsize) product_count + 1) * sizeof *next);
  for (guint c = 0; c < chunk_count; c++)
    {
      const TvRankEntry *entry = (const TvRankEntry *) (gpointer) entries[c]->data;
      const TvRankEntry *end = entry + entries[c]->len;

      for (; entry < end; entry++)
        {
          float weight = MAX (entry->weight, SMALLEST_WEIGHT);

          link[next[entry->source]++] = (TvSimilarLink){ entry->target, weight };
          most = MAX (most, weight);
        }
    }
  *similar = (TvSimilar){ .offset = offset, .link = link, .most = most };
  if (limit > 0)
    shorten (similar, product_count, limit);
}

static int
compare_buyers (gconstpointer a, gconstpointer b, gpointer data)
{
  const TvRankBase *base = data;
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  if (base->buyers[x] != base->buyers[y])
    return base->buyers[x] > base->buyers[y] ? -1 : 1;
  return base->frame->key_rank[x] < base->frame->key_rank[y] ? -1 : 1;
}

/**
 * tv_rank_base_find_most_bought: (skip)
 * @base: a base with its pairs
 * @limit: how many products at most
 * @products: (out) (array): room for all products of the frame: those with most buyers come first;
 *   of two with as many the one whose key comes first
 * @place: (out) (array): by product, its place among them, %TV_RANK_NO_PLACE = none
 *
 * Looks for the products that most customers bought.
 *
 * Returns: how many there are
 */
guint32
tv_rank_base_find_most_bought (const TvRankBase *base,
                               guint32 limit,
                               guint32 *products,
                               guint32 *place)
{
  guint32 product_count = base->frame->product_count, known = 0;

  for (guint32 i = 0; i < product_count; i++)
    if (base->buyers[i] > 0)
      products[known++] = i;
  g_qsort_with_data (products, (int) known, sizeof (guint32), compare_buyers, (gpointer) base);
  known = MIN (known, limit);
  memset (place, 0xff, (gsize) product_count * sizeof *place);
  for (guint32 i = 0; i < known; i++)
    place[products[i]] = i;
  return known;
}
