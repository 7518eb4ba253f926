/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as this program writes it (docs/formats.md): rows are put together in memory and handed to
 * the file in large pieces. Text that a spreadsheet would take for a formula gets an apostrophe
 * before it; numbers come through their own functions and stay numbers. */
#include "exchange/tv-csv-writer.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define FLUSH_BYTES (256 * 1024)

#define LARGEST_FLOAT 16777216.f /* whole numbers up to here and their millionths are exact */

/* Without it, spreadsheets read UTF-8 as the system's old code page. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/**
 * tv_csv_writer_init:
 * @writer: (out caller-allocates): the writer
 * @file: where the rows go; must outlive the writer
 *
 * Begins a file. End with tv_csv_writer_flush(), and free with tv_csv_writer_clear().
 */
void
tv_csv_writer_init (TvCsvWriter *writer, TvAtomicFile *file)
{
  writer->file = file;
  writer->buffer = g_string_sized_new (FLUSH_BYTES + 4096);
  writer->column = 0;
  writer->delimiter = ',';
  g_string_append (writer->buffer, BYTE_ORDER_MARK);
}

/**
 * tv_csv_writer_set_delimiter:
 * @writer: the writer, before its first cell
 * @delimiter: a comma or a semicolon
 *
 * Puts something else than a comma between cells.
 */
void
tv_csv_writer_set_delimiter (TvCsvWriter *writer, char delimiter)
{
  g_return_if_fail (writer->column == 0 && (delimiter == ',' || delimiter == ';'));
  writer->delimiter = delimiter;
}

/**
 * tv_csv_writer_clear:
 * @writer: the writer
 *
 * Frees what the writer holds.
 */
void
tv_csv_writer_clear (TvCsvWriter *writer)
{
  if (writer->buffer != NULL)
    g_string_free (writer->buffer, TRUE);
  writer->buffer = NULL;
}

/**
 * tv_csv_is_dangerous:
 * @text: a cell
 *
 * Returns: TRUE if a spreadsheet may take the cell for a formula: it begins with = + - @, a tab, a
 * line end, or the full-width form of one of the four
 */
gboolean
tv_csv_is_dangerous (const char *text)
{
  static const char *const wide_forms[] = { "＝", "＋", "－", "＠" };

  if (text[0] != '\0' && strchr ("=+-@\t\r\n", text[0]) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide_forms); i++)
    if (g_str_has_prefix (text, wide_forms[i]))
      return TRUE;
  return FALSE;
}

static void
begin_cell (TvCsvWriter *writer)
{
  if (writer->column++ > 0)
    g_string_append_c (writer->buffer, writer->delimiter);
}

/**
 * tv_csv_writer_add_text:
 * @writer: the writer
 * @text: (nullable): a cell of text; NULL is empty
 *
 * Adds a cell, made harmless and quoted where needed. Semicolons and tabs are quoted as well, for
 * programs that split at them.
 */
void
tv_csv_writer_add_text (TvCsvWriter *writer, const char *text)
{
  gboolean is_dangerous;

  begin_cell (writer);
  if (text == NULL || text[0] == '\0')
    return;
  is_dangerous = tv_csv_is_dangerous (text);
  if (!is_dangerous && strpbrk (text, ",;\"\t\r\n") == NULL && text[0] != ' ')
    {
      g_string_append (writer->buffer, text);
      return;
    }
  g_string_append_c (writer->buffer, '"');
  if (is_dangerous)
    g_string_append_c (writer->buffer, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (writer->buffer, '"');
      g_string_append_c (writer->buffer, *c);
    }
  g_string_append_c (writer->buffer, '"');
}

/* A whole number with at least so many digits, and a point before the last so many ones. */
static void
append_digits (GString *out, guint64 value, guint decimals)
{
  char digits[32];
  guint at = sizeof digits;

  for (guint count = 0; value > 0 || count <= decimals; value /= 10)
    {
      digits[--at] = (char) ('0' + value % 10);
      if (++count == decimals)
        digits[--at] = '.';
    }
  g_string_append_len (out, digits + at, sizeof digits - at);
}

/**
 * tv_csv_writer_add_int64:
 * @writer: the writer
 * @value: a whole number
 *
 * Adds a cell that is a number.
 */
void
tv_csv_writer_add_int64 (TvCsvWriter *writer, gint64 value)
{
  begin_cell (writer);
  if (value < 0)
    g_string_append_c (writer->buffer, '-');
  append_digits (writer->buffer, value < 0 ? -(guint64) value : (guint64) value, 0);
}

/**
 * tv_csv_writer_add_score:
 * @writer: the writer
 * @score: 0-100
 *
 * Adds a cell that is a number with two decimals and a point, in any locale.
 */
void
tv_csv_writer_add_score (TvCsvWriter *writer, double score)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  begin_cell (writer);
  g_string_append (writer->buffer, g_ascii_formatd (text, sizeof text, "%.2f", score));
}

/**
 * tv_csv_writer_add_float:
 * @writer: the writer
 * @value: any number
 *
 * Adds a cell that is a number with six decimals and a point, in any locale. Rounded as the
 * standard library does, to the even one where two are as near, but much faster: of a file of
 * scores the printing would be the longest part.
 */
void
tv_csv_writer_add_float (TvCsvWriter *writer, float value)
{
  char text[64];
  int exponent;
  guint64 mantissa, millionths;

  begin_cell (writer);
  if (!(fabsf (value) < LARGEST_FLOAT))
    {
      g_string_append (writer->buffer, g_ascii_formatd (text, sizeof text, "%.6f", (double) value));
      return;
    }
  mantissa = (guint64) ldexpf (frexpf (fabsf (value), &exponent), FLT_MANT_DIG) * 1000000;
  exponent -= FLT_MANT_DIG;
  if (exponent <= -64)
    millionths = 0;
  else if (exponent < 0)
    {
      guint64 rest = mantissa & ((G_GUINT64_CONSTANT (1) << -exponent) - 1);
      guint64 half = G_GUINT64_CONSTANT (1) << (-exponent - 1);

      millionths = mantissa >> -exponent;
      millionths += rest > half || (rest == half && millionths % 2 != 0);
    }
  else
    millionths = mantissa << exponent;
  if (signbit (value))
    g_string_append_c (writer->buffer, '-');
  append_digits (writer->buffer, millionths, 6);
}

/**
 * tv_csv_writer_end_row:
 * @writer: the writer
 * @error: return location for an error
 *
 * Ends the row, and hands the rows so far to the file when there are many.
 *
 * Returns: TRUE on success
 */
gboolean
tv_csv_writer_end_row (TvCsvWriter *writer, GError **error)
{
  g_string_append (writer->buffer, "\r\n");
  writer->column = 0;
  return writer->buffer->len < FLUSH_BYTES || tv_csv_writer_flush (writer, error);
}

/**
 * tv_csv_writer_flush:
 * @writer: the writer
 * @error: return location for an error
 *
 * Hands all rows to the file.
 *
 * Returns: TRUE on success
 */
gboolean
tv_csv_writer_flush (TvCsvWriter *writer, GError **error)
{
  gsize length = writer->buffer->len;
  gboolean is_written = tv_atomic_file_write (writer->file, writer->buffer->str, length, error);

  g_string_truncate (writer->buffer, 0);
  return is_written;
}
