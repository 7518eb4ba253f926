/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at the mapped cells of each record before anything else reads them. Nearly all are passed
 * by for their length or first letter; where one is taken, the record gets cells of its own. */
#include "ingest/tv-empty-cells.h"

#include <string.h>

#include "base/tv-empty-word.h"

#define FEW .02 /* of the records: a doubtful word in fewer is not worth a question */

/* A mapped column of the file. */
typedef struct
{
  guint header_index;
  TvEmptyRule rule;
  guint64 counts[2];   /* kept, taken */
  GPtrArray *words[2]; /* of char *: how these are spelled */
} Column;

struct _TvEmptyCells
{
  const TvImportFile *file;
  GArray *columns;                         /* of Column */
  guint indices[TV_RECORD_MAXIMUM_FIELDS]; /* of their header cells, rising */
  gboolean is_start[256];
  const char *fields[TV_RECORD_MAXIMUM_FIELDS];
  gsize lengths[TV_RECORD_MAXIMUM_FIELDS];
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  tv_empty_rule_clear (&column->rule);
  g_ptr_array_unref (column->words[0]);
  g_ptr_array_unref (column->words[1]);
}

static gboolean
is_mapped (const TvImportFile *file, guint header_index)
{
  guint count;

  tv_import_kind_get_columns (file->kind, &count);
  for (guint i = 0; i < count; i++)
    if (file->columns[i] == (int) header_index)
      return TRUE;
  return FALSE;
}

/**
 * tv_empty_cells_new:
 * @file: a file with a kind; has to outlive it
 *
 * Returns: (transfer full): nothing counted yet
 */
TvEmptyCells *
tv_empty_cells_new (const TvImportFile *file)
{
  static const char starts[] = "nN(<[\\#-uU \xe2";
  TvEmptyCells *cells = g_new0 (TvEmptyCells, 1);

  cells->file = file;
  cells->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (cells->columns, column_clear);
  for (const char *at = starts; *at != '\0'; at++)
    cells->is_start[(guchar) *at] = TRUE;
  for (guint h = 0; h < TV_RECORD_MAXIMUM_FIELDS && file->header[h] != NULL; h++)
    if (is_mapped (file, h))
      {
        Column column = { .header_index = h };

        tv_empty_rule_init (&column.rule, file, h);
        column.words[0] = g_ptr_array_new_with_free_func (g_free);
        column.words[1] = g_ptr_array_new_with_free_func (g_free);
        cells->indices[cells->columns->len] = h;
        g_array_append_val (cells->columns, column);
      }
  return cells;
}

/**
 * tv_empty_cells_free:
 * @cells: (transfer full) (nullable): the counts
 *
 * Frees them.
 */
void
tv_empty_cells_free (TvEmptyCells *cells)
{
  if (cells == NULL)
    return;
  g_array_unref (cells->columns);
  g_free (cells);
}

static void
note_word (Column *column, gboolean is_taken, const char *text, gsize length)
{
  GPtrArray *words = column->words[is_taken];
  g_autofree char *word = NULL;

  column->counts[is_taken]++;
  if (words->len >= TV_MOST_EMPTY_WORDS)
    return;
  word = g_strndup (text, length);
  if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_steal_pointer (&word));
}

static void
replace_cell (TvEmptyCells *cells, TvRecord *record, guint index, const char *text)
{
  if (record->fields != cells->fields)
    {
      memcpy (cells->fields, record->fields, record->field_count * sizeof *cells->fields);
      memcpy (cells->lengths, record->lengths, record->field_count * sizeof *cells->lengths);
      record->fields = cells->fields;
      record->lengths = cells->lengths;
    }
  cells->fields[index] = text;
  cells->lengths[index] = strlen (text);
}

static void
take_cell (TvEmptyCells *cells, Column *column, TvRecord *record)
{
  guint index = column->header_index;
  const char *text = record->fields[index];
  gsize length = record->lengths[index];
  gboolean is_taken;

  if (tv_empty_rule_is_zero (&column->rule, text, length))
    {
      replace_cell (cells, record, index, "0");
      return;
    }
  is_taken = tv_empty_rule_takes (&column->rule, text, length);
  if (!is_taken && tv_empty_word_read (text, length) == TV_EMPTY_WORD_NONE)
    return;
  note_word (column, is_taken, text, length);
  if (is_taken)
    replace_cell (cells, record, index, "");
}

/**
 * tv_empty_cells_take:
 * @cells: the counts
 * @record: (inout): a record of the file; its cells stay valid until the next one is taken
 *
 * Empties the cells that say they are, and counts them; a dash that stands for nought becomes 0. A
 * record that is short of cells is none of the table's, and left as it is.
 */
void
tv_empty_cells_take (TvEmptyCells *cells, TvRecord *record)
{
  guint count = cells->columns->len;

  if (count == 0 || record->problem != NULL || record->field_count <= cells->indices[count - 1]
      || record->field_count > TV_RECORD_MAXIMUM_FIELDS)
    return;
  for (guint i = 0; i < count; i++)
    {
      guint index = cells->indices[i];

      /* An empty cell's length goes round to the longest of all. */
      if (G_UNLIKELY (record->lengths[index] - 1 < TV_EMPTY_WORD_LONGEST
                      && cells->is_start[(guchar) *record->fields[index]]))
        take_cell (cells, &g_array_index (cells->columns, Column, i), record);
    }
}

static void
tell (const TvEmptyCells *cells, const Column *column, gboolean is_taken, TvImportResult *result)
{
  TvImportEmpty *empty = g_new0 (TvImportEmpty, 1);
  GPtrArray *words = column->words[is_taken];

  empty->header_index = column->header_index;
  empty->column_name = g_strdup (cells->file->header[column->header_index]);
  empty->words = g_new0 (char *, words->len + 1);
  for (guint i = 0; i < words->len; i++)
    empty->words[i] = g_strdup (g_ptr_array_index (words, i));
  empty->count = (gint64) column->counts[is_taken];
  empty->is_taken = is_taken;
  empty->is_open = column->rule.is_open;
  g_ptr_array_add (result->empties, empty);
}

/**
 * tv_empty_cells_tell:
 * @cells: the counts of a whole file
 * @record_count: its records
 * @result: (inout): what the file came to
 *
 * Adds what was taken for empty, and what was kept and may be meant so; a few names or places that
 * are called so are no question, unless a person had said that they are kept.
 */
void
tv_empty_cells_tell (const TvEmptyCells *cells, guint64 record_count, TvImportResult *result)
{
  for (guint i = 0; i < cells->columns->len; i++)
    {
      const Column *column = &g_array_index (cells->columns, Column, i);

      if (column->counts[TRUE] > 0)
        tell (cells, column, TRUE, result);
      if (column->counts[FALSE] > 0
          && (column->rule.said != NULL || column->counts[FALSE] >= FEW * (double) record_count))
        tell (cells, column, FALSE, result);
    }
}
