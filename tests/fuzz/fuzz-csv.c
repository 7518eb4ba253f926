/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of delimited text under any dialect. The first bytes of an input choose the dialect
 * and the options, the rest is the text. It is read in one go and cut from short pieces; both must
 * find the same records. */
#include "fuzz.h"

#include <string.h>

#include "ingest/tv-csv-layout.h"
#include "ingest/tv-csv-reader.h"

#define HEAD 8 /* bytes that choose */
#define MOST_RECORDS 20000

static const char *const delimiters[] = { ",",
                                          ";",
                                          "\t",
                                          "|",
                                          "||",
                                          "",
                                          NULL,
                                          "\302\246",
                                          " ",
                                          "a",
                                          "boxed:|",
                                          "ruled:|\\",
                                          "fixed:0,3,9,11,40" };
static const gunichar marks[] = { '"', '\'', 0, '\\', TV_DIALECT_NUL, 0x201c, '#', '^' };
static const char *const newlines[] = { NULL, "\n", "\r\n", "\r", "|", "ab" };
static const char *const encodings[]
    = { "UTF-8", "WINDOWS-1252", "UTF-16LE", "UTF-32BE", "KOI8-R" };

#define PICK(list, byte) ((list)[(byte) % G_N_ELEMENTS (list)])

static TvDialect *
make_dialect (const uint8_t *head)
{
  TvDialect *dialect = tv_dialect_new (PICK (encodings, head[0] >> 3), PICK (delimiters, head[1]));

  dialect->quote = PICK (marks, head[2]);
  dialect->escape = head[3] & 1 ? PICK (marks, head[3] >> 1) : dialect->quote;
  dialect->newline = g_strdup (PICK (newlines, head[4]));
  dialect->comment = head[5] & 1 ? '#' : 0;
  dialect->has_inline_comments = head[5] & 1 && head[5] & 2;
  dialect->trims = (head[5] & 4) != 0;
  dialect->preamble_rows = head[6] & 3;
  return dialect;
}

static TvCsvOptions
make_options (const uint8_t *head)
{
  return (TvCsvOptions){ .is_strict = head[7] & 1,
                         .takes_rest = (head[7] & 2) != 0,
                         .keeps_blank = (head[7] & 4) != 0,
                         .is_exact = (head[7] & 2) != 0,
                         .allows_nul = (head[7] & 8) != 0,
                         .trims_left_only = (head[7] & 16) != 0,
                         .is_single_quoted = (head[7] & 32) != 0,
                         .guards_all = (head[7] & 64) != 0,
                         .field_limit = (head[7] & 128) != 0 ? 3 : 0 };
}

static void
check_record (const TvRecord *record, const TvCsvOptions *options, gint64 *line)
{
  guint limit = options->field_limit > 0 ? options->field_limit : TV_RECORD_MAXIMUM_FIELDS;
  gsize sum = 0;

  g_assert_cmpint (record->line, >, *line);
  *line = record->line;
  g_assert_cmpuint (record->field_count, <=, limit);
  g_assert_cmpuint (record->raw_length, <=, TV_RECORD_MAXIMUM_SIZE);
  for (guint i = 0; i < record->field_count; i++)
    {
      /* Reads every byte, so that a sanitizer sees those that are not there. */
      for (gsize k = 0; k < record->lengths[i]; k++)
        sum += (guint8) record->fields[i][k];
      g_assert_cmpuint (record->lengths[i], <=, record->raw_length);
      g_assert_true (record->problem != NULL || options->allows_nul
                     || g_utf8_validate_len (record->fields[i], record->lengths[i], NULL));
    }
  g_assert_cmpuint (sum, <=, G_MAXUINT32);
}

/* What stands in a piece is cut as it would be with more behind it, or waits. */
static void
check_pieces (const TvDialect *dialect, const uint8_t *data, size_t size, size_t step)
{
  g_auto (TvCsvCutter) whole = { 0 }, part = { 0 };
  g_autofree char *text = g_malloc0 (size + TV_CSV_PADDING);
  TvRecord one, other;

  memcpy (text, data, size);
  tv_csv_cutter_init (&whole, dialect);
  tv_csv_cutter_init (&part, dialect);
  if (size == 0 || tv_csv_layout_cut (&whole, text, text + size, TRUE, &one) != TV_CSV_CUT_DONE)
    return;
  for (size_t length = 1; length < size; length += step)
    {
      g_autofree char *piece = g_malloc0 (length + TV_CSV_PADDING);

      memcpy (piece, data, length);
      if (tv_csv_layout_cut (&part, piece, piece + length, FALSE, &other) == TV_CSV_CUT_MORE)
        continue;
      g_assert_cmpuint (one.raw_length, ==, other.raw_length);
      g_assert_cmpuint (one.field_count, ==, other.field_count);
      g_assert_cmpstr (one.problem, ==, other.problem);
      for (guint i = 0; i < one.field_count; i++)
        g_assert_cmpmem (one.fields[i], one.lengths[i], other.fields[i], other.lengths[i]);
      return;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TvDialect) dialect = NULL;
  g_autoptr (TvCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  TvCsvOptions options;
  TvRecord record;
  gint64 line = 0;
  guint count = 0;

  if (size < HEAD)
    return 0;
  dialect = make_dialect (data);
  options = make_options (data);
  reader = tv_csv_reader_open_bytes ((const char *) data + HEAD, size - HEAD, dialect, &error);
  g_assert_no_error (error);
  tv_csv_reader_set_options (reader, &options);
  while (count++ < MOST_RECORDS && tv_csv_reader_read (reader, &record, &error))
    check_record (&record, &options, &line);
  g_assert_no_error (error);
  check_pieces (dialect, data + HEAD, MIN (size - HEAD, 512), 1 + (data[0] & 7));
  return 0;
}
