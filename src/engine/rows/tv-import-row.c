/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of what an import is told and what it answers, the proposal of a mapping, and the
 * sentences for rejected rows. */
#include "rows/tv-import-row.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-number.h"
#include "rows/tv-import-columns.h"

static const struct
{
  const char *code;
  const char *message;
} rejects[] = {
  { "REQUIRED", N_ ("A required value is missing") },
  { "BAD_DATE", N_ ("Not a date of the calendar") },
  { "BAD_NUMBER", N_ ("Not a number") },
  { "BAD_VALUE", N_ ("Not one of the values that this column can have") },
  { "OUT_OF_RANGE", N_ ("Outside of what can be meant") },
  { "TOO_FEW_FIELDS", N_ ("Fewer cells than the header") },
  { "TOO_MANY_FIELDS", N_ ("More cells than the header") },
  { "BAD_QUOTING", N_ ("A quote that is never closed, or a cell that is too long") },
  { "BAD_LINE_END", N_ ("Another line end than in the lines above") },
  { "MISALIGNED", N_ ("A cell that goes beyond the place of its column") },
  { "LINE_TOO_LONG", N_ ("A line that is too long to be read") },
  { "BAD_ENCODING", N_ ("Bytes that are no text") },
  { TV_REJECT_TOTAL_ROW, N_ ("Totals below the table, not a row of it") },
  { "NO_ORDER", N_ ("The file of orders has no order of this number") },
  { TV_REJECT_UNEQUAL_LISTS,
    N_ ("Lists of products that cannot be read, or are not of one length") },
  { "NO_PRICE", N_ ("The catalogue has no price for this product") },
  { TV_REJECT_DROPPED, N_ ("Left out by hand") },
  { TV_REJECT_NOT_A_SALE,
    N_ ("Not a sale: the order was cancelled, refunded or never came about") },
  { TV_REJECT_DUPLICATE_KEY, N_ ("The same key stands in an earlier row of the file") },
};

/**
 * tv_reject_code_get_message:
 * @code: code of a reject
 *
 * Returns: a translated sentence, static; the code itself for one that is not known
 */
const char *
tv_reject_code_get_message (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rejects); i++)
    if (g_str_equal (rejects[i].code, code))
      return _ (rejects[i].message);
  return code;
}

/**
 * tv_import_file_free:
 * @file: (transfer full) (nullable): a file
 *
 * Frees what was sniffed.
 */
void
tv_import_file_free (TvImportFile *file)
{
  if (file == NULL)
    return;
  tv_import_spool_unref (file->spool);
  g_free (file->path);
  g_free (file->entry);
  tv_dialect_free (file->dialect);
  tv_import_hints_free (file->form);
  g_strfreev (file->header);
  g_free (file->columns);
  g_free (file->column_scores);
  g_free (file->preset_name);
  g_clear_pointer (&file->tables, g_array_unref);
  g_clear_pointer (&file->transforms, g_ptr_array_unref);
  g_clear_pointer (&file->preview, g_ptr_array_unref);
  g_clear_pointer (&file->repairs, g_hash_table_unref);
  g_clear_pointer (&file->dropped, g_hash_table_unref);
  tv_import_join_free (file->join);
  tv_import_split_free (file->split);
  g_free (file);
}

static gpointer
copy_cells (gconstpointer cells, gpointer data)
{
  return g_strdupv ((char **) cells);
}

/**
 * tv_import_file_copy:
 * @file: a file
 *
 * Returns: (transfer full): the same once more
 */
