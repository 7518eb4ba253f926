/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look at a file, from bytes to columns. Takes a bounded sample, so that it costs the same for
 * a file of any size. */
#include "ingest/tv-sniffer.h"

#include <string.h>

#include "base/tv-text.h"
#include "ingest/tv-column-type.h"
#include "ingest/tv-csv-reader.h"
#include "ingest/tv-dialect-guess.h"
#include "ingest/tv-encoding.h"
#include "ingest/tv-header-names.h"
#include "ingest/tv-layout-guess.h"
#include "ingest/tv-table-find.h"
#include "ingest/tv-text-source.h"

#define DIALECT_TEXT (1 << 16) /* bytes that decide the dialect */
#define PADDING 64
#define PREVIEW_ROWS 50
#define TYPED_ROWS 2000

/* The head of the sample as UTF-8, with padding behind it. */
static char *
convert_head (const TvSample *sample, const char *encoding, gsize *out_length, GError **error)
{
  g_autoptr (TvTextSource) source = tv_text_source_new_for_bytes ((const char *) sample->head->data,
                                                                  sample->head->len,
                                                                  encoding,
                                                                  error);
  gsize size = sample->head->len * 3 + 1024;
  g_autofree char *text = NULL;
  gssize got;

  if (source == NULL)
    return NULL;
  text = g_malloc (size + PADDING);
  *out_length = 0;
  while (*out_length + 64 <= size
         && (got = tv_text_source_read (source, text + *out_length, size - *out_length, error))
                != 0)
    {
      if (got < 0)
        return NULL;
      *out_length += (gsize) got;
    }
  /* What fills up the file is none of its text. */
  while (sample->is_whole && *out_length > 0
         && (text[*out_length - 1] == '\0' || text[*out_length - 1] == '\032'))
    (*out_length)--;
  memset (text + *out_length, 0, PADDING);
  return g_steal_pointer (&text);
}

static const char *
find_newline (const char *text, gsize length, gunichar quote, gboolean is_turned)
{
  gboolean is_quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if ((gunichar) (guint8) text[i] == quote)
        is_quoted = !is_quoted;
      else if (!is_quoted && text[i] == '\n')
        return is_turned ? "\n\r" : "\n";
      else if (!is_quoted && text[i] == '\r')
        return i + 1 < length && text[i + 1] == '\n' ? "\r\n" : "\r";
    }
  return "\n";
}

static void
take_preamble (TvSniff *sniff, const char *text, gsize length)
{
  const char *at = text, *end = text + length;

  for (guint i = 0; i < sniff->dialect->preamble_rows && at < end; i++)
    {
      const char *stop = at;

      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      g_ptr_array_add (sniff->preamble, g_utf8_make_valid (at, stop - at));
      at = stop < end && *stop == '\r' && stop + 1 < end && stop[1] == '\n' ? stop + 2 : stop + 1;
    }
}

/* One row is taken as it stands; of several, the cells are cleaned and read together. */
static void
name_columns (TvSniff *sniff, TvCsvReader *reader, TvRecord *record)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) names = NULL;

  while (rows->len < sniff->dialect->header_rows && tv_csv_reader_read (reader, record, NULL))
    {
      char **cells = tv_record_dup_cells (record);

      for (guint i = 0; cells[i] != NULL; i++)
        {
          char *cell = cells[i];

          cells[i] = sniff->dialect->header_rows > 1 ? tv_text_clean (cell)
                                                     : g_strdup (g_strstrip (cell));
          g_free (cell);
        }
      g_ptr_array_add (rows, cells);
    }
  if (rows->len > 0)
    names = tv_header_names_choose (rows);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      TvSniffColumn *column = g_new0 (TvSniffColumn, 1);

      column->name = g_strdup (names[i]);
      column->type = "text";
      g_ptr_array_add (sniff->columns, column);
    }
}

static void
count_cells (GArray *tallies, const TvRecord *record)
{
  if (record->field_count > tallies->len)
    g_array_set_size (tallies, record->field_count);
  for (guint i = 0; i < record->field_count; i++)
    tv_column_tally_add (&g_array_index (tallies, TvColumnTally, i),
                         record->fields[i],
                         record->lengths[i]);
}

static void
type_columns (TvSniff *sniff, const GArray *tallies)
{
  for (guint i = 0; i < tallies->len; i++)
    {
      const TvColumnTally *tally = &g_array_index (tallies, TvColumnTally, i);
      TvSniffColumn *column;

      if (i >= sniff->columns->len)
        g_ptr_array_add (sniff->columns, g_new0 (TvSniffColumn, 1));
      column = sniff->columns->pdata[i];
      column->null_count = tally->empty;
      column->type = tv_column_tally_get_type (tally);
      column->format = tv_column_tally_describe_format (tally);
    }
}

