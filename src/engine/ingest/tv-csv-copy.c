/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What guards others in a cell is left out of its copy: the second of two quotes, escapes. */
#include "ingest/tv-csv-copy.h"

/* Copies with one quote for two, the form nearly all quoted cells have; gives the bytes written. */
static gsize
undouble (char quote, const char *at, const char *end, char *out)
{
  char *begin = out;

  while (at < end)
    {
      const char *found = memchr (at, quote, (gsize) (end - at));
      gsize length = found != NULL ? (gsize) (found + 1 - at) : (gsize) (end - at);

      memcpy (out, at, length);
      out += length;
      at += length;
      if (found != NULL && at < end && *at == quote)
        at++;
    }
  return (gsize) (out - begin);
}

/**
 * tv_csv_copy:
 * @cutter: the cutter
 * @at: where the part of a cell begins
 * @end: where it ends
 * @is_quoted: whether it stood in quotes
 * @out: room for as many bytes
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
    return undouble (form->quote.bytes[0], at, end, out);
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
