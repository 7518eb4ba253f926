/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader (RFC 4180, leniently): the end of a record is found first, so that the whole of it
 * stands in the buffer; then it is cut into cells. Quotes count only at the start of a cell. A
 * quote that is never closed, or only by the opening quote of a later line, gives up its own line
 * and reading goes on with the next one, so that one slip costs one row. */
#include "ingest/tv-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

#define BLOCK (1 << 18)

struct _TvCsvReader
{
  char *path;
  GInputStream *file;   /* position is taken from here */
  GInputStream *stream; /* UTF-8 */
  char delimiter;
  char *buffer;
  gsize begin, end, size; /* unread bytes are buffer[begin .. end - 1] */
  gboolean is_at_end;
  gboolean is_in_long_line; /* the rest of a line too long to be kept comes next */
  gint64 line;
  GString *unquoted; /* cells that had quotes in them */
  const char *fields[TV_RECORD_MAXIMUM_FIELDS];
  gsize lengths[TV_RECORD_MAXIMUM_FIELDS];
};

static TvCsvReader *
reader_new (char delimiter)
{
  TvCsvReader *reader = g_new0 (TvCsvReader, 1);

  reader->delimiter = delimiter;
  reader->line = 1;
  reader->unquoted = g_string_new (NULL);
  reader->size = 2 * BLOCK;
  reader->buffer = g_malloc (reader->size);
  return reader;
}

/**
 * tv_csv_reader_new:
 * @path: (type filename): a file
 * @encoding: what iconv calls its encoding; "UTF-8" is read as it stands
 * @delimiter: between cells
 * @error: return location for TV_ERROR_IO
 *
 * Opens a file for reading. A byte order mark at its start is left out.
 *
 * Returns: (transfer full) (nullable): the reader, before the first record
 */
TvCsvReader *
tv_csv_reader_new (const char *path, const char *encoding, char delimiter, GError **error)
{
  g_autoptr (TvCsvReader) reader = reader_new (delimiter);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;

  reader->path = g_path_get_basename (path);
  reader->file = G_INPUT_STREAM (g_file_read (file, NULL, &cause));
  if (reader->file == NULL)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_IO,
                   _ ("Could not read “%s”: %s."),
                   reader->path,
                   cause->message);
      return NULL;
    }
  if (g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    reader->stream = g_object_ref (reader->file);
  else
    {
      g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", encoding, error);

      if (converter == NULL)
        return NULL;
      /* A byte that the encoding does not know is shown as \xx rather than ending the import. */
      g_charset_converter_set_use_fallback (converter, TRUE);
      reader->stream = g_converter_input_stream_new (reader->file, G_CONVERTER (converter));
    }
  return g_steal_pointer (&reader);
}

/**
 * tv_csv_reader_new_for_text:
 * @text: UTF-8
 * @length: of @text
 * @delimiter: between cells
 *
 * Reads from memory. The text is copied.
 *
 * Returns: (transfer full): the reader
 */
TvCsvReader *
tv_csv_reader_new_for_text (const char *text, gsize length, char delimiter)
{
  TvCsvReader *reader = reader_new (delimiter);

  reader->stream
      = g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);
  reader->file = g_object_ref (reader->stream);
  return reader;
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
  g_clear_object (&reader->stream);
  g_clear_object (&reader->file);
  g_string_free (reader->unquoted, TRUE);
  g_free (reader->buffer);
  g_free (reader->path);
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
  return g_seekable_tell (G_SEEKABLE (reader->file));
}

