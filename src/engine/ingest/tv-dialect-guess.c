/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries every delimiter that occurs in the text with the likely quotes, and white space around it.
 * Uncommon delimiters have to fit better than common ones. */
#define _GNU_SOURCE /* memmem */
#include "ingest/tv-dialect-guess.h"

#include <string.h>

#include "ingest/tv-dialect-marks.h"
#include "ingest/tv-dialect-refine.h"

static const struct
{
  const char *text;
  double prior;
  double least; /* share of records that have to have it: some stand in texts and numbers, too */
} delimiters[] = {
  { ",", 1, 0 },       { ";", 1, 0 },          { "\t", 1, 0 },         { "||", 0.97, 0 },
  { "|", 0.93, 0 },    { "\302\246", 0.9, 0 }, { "\302\247", 0.9, 0 }, { "\001", 0.95, 0 },
  { "\036", 0.95, 0 }, { "\037", 0.95, 0 },    { "^", 0.75, 0.6 },     { "~", 0.75, 0.6 },
  { ":", 0.5, 0.8 },   { " ", 0.45, 0.8 },     { "::", 0.7, 0.8 },
};

#define COMPOUND_PRIOR .95
#define COMPOUND_LEAST .8
#define ODD_PRIOR .7
#define ODD_LEAST .9
#define ENCLOSED_LEAST                                                                             \
  .7 /* of the cells, where a mark that is no quote otherwise encloses them                        \
      */

static gboolean
contains (const TvDialectSample *sample, const char *text)
{
  return memmem (sample->text, sample->length, text, strlen (text)) != NULL;
}