/* @last_line: of the table, 0 = the text's */
static gboolean
take_rows (TvSniff *sniff, const char *text, gsize length, gint64 last_line, GError **error)
{
  g_autoptr (TvDialect) dialect = tv_dialect_copy (sniff->dialect);
  g_autoptr (TvCsvReader) reader = NULL;
  g_autoptr (GArray) tallies = g_array_new (FALSE, TRUE, sizeof (TvColumnTally));
  TvRecord record;
  guint count = 0;

  g_free (dialect->encoding);
  dialect->encoding = g_strdup ("UTF-8");
  reader = tv_csv_reader_open_bytes (text, length, dialect, error);
  if (reader == NULL)
    return FALSE;
  name_columns (sniff, reader, &record);
  while (count < TYPED_ROWS && tv_csv_reader_read (reader, &record, NULL)
         && (last_line == 0 || record.line <= last_line))
    {
      if (record.problem != NULL)
        continue;
      if (count++ < PREVIEW_ROWS)
        g_ptr_array_add (sniff->rows, tv_record_dup_cells (&record));
      count_cells (tallies, &record);
    }
  type_columns (sniff, tallies);
  return TRUE;
}

static const char *
find_line (const char *text, const char *end, gint64 line)
{
  for (; line > 1 && text < end; line--)
    {
      while (text < end && *text != '\n' && *text != '\r')
        text++;
      if (text < end)
        text += *text == '\r' && text + 1 < end && text[1] == '\n' ? 2 : 1;
    }
  return text;
}

/* Of several tables the first is described: what is said of the whole may fit a wider one. Its
 * header is looked for among its own lines; a copy, for they are read with what stands behind. */
static void
find_tables (TvSniff *sniff, const char *text, gsize length, const TvSniffHints *hints)
{
  g_autoptr (GArray) tables = tv_tables_find (text, length, sniff->dialect);
  const TvSniffTable *first;
  const char *begin, *end;
  g_autofree char *part = NULL;

  if (tables->len < 2)
    return;
  first = &g_array_index (tables, TvSniffTable, 0);
  if (hints->header == TV_HEADER_AUTO)
    {
      begin = find_line (text, text + length, first->first_line);
      end = find_line (begin, text + length, first->last_line - first->first_line + 2);
      part = g_malloc0 ((gsize) (end - begin) + PADDING);
      memcpy (part, begin, (gsize) (end - begin));
      if (*first->delimiter != '\0' && !hints->has_delimiter)
        {
          g_free (sniff->dialect->delimiter);
          sniff->dialect->delimiter = g_strdup (first->delimiter);
        }
      sniff->dialect->preamble_rows = sniff->dialect->header_rows = 0;
      tv_header_guess (part, (gsize) (end - begin), TRUE, hints, sniff->dialect);
      sniff->dialect->preamble_rows += (guint) (first->first_line - 1);
    }
  sniff->tables = g_steal_pointer (&tables);
}

static gint64
get_last_line (const TvSniff *sniff)
{
  return sniff->tables != NULL ? g_array_index (sniff->tables, TvSniffTable, 0).last_line : 0;
}

/**
 * tv_sniff_file:
 * @path: (type filename): a file
 * @entry: (nullable): member of an archive
 * @hints: (nullable): what is chosen; all else is found out
 * @error: return location for an error that names the file
 *
 * Looks at a file.
 *
 * Returns: (transfer full) (nullable): what it tells; of an empty file, a dialect without columns
 */
TvSniff *
tv_sniff_file (const char *path, const char *entry, const TvSniffHints *hints, GError **error)
{
  static const TvSniffHints nothing = { 0 };
  g_autoptr (TvSample) sample = tv_sample_read (path, entry, error);
  g_autoptr (TvSniff) sniff = tv_sniff_new ();
  g_auto (TvEncodingGuess) guess = { 0 };
  g_autofree char *text = NULL;
  gsize length, part;

  if (sample == NULL || !tv_encoding_guess (sample, path, &guess, error))
    return NULL;
  if (hints == NULL)
    hints = &nothing;
  text = convert_head (sample,
                       hints->encoding != NULL ? hints->encoding : guess.name,
                       &length,
                       error);
  if (text == NULL)
    return NULL;
  part = MIN (length, DIALECT_TEXT);
  sniff->dialect = tv_dialect_guess (text,
                                     part,
                                     sample->is_whole && part == length,
                                     hints,
                                     sniff->alternatives);
  tv_layout_guess (text, part, sample->is_whole && part == length, hints, sniff);
  g_free (sniff->dialect->encoding);
  sniff->dialect->encoding = g_strdup (hints->encoding != NULL ? hints->encoding : guess.name);
  sniff->dialect->has_bom = guess.has_bom;
  sniff->encoding_confidence = hints->encoding != NULL ? 1 : guess.confidence;
  g_ptr_array_extend_and_steal (sniff->encodings, g_steal_pointer (&guess.alternatives));
  sniff->newline = find_newline (text,
                                 part,
                                 sniff->dialect->quote,
                                 g_strcmp0 (sniff->dialect->newline, "\n\r") == 0);
  sniff->size = sample->size;
  sniff->is_whole = sample->is_whole;
  tv_header_guess (text, part, sample->is_whole && part == length, hints, sniff->dialect);
  find_tables (sniff, text, length, hints);
  take_preamble (sniff, text, length);
  if (!take_rows (sniff, text, length, get_last_line (sniff), error))
    return NULL;
  return g_steal_pointer (&sniff);
}
