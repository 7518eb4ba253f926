/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 (FIPS 180-4), with the processor's own instructions where it has them: every file that is
 * imported is hashed as a whole, and so are ledgers and runs. Both ways give the same bytes. */
#include "base/tv-sha256.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

#define BLOCK 64

static const guint32 constants[64] __attribute__ ((aligned (16))) = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline guint32
turn (guint32 x, int count)
{
  return (x >> count) | (x << (32 - count));
}

static void
compress_plain (guint32 state[8], const guint8 *bytes, gsize count)
{
  for (; count > 0; count--, bytes += BLOCK)
    {
      guint32 w[64], s[8];

      for (int i = 0; i < 16; i++)
        w[i] = (guint32) bytes[4 * i] << 24 | (guint32) bytes[4 * i + 1] << 16
               | (guint32) bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
      for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7]
               + (turn (w[i - 15], 7) ^ turn (w[i - 15], 18) ^ (w[i - 15] >> 3))
               + (turn (w[i - 2], 17) ^ turn (w[i - 2], 19) ^ (w[i - 2] >> 10));
      memcpy (s, state, sizeof s);
      for (int i = 0; i < 64; i++)
        {
          guint32 first = s[7] + (turn (s[4], 6) ^ turn (s[4], 11) ^ turn (s[4], 25))
                          + ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
          guint32 second = (turn (s[0], 2) ^ turn (s[0], 13) ^ turn (s[0], 22))
                           + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));

          memmove (s + 1, s, 7 * sizeof *s);
          s[4] += first;
          s[0] = first + second;
        }
      for (int i = 0; i < 8; i++)
        state[i] += s[i];
    }
}

#if defined(__x86_64__)
static gboolean
has_instructions (void)
{
  unsigned int a, b, c, d;
  gboolean has_shuffles
      = __get_cpuid (1, &a, &b, &c, &d) && (c & (1u << 9)) != 0 && (c & (1u << 19)) != 0;

  return has_shuffles && __get_cpuid_count (7, 0, &a, &b, &c, &d) && (b & (1u << 29)) != 0;
}

/* The instructions want the state as two words of ABEF and CDGH; four rounds a turn. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
compress_fast (guint32 state[8], const guint8 *bytes, gsize count)
{
  const __m128i order = _mm_set_epi64x (0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i low = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) state), 0xb1);
  __m128i high = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (state + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8 (low, high, 8);
  __m128i cdgh = _mm_blend_epi16 (high, low, 0xf0);

  for (; count > 0; count--, bytes += BLOCK)
    {
      __m128i w[4], first = abef, second = cdgh;

      for (int i = 0; i < 16; i++)
        {
          __m128i message;

          if (i < 4)
            w[i] = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (bytes + 16 * i)), order);
          else
            w[i & 3] = _mm_sha256msg2_epu32 (
                _mm_add_epi32 (_mm_sha256msg1_epu32 (w[i & 3], w[(i + 1) & 3]),
                               _mm_alignr_epi8 (w[(i + 3) & 3], w[(i + 2) & 3], 4)),
                w[(i + 3) & 3]);
          message
              = _mm_add_epi32 (w[i & 3], _mm_load_si128 ((const __m128i *) (constants + 4 * i)));
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, message);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (message, 0x0e));
        }
      abef = _mm_add_epi32 (abef, first);
      cdgh = _mm_add_epi32 (cdgh, second);
    }
  low = _mm_shuffle_epi32 (abef, 0x1b);
  high = _mm_shuffle_epi32 (cdgh, 0xb1);
  _mm_storeu_si128 ((__m128i *) state, _mm_blend_epi16 (low, high, 0xf0));
  _mm_storeu_si128 ((__m128i *) (state + 4), _mm_alignr_epi8 (high, low, 8));
}
#endif

static void
compress (TvSha256 *sha, const guint8 *bytes, gsize count)
{
#if defined(__x86_64__)
  static gsize known = 0; /* 1 = plain, 2 = fast */

  if (g_once_init_enter (&known))
    g_once_init_leave (&known, has_instructions () ? 2 : 1);
  if (known == 2 && !sha->is_plain)
    {
      compress_fast (sha->state, bytes, count);
      return;
    }
#endif
  compress_plain (sha->state, bytes, count);
}

/**
 * tv_sha256_init:
 * @sha: (out caller-allocates): a hash over nothing yet
 *
 * Begins a hash.
 */
void
tv_sha256_init (TvSha256 *sha)
{
  static const guint32 start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

  memcpy (sha->state, start, sizeof start);
  sha->length = 0;
  sha->is_plain = FALSE;
}

/**
 * tv_sha256_add:
 * @sha: a hash that is not finished
 * @bytes: (array length=length): the bytes
 * @length: their number
 *
 * Adds bytes.
 */
void
tv_sha256_add (TvSha256 *sha, const void *bytes, gsize length)
{
  const guint8 *at = bytes;
  gsize used = sha->length % BLOCK;

  if (length == 0)
    return;
  sha->length += length;
  if (used > 0)
    {
      gsize taken = MIN (length, BLOCK - used);

      memcpy (sha->block + used, at, taken);
      at += taken;
      length -= taken;
      if (used + taken < BLOCK)
        return;
      compress (sha, sha->block, 1);
    }
  compress (sha, at, length / BLOCK);
  memcpy (sha->block, at + length / BLOCK * BLOCK, length % BLOCK);
}

/**
 * tv_sha256_finish:
 * @sha: a hash; only tv_sha256_init() may follow
 * @out_hash: (out caller-allocates): the hash
 *
 * Ends a hash.
 */
void
tv_sha256_finish (TvSha256 *sha, guint8 out_hash[32])
{
  static const guint8 padding[BLOCK] = { 0x80 };
  guint64 bits = GUINT64_TO_BE (sha->length * 8);
  gsize used = sha->length % BLOCK;

  tv_sha256_add (sha, padding, (used < 56 ? 56 : 120) - used);
  tv_sha256_add (sha, &bits, sizeof bits);
  for (int i = 0; i < 8; i++)
    {
      guint32 word = GUINT32_TO_BE (sha->state[i]);

      memcpy (out_hash + 4 * i, &word, sizeof word);
    }
}
