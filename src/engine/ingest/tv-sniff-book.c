/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a sheet of a workbook will be read: where its header stands below titles and notes, its kind,
 * its mapping, its first rows. What cells are is known, so there is no dialect to be found; only
 * dates and numbers that were typed as text have to be asked for their order and mark. */
#include "ingest/tv-sniff.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-number.h"
#include "base/tv-text.h"
#include "ingest/tv-column-form.h"
#include "ingest/tv-consent-marks.h"
#include "ingest/tv-float-codes.h"
#include "ingest/tv-header-names.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-item-groups.h"
#include "ingest/tv-record-split.h"
#include "ingest/tv-record-source.h"
#include "rows/tv-import-columns.h"

#define HEAD_ROWS 30 /* among which the header is looked for */
#define PREVIEW_ROWS 50
#define LOOKED_AT 2000     /* rows that decide the order of dates */
#define SHARE_OF_WIDEST .6 /* of the widest row's cells that a header has to fill */

typedef struct
{
  gint64 line;
  char **cells; /* of a header cleaned, else as they are */
  guint filled_count, text_count;
} Row;

static void
row_clear (gpointer data)
{
  g_strfreev (((Row *) data)->cells);
}

static gboolean
is_value (const char *cell)
{
  gint64 number;
  TvDay day;

  return tv_number_parse (cell, -1, '.', 4, &number)
         || tv_day_parse (cell, -1, TV_DATE_ORDER_DMY, &day);
}

static void
take_row (GArray *rows, const TvRecord *record)
{
  Row row = { .line = record->line, .cells = tv_record_dup_cells (record) };

  for (guint i = 0; i < record->field_count; i++)
    {
      row.filled_count += *row.cells[i] != '\0';
      row.text_count += *row.cells[i] != '\0' && !is_value (row.cells[i]);
    }
  g_array_append_val (rows, row);
}

static guint
count_repeats (const Row *row)
{
  guint count = 0;

  for (guint i = 0; row->cells[i] != NULL; i++)
    for (guint k = 0; k < i; k++)
      if (*row->cells[i] != '\0' && g_str_equal (row->cells[i], row->cells[k]))
        {
          count++;
          break;
        }
  return count;
}

static gboolean
is_header (const Row *row, guint widest)
{
  return row->filled_count > SHARE_OF_WIDEST * widest && row->text_count == row->filled_count;
}

/* The first row that is nearly as wide as the widest and holds nothing but texts. */
static guint
find_header (const GArray *rows, guint widest, gint64 preamble_rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (preamble_rows >= 0 ? row->line > preamble_rows : is_header (row, widest))
        return i;
    }
  return 0;
}

static gboolean
is_empty_at (const Row *row, guint column)
{
  return column >= g_strv_length (row->cells) || *row->cells[column] == '\0';
}

/* Whether a row of texts only tells apart the columns under cells that go over several. */
static gboolean
is_subdivision (const Row *row, const Row *below)
{
  guint under = 0;

  if (below->line != row->line + 1 || below->filled_count < 2
      || below->text_count < below->filled_count)
    return FALSE;
  for (guint i = 0; below->cells[i] != NULL; i++)
    {
      gboolean is_covered = is_empty_at (row, i);

      if (*below->cells[i] == '\0')
        continue;
      if (!is_covered && (is_empty_at (below, i + 1) || !is_empty_at (row, i + 1)))
        return FALSE;
      under += is_covered;
    }
  return under > 0;
}

/* Captions of groups stand above the header, in merged cells or repeated in each. */
static gboolean
is_caption (const Row *row, const Row *below)
{
  return row->line + 1 == below->line && row->filled_count >= 2
         && row->text_count == row->filled_count;
}

/* The rows of the header: most have one. */
static void
find_header_rows (const GArray *rows,
                  const TvImportHints *hints,
                  guint *out_first,
                  guint *out_count)
{
  gint64 preamble_rows = hints != NULL ? hints->preamble_rows : -1;
  const Row *row, *below = NULL;
  guint widest = 0;

  for (guint i = 0; i < rows->len; i++)
    widest = MAX (widest, g_array_index (rows, Row, i).filled_count);
  *out_first = find_header (rows, widest, preamble_rows);
  *out_count = 1;
  row = &g_array_index (rows, Row, *out_first);
  if (*out_first + 1 < rows->len)
    below = row + 1;
  if (preamble_rows >= 0 || (hints != NULL && hints->header_rows > 0))
    *out_count = (guint) CLAMP (hints->header_rows, 1, (int) (rows->len - *out_first));
  else if (below != NULL
           && (is_subdivision (row, below)
               || (is_caption (row, below) && is_header (below, widest)
                   && count_repeats (row) > count_repeats (below))))
    *out_count = 2;
  else if (*out_first > 0 && is_caption (row - 1, row))
    {
      (*out_first)--;
      *out_count = 2;
    }
}

static void
take_header (TvImportFile *file, const GArray *rows, guint first, guint count)
{
  g_autoptr (GPtrArray) cleaned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = first; i < first + count; i++)
    {
      char **cells = g_strdupv (g_array_index (rows, Row, i).cells);

      for (guint k = 0; cells[k] != NULL; k++)
        {
          char *cell = cells[k];

          cells[k] = tv_text_clean (cell);
          g_free (cell);
        }
      g_ptr_array_add (cleaned, cells);
    }
  file->header = tv_header_names_choose (cleaned);
  file->dialect->preamble_rows = (guint) (g_array_index (rows, Row, first).line - 1);
  file->dialect->header_rows = count;
}

