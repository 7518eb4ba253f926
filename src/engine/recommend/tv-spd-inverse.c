/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cholesky factor, its inverse, and the product of both, in blocks that stay in the cache (Golub
 * and Van Loan, Matrix Computations, section 4.2). Each element adds its terms one by one in the
 * order of k, without fused operations, so that every machine gives the same bits, whatever the
 * width of its vectors. */
#include "recommend/tv-spd-inverse.h"

#include <math.h>
#include <string.h>

#define N TV_SPD_BLOCK
#define LANES 16
#define ROWS 4

typedef float Vector __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4)));

/* Wider vectors where the machine has them; the arithmetic is the same. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)                                \
    && !defined(__SANITIZE_ADDRESS__)
#define WIDE                                                                                       \
  __attribute__ ((target_clones ("avx512f", "avx2", "default"), optimize ("fp-contract=off")))
#else
#define WIDE
#endif

typedef float Block[N * N];

/* out += sign x a b, all blocks; leading dimensions: of out and a as given, of b N. */
WIDE static void
multiply_add (float *out, gsize out_step, const float *a, gsize a_step, const float *b, float sign)
{
  for (guint i = 0; i < N; i += ROWS)
    for (guint j = 0; j < N; j += 2 * LANES)
      {
        Vector sum[ROWS][2];

        for (guint r = 0; r < ROWS; r++)
          for (guint v = 0; v < 2; v++)
            sum[r][v] = *(const Vector *) (out + (i + r) * out_step + j + v * LANES);
        for (guint k = 0; k < N; k++)
          {
            Vector b0 = *(const Vector *) (b + k * N + j);
            Vector b1 = *(const Vector *) (b + k * N + j + LANES);

            for (guint r = 0; r < ROWS; r++)
              {
                float factor = sign * a[(i + r) * a_step + k];

                sum[r][0] += factor * b0;
                sum[r][1] += factor * b1;
              }
          }
        for (guint r = 0; r < ROWS; r++)
          for (guint v = 0; v < 2; v++)
            *(Vector *) (out + (i + r) * out_step + j + v * LANES) = sum[r][v];
      }
}

static float *
at (float *matrix, guint size, guint i, guint j)
{
  return matrix + (gsize) i * N * size + (gsize) j * N;
}

static void
transpose (float *out, const float *in, gsize step)
{
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      out[j * N + i] = in[i * step + j];
}

/* The Cholesky factor of one block, its upper half zero. */
static gboolean
factor_block (float *a, gsize step)
{
  for (guint j = 0; j < N; j++)
    {
      double pivot = a[j * step + j];

      for (guint k = 0; k < j; k++)
        pivot -= (double) a[j * step + k] * (double) a[j * step + k];
      if (!(pivot > 0))
        return FALSE;
      pivot = sqrt (pivot);
      a[j * step + j] = (float) pivot;
      for (guint i = j + 1; i < N; i++)
        {
          double sum = a[i * step + j];

          for (guint k = 0; k < j; k++)
            sum -= (double) a[i * step + k] * (double) a[j * step + k];
          a[i * step + j] = (float) (sum / pivot);
        }
      for (guint i = 0; i < j; i++)
        a[i * step + j] = 0;
    }
  return TRUE;
}

/* The inverse of a lower triangular block. */
static void
invert_block (float *out, const float *in, gsize step)
{
  memset (out, 0, sizeof (Block));
  for (guint j = 0; j < N; j++)
    {
      out[j * N + j] = 1 / in[j * step + j];
      for (guint i = j + 1; i < N; i++)
        {
          double sum = 0;

          for (guint k = j; k < i; k++)
            sum -= (double) in[i * step + k] * (double) out[k * N + j];
          out[i * N + j] = (float) (sum / (double) in[i * step + i]);
        }
    }
}

