/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a ranker sees of a customer and a product, worked out by hand. */
#include <math.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-rank-features.h"
#include "recommend/tv-rank-labels.h"
#include "tv-test-frame.h"

#define TODAY TV_TEST_TODAY

/* One customer, by hand: three documents of A, one of B a long time ago. */
static void
test_figures (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (2, 2);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (TvRankScratch) scratch = NULL;
  g_autoptr (GError) error = NULL;
  float figures[TV_N_FEATURES];
  double p240, distance;

  tv_test_base_add_product (base, "A", 0, 1000);
  tv_test_base_add_product (base, "B", 1, 1000);
  tv_test_base_add_line (base, 0, 1, TODAY - 200, 1, 1, 1000);
  tv_test_base_add_line (base, 0, 0, TODAY - 60, 2, 1, 1000);
  tv_test_base_add_line (base, 0, 0, TODAY - 60, 2, 5, 5000); /* the same document */
  tv_test_base_add_line (base, 0, 0, TODAY - 40, 3, 1, 1000);
  tv_test_base_add_line (base, 0, 0, TODAY - 20, 4, 1, 0);      /* a sample counts */
  tv_test_base_add_line (base, 0, 0, TODAY - 10, 5, -1, -1000); /* a return does not */
  tv_test_base_add_line (base, 0, 0, TODAY, 6, 1, 1000);        /* nor does what is not known yet */
  tv_test_base_add_line (base, 1, 0, TODAY - 5, 1, 1, 1000);
  frame = tv_test_frame_new (base);
  known = tv_rank_base_new (frame, NULL, TODAY, 1, TV_RANK_FULL, 1, NULL, &error);
  g_assert_no_error (error);
  scratch = tv_rank_scratch_new (known);
  tv_rank_scratch_begin (scratch, 0);
  tv_rank_scratch_describe (scratch, 0, figures);
  p240 = exp2 (-.25) + exp2 (-40. / 240) + exp2 (-20. / 240);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_P240], p240 / (p240 + 2), 1e-5);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_LOG_COUNT], log (4), 1e-5);
  /* 61: A was first sold 60 days ago */
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_KNOWN_AGE], log (61), 1e-5);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_KNOWN_POPULAR],
                                  log (61) * (double) known->recent_30[0],
                                  1e-5);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_RECENT], exp (-20. / 60), 1e-5);
  /* 70.00 of 80.00: what came back was the sample */
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_SPEND], sqrt (7. / 8), 1e-5);
  g_assert_cmpfloat (known->usual_gap, ==, 20);
  distance = log (20. / 20);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_DUE], exp (-.5 * distance * distance), 1e-5);
  /* 10.00 of 70.00 in 60 days last 60/7 days, bought 40 days ago: e^(-ln^2 (14/3) / 2) */
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_USED_UP], 0.30529, 1e-5);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_STOCK], .3, 1e-5);
  g_assert_cmpuint (known->buyers[0], ==, 2);
  g_assert_cmpuint (known->repeat_buyers[0], ==, 1);
  g_assert_cmpuint (known->buyers_14[0], ==, 1);
  g_assert_cmpuint (known->buyers_30[0], ==, 2);
  g_assert_cmpuint (known->buyers_90[1], ==, 0);
  /* r = 1 of 3 pairs */
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_REPEAT_RATE], (1 + 2. / 3) / 4, 1e-5);
  tv_rank_scratch_describe (scratch, 1, figures);
  g_assert_cmpfloat (figures[TV_FEATURE_EVER], ==, 1);
  g_assert_cmpfloat (figures[TV_FEATURE_NEW_NEIGHBOURS], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_USED_UP], ==, 1); /* bought once, which tells no pace */
  tv_rank_scratch_begin (scratch, 1);
  tv_rank_scratch_describe (scratch, 1, figures);
  g_assert_cmpfloat (figures[TV_FEATURE_EVER], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_KNOWN_AGE], ==, 0); /* that of a new product stands apart */
  g_assert_cmpfloat (figures[TV_FEATURE_KNOWN_POPULAR], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_USED_UP], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_NEIGHBOURS], ==, 1); /* the largest of the customer's */
}

/* What the table by customers says of a target because of a source, 0 where it says nothing. */
static float
find_link (const TvSimilar *similar, guint32 source, guint32 target)
{
  for (guint32 i = similar->offset[source]; i < similar->offset[source + 1]; i++)
    if (similar->link[i].target == target)
      return similar->link[i].weight;
  return 0;
}

