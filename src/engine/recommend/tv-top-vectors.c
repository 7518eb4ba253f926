/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting, keeping and finding what is not below a bound, in vectors as wide as the machine has
 * them. All widths give the same, in the same order. */
#include "recommend/tv-top-private.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static guint
count_keys_narrow (const guint64 *keys, guint count, guint64 bound)
{
  guint sum = 0;

  for (guint i = 0; i < count; i++)
    sum += keys[i] >= bound;
  return sum;
}

static void
keep_keys_narrow (guint64 *keys, guint count, guint64 bound)
{
  guint kept = 0;

  for (guint i = 0; i < count; i++)
    {
      guint64 key = keys[i];

      keys[kept] = key;
      kept += key >= bound;
    }
}

static void
find_range_narrow (const guint64 *keys, guint count, guint64 *out_low, guint64 *out_high)
{
  guint64 low = keys[0], high = keys[0];

  for (guint i = 1; i < count; i++)
    {
      low = MIN (low, keys[i]);
      high = MAX (high, keys[i]);
    }
  *out_low = low;
  *out_high = high;
}

static guint
take_keys_narrow (const guint64 *keys, guint count, guint64 low, guint64 high, guint64 *out)
{
  guint taken = 0;

  for (guint i = 0; i < count; i++)
    {
      out[taken] = keys[i];
      taken += keys[i] >= low && keys[i] < high;
    }
  return taken;
}

#if defined(__x86_64__)
/* Signed comparisons are all there are: the first bit is turned. */
__attribute__ ((target ("avx2"))) static guint
count_keys_avx2 (const guint64 *keys, guint count, guint64 bound)
{
  const __m256i turn = _mm256_set1_epi64x (G_MININT64);
  const __m256i least = _mm256_xor_si256 (_mm256_set1_epi64x ((gint64) bound), turn);
  __m256i below = _mm256_setzero_si256 ();
  guint64 sums[4];
  guint i = 0, sum;

  for (; i + 4 <= count; i += 4)
    {
      __m256i some = _mm256_loadu_si256 ((const __m256i_u *) (keys + i));

      below = _mm256_sub_epi64 (below, _mm256_cmpgt_epi64 (least, _mm256_xor_si256 (some, turn)));
    }
  _mm256_storeu_si256 ((__m256i_u *) sums, below);
  sum = i - (guint) (sums[0] + sums[1] + sums[2] + sums[3]);
  for (; i < count; i++)
    sum += keys[i] >= bound;
  return sum;
}

__attribute__ ((target ("avx512f"))) static guint
count_keys_avx512 (const guint64 *keys, guint count, guint64 bound)
{
  const __m512i least = _mm512_set1_epi64 ((gint64) bound), one = _mm512_set1_epi64 (1);
  __m512i sum = _mm512_setzero_si512 ();

  for (guint i = 0; i < count; i += 8)
    {
      __mmask8 there = (__mmask8) (count - i < 8 ? (1u << (count - i)) - 1 : 0xff);
      __m512i some = _mm512_maskz_loadu_epi64 (there, keys + i);

      sum = _mm512_mask_add_epi64 (sum,
                                   _mm512_mask_cmpge_epu64_mask (there, some, least),
                                   sum,
                                   one);
    }
  return (guint) _mm512_reduce_add_epi64 (sum);
}

/* Writes whole vectors, never past what was read. */
__attribute__ ((target ("avx512f,popcnt"))) static void
keep_keys_avx512 (guint64 *keys, guint count, guint64 bound)
{
  const __m512i least = _mm512_set1_epi64 ((gint64) bound);
  guint kept = 0;

  for (guint i = 0; i < count; i += 8)
    {
      __mmask8 there = (__mmask8) (count - i < 8 ? (1u << (count - i)) - 1 : 0xff);
      __m512i some = _mm512_maskz_loadu_epi64 (there, keys + i);
      __mmask8 near = _mm512_mask_cmpge_epu64_mask (there, some, least);

      _mm512_mask_storeu_epi64 (keys + kept, there, _mm512_maskz_compress_epi64 (near, some));
      kept += (guint) __builtin_popcount (near);
    }
}

__attribute__ ((target ("avx512f"))) static void
find_range_avx512 (const guint64 *keys, guint count, guint64 *out_low, guint64 *out_high)
{
  __m512i low = _mm512_set1_epi64 ((gint64) keys[0]), high = low;

  for (guint i = 0; i < count; i += 8)
    {
      __mmask8 there = (__mmask8) (count - i < 8 ? (1u << (count - i)) - 1 : 0xff);
      __m512i some = _mm512_maskz_loadu_epi64 (there, keys + i);

      low = _mm512_mask_min_epu64 (low, there, low, some);
      high = _mm512_max_epu64 (high, some);
    }
  *out_low = _mm512_reduce_min_epu64 (low);
  *out_high = _mm512_reduce_max_epu64 (high);
}

