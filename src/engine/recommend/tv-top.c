/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partial selection (Hoare 1961, "Algorithm 65: Find") and sorting of packed keys. */
#include "recommend/tv-top.h"

#include <float.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <stdlib.h>

#define LANES 4
#define WIDE (10 << 23) /* of the bits of a number: ten powers of two */
#define SAMPLE 128      /* scores that a bound is guessed from, at least */
#define SPARE 3         /* of them that are above the bound beside those to be expected */

/**
 * tv_top_select:
 * @keys: (inout) (array length=count): keys, all different
 * @count: how many
 * @limit: how many are wanted
 *
 * Brings the largest keys to the front, in no order. Linear on average.
 */
void
tv_top_select (guint64 *keys, guint count, guint limit)
{
  guint low = 0, high = count;

  if (limit == 0 || limit >= count)
    return;
  while (high - low > 1)
    {
      guint64 first = keys[low], middle = keys[low + (high - low) / 2], last = keys[high - 1];
      guint64 pivot = MAX (MIN (first, middle), MIN (MAX (first, middle), last));
      guint i = low;

      /* What is above the pivot goes before i, without a branch that could be guessed wrong. */
      for (guint k = low; k < high; k++)
        {
          guint64 key = keys[k];

          keys[k] = keys[i];
          keys[i] = key;
          i += key > pivot;
        }
      if (limit == i)
        return;
      if (limit < i)
        {
          high = i;
          continue;
        }
      /* The pivot is the largest of what is left: it comes next. */
      for (guint k = i; k < high; k++)
        if (keys[k] == pivot)
          {
            keys[k] = keys[i];
            keys[i] = pivot;
            break;
          }
      low = i + 1;
      if (limit == low)
        return;
    }
}

/**
 * tv_top_list_shrink:
 * @list: (inout): a list
 *
 * Leaves the best keys, as many as the limit says, in no order.
 */
void
tv_top_list_shrink (TvTopList *list)
{
  if (list->count <= list->limit)
    return;
  tv_top_select (list->keys, list->count, list->limit);
  list->count = list->limit;
  list->least = G_MAXUINT64;
  for (guint i = 0; i < list->count; i++)
    list->least = MIN (list->least, list->keys[i]);
}

/* Which scores of a block are not below a bound: bit v of a lane stands for what the lane held in
 * the turn v. */
static inline void
find_near (const float *scores, float bound, guint32 out[LANES])
{
  typedef float Vector __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4)));
  typedef gint32 Whole __attribute__ ((vector_size (LANES * sizeof (gint32))));
  Whole near = { 0 };

  for (guint v = 0; v < TV_TOP_BLOCK / LANES; v++)
    near |= (*(const Vector *) (scores + v * LANES) >= bound) & (gint32) (1u << v);
  memcpy (out, &near, sizeof near);
}

/* Takes what is not below the list's bound. */
static inline void
add_near (TvTopList *list,
          const float *scores,
          const guint32 *taken,
          const guint32 *ranks,
          guint32 count)
{
  for (guint32 first = 0; first < count; first += TV_TOP_BLOCK)
    {
      guint32 near[LANES];

      find_near (scores + first, MAX (tv_top_get_score (list->least), FLT_MIN), near);
      /* Two words at a time: where a loop ends cannot be guessed. */
      for (guint k = 0; k < LANES; k += 2)
        for (guint64 bits = near[k] | (guint64) near[k + 1] << 32; bits != 0; bits &= bits - 1)
          {
            guint32 bit = (guint32) __builtin_ctzll (bits);
            guint32 place = first + bit % 32 * LANES + k + bit / 32;

            if (taken == NULL || taken[place] == 0)
              tv_top_list_add (list,
                               tv_top_pack (scores[place], ranks == NULL ? place : ranks[place]));
          }
      if (list->count >= 2 * list->limit)
        tv_top_list_shrink (list);
    }
}

/**
 * tv_top_sample_init:
 * @sample: (out caller-allocates): a sample
 * @count: how many scores there are
 * @limit: how many of them are wanted
 *
 * Begins to guess a bound that some more scores than are wanted will reach: every step-th of them
 * has to be added. Where few are left out by a bound, none is guessed.
 */
void
tv_top_sample_init (TvTopSample *sample, guint32 count, guint limit)
{
  guint32 step = MAX (count / SAMPLE, 1);
  guint64 expected = (guint64) limit * 3 / 2 / step + SPARE;

  *sample = (TvTopSample){ .step = step };
  if (step > 1 && expected <= TV_TOP_SAMPLE_BEST)
    sample->count = (guint) expected;
}

/**
 * tv_top_list_add_all:
 * @list: (inout): an empty list
 * @scores: (array): numbers, none below 0 and none above it too small to be normal; 0 up to a whole
 *   block
 * @taken: (array) (nullable): not 0 where a score does not count
 * @count: how many
 *
 * Takes each score above 0 with its place as its rank. Most are passed over at a glance: by a bound
 * that a sample says is reached by enough of them, and without it where it was not.
 */