static void
clear_candidate (TvDialectCandidate *candidate)
{
  g_clear_pointer (&candidate->dialect, tv_dialect_free);
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

static TvDialect *
make_dialect (const TvDialectSample *sample, const char *delimiter, gunichar quote)
{
  TvDialect *dialect = tv_dialect_new ("UTF-8", delimiter);

  dialect->quote = dialect->escape = quote;
  if (sample->hints->has_escape)
    dialect->escape = sample->hints->escape;
  if (sample->hints->newline != NULL)
    dialect->newline = g_strdup (sample->hints->newline);
  return dialect;
}

/* Whether white space stands between delimiters and quotes: more than once, or where it stands
 * behind half of all delimiters. */
static gboolean
has_spaced_quotes (const TvDialectSample *sample, const char *delimiter, gunichar quote)
{
  char mark[8] = { 0 };
  g_autofree char *spaced = NULL;
  g_autofree char *space = NULL;
  guint count;

  if (delimiter == NULL || *delimiter == '\0' || quote == 0 || quote == TV_DIALECT_NUL)
    return FALSE;
  g_unichar_to_utf8 (quote, mark);
  spaced = g_strconcat (delimiter, " ", mark, NULL);
  count = tv_dialect_count_text (sample, spaced, 2);
  space = g_strconcat (delimiter, " ", NULL);
  return count == 2
         || (count == 1
             && tv_dialect_count_text (sample, space, G_MAXUINT) * 2
                    >= tv_dialect_count_text (sample, delimiter, G_MAXUINT));
}

static double
rank (const TvDialectSample *sample,
      const TvDialectCandidate *candidate,
      double prior,
      double least)
{
  const TvDialectScore *found = &candidate->score;

  /* Quotes other than the common one have to prove that they are some. */
  if (candidate->dialect->quote != '"' && !sample->hints->has_quote
      && (found->quoted_count < 2 || found->quirk_count * 4 > found->quoted_count))
    return 0;
  if (least > 0
      && (found->record_count < (least < 0.7 ? 2 : 3) || found->uniformity < least
          || found->column_count < 2))
    return 0;
  /* One record proves little: what everybody writes is likelier. */
  if (found->record_count == 1 && candidate->dialect->delimiter != NULL && prior < 0.97)
    prior *= 0.8;
  return found->score * prior * (least > 0 ? found->uniformity : 1);
}

static void
add (GArray *candidates,
     const TvDialectSample *sample,
     const char *delimiter,
     gunichar quote,
     double prior,
     double least)
{
  TvDialectCandidate candidate = { .dialect = make_dialect (sample, delimiter, quote) };

  candidate.dialect->trims = g_strcmp0 (delimiter, " ") == 0 && !sample->hints->has_delimiter;
  candidate.dialect->comment = sample->has_comments && quote != '#' ? '#' : 0;
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
  candidate.rank = rank (sample, &candidate, prior, least);
  g_array_append_val (candidates, candidate);
}

/* One cell in other quotes is enough where only they give all records as many cells. */
static void
admit_single_quote (const TvDialectScore *common, TvDialectCandidate *other, double prior)
{
  const TvDialectScore *found = &other->score;

  if (other->rank <= 0 && found->quoted_count == 1 && found->quirk_count == 0
      && found->column_count > 1 && found->record_count > 2 && found->uniformity > 0.999
      && common->uniformity < 0.999)
    other->rank = found->score * prior;
}

/* A mark that encloses nearly all cells is their quote, and no other. */
static void
add_enclosing (GArray *candidates,
               const TvDialectSample *sample,
               const char *delimiter,
               double prior,
               double least,
               guint first)
{
  gunichar mark = tv_dialect_find_enclosing (sample, delimiter);
  const TvDialectCandidate *added;

  if (mark == 0)
    return;
  add (candidates, sample, delimiter, mark, prior * 0.97, least);
  added = &g_array_index (candidates, TvDialectCandidate, candidates->len - 1);
  if (added->rank > 0
      && added->score.quoted_count
             >= ENCLOSED_LEAST * added->score.column_count * added->score.record_count)
    for (guint i = first; i + 1 < candidates->len; i++)
      g_array_index (candidates, TvDialectCandidate, i).rank = 0;
}

static void
add_quotes (GArray *candidates,
            const TvDialectSample *sample,
            const char *delimiter,
            double prior,
            double least)
{
  guint first = candidates->len;
  TvDialectScore common;

  if (sample->hints->has_quote)
    {
      add (candidates, sample, delimiter, sample->hints->quote, prior, least);
      return;
    }
  add (candidates, sample, delimiter, '"', prior, least);
  common = g_array_index (candidates, TvDialectCandidate, candidates->len - 1).score;
  if (contains (sample, "'"))
    {
      add (candidates, sample, delimiter, '\'', prior * 0.97, least);
      if (least <= 0)
        admit_single_quote (&common,
                            &g_array_index (candidates, TvDialectCandidate, candidates->len - 1),
                            prior * 0.97);
    }
  if (contains (sample, "`"))
    add (candidates, sample, delimiter, '`', prior * 0.5, least);
  /* Where the common quotes enclose more, or some without a slip, the others are apostrophes. */
  for (guint i = first; i < candidates->len; i++)
    {
      TvDialectCandidate *candidate = &g_array_index (candidates, TvDialectCandidate, i);

      if (candidate->dialect->quote != '"'
          && (candidate->score.quoted_count <= common.quoted_count
              || (common.quoted_count > 0 && common.quirk_count == 0)))
        candidate->rank = 0;
    }
  if (delimiter != NULL)
    add_enclosing (candidates, sample, delimiter, prior, least, first);
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const TvDialectCandidate *a = one, *b = other;

  return a->rank > b->rank ? -1 : a->rank < b->rank ? 1 : 0;
}

/* Where nearly every line is a time or an address as a whole, its colons and spaces are no
 * delimiters; where each below a first line without delimiters is a number, its commas are none. */
static void
drop_inner_marks (GArray *candidates)
{
  const TvDialectScore *whole
      = &g_array_index (candidates, TvDialectCandidate, candidates->len - 1).score;

  for (guint i = 0; i < candidates->len; i++)
    {
      TvDialectCandidate *candidate = &g_array_index (candidates, TvDialectCandidate, i);
      const char *delimiter = candidate->dialect->delimiter;

      if (delimiter == NULL || strchr (":, ", *delimiter) == NULL)
        continue;
      if (*delimiter != ',' && whole->moment_count > 0
          && (whole->moment_count * 20 >= (whole->record_count - 1) * 19
              || (whole->moment_count > 1 && whole->moment_count + 2 == whole->record_count)))
        candidate->rank = 0;
      if (*delimiter != ':' && whole->figure_count > 0
          && whole->figure_count + 1 == whole->record_count && !candidate->score.is_first_whole)
        candidate->rank = 0;
    }
}

static gboolean
is_in_table (const char *delimiter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (g_str_equal (delimiters[i].text, delimiter))
      return TRUE;
  return FALSE;
}

static GArray *
list_candidates (const TvDialectSample *sample)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (TvDialectCandidate));

  g_array_set_clear_func (candidates, (GDestroyNotify) clear_candidate);
  if (sample->hints->has_delimiter)
    add_quotes (candidates, sample, sample->hints->delimiter, 1, 0);
  else
    {
      char compound[TV_LONGEST_COMPOUND + 1], odd[TV_LONGEST_ODD + 1];
      gboolean has_compound = tv_dialect_find_compound (sample, compound);

      if (has_compound)
        add_quotes (candidates, sample, compound, COMPOUND_PRIOR, COMPOUND_LEAST);
      for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
        if (contains (sample, delimiters[i].text)
            && !tv_dialect_is_half_of_pair (sample, delimiters[i].text)
            && !(has_compound && tv_dialect_is_part_of (sample, delimiters[i].text, compound)))
          add_quotes (candidates,
                      sample,
                      delimiters[i].text,
                      delimiters[i].prior,
                      delimiters[i].least);
      if (!has_compound && tv_dialect_find_odd (sample, odd) && !is_in_table (odd))
        add_quotes (candidates, sample, odd, ODD_PRIOR, ODD_LEAST);
      add_quotes (candidates, sample, NULL, 1, 0);
      drop_inner_marks (candidates);
    }
  g_array_sort (candidates, compare);
  return candidates;
}