/* The logarithm of a sum, by hand: 0 where there is none, never falling, and near the true one. */
static void
test_list_log (void)
{
  TvRankList list;
  float before = 0;

  tv_rank_list_init (&list, 1);
  g_assert_cmpfloat (tv_rank_list_get_log (&list, 0), ==, 0);
  for (double sum = 1e-15; sum < 1e6; sum *= 1.07)
    {
      float figure;

      list.sum[0] = (float) sum;
      figure = tv_rank_list_get_log (&list, 0);
      g_assert_cmpfloat (figure, >=, before);
      g_assert_cmpfloat_with_epsilon (figure, log2 (1 + 1000 * sum) - .044, .045);
      before = figure;
    }
  tv_rank_list_clear (&list);
}

/* A customer says half as much of what goes together 120 days before the latest purchase of all,
 * however long ago that was. */
static void
test_history_age (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (4, 1);
  g_autoptr (TvFrame) frame = NULL;

  for (guint i = 0; i < 4; i++)
    tv_test_base_add_product (base, (const char *[]){ "A", "B", "C", "D" }[i], 0, 1000);
  for (guint32 customer = 0; customer < 2; customer++)
    for (guint32 i = 0; i < 2; i++)
      tv_test_base_add_line (base,
                             customer,
                             2 * customer + i,
                             TODAY - 800 - 120 * customer,
                             1,
                             1,
                             1000);
  tv_test_base_add_line (base, 2, 0, TODAY + 1, 1, 1, 1000); /* not known yet */
  frame = tv_test_frame_new (base);
  for (guint days = 0; days <= 700; days += 700)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TvRankBase) known
          = tv_rank_base_new (frame, NULL, TODAY - days, 1, TV_RANK_FULL, 1, NULL, &error);
      /* two customers of two products each: a share of 1 of the BM25 weight; ln (1 + idf) */
      double gain = log1p (1.5 / 1.5);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (find_link (&known->neighbours, 0, 1),
                                      gain * gain / (gain * gain + 10),
                                      1e-5);
      g_assert_cmpfloat_with_epsilon (find_link (&known->neighbours, 2, 3),
                                      gain * gain / 2 / (gain * gain / 2 + 10),
                                      1e-5);
      g_assert_cmpfloat (find_link (&known->neighbours, 0, 3), ==, 0);
    }
}

/* Where they fade, a document says half as much of what goes together 180 days before the latest
 * purchase of all, while all documents of a product count where it is weighed by them: of two
 * products that each stood once in a document with A, the later one is more similar to it. */
static void
test_document_age (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (3, 1);
  g_autoptr (TvFrame) frame = NULL;

  for (guint i = 0; i < 3; i++)
    tv_test_base_add_product (base, (const char *[]){ "A", "B", "C" }[i], 0, 1000);
  for (guint32 i = 0; i < 2; i++)
    {
      tv_test_base_add_line (base, 0, 0, TODAY - 980 + 180 * (TvDay) i, i + 1, 1, 1000);
      tv_test_base_add_line (base, 0, i + 1, TODAY - 980 + 180 * (TvDay) i, i + 1, 1, 1000);
    }
  tv_test_base_add_line (base, 1, 0, TODAY - 800, 1, 1, 1000); /* alone: goes with nothing */
  tv_test_base_add_line (base, 2, 0, TODAY + 1, 1, 1, 1000);   /* not known yet */
  frame = tv_test_frame_new (base);
  for (guint days = 0; days <= 1400; days += 700)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_fading = days < 1400;
      double early = is_fading ? .5 : 1;
      g_autoptr (TvRankBase) known = tv_rank_base_new (frame,
                                                       NULL,
                                                       TODAY - days % 1400,
                                                       1,
                                                       is_fading ? TV_RANK_FADING : TV_RANK_FULL,
                                                       1,
                                                       NULL,
                                                       &error);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (find_link (&known->together, 0, 1),
                                      early / (pow (2, .7) + 5),
                                      1e-5);
      g_assert_cmpfloat_with_epsilon (find_link (&known->together, 0, 2),
                                      1 / (pow (2, .7) + 5),
                                      1e-5);
      g_assert_cmpfloat_with_epsilon (find_link (&known->together, 1, 0),
                                      early / (pow (2, .3) + 5),
                                      1e-5);
      g_assert_cmpfloat (find_link (&known->together, 1, 2), ==, 0);
    }
}

