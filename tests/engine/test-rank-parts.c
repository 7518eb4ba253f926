/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rankers are made of: selection, inversion and tables of similar products, each against a
 * plain way of doing it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "recommend/tv-rank-list.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-reason-text.h"
#include "recommend/tv-spd-inverse.h"
#include "recommend/tv-top.h"
#include "tv-test-frame.h"

static int
compare_keys (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x < y) - (x > y);
}

static void
test_top (void)
{
  for (int round = 0; round < 400; round++)
    {
      guint count = (guint) g_test_rand_int_range (1, 200);
      guint limit = (guint) g_test_rand_int_range (0, 220);
      guint64 keys[200], sorted[200];

      for (guint i = 0; i < count; i++)
        keys[i] = tv_top_pack_any ((float) g_test_rand_int_range (-5, 5), i);
      memcpy (sorted, keys, sizeof keys);
      qsort (sorted, count, sizeof *sorted, compare_keys);
      tv_top_select (keys, count, limit);
      tv_top_sort (keys, MIN (limit, count));
      for (guint i = 0; i < MIN (limit, count); i++)
        g_assert_cmpuint (keys[i], ==, sorted[i]);
    }
  g_assert_cmpuint (tv_top_pack_any (-1, 0), <, tv_top_pack_any (-.5f, 7));
  g_assert_cmpuint (tv_top_pack_any (2, 8), <, tv_top_pack_any (2, 7));
}

/* Keys that lie close together in a few places, many powers of two from each other, above and below
 * 0. */
static void
test_top_of_clusters (void)
{
  for (int round = 0; round < 3000; round++)
    {
      guint count = (guint) g_test_rand_int_range (2, 900), limit;
      int clusters = g_test_rand_int_range (1, 5);
      guint64 keys[900], sorted[900];

      limit = (guint) g_test_rand_int_range (1, (int) count);
      for (guint i = 0; i < count; i++)
        {
          int cluster = g_test_rand_int_range (0, clusters);
          float score = ldexpf (1 + (float) g_test_rand_int_range (0, 40) / 256, 25 * cluster - 60);

          keys[i] = tv_top_pack_any (cluster % 2 == 0 ? score : -score, i);
        }
      memcpy (sorted, keys, sizeof keys);
      qsort (sorted, count, sizeof *sorted, compare_keys);
      tv_top_select (keys, count, limit);
      tv_top_sort (keys, limit);
      for (guint i = 0; i < limit; i++)
        g_assert_cmpuint (keys[i], ==, sorted[i]);
    }
}

/* The same list from scores at a glance, many of them 0 or equal; in some rounds a few that stand
 * at even distances are above all others, so that what is guessed from them is too high. */
static void
test_top_of_all (void)
{
  enum
  {
    MOST = 700
  };

  for (int round = 0; round < 400; round++)
    {
      guint count = (guint) g_test_rand_int_range (1, MOST), found = 0;
      guint limit = (guint) g_test_rand_int_range (1, 60);
      float scores[MOST + TV_TOP_BLOCK] = { 0 };
      guint64 keys[MOST], sorted[MOST];
      guint32 taken[MOST];
      TvTopList list = tv_top_list_begin (keys, MOST, limit);

      for (guint i = 0; i < count; i++)
        {
          scores[i] = (float) MAX (g_test_rand_int_range (-40, 40), 0) * 1e-30f;
          if (round % 3 == 0 && i % (guint) (1 + round % 7) == 0)
            scores[i] += (float) g_test_rand_double ();
          taken[i] = round % 2 == 0 ? 0 : (guint32) g_test_rand_int_range (0, 2);
        }
      for (guint i = 0; i < count; i++)
        if (scores[i] > 0 && taken[i] == 0)
          sorted[found++] = tv_top_pack (scores[i], i);
      qsort (sorted, found, sizeof *sorted, compare_keys);
      tv_top_list_add_all (&list, scores, taken, count);
      tv_top_list_shrink (&list);
      tv_top_sort (keys, list.count);
      g_assert_cmpuint (list.count, ==, MIN (limit, found));
      for (guint i = 0; i < list.count; i++)
        g_assert_cmpuint (keys[i], ==, sorted[i]);
    }
}

/* The same list by a bound that is looked for: scores of all sizes, or few different ones, with
 * ranks of their own. */
