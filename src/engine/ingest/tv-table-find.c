/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one table ends and another begins. A blank line alone says nothing, for exports have stray
 * ones: a new table has a header, which is known by its names, or by its other number of cells that
 * all rows below it share. */
#include "ingest/tv-table-find.h"

#include "base/tv-text.h"
#include "ingest/tv-cell-kind.h"
#include "ingest/tv-csv-reader.h"
#include "ingest/tv-sniff.h"

#define ROWS_ALIKE 2 /* below a header of unknown names */

typedef struct
{
  GArray *tables;     /* of TvSniffTable */
  gint64 table_begin; /* where the dialect says that the first table begins */
  char **header;      /* of the latest table */
  guint count;        /* cells of its header */
  gint64 next_line;   /* behind the latest record */
  gint64 break_line;  /* the first line of blank ones and titles just above, 0 = there are none */
  gboolean is_blank_above;
  /* A header of unknown names that the rows below it have to confirm. */
  TvSniffTable maybe;
  gint64 maybe_break;
  guint maybe_count, maybe_rows; /* cells, 0 = there is none; rows alike */
} Finder;

static guint
count_filled (const TvRecord *record, gboolean *out_is_text)
{
  guint filled = 0;

  *out_is_text = TRUE;
  for (guint i = 0; i < record->field_count; i++)
    {
      TvCellKind kind = tv_cell_get_kind (record->fields[i], record->lengths[i]);

      filled += kind != TV_CELL_EMPTY;
      *out_is_text &= kind == TV_CELL_EMPTY || kind == TV_CELL_TEXT;
    }
  return filled;
}

static guint
count_lines (const TvRecord *record)
{
  guint count = 1;

  for (gsize i = 0; i < record->raw_length; i++)
    count += record->raw[i] == '\n'
             || (record->raw[i] == '\r'
                 && (i + 1 == record->raw_length || record->raw[i + 1] != '\n'));
  return count;
}

static char **
copy_names (const TvRecord *record)
{
  char **names = g_new0 (char *, record->field_count + 1);

  for (guint i = 0; i < record->field_count; i++)
    {
      g_autofree char *cell = g_utf8_make_valid (record->fields[i], (gssize) record->lengths[i]);

      names[i] = tv_text_clean (cell);
    }
  return names;
}

/* The kind that has all it requires among the names. */
static TvImportKind
tell_kind (char **names)
{
  g_autoptr (TvImportFile) file = g_new0 (TvImportFile, 1);

  file->header = g_strdupv (names);
  tv_sniff_find_kind (file);
  return file->kind != TV_KIND_UNKNOWN && tv_import_file_get_missing (file) == NULL
             ? file->kind
             : TV_KIND_UNKNOWN;
}

static void
end_table (Finder *finder, gint64 break_line)
{
  if (finder->tables->len > 0)
    g_array_index (finder->tables, TvSniffTable, finder->tables->len - 1).last_line
        = break_line - 1;
}

static void
begin_table (Finder *finder, const TvRecord *record, TvImportKind kind, char **names)
{
  TvSniffTable table = { kind, record->line, 0 };

  end_table (finder, finder->break_line);
  g_array_append_val (finder->tables, table);
  g_strfreev (finder->header);
  finder->header = g_strdupv (names);
  finder->count = record->field_count;
}

/* What was a header only if the rows below it say so is one, or is forgotten. */
static void
settle_maybe (Finder *finder)
{
  if (finder->maybe_count > 0 && finder->maybe_rows >= ROWS_ALIKE)
    {
      end_table (finder, finder->maybe_break);
      g_array_append_val (finder->tables, finder->maybe);
      finder->count = finder->maybe_count;
      g_clear_pointer (&finder->header, g_strfreev);
    }
  finder->maybe_count = 0;
}

static void
note_break (Finder *finder, gint64 line, gboolean is_blank)
{
  if (finder->break_line == 0)
    finder->break_line = line;
  finder->is_blank_above |= is_blank;
}

static gboolean
is_same_header (const Finder *finder, char **names)
{
  return finder->header != NULL
         && g_strv_equal ((const char *const *) finder->header, (const char *const *) names);
}

/* A row of texts that is the first of all, or stands below a break. */
static void
take_candidate (Finder *finder, const TvRecord *record)
{
  g_auto (GStrv) names = copy_names (record);
  TvImportKind kind = tell_kind (names);

  if (finder->tables->len == 0)
    {
      if (kind != TV_KIND_UNKNOWN || record->line >= finder->table_begin)
        begin_table (finder, record, kind, names);
      return;
    }
  /* Pages that are printed below each other repeat their header. */
  if (is_same_header (finder, names))
    return;
  if (kind == TV_KIND_UNKNOWN && record->field_count == finder->count)
    {
      finder->maybe_count = 0; /* the table goes on */
      return;
    }
  settle_maybe (finder);
  if (kind != TV_KIND_UNKNOWN)
    begin_table (finder, record, kind, names);
  else if (finder->is_blank_above)
    {
      finder->maybe = (TvSniffTable){ kind, record->line, 0 };
      finder->maybe_break = finder->break_line;
      finder->maybe_count = record->field_count;
      finder->maybe_rows = 0;
    }
}

static void
take_record (Finder *finder, const TvRecord *record)
{
  gboolean is_text;
  guint filled = count_filled (record, &is_text);

  if (record->line > finder->next_line)
    note_break (finder, finder->next_line, TRUE);
  finder->next_line = record->line + count_lines (record);
  if (filled < 2)
    {
      note_break (finder, record->line, filled == 0);
      return;
    }
  if (finder->tables->len == 0 && !is_text && record->line >= finder->table_begin)
    {
      g_auto (GStrv) names = copy_names (record);

      begin_table (finder, record, TV_KIND_UNKNOWN, names);
    }
  else if (is_text && (finder->break_line > 0 || finder->tables->len == 0))
    take_candidate (finder, record);
  else if (record->field_count == finder->maybe_count)
    finder->maybe_rows++;
  else if (finder->break_line == 0 || record->field_count == finder->count)
    finder->maybe_count = 0;
  finder->break_line = 0;
  finder->is_blank_above = FALSE;
}

/**
 * tv_tables_find:
 * @text: UTF-8, the beginning of a file
 * @length: of @text
 * @dialect: how it is written, and where its first table seems to begin
 *
 * Finds the tables that stand below each other, with blank lines or titles between them.
 *
 * Returns: (transfer full): of TvSniffTable, in their order; the last one has no end. Empty where
 * there are no rows
 */
GArray *
tv_tables_find (const char *text, gsize length, const TvDialect *dialect)
{
  g_autoptr (TvDialect) plain = tv_dialect_copy (dialect);
  g_autoptr (TvCsvReader) reader = NULL;
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  Finder finder = { .next_line = 1, .table_begin = (gint64) dialect->preamble_rows + 1 };

  finder.tables = g_array_new (FALSE, TRUE, sizeof (TvSniffTable));
  g_free (plain->encoding);
  plain->encoding = g_strdup ("UTF-8");
  plain->preamble_rows = plain->header_rows = 0;
  reader = tv_csv_reader_open_bytes (text, length, plain, NULL);
  while (reader != NULL && tv_csv_reader_read (reader, record, NULL))
    take_record (&finder, record);
  settle_maybe (&finder);
  g_strfreev (finder.header);
  return finder.tables;
}
