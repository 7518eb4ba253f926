/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rankers: contributions that add up, the same lists for any number of threads, no leak from
 * the days to come, and bases that have nothing to learn from. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-rank-labels.h"
#include "tv-test-frame.h"

#define CUSTOMERS 400
#define PRODUCTS 60
#define DAYS 240
#define TODAY TV_TEST_TODAY

/* Customers with tastes: most buy within a third of the products, and come back to some of them.
 * later: purchases of the last day and after it are other ones. */
static TvTestBase *
make_shop_of (guint32 customers, guint32 seed, gboolean later)
{
  TvTestBase *base = tv_test_base_new (customers, 3);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GRand) other = g_rand_new_with_seed (seed + 1);

  for (guint32 p = 0; p < PRODUCTS; p++)
    {
      g_autofree char *key = g_strdup_printf ("P%02u", p);

      tv_test_base_add_product (base, g_intern_string (key), p % 3, 1000);
    }
  for (guint32 c = 0; c < customers; c++)
    for (int visit = 0; visit < 12; visit++)
      {
        TvDay day = TODAY + 30 - g_rand_int_range (rand, 0, DAYS);

        for (int line = 0; line < 3; line++)
          {
            guint32 taste = (c % 3) + 3 * (guint32) g_rand_int_range (rand, 0, PRODUCTS / 3);
            guint32 any = (guint32) g_rand_int_range (rand, 0, PRODUCTS);
            guint32 product = g_rand_int_range (rand, 0, 5) > 0
                                  ? (taste * taste / 7) / 3 * 3 % PRODUCTS + c % 3
                                  : any;

            if (later && day >= TODAY)
              product = (guint32) g_rand_int_range (other, 0, PRODUCTS);
            tv_test_base_add_line (base,
                                   c,
                                   product % PRODUCTS,
                                   day,
                                   (guint) (visit * 7 + 1),
                                   1,
                                   1000);
          }
      }
  return base;
}

static TvTestBase *
make_shop (guint32 seed, gboolean later)
{
  return make_shop_of (CUSTOMERS, seed, later);
}

static TvModel *
train (const TvFrame *frame, guint threads)
{
  g_autoptr (GError) error = NULL;
  TvModel *model = tv_model_train (frame, TODAY, NULL, threads, NULL, &error);

  g_assert_no_error (error);
  return model;
}

/* All lists as one text. */
static char *
print_lists (const TvModel *model, const TvFrame *frame)
{
  g_autoptr (TvModelScorer) scorer = tv_model_scorer_new (model);
  g_autofree char *report = tv_model_dup_report (model);
  GString *text = g_string_new (report);

  for (guint32 c = 0; c < frame->customer_count; c++)
    for (int ranker = 0; ranker < TV_N_RANKERS; ranker++)
      for (int protocol = 0; protocol < TV_N_PROTOCOLS; protocol++)
        {
          TvRanked list[10];
          guint count = tv_model_scorer_rank (scorer, c, ranker, protocol, 10, list);

          for (guint i = 0; i < count; i++)
            {
              g_assert_true (isfinite (list[i].score));
              g_assert_true (i == 0 || list[i - 1].score >= list[i].score);
              g_string_append_printf (text, " %u:%a", list[i].product, (double) list[i].score);
            }
        }
  return g_string_free (text, FALSE);
}

