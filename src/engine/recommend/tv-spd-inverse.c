/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cholesky factor, its inverse, and the product of both, or the factor and what it solves, in
 * blocks that stay in the cache (Golub and Van Loan, Matrix Computations, sections 3.1 and 4.2).
 * Each element adds its terms one by one in the order of k, without fused operations, so that every
 * machine gives the same bits, whatever the width of its vectors. */
#include "recommend/tv-spd-inverse.h"

#include <math.h>
#include <string.h>

#include "base/tv-parallel.h"

#define N TV_SPD_BLOCK

typedef float Block[N * N];

typedef void (*Subtract) (float *out, const float *a, const float *b);

/* The compiler has to be told to lay the small loops out flat. */
#define FLAT_FOR(i, count) _Pragma ("GCC unroll 16") for (guint i = 0; i < (count); i++)

/* Defines a function: out -= a b, all blocks. A tile of rows x wide vectors stays in registers
 * while k runs. The arithmetic is the same whatever the tile. */
#define DEFINE_SUBTRACT(name, lanes, rows, wide, machine)                                          \
  machine static void name (float *out, const float *a, const float *b)                            \
  {                                                                                                \
    typedef float Vector __attribute__ ((vector_size (lanes * sizeof (float)), aligned (4)));      \
                                                                                                   \
    for (guint j = 0; j < N; j += wide * lanes)                                                    \
      for (guint i = 0; i < N; i += rows)                                                          \
        {                                                                                          \
          float *corner = out + i * N + j;                                                         \
          Vector sum[rows * wide];                                                                 \
                                                                                                   \
          FLAT_FOR (t, rows *wide)                                                                 \
          {                                                                                        \
            sum[t] = *(Vector *) (corner + t / wide * N + t % wide * lanes);                       \
          }                                                                                        \
          for (guint k = 0; k < N; k++)                                                            \
            {                                                                                      \
              const float *left = a + i * N + k, *right = b + k * N + j;                           \
                                                                                                   \
              FLAT_FOR (t, rows *wide)                                                             \
              {                                                                                    \
                sum[t] -= left[t / wide * N] * *(const Vector *) (right + t % wide * lanes);       \
              }                                                                                    \
            }                                                                                      \
          FLAT_FOR (t, rows *wide)                                                                 \
          {                                                                                        \
            *(Vector *) (corner + t / wide * N + t % wide * lanes) = sum[t];                       \
          }                                                                                        \
        }                                                                                          \
  }

DEFINE_SUBTRACT (subtract_narrow, 4, 4, 2, )
#if defined(__x86_64__)
DEFINE_SUBTRACT (subtract_avx2, 8, 4, 2, __attribute__ ((target ("avx2"))))
DEFINE_SUBTRACT (subtract_avx512, 16, 8, 2, __attribute__ ((target ("avx512f"))))
#endif

/* Wider vectors where the machine has them. */
static Subtract
choose_subtract (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return subtract_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return subtract_avx2;
#endif
  return subtract_narrow;
}

static void
transpose (float *out, const float *in)
{
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      out[j * N + i] = in[i * N + j];
}

static void
negate (float *out, const float *in)
{
  for (guint i = 0; i < N * N; i++)
    out[i] = -in[i];
}

/* The Cholesky factor of one block, its upper half zero. */
static gboolean
factor_block (float *a)
{
  for (guint j = 0; j < N; j++)
    {
      double pivot = a[j * N + j];

      for (guint k = 0; k < j; k++)
        pivot -= (double) a[j * N + k] * (double) a[j * N + k];
      if (!(pivot > 0))
        return FALSE;
      pivot = sqrt (pivot);
      a[j * N + j] = (float) pivot;
      for (guint i = j + 1; i < N; i++)
        {
          double sum = a[i * N + j];

          for (guint k = 0; k < j; k++)
            sum -= (double) a[i * N + k] * (double) a[j * N + k];
          a[i * N + j] = (float) (sum / pivot);
        }
      for (guint i = 0; i < j; i++)
        a[i * N + j] = 0;
    }
  return TRUE;
}

/* The inverse of a lower triangular block. */
static void
invert_block (float *out, const float *in)
{
  memset (out, 0, sizeof (Block));
  for (guint j = 0; j < N; j++)
    {
      out[j * N + j] = 1 / in[j * N + j];
      for (guint i = j + 1; i < N; i++)
        {
          double sum = 0;

          for (guint k = j; k < i; k++)
            sum -= (double) in[i * N + k] * (double) out[k * N + j];
          out[i * N + j] = (float) (sum / (double) in[i * N + i]);
        }
    }
}