/* Writes a whole vector each time, and goes on behind what of it counts. */
__attribute__ ((target ("avx512f,popcnt"))) static guint
take_keys_avx512 (const guint64 *keys, guint count, guint64 low, guint64 high, guint64 *out)
{
  const __m512i least = _mm512_set1_epi64 ((gint64) low);
  const __m512i above = _mm512_set1_epi64 ((gint64) high);
  guint taken = 0;

  for (guint i = 0; i < count; i += 8)
    {
      __mmask8 there = (__mmask8) (count - i < 8 ? (1u << (count - i)) - 1 : 0xff);
      __m512i some = _mm512_maskz_loadu_epi64 (there, keys + i);
      __mmask8 near = _mm512_mask_cmpge_epu64_mask (there, some, least);

      near = _mm512_mask_cmplt_epu64_mask (near, some, above);
      _mm512_storeu_si512 (out + taken, _mm512_maskz_compress_epi64 (near, some));
      taken += (guint) __builtin_popcount (near);
    }
  return taken;
}
#endif

/**
 * tv_top_choose_key_funcs: (skip)
 *
 * Returns: what counts, keeps and takes keys
 */
TvTopKeyFuncs
tv_top_choose_key_funcs (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return (
        TvTopKeyFuncs){ count_keys_avx512, keep_keys_avx512, find_range_avx512, take_keys_avx512 };
  if (__builtin_cpu_supports ("avx2"))
    return (
        TvTopKeyFuncs){ count_keys_avx2, keep_keys_narrow, find_range_narrow, take_keys_narrow };
#endif
  return (
      TvTopKeyFuncs){ count_keys_narrow, keep_keys_narrow, find_range_narrow, take_keys_narrow };
}

/* The places that the bits of a word stand for. */
static inline guint
read_bits (guint32 bits, guint32 first, guint32 *places, guint count)
{
  for (; bits != 0; bits &= bits - 1)
    places[count++] = first + (guint32) __builtin_ctz (bits);
  return count;
}

static guint
find_near_narrow (const float *scores, guint32 first, float bound, guint32 places[TV_TOP_PLACES])
{
  typedef float Vector __attribute__ ((vector_size (16), aligned (4)));
  typedef gint32 Whole __attribute__ ((vector_size (16)));
  const Whole unit = { 1, 2, 4, 8 };
  guint count = 0;

  for (guint32 end = first + TV_TOP_BLOCK; first < end; first += 32)
    {
      Whole near = { 0 };

      for (guint32 v = 0; v < 8; v++)
        near |= (*(const Vector *) (scores + first + 4 * v) >= bound) & (unit << (gint32) (4 * v));
      count = read_bits ((guint32) (near[0] | near[1] | near[2] | near[3]), first, places, count);
    }
  return count;
}

#if defined(__x86_64__)
__attribute__ ((target ("avx2"))) static guint
find_near_avx2 (const float *scores, guint32 first, float bound, guint32 places[TV_TOP_PLACES])
{
  const __m256 least = _mm256_set1_ps (bound);
  guint count = 0;

  for (guint32 end = first + TV_TOP_BLOCK; first < end; first += 32)
    {
      guint32 bits = 0;

      for (guint32 v = 0; v < 4; v++)
        bits |= (guint32) _mm256_movemask_ps (
                    _mm256_cmp_ps (_mm256_loadu_ps (scores + first + 8 * v), least, _CMP_GE_OQ))
                << (8 * v);
      count = read_bits (bits, first, places, count);
    }
  return count;
}

/* Writes a whole vector each time, and goes on behind what of it counts. */
__attribute__ ((target ("avx512f,popcnt"))) static guint
find_near_avx512 (const float *scores, guint32 first, float bound, guint32 places[TV_TOP_PLACES])
{
  const __m512 least = _mm512_set1_ps (bound);
  const __m512i next = _mm512_set1_epi32 (16);
  __m512i place
      = _mm512_add_epi32 (_mm512_set1_epi32 ((gint32) first),
                          _mm512_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  guint count = 0;

  for (guint32 i = first; i < first + TV_TOP_BLOCK; i += 16)
    {
      __mmask16 near = _mm512_cmp_ps_mask (_mm512_loadu_ps (scores + i), least, _CMP_GE_OQ);

      _mm512_storeu_si512 (places + count, _mm512_maskz_compress_epi32 (near, place));
      count += (guint) __builtin_popcount (near);
      place = _mm512_add_epi32 (place, next);
    }
  return count;
}
#endif

/**
 * tv_top_choose_find_near: (skip)
 *
 * Returns: what finds the places of scores
 */
TvTopFindNear
tv_top_choose_find_near (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return find_near_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return find_near_avx2;
#endif
  return find_near_narrow;
}

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

/**
 * tv_top_choose_count_near: (skip)
 *
 * Returns: what counts numbers
 */
TvTopCountNear
tv_top_choose_count_near (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return count_near_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return count_near_avx2;
#endif
  return count_near_narrow;
}