void
tv_top_list_add_all (TvTopList *list, const float *scores, const guint32 *taken, guint32 count)
{
  TvTopSample sample;

  tv_top_sample_init (&sample, count, list->limit);
  for (guint32 i = 0; i < count && sample.count > 0; i += sample.step)
    if (taken == NULL || taken[i] == 0)
      tv_top_sample_add (&sample, scores[i]);
  tv_top_list_expect (list, &sample);
  add_near (list, scores, taken, NULL, count);
  if (tv_top_list_is_short (list))
    add_near (list, scores, taken, NULL, count);
}

/* How many of whole numbers are not below a bound above 0; 0 up to a whole block. */
typedef guint32 (*CountNear) (gconstpointer numbers, guint32 count, gint32 bound);

static guint32
count_near_narrow (gconstpointer numbers, guint32 count, gint32 bound)
{
  typedef gint32 Vector __attribute__ ((vector_size (16), aligned (4), may_alias));
  Vector near = { 0 };
  const gint32 *bits = numbers;

  for (guint32 i = 0; i < count; i += 4)
    near -= *(const Vector *) (bits + i) >= bound;
  return (guint32) (near[0] + near[1] + near[2] + near[3]);
}

#if defined(__x86_64__)
__attribute__ ((target ("avx2,popcnt"))) static guint32
count_near_avx2 (gconstpointer numbers, guint32 count, gint32 bound)
{
  __m256i below = _mm256_set1_epi32 (bound - 1);
  const gint32 *bits = numbers;
  guint32 sum = 0;

  for (guint32 i = 0; i < count; i += 8)
    {
      __m256i block = _mm256_loadu_si256 ((const __m256i_u *) (bits + i));
      __m256i near = _mm256_cmpgt_epi32 (block, below);

      sum += (guint32) __builtin_popcount (
          (guint32) _mm256_movemask_ps (_mm256_castsi256_ps (near)));
    }
  return sum;
}

__attribute__ ((target ("avx512f,popcnt"))) static guint32
count_near_avx512 (gconstpointer numbers, guint32 count, gint32 bound)
{
  __m512i least = _mm512_set1_epi32 (bound);
  const gint32 *bits = numbers;
  guint32 sum = 0;

  for (guint32 i = 0; i < count; i += 16)
    sum += (guint32) __builtin_popcount (
        _mm512_cmpge_epi32_mask (_mm512_loadu_si512 (bits + i), least));
  return sum;
}
#endif

/* Wider vectors where the machine has them. They count the same. */
static CountNear
choose_count_near (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return count_near_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return count_near_avx2;
#endif
  return count_near_narrow;
}

/* The bits of a bound that as many scores as are wanted reach, or where several are equal to it
 * some more; more of them are above 0. Scores above 0 are in the order of their bits, so the range
 * is halved: first that of ten powers of two, where nearly always the bound is. */
static gint32
find_bound (const float *scores, guint32 count, guint limit, float most)
{
  CountNear count_near = choose_count_near ();
  gint32 low, high, middle;

  memcpy (&high, &most, sizeof high);
  high++;
  low = 1;
  middle = MAX (high - WIDE, low);
  while (high - low > 1)
    {
      guint32 near = count_near (scores, count, middle);

      if (near == limit)
        return middle;
      if (near > limit)
        low = middle;
      else
        high = middle;
      middle = low + (high - low) / 2;
    }
  return low;
}

/**
 * tv_top_list_take:
 * @list: (inout): an empty list
 * @scores: (array): numbers, none below 0 and none above it too small to be normal; 0 up to a whole
 *   block
 * @ranks: (array length=count): their ranks, all different
 * @count: how many
 * @most: no score is above it
 *
 * Takes the best scores above 0, by a bound that is looked for first.
 */
void
tv_top_list_take (TvTopList *list,
                  const float *scores,
                  const guint32 *ranks,
                  guint32 count,
                  float most)
{
  if (choose_count_near () (scores, count, 1) > list->limit)
    {
      gint32 bits = find_bound (scores, count, list->limit, most);
      float bound;

      memcpy (&bound, &bits, sizeof bound);
      list->least = tv_top_pack (bound, G_MAXUINT32);
    }
  add_near (list, scores, NULL, ranks, count);
}

static int
compare_keys (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x < y) - (x > y);
}

/**
 * tv_top_sort:
 * @keys: (inout) (array length=count): keys
 * @count: how many
 *
 * Sorts keys, the largest first.
 */
void
tv_top_sort (guint64 *keys, guint count)
{
  if (count > 1)
    qsort (keys, count, sizeof *keys, compare_keys);
}
