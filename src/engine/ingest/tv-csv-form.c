/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a dialect's characters to the tables that the reader runs on. */
#include "ingest/tv-csv-form.h"

#include <string.h>

#define LONGEST_LOOK 8192 /* bytes, at a cell that may be closed */

static void
set_text (TvCsvMark *mark, const char *text)
{
  mark->length = (guint) MIN (strlen (text), sizeof mark->bytes);
  memcpy (mark->bytes, text, mark->length);
}

static void
set_character (TvCsvMark *mark, gunichar character)
{
  if (character == TV_DIALECT_NUL)
    {
      mark->bytes[0] = '\0';
      mark->length = 1;
    }
  else if (character != 0)
    mark->length = (guint) g_unichar_to_utf8 (character, mark->bytes);
}

static void
set_newline (TvCsvForm *form, const char *newline)
{
  form->has_lone_cr = newline == NULL || g_str_equal (newline, "\r");
  form->has_lone_lf = newline == NULL || g_str_equal (newline, "\n");
  if (newline != NULL && !form->has_lone_cr && !form->has_lone_lf && !g_str_equal (newline, "\r\n")
      && *newline != '\0')
    set_text (&form->newline, newline);
}

/* A mark that is missing takes the place of another in the list of four. */
static void
set_needles (TvCsvForm *form)
{
  guint8 cr = (guint8) (form->newline.length > 0 ? form->newline.bytes[0] : '\r');
  guint8 lf = form->newline.length > 0 ? cr : '\n';
  guint8 quote = form->quote.length > 0 ? (guint8) form->quote.bytes[0] : lf;
  const guint8 plain[]
      = { form->delimiter.length > 0 ? (guint8) form->delimiter.bytes[0] : lf, lf, cr, quote };
  const guint8 quoted[]
      = { quote, '\n', '\r', form->escape.length > 0 ? (guint8) form->escape.bytes[0] : quote };
  const guint8 lines[] = { lf, cr, lf, cr }, quotes[] = { quote, quote, quote, quote };

  tv_csv_needles_init (&form->plain, plain);
  tv_csv_needles_init (&form->quoted, quoted);
  tv_csv_needles_init (&form->lines, lines);
  tv_csv_needles_init (&form->quotes, quotes);
  form->is_simple = form->escape.length == 0 && !form->has_inline_comments;
  form->is_plainest
      = form->is_simple && form->delimiter.length == 1 && !form->trims
        && (form->quote.length == 0 || form->quote.bytes[0] != form->delimiter.bytes[0]);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    form->is_special[plain[i]] = 1;
  if (form->escape.length > 0)
    form->is_special[(guint8) form->escape.bytes[0]] = 1;
  if (form->has_inline_comments)
    form->is_special[(guint8) form->comment.bytes[0]] = 1;
}

/* A mark is known once all of its bytes are there; CR LF has two, CR CR LF three. */
static guint
find_longest (const TvCsvForm *form)
{
  guint line_end = form->has_lone_cr || form->newline.length > 0 ? 2 : 3;
  guint longest = MAX (MAX (form->delimiter.length, form->newline.length), line_end);

  longest = MAX (MAX (form->quote.length, form->escape.length), longest);
  return MAX (form->comment.length, longest);
}

/* What is laid out for the eye has no quotes and no comments, and blanks say nothing. */
static void
init_layout (TvCsvForm *form, const TvDialect *dialect)
{
  if (form->layout.kind == TV_LAYOUT_FIXED)
    form->layout.count = MAX (form->layout.count, 1);
  else
    set_text (&form->delimiter, form->layout.bar);
  if (form->layout.has_escapes)
    set_character (&form->escape, '\\');
  form->trims = TRUE;
  set_newline (form, dialect->newline);
  form->longest = find_longest (form);
  set_needles (form);
}

/**
 * tv_csv_form_init:
 * @form: (out caller-allocates): the form
 * @dialect: a dialect
 *
 * Makes a dialect ready for reading. An escape other than the quote stands before what it guards;
 * doubled quotes are understood beside it.
 */