/* Gets more bytes behind those that are unread; sets is_at_end when there are none. */
static gboolean
fill (TvCsvReader *reader, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean is_first = reader->begin == 0 && reader->end == 0 && reader->line == 1;
  gssize got;

  if (reader->begin > 0)
    {
      memmove (reader->buffer, reader->buffer + reader->begin, reader->end - reader->begin);
      reader->end -= reader->begin;
      reader->begin = 0;
    }
  if (reader->size - reader->end < BLOCK)
    reader->buffer = g_realloc (reader->buffer, reader->size *= 2);
  got = g_input_stream_read (reader->stream, reader->buffer + reader->end, BLOCK, NULL, &cause);
  if (got < 0)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_IO,
                   _ ("Could not read “%s” beyond line %d: %s."),
                   reader->path != NULL ? reader->path : "",
                   (int) reader->line,
                   cause->message);
      return FALSE;
    }
  reader->is_at_end = got == 0;
  reader->end += got;
  if (is_first && reader->end >= 3 && memcmp (reader->buffer, "\357\273\277", 3) == 0)
    reader->begin = 3;
  return TRUE;
}

typedef enum
{
  AT_START, /* of a cell */
  IN_PLAIN,
  IN_QUOTES,
  AFTER_QUOTE,
  TORN, /* a cell over several lines goes on behind its closing quote: that was another's opening */
} State;

/* The first line end at all, or the end of the bytes. */
static gsize
find_line_end (const TvCsvReader *reader)
{
  gsize i = reader->begin;

  while (i < reader->end && reader->buffer[i] != '\n' && reader->buffer[i] != '\r')
    i++;
  return i;
}

/* Looks for the line end of the record that begins at begin; its place, or -1 where more bytes are
 * needed. */
static gssize
find_end (TvCsvReader *reader, gsize *cursor, State *state)
{
  const char *buffer = reader->buffer;
  char delimiter = reader->delimiter;

  for (gsize i = *cursor; i < reader->end; i++)
    {
      char c = buffer[i];

      if (*state == IN_QUOTES)
        {
          const char *quote = memchr (buffer + i, '"', reader->end - i);

          if (quote == NULL)
            {
              *cursor = reader->end;
              return -1;
            }
          i = quote - buffer;
          *state = AFTER_QUOTE;
        }
      else if (c == '\n' || c == '\r')
        return (gssize) i;
      else if (c == delimiter)
        *state = AT_START;
      else if (c == '"' && (*state == AT_START || *state == AFTER_QUOTE))
        *state = IN_QUOTES;
      else if (*state == AT_START)
        *state = IN_PLAIN;
      else if (*state == AFTER_QUOTE && c != ' ' && find_line_end (reader) < i)
        {
          *state = TORN;
          return (gssize) find_line_end (reader);
        }
    }
  *cursor = reader->end;
  return -1;
}

static void
add_cell (TvCsvReader *reader, TvRecord *record, const char *text, gsize length)
{
  if (record->field_count == TV_RECORD_MAXIMUM_FIELDS)
    {
      record->problem = "TOO_MANY_FIELDS";
      return;
    }
  reader->fields[record->field_count] = text;
  reader->lengths[record->field_count++] = length;
}

/* A cell that begins with a quote: doubled quotes become one, what stands behind the closing one is
 * kept. Returns where the cell ends. */
static gsize
cut_quoted (TvCsvReader *reader, TvRecord *record, gsize at, gsize end)
{
  gsize start = reader->unquoted->len;
  gboolean is_quoted = TRUE;
  gsize i = at + 1;

  for (; i < end; i++)
    {
      char c = reader->buffer[i];

      if (is_quoted && c == '"' && i + 1 < end && reader->buffer[i + 1] == '"')
        g_string_append_c (reader->unquoted, reader->buffer[i++]);
      else if (c == '"')
        is_quoted = !is_quoted;
      else if (c == reader->delimiter && !is_quoted)
        break;
      else
        g_string_append_c (reader->unquoted, c);
    }
  /* Space for it was reserved, so the text does not move. */
  add_cell (reader, record, reader->unquoted->str + start, reader->unquoted->len - start);
  return i;
}

static void
cut_record (TvCsvReader *reader, TvRecord *record, gsize end)
{
  gsize at = reader->begin;

  g_string_set_size (reader->unquoted, end - at);
  g_string_truncate (reader->unquoted, 0);
  for (;;)
    {
      if (at < end && reader->buffer[at] == '"')
        at = cut_quoted (reader, record, at, end);
      else
        {
          const char *found = memchr (reader->buffer + at, reader->delimiter, end - at);
          gsize stop = found != NULL ? (gsize) (found - reader->buffer) : end;

          add_cell (reader, record, reader->buffer + at, stop - at);
          at = stop;
        }
      if (at >= end)
        break;
      at++;
    }
}