static void
test_threads (void)
{
  g_autoptr (TvTestBase) base = make_shop (7, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autofree char *first = NULL;

  for (guint threads = 1; threads <= 4; threads *= 2)
    {
      g_autoptr (TvModel) model = train (frame, threads);
      g_autofree char *lists = print_lists (model, frame);

      g_assert_true (tv_model_is_learned (model, TV_PROTOCOL_ALL));
      if (first == NULL)
        first = g_steal_pointer (&lists);
      else
        g_assert_cmpstr (lists, ==, first);
    }
}

/* Learning that is bounded takes as many windows and customers as it is told. */
static void
test_bounds (void)
{
  g_autoptr (TvTestBase) base = make_shop (7, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvModel) whole = train (frame, 1);

  for (guint windows = 1; windows <= 2; windows++)
    {
      const TvModelOptions options = { .window_limit = windows, .customer_limit = 40 };
      g_autoptr (GError) error = NULL;
      g_autoptr (TvModel) model = tv_model_train (frame, TODAY, &options, 2, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (model->window_count, ==, windows);
      g_assert_cmpuint (model->weights[0].row_count, >, 0);
      g_assert_cmpuint (model->weights[0].row_count, <=, windows * 40 * PRODUCTS);
      g_assert_cmpuint (model->weights[0].row_count, <, whole->weights[0].row_count);
    }
}

/* What is learned for one protocol is the same, whether the others are learned for or not. */
static void
test_one_protocol (void)
{
  g_autoptr (TvTestBase) base = make_shop (7, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvModel) whole = train (frame, 1);

  for (int protocol = 0; protocol < TV_N_PROTOCOLS; protocol++)
    {
      const TvModelOptions options = { .protocols = 1u << protocol };
      guint index = protocol == TV_PROTOCOL_NOVEL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TvModel) model = tv_model_train (frame, TODAY, &options, 1, NULL, &error);
      g_autofree char *report = tv_model_dup_report (model);

      g_assert_no_error (error);
      g_assert_true (tv_model_is_learned (model, protocol));
      g_assert_cmpmem (&model->weights[index],
                       sizeof (TvLogistic),
                       &whole->weights[index],
                       sizeof (TvLogistic));
      g_assert_cmpint (model->ranker[index], ==, whole->ranker[index]);
      g_assert_false (model->weights[1 - index].is_fitted);
      g_assert_true ((strstr (report, "\"all\"") != NULL) == (index == 0));
      g_assert_true ((strstr (report, "\"novel\"") != NULL) == (index == 1));
    }
}

/* The purchase behind a product is looked for by halves, and not where it cannot be. */
static gboolean
is_ascending (const TvSimilar *similar)
{
  for (guint32 source = 0; source < PRODUCTS; source++)
    for (guint32 i = similar->offset[source] + 1; i < similar->offset[source + 1]; i++)
      if (similar->link[i - 1].target >= similar->link[i].target
          || similar->link[i].weight > similar->most)
        return FALSE;
  return similar->offset[PRODUCTS] > 0;
}

/* Similar products may be those of an earlier day; they stay with their base. */
static void
test_borrowed (void)
{
  g_autoptr (TvTestBase) base = make_shop (9, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvRankBase) older
      = tv_rank_base_new (frame, NULL, TODAY - 30, 1, TV_RANK_FULL, 1, NULL, NULL);

  g_assert_true (is_ascending (&older->neighbours) && is_ascending (&older->ease)
                 && is_ascending (&older->together));
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (TvRankBase) later
          = tv_rank_base_new (frame, NULL, TODAY, 1, TV_RANK_PLAIN, 1, NULL, NULL);
      g_autoptr (TvRankScratch) scratch = NULL;
      guint known = 0;

      g_assert_null (later->neighbours.offset);
      tv_rank_base_borrow (later, older);
      scratch = tv_rank_scratch_new (later);
      for (guint32 c = 0; c < CUSTOMERS; c++)
        {
          tv_rank_scratch_begin (scratch, c);
          for (guint32 p = 0; p < PRODUCTS; p++)
            known += tv_rank_list_get (&scratch->lists[TV_RANK_NEIGHBOURS], p) > 0;
        }
      g_assert_cmpuint (known, >, CUSTOMERS);
    }
}

/* What is bought on the day and later changes nothing. */
static void
test_leak (void)
{
  g_autoptr (TvTestBase) one = make_shop (9, FALSE), other = make_shop (9, TRUE);
  g_autoptr (TvFrame) first = tv_test_frame_new (one), second = tv_test_frame_new (other);
  g_autoptr (TvModel) model = train (first, 2), twin = train (second, 2);
  g_autofree char *lists = print_lists (model, first);
  g_autofree char *twins = print_lists (twin, second);

  g_assert_cmpuint (first->event_offset[CUSTOMERS], !=, 0);
  g_assert_cmpstr (lists, ==, twins);
}

static void
test_protocols (void)
{
  g_autoptr (TvTestBase) base = make_shop (11, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvModel) model = train (frame, 1);
  g_autoptr (TvModelScorer) scorer = tv_model_scorer_new (model);

  for (guint32 c = 0; c < CUSTOMERS; c++)
    for (int protocol = 0; protocol < TV_N_PROTOCOLS; protocol++)
      {
        TvRanked list[10];
        guint count = tv_model_scorer_rank (scorer, c, TV_RANKER_LEARNED, protocol, 10, list);

        for (guint i = 0; i < count; i++)
          {
            gboolean is_bought = FALSE;

            for (guint32 e = frame->event_offset[c]; e < frame->event_offset[c + 1]; e++)
              is_bought
                  |= frame->event_day[e] < TODAY && frame->event_product[e] == list[i].product;
            if (protocol != TV_PROTOCOL_ALL)
              g_assert_cmpint (is_bought, ==, protocol == TV_PROTOCOL_REPEAT);
            for (guint k = 0; k < i; k++)
              g_assert_cmpuint (list[k].product, !=, list[i].product);
          }
      }
}

/* What a product lacks is no reason for it, even where the model has found that less is better. */
static gboolean
tells_what_is_there (const TvModelReason *reason, gboolean has_purchase)
{
  const float *parts = reason->contribution;

  if (reason->times > 0 ? parts[TV_GROUP_NEW] > 0
                        : parts[TV_GROUP_OWN] > 0 || parts[TV_GROUP_TIMING] > 0)
    return FALSE;
  return has_purchase || parts[TV_GROUP_TOGETHER] <= 0;
}