void
tv_csv_form_init (TvCsvForm *form, const TvDialect *dialect)
{
  memset (form, 0, sizeof *form);
  if (tv_text_layout_parse (dialect->delimiter, &form->layout)
      && form->layout.kind != TV_LAYOUT_QUOTED)
    {
      init_layout (form, dialect);
      return;
    }
  if (form->layout.kind == TV_LAYOUT_QUOTED)
    set_text (&form->delimiter, form->layout.bar);
  else if (dialect->delimiter != NULL && *dialect->delimiter == '\0')
    form->delimiter.length = 1;
  else if (dialect->delimiter != NULL)
    set_text (&form->delimiter, dialect->delimiter);
  set_character (&form->quote, dialect->quote);
  if (dialect->escape != dialect->quote)
    set_character (&form->escape, dialect->escape);
  set_character (&form->comment, dialect->comment);
  form->doubles = dialect->quote != 0 && dialect->escape != 0;
  form->trims = dialect->trims;
  form->has_inline_comments = dialect->has_inline_comments && dialect->comment != 0;
  set_newline (form, dialect->newline);
  form->longest = find_longest (form);
  set_needles (form);
}

/**
 * tv_csv_form_set_delimiter:
 * @form: (inout): a form of delimited text
 * @delimiter: another delimiter
 *
 * Changes what stands between cells.
 */
void
tv_csv_form_set_delimiter (TvCsvForm *form, const char *delimiter)
{
  memset (form->is_special, 0, sizeof form->is_special);
  set_text (&form->delimiter, delimiter);
  form->longest = find_longest (form);
  set_needles (form);
}

/**
 * tv_csv_form_set_quote:
 * @form: (inout): a form of delimited text
 * @quote: another quote, which is doubled inside of cells
 *
 * Changes what stands around cells.
 */
void
tv_csv_form_set_quote (TvCsvForm *form, gunichar quote)
{
  memset (form->is_special, 0, sizeof form->is_special);
  set_character (&form->quote, quote);
  form->doubles = TRUE;
  form->longest = find_longest (form);
  set_needles (form);
}

/**
 * tv_csv_form_ends_in_escape:
 * @form: a form with an escape
 * @start: where a cell begins
 * @stop: where it ends
 *
 * Returns: whether the cell ends in an escape that is not guarded itself
 */
gboolean
tv_csv_form_ends_in_escape (const TvCsvForm *form, const char *start, const char *stop)
{
  gsize length = form->escape.length, size = (gsize) (stop - start);

  return size >= length && tv_csv_mark_is_at (&form->escape, stop - length, stop)
         && (size < 2 * length || !tv_csv_mark_is_at (&form->escape, stop - 2 * length, stop));
}

/**
 * tv_csv_form_is_opening:
 * @form: a form
 * @start: where a quoted cell begins
 * @quote: a quote in it
 * @end: end of the text
 *
 * Returns: whether the quote looks like the opening one of another cell
 */
gboolean
tv_csv_form_is_opening (const TvCsvForm *form,
                        const char *start,
                        const char *quote,
                        const char *end)
{
  const TvCsvMark *delimiter = &form->delimiter;

  return delimiter->length > 0 && (gsize) (quote - start) >= delimiter->length
         && tv_csv_mark_is_at (delimiter, quote - delimiter->length, end);
}

/* Where a quoted cell ends, behind its closing quote; NULL where that is nowhere near. */
static const char *
pass_quoted (const TvCsvForm *form, const char *quote, const char *end)
{
  const char *at = quote + form->quote.length, *limit = MIN (end, quote + LONGEST_LOOK);

  while (at < limit && (at = tv_csv_find (at, limit, &form->quoted)) < limit)
    {
      const char *next = at + form->quote.length;

      if (tv_csv_mark_is_at (&form->escape, at, end))
        at += form->escape.length + 1;
      else if (!tv_csv_mark_is_at (&form->quote, at, end))
        at++;
      else if (form->doubles && tv_csv_mark_is_at (&form->quote, next, end))
        at = next + form->quote.length;
      else if (next >= end || tv_csv_mark_is_at (&form->delimiter, next, end)
               || tv_csv_line_end (form, next, end) > 0)
        return next;
      else
        at = next;
    }
  return NULL;
}

