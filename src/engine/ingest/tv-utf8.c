/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check that text is UTF-8. ASCII is passed over sixteen bytes at a time; each longer character
 * is judged by itself. A character that the end of a block cuts is left for the next check. */
#include "ingest/tv-utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Passes over what is ASCII and not NUL; stops early near the end. */
static inline const char *
pass_ascii (const char *at, const char *end)
{
#ifdef __SSE2__
  const __m128i zero = _mm_setzero_si128 ();

  for (; end - at >= 16; at += 16)
    {
      const __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) at);
      /* Signed: bytes beyond ASCII are negative, so both they and NUL are not above zero. */
      guint mask = (guint) _mm_movemask_epi8 (_mm_cmpgt_epi8 (block, zero)) ^ 0xffff;

      if (mask != 0)
        return at + __builtin_ctz (mask);
    }
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
  while ((at = pass_ascii (at, end)) < end)
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

  while ((at = pass_ascii (at, end)) < end && *at == '\0')
    at++;
  return at >= end;
}