static void
test_contributions (void)
{
  g_autoptr (TvTestBase) base = make_shop (13, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvModel) model = train (frame, 1);
  g_autoptr (TvModelScorer) scorer = tv_model_scorer_new (model);

  for (guint32 c = 0; c < CUSTOMERS; c += 7)
    for (guint32 p = 0; p < PRODUCTS; p++)
      for (int protocol = 0; protocol < TV_PROTOCOL_REPEAT; protocol++)
        {
          TvModelReason reason;
          guint32 similar, together;
          double sum = 0;
          float score;

          tv_model_scorer_explain (scorer, c, p, protocol, &reason);
          tv_model_scorer_score (scorer, c, TV_RANKER_LEARNED, protocol, &p, 1, &score);
          for (int g = 0; g < TV_N_GROUPS; g++)
            sum += (double) reason.contribution[g];
          g_assert_cmpfloat_with_epsilon (sum + (double) reason.base, (double) score, 1e-3);
          similar = tv_model_scorer_find_because (scorer, p, &reason, TV_GROUP_SIMILAR);
          together = tv_model_scorer_find_because (scorer, p, &reason, TV_GROUP_TOGETHER);
          g_assert_true (similar != p && together != p
                         && tells_what_is_there (&reason, together != G_MAXUINT32));
        }
}

/* A choice holds what a ranked list holds, each with the score that it has when it is asked for,
 * and near that which its figures come to in their order. */
static void
test_choice (void)
{
  g_autoptr (TvTestBase) base = make_shop (13, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvModel) model = train (frame, 1);
  g_autoptr (TvModelScorer) one = tv_model_scorer_new (model), other = tv_model_scorer_new (model);

  for (guint32 c = 0; c < CUSTOMERS; c += 3)
    for (int protocol = 0; protocol < TV_N_PROTOCOLS; protocol++)
      {
        TvRanked chosen[20], ranked[20];
        guint count = tv_model_scorer_rank (one, c, TV_RANKER_LEARNED, protocol, 20, ranked);
        guint found = 0;

        g_assert_cmpuint (
            tv_model_scorer_choose (other, c, TV_RANKER_LEARNED, protocol, 20, chosen),
            ==,
            count);
        for (guint i = 0; i < count; i++)
          {
            float score, figures[TV_N_FEATURES];
            double sum = (double) one->bias[protocol == TV_PROTOCOL_NOVEL];

            for (guint k = 0; k < count; k++)
              found += chosen[k].product == ranked[i].product && chosen[k].score == ranked[i].score;
            if (tv_model_is_filler (&ranked[i]))
              continue;
            tv_model_scorer_score (other,
                                   c,
                                   TV_RANKER_LEARNED,
                                   protocol,
                                   &ranked[i].product,
                                   1,
                                   &score);
            g_assert_cmpfloat (score, ==, ranked[i].score);
            tv_rank_scratch_describe (other->scratch, ranked[i].product, figures);
            for (guint k = 0; k < TV_N_FEATURES; k++)
              sum += (double) (one->weights[protocol == TV_PROTOCOL_NOVEL][k] * figures[k]);
            g_assert_cmpfloat_with_epsilon (sum, (double) score, 1e-4);
          }
        g_assert_cmpuint (found, ==, count);
      }
}

/* A product that nobody bought yet is ranked where its label resembles what the customer buys, if
 * that is asked for; a few of them at most, and only what may be sold. */
static void
test_unsold (void)
{
  g_autoptr (TvTestBase) base = make_shop (14, FALSE);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvModel) model = NULL;
  g_autoptr (TvModelScorer) scorer = NULL;
  TvRanked list[PRODUCTS + 20];
  guint32 first = base->products->len;
  guint unsold = 0, count;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *key
          = g_strdup_printf ("%s new%u", g_array_index (base->products, TvTestProduct, 0).key, i);

      tv_test_base_add_product (base, key, 0, 1000);
    }
  g_array_index (base->products, TvTestProduct, first).is_sellable = FALSE;
  tv_test_base_add_line (base, 0, 0, TODAY - 1, 900, 1, 1000);
  frame = tv_test_frame_new (base);
  model = train (frame, 1);
  scorer = tv_model_scorer_new (model);
  count = tv_model_scorer_rank (scorer,
                                0,
                                TV_RANKER_LEARNED,
                                TV_PROTOCOL_NOVEL,
                                G_N_ELEMENTS (list),
                                list);
  for (guint i = 0; i < count; i++)
    g_assert_cmpuint (list[i].product, <, first);
  tv_model_scorer_take_unsold (scorer);
  count = tv_model_scorer_rank (scorer,
                                0,
                                TV_RANKER_LEARNED,
                                TV_PROTOCOL_NOVEL,
                                G_N_ELEMENTS (list),
                                list);
  for (guint i = 0; i < count; i++)
    if (list[i].product >= first)
      {
        TvModelReason reason;

        unsold++;
        g_assert_cmpuint (list[i].product, !=, first);
        tv_model_scorer_explain (scorer, 0, list[i].product, TV_PROTOCOL_NOVEL, &reason);
        g_assert_true (reason.is_unsold);
        g_assert_cmpuint (reason.buyers_30, ==, 0);
      }
  g_assert_cmpuint (unsold, ==, 5);
}