/* The nearest peers' latest purchases, by hand: of two who bought A as the customer did, one bought
 * nothing else but C, the other one B and C; a third one has nothing of the customer's, and a
 * fourth one bought nothing lately. */
static void
test_peers (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (5, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (TvRankScratch) scratch = NULL;
  g_autoptr (GError) error = NULL;
  float figures[TV_N_FEATURES];
  double a = exp2 (-100. / 240), c = exp2 (-30. / 240), b = exp2 (-15. / 240), lately = exp2 (-2);
  double near_1 = a * a / (a * a + c * c), near_2 = a * a / (a * a + b * b + c * c);
  double weight_1 = pow (near_1, 1.5), weight_2 = pow (near_2, 1.5); /* near: a square */

  for (guint i = 0; i < 4; i++)
    tv_test_base_add_product (base, (const char *[]){ "A", "B", "C", "D" }[i], 0, 1000);
  tv_test_base_add_line (base, 0, 0, TODAY - 100, 1, 1, 1000);
  tv_test_base_add_line (base, 1, 0, TODAY - 100, 1, 1, 1000);
  tv_test_base_add_line (base, 1, 2, TODAY - 30, 2, 1, 1000);
  tv_test_base_add_line (base, 2, 0, TODAY - 100, 1, 1, 1000);
  tv_test_base_add_line (base, 2, 2, TODAY - 30, 2, 1, 1000);
  tv_test_base_add_line (base, 2, 1, TODAY - 15, 3, 1, 1000);
  tv_test_base_add_line (base, 3, 3, TODAY - 1, 1, 1, 1000);
  tv_test_base_add_line (base, 4, 0, TODAY - 100, 1, 1, 1000);
  tv_test_base_add_line (base, 4, 3, TODAY - 61, 2, 1, 1000);
  frame = tv_test_frame_new (base);
  known = tv_rank_base_new (frame, NULL, TODAY, 1, TV_RANK_FULL, 1, NULL, &error);
  g_assert_no_error (error);
  scratch = tv_rank_scratch_new (known);
  for (int round = 0; round < 2; round++)
    {
      tv_rank_scratch_begin (scratch, 0);
      tv_rank_scratch_describe (scratch, 0, figures);
      g_assert_cmpfloat (figures[TV_FEATURE_PEERS], ==, 0); /* A is older than what counts */
      tv_rank_scratch_describe (scratch, 2, figures);
      g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_PEERS], pow (lately, .25), 1e-5);
      tv_rank_scratch_describe (scratch, 1, figures);
      g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_PEERS],
                                      pow (weight_2 / (weight_1 + weight_2) / 2, .25),
                                      1e-5);
      tv_rank_scratch_describe (scratch, 3, figures);
      g_assert_cmpfloat (figures[TV_FEATURE_PEERS], ==, 0);
      tv_rank_scratch_begin (scratch, 3); /* a peer is not its own */
      tv_rank_scratch_describe (scratch, 3, figures);
      g_assert_cmpfloat (figures[TV_FEATURE_PEERS], ==, 0);
    }
}

/* What is called alike is similar, by the cosine of the words' weights; a word that all labels have
 * says nothing, and the letter of a plural neither. */
