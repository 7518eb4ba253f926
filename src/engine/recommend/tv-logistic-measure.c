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

/* Adds a group to the gradient and, if wanted, as many as bend stands for to the curvature. */
typedef void (*AddGroup) (const Group *group, const float theta[SIZE], float bend, Sums *sums);

/* A part of one of the vectors of a group. */
#define PART(vector) (*(Vector *) ((float *) &(vector) + v))

/* Defines such a function. The probability is 1 / (1 + e^y) with e^y = 2^n e^r, |r| <= ln 2 / 2,
 * and ln 2 in two parts; y is minus the score, but no further from 0 than a float can bear. */
#define DEFINE_ADD_GROUP(name, lanes, machine)                                                     \
  machine static void name (const Group *group, const float theta[SIZE], float bend, Sums *sums)   \
  {                                                                                                \
    typedef float Vector __attribute__ ((vector_size (lanes * sizeof (float)), aligned (16)));     \
    typedef gint32 Whole __attribute__ ((vector_size (lanes * sizeof (gint32)), aligned (16)));    \
                                                                                                   \
    for (guint v = 0; v < LANES; v += lanes)                                                       \
      {                                                                                            \
        const Vector most = LARGEST_POWER + (Vector){ 0 };                                         \
        Vector eta = { 0 }, power = { 0 }, y, n, r, p, residual, weight;                           \
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
        if (bend == 0)                                                                             \
          continue;                                                                                \
        weight = bend * PART (group->weight) * p * (1 - p);                                        \
        for (guint k = 0; k < SIZE; k++)                                                           \
          {                                                                                        \
            Vector scaled = weight * PART (group->x[k]);                                           \
                                                                                                   \
            for (guint l = 0; l <= k; l++)                                                         \
              PART (sums->curvature[k][l]) += scaled * PART (group->x[l]);                         \
          }                                                                                        \
      }                                                                                            \
  }

DEFINE_ADD_GROUP (add_group_narrow, 4, )
#if defined(__x86_64__)
DEFINE_ADD_GROUP (add_group_avx2, 8, __attribute__ ((target ("avx2"))))
DEFINE_ADD_GROUP (add_group_avx512, 16, __attribute__ ((target ("avx512f"))))
#endif

/* Wider vectors where the machine has them. */
static AddGroup
choose_add_group (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return add_group_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return add_group_avx2;
#endif
  return add_group_narrow;
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
  AddGroup add_group = choose_add_group ();
  float theta[SIZE] = { 0 };
  Sums sums;

  memset (&sums, 0, sizeof sums);
  memset (gradient, 0, SIZE * sizeof *gradient);
  memset (curvature, 0, SIZE * sizeof *curvature);
  for (guint k = 0; k < TV_N_FEATURES; k++)
    theta[k] = (float) model->weight[k];
  theta[TV_N_FEATURES] = (float) model->bias;
  for (guint i = 0; i < count; i++)
    {
      add_group (&groups[i], theta, i % stride == 0 ? (float) stride : 0, &sums);
      if (i % FLUSH == FLUSH - 1)
        flush (&sums, gradient, curvature);
    }
  flush (&sums, gradient, curvature);
}