/* A shop of a dozen customers learns from what there is. */
static void
test_small_shop (void)
{
  g_autoptr (TvTestBase) base = make_shop_of (12, 5, FALSE);
  g_autoptr (TvFrame) frame = tv_test_frame_new (base);
  g_autoptr (TvModel) model = train (frame, 1);

  g_assert_true (tv_model_is_learned (model, TV_PROTOCOL_NOVEL));
  g_assert_cmpuint (model->weights[1].positive_count, <, 200);
}

/* Who bought nearly everything has what is left as candidates, however few bought it. */
static void
test_nearly_everything (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (60, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvModel) model = NULL;
  g_autoptr (TvModelScorer) scorer = NULL;
  const guint32 bought = 300, left = 12;

  for (guint32 p = 0; p < bought + left; p++)
    {
      g_autofree char *key = g_strdup_printf ("P%03u", p);

      tv_test_base_add_product (base, g_intern_string (key), 0, 1000);
    }
  for (guint32 c = 0; c < base->customer_count; c++)
    for (guint32 p = 0; p < bought; p++)
      if (c == 0 || (p + c) % 5 == 0)
        tv_test_base_add_line (base, c, p, TODAY - 20 - (TvDay) (p % 40), p % 40, 1, 1000);
  for (guint32 p = bought; p < bought + left; p++)
    tv_test_base_add_line (base, 1 + p % 7, p, TODAY - 50, 99, 1, 1000);
  frame = tv_test_frame_new (base);
  model = train (frame, 1);
  scorer = tv_model_scorer_new (model);
  for (int protocol = 0; protocol < TV_N_PROTOCOLS; protocol++)
    {
      tv_rank_scratch_begin (scorer->scratch, 0);
      tv_rank_scratch_collect (scorer->scratch, protocol);
      g_assert_cmpuint (scorer->scratch->candidates->len,
                        ==,
                        (protocol != TV_PROTOCOL_NOVEL) * bought
                            + (protocol != TV_PROTOCOL_REPEAT) * left);
    }
}

/* Nothing at all, one of each, one day, returns only: lists that may be empty, and no crash. */
static void
test_poor_bases (void)
{
  for (int what = 0; what < 6; what++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new (what == 0 ? 0 : what == 1 ? 1 : 20, 1);
      g_autoptr (TvFrame) frame = NULL;
      g_autoptr (TvModel) model = NULL;
      g_autofree char *lists = NULL;

      if (what > 0 && what != 2)
        tv_test_base_add_product (base, "A", 0, 1000);
      for (guint32 c = 0; c < base->customer_count && base->products->len > 0; c++)
        for (int visit = 0; visit < 5; visit++)
          {
            if (what == 3)
              tv_test_base_add_line (base, c, 0, TODAY - 10, (guint) visit, 1, 1000);
            else if (what == 4)
              tv_test_base_add_line (base, c, 0, TODAY - 10, (guint) visit, -1, -1000);
            else
              tv_test_base_add_line (base,
                                     c,
                                     0,
                                     TODAY - 10 + 40 * (what == 5),
                                     (guint) visit,
                                     1,
                                     0);
          }
      frame = tv_test_frame_new (base);
      model = train (frame, 2);
      lists = print_lists (model, frame);
      g_assert_false (tv_model_is_learned (model, TV_PROTOCOL_ALL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank/one-protocol", test_one_protocol);
  g_test_add_func ("/rank/borrowed", test_borrowed);
  g_test_add_func ("/rank/choice", test_choice);
  g_test_add_func ("/rank/unsold", test_unsold);
  g_test_add_func ("/rank/threads", test_threads);
  g_test_add_func ("/rank/bounds", test_bounds);
  g_test_add_func ("/rank/leak", test_leak);
  g_test_add_func ("/rank/protocols", test_protocols);
  g_test_add_func ("/rank/contributions", test_contributions);
  g_test_add_func ("/rank/small-shop", test_small_shop);
  g_test_add_func ("/rank/nearly-everything", test_nearly_everything);
  g_test_add_func ("/rank/poor-bases", test_poor_bases);
  return g_test_run ();
}