static void
test_top_by_bound (void)
{
  enum
  {
    MOST = 700
  };

  for (int round = 0; round < 400; round++)
    {
      guint count = (guint) g_test_rand_int_range (0, MOST), found = 0;
      guint limit = (guint) g_test_rand_int_range (1, 80);
      float scores[MOST + TV_TOP_BLOCK] = { 0 }, largest = 0;
      guint32 ranks[MOST];
      guint64 keys[MOST], sorted[MOST];
      TvTopList list = tv_top_list_begin (keys, MOST, limit);

      for (guint i = 0; i < count; i++)
        {
          int size = round % 4 == 0 ? 40 : 3;

          scores[i] = ldexpf ((float) MAX (g_test_rand_int_range (-3, 1 + round), 0),
                              g_test_rand_int_range (-size, size));
          ranks[i] = (i * 7919) % MOST;
          largest = MAX (largest, scores[i]);
          if (scores[i] > 0)
            sorted[found++] = tv_top_pack (scores[i], ranks[i]);
        }
      qsort (sorted, found, sizeof *sorted, compare_keys);
      tv_top_list_take (&list, scores, ranks, count, largest * (float) (1 + round % 2));
      tv_top_list_shrink (&list);
      tv_top_sort (keys, list.count);
      g_assert_cmpuint (list.count, ==, MIN (limit, found));
      for (guint i = 0; i < list.count; i++)
        g_assert_cmpuint (keys[i], ==, sorted[i]);
    }
}

static void
test_inverse (void)
{
  const guint size = 3 * TV_SPD_BLOCK;
  float *matrix = aligned_alloc (64, size * size * sizeof (float));
  g_autofree float *copy = g_new (float, size *size);

  for (guint i = 0; i < size; i++)
    for (guint j = 0; j <= i; j++)
      copy[i * size + j] = copy[j * size + i]
          = i == j ? (float) size * 4 : (float) g_test_rand_double_range (-1, 3);
  memcpy (matrix, copy, size * size * sizeof (float));
  g_assert_true (tv_spd_invert (matrix, size));
  for (guint i = 0; i < size; i++)
    for (guint j = 0; j < i; j++)
      g_assert_true (matrix[i * size + j] == matrix[j * size + i]);
  for (int round = 0; round < 300; round++)
    {
      guint i = (guint) g_test_rand_int_range (0, (int) size),
            j = (guint) g_test_rand_int_range (0, (int) size);
      double sum = 0;

      for (guint k = 0; k < size; k++)
        sum += (double) copy[i * size + k] * (double) matrix[MAX (j, k) * size + MIN (j, k)];
      g_assert_cmpfloat_with_epsilon (sum, i == j, 1e-4);
    }
  memset (matrix, 0, size * size * sizeof (float));
  g_assert_false (tv_spd_invert (matrix, size));
  free (matrix);
}

/* Each element adds its terms in the order of k, one rounded product at a time: every machine gives
 * these bits, whatever the width of its vectors. */
static void
test_inverse_bits (void)
{
  const guint size = 4 * TV_SPD_BLOCK;
  g_autofree float *matrix = g_new (float, size *size);
  guint32 state = 1, hash = 2166136261u;

  for (guint i = 0; i < size; i++)
    for (guint j = 0; j <= i; j++)
      {
        state = state * 1664525 + 1013904223;
        matrix[i * size + j] = i == j ? 2.f * size : (float) (state >> 16) / 65536;
      }
  g_assert_true (tv_spd_invert (matrix, size));
  for (guint i = 0; i < size; i++)
    for (guint j = 0; j <= i; j++)
      {
        guint32 bits;

        memcpy (&bits, &matrix[i * size + j], sizeof bits);
        hash = (hash ^ bits) * 16777619;
      }
  g_assert_cmphex (hash, ==, 0xc869a322);
}

