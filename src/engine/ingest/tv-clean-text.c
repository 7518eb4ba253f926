/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nearly all cells of an export are clean as they stand, and to see that must cost next to nothing:
 * sixteen bytes are judged at once where the processor can, byte by byte elsewhere. */
#include "ingest/tv-clean-text.h"

#include "base/tv-words.h"

#ifdef __SSE2__
#include <emmintrin.h>

/* What stood at the end of the sixteen bytes before. */
typedef struct
{
  guint blank; /* 1 = a blank, as before the first byte */
  guint lead;  /* 1 = the first byte of two */
} Carry;

/* Judges the first @count of sixteen bytes; each mask has a bit a byte. */
static inline gboolean
check_block (__m128i block, guint count, Carry *carry)
{
  guint valid = 0xffffu >> (16 - count);
  guint high = (guint) _mm_movemask_epi8 (block) & valid;
  /* Signed: bytes beyond ASCII are below all others. */
  guint low = (guint) _mm_movemask_epi8 (_mm_cmplt_epi8 (block, _mm_set1_epi8 (0x20))) & valid;
  guint gone = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (block, _mm_set1_epi8 (0x7f))) & valid;
  guint blank = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (block, _mm_set1_epi8 (' '))) & valid;
  guint lead = 0, rest = 0;

  if (low != high || gone != 0 || (blank & (blank << 1 | carry->blank)) != 0)
    return FALSE;
  if (high != 0)
    {
      lead = (guint) _mm_movemask_epi8 (
                 _mm_and_si128 (_mm_cmpgt_epi8 (block, _mm_set1_epi8 ((char) 0xc2)),
                                _mm_cmplt_epi8 (block, _mm_set1_epi8 ((char) 0xcc))))
             & valid;
      rest
          = (guint) _mm_movemask_epi8 (_mm_cmplt_epi8 (block, _mm_set1_epi8 ((char) 0xc0))) & valid;
    }
  if ((lead | rest) != high || rest != ((lead << 1 | carry->lead) & valid))
    return FALSE;
  carry->blank = blank >> (count - 1) & 1;
  carry->lead = lead >> (count - 1) & 1;
  return TRUE;
}

static inline __m128i
load_block (const char *at)
{
  return _mm_loadu_si128 ((const __m128i *) (const void *) at);
}

/* The last bytes of a long text are judged with some of those before them, a second time. */
static gboolean
check_blocks (const char *text, gsize length)
{
  Carry carry = { .blank = 1 };
  const char *last = text + length - 16;

  for (; text < last; text += 16)
    if (!check_block (load_block (text), 16, &carry))
      return FALSE;
  if (text != last)
    carry = (Carry){ last[-1] == ' ', (guchar) last[-1] > 0xc2 };
  return check_block (load_block (last), 16, &carry) && carry.blank == 0 && carry.lead == 0;
}
#endif

/**
 * tv_clean_text_check:
 * @text: (array length=length): a text
 * @length: its bytes, at least 1
 *
 * Asks whether a text is clean as it stands: no control characters, single blanks between words and
 * none around them, and valid letters up to U+02FF only, which no normal form changes.
 *
 * Returns: %FALSE where it is not, or has letters beyond
 */
gboolean
tv_clean_text_check (const char *text, gsize length)
{
#ifdef __SSE2__
  Carry carry = { .blank = 1 };
  guint64 first, second;

  if (length >= 16)
    return check_blocks (text, length);
  first = tv_word_load_pair (text, length, &second);
  return check_block (_mm_set_epi64x ((gint64) second, (gint64) first), (guint) length, &carry)
         && carry.blank == 0 && carry.lead == 0;
#else
  guchar before = ' ';

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c < 0x20 || c == 0x7f || (c == ' ' && before == ' '))
        return FALSE;
      if (c >= 0x80)
        {
          if (c < 0xc3 || c > 0xcb || i + 1 == length || ((guchar) text[i + 1] & 0xc0) != 0x80)
            return FALSE;
          c = (guchar) text[++i];
        }
      before = c;
    }
  return before != ' ';
#endif
}
