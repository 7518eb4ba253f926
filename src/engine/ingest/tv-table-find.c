/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one table ends and another begins. A blank line alone says nothing, for exports have stray
 * ones: a new table has a header, which is known by its names, or by its other number of cells that
 * all rows below it share. One that is written with another delimiter is known by its names alone.
 */
#include "ingest/tv-table-find.h"

#include <string.h>

#include "base/tv-text.h"
#include "ingest/tv-cell-kind.h"
#include "ingest/tv-csv-cut.h"
#include "ingest/tv-csv-reader.h"
#include "ingest/tv-sniff.h"

#define ROWS_ALIKE 2        /* below a header of unknown names */
#define CANCEL_ROWS 0xfff   /* rows between looks at the cancel */
#define MOST_LOOKS 100      /* at lines that another delimiter might cut: prose is full of commas */
#define LONGEST_HEADER 4096 /* bytes, of one that another delimiter makes */

typedef struct
{
  TvCsvReader *reader;
  TvDialect *dialect; /* as it is read at present */
  guint other_looks;  /* at lines that another delimiter might cut */
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

/**
 * tv_table_count_filled:
 * @record: a record
 * @out_is_text: (out): whether no cell of it is a value
 *
 * Returns: how many cells are not empty
 */
guint
tv_table_count_filled (const TvRecord *record, gboolean *out_is_text)
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

/**
 * tv_table_copy_names:
 * @record: a record
 *
 * Returns: (transfer full): its cells, cleaned
 */
char **
tv_table_copy_names (const TvRecord *record)
{
  char **names = g_new0 (char *, record->field_count + 1);

  for (guint i = 0; i < record->field_count; i++)
    {
      g_autofree char *cell = tv_record_dup_cell (record, i);

      names[i] = tv_text_clean (cell);
    }
  return names;
}

/**
 * tv_table_tell_kind:
 * @names: (array zero-terminated=1): the cells of a row
 *
 * Returns: the kind that has all it requires among the names, TV_KIND_UNKNOWN where there is none
 */
TvImportKind
tv_table_tell_kind (char **names)
{
  g_autoptr (TvImportFile) file = g_new0 (TvImportFile, 1);

  file->header = g_strdupv (names);
  tv_sniff_find_kind (file);
  return file->kind != TV_KIND_UNKNOWN && tv_import_file_get_missing (file) == NULL
             ? file->kind
             : TV_KIND_UNKNOWN;
}

/**
 * tv_table_tell_other:
 * @record: a record of a text, of one cell as the delimiter of the file cuts it
 * @dialect: (inout): how it was cut; gets the delimiter by which it is a header
 * @out_kind: (out): the kind of that header
 *
 * Looks whether another delimiter makes the header of a table of a line.
 *
 * Returns: (transfer full) (nullable): the header's cells
 */
char **
tv_table_tell_other (const TvRecord *record, TvDialect *dialect, TvImportKind *out_kind)
{
  static const char *const delimiters[] = { ";", ",", "\t", "|" };
  g_autoptr (TvDialect) other = tv_dialect_copy (dialect);
  gsize length = record->raw_length;
  char raw[LONGEST_HEADER + TV_CSV_PADDING] = { 0 };

  if (length > LONGEST_HEADER)
    return NULL;
  memcpy (raw, record->raw, length);
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      g_auto (TvCsvCutter) cutter = { 0 };
      g_auto (GStrv) names = NULL;
      TvRecord part;

      if (g_strcmp0 (delimiters[i], dialect->delimiter) == 0
          || memchr (raw, *delimiters[i], length) == NULL)
        continue;
      g_free (other->delimiter);
      other->delimiter = g_strdup (delimiters[i]);
      tv_csv_cutter_init (&cutter, other);
      tv_csv_cutter_cut (&cutter, raw, raw + length, TRUE, &part);
      if (part.problem != NULL || part.field_count < 2)
        continue;
      names = tv_table_copy_names (&part);
      *out_kind = tv_table_tell_kind (names);
      if (*out_kind == TV_KIND_UNKNOWN)
        continue;
      g_free (dialect->delimiter);
      dialect->delimiter = g_strdup (delimiters[i]);
      return g_steal_pointer (&names);
    }
  return NULL;
}

static void
end_table (Finder *finder, gint64 break_line)
{
  if (finder->tables->len > 0)
    g_array_index (finder->tables, TvSniffTable, finder->tables->len - 1).last_line
        = break_line - 1;
}

static TvSniffTable
make_table (const Finder *finder, const TvRecord *record, TvImportKind kind)
{
  TvSniffTable table = { .kind = kind, .first_line = record->line };
  const char *delimiter = finder->dialect->delimiter;

  if (delimiter != NULL && strlen (delimiter) < sizeof table.delimiter)
    g_strlcpy (table.delimiter, delimiter, sizeof table.delimiter);
  return table;
}