static gboolean
is_common (const char *delimiter)
{
  return delimiter != NULL && *delimiter != '\0' && strchr (",;\t", *delimiter) != NULL;
}

/* Whether a delimiter stands between the names of the first line, and nobody expects it. */
static gboolean
is_proposed (const char *delimiter)
{
  return delimiter != NULL && !is_in_table (delimiter);
}

/* Where the first line would be none of the table's by the best delimiter, but another cuts that
 * line and all others into as many cells: then what the best one finds are lists within cells. */
static void
prefer_whole (GArray *candidates)
{
  const TvDialectCandidate *best = &g_array_index (candidates, TvDialectCandidate, 0);

  if (best->score.is_first_whole || best->dialect->delimiter == NULL)
    return;
  for (guint i = 1; i < candidates->len; i++)
    {
      TvDialectCandidate other = g_array_index (candidates, TvDialectCandidate, i);

      if ((is_common (other.dialect->delimiter) || is_proposed (other.dialect->delimiter))
          && other.score.column_count > 1 && other.score.uniformity > 0.999
          && other.score.cleanness > 0.2 && other.rank > 0 && other.score.record_count > 1)
        {
          g_array_index (candidates, TvDialectCandidate, i) = *best;
          other.rank = best->rank;
          g_array_index (candidates, TvDialectCandidate, 0) = other;
          return;
        }
    }
}

/* A report may be longer than its table: a few records of many cells are no sentences. */
static gboolean
prefer_wide (GArray *candidates)
{
  TvDialectCandidate *best = &g_array_index (candidates, TvDialectCandidate, 0);

  for (guint i = 1; i < candidates->len; i++)
    {
      TvDialectCandidate other = g_array_index (candidates, TvDialectCandidate, i);

      if (!is_common (other.dialect->delimiter) || other.score.wide_count < 2 || other.rank <= 0)
        continue;
      g_array_index (candidates, TvDialectCandidate, i) = *best;
      *best = other;
      return TRUE;
    }
  return FALSE;
}

/* One column is written with the delimiter that everybody expects, if none stands in its cells. */
static void
name_single_column (GArray *candidates)
{
  TvDialectCandidate *best = &g_array_index (candidates, TvDialectCandidate, 0);

  if (best->dialect->delimiter != NULL || prefer_wide (candidates))
    return;
  for (guint i = 1; i < candidates->len; i++)
    {
      const TvDialectCandidate *other = &g_array_index (candidates, TvDialectCandidate, i);

      if (g_strcmp0 (other->dialect->delimiter, ",") == 0
          && (other->score.column_count > 1 || other->score.uniformity < 0.999))
        return;
    }
  best->dialect->delimiter = g_strdup (",");
}

static void
list_alternatives (const GArray *candidates, GPtrArray *alternatives)
{
  const TvDialectCandidate *best = &g_array_index (candidates, TvDialectCandidate, 0);
  double sum = 1e-9;

  for (guint i = 0; i < candidates->len; i++)
    sum += g_array_index (candidates, TvDialectCandidate, i).rank;
  best->dialect->confidence = CLAMP (best->rank / sum, 0, 1);
  for (guint i = 1; i < candidates->len && alternatives != NULL && alternatives->len < 5; i++)
    {
      const TvDialectCandidate *other = &g_array_index (candidates, TvDialectCandidate, i);
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
  TvDialectSample sample = { text, length, is_whole, FALSE, hints };
  g_autoptr (GArray) candidates = NULL;
  TvDialectCandidate *best;

  sample.has_comments = tv_dialect_has_comment_lines (&sample);
  candidates = list_candidates (&sample);
  prefer_whole (candidates);
  name_single_column (candidates);
  best = &g_array_index (candidates, TvDialectCandidate, 0);
  list_alternatives (candidates, alternatives);
  best->dialect->trims &= !hints->has_delimiter;
  tv_dialect_refine (&sample, best);
  return tv_dialect_copy (best->dialect);
}
