/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buffer under the state machine: fills it, moves what is unread to its start, passes over
 * preamble, comments and blank lines, counts lines, judges encoding, and keeps the limits. A record
 * is cut only once all of it stands in the buffer, so its cells can be borrowed from there. */
#include "ingest/tv-csv-reader.h"

#include <string.h>

#include "ingest/tv-csv-layout.h"
#include "ingest/tv-layout-lines.h"
#include "ingest/tv-text-source.h"
#include "ingest/tv-utf8.h"

#define BLOCK (1 << 18)
#define LEAST_PATIENCE (1 << 16)
#define LONGEST_TITLE 4096

struct _TvCsvReader
{
  TvTextSource *source;
  TvCsvCutter cutter;
  TvCsvPages *pages; /* (nullable) of a text that is laid out for the eye */
  TvCsvOptions options;
  guint preamble_left;
  char *buffer;
  gboolean has_failed;    /* the bytes could not be read further; said once */
  gsize begin, end, size; /* unread bytes are buffer[begin .. end - 1] */
  gsize checked;          /* UTF-8 up to here; a bad byte stands there if is_bad */
  gboolean is_bad;
  gboolean is_at_end;
  gboolean is_passed;       /* the latest line was no record */
  gboolean is_in_long_line; /* the rest of a line too long to be kept comes next */
  gsize patience;           /* bytes to look through for the end of a record */
  gint64 line;
  TvPassedLines passed; /* since the record before */
  TvPassedLines told;   /* what the latest record points to */
  guint16 line_end;     /* of the first record: its length and its first byte; 0 = not yet seen */
};

static TvCsvReader *
reader_new (TvTextSource *source, const TvDialect *dialect)
{
  TvCsvReader *reader;

  if (source == NULL)
    return NULL;
  reader = g_new0 (TvCsvReader, 1);
  reader->source = source;
  tv_csv_cutter_init (&reader->cutter, dialect);
  reader->cutter.recuts = TRUE;
  if (tv_text_layout_is_drawn (dialect->delimiter))
    reader->pages = tv_csv_pages_new (dialect->header_rows);
  reader->preamble_left = dialect->preamble_rows;
  reader->line = 1;
  reader->size = 2 * BLOCK;
  reader->buffer = g_malloc (reader->size + TV_CSV_PADDING);
  reader->patience = TV_RECORD_MAXIMUM_SIZE;
  return reader;
}

/**
 * tv_csv_reader_open:
 * @path: (type filename): a file or a pipe
 * @entry: (nullable): member of an archive
 * @dialect: how it is written
 * @progress: (nullable): asked for a cancel while a pipe is waited for
 * @error: return location for an error that names the file
 *
 * Opens a file for reading. A byte order mark at its start and the preamble are left out.
 *
 * Returns: (transfer full) (nullable): the reader, before the header
 */
TvCsvReader *
tv_csv_reader_open (const char *path,
                    const char *entry,
                    const TvDialect *dialect,
                    TvProgress *progress,
                    GError **error)
{
  return reader_new (tv_text_source_open (path, entry, dialect->encoding, progress, error),
                     dialect);
}

/**
 * tv_csv_reader_open_bytes:
 * @bytes: (array length=length): bytes in the encoding of @dialect
 * @length: of @bytes
 * @dialect: how they are written
 * @error: return location for an unknown encoding
 *
 * Reads from memory. The bytes are copied.
 *
 * Returns: (transfer full) (nullable): the reader
 */
TvCsvReader *
tv_csv_reader_open_bytes (const char *bytes, gsize length, const TvDialect *dialect, GError **error)
{
  return reader_new (tv_text_source_new_for_bytes (bytes, length, dialect->encoding, error),
                     dialect);
}

/**
 * tv_csv_reader_set_dialect:
 * @reader: a reader without options
 * @dialect: how the records are written from here on; its encoding and its rows do not count
 *
 * Reads on in another dialect.
 */
void
tv_csv_reader_set_dialect (TvCsvReader *reader, const TvDialect *dialect)
{
  tv_csv_form_init (&reader->cutter.form, dialect);
}