static void
begin_table (Finder *finder, const TvRecord *record, TvImportKind kind, char **names)
{
  TvSniffTable table = make_table (finder, record, kind);

  end_table (finder, finder->break_line);
  g_array_append_val (finder->tables, table);
  g_strfreev (finder->header);
  finder->header = g_strdupv (names);
  finder->count = g_strv_length (names);
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
  g_auto (GStrv) names = tv_table_copy_names (record);
  TvImportKind kind = tv_table_tell_kind (names);

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
      finder->maybe = make_table (finder, record, kind);
      finder->maybe_break = finder->break_line;
      finder->maybe_count = record->field_count;
      finder->maybe_rows = 0;
    }
}

static gboolean
take_other (Finder *finder, const TvRecord *record)
{
  TvImportKind kind;
  g_auto (GStrv) names = NULL;

  if ((finder->tables->len > 0 && finder->break_line == 0) || finder->other_looks == MOST_LOOKS)
    return FALSE;
  finder->other_looks++;
  names = tv_table_tell_other (record, finder->dialect, &kind);
  if (names == NULL)
    return FALSE;
  settle_maybe (finder);
  begin_table (finder, record, kind, names);
  tv_csv_reader_set_dialect (finder->reader, finder->dialect);
  return TRUE;
}

static void
take_record (Finder *finder, const TvRecord *record)
{
  gboolean is_text;
  guint filled = tv_table_count_filled (record, &is_text);

  if (record->line > finder->next_line)
    note_break (finder, finder->next_line, TRUE);
  finder->next_line = record->line + count_lines (record);
  if (filled < 2 && !(filled == 1 && take_other (finder, record)))
    {
      note_break (finder, record->line, filled == 0);
      return;
    }
  if (filled < 2)
    finder->maybe_count = 0;
  else if (finder->tables->len == 0 && !is_text && record->line >= finder->table_begin)
    {
      g_auto (GStrv) names = tv_table_copy_names (record);

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

static void
finder_init (Finder *finder, const TvDialect *dialect)
{
  *finder = (Finder){ .next_line = 1, .table_begin = (gint64) dialect->preamble_rows + 1 };
  finder->tables = g_array_new (FALSE, TRUE, sizeof (TvSniffTable));
  finder->dialect = tv_dialect_copy (dialect);
  finder->dialect->preamble_rows = finder->dialect->header_rows = 0;
}

static GArray *
finder_end (Finder *finder)
{
  settle_maybe (finder);
  g_clear_pointer (&finder->header, g_strfreev);
  g_clear_pointer (&finder->dialect, tv_dialect_free);
  g_clear_pointer (&finder->reader, tv_csv_reader_free);
  return finder->tables;
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
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  Finder finder;

  finder_init (&finder, dialect);
  g_free (finder.dialect->encoding);
  finder.dialect->encoding = g_strdup ("UTF-8");
  finder.reader = tv_csv_reader_open_bytes (text, length, finder.dialect, NULL);
  while (finder.reader != NULL && tv_csv_reader_read (finder.reader, record, NULL))
    take_record (&finder, record);
  return finder_end (&finder);
}

/**
 * tv_tables_find_in_file:
 * @path: (type filename): a file
 * @entry: (nullable): member of an archive
 * @dialect: how it is written, and where its first table seems to begin
 * @kind: of the table that is looked for; lines of sales may bring customers and products along
 * @progress: (nullable): whose cancel ends the search
 * @error: return location for an error of the file, or a cancel
 *
 * Reads a file up to the first table of a kind.
 *
 * Returns: (transfer full) (nullable): of TvSniffTable: the one that was looked for is the last,
 * and its end is not known; all that there are if it is not there. %NULL on an error
 */
GArray *
tv_tables_find_in_file (const char *path,
                        const char *entry,
                        const TvDialect *dialect,
                        TvImportKind kind,
                        TvProgress *progress,
                        GError **error)
{
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GArray) tables = NULL;
  g_autoptr (GError) cause = NULL;
  guint seen = 0, count = 0;
  gboolean is_found = FALSE;
  Finder finder;

  finder_init (&finder, dialect);
  finder.reader = tv_csv_reader_open (path, entry, finder.dialect, progress, &cause);
  while (finder.reader != NULL && !is_found
         && ((++count & CANCEL_ROWS) != 0 || tv_progress_check (progress, &cause))
         && tv_csv_reader_read (finder.reader, record, &cause))
    {
      take_record (&finder, record);
      for (; seen < finder.tables->len; seen++)
        is_found
            |= tv_table_is_of_kind (g_array_index (finder.tables, TvSniffTable, seen).kind, kind);
    }
  tables = finder_end (&finder);
  if (cause == NULL)
    return g_steal_pointer (&tables);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * tv_table_is_of_kind:
 * @kind: what a table is
 * @wanted: what is asked for
 *
 * Returns: whether it can be taken as what is asked for
 */
gboolean
tv_table_is_of_kind (TvImportKind kind, TvImportKind wanted)
{
  return kind == wanted || (wanted == TV_KIND_SALES_LINES && kind == TV_KIND_INVOICE_LINES);
}
