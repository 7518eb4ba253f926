/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores candidates by SPEC section 6, and writes down why the top N were chosen. A customer of a
 * run or one alone: the same function. */
#include "recommend/tv-recommender-private.h"

#include <math.h>
#include <string.h>

#include "recommend/tv-reasons.h"

/* How well a customer knows a family. */
static guint
get_closeness (const TvFrame *frame,
               const TvCandidates *candidates,
               const TvFacts *facts,
               guint32 family)
{
  if (facts->top_family == (gint32) family)
    return TV_CLOSE_TOP;
  return tv_frame_is_family_named (frame, family)
                 && tv_candidates_get_family (candidates, family) != NULL
             ? TV_CLOSE_KNOWN
             : TV_CLOSE_NOT;
}

static guint16
to_hundredths (double part)
{
  return (guint16) floor (CLAMP (part, 0, 100) * 100 + 0.5);
}

/* Affinity and base take few values: their shares of the score are worked out once. */
void
tv_recommender_init_shares (TvRecommender *recommender)
{
  const TvSettings *settings = &recommender->settings;
  const double extra[] = { [TV_CLOSE_NOT] = 0,
                           [TV_CLOSE_KNOWN] = settings->affinity_known_family,
                           [TV_CLOSE_TOP] = settings->affinity_top_family };

  for (guint i = 0; i < TV_N_CLOSE; i++)
    {
      recommender->affinity[i] = to_hundredths (settings->affinity_plain + extra[i]);
      recommender->affinity_share[i]
          = tv_run_item_get_contribution (settings->weight_affinity, recommender->affinity[i]);
    }
  recommender->whole_share = tv_run_item_get_contribution (settings->weight_affinity, 10000);
  for (guint i = 0; i < TV_N_SCENARIOS; i++)
    {
      recommender->base[i] = to_hundredths (settings->base[i]);
      recommender->base_share[i]
          = tv_run_item_get_contribution (settings->weight_base, recommender->base[i]);
    }
}

/* Affinity and score of a candidate whose product and scenario are known. */
void
tv_recommender_score (const TvRecommender *recommender,
                      const TvCandidates *candidates,
                      const TvFacts *facts,
                      TvCandidate *candidate)
{
  const TvFrame *frame = recommender->frame;
  guint16 share;

  if (recommender->fit != NULL)
    share
        = tv_run_item_get_contribution (recommender->settings.weight_affinity, candidate->affinity);
  else
    {
      guint close
          = get_closeness (frame, candidates, facts, frame->product_family[candidate->product]);

      candidate->affinity = recommender->affinity[close];
      share = recommender->affinity_share[close];
    }
  candidate->score = MIN (10000,
                          share + recommender->catalogue->fixed[candidate->product]
                              + recommender->base_share[candidate->scenario]);
}

static int
compare_chosen (gconstpointer a, gconstpointer b, gpointer data)
{
  const TvFrame *frame = data;
  const TvCandidate *x = *(TvCandidate *const *) a, *y = *(TvCandidate *const *) b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return frame->key_rank[x->product] < frame->key_rank[y->product]
             ? -1
             : frame->key_rank[x->product] > frame->key_rank[y->product];
}

static void
write_items (const TvRecommender *recommender,
             const TvCandidates *candidates,
             TvCandidate **chosen,
             guint count,
             TvPart *part)
{
  g_qsort_with_data (chosen,
                     (int) count,
                     sizeof *chosen,
                     compare_chosen,
                     (gpointer) recommender->frame);
  for (guint i = 0; i < count; i++)
    {
      TvRunItem item = {
        .customer = candidates->customer,
        .product = chosen[i]->product,
        .score = chosen[i]->score,
        .affinity = chosen[i]->affinity,
        .popularity = recommender->catalogue->popularity[chosen[i]->product],
        .profit = recommender->catalogue->profit[chosen[i]->product],
        .base = recommender->base[chosen[i]->scenario],
        .scenario = chosen[i]->scenario,
        .rank = (guint8) (i + 1) & 127,
        .is_new = tv_candidates_get_bought (candidates, chosen[i]->product) == NULL,
        .explanation = part->explanations != NULL ? part->explanations->len : 0,
      };

      if (part->explanations != NULL)
        tv_reasons_append (part->explanations,
                           recommender->frame,
                           &recommender->facts->facts[candidates->customer],
                           recommender->catalogue,
                           &recommender->settings,
                           candidates,
                           chosen[i]);
      g_array_append_val (part->items, item);
    }
}

static void
collect (const TvRecommender *recommender, TvCandidates *candidates, guint32 customer, guint top_n)
{
  if (recommender->fit != NULL)
    tv_candidates_collect_fit (candidates,
                               recommender->frame,
                               &recommender->facts->facts[customer],
                               recommender->catalogue,
                               &recommender->settings,
                               recommender->fit,
                               customer,
                               recommender->is_alone ? recommender->alone_customer : customer,
                               top_n);
  else
    tv_candidates_collect (candidates,
                           recommender->frame,
                           recommender->facts,
                           recommender->catalogue,
                           &recommender->settings,
                           customer,
                           top_n);
}

