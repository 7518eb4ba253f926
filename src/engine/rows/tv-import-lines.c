/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lines of one document have in common, and what not: one customer pays for all of them,
 * so a name that is another one in each is of what is sold. */
#include <string.h>

#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define LEAST_PAIRS 2 /* of lines of one document that have to differ */
#define BY_CONTENT .5 /* a match by what stands in the column alone */

static gboolean
is_same_above (const TvImportFile *file, guint row, int header_index)
{
  return g_str_equal (tv_cells_get (file, row, header_index),
                      tv_cells_get (file, row - 1, header_index));
}

/* Whether a column differs in most pairs of lines that stand together in one document of one
 * customer. */
static gboolean
differs_in_documents (const TvImportFile *file, int header_index)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  int customer = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);
  guint different = 0, same = 0;

  for (guint i = 1; doc >= 0 && i < tv_cells_count_rows (file); i++)
    {
      if (*tv_cells_get (file, i, doc) == '\0' || !is_same_above (file, i, doc)
          || (customer >= 0 && !is_same_above (file, i, customer)))
        continue;
      if (is_same_above (file, i, header_index) || *tv_cells_get (file, i, header_index) == '\0')
        same++;
      else
        different++;
    }
  return different >= LEAST_PAIRS && different > same;
}

static gboolean
is_called_name (const TvImportFile *file, int header_index)
{
  TvHeaderWords words = tv_header_words_read (file->header[header_index]);

  return words == 0 || tv_header_words_have (words, "N") || tv_header_words_have (words, "d");
}

/* Whether a bare name is the same wherever a product is sold again, and another one with another
 * product: names of buyers are not. */
static gboolean
follows_product (const TvImportFile *file, int header_index)
{
  int key = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);

  return key >= 0 && !tv_header_words_have (tv_header_words_read (file->header[header_index]), "C")
         && tv_cells_go_together (file, key, header_index, 0);
}

/**
 * tv_import_name_is_of_lines:
 * @file: a file of sales with the mapping that its header proposes, and its first rows
 * @header_index: a header cell that is called like a name
 *
 * Returns: whether the rows tell that it is of what is sold and not of who buys
 */
gboolean
tv_import_name_is_of_lines (const TvImportFile *file, int header_index)
{
  return differs_in_documents (file, header_index) || follows_product (file, header_index);
}

/* Takes a name away from the customer that is of what is sold. */
static void
take_away (TvImportFile *file, TvColumn column, gboolean *is_taken)
{
  int name = tv_import_file_get_index (file, column);
  int label = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL);

  if (name < 0 || name == tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE)
      || !tv_import_name_is_of_lines (file, name))
    return;
  tv_cells_set_column (file, column, -1, 0);
  is_taken[name] = FALSE;
  if (!tv_cells_is_open (file, TV_COLUMN_PRODUCT_LABEL)
      && (label < 0 || is_called_name (file, label)))
    return;
  if (label >= 0)
    is_taken[label] = FALSE;
  tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, name, BY_CONTENT);
  is_taken[name] = TRUE;
}

/**
 * tv_import_lines_complete:
 * @file: (inout): a file of sales with the mapping that its header proposes, and its first rows
 * @is_taken: (inout): which header cells are used
 *
 * Takes a name away from the customer that differs in the lines of documents, or that goes with the
 * product; it is the product's where that has no other, or one with nothing below it, or one that
 * is not called a name.
 */
void
tv_import_lines_complete (TvImportFile *file, gboolean *is_taken)
{
  take_away (file, TV_COLUMN_LAST_NAME, is_taken);
  take_away (file, TV_COLUMN_FIRST_NAME, is_taken);
}
