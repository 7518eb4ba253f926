/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradient and curvature of the weighted log-likelihood. Each lane of a group has its own sums,
 * single for some hundred groups and double from there on, so that vectors of any width, which take
 * a group at once or in parts, add up the same terms in the same order: every machine gives the
 * same bits. */
#include <string.h>

#include "recommend/tv-logistic-private.h"

#define LANES TV_LOGISTIC_LANES
#define FLUSH TV_LOGISTIC_FLUSH
#define SIZE TV_LOGISTIC_SIZE
#define ALIGNMENT 64 /* of vectors that are read and written whole */
#define TOGETHER 4   /* groups of the curvature */
#define LARGEST_POWER 80.f
#define ROUND 12582912.f /* 1.5 x 2^23: adding it leaves a whole number */

typedef TvLogisticGroup Group;

/* Sums by lane. */
typedef struct
{
  TvLogisticVector gradient[SIZE], curvature[SIZE][SIZE];
} Sums;

/* The first terms of the series of e^r. */
static const float terms[] = { 1 / 720.f, 1 / 120.f, 1 / 24.f, 1 / 6.f, .5f, 1, 1 };

/* Some groups whose terms are added to the curvature together, each with what they weigh there: the
 * sums are many, and each is read and written once for all of them. */
typedef struct
{
  const Group *group[TOGETHER];
  TvLogisticVector weight[TOGETHER];
  guint count;
} Bends;

/* Adds a group to the gradient; what it weighs in the curvature, if it stands for one there. */
typedef void (*AddGroup) (const Group *group,
                          const float theta[SIZE],
                          Sums *sums,
                          TvLogisticVector *out_weight);

/* Adds groups to the curvature, in their order; those that are not there weigh nothing. */
typedef void (*AddBends) (const Bends *bends, Sums *sums);

/* A part of one of the vectors of a group. */
#define PART(vector) (*(Vector *) ((float *) &(vector) + v))

/* Defines such functions. The probability is 1 / (1 + e^y) with e^y = 2^n e^r, |r| <= ln 2 / 2,
 * and ln 2 in two parts; y is minus the score, but no further from 0 than a float can bear. */
#define DEFINE_ADD(group_name, bends_name, lanes, machine)                                         \
  machine static void group_name (const Group *group,                                              \
                                  const float theta[SIZE],                                         \
                                  Sums *sums,                                                      \
                                  TvLogisticVector *out_weight)                                    \
  {                                                                                                \
    typedef float Vector __attribute__ ((vector_size (lanes * sizeof (float)), aligned (16)));     \
    typedef gint32 Whole __attribute__ ((vector_size (lanes * sizeof (gint32)), aligned (16)));    \
                                                                                                   \
    for (guint v = 0; v < LANES; v += lanes)                                                       \
      {                                                                                            \
        const Vector most = LARGEST_POWER + (Vector){ 0 };                                         \
        Vector eta = { 0 }, power = { 0 }, y, n, r, p, residual;                                   \
        Whole above, below, bits;                                                                  \
                                                                                                   \
        for (guint k = 0; k < SIZE; k++)                                                           \
          eta += theta[k] * PART (group->x[k]);                                                    \
        above = eta > most;                                                                        \
        below = eta < -most;                                                                       \
        y = -(Vector) (((Whole) eta & ~(above | below)) | ((Whole) most & above)                   \
                       | ((Whole) -most & below));                                                 \
        n = y * 1.44269504f + ROUND - ROUND;                                                       \
        r = y - n * .693359375f + n * 2.12194440e-4f;                                              \
        bits = (__builtin_convertvector(n, Whole) + 127) << 23;                                    \
        for (guint i = 0; i < G_N_ELEMENTS (terms); i++)                                           \
          power = power * r + terms[i];                                                            \
        p = 1 / (1 + power * (Vector) bits);                                                       \
        residual = PART (group->weight) * (p - PART (group->label));                               \
        for (guint k = 0; k < SIZE; k++)                                                           \
          PART (sums->gradient[k]) += residual * PART (group->x[k]);                               \
        PART (*out_weight) = PART (*out_weight) * PART (group->weight) * p * (1 - p);              \
      }                                                                                            \
  }                                                                                                \
                                                                                                   \
  machine static void bends_name (const Bends *bends, Sums *sums)                                  \
  {                                                                                                \
    typedef float Vector __attribute__ ((vector_size (lanes * sizeof (float)), aligned (16)));     \
    const Group *a = bends->group[0], *b = bends->group[1], *c = bends->group[2];                  \
    const Group *d = bends->group[3];                                                              \
                                                                                                   \
    for (guint v = 0; v < LANES; v += lanes)                                                       \
      for (guint k = 0; k < SIZE; k++)                                                             \
        {                                                                                          \
          Vector of_a = PART (bends->weight[0]) * PART (a->x[k]);                                  \
          Vector of_b = PART (bends->weight[1]) * PART (b->x[k]);                                  \
          Vector of_c = PART (bends->weight[2]) * PART (c->x[k]);                                  \
          Vector of_d = PART (bends->weight[3]) * PART (d->x[k]);                                  \
                                                                                                   \
          for (guint l = 0; l <= k; l++)                                                           \
            {                                                                                      \
              Vector sum = PART (sums->curvature[k][l]) + of_a * PART (a->x[l]);                   \
                                                                                                   \
              sum += of_b * PART (b->x[l]);                                                        \
              sum += of_c * PART (c->x[l]);                                                        \
              PART (sums->curvature[k][l]) = sum + of_d * PART (d->x[l]);                          \
            }                                                                                      \
        }                                                                                          \
  }

