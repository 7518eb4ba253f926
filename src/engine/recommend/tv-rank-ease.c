/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sparse EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): the inverse of
 * the products' co-occurrence with a ridge, over the products with most buyers, of which the
 * largest weights of each target are kept. */
#include <stdlib.h>
#include <string.h>

#include "base/tv-parallel.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-spd-inverse.h"
#include "recommend/tv-top.h"

#define EASE_RIDGE 300.0f
#define EASE_PRODUCTS 704 /* a multiple of the blocks of the inverse */
#define MANY_PRODUCTS 576 /* that are enough where there are many purchases, likewise */
#define FEW_PRODUCTS 320  /* and beside what is bought next, likewise */
#define EASE_TARGETS 50

typedef struct
{
  const TvRankBase *base;
  const guint32 *products; /* by place in the matrix */
  const guint32 *place;    /* by product, TV_RANK_NO_PLACE = not in it */
  float *matrix;
  guint size; /* of the matrix, padded */
  guint count;

  /* The sets as far as they stand in the matrix: places, ascending within a set; and by place,
   * where it stands in its sets and where each of these begins. */
  guint32 *places;
  guint32 *offset;       /* count + 1 */
  guint32 *first, *last; /* in places */
} Gram;

/* Where the places of each set begin, those of all sets one after the other. */
static guint32 *
find_begins (Gram *gram, const TvRankSets *sets)
{
  const guint32 *offset = (const guint32 *) (gpointer) sets->offset->data;
  const guint32 *product = (const guint32 *) (gpointer) sets->product->data;
  guint32 *begins = g_new (guint32, (gsize) sets->set_count + 1);
  guint32 count = 0;

  for (guint32 s = 0; s < sets->set_count; s++)
    {
      begins[s] = count;
      for (guint32 i = offset[s]; i < offset[s + 1]; i++)
        count += gram->place[product[i]] != TV_RANK_NO_PLACE;
    }
  begins[sets->set_count] = count;
  return begins;
}

/* Goes from place to place, so that those of a set are ascending without being sorted. */
static void
find_places (Gram *gram, const TvRankSets *sets)
{
  g_autofree guint32 *begins = find_begins (gram, sets);
  g_autofree guint32 *next = g_memdup2 (begins, ((gsize) sets->set_count + 1) * sizeof *next);
  guint32 count = begins[sets->set_count], at = 0;

  gram->places = g_new (guint32, (gsize) count + 1);
  gram->offset = g_new (guint32, (gsize) gram->count + 1);
  gram->first = g_new (guint32, (gsize) count + 1);
  gram->last = g_new (guint32, (gsize) count + 1);
  for (guint i = 0; i < gram->count; i++)
    {
      guint32 product = gram->products[i];

      gram->offset[i] = at;
      for (guint32 k = sets->set_offset[product]; k < sets->set_offset[product + 1]; k++, at++)
        {
          guint32 set = sets->set[k];

          gram->first[at] = begins[set];
          gram->last[at] = next[set];
          gram->places[next[set]++] = i;
        }
    }
  gram->offset[gram->count] = at;
}

static void
gram_clear (Gram *gram)
{
  g_free (gram->places);
  g_free (gram->offset);
  g_free (gram->first);
  g_free (gram->last);
  free (gram->matrix);
}

/* The lower half, as the places of a set are ascending. */
static void
gram_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  const Gram *gram = data;
  const guint32 *places = gram->places;

  for (guint32 i = begin; i < end; i++)
    {
      float *row = gram->matrix + (gsize) i * gram->size;

      for (guint32 at = gram->offset[i]; at < gram->offset[i + 1]; at++)
        for (guint32 k = gram->first[at]; k <= gram->last[at]; k++)
          row[places[k]] += 1;
      row[i] += EASE_RIDGE;
    }
}

/* The largest positive weights of each target, targets ascending: B(i, j) = - Q(i, j) / Q(j, j). */
static GArray *
take_ease (const Gram *gram)
{
  guint32 product_count = gram->base->frame->product_count;
  GArray *entries
      = g_array_sized_new (FALSE, FALSE, sizeof (TvRankEntry), gram->count * EASE_TARGETS);
  g_autofree guint64 *keys = g_new (guint64, (gsize) gram->count + 1);
  g_autofree float *weights = g_new0 (float, (gsize) gram->count + TV_TOP_BLOCK);

  for (guint32 target = 0; target < product_count; target++)
    {
      guint32 j = gram->place[target];
      const float *row;
      float scale;
      TvTopList best = tv_top_list_begin (keys, (gsize) gram->count + 1, EASE_TARGETS);

      if (j == TV_RANK_NO_PLACE)
        continue;
      row = gram->matrix + (gsize) j * gram->size;
      scale = -1 / row[j];
      for (guint i = 0; i < gram->count; i++)
        weights[i] = MAX (row[i] * scale, 0);
      tv_top_list_add_all (&best, weights, NULL, gram->count);
      tv_top_list_shrink (&best);
      for (guint k = 0; k < best.count; k++)
        {
          TvRankEntry entry
              = { gram->products[tv_top_get_rank (keys[k])], target, tv_top_get_score (keys[k]) };

          g_array_append_val (entries, entry);
        }
    }
  return entries;
}

static guint32
get_product_limit (const TvRankBase *base)
{
  if (base->detail != TV_RANK_FADING)
    return EASE_PRODUCTS;
  return tv_rank_base_learns_next (base) ? FEW_PRODUCTS : MANY_PRODUCTS;
}

/**
 * tv_rank_base_find_ease: (skip)
 * @base: (inout): a base with its pairs
 * @sets: the customers' histories
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Fills in the table of sparse EASE over the products with most buyers.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
tv_rank_base_find_ease (TvRankBase *base,
                        const TvRankSets *sets,
                        guint thread_count,
                        TvProgress *progress,
                        GError **error)
{
  guint32 product_count = base->frame->product_count;
  g_autofree guint32 *products = g_new (guint32, (gsize) product_count + 1);
  g_autofree guint32 *place = g_new (guint32, (gsize) product_count + 1);
  Gram gram = { .base = base, .products = products, .place = place };
  GArray *entries = NULL;
  gboolean is_done;

  gram.count = tv_rank_base_find_most_bought (base, get_product_limit (base), products, place);
  gram.size = MAX ((gram.count + TV_SPD_BLOCK - 1) / TV_SPD_BLOCK, 1) * TV_SPD_BLOCK;
  gram.matrix = aligned_alloc (64, (gsize) gram.size * gram.size * sizeof (float));
  g_assert (gram.matrix != NULL);
  memset (gram.matrix, 0, (gsize) gram.size * gram.size * sizeof (float));
  for (guint i = gram.count; i < gram.size; i++)
    gram.matrix[(gsize) i * gram.size + i] = 1;
  find_places (&gram, sets);
  is_done = tv_parallel_run_chunks (gram.count,
                                    TV_RANK_CHUNK,
                                    thread_count,
                                    gram_chunk,
                                    &gram,
                                    NULL,
                                    NULL,
                                    progress,
                                    error);
  if (is_done && tv_spd_invert (gram.matrix, gram.size))
    entries = take_ease (&gram);
  else
    entries = g_array_new (FALSE, FALSE, sizeof (TvRankEntry));
  gram_clear (&gram);
  tv_similar_gather (&base->ease,
                     &entries,
                     1,
                     product_count,
                     tv_rank_base_get_targets (base, TV_RANK_FEW_BY_EASE));
  g_array_unref (entries);
  return is_done;
}
