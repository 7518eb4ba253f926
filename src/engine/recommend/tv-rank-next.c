/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ridge regression of what customers bought in each of the last months on what they had bought
 * before it (Hoerl and Kennard 1970; with one month for all targets it is a multivariate one): W =
 * (X'X + ridge)^-1 X'Y, where a row of X has the customer's purchases, halved every 60 days and
 * bounded, and the row of Y what the customer then bought. Unlike similarity, it tells what comes
 * after from what came before, and what is bought once from what is bought again. */
#include "recommend/tv-rank-next.h"

#include <math.h>
#include <string.h>

#include "recommend/tv-rank-sets.h"
#include "recommend/tv-spd-inverse.h"
#include "recommend/tv-top.h"

#define PRODUCTS 704   /* a multiple of the blocks of the equations */
#define MONTHS 5       /* that are learned from */
#define MONTH 30       /* days */
#define RIDGE .25      /* of the mean square of a product's purchases */
#define SOURCES 50     /* of a target: those with most to say */
#define ENOUGH 1000000 /* purchases to learn from */
#define MARKS 64       /* in a word */

/* Many purchases of a product are worth little more than some. */
static inline float
bound (float purchases)
{
  return purchases / (purchases + 1);
}

typedef void (*Add) (float *out, const float *row, float weight, guint count);

/* Defines a function: out += weight row, at least the first count of them, in whole vectors. Most
 * of a row is nought, and yet several at a time are quicker than one by one; the sums are the same.
 */
#define DEFINE_ADD(name, lanes, machine)                                                           \
  machine static void name (float *out, const float *row, float weight, guint count)               \
  {                                                                                                \
    typedef float Vector __attribute__ ((vector_size (lanes * sizeof (float)), aligned (4)));      \
                                                                                                   \
    for (guint i = 0; i < count; i += lanes)                                                       \
      *(Vector *) (out + i) += weight * *(const Vector *) (row + i);                               \
  }

DEFINE_ADD (add_narrow, 4, )
#if defined(__x86_64__)
DEFINE_ADD (add_avx2, 8, __attribute__ ((target ("avx2"))))
DEFINE_ADD (add_avx512, 16, __attribute__ ((target ("avx512f"))))
#endif

/* Wider vectors where the machine has them. */
static Add
choose_add (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return add_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return add_avx2;
#endif
  return add_narrow;
}

/* What is summed up, row by row. */
typedef struct
{
  Add add;
  const TvRankBase *base;
  const TvRankNext *next;
  guint size;      /* of the matrices, padded */
  float *before;   /* X'X, its lower half */
  float *followed; /* Y'X, a target a row */

  /* of the row in hand */
  float *purchases;       /* by place */
  guint64 *marks;         /* a bit for each place, where something was bought */
  guint32 *bought, *then; /* places, those that were bought ascending */
  guint32 bought_count, then_count;
  gboolean *is_then; /* by place */
} Learning;

static void
learning_init (Learning *learning, const TvRankBase *base, const TvRankNext *next)
{
  gsize size = MAX ((next->count + TV_SPD_BLOCK - 1) / TV_SPD_BLOCK, 1) * TV_SPD_BLOCK;

  *learning = (Learning){
    .add = choose_add (),
    .base = base,
    .next = next,
    .size = (guint) size,
    .before = g_new0 (float, size *size),
    .followed = g_new0 (float, size *size),
    .purchases = g_new0 (float, size),
    .marks = g_new0 (guint64, size / MARKS),
    .bought = g_new (guint32, size),
    .then = g_new (guint32, size),
    .is_then = g_new0 (gboolean, size),
  };
}

static void
learning_clear (Learning *learning)
{
  g_free (learning->before);
  g_free (learning->followed);
  g_free (learning->purchases);
  g_free (learning->marks);
  g_free (learning->bought);
  g_free (learning->then);
  g_free (learning->is_then);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Learning, learning_clear)

/* Lists what is marked, places ascending, and takes the marks away. */
static void
list_bought (Learning *learning)
{
  learning->bought_count = 0;
  for (guint32 word = 0; word < learning->size / MARKS; word++)
    for (; learning->marks[word] != 0; learning->marks[word] &= learning->marks[word] - 1)
      learning->bought[learning->bought_count++]
          = word * MARKS + (guint32) __builtin_ctzll (learning->marks[word]);
}

/* What the customer bought before a purchase, as of a day. */
static void
read_before (Learning *learning, guint32 customer, guint32 first, TvDay day)
{
  const TvRankBase *base = learning->base;
  const TvFrame *frame = base->frame;
  const guint32 *places = learning->next->place;
  const float *decay = base->decay[1];
  guint32 none = learning->next->count;
  gint64 oldest = base->decay_length;

  for (guint32 e = frame->event_offset[customer]; e < first; e++)
    {
      guint32 place = places[frame->event_product[e]];

      if (place == none)
        continue;
      learning->marks[place / MARKS] |= G_GUINT64_CONSTANT (1) << place % MARKS;
      learning->purchases[place] += decay[MIN ((gint64) day - frame->event_day[e], oldest)];
    }
  list_bought (learning);
}

/* What the customer bought from a purchase on and before a day. */
static void
read_then (Learning *learning, guint32 customer, guint32 first, TvDay day)
{
  const TvFrame *frame = learning->base->frame;

  learning->then_count = 0;
  for (guint32 e = first; e < frame->event_offset[customer + 1] && frame->event_day[e] < day; e++)
    {
      guint32 place = learning->next->place[frame->event_product[e]];

      if (place == learning->next->count || learning->is_then[place])
        continue;
      learning->is_then[place] = TRUE;
      learning->then[learning->then_count++] = place;
    }
  for (guint32 i = 0; i < learning->then_count; i++)
    learning->is_then[learning->then[i]] = FALSE;
}

static void
add_row (Learning *learning)
{
  const guint32 *bought = learning->bought, *then = learning->then;
  float *purchases = learning->purchases;
  guint size = learning->size;

  for (guint32 i = 0; i < learning->bought_count; i++)
    purchases[bought[i]] = bound (purchases[bought[i]]);
  for (guint32 i = 0; i < learning->bought_count; i++)
    learning->add (learning->before + (gsize) bought[i] * size,
                   purchases,
                   purchases[bought[i]],
                   bought[i] + 1);
  for (guint32 i = 0; i < learning->then_count; i++)
    learning->add (learning->followed + (gsize) then[i] * size,
                   purchases,
                   1,
                   learning->bought_count > 0 ? bought[learning->bought_count - 1] + 1 : 0);
}

/* Every so many customers, so that enough purchases are read. Only who bought something in the
 * month has a row: who bought nothing tells products apart by nothing. */
static void
add_month (Learning *learning, TvDay from, guint32 step)
{
  const TvFrame *frame = learning->base->frame;

  for (guint32 c = 0; c < frame->customer_count; c += step)
    {
      guint32 first = tv_frame_find_event (frame, c, from);

      if (first == frame->event_offset[c] || first == frame->event_offset[c + 1]
          || frame->event_day[first] >= from + MONTH)
        continue;
      read_before (learning, c, first, from);
      read_then (learning, c, first, from + MONTH);
      add_row (learning);
      for (guint32 i = 0; i < learning->bought_count; i++)
        learning->purchases[learning->bought[i]] = 0;
    }
}

static guint32
choose_step (const TvRankBase *base)
{
  return MAX (base->frame->event_offset[base->frame->customer_count] / ENOUGH, 1);
}

/* Nothing was bought, or the weights W' stand where Y'X stood. */
static gboolean
solve (Learning *learning, guint thread_count)
{
  guint size = learning->size, count = learning->next->count;
  double trace = 0;

  for (guint i = 0; i < count; i++)
    trace += (double) learning->before[(gsize) i * size + i];
  if (!(trace > 0))
    return FALSE;
  for (guint i = 0; i < size; i++)
    learning->before[(gsize) i * size + i] += i < count ? (float) (RIDGE * trace / count) : 1;
  return tv_spd_solve (learning->before, learning->followed, size, thread_count);
}

/* The sources with most to say of each target, for or against it; links by source, targets
 * ascending. */
static void
take_links (TvRankNext *next, const Learning *learning)
{
  guint32 count = next->count, found = 0, *offset = next->table.offset;
  g_autofree guint64 *keys = g_new (guint64, (gsize) count + 1);
  g_autofree float *loudness = g_new0 (float, (gsize) count + TV_TOP_BLOCK);
  g_autofree guint32 *source = g_new (guint32, (gsize) count * SOURCES + 1);
  g_autofree TvSimilarLink *links = g_new (TvSimilarLink, (gsize) count * SOURCES + 1);

  for (guint32 target = 0; target < count; target++)
    {
      TvTopList best = tv_top_list_begin (keys, (gsize) count + 1, SOURCES);
      const float *row = learning->followed + (gsize) target * learning->size;

      for (guint32 i = 0; i < count; i++)
        loudness[i] = fabsf (row[i]);
      tv_top_list_add_all (&best, loudness, NULL, count);
      tv_top_list_shrink (&best);
      for (guint32 k = 0; k < best.count; k++, found++)
        {
          source[found] = tv_top_get_rank (best.keys[k]);
          links[found] = (TvSimilarLink){ target, row[source[found]] };
          offset[source[found] + 1]++;
        }
    }
  for (guint32 i = 0; i < count; i++)
    offset[i + 1] += offset[i];
  next->table.link = g_new (TvSimilarLink, (gsize) found + 1);
  for (guint32 i = found; i-- > 0;)
    next->table.link[--offset[source[i] + 1]] = links[i];
  memmove (offset, offset + 1, (gsize) count * sizeof *offset);
  offset[count] = found;
}

/**
 * tv_rank_next_new: (skip)
 * @base: (transfer none): a base with its pairs
 * @thread_count: workers
 *
 * Learns from the months before the base's cutoff. The same for any number of threads.
 *
 * Returns: (transfer full) (nullable): what it learned; %NULL where nobody bought again
 */
TvRankNext *
tv_rank_next_new (const TvRankBase *base, guint thread_count)
{
  g_autoptr (TvRankNext) next = g_new0 (TvRankNext, 1);
  g_auto (Learning) learning = { 0 };
  guint32 product_count = base->frame->product_count, step = choose_step (base);
  g_autofree guint32 *products = g_new (guint32, (gsize) product_count + 1);

  next->place = g_new (guint32, (gsize) product_count + 1);
  next->count = tv_rank_base_find_most_bought (base, PRODUCTS, products, next->place);
  next->table.offset = g_new0 (guint32, (gsize) next->count + 2);
  for (guint32 i = 0; i < product_count; i++)
    next->place[i] = MIN (next->place[i], next->count);
  learning_init (&learning, base, next);
  for (TvDay month = 1; month <= MONTHS; month++)
    add_month (&learning, base->cutoff - month * MONTH, step);
  if (!solve (&learning, thread_count))
    return NULL;
  take_links (next, &learning);
  return g_steal_pointer (&next);
}

/**
 * tv_rank_next_free: (skip)
 * @next: (transfer full): what was learned
 *
 * Frees it.
 */
void
tv_rank_next_free (TvRankNext *next)
{
  g_free (next->place);
  tv_similar_clear (&next->table);
  g_free (next);
}

/**
 * tv_rank_next_sum: (skip)
 * @next: what was learned, of this day or an earlier one
 * @base: a base of the same frame
 * @customer: a customer whose pairs the base keeps
 * @sums: (out) (array): by place, and 0 behind the last one: count + 1 of them
 *
 * Adds up what the customer's purchases say of each product; below 0 they speak against it.
 */
void
tv_rank_next_sum (const TvRankNext *next, const TvRankBase *base, guint32 customer, float *sums)
{
  memset (sums, 0, ((gsize) next->count + 1) * sizeof *sums);
  for (guint32 pair = base->pair_offset[customer]; pair < base->pair_offset[customer + 1]; pair++)
    {
      guint32 source = next->place[base->pair_product[pair]];
      float weight = bound (base->p60[pair]);

      if (source == next->count)
        continue;
      for (guint32 i = next->table.offset[source]; i < next->table.offset[source + 1]; i++)
        sums[next->table.link[i].target] += weight * next->table.link[i].weight;
    }
}

/**
 * tv_rank_next_get_part: (skip)
 * @next: what was learned, of this day or an earlier one
 * @base: a base of the same frame
 * @pair: a pair that the base keeps
 * @product: a product
 *
 * Returns: what the pair's purchases say of the product, a part of its sum; 0 = nothing
 */
float
tv_rank_next_get_part (const TvRankNext *next,
                       const TvRankBase *base,
                       guint32 pair,
                       guint32 product)
{
  guint32 source = next->place[base->pair_product[pair]], target = next->place[product];

  if (source == next->count || target == next->count)
    return 0;
  return bound (base->p60[pair]) * tv_similar_get (&next->table, source, target);
}