/* A source keeps its best targets, and none that is worse than one it lost. */
static void
test_targets (void)
{
  const guint products = 30, limit = 4;
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (TvRankEntry));
  float weights[30][30] = { 0 };
  TvSimilar table = { 0 };

  for (guint32 target = 0; target < products; target++)
    for (guint32 source = 0; source < products; source++)
      if (g_test_rand_int_range (0, 30) < (int) source)
        {
          TvRankEntry entry
              = { source, target, (float) g_test_rand_int_range (1, 1000000) / 1000000 };

          weights[source][target] = entry.weight;
          g_array_append_val (entries, entry);
        }
  tv_similar_gather (&table, &entries, 1, products, limit);
  for (guint32 source = 0; source < products; source++)
    {
      guint32 begin = table.offset[source], end = table.offset[source + 1];
      float least = 1;
      guint better = 0, all = 0;

      for (guint32 i = begin; i < end; i++)
        {
          g_assert_true (table.link[i].weight == weights[source][table.link[i].target]);
          g_assert_true (i == begin || table.link[i - 1].target < table.link[i].target);
          least = MIN (least, table.link[i].weight);
        }
      for (guint32 target = 0; target < products; target++)
        {
          all += weights[source][target] > 0;
          better += weights[source][target] > least;
        }
      g_assert_cmpuint (end - begin, ==, MIN (all, limit));
      g_assert_cmpuint (better, <, limit);
    }
  tv_similar_clear (&table);
  g_array_unref (entries);
}

/* The similarity of words by its definition, sums in the order of the sets. */
static float
find_similarity (const TvRankSets *sets, guint32 source, guint32 target, const float *norm)
{
  float sum = 0;

  for (guint32 s = 0; s < sets->set_count; s++)
    {
      guint held = 0;

      for (guint32 i = g_array_index (sets->offset, guint32, s);
           i < g_array_index (sets->offset, guint32, s + 1);
           i++)
        held += g_array_index (sets->product, guint32, i) == source
                || g_array_index (sets->product, guint32, i) == target;
      if (held == 2)
        sum += g_array_index (sets->weight, float, s);
    }
  return sum / (norm[source] * norm[target]);
}

#define MANY 301
#define BEST 5

/* Half of the products stand in many sets, half in few; the norm of each is filled in. */
static void
fill_sets (TvRankSets *sets, float *norm)
{
  tv_rank_sets_init (sets);
  for (guint s = 0; s < 90; s++)
    {
      float weight = (float) g_test_rand_double_range (.5, 2);

      for (guint32 p = 0; p < MANY; p++)
        if (g_test_rand_int_range (0, s < 80 ? 8 : 40) == 0 && (s < 80) == (p < MANY / 2))
          {
            g_array_append_val (sets->product, p);
            norm[p] += weight;
          }
      tv_rank_sets_close (sets, weight);
    }
  tv_rank_sets_invert (sets, MANY);
  for (guint32 p = 0; p < MANY; p++)
    norm[p] = sqrtf (norm[p]);
}

/* Half of the products stand in many sets, half in few: all are looked at, or what was met. Both
 * ways find what the definition says, to the bit. */
static void
test_similar (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (TvRankSets) sets = { 0 };
  TvSimilar similar = { 0 };
  float norm[MANY] = { 0 };
  guint found = 0, expected = 0;

  for (guint32 p = 0; p < MANY; p++)
    {
      g_autofree char *key = g_strdup_printf ("P%03u", p);

      tv_test_base_add_product (base, g_intern_string (key), 0, 1000);
    }
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 1, 1, 1, 1000);
  frame = tv_test_frame_new (base);
  fill_sets (&sets, norm);
  g_assert_true (tv_rank_sets_find_similar (&sets,
                                            frame,
                                            TV_RANK_BY_WORDS,
                                            BEST,
                                            0,
                                            &similar,
                                            2,
                                            NULL,
                                            &error));
  for (guint32 target = 0; target < MANY; target++)
    {
      guint64 keys[MANY];
      guint count = 0;

      for (guint32 source = 0; source < MANY; source++)
        {
          float similarity = source != target ? find_similarity (&sets, source, target, norm) : 0;

          if (similarity > 0)
            keys[count++] = tv_top_pack (similarity, frame->key_rank[source]);
        }
      tv_top_sort (keys, count);
      for (guint k = 0; k < MIN (count, BEST); k++, expected++)
        for (guint32 source = 0; source < MANY; source++)
          for (guint32 i = similar.offset[source]; i < similar.offset[source + 1]; i++)
            found += frame->key_rank[source] == tv_top_get_rank (keys[k])
                     && similar.link[i].target == target
                     && similar.link[i].weight == tv_top_get_score (keys[k]);
    }
  g_assert_cmpuint (expected, >, MANY * 2);
  g_assert_cmpuint (found, ==, expected);
  g_assert_cmpuint (similar.offset[MANY], ==, expected);
  tv_similar_clear (&similar);
}

/* What purchases say of other products, few purchases and many: the sums, the largest and the best
 * are those of a plain sum over the table, and nothing is left from the purchases before. */
