/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries every delimiter that occurs in the text with the likely quotes, then escapes, white space,
 * comments and line ends for the best of them. Uncommon delimiters have to fit better than common
 * ones. */
#define _GNU_SOURCE /* memmem */
#include "ingest/tv-dialect-guess.h"

#include <string.h>

#include "ingest/tv-csv-cut.h"
#include "ingest/tv-dialect-score.h"

typedef struct
{
  const char *text;
  gsize length;
  gboolean is_whole;
  gboolean has_comments; /* lines that may be some */
  const TvSniffHints *hints;
} Sample;

typedef struct
{
  TvDialect *dialect;
  TvDialectScore score;
  double rank;
} Candidate;

static const struct
{
  const char *text;
  double prior;
  gboolean is_rare; /* stands in texts and numbers, too: has to fit nearly everywhere */
} delimiters[] = {
  { ",", 1, FALSE },          { ";", 1, FALSE },       { "\t", 1, FALSE },
  { "|", 0.93, FALSE },       { "||", 0.97, FALSE },   { "\302\246", 0.9, FALSE },
  { "\302\247", 0.9, FALSE }, { "\001", 0.95, FALSE }, { "\036", 0.95, FALSE },
  { "\037", 0.95, FALSE },    { "^", 0.75, TRUE },     { "~", 0.75, TRUE },
  { ":", 0.5, TRUE },         { " ", 0.45, TRUE },     { "::", 0.7, TRUE },
};

static gboolean
contains (const Sample *sample, const char *text)
{
  return memmem (sample->text, sample->length, text, strlen (text)) != NULL;
}

static void
clear_candidate (Candidate *candidate)
{
  g_clear_pointer (&candidate->dialect, tv_dialect_free);
}

static void
score (const Sample *sample, Candidate *candidate)
{
  tv_dialect_score (candidate->dialect,
                    sample->text,
                    sample->length,
                    sample->is_whole,
                    &candidate->score);
}

static TvDialect *
make_dialect (const Sample *sample, const char *delimiter, gunichar quote)
{
  TvDialect *dialect = tv_dialect_new ("UTF-8", delimiter);

  dialect->quote = dialect->escape = quote;
  if (sample->hints->has_escape)
    dialect->escape = sample->hints->escape;
  if (sample->hints->newline != NULL)
    dialect->newline = g_strdup (sample->hints->newline);
  return dialect;
}

/* Whether lines begin with a number sign and others do not; the former may be comments. */
static gboolean
has_comment_lines (const Sample *sample)
{
  const char *at = sample->text, *end = at + sample->length;
  guint lines = 0, comments = 0;

  while (at < end)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));

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

static guint
count_text (const Sample *sample, const char *text, guint most)
{
  const char *at = sample->text;
  gsize length = strlen (text);
  guint count = 0;

  while (length > 0 && count < most
         && (at = memmem (at, sample->length - (gsize) (at - sample->text), text, length)) != NULL)
    {
      count++;
      at += length;
    }
  return count;
}

/* Whether white space stands between delimiters and quotes, more than once. */
static gboolean
has_spaced_quotes (const Sample *sample, const char *delimiter, gunichar quote)
{
  char mark[8] = { 0 };
  g_autofree char *spaced = NULL;

  if (delimiter == NULL || *delimiter == '\0' || quote == 0 || quote == TV_DIALECT_NUL)
    return FALSE;
  g_unichar_to_utf8 (quote, mark);
  spaced = g_strconcat (delimiter, " ", mark, NULL);
  return count_text (sample, spaced, 2) == 2;
}