static void
test_labels (void)
{
  static const char *const labels[]
      = { "Wine red Rhône", "Wine RED Rhones, old", "Wine white", "Wine white old", "Wine" };
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  TvSimilar similar = { 0 };
  double red = log (5. / 2), old = log (5. / 2), length;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    tv_test_base_add_product (base, labels[i], 0, 1000);
  tv_test_base_add_line (base, 0, 0, TODAY, 1, 1, 1000);
  frame = tv_test_frame_new (base);
  g_assert_true (tv_rank_labels_find (frame, &similar, 1, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (similar.offset[1] - similar.offset[0], ==, 1);
  g_assert_cmpuint (similar.link[similar.offset[0]].target, ==, 1);
  /* red and rhone of red, rhone, old */
  length = sqrt (2 * red * red) * sqrt (2 * red * red + old * old);
  g_assert_cmpfloat_with_epsilon (similar.link[similar.offset[0]].weight,
                                  2 * red * red / length,
                                  1e-5);
  g_assert_cmpuint (similar.offset[2] - similar.offset[1], ==, 2); /* the red one, the old one */
  g_assert_cmpuint (similar.offset[5] - similar.offset[4], ==, 0);
  tv_similar_clear (&similar);
}

/* A likeness that is small beside the largest one is told from none. */
static void
test_list_root (void)
{
  TvRankList list;

  tv_rank_list_init (&list, 4);
  g_assert_cmpfloat (tv_rank_list_get_root (&list, 0), ==, 0);
  list.sum[1] = 3;
  list.sum[2] = .03f;
  list.largest = 3;
  g_assert_cmpfloat (tv_rank_list_get_root (&list, 0), ==, 0);
  g_assert_cmpfloat (tv_rank_list_get_root (&list, 1), ==, 1);
  g_assert_cmpfloat_with_epsilon (tv_rank_list_get_root (&list, 2), .1, 1e-6);
  tv_rank_list_clear (&list);
}

/* A new product is known by its label and its age where nobody else bought it with anything. */
static void
test_new_products (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (2, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (TvRankScratch) scratch = NULL;
  g_autoptr (GError) error = NULL;
  TvSimilar similar = { 0 };
  float figures[TV_N_FEATURES];

  tv_test_base_add_product (base, "lunch bag red", 0, 1000);
  tv_test_base_add_product (base, "lunch bag blue", 0, 1000);
  tv_test_base_add_product (base, "cake stand", 0, 1000);
  tv_test_base_add_line (base, 0, 0, TODAY - 500, 1, 1, 1000);
  tv_test_base_add_line (base, 1, 1, TODAY - 9, 1, 1, 1000);
  frame = tv_test_frame_new (base);
  g_assert_true (tv_rank_labels_find (frame, &similar, 1, NULL, &error));
  known = tv_rank_base_new (frame, &similar, TODAY, 1, TV_RANK_FULL, 1, NULL, &error);
  g_assert_no_error (error);
  scratch = tv_rank_scratch_new (known);
  tv_rank_scratch_begin (scratch, 0);
  tv_rank_scratch_describe (scratch, 1, figures);
  g_assert_cmpfloat (figures[TV_FEATURE_NEIGHBOURS], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_NEW_LABEL], ==, 1);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_NEW_AGE], log (10), 1e-5);
  tv_rank_scratch_describe (scratch, 0, figures);
  g_assert_cmpfloat (figures[TV_FEATURE_NEW_LABEL], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_NEW_AGE], ==, 0);
  tv_rank_scratch_describe (scratch, 2, figures);
  g_assert_cmpfloat (figures[TV_FEATURE_NEW_LABEL], ==, 0);
  tv_rank_scratch_begin (scratch, 1);
  tv_rank_scratch_describe (scratch, 0, figures);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_NEW_AGE], log (401), 1e-5);
  tv_similar_clear (&similar);
}

#define PRODUCTS 50
#define BUYERS 40

/* Three customers who bought some of many products, in different orders. */
static void
add_many (TvTestBase *base)
{
  for (guint32 i = 0; i < PRODUCTS; i++)
    {
      g_autofree char *code = g_strdup_printf ("P%02u", i);

      tv_test_base_add_product (base, code, i % 2, 1000);
    }
  for (guint32 i = 0; i < 150; i++)
    tv_test_base_add_line (base,
                           i % 3,
                           i * (1 + i % 3) % PRODUCTS,
                           TODAY - 1 - i % 50,
                           i / 5,
                           1,
                           1000);
}

/* However many products are asked for at once, those that were bought and new ones mixed, each has
 * the score that it has alone, near that which its figures come to in their order. */