TvImportFile *
tv_import_file_copy (const TvImportFile *file)
{
  TvImportFile *copy = g_memdup2 (file, sizeof *file);
  guint count;

  tv_import_kind_get_columns (file->kind, &count);
  copy->path = g_strdup (file->path);
  copy->spool = tv_import_spool_ref (file->spool);
  copy->entry = g_strdup (file->entry);
  copy->dialect = tv_dialect_copy (file->dialect);
  copy->form = tv_import_hints_dup_form (file->form);
  copy->header = g_strdupv (file->header);
  copy->preset_name = g_strdup (file->preset_name);
  copy->columns = g_memdup2 (file->columns, count * sizeof *file->columns);
  copy->column_scores = g_memdup2 (file->column_scores, count * sizeof *file->column_scores);
  copy->tables = file->tables != NULL ? g_array_ref (file->tables) : NULL;
  copy->transforms = NULL;
  copy->join = tv_import_join_copy (file->join);
  copy->split = tv_import_split_copy (file->split);
  copy->repairs = NULL;
  copy->dropped = NULL;
  tv_import_file_copy_repairs (copy, file);
  if (file->preview != NULL)
    copy->preview = g_ptr_array_copy (file->preview, (GCopyFunc) copy_cells, NULL);
  if (file->preview != NULL)
    g_ptr_array_set_free_func (copy->preview, (GDestroyNotify) g_strfreev);
  for (guint i = 0; file->transforms != NULL && i < file->transforms->len; i++)
    tv_import_file_set_transform (copy, i, g_ptr_array_index (file->transforms, i));
  return copy;
}

/**
 * tv_import_file_leave_copies:
 * @file: a file
 *
 * Reads on in the copies of pipes and packed workbooks without keeping them: they go with who
 * looked at them, however long a thread that was left behind waits for its disk.
 */
void
tv_import_file_leave_copies (TvImportFile *file)
{
  g_clear_pointer (&file->spool, tv_import_spool_unref);
  if (file->join != NULL)
    g_clear_pointer (&file->join->spool, tv_import_spool_unref);
}

/**
 * tv_import_file_set_kind:
 * @file: (inout): a file
 * @kind: what it is
 *
 * Sets the kind and proposes the mapping anew.
 */
void
tv_import_file_set_kind (TvImportFile *file, TvImportKind kind)
{
  guint count;

  tv_import_kind_get_columns (kind, &count);
  file->kind = kind;
  file->mapping_score = 0;
  file->has_catalogue_prices = FALSE;
  file->columns = g_renew (int, file->columns, MAX (count, 1));
  file->column_scores = g_renew (double, file->column_scores, MAX (count, 1));
  if (kind != TV_KIND_UNKNOWN)
    tv_import_propose_mapping (file);
}

/**
 * tv_import_file_set_column:
 * @file: (inout): a file with a kind
 * @column_index: place among the columns of the kind
 * @header_index: of a header cell, -1 = none
 *
 * Maps a column by hand, which makes it sure; the header cell is taken from another column that had
 * it.
 */
void
tv_import_file_set_column (TvImportFile *file, guint column_index, int header_index)
{
  guint count;

  tv_import_kind_get_columns (file->kind, &count);
  g_return_if_fail (column_index < count);
  for (guint i = 0; header_index >= 0 && i < count; i++)
    if (file->columns[i] == header_index)
      {
        file->columns[i] = -1;
        file->column_scores[i] = 0;
      }
  file->columns[column_index] = header_index;
  file->column_scores[column_index] = header_index >= 0 ? 1 : 0;
  tv_import_file_update_score (file);
}

/**
 * tv_import_file_bring_all:
 * @file: (inout): lines of sales
 *
 * Makes it one file for everything, whose customers and products are made from it. What a person
 * mapped by hand stays as it is.
 */
void
tv_import_file_bring_all (TvImportFile *file)
{
  guint count, new_count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);
  const TvImportColumn *new_columns
      = tv_import_kind_get_columns (TV_KIND_INVOICE_LINES, &new_count);
  g_autofree int *mapped = NULL;
  gboolean has_catalogue_prices = file->has_catalogue_prices;

  g_return_if_fail (file->kind == TV_KIND_SALES_LINES);
  mapped = g_memdup2 (file->columns, count * sizeof *mapped);
  tv_import_file_set_kind (file, TV_KIND_INVOICE_LINES);
  file->has_catalogue_prices = has_catalogue_prices;
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < new_count; k++)
      if (g_str_equal (columns[i].name, new_columns[k].name) && file->columns[k] != mapped[i])
        tv_import_file_set_column (file, k, mapped[i]);
}

