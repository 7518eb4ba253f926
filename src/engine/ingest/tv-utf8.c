/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check that text is UTF-8. ASCII and characters of two bytes, which is all that most files of
 * Europe hold, are passed over sixteen bytes at a time; any other one is judged by itself. A
 * character that the end of a block cuts is left for the next check. */
#include "ingest/tv-utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Passes over what is ASCII and not NUL, with @takes_two also over characters of two bytes, where
 * sixteen bytes hold nothing else; stops early near the end. */
static inline const char *
pass_common (const char *at, const char *end, gboolean takes_two)
{
#ifdef __SSE2__
  guint carry = 0; /* 1 = the first byte of two stands right before */

  for (; end - at >= 16; at += 16)
    {
      /* Signed: bytes beyond ASCII are negative, so both they and NUL are not above zero. */
      const __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) at);
      guint odd = (guint) _mm_movemask_epi8 (_mm_cmpgt_epi8 (block, _mm_setzero_si128 ())) ^ 0xffff;
      guint lead, rest;

      if ((odd | carry) == 0)
        continue;
      if (!takes_two)
        return at + __builtin_ctz (odd);
      rest = (guint) _mm_movemask_epi8 (_mm_cmplt_epi8 (block, _mm_set1_epi8 ((char) 0xc0)));
      lead = (guint) _mm_movemask_epi8 (
          _mm_and_si128 (_mm_cmpgt_epi8 (block, _mm_set1_epi8 ((char) 0xc1)),
                         _mm_cmplt_epi8 (block, _mm_set1_epi8 ((char) 0xe0))));
      if ((lead | rest) != odd || rest != ((lead << 1 | carry) & 0xffff))
        return carry != 0 ? at - 1 : at + __builtin_ctz (odd);
      carry = lead >> 15;
    }
  at -= carry;
#endif
  while (at<end && * at> 0)
    at++;
  return at;
}

/* Length of the character at @at, 0 where it is none, more than what is left where it is cut. */
static inline gsize
measure (const guint8 *at, gsize left)
{
  guint8 lead = at[0];
  gsize length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

  if (lead < 0xc2 || lead > 0xf4)
    return 0;
  if (left > 1)
    {
      if ((at[1] & 0xc0) != 0x80 || (lead == 0xe0 && at[1] < 0xa0) || (lead == 0xed && at[1] > 0x9f)
          || (lead == 0xf0 && at[1] < 0x90) || (lead == 0xf4 && at[1] > 0x8f))
        return 0;
      for (gsize i = 2; i < length && i < left; i++)
        if ((at[i] & 0xc0) != 0x80)
          return 0;
    }
  return length;
}

/**
 * tv_utf8_find_bad:
 * @at: where to begin
 * @end: end of the text
 * @allows_nul: whether NUL counts as text
 * @is_last: whether nothing comes behind @end
 * @out_checked: (out): up to where nothing was found, at a character's start
 *
 * Looks for the first byte that is no part of a character.
 *
 * Returns: (nullable): that byte
 */
const char *
tv_utf8_find_bad (const char *at,
                  const char *end,
                  gboolean allows_nul,
                  gboolean is_last,
                  const char **out_checked)
{
  while ((at = pass_common (at, end, TRUE)) < end)
    {
      gsize length = 1;

      if (*at != '\0' || !allows_nul)
        length = measure ((const guint8 *) at, (gsize) (end - at));
      if (length > (gsize) (end - at) && !is_last)
        break;
      if (length == 0 || length > (gsize) (end - at))
        {
          *out_checked = at;
          return at;
        }
      at += length;
    }
  *out_checked = at;
  return NULL;
}

/**
 * tv_utf8_is_ascii:
 * @at: (array length=length): bytes
 * @length: how many
 *
 * Returns: whether they are all ASCII; NUL is
 */
gboolean
tv_utf8_is_ascii (const char *at, gsize length)
{
  const char *end = at + length;

  while ((at = pass_common (at, end, FALSE)) < end && *at == '\0')
    at++;
  return at >= end;
}