/* A matrix in the making. Only the lower half is held, block by block, each of them whole. */
typedef struct
{
  guint count; /* blocks in a row */
  Subtract subtract;
  Block *block;
  Block *line;     /* count blocks that are read again and again */
  Block *diagonal; /* the inverses of the factor's diagonal blocks */
} Inverse;

static float *
at (const Inverse *inverse, guint i, guint j)
{
  return inverse->block[(gsize) i * (i + 1) / 2 + j];
}

static void
take (Inverse *inverse, const float *matrix, guint size)
{
  for (guint i = 0; i < inverse->count; i++)
    for (guint j = 0; j <= i; j++)
      for (guint r = 0; r < N; r++)
        memcpy (at (inverse, i, j) + r * N,
                matrix + ((gsize) i * N + r) * size + (gsize) j * N,
                N * sizeof (float));
}

/* Both halves. */
static void
give (const Inverse *inverse, float *matrix, guint size)
{
  Block turned;

  for (guint i = 0; i < inverse->count; i++)
    for (guint j = 0; j <= i; j++)
      {
        const float *block = at (inverse, i, j);

        transpose (turned, block);
        for (guint r = 0; r < N; r++)
          {
            memcpy (matrix + ((gsize) j * N + r) * size + (gsize) i * N,
                    turned + r * N,
                    N * sizeof (float));
            memcpy (matrix + ((gsize) i * N + r) * size + (gsize) j * N,
                    block + r * N,
                    N * sizeof (float));
          }
      }
}

/* The matrix becomes L of matrix = L L'; the inverses of L's diagonal blocks are kept. */
static gboolean
factor (Inverse *inverse)
{
  Block turned;

  for (guint j = 0; j < inverse->count; j++)
    {
      for (guint k = 0; k < j; k++)
        transpose (inverse->line[k], at (inverse, j, k));
      for (guint i = j; i < inverse->count; i++)
        for (guint k = 0; k < j; k++)
          inverse->subtract (at (inverse, i, j), at (inverse, i, k), inverse->line[k]);
      if (!factor_block (at (inverse, j, j)))
        return FALSE;
      invert_block (inverse->diagonal[j], at (inverse, j, j));
      transpose (turned, inverse->diagonal[j]);
      for (guint i = j + 1; i < inverse->count; i++)
        {
          Block product = { 0 };

          inverse->subtract (product, at (inverse, i, j), turned);
          negate (at (inverse, i, j), product);
        }
    }
  return TRUE;
}

/* L becomes its own inverse, from the last column to the first: column j needs L's columns from j
 * on and the inverse's columns after j. W(i, j) = - sum over k from j + 1 to i of
 * W(i, k) L(k, j) W(j, j). */
static void
invert_factor (Inverse *inverse)
{
  for (guint j = inverse->count; j-- > 0;)
    {
      for (guint k = j + 1; k < inverse->count; k++)
        {
          memset (inverse->line[k], 0, sizeof (Block));
          inverse->subtract (inverse->line[k], at (inverse, k, j), inverse->diagonal[j]);
        }
      memcpy (at (inverse, j, j), inverse->diagonal[j], sizeof (Block));
      for (guint i = j + 1; i < inverse->count; i++)
        {
          Block sum = { 0 };

          for (guint k = j + 1; k <= i; k++)
            inverse->subtract (sum, at (inverse, i, k), inverse->line[k]);
          negate (at (inverse, i, j), sum);
        }
    }
}

/* The inverse W of the factor becomes W' W; row i needs W's rows from i on, so the rows go from the
 * first to the last. */
static void
square (Inverse *inverse)
{
  for (guint i = 0; i < inverse->count; i++)
    {
      for (guint k = i; k < inverse->count; k++)
        transpose (inverse->line[k], at (inverse, k, i));
      for (guint j = 0; j <= i; j++)
        {
          Block sum = { 0 };

          for (guint k = i; k < inverse->count; k++)
            inverse->subtract (sum, inverse->line[k], at (inverse, k, j));
          negate (at (inverse, i, j), sum);
        }
    }
}

/**
 * tv_spd_invert:
 * @matrix: (inout) (array): size x size, row by row; its lower half is read, both are written
 * @size: a multiple of %TV_SPD_BLOCK
 *
 * Inverts a symmetric positive definite matrix. size^3 / 2 multiplications and as many additions.
 *
 * Returns: %FALSE where it is not positive definite; then the matrix is as it was
 */
