/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layout has to be better than: the delimiter that fits the text best. Rules say what they
 * are, and so do lines in quotes; places are taken only where no delimiter makes a table with the
 * same header. */
#include "ingest/tv-layout-guess.h"

#include <string.h>

#include "ingest/tv-dialect-score.h"
#include "ingest/tv-layout-lines.h"

#define LINES 1000
#define SOUND .9         /* share of records that a sound delimiter cuts into as many cells */
#define SOUND_BLANKS .95 /* so, where it may have cut texts at their blanks */
#define CONFIDENCE .9

static guint
count_marks (const char *line, const char *end, const char *mark)
{
  gsize length = strlen (mark);
  guint count = 0;

  while (length > 0 && (line = g_strstr_len (line, end - line, mark)) != NULL)
    {
      count++;
      line += length;
    }
  return count;
}

static guint
count_words (const char *line, const char *end)
{
  guint count = 0;
  char before = ' ';

  for (; line < end; line++)
    {
      count += *line != ' ' && before == ' ';
      before = *line;
    }
  return count;
}

static const char *
find_line (const char *text, const char *end, guint number)
{
  for (; number > 1 && text < end; number--)
    {
      while (text < end && *text != '\n' && *text != '\r')
        text++;
      text += text + 1 < end && *text == '\r' && text[1] == '\n' ? 2 : 1;
    }
  return MIN (text, end);
}

/* Whether nearly all lines from the header on have as many words as it has. */
static gboolean
has_equal_words (const char *text, gsize length, gboolean is_whole)
{
  g_autoptr (GArray) lines = tv_layout_list_lines (text, length, is_whole, LINES);
  guint words = 0, rows = 0, equal = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const TvLayoutLine *line = &g_array_index (lines, TvLayoutLine, i);

      if (line->is_blank || line->is_rule)
        continue;
      if (rows++ == 0)
        words = count_words (line->at, line->end);
      equal += count_words (line->at, line->end) == words;
    }
  return words > 1 && equal >= SOUND_BLANKS * rows;
}

/* Whether a delimiter cuts the header, too, into as many cells as the rows. One that stands in the
 * rows alone is the mark of their decimals; where a rule stands, blanks are none. */
static gboolean
is_sound (const TvDialect *dialect,
          const char *text,
          gsize length,
          gboolean is_whole,
          const TvLayoutFound *found)
{
  const char *line = find_line (text, text + length, found->first_line), *end = line;
  TvDialectScore score;
  guint marks;

  if (dialect->delimiter == NULL || *dialect->delimiter == '\0')
    return FALSE;
  if (g_str_equal (dialect->delimiter, " "))
    return found->header_rows == 0
           && has_equal_words (line, length - (gsize) (line - text), is_whole);
  while (end < text + length && *end != '\n' && *end != '\r')
    end++;
  marks = count_marks (line, end, dialect->delimiter);
  if (marks == 0)
    return FALSE;
  tv_dialect_score (dialect, text, length, is_whole, &score);
  return score.column_count > 1 && (score.uniformity >= SOUND || marks + 1 == score.column_count);
}

static void
take_layout (TvDialect *dialect, const TvLayoutFound *found)
{
  g_free (dialect->delimiter);
  dialect->delimiter = tv_text_layout_write (&found->layout);
  dialect->comment = 0;
  dialect->has_inline_comments = FALSE;
  dialect->trims = found->layout.kind != TV_LAYOUT_QUOTED;
  dialect->quote = dialect->escape = dialect->trims ? 0 : '"';
  dialect->preamble_rows = MAX (found->first_line, 1) - 1;
  dialect->header_rows = found->header_rows;
}

static gboolean
find (TvLayoutKind kind, const char *text, gsize length, gboolean is_whole, TvLayoutFound *found)
{
  switch (kind)
    {
    case TV_LAYOUT_FIXED:
      return tv_layout_find_places (text, length, is_whole, found);
    case TV_LAYOUT_QUOTED:
      return tv_layout_find_quoted (text, length, is_whole, found);
    default:
      return tv_layout_find_boxes (text, length, is_whole, found);
    }
}

/* What a person chose, with the places or the delimiter where they are not said. */
static void
take_choice (TvDialect *dialect,
             const TvTextLayout *chosen,
             const char *text,
             gsize length,
             gboolean is_whole)
{
  TvLayoutFound found = { 0 };
  gboolean is_found = find (chosen->kind, text, length, is_whole, &found);
  gboolean is_said = chosen->kind == TV_LAYOUT_QUOTED ? *chosen->bar != '\0' : chosen->count > 0;

  if (!is_found || is_said)
    found.layout = *chosen;
  if (chosen->kind == TV_LAYOUT_QUOTED && *found.layout.bar == '\0')
    strcpy (found.layout.bar, ",");
  take_layout (dialect, &found);
}

/**
 * tv_layout_guess:
 * @text: UTF-8, with %TV_CSV_PADDING bytes that can be read behind it
 * @length: of @text
 * @is_whole: whether @text is all there is
 * @hints: what is chosen
 * @sniff: (inout): a look whose delimiter is found
 *
 * Finds out whether a text is laid out for the eye. If so its dialect says how, and where its
 * header begins; the delimiter that it would have otherwise is the first of the alternatives.
 *
 * Returns: whether it is
 */
gboolean
tv_layout_guess (const char *text,
                 gsize length,
                 gboolean is_whole,
                 const TvSniffHints *hints,
                 TvSniff *sniff)
{
  TvLayoutFound found;

  if (hints->has_delimiter)
    {
      TvTextLayout chosen;

      if (!tv_text_layout_parse (hints->delimiter, &chosen))
        return FALSE;
      take_choice (sniff->dialect, &chosen, text, length, is_whole);
      return TRUE;
    }
  if (hints->is_plain)
    return FALSE;
  if (!tv_layout_find_boxes (text, length, is_whole, &found)
      && !tv_layout_find_quoted (text, length, is_whole, &found)
      && (!tv_layout_find_places (text, length, is_whole, &found)
          || is_sound (sniff->dialect, text, length, is_whole, &found)))
    return FALSE;
  g_ptr_array_insert (sniff->alternatives, 0, tv_dialect_copy (sniff->dialect));
  ((TvDialect *) sniff->alternatives->pdata[0])->confidence = 1 - CONFIDENCE;
  take_layout (sniff->dialect, &found);
  sniff->dialect->confidence = CONFIDENCE;
  sniff->has_tall_rows = found.has_tall_rows;
  return TRUE;
}