static double
rank (const Sample *sample, const Candidate *candidate, double prior, gboolean is_rare)
{
  const TvDialectScore *found = &candidate->score;

  /* Quotes other than the common one have to prove that they are some. */
  if (candidate->dialect->quote != '"' && !sample->hints->has_quote
      && (found->quoted_count < 2 || found->quirk_count * 4 > found->quoted_count))
    return 0;
  if (is_rare && (found->record_count < 3 || found->uniformity < 0.8 || found->column_count < 2))
    return 0;
  /* One record proves little: what everybody writes is likelier. */
  if (found->record_count == 1 && candidate->dialect->delimiter != NULL && prior < 0.97)
    prior *= 0.8;
  return found->score * prior * (is_rare ? found->uniformity : 1);
}

static void
add (GArray *candidates,
     const Sample *sample,
     const char *delimiter,
     gunichar quote,
     double prior,
     gboolean is_rare)
{
  Candidate candidate = { .dialect = make_dialect (sample, delimiter, quote) };

  candidate.dialect->trims = g_strcmp0 (delimiter, " ") == 0 && !sample->hints->has_delimiter;
  candidate.dialect->comment = sample->has_comments ? '#' : 0;
  score (sample, &candidate);
  if (!candidate.dialect->trims && !sample->hints->has_quote
      && has_spaced_quotes (sample, delimiter, quote))
    {
      TvDialectScore plain = candidate.score;

      candidate.dialect->trims = TRUE;
      score (sample, &candidate);
      if (candidate.score.quirk_count >= plain.quirk_count)
        {
          candidate.dialect->trims = FALSE;
          candidate.score = plain;
        }
    }
  candidate.rank = rank (sample, &candidate, prior, is_rare);
  g_array_append_val (candidates, candidate);
}

static void
add_quotes (GArray *candidates,
            const Sample *sample,
            const char *delimiter,
            double prior,
            gboolean is_rare)
{
  guint first = candidates->len;
  TvDialectScore common;

  if (sample->hints->has_quote)
    {
      add (candidates, sample, delimiter, sample->hints->quote, prior, is_rare);
      return;
    }
  add (candidates, sample, delimiter, '"', prior, is_rare);
  common = g_array_index (candidates, Candidate, candidates->len - 1).score;
  if (contains (sample, "'"))
    add (candidates, sample, delimiter, '\'', prior * 0.97, is_rare);
  if (contains (sample, "`"))
    add (candidates, sample, delimiter, '`', prior * 0.5, is_rare);
  /* Where the common quotes enclose more, or some without a slip, the others are apostrophes. */
  for (guint i = first; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->dialect->quote != '"'
          && (candidate->score.quoted_count <= common.quoted_count
              || (common.quoted_count > 0 && common.quirk_count == 0)))
        candidate->rank = 0;
    }
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const Candidate *a = one, *b = other;

  return a->rank > b->rank ? -1 : a->rank < b->rank ? 1 : 0;
}

static GArray *
list_candidates (const Sample *sample)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  g_array_set_clear_func (candidates, (GDestroyNotify) clear_candidate);
  if (sample->hints->has_delimiter)
    add_quotes (candidates, sample, sample->hints->delimiter, 1, FALSE);
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
        if (contains (sample, delimiters[i].text))
          add_quotes (candidates,
                      sample,
                      delimiters[i].text,
                      delimiters[i].prior,
                      delimiters[i].is_rare);
      add_quotes (candidates, sample, NULL, 1, FALSE);
    }
  g_array_sort (candidates, compare);
  return candidates;
}