gboolean
tv_spd_invert (float *matrix, guint size)
{
  guint count = size / N;
  g_autofree Block *block = g_new (Block, (gsize) count * (count + 1) / 2 + 1);
  g_autofree Block *line = g_new (Block, MAX (count, 1));
  g_autofree Block *diagonal = g_new (Block, MAX (count, 1));
  Inverse inverse = { count, choose_subtract (), block, line, diagonal };

  g_return_val_if_fail (size % N == 0, FALSE);
  take (&inverse, matrix, size);
  if (!factor (&inverse))
    return FALSE;
  invert_factor (&inverse);
  square (&inverse);
  give (&inverse, matrix, size);
  return TRUE;
}

/* What is solved for: the factor, its blocks turned, and the right side. */
typedef struct
{
  const Inverse *inverse;
  const Block *turned; /* as the factor's blocks, those of the diagonal as their inverses */
  float *right;
  guint size;
} Solution;

/* column := diagonal column, one block by another. */
static void
multiply (const Inverse *inverse, const float *left, float *block)
{
  Block product = { 0 };

  inverse->subtract (product, left, block);
  negate (block, product);
}

/* A block of a matrix, its rows as columns. */
static void
take_turned (float *out, const float *corner, guint size)
{
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      out[j * N + i] = corner[(gsize) i * size + j];
}

/* Some of the right sides, as many as a block has: L Y = C, then L' X = Y. */
static void
solve_columns (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  const Solution *solution = data;
  const Inverse *inverse = solution->inverse;
  guint count = inverse->count, size = solution->size;
  g_autofree Block *column = g_new (Block, count);

  for (guint b = begin; b < end; b++)
    {
      for (guint k = 0; k < count; k++)
        take_turned (column[k], solution->right + ((gsize) b * size + k) * N, size);
      for (guint i = 0; i < count; i++)
        {
          for (guint k = 0; k < i; k++)
            inverse->subtract (column[i], at (inverse, i, k), column[k]);
          multiply (inverse, inverse->diagonal[i], column[i]);
        }
      for (guint i = count; i-- > 0;)
        {
          for (guint k = i + 1; k < count; k++)
            inverse->subtract (column[i], solution->turned[(gsize) k * (k + 1) / 2 + i], column[k]);
          multiply (inverse, solution->turned[(gsize) i * (i + 1) / 2 + i], column[i]);
        }
      for (guint k = 0; k < count; k++)
        for (guint r = 0; r < N; r++)
          for (guint i = 0; i < N; i++)
            solution->right[((gsize) b * N + r) * size + (gsize) k * N + i] = column[k][i * N + r];
    }
}

/**
 * tv_spd_solve:
 * @matrix: (array): size x size, row by row; its lower half is read
 * @right: (inout) (array): size x size: the right sides, one in each row; then what the matrix
 * makes them of
 * @size: a multiple of %TV_SPD_BLOCK
 * @thread_count: workers
 *
 * Solves linear equations with a symmetric positive definite matrix, for as many right sides as it
 * has rows: 7/6 size^3 multiplications and as many additions. The same for any number of threads.
 *
 * Returns: %FALSE where it is not positive definite; then the right sides are as they were
 */
gboolean
tv_spd_solve (const float *matrix, float *right, guint size, guint thread_count)
{
  guint count = size / N;
  gsize blocks = (gsize) count * (count + 1) / 2;
  g_autofree Block *block = g_new (Block, blocks + 1);
  g_autofree Block *turned = g_new (Block, blocks + 1);
  g_autofree Block *line = g_new (Block, MAX (count, 1));
  g_autofree Block *diagonal = g_new (Block, MAX (count, 1));
  Inverse inverse = { count, choose_subtract (), block, line, diagonal };
  Solution solution = { &inverse, turned, right, size };

  g_return_val_if_fail (size % N == 0, FALSE);
  take (&inverse, matrix, size);
  if (!factor (&inverse))
    return FALSE;
  for (guint i = 0; i < count; i++)
    for (guint j = 0; j <= i; j++)
      transpose (turned[(gsize) i * (i + 1) / 2 + j], i == j ? diagonal[i] : at (&inverse, i, j));
  return tv_parallel_run_chunks (count,
                                 1,
                                 thread_count,
                                 solve_columns,
                                 &solution,
                                 NULL,
                                 NULL,
                                 NULL,
                                 NULL);
}
