/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of similar products are counted from: sets of products, and found pairs. */
#pragma once

#include "recommend/tv-rank-base.h"

G_BEGIN_DECLS

#define TV_RANK_CHUNK 64             /* products a piece of work */
#define TV_RANK_SMALL_CATALOGUE 400  /* products; up to here there is room for more */
#define TV_RANK_LARGE_BASE 100000    /* customers; from here on shorter lists do */
#define TV_RANK_TARGETS 72           /* of a source */
#define TV_RANK_NO_PLACE G_MAXUINT32 /* among the products with most buyers */

/* In a large base, by what makes products similar. */
#define TV_RANK_FEW_BY_CUSTOMERS 32
#define TV_RANK_FEW_BY_EASE 32
#define TV_RANK_FEW_BY_DOCUMENTS 24
#define TV_RANK_FEW_BY_WORDS 32

/* Histories of customers, or documents; and the sets of each product. */
typedef struct
{
  guint32 set_count;
  GArray *offset;      /* of guint32, set_count + 1 */
  GArray *product;     /* of guint32 */
  GArray *weight;      /* of float, per set */
  guint32 *set_offset; /* by product */
  guint32 *set;
} TvRankSets;

typedef struct
{
  guint32 source, target;
  float weight;
} TvRankEntry;

/* What makes two products similar: customers in common, weighted as in BM25; documents in common;
 * words of their labels in common. */
typedef enum
{
  TV_RANK_BY_CUSTOMERS,
  TV_RANK_BY_DOCUMENTS,
  TV_RANK_BY_WORDS,
} TvRankLikeness;

void tv_rank_sets_init (TvRankSets *sets);
void tv_rank_sets_clear (TvRankSets *sets);
void tv_rank_sets_close (TvRankSets *sets, float weight);
void tv_rank_sets_invert (TvRankSets *sets, guint32 product_count);
void tv_similar_gather (TvSimilar *similar,
                        GArray *const *entries,
                        guint chunk_count,
                        guint32 product_count,
                        guint limit);
guint32 tv_rank_base_find_most_bought (const TvRankBase *base,
                                       guint32 limit,
                                       guint32 *products,
                                       guint32 *place);
guint tv_rank_base_get_targets (const TvRankBase *base, guint few);
gboolean tv_rank_base_is_large (const TvRankBase *base);
gboolean tv_rank_base_learns_next (const TvRankBase *base);
gboolean tv_rank_sets_find_similar (const TvRankSets *sets,
                                    const TvFrame *frame,
                                    TvRankLikeness likeness,
                                    guint limit,
                                    guint target_limit,
                                    TvSimilar *out,
                                    guint thread_count,
                                    TvProgress *progress,
                                    GError **error);
gboolean tv_rank_base_find_ease (TvRankBase *base,
                                 const TvRankSets *sets,
                                 guint thread_count,
                                 TvProgress *progress,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvRankSets, tv_rank_sets_clear)

G_END_DECLS
