/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What guards others in a cell is left out of its copy: the second of two quotes, escapes. */
#include "ingest/tv-csv-copy.h"

#define STEP 16 /* bytes; no more than the padding of the text and of the copies */

G_STATIC_ASSERT (STEP <= TV_CSV_PADDING);

/* How many of the bytes at @at are copied in one go: up to a quote, which is one of them. */
static inline gsize
measure_part (const TvCsvNeedles *quotes, const char *at, const char *end)
{
  guint hits = tv_csv_find_hits (at, quotes);
  gsize length = hits != 0 ? (gsize) __builtin_ctz (hits) + 1 : STEP;

  return MIN (length, (gsize) (end - at));
}

/* Copies with one quote for two, the form nearly all quoted cells have; gives the bytes written.
 * What is copied behind a part is overwritten by the next one, or never looked at. */
static gsize
undouble (const TvCsvNeedles *quotes, const char *at, const char *end, char *out)
{
  const char quote = (char) quotes->wide[0][0];
  char *begin = out;

  while (at < end)
    {
      gsize length = measure_part (quotes, at, end);

      memcpy (out, at, STEP);
      out += length;
      at += length;
      if (at[-1] == quote && at < end && *at == quote)
        at++;
    }
  return (gsize) (out - begin);
}

/**
 * tv_csv_copy:
 * @cutter: the cutter
 * @at: where the part of a cell begins
 * @end: where it ends; %TV_CSV_PADDING bytes behind it must be readable
 * @is_quoted: whether it stood in quotes
 * @out: room for as many bytes, and for %TV_CSV_PADDING more
 *
 * Copies the inside of a quoted cell, or a plain one with escapes, without what guards others.
 *
 * Returns: how many bytes were written
 */
gsize
tv_csv_copy (const TvCsvCutter *cutter,
             const char *at,
             const char *end,
             gboolean is_quoted,
             char *out)
{
  const TvCsvForm *form = &cutter->form;
  char *begin = out;

  if (is_quoted && form->doubles && form->quote.length == 1 && form->escape.length == 0)
    return undouble (&form->quotes, at, end, out);
  while (at < end)
    {
      if (is_quoted && form->doubles && tv_csv_mark_is_at (&form->quote, at, end)
          && tv_csv_mark_is_at (&form->quote, at + form->quote.length, end))
        at += form->quote.length;
      else if (tv_csv_mark_is_at (&form->escape, at, end) && at + form->escape.length < end)
        {
          const char *next = at + form->escape.length;

          /* Before an ordinary letter in quotes it is one itself, as in a path of Windows. */
          if (!is_quoted || cutter->guards_all || tv_csv_mark_is_at (&form->quote, next, end)
              || tv_csv_mark_is_at (&form->escape, next, end)
              || tv_csv_mark_is_at (&form->delimiter, next, end) || *next == '\n' || *next == '\r')
            at = next;
        }
      *out++ = *at++;
    }
  return (gsize) (out - begin);
}