/* Goes on behind the line end at end. */
static void
pass_line_end (TvCsvReader *reader, gsize end)
{
  gboolean is_pair
      = end + 1 < reader->end && reader->buffer[end] == '\r' && reader->buffer[end + 1] == '\n';

  if (end < reader->end)
    {
      reader->line++;
      end += is_pair ? 2 : 1;
    }
  reader->begin = end;
}

static void
take_record (TvCsvReader *reader, TvRecord *record, gsize end)
{
  record->line = reader->line;
  record->field_count = 0;
  record->fields = reader->fields;
  record->lengths = reader->lengths;
  record->raw = reader->buffer + reader->begin;
  record->raw_length = end - reader->begin;
  if (record->problem == NULL)
    cut_record (reader, record, end);
  /* NUL counts as no text, too. */
  if (record->problem == NULL && !g_utf8_validate_len (record->raw, record->raw_length, NULL))
    record->problem = "BAD_ENCODING";
  for (gsize i = reader->begin; i < end; i++)
    reader->line += reader->buffer[i] == '\n'
                    || (reader->buffer[i] == '\r'
                        && !(i + 1 < reader->end && reader->buffer[i + 1] == '\n'));
  reader->is_in_long_line = end == reader->end && !reader->is_at_end;
  pass_line_end (reader, end);
}

/* Leaves out what is left of a line of which the beginning was given up. */
static gboolean
skip_long_line (TvCsvReader *reader, GError **error)
{
  while (reader->is_in_long_line)
    {
      gsize end = find_line_end (reader);

      /* A CR at the very end of the bytes may be the first half of a line end. */
      if (end + 1 < reader->end || reader->is_at_end
          || (end < reader->end && reader->buffer[end] == '\n'))
        {
          pass_line_end (reader, end);
          reader->is_in_long_line = FALSE;
          break;
        }
      reader->begin = end;
      if (!fill (reader, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_blank (const TvRecord *record)
{
  if (record->problem != NULL)
    return FALSE;
  for (gsize i = 0; i < record->raw_length; i++)
    if (record->raw[i] != ' ' && record->raw[i] != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
read_one (TvCsvReader *reader, TvRecord *record, GError **error)
{
  State state = AT_START;
  gsize cursor;
  gssize end;

  if (!skip_long_line (reader, error))
    return FALSE;
  cursor = reader->begin;
  record->problem = NULL;
  for (;;)
    {
      end = find_end (reader, &cursor, &state);
      if (state == TORN)
        {
          record->problem = "BAD_QUOTING";
          break;
        }
      /* A CR at the very end of the bytes may be the first half of a line end. */
      if (end >= 0
          && ((gsize) end + 1 < reader->end || reader->is_at_end || reader->buffer[end] == '\n'))
        break;
      if (end >= 0)
        cursor = end;
      if (reader->is_at_end || reader->end - reader->begin > TV_RECORD_MAXIMUM_SIZE)
        {
          if (state == IN_QUOTES || !reader->is_at_end)
            record->problem = "BAD_QUOTING";
          end = (gssize) (record->problem != NULL ? find_line_end (reader) : reader->end);
          break;
        }
      cursor -= reader->begin;
      if (!fill (reader, error))
        return FALSE;
      cursor += reader->begin;
    }
  if (reader->begin == reader->end && reader->is_at_end)
    return FALSE;
  take_record (reader, record, end);
  return TRUE;
}

/**
 * tv_csv_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next record that is not blank
 * @error: return location for TV_ERROR_IO
 *
 * Reads one record. One that cannot be read has a problem and no cells that can be relied on.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_csv_reader_read (TvCsvReader *reader, TvRecord *out_record, GError **error)
{
  do
    if (!read_one (reader, out_record, error))
      return FALSE;
  while (is_blank (out_record));
  return TRUE;
}
