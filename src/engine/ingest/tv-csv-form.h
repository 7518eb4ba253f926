/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialect made ready for reading: the bytes of its characters, and tables that say which bytes
 * matter in which state. The two scans pass over all others sixteen at a time. */
#pragma once

#include <string.h>

#include "rows/tv-dialect.h"
#include "rows/tv-text-layout.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

#define TV_CSV_PADDING 16          /* bytes that must be readable behind a text */
#define TV_CSV_FILLING 64          /* bytes of nothing that are no text */
#define TV_CSV_MARK "\357\273\277" /* of the order of bytes */

/* Four bytes to look for, each sixteen times. */
typedef struct
{
  guint8 wide[4][16];
} TvCsvNeedles;

/* One character or more, as bytes. */
typedef struct
{
  char bytes[32];
  guint length; /* 0 = there is none */
} TvCsvMark;

typedef struct
{
  TvCsvMark delimiter, quote, escape /* none where quotes are only doubled */, comment, newline;
  gboolean doubles; /* a doubled quote stands for one */
  gboolean trims, trims_left_only, has_inline_comments;
  gboolean has_lone_cr, has_lone_lf; /* each alone ends a record */
  guint longest;                     /* bytes that must be seen to know what stands at a place */
  gboolean is_simple;                /* four bytes are all that matter in a plain cell */
  gboolean is_plainest;              /* so, with a delimiter of one byte and nothing to trim */
  TvCsvNeedles plain, quoted, lines; /* what matters, by state; ends of lines alone */
  TvCsvNeedles quotes;               /* the first byte of a quote alone */
  guint8 is_special[256];            /* the same for plain cells of a form that is not simple */
  TvTextLayout layout;               /* of a text that is laid out for the eye */
} TvCsvForm;

void tv_csv_form_init (TvCsvForm *form, const TvDialect *dialect);
void tv_csv_form_set_delimiter (TvCsvForm *form, const char *delimiter);
void tv_csv_form_set_quote (TvCsvForm *form, gunichar quote);
gboolean tv_csv_form_ends_in_escape (const TvCsvForm *form, const char *start, const char *stop);
gboolean tv_csv_form_is_opening (const TvCsvForm *form,
                                 const char *start,
                                 const char *quote,
                                 const char *end);
guint tv_csv_form_count_cells (const TvCsvForm *form,
                               const char *at,
                               gboolean is_start,
                               const char *end,
                               const char **out_stop);

guint
tv_csv_form_count_lines (const TvCsvForm *form, const char *raw, gsize length, guint quoted_count);
gboolean tv_csv_form_is_left_out (const TvCsvForm *form,
                                  const char *at,
                                  const char *end,
                                  gboolean keeps_blank);
gboolean tv_csv_is_filling (const char *at, const char *end, gboolean is_at_end);

static inline gboolean
tv_csv_mark_is_at (const TvCsvMark *mark, const char *at, const char *end)
{
  if (mark->length == 1)
    return at < end && *at == mark->bytes[0];
  return mark->length > 0 && (gsize) (end - at) >= mark->length
         && __builtin_memcmp (at, mark->bytes, mark->length) == 0;
}

static inline void
tv_csv_needles_init (TvCsvNeedles *needles, const guint8 bytes[4])
{
  for (guint i = 0; i < 4; i++)
    memset (needles->wide[i], bytes[i], sizeof needles->wide[i]);
}

/* Which of the sixteen bytes from @at on are one of the four, a bit each. */
static inline guint
tv_csv_find_hits (const char *at, const TvCsvNeedles *needles)
{
#ifdef __SSE2__
  const __m128i *wide = (const __m128i *) (const void *) needles->wide;
  const __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) at);
  const __m128i one = _mm_cmpeq_epi8 (block, _mm_loadu_si128 (wide));
  const __m128i two = _mm_cmpeq_epi8 (block, _mm_loadu_si128 (wide + 1));
  const __m128i three = _mm_cmpeq_epi8 (block, _mm_loadu_si128 (wide + 2));
  const __m128i four = _mm_cmpeq_epi8 (block, _mm_loadu_si128 (wide + 3));

  return (guint) _mm_movemask_epi8 (
      _mm_or_si128 (_mm_or_si128 (one, two), _mm_or_si128 (three, four)));
#else
  guint hits = 0;

  for (guint i = 0; i < 16; i++)
    for (guint n = 0; n < 4; n++)
      hits |= (guint) ((guint8) at[i] == needles->wide[n][0]) << i;
  return hits;
#endif
}

/* The first of four bytes at or behind @at, @end where there is none. */
static inline const char *
tv_csv_find (const char *at, const char *end, const TvCsvNeedles *needles)
{
  for (; at < end; at += 16)
    {
      guint hits = tv_csv_find_hits (at, needles);

      if (hits != 0)
        {
          at += __builtin_ctz (hits);
          return at < end ? at : end;
        }
    }
  return end;
}

/* The first byte that may end a plain cell, or change how it is read. */
static inline const char *
tv_csv_find_plain (const TvCsvForm *form, const char *at, const char *end)
{
  if (G_LIKELY (form->is_simple))
    return tv_csv_find (at, end, &form->plain);
  while (at < end && !form->is_special[(guint8) *at])
    at++;
  return at;
}

/* How many bytes of line end stand at @at; 0 = none. */
static inline guint
tv_csv_line_end (const TvCsvForm *form, const char *at, const char *end)
{
  if (G_UNLIKELY (form->newline.length > 0))
    return tv_csv_mark_is_at (&form->newline, at, end) ? form->newline.length : 0;
  if (*at == '\n')
    return form->has_lone_lf ? 1 : 0;
  if (*at != '\r')
    return 0;
  if (at + 1 < end && at[1] == '\n')
    return 2;
  if (form->has_lone_cr)
    return 1;
  /* A program that makes two marks of each line feed was given both. */
  return at + 2 < end && at[1] == '\r' && at[2] == '\n' ? 3 : 0;
}

static inline gboolean
tv_csv_is_space (const TvCsvForm *form, char c)
{
  return (c == ' ' || c == '\t') && c != form->delimiter.bytes[0];
}

/* Whether a record begins with a quote that is none of the form. */
static inline gboolean
tv_csv_is_other_quote (const TvCsvForm *form, char c)
{
  return (c == '\'' || c == '"') && form->quote.length == 1 && c != form->quote.bytes[0];
}

/* The quote that closes a cell of the most common form, on the line that the cell begins on and
 * before a delimiter or a line end; NULL where it takes a closer look to find it. */
static inline const char *
tv_csv_find_closing (const TvCsvForm *form,
                     const char *start,
                     const char *end,
                     gboolean *out_has_doubled)
{
  const char quote = form->quote.bytes[0], *limit = end - form->longest, *passed = start;

  if (!form->is_plainest || !form->doubles || form->quote.length != 1)
    return NULL;
  for (const char *block = start; block <= limit; block += 16)
    for (guint hits = tv_csv_find_hits (block, &form->quoted); hits != 0; hits &= hits - 1)
      {
        const char *hit = block + __builtin_ctz (hits), *next = hit + 1;

        if (hit < passed)
          continue;
        if (next >= limit || *hit != quote)
          return NULL;
        if (*next != quote)
          return *next == form->delimiter.bytes[0] || tv_csv_line_end (form, next, end) > 0 ? hit
                                                                                            : NULL;
        passed = next + 1;
        *out_has_doubled = TRUE;
      }
  return NULL;
}

G_END_DECLS
