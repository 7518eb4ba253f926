/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found out once the delimiter is known: how quotes are escaped, whether there are any,
 * which lines are comments, and whether a carriage return alone ends a record. */
#define _GNU_SOURCE /* memmem */
#include "ingest/tv-dialect-refine.h"

#include <string.h>

#define LEAST_RECORDS 5 /* that must be there for their shape to say how they end */

static gboolean
contains (const TvDialectSample *sample, const char *text)
{
  return memmem (sample->text, sample->length, text, strlen (text)) != NULL;
}

static void
score (const TvDialectSample *sample, TvDialectCandidate *candidate)
{
  tv_dialect_score (candidate->dialect,
                    sample->text,
                    sample->length,
                    sample->is_whole,
                    &candidate->score);
}

/* Where a line ends: at a line feed, or a carriage return alone or before one. */
static const char *
find_line_stop (const char *at, const char *end)
{
  while (at < end && *at != '\n' && *at != '\r')
    at++;
  return at < end ? at : NULL;
}

/**
 * tv_dialect_has_comment_lines:
 * @sample: a text
 *
 * Returns: whether lines begin with a number sign and others do not; the former may be comments
 */
gboolean
tv_dialect_has_comment_lines (const TvDialectSample *sample)
{
  const char *at = sample->text, *end = at + sample->length;
  guint lines = 0, comments = 0;

  while (at < end)
    {
      const char *stop = find_line_stop (at, end);

      while (at < end && (*at == ' ' || *at == '\t'))
        at++;
      if (at < end && *at != '\n' && *at != '\r')
        {
          lines++;
          comments += *at == '#';
        }
      if (stop == NULL)
        break;
      at = stop + 1;
    }
  return comments > 0 && comments < lines;
}

/* Takes a change of the best dialect where fewer records have quotes at wrong places by it. */
static gboolean
try_change (const TvDialectSample *sample, TvDialectCandidate *best, TvDialect *changed)
{
  TvDialectCandidate candidate = { .dialect = changed };

  score (sample, &candidate);
  if (candidate.score.quirk_count < best->score.quirk_count
      && candidate.score.score >= best->score.score * 0.95)
    {
      tv_dialect_free (best->dialect);
      best->dialect = changed;
      best->score = candidate.score;
      return TRUE;
    }
  tv_dialect_free (changed);
  return FALSE;
}

/* The mark that stands most often before quotes inside of cells: neither a delimiter, a quote nor a
 * line end is on either side of the two. */
static char
find_guard (const TvDialectSample *sample, const TvDialect *dialect, char quote)
{
  const char *at = sample->text + 1, *end = sample->text + sample->length;
  char delimiter = dialect->delimiter != NULL ? *dialect->delimiter : '\n', best = '\0';
  guint tally[0x80] = { 0 }, most = 1;

  for (; at + 1 < end && (at = memchr (at, quote, (gsize) (end - at - 1))) != NULL; at++)
    {
      guchar guard = (guchar) at[-1];

      if ((!g_ascii_ispunct (guard) && guard != 0x1b) || guard == (guchar) quote
          || guard == (guchar) delimiter || at[1] == quote || at[1] == delimiter || at[1] == '\n'
          || at[1] == '\r')
        continue;
      if (++tally[guard] > most)
        {
          most = tally[guard];
          best = (char) guard;
        }
    }
  return best;
}

static gboolean
try_escape (const TvDialectSample *sample, TvDialectCandidate *best, char escape)
{
  TvDialect *changed = tv_dialect_copy (best->dialect);

  changed->escape = (gunichar) (guchar) escape;
  return try_change (sample, best, changed);
}

/* A backslash is an escape where fewer records are read badly by it, another mark where none is. */
static void
refine_quotes (const TvDialectSample *sample, TvDialectCandidate *best)
{
  char quote[8] = { 0 }, guard;
  g_autofree char *escaped = NULL;
  guint quirks;

  if (best->dialect->quote == 0 || best->dialect->quote == TV_DIALECT_NUL
      || sample->hints->has_escape || sample->hints->has_quote)
    return;
  g_unichar_to_utf8 (best->dialect->quote, quote);
  escaped = g_strconcat ("\\", quote, NULL);
  if (contains (sample, escaped) && try_escape (sample, best, '\\'))
    return;
  quirks = best->score.quirk_count;
  if (quirks == 0 || sample->length < 2 || best->dialect->quote >= 0x80)
    return;
  guard = find_guard (sample, best->dialect, *quote);
  if (guard != '\0' && guard != '\\')
    {
      g_autoptr (TvDialect) before = tv_dialect_copy (best->dialect);
      TvDialectScore score = best->score;

      if (try_escape (sample, best, guard) && best->score.quirk_count > 0)
        {
          tv_dialect_free (best->dialect);
          best->dialect = g_steal_pointer (&before);
          best->score = score;
        }
    }
}