static void
test_spread (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (TvRankEntry));
  float sums[MANY], weights[MANY];
  guint32 sources[MANY], taken[MANY];
  TvRankVoices voices = { .source = sources, .weight = weights };
  TvSimilar table = { 0 };
  TvRankList list;

  for (guint32 target = 0; target < MANY; target++)
    for (guint32 source = target % 7; source < MANY; source += 40)
      {
        TvRankEntry entry = { source, target, (float) g_test_rand_double_range (.1, 1) };

        g_array_append_val (entries, entry);
      }
  tv_similar_gather (&table, &entries, 1, MANY, 0);
  tv_rank_list_init (&list, MANY);
  for (guint round = 0; round < 40; round++)
    {
      float largest = 0, wanted = 0;
      TvTopList best;

      for (guint32 i = 0; i < MANY; i++)
        taken[i] = g_test_rand_int_range (0, 3) == 0;
      memset (sums, 0, sizeof sums);
      voices.count = round % 2 == 0 ? 1 : MANY;
      for (guint32 v = 0; v < voices.count; v++)
        {
          sources[v] = (round * 40 + v) % MANY;
          weights[v] = (float) g_test_rand_double_range (.01, 1);
          for (guint32 i = table.offset[sources[v]]; i < table.offset[sources[v] + 1]; i++)
            sums[table.link[i].target] += weights[v] * table.link[i].weight;
        }
      tv_rank_list_reset (&list);
      tv_rank_list_fetch (&table, &voices);
      tv_rank_list_spread (&list, &table, &voices, taken);
      g_assert_cmpint (list.is_dense, ==, round % 2);
      for (guint32 i = 0; i < MANY; i++)
        {
          g_assert_true (list.sum[i] == sums[i]);
          largest = MAX (largest, sums[i]);
          wanted = MAX (wanted, taken[i] != 0 ? 0 : sums[i]);
        }
      g_assert_true (list.largest == largest);
      for (guint order = TV_RANK_SAME_ORDER; order <= TV_RANK_ANY_ORDER; order++)
        {
          best = tv_rank_list_find_best (&list, taken, 1, order);
          g_assert_cmpuint (best.count, ==, wanted > 0);
          g_assert_true (best.count == 0 || tv_top_get_score (best.keys[0]) == wanted);
        }
      tv_rank_list_reset (&list);
      tv_rank_list_spread (&list, &table, &voices, NULL);
      g_assert_true (list.largest == largest);
    }
  tv_rank_list_clear (&list);
  tv_similar_clear (&table);
  g_array_unref (entries);
}

/* Reasons are written as printf would write them. */
static void
test_reason_text (void)
{
  static const gint64 numbers[] = { 0, -1, 7, -10, 1234567890, G_MAXINT64, G_MININT64 };
  g_autoptr (GString) plain = g_string_new ("FIT");
  TvReasonText text;

  tv_reason_text_init (&text);
  g_assert_cmpstr (text.bytes, ==, "");
  tv_reason_text_put_code (&text, "FIT");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      tv_reason_text_put_number (&text, numbers[i]);
      g_string_append_printf (plain, "%c%" G_GINT64_FORMAT, i == 0 ? ':' : ',', numbers[i]);
    }
  tv_reason_text_put_code (&text, "UNSOLD");
  tv_reason_text_put_code (&text, "ORDERS");
  tv_reason_text_put_number (&text, 3);
  g_string_append (plain, ";UNSOLD;ORDERS:3");
  g_assert_cmpstr (text.bytes, ==, plain->str);
  g_assert_cmpuint (text.length, ==, plain->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank-parts/top", test_top);
  g_test_add_func ("/rank-parts/top-of-clusters", test_top_of_clusters);
  g_test_add_func ("/rank-parts/top-of-all", test_top_of_all);
  g_test_add_func ("/rank-parts/top-by-bound", test_top_by_bound);
  g_test_add_func ("/rank-parts/spread", test_spread);
  g_test_add_func ("/rank-parts/reason-text", test_reason_text);
  g_test_add_func ("/rank-parts/inverse", test_inverse);
  g_test_add_func ("/rank-parts/inverse-bits", test_inverse_bits);
  g_test_add_func ("/rank-parts/targets", test_targets);
  g_test_add_func ("/rank-parts/similar", test_similar);
  return g_test_run ();
}
