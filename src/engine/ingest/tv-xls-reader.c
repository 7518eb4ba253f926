/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of one sheet. Formulas give the value that was stored with them; a text that one
 * comes to stands in a record of its own behind it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ingest/tv-compound-sectors.h"
#include "ingest/tv-workbook-row.h"
#include "ingest/tv-workbook-strings.h"
#include "ingest/tv-xls-cells.h"
#include "ingest/tv-xls.h"

#define LARGEST_WHOLE 1e15
#define NO_COLUMN G_MAXUINT
#define SST_HEAD 8
#define MERGE 8 /* bytes of each */

struct _TvXlsReader
{
  TvXlsBook *book;
  TvBiff *biff;
  TvXlsOrder *order; /* (nullable): NULL = the rows lie in their order */
  TvBiff *sorted;    /* (nullable) of the order: some of the rows */
  TvXlsCells cells;
  gboolean is_held;           /* the present record belongs to the next row */
  guint formula;              /* column of one whose text is to come */
  TvWorkbookStrings *strings; /* (nullable) */
  TvWorkbookRow row;
  gint64 begin; /* of the sheet */
  gint64 done;  /* bytes of the rows that were sorted and read */
};

/* The texts that cells share. */
typedef struct
{
  TvBiff *biff;
  gboolean has_begun;
} Shared;

static gboolean
next_shared (gpointer data, GString *out, gboolean *out_is_end, GError **error)
{
  Shared *shared = data;
  TvBiff *biff = shared->biff;
  gboolean is_there = TRUE;

  if (!shared->has_begun)
    {
      if (!tv_biff_next (biff, error) || !tv_biff_read (biff, NULL, SST_HEAD, error))
        return FALSE;
      shared->has_begun = TRUE;
    }
  while (biff->at == biff->length && is_there)
    if (!tv_biff_follow (biff, &is_there, error))
      return FALSE;
  *out_is_end = !is_there;
  return !is_there || tv_xls_text_read_shared (biff, out, error);
}

static void
fail_shared (gpointer data, const char *fact, GError **error)
{
  tv_compound_fail (((Shared *) data)->biff->compound, fact, error);
}

static void
free_shared (gpointer data)
{
  tv_biff_free (((Shared *) data)->biff);
  g_free (data);
}

static gboolean
open_strings (TvXlsReader *reader, GError **error)
{
  static const TvWorkbookStringsSource source = { next_shared, fail_shared, free_shared };
  const TvXlsBook *book = reader->book;
  TvBiff *biff;
  Shared *shared;

  if (book->shared_position < 0)
    return TRUE;
  biff = tv_xls_book_open_records (book, error);
  if (biff == NULL)
    return FALSE;
  tv_biff_seek (biff, book->shared_position);
  shared = g_new0 (Shared, 1);
  shared->biff = biff;
  reader->strings = tv_workbook_strings_new (&source, shared);
  return TRUE;
}

/**
 * tv_xls_reader_open:
 * @path: (type filename): a workbook
 * @sheet: (nullable): name of a sheet; %NULL = the first that is not hidden
 * @progress: (nullable): whose cancel ends the reading
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such sheet, and other errors
 * that name the file
 *
 * Opens a sheet before its first row.
 *
 * Returns: (transfer full) (nullable): its reader
 */
TvXlsReader *
tv_xls_reader_open (const char *path, const char *sheet, TvProgress *progress, GError **error)
{
  g_autoptr (TvXlsReader) reader = g_new0 (TvXlsReader, 1);
  const TvXlsSheet *found;

  tv_workbook_row_init (&reader->row);
  reader->formula = NO_COLUMN;
  reader->book = tv_xls_book_open (path, progress, error);
  if (reader->book == NULL || (found = tv_xls_book_find (reader->book, sheet, error)) == NULL)
    return NULL;
  reader->begin = found->position;
  reader->row.is_1904 = reader->book->is_1904;
  reader->biff = tv_xls_book_open_records (reader->book, error);
  if (reader->biff == NULL
      || !tv_xls_order_find (reader->biff, reader->begin, &reader->order, error)
      || !open_strings (reader, error))
    return NULL;
  /* Sorted rows are loaded when the first one is asked for. */
  reader->cells.is_done = reader->order != NULL;
  if (reader->order == NULL
      && !tv_xls_cells_begin (&reader->cells, reader->biff, reader->begin, error))
    return NULL;
  return g_steal_pointer (&reader);
}

/**
 * tv_xls_reader_free:
 * @reader: (transfer full): the reader
 *
 * Closes the workbook.
 */
void
tv_xls_reader_free (TvXlsReader *reader)
{
  g_clear_pointer (&reader->strings, tv_workbook_strings_free);
  g_clear_pointer (&reader->order, tv_xls_order_free);
  g_clear_pointer (&reader->sorted, tv_biff_free);
  g_clear_pointer (&reader->biff, tv_biff_free);
  g_clear_pointer (&reader->book, tv_xls_book_free);
  tv_workbook_row_clear (&reader->row);
  g_free (reader);
}