/**
 * tv_csv_form_count_cells:
 * @form: a form
 * @at: in a record
 * @is_start: whether a cell begins there, else it is in a plain one
 * @end: end of the text
 * @out_stop: (out): the end of the record, or a quote that is not closed; @end where the text ends
 * before
 *
 * Returns: how many cells the record has from that cell on, 0 where it has a quote that is not
 * closed
 */
guint
tv_csv_form_count_cells (const TvCsvForm *form,
                         const char *at,
                         gboolean is_start,
                         const char *end,
                         const char **out_stop)
{
  guint count = 1;

  while (at < end && tv_csv_line_end (form, at, end) == 0)
    if (tv_csv_mark_is_at (&form->delimiter, at, end))
      {
        at += form->delimiter.length;
        is_start = TRUE;
        count++;
      }
    else if (is_start && tv_csv_mark_is_at (&form->quote, at, end))
      {
        const char *behind = pass_quoted (form, at, end);

        /* Where the text ends before the quote is looked for far enough, more of it may tell. */
        *out_stop = end - at <= LONGEST_LOOK ? end : at;
        if (behind == NULL)
          return 0;
        at = behind;
        is_start = FALSE;
      }
    else
      {
        is_start &= form->trims && tv_csv_is_space (form, *at);
        at++;
      }
  *out_stop = at;
  return count;
}

/**
 * tv_csv_form_count_lines:
 * @form: a form
 * @raw: a record
 * @length: of @raw
 * @quoted_count: line ends in its quotes
 *
 * Returns: how many line ends stand in the record: where only two marks together end one, a single
 * one may stand anywhere
 */
guint
tv_csv_form_count_lines (const TvCsvForm *form, const char *raw, gsize length, guint quoted_count)
{
  guint count = 0;

  if (G_LIKELY (form->has_lone_lf || form->has_lone_cr || form->newline.length > 0))
    return quoted_count;
  for (gsize i = 0; i < length; i++)
    count += raw[i] == '\n';
  return count;
}

/**
 * tv_csv_form_is_left_out:
 * @form: a form
 * @at: where a line begins
 * @end: end of the text
 * @keeps_blank: whether a line of nothing but white space is a record
 *
 * Returns: whether the line is none of the table's: blank, or a comment
 */
gboolean
tv_csv_form_is_left_out (const TvCsvForm *form,
                         const char *at,
                         const char *end,
                         gboolean keeps_blank)
{
  if (tv_csv_line_end (form, at, end) > 0)
    return TRUE;
  if (*at != ' ' && *at != '\t')
    return tv_csv_mark_is_at (&form->comment, at, end);
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  if (tv_csv_mark_is_at (&form->comment, at, end))
    return TRUE;
  return !keeps_blank && (at >= end || tv_csv_line_end (form, at, end) > 0);
}

/**
 * tv_csv_is_filling:
 * @at: where a line begins
 * @end: end of the text
 * @is_at_end: whether nothing comes behind it
 *
 * Returns: whether no text comes there, but what fills up files at their end: NUL, Control-Z of
 * CP/M and DOS, and blanks without a line end
 */
gboolean
tv_csv_is_filling (const char *at, const char *end, gboolean is_at_end)
{
  gsize length = MIN ((gsize) (end - at), TV_CSV_FILLING), i = 0;

  while (i < length && (at[i] == '\0' || at[i] == '\032' || (at[i] == ' ' && is_at_end)))
    i++;
  if (i > 0 && i == TV_CSV_FILLING && *at != ' ')
    return TRUE;
  while (i > 0 && *at != ' ' && i < length && (at[i] == '\r' || at[i] == '\n'))
    i++;
  return i > 0 && is_at_end && at + i == end;
}