/* Takes a change of the best dialect where fewer records have quotes at wrong places by it. */
static gboolean
try_change (const Sample *sample, Candidate *best, TvDialect *changed)
{
  Candidate candidate = { .dialect = changed };

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

static void
refine_quotes (const Sample *sample, Candidate *best)
{
  char quote[8] = { 0 };
  g_autofree char *escaped = NULL;

  if (best->dialect->quote == 0 || best->dialect->quote == TV_DIALECT_NUL)
    return;
  g_unichar_to_utf8 (best->dialect->quote, quote);
  escaped = g_strconcat ("\\", quote, NULL);
  if (!sample->hints->has_escape && !sample->hints->has_quote && contains (sample, escaped))
    {
      TvDialect *changed = tv_dialect_copy (best->dialect);

      changed->escape = '\\';
      try_change (sample, best, changed);
    }
}

/* In one column, quotes that never enclose a cell are a part of the text. */
static void
refine_lone_quotes (const Sample *sample, Candidate *best)
{
  if (best->score.column_count > 1 || best->score.quirk_count == 0 || best->score.quoted_count > 0
      || sample->hints->has_quote || sample->hints->has_delimiter)
    return;
  best->dialect->quote = best->dialect->escape = 0;
}

/* Whether what stands behind number signs inside of records is a comment, too. */
static gboolean
has_inline_comments (const Sample *sample, Candidate *best)
{
  Candidate changed = { .dialect = tv_dialect_copy (best->dialect) };
  gboolean is_better;

  changed.dialect->has_inline_comments = TRUE;
  score (sample, best);
  score (sample, &changed);
  /* Other records than before may make the table, if all of them do. */
  is_better = (changed.score.score > best->score.score + 1e-9
               && changed.score.column_count == best->score.column_count)
              || (changed.score.uniformity > 0.999 && best->score.uniformity < 0.999
                  && changed.score.column_count > 1);
  clear_candidate (&changed);
  return is_better;
}

/* Lines that begin with a number sign are comments if the others fit better without them. */
static void
refine_comments (const Sample *sample, Candidate *best)
{
  const char *at = sample->text, *end = at + sample->length;
  guint lines = 0, whole = 0;

  if (g_strcmp0 (best->dialect->delimiter, "#") == 0 || best->dialect->quote == '#')
    return;
  while (at < end)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));

      while (at < end && (*at == ' ' || *at == '\t'))
        at++;
      if (at < end && *at == '#')
        {
          lines++;
          whole += best->dialect->delimiter != NULL
                   && memmem (at,
                              (gsize) ((stop != NULL ? stop : end) - at),
                              best->dialect->delimiter,
                              strlen (best->dialect->delimiter))
                          != NULL;
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

/* In a file whose first record ends in a line feed, a carriage return alone is a part of a cell. */
static void
refine_newline (const Sample *sample, TvDialect *dialect)
{
  gboolean is_quoted = FALSE, has_lone = FALSE;
  char first = '\0';

  if (dialect->newline != NULL)
    return;
  for (gsize i = 0; i < sample->length; i++)
    {
      char c = sample->text[i];

      if ((gunichar) (guint8) c == dialect->quote)
        is_quoted = !is_quoted;
      else if (!is_quoted && (c == '\n' || c == '\r'))
        {
          gboolean is_pair = c == '\r' && i + 1 < sample->length && sample->text[i + 1] == '\n';

          if (first == '\0')
            first = is_pair ? '\n' : c;
          has_lone |= c == '\r' && !is_pair && i + 1 < sample->length;
          i += is_pair;
        }
    }
  if (first == '\n' && has_lone)
    dialect->newline = g_strdup ("\n");
}

static gboolean
is_common (const char *delimiter)
{
  return delimiter != NULL && *delimiter != '\0' && strchr (",;\t", *delimiter) != NULL;
}

/* Where the first line would be none of the table's by the best delimiter, but another cuts that
 * line and all others into as many cells: then what the best one finds are lists within cells. */
static void
prefer_whole (GArray *candidates)
{
  const Candidate *best = &g_array_index (candidates, Candidate, 0);

  if (best->score.is_first_whole || best->dialect->delimiter == NULL)
    return;
  for (guint i = 1; i < candidates->len; i++)
    {
      Candidate other = g_array_index (candidates, Candidate, i);

      if (is_common (other.dialect->delimiter) && other.score.column_count > 1
          && other.score.uniformity > 0.999 && other.score.cleanness > 0.2 && other.rank > 0
          && other.score.record_count > 1)
        {
          g_array_index (candidates, Candidate, i) = *best;
          other.rank = best->rank;
          g_array_index (candidates, Candidate, 0) = other;
          return;
        }
    }
}

/* A report may be longer than its table: a few records of many cells are no sentences. */
static gboolean
prefer_wide (GArray *candidates)
{
  Candidate *best = &g_array_index (candidates, Candidate, 0);

  for (guint i = 1; i < candidates->len; i++)
    {
      Candidate other = g_array_index (candidates, Candidate, i);

      if (!is_common (other.dialect->delimiter) || other.score.wide_count < 2 || other.rank <= 0)
        continue;
      g_array_index (candidates, Candidate, i) = *best;
      *best = other;
      return TRUE;
    }
  return FALSE;
}

/* One column is written with the delimiter that everybody expects, if none stands in its cells. */
static void
name_single_column (GArray *candidates)
{
  Candidate *best = &g_array_index (candidates, Candidate, 0);

  if (best->dialect->delimiter != NULL || prefer_wide (candidates))
    return;
  for (guint i = 1; i < candidates->len; i++)
    {
      const Candidate *other = &g_array_index (candidates, Candidate, i);

      if (g_strcmp0 (other->dialect->delimiter, ",") == 0
          && (other->score.column_count > 1 || other->score.uniformity < 0.999))
        return;
    }
  best->dialect->delimiter = g_strdup (",");
}

static void
list_alternatives (const GArray *candidates, GPtrArray *alternatives)
{
  const Candidate *best = &g_array_index (candidates, Candidate, 0);
  double sum = 1e-9;

  for (guint i = 0; i < candidates->len; i++)
    sum += g_array_index (candidates, Candidate, i).rank;
  best->dialect->confidence = CLAMP (best->rank / sum, 0, 1);
  for (guint i = 1; i < candidates->len && alternatives != NULL && alternatives->len < 5; i++)
    {
      const Candidate *other = &g_array_index (candidates, Candidate, i);
      gboolean is_known = g_strcmp0 (other->dialect->delimiter, best->dialect->delimiter) == 0;

      for (guint k = 0; k < alternatives->len; k++)
        is_known |= g_strcmp0 (((TvDialect *) alternatives->pdata[k])->delimiter,
                               other->dialect->delimiter)
                    == 0;
      if (is_known || other->rank <= 0)
        continue;
      g_ptr_array_add (alternatives, tv_dialect_copy (other->dialect));
      ((TvDialect *) alternatives->pdata[alternatives->len - 1])->confidence
          = CLAMP (other->rank / sum, 0, 1);
    }
}

/**
 * tv_dialect_guess:
 * @text: UTF-8, with %TV_CSV_PADDING bytes that can be read behind it
 * @length: of @text
 * @is_whole: whether @text is all there is
 * @hints: what is chosen
 * @alternatives: (nullable) (element-type TvDialect): takes what else it might be, likeliest first
 *
 * Finds the dialect of a text, without header and preamble. What is chosen is kept.
 *
 * Returns: (transfer full): the dialect; its encoding is UTF-8
 */
TvDialect *
tv_dialect_guess (const char *text,
                  gsize length,
                  gboolean is_whole,
                  const TvSniffHints *hints,
                  GPtrArray *alternatives)
{
  Sample sample = { text, length, is_whole, FALSE, hints };
  g_autoptr (GArray) candidates = NULL;
  Candidate *best;

  sample.has_comments = has_comment_lines (&sample);
  candidates = list_candidates (&sample);
  prefer_whole (candidates);
  name_single_column (candidates);
  best = &g_array_index (candidates, Candidate, 0);
  list_alternatives (candidates, alternatives);
  best->dialect->trims &= !hints->has_delimiter;
  {
    double confidence = best->dialect->confidence;

    refine_quotes (&sample, best);
    refine_lone_quotes (&sample, best);
    best->dialect->confidence = confidence;
  }
  refine_comments (&sample, best);
  refine_newline (&sample, best->dialect);
  return tv_dialect_copy (best->dialect);
}