/* matrix = L L'; the inverses of L's diagonal blocks are kept. */
static gboolean
factor (float *matrix, guint size, Block *row, Block *diagonal)
{
  guint count = size / N;
  Block inverse;

  for (guint j = 0; j < count; j++)
    {
      for (guint k = 0; k < j; k++)
        transpose (row[k], at (matrix, size, j, k), size);
      for (guint i = j; i < count; i++)
        for (guint k = 0; k < j; k++)
          multiply_add (at (matrix, size, i, j), size, at (matrix, size, i, k), size, row[k], -1);
      if (!factor_block (at (matrix, size, j, j), size))
        return FALSE;
      invert_block (diagonal[j], at (matrix, size, j, j), size);
      transpose (inverse, diagonal[j], N);
      for (guint i = j + 1; i < count; i++)
        {
          Block product = { 0 };

          multiply_add (product, N, at (matrix, size, i, j), size, inverse, 1);
          for (guint r = 0; r < N; r++)
            memcpy (at (matrix, size, i, j) + (gsize) r * size,
                    product + r * N,
                    N * sizeof (float));
        }
    }
  return TRUE;
}

static void
put_block (float *out, gsize step, const float *block)
{
  for (guint r = 0; r < N; r++)
    memcpy (out + r * step, block + r * N, N * sizeof (float));
}

static void
get_block (float *block, const float *in, gsize step)
{
  for (guint r = 0; r < N; r++)
    memcpy (block + r * N, in + r * step, N * sizeof (float));
}

/* L becomes its own inverse, from the last column to the first: column j needs L's columns from j
 * on and the inverse's columns after j. */
static void
invert_factor (float *matrix, guint size, Block *column, Block *diagonal)
{
  guint count = size / N;

  for (guint j = count; j-- > 0;)
    {
      /* Column j of the inverse: W(i, j) = - sum over k from j + 1 to i of W(i, k) L(k, j) W(j, j).
       */
      for (guint k = j + 1; k < count; k++)
        {
          Block below;

          get_block (below, at (matrix, size, k, j), size);
          memset (column[k], 0, sizeof (Block));
          multiply_add (column[k], N, below, N, diagonal[j], 1);
        }
      put_block (at (matrix, size, j, j), size, diagonal[j]);
      for (guint i = j + 1; i < count; i++)
        {
          Block sum = { 0 };

          for (guint k = j + 1; k <= i; k++)
            multiply_add (sum, N, at (matrix, size, i, k), size, column[k], -1);
          put_block (at (matrix, size, i, j), size, sum);
        }
    }
}

/* W' W from the inverse W of the factor, lower half; row i needs W's rows from i on, so the rows go
 * from the first to the last. */
static void
square (float *matrix, guint size, Block *column, Block *row)
{
  guint count = size / N;

  for (guint i = 0; i < count; i++)
    {
      for (guint k = i; k < count; k++)
        transpose (column[k], at (matrix, size, k, i), size);
      for (guint j = 0; j <= i; j++)
        {
          Block sum = { 0 };

          for (guint k = i; k < count; k++)
            {
              get_block (row[0], at (matrix, size, k, j), size);
              multiply_add (sum, N, column[k], N, row[0], 1);
            }
          put_block (at (matrix, size, i, j), size, sum);
        }
    }
}

/**
 * tv_spd_invert:
 * @matrix: (inout) (array): size x size, row by row; its lower half
 * @size: a multiple of %TV_SPD_BLOCK
 *
 * Inverts a symmetric positive definite matrix. size^3 multiplications and as many additions.
 *
 * Returns: %FALSE where it is not positive definite; then the matrix is spoilt
 */
gboolean
tv_spd_invert (float *matrix, guint size)
{
  guint count = size / N;
  g_autofree Block *row = g_new (Block, MAX (count, 1));
  g_autofree Block *diagonal = g_new (Block, MAX (count, 1));

  g_return_val_if_fail (size % N == 0, FALSE);
  if (!factor (matrix, size, row, diagonal))
    return FALSE;
  invert_factor (matrix, size, row, diagonal);
  square (matrix, size, row, diagonal);
  return TRUE;
}