/**
 * tv_csv_reader_set_options:
 * @reader: the reader, before its first record
 * @options: what is wanted otherwise than for an import
 *
 * Reads for another purpose.
 */
void
tv_csv_reader_set_options (TvCsvReader *reader, const TvCsvOptions *options)
{
  TvCsvCutter *cutter = &reader->cutter;

  reader->options = *options;
  if (options->field_limit > 0)
    cutter->field_limit = options->field_limit;
  cutter->room = MIN (cutter->room, cutter->field_limit);
  cutter->is_strict = options->is_strict;
  cutter->takes_rest = options->takes_rest;
  cutter->guards_all = options->guards_all;
  cutter->recuts &= !options->is_exact || cutter->form.layout.kind == TV_LAYOUT_QUOTED;
  cutter->form.doubles &= !options->is_single_quoted;
  cutter->form.trims_left_only = options->trims_left_only;
  cutter->form.trims |= options->trims_left_only;
  cutter->form.is_plainest &= !cutter->form.trims;
}

/**
 * tv_csv_reader_free:
 * @reader: (transfer full): the reader
 *
 * Closes the file and frees the reader.
 */
void
tv_csv_reader_free (TvCsvReader *reader)
{
  tv_text_source_free (reader->source);
  tv_csv_cutter_clear (&reader->cutter);
  g_clear_pointer (&reader->pages, tv_csv_pages_free);
  g_free (reader->buffer);
  g_free (reader);
}

/**
 * tv_csv_reader_get_position:
 * @reader: the reader
 *
 * Returns: how many bytes of the file were taken from the disk
 */
gint64
tv_csv_reader_get_position (TvCsvReader *reader)
{
  return tv_text_source_get_position (reader->source);
}

/* Looks for the next byte that is no UTF-8, from a place up to which all is judged. */
static void
check_encoding (TvCsvReader *reader, gsize from)
{
  const char *checked;

  reader->is_bad = tv_utf8_find_bad (reader->buffer + from,
                                     reader->buffer + reader->end,
                                     reader->options.allows_nul,
                                     reader->is_at_end,
                                     &checked)
                   != NULL;
  reader->checked = (gsize) (checked - reader->buffer);
}

/* Gets more bytes behind those that are unread; sets is_at_end when there are none. */
static gboolean
fill (TvCsvReader *reader, GError **error)
{
  gssize got;

  if (reader->has_failed)
    return FALSE;
  if (reader->checked < reader->begin)
    {
      /* What was passed over is not judged. */
      reader->checked = reader->begin;
      reader->is_bad = FALSE;
    }
  if (reader->begin > 0)
    {
      memmove (reader->buffer, reader->buffer + reader->begin, reader->end - reader->begin);
      reader->end -= reader->begin;
      reader->checked -= reader->begin;
      reader->begin = 0;
    }
  if (reader->size - reader->end < BLOCK)
    reader->buffer = g_realloc (reader->buffer, (reader->size *= 2) + TV_CSV_PADDING);
  got = tv_text_source_read (reader->source, reader->buffer + reader->end, BLOCK, error);
  reader->has_failed = got < 0;
  if (reader->has_failed)
    return FALSE;
  reader->is_at_end = got == 0;
  reader->end += (gsize) got;
  memset (reader->buffer + reader->end, 0, TV_CSV_PADDING);
  if (!reader->is_bad)
    check_encoding (reader, reader->checked);
  return TRUE;
}

static inline gboolean
has_more (TvCsvReader *reader, gsize wanted, GError **error)
{
  while (G_UNLIKELY (reader->end - reader->begin < wanted && !reader->is_at_end))
    if (!fill (reader, error))
      return FALSE;
  return reader->begin < reader->end;
}

