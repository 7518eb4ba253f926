/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that stand in quotes as a whole. A spreadsheet that splits at semicolons shows a text with
 * commas in one column, and saves each of its lines as one cell: in quotes where there were some,
 * each of them doubled. */
#include "ingest/tv-csv-form.h"
#include "ingest/tv-dialect-score.h"
#include "ingest/tv-layout-guess.h"

#define LINES 1000
#define LEAST_QUOTED 2
#define LEAST_LINES 4   /* where no line has quotes of its own */
#define LEAST_COLUMNS 3 /* that no name with its title behind a comma has */
#define UNIFORM .95     /* share of lines that have to have as many cells */

typedef struct
{
  GString *text; /* the lines as they were */
  guint count, quoted, doubled;
} Unwrapped;

/* Takes a line out of its quotes; as it stands where a quote within is not doubled. */
static void
add_line (Unwrapped *all, const char *at, const char *end)
{
  gsize start = all->text->len;
  gboolean is_quoted = end - at > 2 && *at == '"' && end[-1] == '"', has_doubled = FALSE;

  for (const char *p = at + 1; is_quoted && p < end - 1; p++)
    {
      g_string_append_c (all->text, *p);
      if (*p != '"')
        continue;
      is_quoted = p + 1 < end - 1 && p[1] == '"';
      has_doubled = TRUE;
      p++;
    }
  if (!is_quoted)
    {
      g_string_truncate (all->text, start);
      g_string_append_len (all->text, at, end - at);
    }
  g_string_append_c (all->text, '\n');
  all->count++;
  all->quoted += is_quoted;
  all->doubled += is_quoted && has_doubled;
}

static void
unwrap (const GArray *lines, Unwrapped *all)
{
  static const char padding[TV_CSV_PADDING] = { 0 };

  for (guint i = 0; i < lines->len; i++)
    {
      const TvLayoutLine *line = &g_array_index (lines, TvLayoutLine, i);

      if (!line->is_blank)
        add_line (all, line->at, line->end);
    }
  g_string_append_len (all->text, padding, sizeof padding);
}

/**
 * tv_layout_find_quoted:
 * @text: UTF-8
 * @length: of @text
 * @is_whole: whether @text is all there is
 * @out_found: (out caller-allocates): the layout, where there is one
 *
 * Looks for lines in quotes that hold the cells of a table, all with the same delimiter; lines
 * without quotes among them have as many.
 *
 * Returns: whether there are
 */
gboolean
tv_layout_find_quoted (const char *text, gsize length, gboolean is_whole, TvLayoutFound *out_found)
{
  static const char *const delimiters[] = { ",", ";", "\t", "|" };
  g_autoptr (GArray) lines = tv_layout_list_lines (text, length, is_whole, LINES);
  Unwrapped all = { .text = g_string_sized_new (length + TV_CSV_PADDING) };
  double best = 0;

  *out_found = (TvLayoutFound){ .first_line = 1 };
  unwrap (lines, &all);
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters) && all.quoted >= LEAST_QUOTED
                    && (all.doubled > 0 || all.count >= LEAST_LINES);
       i++)
    {
      g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", delimiters[i]);
      TvDialectScore score;

      tv_dialect_score (dialect, all.text->str, all.text->len - TV_CSV_PADDING, TRUE, &score);
      if (score.column_count < LEAST_COLUMNS || score.uniformity < UNIFORM || score.score <= best)
        continue;
      best = score.score;
      out_found->layout.kind = TV_LAYOUT_QUOTED;
      g_strlcpy (out_found->layout.bar, delimiters[i], sizeof out_found->layout.bar);
    }
  g_string_free (all.text, TRUE);
  return best > 0;
}
