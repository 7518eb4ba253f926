/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs that keep a column with gaps as decimal numbers write whole ones as 13085.0. Where each
 * code of a column is written so, what stands behind the digits is taken off like anything else
 * that a transform takes off: it is told, and can be taken back. */
#include "ingest/tv-float-codes.h"

#include <string.h>

#include "base/tv-empty-word.h"
#include "rows/tv-import-cells.h"

static gboolean
is_code (TvColumn column)
{
  return column == TV_COLUMN_CUSTOMER_CODE || column == TV_COLUMN_PRODUCT_KEY
         || column == TV_COLUMN_DOC_REF;
}

static gboolean
is_whole_float (const char *text, gsize length)
{
  if (length < 3 || text[length - 1] != '0' || text[length - 2] != '.')
    return FALSE;
  for (gsize i = 0; i + 2 < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/**
 * tv_float_code_get_length:
 * @text: a code
 * @length: its bytes
 *
 * Two files of one shop may differ in how the same number was written.
 *
 * Returns: its bytes without the ending of a decimal number
 */
gsize
tv_float_code_get_length (const char *text, gsize length)
{
  return is_whole_float (text, length) ? length - strlen (TV_FLOAT_CODE_SUFFIX) : length;
}

/**
 * tv_float_codes_add:
 * @codes: what was seen so far
 * @column: a column
 * @text: a cell that is taken for it
 * @length: its bytes
 *
 * Looks at a cell; one that is empty or not of a code tells nothing.
 */
void
tv_float_codes_add (TvFloatCodes *codes, TvColumn column, const char *text, gsize length)
{
  if (!is_code (column) || length == 0 || tv_empty_word_read (text, length) != TV_EMPTY_WORD_NONE)
    return;
  if (is_whole_float (text, length))
    codes->float_counts[column]++;
  else
    codes->other_counts[column]++;
}

/**
 * tv_float_codes_apply:
 * @codes: what was seen
 * @file: (inout): a file with its mapping
 *
 * Has the ending of a decimal number taken off the codes of each column where all have it.
 */
void
tv_float_codes_apply (const TvFloatCodes *codes, TvImportFile *file)
{
  for (TvColumn column = 0; column < TV_N_COLUMNS; column++)
    if (codes->float_counts[column] > 0 && codes->other_counts[column] == 0)
      {
        g_autoptr (TvColumnTransform) transform = tv_column_transform_new ();

        transform->suffix = g_strdup (TV_FLOAT_CODE_SUFFIX);
        tv_import_file_set_transform (file,
                                      (guint) tv_import_file_get_index (file, column),
                                      transform);
      }
}

/**
 * tv_float_codes_look:
 * @file: (inout): a file with its mapping and its first rows
 *
 * Has the ending of a decimal number taken off the codes of each column where all of the first rows
 * have it.
 */
void
tv_float_codes_look (TvImportFile *file)
{
  TvFloatCodes codes = { 0 };

  for (TvColumn column = 0; column < TV_N_COLUMNS; column++)
    {
      int index = is_code (column) ? tv_import_file_get_index (file, column) : -1;

      for (guint i = 0; index >= 0 && i < tv_cells_count_rows (file); i++)
        {
          const char *cell = tv_cells_get (file, i, index);

          tv_float_codes_add (&codes, column, cell, strlen (cell));
        }
    }
  tv_float_codes_apply (&codes, file);
}