/* Passes over one line, however long. */
static gboolean
skip_line (TvCsvReader *reader, GError **error)
{
  const TvCsvForm *form = &reader->cutter.form;

  while (has_more (reader, form->longest, error))
    {
      const char *end = reader->buffer + reader->end;
      const char *stop = tv_csv_find_line_end (form, reader->buffer + reader->begin, end);
      gsize kept = reader->is_at_end ? 0 : form->longest - 1;

      if (stop < end && ((gsize) (end - stop) > kept || *stop == '\n'))
        {
          reader->begin = (gsize) (stop - reader->buffer) + tv_csv_line_end (form, stop, end);
          reader->line++;
          return TRUE;
        }
      /* A line end may be cut by the end of the buffer. */
      reader->begin
          = MAX (reader->begin, MIN ((gsize) (stop - reader->buffer), reader->end - kept));
      if (!reader->is_at_end && !fill (reader, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the line at the beginning of the buffer is none of the table's. */
static gboolean
is_left_out (TvCsvReader *reader)
{
  const char *begin = reader->buffer + reader->begin, *end = reader->buffer + reader->end;
  const TvCsvForm *form = &reader->cutter.form;

  /* Files that were put together have the mark of each of them. */
  if (G_UNLIKELY (*begin == TV_CSV_MARK[0]) && end - begin >= 3
      && memcmp (begin, TV_CSV_MARK, 3) == 0)
    {
      begin += 3;
      reader->begin += 3;
    }
  return tv_csv_form_is_left_out (form, begin, end, reader->options.keeps_blank)
         || (reader->cutter.usual_count > 0 && tv_csv_is_filling (begin, end, reader->is_at_end));
}

/* A line above the table, as far as it stands in the buffer. */
static gboolean
pass_title (TvCsvReader *reader, GError **error)
{
  const char *begin, *stop;

  if (!has_more (reader, LONGEST_TITLE, error))
    return !reader->has_failed;
  begin = reader->buffer + reader->begin;
  stop = tv_csv_find_line_end (&reader->cutter.form, begin, reader->buffer + reader->end);
  if (reader->pages != NULL)
    tv_csv_pages_note_title (reader->pages, begin, stop);
  tv_passed_lines_count (&reader->passed, tv_csv_tell_passed (begin, stop));
  return skip_line (reader, error);
}

/* What fills a file up, where a disk lost what stood there: text may follow it on its line. */
static gboolean
pass_filling (TvCsvReader *reader, GError **error)
{
  while (has_more (reader, 1, error)
         && (reader->buffer[reader->begin] == '\0' || reader->buffer[reader->begin] == '\032'))
    reader->begin++;
  return !reader->has_failed;
}

static gboolean
skip_left_out (TvCsvReader *reader, TvRecord *record, GError **error)
{
  while (reader->is_in_long_line)
    {
      reader->is_in_long_line = FALSE;
      reader->line--; /* it was counted when the line was given up */
      if (!skip_line (reader, error))
        return FALSE;
    }
  while (reader->preamble_left > 0)
    {
      reader->preamble_left--;
      if (!pass_title (reader, error))
        return FALSE;
    }
  record->is_below_blank = FALSE;
  while (has_more (reader, TV_CSV_FILLING, error) && is_left_out (reader))
    {
      record->is_below_blank = TRUE;
      tv_csv_count_left_out (&reader->cutter.form,
                             reader->buffer + reader->begin,
                             reader->buffer + reader->end,
                             reader->pages != NULL,
                             &reader->passed);
      if (reader->buffer[reader->begin] == '\0' && reader->cutter.usual_count > 0
          && reader->cutter.form.delimiter.bytes[0] != '\0')
        {
          if (!pass_filling (reader, error))
            return FALSE;
        }
      else if (!skip_line (reader, error))
        return FALSE;
    }
  return !reader->has_failed && reader->begin < reader->end;
}

/* No end within reach: the first line is given up, and reading goes on behind it. */
static void
give_up (TvCsvReader *reader, TvRecord *record)
{
  const TvCsvForm *form = &reader->cutter.form;
  const char *begin = reader->buffer + reader->begin, *end = reader->buffer + reader->end;
  const char *stop = tv_csv_find_line_end (form, begin, end);

  reader->is_passed = FALSE;
  record->raw = begin;
  record->field_count = 0;
  record->quirk = NULL;
  record->problem = stop < end ? "BAD_QUOTING" : "LINE_TOO_LONG";
  record->problem_column = 0;
  record->is_recut = FALSE;
  record->raw_length = MIN ((gsize) (stop - begin), TV_RECORD_MAXIMUM_SIZE);
  reader->cutter.end = stop;
  reader->cutter.end_length = stop < end ? tv_csv_line_end (form, stop, end) : 0;
  reader->cutter.line_count = 0;
  reader->is_in_long_line = stop == end;
  /* Many such quotes in a large file must not cost a look through a megabyte each. */
  reader->patience = MAX (reader->patience / 2, LEAST_PATIENCE);
}

static gboolean
cut (TvCsvReader *reader, TvRecord *record, GError **error)
{
  for (;;)
    {
      const char *begin = reader->buffer + reader->begin, *end = reader->buffer + reader->end;
      gboolean is_short = (gsize) (end - begin) > reader->patience;
      TvCsvCut found;

      if (is_short)
        end = begin + reader->patience;
      found
          = tv_csv_layout_cut (&reader->cutter, begin, end, reader->is_at_end && !is_short, record);
      if (found != TV_CSV_CUT_MORE)
        {
          reader->is_passed = found == TV_CSV_CUT_PASSED;
          return TRUE;
        }
      if (is_short && (gsize) (end - begin) < TV_RECORD_MAXIMUM_SIZE
          && tv_csv_find_line_end (&reader->cutter.form, begin, end) == end)
        reader->patience = TV_RECORD_MAXIMUM_SIZE;
      else if (is_short)
        {
          give_up (reader, record);
          return TRUE;
        }
      else if (!fill (reader, error))
        return FALSE;
    }
}

/* Line ends of several kinds are told once: every one is read, but a file has them by a mishap. */
static void
note_line_end (TvCsvReader *reader, TvRecord *record)
{
  const TvCsvCutter *cutter = &reader->cutter;
  guint16 found = (guint16) (cutter->end_length << 8 | (guint8) *cutter->end);

  if (cutter->end_length == 0)
    return;
  if (reader->line_end == 0)
    reader->line_end = found;
  else if (reader->line_end != found && record->problem == NULL && record->quirk == NULL)
    {
      record->quirk = "BAD_LINE_END";
      reader->options.tells_line_ends = FALSE;
    }
}

static gboolean
read_one (TvCsvReader *reader, TvRecord *record, GError **error)
{
  const TvCsvCutter *cutter = &reader->cutter;
  gsize stop;

  if (!skip_left_out (reader, record, error) || !cut (reader, record, error))
    return FALSE;
  record->line = reader->line;
  stop = (gsize) (cutter->end - reader->buffer);
  if (G_UNLIKELY (reader->is_bad && reader->checked < reader->begin))
    check_encoding (reader, reader->begin);
  if (G_UNLIKELY (reader->is_bad && reader->checked < stop))
    {
      if (record->problem == NULL)
        record->problem = "BAD_ENCODING";
      check_encoding (reader, stop);
    }
  if (G_UNLIKELY (reader->options.tells_line_ends))
    note_line_end (reader, record);
  reader->line += tv_csv_form_count_lines (&cutter->form,
                                           record->raw,
                                           record->raw_length,
                                           cutter->line_count)
                  + 1;
  reader->begin = stop + cutter->end_length;
  return TRUE;
}

/**
 * tv_csv_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next record that is neither blank nor a comment
 * @error: return location for an error of the file, or a cancel
 *
 * Reads one record. One that cannot be read has a problem and no cells that can be relied on.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_csv_reader_read (TvCsvReader *reader, TvRecord *out_record, GError **error)
{
  gboolean is_read;

  do
    is_read = read_one (reader, out_record, error);
  while (is_read && G_UNLIKELY (reader->pages != NULL)
         && tv_csv_pages_pass (reader->pages,
                               &reader->cutter.form,
                               out_record,
                               reader->is_passed,
                               &reader->passed));
  out_record->passed = NULL;
  if (G_UNLIKELY (reader->passed.has_some))
    {
      reader->told = reader->passed;
      reader->passed = (TvPassedLines){ 0 };
      out_record->passed = &reader->told;
    }
  return is_read;
}