static void
test_together (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (3, 2);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (GError) error = NULL;
  TvLogistic weights[TV_N_LEARNED] = { { .bias = -1, .is_fitted = TRUE } };
  TvModelScorer *scorer;

  add_many (base);
  for (guint k = 0; k < TV_N_FEATURES; k++)
    {
      weights[0].weight[k] = g_test_rand_double_range (-1, 1);
      weights[0].spread[k] = 1;
    }
  frame = tv_test_frame_new (base);
  known = tv_rank_base_new (frame, NULL, TODAY, 1, TV_RANK_FULL, 1, NULL, &error);
  g_assert_no_error (error);
  scorer = tv_model_scorer_new_for_base (known, weights);
  for (guint count = 1; count <= PRODUCTS; count++)
    for (guint32 c = 0; c < 3; c++)
      {
        guint32 products[PRODUCTS];
        float scores[PRODUCTS], figures[TV_N_FEATURES], alone;

        for (guint i = 0; i < count; i++)
          products[i] = (i * 7 + count) % PRODUCTS;
        tv_model_scorer_score (scorer,
                               c,
                               TV_RANKER_LEARNED,
                               TV_PROTOCOL_ALL,
                               products,
                               count,
                               scores);
        for (guint i = 0; i < count; i++)
          {
            double sum = (double) scorer->bias[0];

            tv_model_scorer_score (scorer,
                                   c,
                                   TV_RANKER_LEARNED,
                                   TV_PROTOCOL_ALL,
                                   &products[i],
                                   1,
                                   &alone);
            g_assert_true (alone == scores[i]);
            tv_rank_scratch_describe (scorer->scratch, products[i], figures);
            for (guint k = 0; k < TV_N_FEATURES; k++)
              sum += (double) (scorer->weights[0][k] * figures[k]);
            g_assert_cmpfloat_with_epsilon (sum, (double) scores[i], 1e-4);
          }
      }
  tv_model_scorer_free (scorer);
}

/* The purchase that says most for a product by a table, of all of them. */
static guint32
find_loudest (const TvModelScorer *scorer, const TvSimilar *similar, guint32 product)
{
  const TvRankBase *base = scorer->base;
  guint32 customer = scorer->scratch->customer, best = G_MAXUINT32;
  float largest = 0;

  for (guint32 i = base->pair_offset[customer]; i < base->pair_offset[customer + 1]; i++)
    {
      guint32 source = base->pair_product[i];
      float part = base->p60[i] * find_link (similar, source, product);

      if (source != product && scorer->scratch->amounts.spend[source] > 0 && part > largest)
        {
          largest = part;
          best = source;
        }
    }
  return best;
}

/* Whatever is not looked at because it could not say more: the purchase that is named says most. */
static void
test_because (void)
{
  const TvModelReason reason
      = { .contribution = { [TV_GROUP_SIMILAR] = 1, [TV_GROUP_TOGETHER] = 1 } };
  g_autoptr (TvTestBase) base = tv_test_base_new (BUYERS, 2);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (GError) error = NULL;
  TvModelScorer *scorer;

  add_many (base);
  for (guint32 i = 0; i < 25 * BUYERS; i++)
    tv_test_base_add_line (base,
                           i % BUYERS,
                           (guint32) g_test_rand_int_range (0, PRODUCTS),
                           TODAY - g_test_rand_int_range (1, 300),
                           1000 + i / 3,
                           1,
                           g_test_rand_int_range (0, 3));
  frame = tv_test_frame_new (base);
  known = tv_rank_base_new (frame, NULL, TODAY, 1, TV_RANK_FULL, 1, NULL, &error);
  g_assert_no_error (error);
  scorer = tv_model_scorer_new_for_base (known, NULL);
  for (guint32 c = 0; c < BUYERS; c++)
    for (guint32 p = 0; p < PRODUCTS; p++)
      {
        guint32 similar;

        tv_model_scorer_begin (scorer, c);
        similar = find_loudest (scorer, &known->neighbours, p);
        if (similar == G_MAXUINT32)
          similar = find_loudest (scorer, &known->ease, p);
        g_assert_cmpuint (tv_model_scorer_find_because (scorer, p, &reason, TV_GROUP_SIMILAR),
                          ==,
                          similar);
        g_assert_cmpuint (tv_model_scorer_find_because (scorer, p, &reason, TV_GROUP_TOGETHER),
                          ==,
                          find_loudest (scorer, &known->together, p));
      }
  tv_model_scorer_free (scorer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank-figures/figures", test_figures);
  g_test_add_func ("/rank-figures/list-log", test_list_log);
  g_test_add_func ("/rank-figures/list-root", test_list_root);
  g_test_add_func ("/rank-figures/history-age", test_history_age);
  g_test_add_func ("/rank-figures/document-age", test_document_age);
  g_test_add_func ("/rank-figures/peers", test_peers);
  g_test_add_func ("/rank-figures/labels", test_labels);
  g_test_add_func ("/rank-figures/new-products", test_new_products);
  g_test_add_func ("/rank-figures/together", test_together);
  g_test_add_func ("/rank-figures/because", test_because);
  return g_test_run ();
}
