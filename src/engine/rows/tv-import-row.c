/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of what an import is told and what it answers, the proposal of a mapping, and the
 * sentences for rejected rows. */
#include "rows/tv-import-row.h"

#include <glib/gi18n-lib.h>

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
  { "BAD_ENCODING", N_ ("Bytes that are no text") },
  { "DUPLICATE_KEY", N_ ("The same key stands in an earlier row of the file") },
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
  g_free (file->path);
  g_free (file->encoding);
  g_strfreev (file->header);
  g_free (file->columns);
  g_clear_pointer (&file->preview, g_ptr_array_unref);
  g_free (file);
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
  file->columns = g_renew (int, file->columns, MAX (count, 1));
  if (kind != TV_KIND_UNKNOWN)
    tv_import_propose_columns (kind, file->header, file->columns);
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
  g_clear_pointer (&result->rejects, g_ptr_array_unref);
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
  g_free (row);
}
