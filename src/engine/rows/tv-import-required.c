/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns a file of a kind cannot do without, and what may stand in for them. */
#include "rows/tv-import-columns.h"

/**
 * tv_column_is_required:
 * @kind: a kind of file
 * @column: a column of it
 *
 * Returns: whether it is required, unless another stands in: product_key for product_label,
 * unit_price for amount_ht, order_date for doc_ref (a customer's lines of one day are one
 * document), amount_ht for qty (of one piece)
 */
gboolean
tv_column_is_required (TvImportKind kind, TvColumn column)
{
  switch (column)
    {
    case TV_COLUMN_CUSTOMER_CODE:
    case TV_COLUMN_ORDER_DATE:
    case TV_COLUMN_DOC_REF:
    case TV_COLUMN_QTY:
    case TV_COLUMN_AMOUNT_HT:
    case TV_COLUMN_CONTACT_DATE:
    case TV_COLUMN_PRODUCT_LABEL:
      return TRUE;
    case TV_COLUMN_PRODUCT_KEY:
      return kind == TV_KIND_PRODUCTS;
    default:
      return FALSE;
    }
}

/**
 * tv_column_get_stand_in:
 * @kind: a kind of file
 * @column: a column of it
 *
 * Returns: the column that may take the place of a required one, TV_N_COLUMNS for none
 */
TvColumn
tv_column_get_stand_in (TvImportKind kind, TvColumn column)
{
  if (!tv_import_kind_has_lines (kind))
    return TV_N_COLUMNS;
  switch (column)
    {
    case TV_COLUMN_PRODUCT_LABEL:
      return TV_COLUMN_PRODUCT_KEY;
    case TV_COLUMN_AMOUNT_HT:
      return TV_COLUMN_UNIT_PRICE;
    case TV_COLUMN_DOC_REF:
      return TV_COLUMN_ORDER_DATE;
    case TV_COLUMN_QTY:
      return TV_COLUMN_AMOUNT_HT;
    default:
      return TV_N_COLUMNS;
    }
}

/**
 * tv_column_is_of_item:
 * @column: a column
 *
 * Returns: whether it is said of what is sold, and not of the order that it is sold in
 */
gboolean
tv_column_is_of_item (TvColumn column)
{
  return (column >= TV_COLUMN_PRODUCT_KEY && column <= TV_COLUMN_STOCK)
         || (column >= TV_COLUMN_QTY && column <= TV_COLUMN_AMOUNT_TTC);
}

/**
 * tv_import_file_is_open_to:
 * @file: a file
 * @header_index: of a header cell, -1 = none
 * @column: a column
 *
 * Returns: %FALSE where rows are taken apart and the cell does not suit: an order's total is no
 * amount of its lines, and what stands once for each product says nothing of the order
 */
gboolean
tv_import_file_is_open_to (const TvImportFile *file, int header_index, TvColumn column)
{
  return file->split == NULL || header_index < 0
         || tv_column_is_of_item (column)
                == tv_import_split_is_part (file->split, (guint) header_index);
}

static const TvColumn *
list_columns (const TvImportFile *file)
{
  guint count;

  return tv_import_kind_list_columns (file->kind, &count);
}

/**
 * tv_import_file_is_required:
 * @file: a file
 * @column: a column of its kind
 *
 * Returns: whether the file cannot be imported without this column, as no other stands in for it
 */
gboolean
tv_import_file_is_required (const TvImportFile *file, guint column)
{
  TvColumn wanted = list_columns (file)[column];
  TvColumn stand_in = tv_column_get_stand_in (file->kind, wanted);

  if (!tv_column_is_required (file->kind, wanted))
    return FALSE;
  if (file->has_catalogue_prices && (wanted == TV_COLUMN_AMOUNT_HT || wanted == TV_COLUMN_QTY))
    return FALSE;
  if (wanted == TV_COLUMN_QTY && tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) >= 0)
    return FALSE;
  return stand_in == TV_N_COLUMNS || tv_import_file_get_index (file, stand_in) < 0;
}

/**
 * tv_import_file_get_missing:
 * @file: a file
 *
 * Finds the first column that the file's kind requires and the mapping does not have, unless
 * another stands in for it.
 *
 * Returns: (nullable): the column, static; %NULL where the mapping is complete
 */
const TvImportColumn *
tv_import_file_get_missing (const TvImportFile *file)
{
  guint count;
  const TvImportColumn *table = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (file->columns[i] < 0 && tv_import_file_is_required (file, i))
      return &table[i];
  return NULL;
}

/**
 * tv_import_file_is_of_orders:
 * @file: a file with a kind
 *
 * Returns: whether it is a list of orders that does not tell what was sold in them: customers, days
 * and documents are there, and no products
 */
gboolean
tv_import_file_is_of_orders (const TvImportFile *file)
{
  return file->kind != TV_KIND_UNKNOWN && tv_import_kind_has_lines (file->kind)
         && tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE) >= 0
         && tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE) >= 0
         && tv_import_file_get_index (file, TV_COLUMN_DOC_REF) >= 0
         && tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL) < 0
         && tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY) < 0;
}

/**
 * tv_import_file_can_take_prices:
 * @file: a file with a kind
 *
 * Returns: whether it is one of sales that lacks amounts alone, so that the prices of the catalogue
 * can be taken
 */
gboolean
tv_import_file_can_take_prices (const TvImportFile *file)
{
  guint count;

  if (file->kind == TV_KIND_UNKNOWN || !tv_import_kind_has_lines (file->kind)
      || tv_import_file_get_missing (file) == NULL)
    return FALSE;
  tv_import_kind_list_columns (file->kind, &count);
  for (guint i = 0; i < count; i++)
    if (file->columns[i] < 0 && tv_import_file_is_required (file, i)
        && list_columns (file)[i] != TV_COLUMN_AMOUNT_HT && list_columns (file)[i] != TV_COLUMN_QTY)
      return FALSE;
  return TRUE;
}

/**
 * tv_import_file_takes_prices:
 * @file: a file with a kind
 *
 * Returns: whether the amounts of its lines are worked out from the prices of the catalogue
 */
gboolean
tv_import_file_takes_prices (const TvImportFile *file)
{
  return file->has_catalogue_prices && tv_import_kind_has_lines (file->kind)
         && tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) < 0
         && tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) < 0;
}