/* Goes to the next record of the sheet; FALSE at its end and on an error. */
static gboolean
next_record (TvXlsReader *reader, GError **error)
{
  for (;;)
    {
      if (tv_xls_cells_next (&reader->cells, error))
        return TRUE;
      if (!reader->cells.is_done)
        return FALSE;
      if (reader->order == NULL || tv_xls_order_is_at_end (reader->order))
        return FALSE;
      if (reader->sorted != NULL)
        reader->done += tv_biff_get_position (reader->sorted);
      g_clear_pointer (&reader->sorted, tv_biff_free);
      reader->sorted = tv_xls_order_load (reader->order, error);
      reader->cells.is_done = reader->sorted != NULL;
      if (reader->sorted == NULL)
        return FALSE;
      tv_xls_cells_begin_sorted (&reader->cells, reader->sorted);
    }
}

static void
append_error (GString *out, guint8 code)
{
  static const struct
  {
    guint8 code;
    const char *text;
  } errors[] = { { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" },
                 { 0x17, "#REF!" },  { 0x1d, "#NAME?" },  { 0x24, "#NUM!" } };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      {
        g_string_append (out, errors[i].text);
        return;
      }
  g_string_append (out, "#N/A");
}

static void
append_number (TvXlsReader *reader, guint column, double value, guint style)
{
  GString *out = reader->row.text;
  const GArray *forms = reader->book->forms;
  TvCellForm form = style < forms->len ? g_array_index (forms, guint8, style) : TV_CELL_NUMBER;
  char printed[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      append_error (out, 0x24);
      return;
    }
  if (fabs (value) < LARGEST_WHOLE && value == floor (value))
    g_snprintf (printed, sizeof printed, "%" G_GINT64_FORMAT, (gint64) value);
  else
    g_ascii_dtostr (printed, sizeof printed, value);
  tv_workbook_row_append_number (&reader->row, column, printed, strlen (printed), form);
}

static double
get_double (const guint8 *bytes)
{
  guint64 bits = tv_bytes_get_32 (bytes) | (guint64) tv_bytes_get_32 (bytes + 4) << 32;
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

/* A number in four bytes: a whole one or the upper half of a double, either of them in hundredths
 * or not. */
static double
get_short (const guint8 *bytes)
{
  guint32 kept = tv_bytes_get_32 (bytes);
  guint8 upper[8] = { 0 };
  double value;

  memcpy (upper + 4, bytes, 4);
  upper[4] &= 0xfc;
  value = kept & 2 ? (double) ((gint32) kept >> 2) : get_double (upper);
  return kept & 1 ? value / 100 : value;
}

static gboolean
append_shared (TvXlsReader *reader, guint32 index, GError **error)
{
  gsize length;
  const char *found;

  if (reader->strings == NULL)
    {
      tv_compound_fail (reader->book->compound,
                        _ ("it is damaged: a text that a cell refers to is missing"),
                        error);
      return FALSE;
    }
  found = tv_workbook_strings_get (reader->strings, index, &length, error);
  if (found == NULL)
    return FALSE;
  g_string_append_len (reader->row.text, found, (gssize) length);
  return TRUE;
}

/* What a formula comes to: a number, or what is none and says so where its exponent would be. */
static void
append_result (TvXlsReader *reader, const guint8 *result, guint style, guint column)
{
  GString *out = reader->row.text;

  if (tv_bytes_get_16 (result + 6) != 0xffff)
    append_number (reader, column, get_double (result), style);
  else if (result[0] == 0)
    reader->formula = column;
  else if (result[0] == 1)
    g_string_append (out, result[2] == 0 ? "FALSE" : "TRUE");
  else if (result[0] == 2)
    append_error (out, result[2]);
}

/* Each cell of several has its style and its number. */
static void
read_several (TvXlsReader *reader)
{
  const TvBiff *biff = reader->cells.biff;
  guint column = tv_bytes_get_16 (biff->body + 2);

  for (gsize at = 4; at + 6 <= biff->length; at += 6)
    {
      gsize from = reader->row.text->len;

      append_number (reader,
                     column,
                     get_short (biff->body + at + 2),
                     tv_bytes_get_16 (biff->body + at));
      tv_workbook_row_put (&reader->row, column++, from);
    }
}

static gboolean
append_value (TvXlsReader *reader, guint column, GError **error)
{
  TvBiff *biff = reader->cells.biff;
  GString *out = reader->row.text;
  const guint8 *value = biff->body + 6;
  guint style = tv_bytes_get_16 (biff->body + 4);

  switch (biff->type)
    {
    case TV_BIFF_LABELSST:
      return append_shared (reader, tv_bytes_get_32 (value), error);
    case TV_BIFF_LABEL:
    case TV_BIFF_LABEL_2:
    case TV_BIFF_RSTRING:
      biff->at = 6;
      return tv_xls_text_read (&reader->book->text,
                               biff,
                               biff->type != TV_BIFF_LABEL_2,
                               out,
                               error);
    case TV_BIFF_INTEGER_2:
      append_number (reader, column, tv_bytes_get_16 (value), style);
      return TRUE;
    case TV_BIFF_NUMBER:
      append_number (reader, column, get_double (value), style);
      return TRUE;
    case TV_BIFF_RK:
      append_number (reader, column, get_short (value), style);
      return TRUE;
    case TV_BIFF_FORMULA:
      append_result (reader, value, style, column);
      return TRUE;
    case TV_BIFF_BOOLERR:
      if (value[1] == 0)
        g_string_append (out, value[0] == 0 ? "FALSE" : "TRUE");
      else
        append_error (out, value[0]);
      return TRUE;
    default:
      return TRUE;
    }
}

/* Puts what the present record holds into the row. */
static gboolean
take_record (TvXlsReader *reader, GError **error)
{
  TvBiff *biff = reader->cells.biff;
  gsize from = reader->row.text->len;
  guint column = reader->formula;

  if (tv_workbook_row_is_full (&reader->row))
    return TRUE;
  reader->formula = NO_COLUMN;
  if (biff->type == TV_BIFF_STRING || biff->type == TV_BIFF_STRING_2)
    {
      if (column == NO_COLUMN)
        return TRUE;
      if (!tv_xls_text_read (&reader->book->text,
                             biff,
                             biff->type == TV_BIFF_STRING,
                             reader->row.text,
                             error))
        return FALSE;
    }
  else if (biff->type == TV_BIFF_MULRK)
    {
      read_several (reader);
      return TRUE;
    }
  else
    {
      column = tv_bytes_get_16 (biff->body + 2);
      if (!append_value (reader, column, error))
        return FALSE;
    }
  tv_workbook_row_put (&reader->row, column, from);
  return TRUE;
}

/**
 * tv_xls_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next row that is not empty
 * @error: return location for an error of the workbook as a whole
 *
 * Reads one row; its line is its number in the sheet.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_xls_reader_read (TvXlsReader *reader, TvRecord *out_record, GError **error)
{
  gboolean is_there = reader->is_held || next_record (reader, error);

  while (is_there)
    {
      guint row = reader->cells.row;

      tv_workbook_row_begin (&reader->row, (gint64) row + 1);
      reader->formula = NO_COLUMN;
      for (; is_there && reader->cells.row == row; is_there = next_record (reader, error))
        if (!take_record (reader, error))
          return FALSE;
      if (!is_there && !reader->cells.is_done)
        return FALSE;
      reader->is_held = is_there;
      if (reader->row.count == 0)
        continue;
      tv_workbook_row_finish (&reader->row, out_record);
      return TRUE;
    }
  /* Pieces were read, not the file up to its end. */
  if (reader->cells.is_done)
    tv_byte_file_check (tv_compound_get_file (reader->book->compound), error);
  return FALSE;
}

/* Merged cells are named behind those of the sheet, each by its lines and columns. What is wrong
 * with the sheet is told by its rows. */
static void
find_merges (TvXlsReader *reader)
{
  g_autoptr (TvBiff) biff = tv_xls_book_open_records (reader->book, NULL);
  guint depth = 0;

  if (biff == NULL)
    return;
  tv_biff_seek (biff, reader->begin);
  while (tv_biff_next (biff, NULL))
    {
      if (tv_biff_is_bof (biff->type))
        depth++;
      else if (biff->type == TV_BIFF_EOF && depth > 0)
        depth--;
      if (depth == 0)
        return;
      for (gsize at = 2;
           depth == 1 && biff->type == TV_BIFF_MERGEDCELLS && at + MERGE <= biff->length;
           at += MERGE)
        tv_workbook_row_merge (&reader->row,
                               tv_bytes_get_16 (biff->body + at) + 1,
                               tv_bytes_get_16 (biff->body + at + 2) + 1,
                               tv_bytes_get_16 (biff->body + at + 4));
    }
}

/**
 * tv_xls_reader_set_fields:
 * @reader: the reader
 * @dialect: what is known of the columns of the sheet
 *
 * Says what its cells are read as.
 */
void
tv_xls_reader_set_fields (TvXlsReader *reader, const TvDialect *dialect)
{
  tv_workbook_row_set_fields (&reader->row, dialect);
  if (!tv_field_set_is_empty (&dialect->told_fields))
    find_merges (reader);
}

/**
 * tv_xls_reader_get_position:
 * @reader: the reader
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_xls_reader_get_position (const TvXlsReader *reader)
{
  if (reader->order == NULL)
    return tv_biff_get_position (reader->biff);
  return reader->begin + reader->done
         + (reader->sorted != NULL ? tv_biff_get_position (reader->sorted) : 0);
}