DEFINE_ADD (add_group_narrow, add_bends_narrow, 4, )
#if defined(__x86_64__)
DEFINE_ADD (add_group_avx2, add_bends_avx2, 8, __attribute__ ((target ("avx2"))))
DEFINE_ADD (add_group_avx512, add_bends_avx512, 16, __attribute__ ((target ("avx512f"))))
#endif

typedef struct
{
  AddGroup add_group;
  AddBends add_bends;
} Adding;

/* Wider vectors where the machine has them. */
static Adding
choose_adding (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return (Adding){ add_group_avx512, add_bends_avx512 };
  if (__builtin_cpu_supports ("avx2"))
    return (Adding){ add_group_avx2, add_bends_avx2 };
#endif
  return (Adding){ add_group_narrow, add_bends_narrow };
}

/* Adds what waits for the curvature; then nothing does. */
static void
add_waiting (const Adding *adding, Bends *bends, Sums *sums)
{
  if (bends->count == 0)
    return;
  for (guint i = bends->count; i < TOGETHER; i++)
    {
      bends->group[i] = bends->group[0];
      bends->weight[i] = (TvLogisticVector){ 0 };
    }
  adding->add_bends (bends, sums);
  bends->count = 0;
}

static void
flush (Sums *sums, double gradient[SIZE], double curvature[SIZE][SIZE])
{
  for (guint k = 0; k < SIZE; k++)
    {
      for (guint v = 0; v < LANES; v++)
        gradient[k] += (double) sums->gradient[k][v];
      for (guint l = 0; l <= k; l++)
        for (guint v = 0; v < LANES; v++)
          curvature[k][l] += (double) sums->curvature[k][l][v];
    }
  memset (sums, 0, sizeof *sums);
}

/**
 * tv_logistic_measure: (skip)
 * @model: weights
 * @groups: (array length=count): rows
 * @count: how many groups
 * @stride: the curvature is taken from every so manyth of them
 * @gradient: (out): of the loss without the ridge, by the weights and the bias
 * @curvature: (out): its lower half
 *
 * Measures the slope of the loss at the weights.
 */
void
tv_logistic_measure (const TvLogistic *model,
                     const TvLogisticGroup *groups,
                     guint count,
                     guint stride,
                     double gradient[SIZE],
                     double curvature[SIZE][SIZE])
{
  const Adding adding = choose_adding ();
  float theta[SIZE] = { 0 };
  Bends bends = { .count = 0 };
  Sums *sums = g_aligned_alloc0 (1, sizeof *sums, ALIGNMENT);

  memset (gradient, 0, SIZE * sizeof *gradient);
  memset (curvature, 0, SIZE * sizeof *curvature);
  for (guint k = 0; k < TV_N_FEATURES; k++)
    theta[k] = (float) model->weight[k];
  theta[TV_N_FEATURES] = (float) model->bias;
  for (guint i = 0; i < count; i++)
    {
      gboolean is_bend = i % stride == 0;

      bends.group[bends.count] = &groups[i];
      bends.weight[bends.count] = (float) stride + (TvLogisticVector){ 0 };
      adding.add_group (&groups[i], theta, sums, &bends.weight[bends.count]);
      bends.count += is_bend;
      if (bends.count == TOGETHER || i % FLUSH == FLUSH - 1)
        add_waiting (&adding, &bends, sums);
      if (i % FLUSH == FLUSH - 1)
        flush (sums, gradient, curvature);
    }
  add_waiting (&adding, &bends, sums);
  flush (sums, gradient, curvature);
  g_aligned_free (sums);
}