/* One customer: exclusion, candidates, scores, choice. Returns the exclusion or TV_RUN_SERVED. */
guint8
tv_recommender_do_customer (const TvRecommender *recommender,
                            TvCandidates *candidates,
                            guint32 customer,
                            TvPart *part)
{
  const TvFacts *facts = &recommender->facts->facts[customer];
  TvCandidate *chosen[G_MAXUINT8];
  TvExclusion exclusion;
  guint top_n = MIN (recommender->settings.top_n, G_MAXUINT8);
  guint count;

  if (!tv_frame_is_eligible (recommender->frame,
                             customer,
                             recommender->settings.silence_days,
                             &exclusion))
    return exclusion;
  if (facts->order_count == 0)
    return TV_EXCLUSION_NO_ORDER;
  collect (recommender, candidates, customer, top_n);
  count = tv_recommender_choose (recommender, candidates, facts, top_n, chosen);
  write_items (recommender, candidates, chosen, count, part);
  return count > 0 ? TV_RUN_SERVED : TV_EXCLUSION_NO_CANDIDATE;
}

/* Puts a part's items behind those of a run. */
void
tv_recommender_join_part (TvRunItems *run, const TvPart *part)
{
  guint32 offset = run->explanations->len;
  guint first = run->items->len;

  g_array_append_vals (run->items, part->items->data, part->items->len);
  g_byte_array_append (run->explanations, part->explanations->data, part->explanations->len);
  for (guint i = first; i < run->items->len; i++)
    g_array_index (run->items, TvRunItem, i).explanation += offset;
}

/**
 * tv_recommender_new_for_catalogue:
 * @frame: the frame; borrowed for the recommender's life
 * @facts: its facts; borrowed too
 * @settings: weights, thresholds, top N; copied
 * @catalogue: (transfer full): made from the same frame, facts and settings
 * @model: (nullable) (transfer none): of the frame; needed by every ranker but FAMILY
 * @minimum_score: of the policy, 0-100: the family rule looks for candidates above it
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * As tv_recommender_new(), for a caller that had the catalogue made while the model was learned.
 *
 * Returns: (transfer full) (nullable): the recommender
 */
TvRecommender *
tv_recommender_new_for_catalogue (const TvFrame *frame,
                                  const TvFactsTable *facts,
                                  const TvSettings *settings,
                                  TvCatalogue *catalogue,
                                  TvModel *model,
                                  double minimum_score,
                                  guint thread_count,
                                  TvProgress *progress,
                                  GError **error)
{
  g_autoptr (TvCatalogue) owned = catalogue;
  TvRecommender *recommender;
  TvFit *fit = NULL;

  g_return_val_if_fail (settings->ranker == TV_RANKER_FAMILY || model != NULL, NULL);
  if (!tv_progress_check (progress, error))
    return NULL;
  if (settings->ranker != TV_RANKER_FAMILY)
    {
      fit = tv_fit_new (frame, model, settings->ranker, thread_count, progress, error);
      if (fit == NULL)
        return NULL;
    }
  recommender = g_new0 (TvRecommender, 1);
  recommender->frame = frame;
  recommender->facts = facts;
  recommender->settings = *settings;
  recommender->minimum_score = (guint16) floor (CLAMP (minimum_score, 0, 100) * 100 + 0.5);
  recommender->catalogue = g_steal_pointer (&owned);
  recommender->fit = fit;
  recommender->alone = tv_candidates_new (frame, fit);
  tv_recommender_init_shares (recommender);
  g_mutex_init (&recommender->lock);
  return recommender;
}

/**
 * tv_recommender_new:
 * @frame: the frame; borrowed for the recommender's life
 * @facts: its facts; borrowed too
 * @settings: weights, thresholds, top N; copied
 * @model: (nullable) (transfer none): of the frame; needed by every ranker but FAMILY
 * @minimum_score: of the policy, 0-100: the family rule looks for candidates above it
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Works out what scoring needs beyond the frame.
 *
 * Returns: (transfer full) (nullable): the recommender
 */
TvRecommender *
tv_recommender_new (const TvFrame *frame,
                    const TvFactsTable *facts,
                    const TvSettings *settings,
                    TvModel *model,
                    double minimum_score,
                    guint thread_count,
                    TvProgress *progress,
                    GError **error)
{
  return tv_recommender_new_for_catalogue (frame,
                                           facts,
                                           settings,
                                           tv_catalogue_new (frame, facts, settings),
                                           model,
                                           minimum_score,
                                           thread_count,
                                           progress,
                                           error);
}

/**
 * tv_recommender_free:
 * @recommender: (transfer full): the recommender
 *
 * Frees a recommender, not what it borrowed.
 */
void
tv_recommender_free (TvRecommender *recommender)
{
  tv_catalogue_free (recommender->catalogue);
  tv_candidates_free (recommender->alone);
  g_clear_pointer (&recommender->fit, tv_fit_free);
  g_mutex_clear (&recommender->lock);
  g_free (recommender);
}

/**
 * tv_recommender_compute:
 * @recommender: the recommender
 * @customer: index of a customer
 * @out: (inout): where the items are appended and the customer's exclusion is set
 *
 * Recommends for one customer alone: the same items as in a run. Any thread.
 *
 * Returns: %TRUE if there is at least one item
 */
gboolean
tv_recommender_compute (TvRecommender *recommender, guint32 customer, TvRunItems *out)
{
  TvPart part = { 0 };

  g_return_val_if_fail (customer < recommender->frame->customer_count, FALSE);
  part.items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
  part.explanations = g_byte_array_new ();
  g_mutex_lock (&recommender->lock);
  out->exclusion[customer]
      = tv_recommender_do_customer (recommender, recommender->alone, customer, &part);
  g_mutex_unlock (&recommender->lock);
  out->is_margin_known = recommender->catalogue->is_margin_known;
  tv_recommender_join_part (out, &part);
  g_array_unref (part.items);
  g_byte_array_unref (part.explanations);
  return out->exclusion[customer] == TV_RUN_SERVED;
}