static void
free_transform (gpointer transform)
{
  tv_column_transform_free (transform);
}

/**
 * tv_import_file_set_transform:
 * @file: (inout): a file
 * @header_index: a header cell
 * @transform: (nullable): what is done to its cells; copied, %NULL = nothing
 *
 * Sets or takes away the transform of a column.
 */
void
tv_import_file_set_transform (TvImportFile *file,
                              guint header_index,
                              const TvColumnTransform *transform)
{
  guint count = g_strv_length (file->header);
  gpointer *place;

  g_return_if_fail (header_index < count);
  if (file->transforms == NULL)
    file->transforms = g_ptr_array_new_with_free_func (free_transform);
  if (file->transforms->len < count)
    g_ptr_array_set_size (file->transforms, (int) count);
  place = &g_ptr_array_index (file->transforms, header_index);
  tv_column_transform_free (*place);
  *place = transform != NULL ? tv_column_transform_copy (transform) : NULL;
}

/**
 * tv_reject_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees a reject.
 */
void
tv_reject_row_free (TvRejectRow *row)
{
  if (row == NULL)
    return;
  g_free (row->column_name);
  g_free (row->code);
  g_free (row->message);
  g_free (row->value);
  g_free (row->raw);
  g_free (row);
}

static void
reject_kind_free (gpointer data)
{
  TvRejectKind *kind = data;

  g_free (kind->code);
  g_free (kind->column_name);
  g_free (kind);
}

static void
import_wait_free (gpointer data)
{
  TvImportWait *wait = data;

  g_free (wait->name);
  g_free (wait);
}

static void
import_empty_free (gpointer data)
{
  TvImportEmpty *empty = data;

  g_free (empty->column_name);
  g_strfreev (empty->words);
  g_free (empty);
}

/**
 * tv_import_result_new:
 * @file: a file
 *
 * Returns: (transfer full): nothing taken and nothing rejected of it yet
 */
TvImportResult *
tv_import_result_new (const TvImportFile *file)
{
  TvImportResult *result = g_new0 (TvImportResult, 1);

  result->kind = file->kind;
  result->file_name = g_path_get_basename (file->path);
  result->entry = g_strdup (file->entry);
  result->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_reject_row_free);
  result->reject_kinds = g_ptr_array_new_with_free_func (reject_kind_free);
  result->empties = g_ptr_array_new_with_free_func (import_empty_free);
  result->waits = g_ptr_array_new_with_free_func (import_wait_free);
  result->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_difference_free);
  result->drift = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_drift_finding_free);
  return result;
}

/**
 * tv_import_result_count_reject:
 * @result: what a file has come to so far
 * @code: why a row is rejected
 * @column_name: header of the column, "" = the whole row
 *
 * Counts a row that is not taken, in all and by its kind. What is no sale is left out as it should
 * be, totals are no rows of the table, and some a person leaves out: these are counted apart from
 * what is rejected.
 *
 * Returns: the rows of its kind so far
 */
gint64
tv_import_result_count_reject (TvImportResult *result, const char *code, const char *column_name)
{
  TvRejectKind *kind;

  if (g_str_equal (code, TV_REJECT_NOT_A_SALE))
    result->left_out_count++;
  else if (g_str_equal (code, TV_REJECT_TOTAL_ROW))
    result->total_count++;
  else if (g_str_equal (code, TV_REJECT_DROPPED))
    result->dropped_count++;
  else
    result->rejected_count++;
  for (guint i = 0; i < result->reject_kinds->len; i++)
    {
      kind = g_ptr_array_index (result->reject_kinds, i);
      if (g_str_equal (kind->code, code) && g_str_equal (kind->column_name, column_name))
        return ++kind->count;
    }
  kind = g_new0 (TvRejectKind, 1);
  kind->code = g_strdup (code);
  kind->column_name = g_strdup (column_name);
  kind->count = 1;
  g_ptr_array_add (result->reject_kinds, kind);
  return 1;
}