static gboolean
is_of_word (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* Whether two single quotes stand inside of a text, as nobody writes who does not quote his cells
 * with them: 'l''été'. */
static gboolean
has_doubled_apostrophes (const TvDialectSample *sample)
{
  const char *end = sample->text + sample->length;
  const char *at = sample->text;

  while ((at = memmem (at, (gsize) (end - at), "''", 2)) != NULL)
    {
      if (at > sample->text && at + 2 < end && (is_of_word (at[-1]) || at[-1] == ' ')
          && is_of_word (at[2]))
        return TRUE;
      at += 2;
    }
  return FALSE;
}

/* A few cells in single quotes that are doubled inside are quoted, where nobody uses the common
 * quotes and no record has one at a wrong place. */
static void
refine_apostrophes (const TvDialectSample *sample, TvDialectCandidate *best)
{
  TvDialectCandidate candidate = { 0 };

  if (best->dialect->quote != '"' || sample->hints->has_quote || sample->hints->has_escape
      || contains (sample, "\"") || !has_doubled_apostrophes (sample))
    return;
  candidate.dialect = tv_dialect_copy (best->dialect);
  candidate.dialect->quote = candidate.dialect->escape = '\'';
  score (sample, &candidate);
  if (candidate.score.quoted_count > 0 && candidate.score.quirk_count == 0
      && candidate.score.uniformity >= best->score.uniformity)
    {
      tv_dialect_free (best->dialect);
      best->dialect = g_steal_pointer (&candidate.dialect);
      best->score = candidate.score;
    }
  g_clear_pointer (&candidate.dialect, tv_dialect_free);
}

/* In one column, quotes that never enclose a cell are a part of the text. */
static void
refine_lone_quotes (const TvDialectSample *sample, TvDialectCandidate *best)
{
  if (best->score.column_count > 1 || best->score.quirk_count == 0 || best->score.quoted_count > 0
      || sample->hints->has_quote || sample->hints->has_delimiter)
    return;
  best->dialect->quote = best->dialect->escape = 0;
}

/* Whether what stands behind number signs inside of records is a comment, too. */
static gboolean
has_inline_comments (const TvDialectSample *sample, TvDialectCandidate *best)
{
  TvDialectCandidate changed = { .dialect = tv_dialect_copy (best->dialect) };
  gboolean is_better;

  changed.dialect->has_inline_comments = TRUE;
  score (sample, best);
  score (sample, &changed);
  /* Other records than before may make the table, if all of them do. */
  is_better = (changed.score.score > best->score.score + 1e-9
               && changed.score.column_count == best->score.column_count)
              || (changed.score.uniformity > 0.999 && best->score.uniformity < 0.999
                  && changed.score.column_count > 1);
  tv_dialect_free (changed.dialect);
  return is_better;
}

/* Whether a line has as many cells as the table. */
static gboolean
is_whole (const TvDialectCandidate *best, const char *at, const char *end)
{
  const char *delimiter = best->dialect->delimiter;
  guint count = 1;

  if (delimiter == NULL || *delimiter == '\0')
    return FALSE;
  while ((at = memmem (at, (gsize) (end - at), delimiter, strlen (delimiter))) != NULL)
    {
      at += strlen (delimiter);
      count++;
    }
  return count > 1 && count >= best->score.column_count;
}

/* Lines that begin with a number sign are comments if the others fit better without them. */
static void
refine_comments (const TvDialectSample *sample, TvDialectCandidate *best)
{
  const char *at = sample->text, *end = at + sample->length;
  guint lines = 0, whole = 0;

  if (g_strcmp0 (best->dialect->delimiter, "#") == 0 || best->dialect->quote == '#')
    return;
  while (at < end)
    {
      const char *stop = find_line_stop (at, end);

      while (at < end && (*at == ' ' || *at == '\t'))
        at++;
      if (at < end && *at == '#')
        {
          lines++;
          whole += is_whole (best, at, stop != NULL ? stop : end);
        }
      if (stop == NULL)
        break;
      at = stop + 1;
    }
  /* A header may begin with one: #id;name. */
  best->dialect->comment = 0;
  if (!sample->has_comments || lines == 0 || whole * 2 > lines || (lines == 1 && whole == 1))
    return;
  best->dialect->comment = '#';
  if (best->dialect->delimiter != NULL)
    best->dialect->has_inline_comments = has_inline_comments (sample, best);
}

/* Whether each line ends in the two marks of Windows the wrong way round. */
static gboolean
has_turned_newlines (const TvDialectSample *sample, gunichar quote)
{
  const char *end = sample->text + sample->length;
  gboolean is_quoted = FALSE;
  guint count = 0;

  for (const char *at = sample->text; at < end; at++)
    if ((gunichar) (guint8) *at == quote)
      is_quoted = !is_quoted;
    else if (!is_quoted && (*at == '\n' || *at == '\r'))
      {
        if (*at == '\r' || (end - at > 1 && at[1] != '\r') || (end - at > 2 && at[2] == '\n'))
          return FALSE;
        count++;
        at++;
      }
  return count > 1;
}

/* What ends lines outside of quotes, a bit each. */
enum
{
  ENDS_IN_LF = 1,
  ENDS_IN_CR = 2,
  ENDS_IN_BOTH = 4,
};

static guint
find_newlines (const TvDialectSample *sample, gunichar quote, guint *out_first)
{
  gboolean is_quoted = FALSE;
  guint found = 0;

  *out_first = 0;
  for (gsize i = 0; i < sample->length; i++)
    {
      char c = sample->text[i];
      gboolean is_pair = c == '\r' && i + 1 < sample->length && sample->text[i + 1] == '\n';
      guint newline = is_pair ? ENDS_IN_BOTH : c == '\n' ? ENDS_IN_LF : ENDS_IN_CR;

      if ((gunichar) (guint8) c == quote)
        is_quoted = !is_quoted;
      if (is_quoted || (c != '\n' && c != '\r'))
        continue;
      if (*out_first == 0)
        *out_first = newline;
      /* The last one may be the half of a pair. */
      if (newline != ENDS_IN_CR || i + 1 < sample->length)
        found |= newline;
      i += is_pair;
    }
  return found;
}

/* How many of the records are alike where nothing but @newline ends them. */
static double
try_newline (const TvDialectSample *sample, const TvDialect *dialect, const char *newline)
{
  TvDialectCandidate candidate = { .dialect = tv_dialect_copy (dialect) };

  g_free (candidate.dialect->newline);
  candidate.dialect->newline = g_strdup (newline);
  score (sample, &candidate);
  tv_dialect_free (candidate.dialect);
  return candidate.score.column_count > 1 && candidate.score.record_count >= LEAST_RECORDS
             ? candidate.score.uniformity
             : 0;
}

/* In a file whose first record ends in a line feed, a carriage return alone is a part of a cell, in
 * one whose records end in both, each of them alone. Where more records are alike otherwise, the
 * file was put together from lines of several kinds. */
static void
refine_newline (const TvDialectSample *sample, TvDialect *dialect)
{
  guint first, found;
  double any;

  if (dialect->newline != NULL)
    return;
  if (has_turned_newlines (sample, dialect->quote))
    {
      dialect->newline = g_strdup ("\n\r");
      return;
    }
  found = find_newlines (sample, dialect->quote, &first);
  if ((found & (found - 1)) == 0)
    return;
  any = try_newline (sample, dialect, NULL);
  if ((found & ENDS_IN_CR) != 0 && first != ENDS_IN_CR
      && try_newline (sample, dialect, "\n") >= any - 1e-9)
    dialect->newline = g_strdup ("\n");
  if ((found & ENDS_IN_BOTH) != 0 && (found & ENDS_IN_LF) != 0
      && try_newline (sample, dialect, "\r\n")
             > try_newline (sample, dialect, dialect->newline) + 1e-9)
    {
      g_free (dialect->newline);
      dialect->newline = g_strdup ("\r\n");
    }
}

/**
 * tv_dialect_refine:
 * @sample: a text
 * @best: (inout): the dialect that fits it best, and how well
 *
 * Completes a dialect whose delimiter and quote are found. Its confidence stays.
 */
void
tv_dialect_refine (const TvDialectSample *sample, TvDialectCandidate *best)
{
  double confidence = best->dialect->confidence;

  refine_apostrophes (sample, best);
  refine_quotes (sample, best);
  refine_lone_quotes (sample, best);
  best->dialect->confidence = confidence;
  refine_comments (sample, best);
  refine_newline (sample, best->dialect);
}
