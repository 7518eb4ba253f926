/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partial selection (Hoare 1961, "Algorithm 65: Find") and sorting of packed keys. */
#include "recommend/tv-top-private.h"

#include <float.h>
#include <stdlib.h>

#define FEW 1024        /* keys that are counted */
#define WIDE (10 << 23) /* of the bits of a number: ten powers of two */
#define SAMPLE 128      /* scores that a bound is guessed from, at least */
#define SPARE 3         /* of them that are above the bound beside those to be expected */

/* The nth largest of the keys from low to below high, of which there are few. */
static guint64
pick (const TvTopKeyFuncs *funcs,
      const guint64 *keys,
      guint count,
      guint64 low,
      guint64 high,
      guint nth)
{
  guint64 left[TV_TOP_LEFT + TV_TOP_WIDEST];
  guint left_count = funcs->take (keys, count, low, high, left), i = 0;

  while (i + 1 < left_count && funcs->count (left, left_count, left[i]) != nth)
    i++;
  return left[i];
}

/* The least of the largest keys, as many as are wanted. The range is cut where the counts at its
 * ends speak for, which comes near soon; an end that stays counts half, as where keys are dense at
 * one of them the cuts would else creep. The last few are compared with each other. */
static guint64
find_least (const TvTopKeyFuncs *funcs, const guint64 *keys, guint count, guint limit)
{
  guint64 low, high;
  guint at_low = count, at_high = 1;
  double above = count - limit, below = (double) limit - 1;
  int last = 0;

  funcs->range (keys, count, &low, &high);
  if (limit == 1)
    return high;
  while (at_low - at_high > TV_TOP_LEFT)
    {
      double share = above / (above + below);
      guint64 middle = MIN (low + 1 + (guint64) (share * (double) (high - low - 2)), high - 1);
      guint reached = funcs->count (keys, count, middle);

      if (reached == limit)
        return middle;
      if (reached > limit)
        {
          low = middle;
          at_low = reached;
          above = reached - limit;
          below = last > 0 ? below / 2 : below;
          last = 1;
        }
      else
        {
          high = middle;
          at_high = reached;
          below = limit - reached;
          above = last < 0 ? above / 2 : above;
          last = -1;
        }
    }
  return pick (funcs, keys, count, low, high, limit - at_high);
}

/* Few keys are counted rather than parted again and again: a count has no branch that could be
 * guessed wrong. */
static void
select_of_few (guint64 *keys, guint count, guint limit)
{
  TvTopKeyFuncs funcs = tv_top_choose_key_funcs ();

  if (limit > 0 && limit < count)
    funcs.keep (keys, count, find_least (&funcs, keys, count, limit));
}

/**
 * tv_top_select:
 * @keys: (inout) (array length=count): keys, all different
 * @count: how many
 * @limit: how many are wanted
 *
 * Brings the largest keys to the front, in no order; what is left behind them means nothing. Linear
 * on average.
 */
void
tv_top_select (guint64 *keys, guint count, guint limit)
{
  guint low = 0, high = count;

  if (limit == 0 || limit >= count)
    return;
  while (high - low > FEW)
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
  select_of_few (keys + low, high - low, limit - low);
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

/* Takes the scores at some places that are not taken; there is room for all of them, so no branch
 * has to be guessed. */
static inline void
add_free (TvTopList *list,
          const float *scores,
          const guint32 *taken,
          const guint32 *ranks,
          const guint32 *places,
          guint near)
{
  guint64 *keys = list->keys, least = list->least;
  guint count = list->count;

  for (guint i = 0; i < near; i++)
    {
      guint32 place = places[i];
      guint64 key = tv_top_pack (scores[place], ranks == NULL ? place : ranks[place]);

      keys[count] = key;
      count += key > least && (taken == NULL || taken[place] == 0);
    }
  list->count = count;
}

/* Takes what is not below the list's bound. */
static inline void
add_near (TvTopList *list,
          const float *scores,
          const guint32 *taken,
          const guint32 *ranks,
          guint32 count)
{
  TvTopFindNear find_near = tv_top_choose_find_near ();
  guint32 places[TV_TOP_PLACES];

  for (guint32 first = 0; first < count; first += TV_TOP_BLOCK)
    {
      float bound = MAX (tv_top_get_score (list->least), FLT_MIN);
      guint near = find_near (scores, first, bound, places);

      if (list->count + near < list->room)
        add_free (list, scores, taken, ranks, places, near);
      else
        for (guint i = 0; i < near; i++)
          if (taken == NULL || taken[places[i]] == 0)
            tv_top_list_add (
                list,
                tv_top_pack (scores[places[i]], ranks == NULL ? places[i] : ranks[places[i]]));
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

  sample->step = step;
  sample->count = 0;
  sample->expected = step > 1 ? (guint) ((guint64) limit * 3 / 2 / step + SPARE) : 0;
}

/* The bits of a bound that as many scores as are wanted reach, or where several are equal to it
 * some more; more of them are above 0. Scores above 0 are in the order of their bits, so the range
 * is halved: first that of ten powers of two, where nearly always the bound is. */
static gint32
find_bound (const float *scores, guint32 count, guint limit, float most)
{
  TvTopCountNear count_near = tv_top_choose_count_near ();
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
 * tv_top_list_expect:
 * @list: (inout): an empty list
 * @sample: (inout): of the scores that will be added
 *
 * Drops what does not reach the bound that the sample speaks for. Whoever has added all scores asks
 * tv_top_list_is_short().
 */
void
tv_top_list_expect (TvTopList *list, TvTopSample *sample)
{
  float most = 0, bound;
  gint32 bits;

  if (sample->expected == 0 || sample->count <= sample->expected)
    return;
  for (guint i = 0; i < sample->count; i++)
    most = MAX (most, sample->scores[i]);
  memset (sample->scores + sample->count, 0, TV_TOP_WIDEST * sizeof *sample->scores);
  if (tv_top_choose_count_near () (sample->scores, sample->count, 1) <= sample->expected)
    return;
  bits = find_bound (sample->scores, sample->count, sample->expected, most);
  memcpy (&bound, &bits, sizeof bound);
  list->least = tv_top_pack (bound, G_MAXUINT32);
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
  for (guint32 i = 0; i < count && sample.expected > 0; i += sample.step)
    if (taken == NULL || taken[i] == 0)
      tv_top_sample_add (&sample, scores[i]);
  tv_top_list_expect (list, &sample);
  add_near (list, scores, taken, NULL, count);
  if (tv_top_list_is_short (list))
    add_near (list, scores, taken, NULL, count);
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
  if (tv_top_choose_count_near () (scores, count, 1) > list->limit)
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