/**
 * tv_import_empty_dup_text:
 * @empty: cells of a column that hold a word for nothing
 *
 * Says how many there are and what becomes of them.
 *
 * Returns: (transfer full): a translated sentence
 */
char *
tv_import_empty_dup_text (const TvImportEmpty *empty)
{
  g_autofree char *count = tv_count_to_display (empty->count);
  g_autofree char *words = g_strjoinv (", ", empty->words);

  if (empty->is_taken)
    /* Translators: a number, name of a column, words such as NULL */
    return g_strdup_printf (ngettext ("%s cell of “%s” says %s and counts as empty.",
                                      "%s cells of “%s” say %s and count as empty.",
                                      (gulong) empty->count),
                            count,
                            empty->column_name,
                            words);
  /* Translators: a number, name of a column, words such as NULL */
  return g_strdup_printf (ngettext ("%s cell of “%s” says %s and is kept as it is.",
                                    "%s cells of “%s” say %s and are kept as they are.",
                                    (gulong) empty->count),
                          count,
                          empty->column_name,
                          words);
}

/**
 * tv_batch_row_has_rejects:
 * @batch: a batch
 *
 * Returns: whether rows of it stand in the list of those that were not taken
 */
gboolean
tv_batch_row_has_rejects (const TvBatchRow *batch)
{
  return batch->rejected_count + batch->left_out_count + batch->total_count + batch->dropped_count
         > batch->settled_count;
}

/**
 * tv_import_result_is_empty:
 * @result: what a file came to
 *
 * Returns: whether it had no rows
 */
gboolean
tv_import_result_is_empty (const TvImportResult *result)
{
  return result->accepted_count + result->rejected_count + result->left_out_count
             + result->total_count + result->dropped_count
         == 0;
}

/**
 * tv_import_result_can_bring_all:
 * @result: what a file came to
 *
 * Returns: whether these are lines of sales each of which waits for its customer or product:
 * perhaps nothing else is to come, and tv_import_file_bring_all() helps
 */
gboolean
tv_import_result_can_bring_all (const TvImportResult *result)
{
  return result->kind == TV_KIND_SALES_LINES && result->pending_count > 0
         && result->pending_count == result->accepted_count;
}

/**
 * tv_import_result_free:
 * @result: (transfer full) (nullable): a result
 *
 * Frees a result.
 */
void
tv_import_result_free (TvImportResult *result)
{
  if (result == NULL)
    return;
  g_free (result->file_name);
  g_free (result->entry);
  g_clear_pointer (&result->rejects, g_ptr_array_unref);
  g_clear_pointer (&result->reject_kinds, g_ptr_array_unref);
  g_clear_pointer (&result->empties, g_ptr_array_unref);
  g_clear_pointer (&result->waits, g_ptr_array_unref);
  g_clear_pointer (&result->differences, g_ptr_array_unref);
  g_clear_pointer (&result->drift, g_ptr_array_unref);
  g_free (result);
}

/**
 * tv_batch_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees a batch.
 */
void
tv_batch_row_free (TvBatchRow *row)
{
  if (row == NULL)
    return;
  g_free (row->file_name);
  g_free (row->source_name);
  g_free (row->folder);
  g_free (row->entry);
  g_free (row->preset_name);
  g_free (row->mapping);
  g_free (row->sha256);
  g_free (row);
}

/**
 * tv_import_result_dup_next_table:
 * @result: what a file came to
 *
 * Says that the reading ended at another table.
 *
 * Returns: (transfer full) (nullable): a translated sentence, %NULL where it did not
 */
char *
tv_import_result_dup_next_table (const TvImportResult *result)
{
  if (result->next_table_line == 0)
    return NULL;
  return g_strdup_printf (
      _ ("Another table (%s) begins in line %" PRId64 "; what stands below was not read."),
      tv_import_kind_get_title (result->next_table_kind),
      result->next_table_line);
}