typedef struct
{
  TvDateVotes dates;
  TvFloatCodes codes;
  TvConsentMarks marks;
  guint commas;
} Votes;

/* Dates and numbers that are texts in the sheet vote; those that are values are written one way. */
static void
look_at_cell (Votes *votes, TvColumn column, const char *text, gsize length)
{
  gint64 number;

  if (column == TV_COLUMN_ORDER_DATE || column == TV_COLUMN_CONTACT_DATE)
    tv_date_votes_add (&votes->dates, text, length);
  else if (column == TV_COLUMN_QTY || column == TV_COLUMN_MARGIN
           || tv_column_form_has_currency (column))
    votes->commas += length > 0 && !tv_number_parse (text, (gssize) length, '.', 4, &number)
                     && tv_number_parse (text, (gssize) length, ',', 4, &number);
  else
    {
      tv_float_codes_add (&votes->codes, column, text, length);
      tv_consent_marks_add (&votes->marks, column, text, length);
    }
}

static void
look_at_record (Votes *votes, const TvImportFile *file, const TvRecord *record)
{
  guint count = 0;
  const TvColumn *columns
      = file->kind == TV_KIND_UNKNOWN ? NULL : tv_import_kind_list_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (file->columns[i] >= 0 && (guint) file->columns[i] < record->field_count)
      look_at_cell (votes,
                    columns[i],
                    record->fields[file->columns[i]],
                    record->lengths[file->columns[i]]);
}

static void
look_at_values (TvImportFile *file, TvRecordSource *source, TvRecord *record)
{
  g_autofree TvRecordSplit *split = NULL;
  guint left = LOOKED_AT, item;
  Votes votes = { 0 };
  TvRecord line;

  if (file->split != NULL)
    tv_record_split_init (split = g_new0 (TvRecordSplit, 1), file->split);
  while (left-- > 0 && tv_record_source_read (source, record, NULL))
    {
      if (split == NULL)
        {
          look_at_record (&votes, file, record);
          continue;
        }
      tv_record_split_begin (split, record);
      while (tv_record_split_next (split, &line, &item))
        look_at_record (&votes, file, &line);
    }
  if (split != NULL)
    tv_record_split_clear (split);
  tv_date_votes_apply (&votes.dates, file);
  tv_float_codes_apply (&votes.codes, file);
  tv_consent_marks_apply (&votes.marks, file);
  file->decimal_mark = votes.commas > 0 ? ',' : '.';
}

static void
take_preview (TvImportFile *file, const GArray *rows, guint first)
{
  for (guint i = first; i < rows->len && file->preview->len < PREVIEW_ROWS; i++)
    g_ptr_array_add (file->preview, g_strdupv (g_array_index (rows, Row, i).cells));
}

static TvImportFile *
begin_file (const char *path, const char *entry)
{
  TvImportFile *file = g_new0 (TvImportFile, 1);
  GStatBuf status;

  file->path = g_strdup (path);
  file->entry = g_strdup (entry);
  file->size = g_stat (path, &status) == 0 ? status.st_size : 0;
  file->is_book = TRUE;
  file->dialect = tv_dialect_new ("UTF-8", NULL);
  file->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return file;
}

/**
 * tv_ingest_sniff_book:
 * @path: (type filename): a workbook
 * @entry: (nullable): a sheet; %NULL = the first that is not hidden
 * @hints: (nullable): what is known about it; only preamble_rows and header_rows
 * count
 * @error: return location for an error that names the file
 *
 * Finds out how a sheet is to be read.
 *
 * Returns: (transfer full) (nullable): the file; its kind is TV_KIND_UNKNOWN where the header tells
 * nothing
 */
TvImportFile *
tv_ingest_sniff_book (const char *path,
                      const char *entry,
                      const TvImportHints *hints,
                      GError **error)
{
  g_autoptr (TvImportFile) file = begin_file (path, entry);
  TvProgress *progress = hints != NULL ? hints->progress : NULL;
  g_autoptr (TvRecordSource) source
      = tv_record_source_open_with (path, entry, file->dialect, progress, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autofree char *name = g_path_get_basename (path);
  guint header, header_count;

  g_array_set_clear_func (rows, row_clear);
  if (source == NULL)
    return NULL;
  while (rows->len < HEAD_ROWS + PREVIEW_ROWS && tv_record_source_read (source, record, error))
    take_row (rows, record);
  if (rows->len == 0)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error,
                     TV_ERROR,
                     TV_ERROR_INVALID_INPUT,
                     _ ("Could not read “%s”: it has no header row."),
                     name);
      return NULL;
    }
  find_header_rows (rows, hints, &header, &header_count);
  take_header (file, rows, header, header_count);
  take_preview (file, rows, header + header_count);
  tv_item_rows_find (file, hints);
  tv_sniff_find_kind (file);
  g_clear_pointer (&source, tv_record_source_free);
  source = tv_record_source_open_with (path, entry, file->dialect, progress, error);
  for (guint i = 0; source != NULL && i < header_count; i++)
    if (!tv_record_source_read (source, record, error))
      return NULL;
  if (source == NULL)
    return NULL;
  look_at_values (file, source, record);
  return g_steal_pointer (&file);
}
