/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of file a header and the first rows below it make. */
#include "ingest/tv-sniff.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-content.h"

static guint
count_mapped (const TvImportFile *file, const TvColumn *wanted, guint wanted_count)
{
  guint count = 0;

  for (guint i = 0; i < wanted_count; i++)
    count += tv_import_file_get_index (file, wanted[i]) >= 0;
  return count;
}

/* One file for everything brings along what belongs to customers, or names its products by key and
 * label with a price. Takes a file of sales lines; sets the kind that it is. */
static void
tell_invoices (TvImportFile *file)
{
  static const TvColumn personal[]
      = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME, TV_COLUMN_EMAIL,
          TV_COLUMN_CITY,      TV_COLUMN_COUNTRY,    TV_COLUMN_POSTAL_CODE };
  static const TvColumn product[]
      = { TV_COLUMN_PRODUCT_KEY, TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_UNIT_PRICE };

  tv_import_file_set_kind (file, TV_KIND_INVOICE_LINES);
  if (count_mapped (file, personal, G_N_ELEMENTS (personal)) == 0
      && count_mapped (file, product, G_N_ELEMENTS (product)) < G_N_ELEMENTS (product))
    tv_import_file_set_kind (file, TV_KIND_SALES_LINES);
}

/* How many header cells have a column; a cell that has two, as a key and by itself, counts once. */
static guint
count_header_cells (const TvImportFile *file)
{
  guint count, mapped = 0;

  tv_import_kind_get_columns (file->kind, &count);
  for (guint i = 0; i < count; i++)
    {
      gboolean is_new = file->columns[i] >= 0;

      for (guint k = 0; k < i; k++)
        is_new &= file->columns[k] != file->columns[i];
      mapped += is_new;
    }
  return mapped;
}

/* A day, a document or an amount for a quantity is of a sale; a price alone is a product's. */
static gboolean
is_of_sales (const TvImportFile *file)
{
  return tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE) >= 0
         || tv_import_file_get_index (file, TV_COLUMN_DOC_REF) >= 0
         || (tv_import_file_get_index (file, TV_COLUMN_QTY) >= 0
             && tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) >= 0);
}

/* How much of a header speaks for a kind; 0 where what it tells is too little. */
static guint
judge_kind (TvImportFile *file, TvImportKind kind, gboolean *out_is_incomplete)
{
  guint mapped;

  tv_import_file_set_kind (file, kind);
  *out_is_incomplete = tv_import_file_get_missing (file) != NULL;
  /* Lines of sales bring customers and products along, which speak for them, too. */
  if (kind == TV_KIND_SALES_LINES && !*out_is_incomplete)
    tell_invoices (file);
  mapped = count_header_cells (file);
  if (kind == TV_KIND_SALES_LINES && *out_is_incomplete && !is_of_sales (file))
    return 0;
  /* Somebody and a day, and more that is not understood, is no contact. */
  if (kind == TV_KIND_CONTACTS && mapped == 2 && g_strv_length (file->header) > 2)
    return 0;
  return mapped;
}

/* A document, or pieces and what they come to. */
static gboolean
has_sale (const TvImportFile *file)
{
  return tv_import_file_get_index (file, TV_COLUMN_DOC_REF) >= 0
         || (tv_import_file_get_index (file, TV_COLUMN_QTY) >= 0
             && (tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) >= 0
                 || tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) >= 0));
}

/* A list of customers or products has each once; what has them again and again, with days and
 * numbers of documents or pieces sold, is a list of orders, even if it lacks what is sold or to
 * whom.
 */
static gboolean
is_list_of_orders (TvImportFile *file, TvImportKind kind)
{
  gboolean has_keys;

  if (kind != TV_KIND_CUSTOMERS && kind != TV_KIND_PRODUCTS)
    return FALSE;
  tv_import_file_set_kind (file, kind);
  has_keys = tv_import_content_has_keys (file);
  tv_import_file_set_kind (file, TV_KIND_SALES_LINES);
  return !has_keys && tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE) >= 0 && has_sale (file);
}

/* A catalogue that tells when each product was made and how many there are has all that sales need,
 * but for somebody who buys: what is taken for the customer is a mere name, of the product, and
 * each product stands in one row. */
static void
turn_into_catalogue (TvImportFile *file)
{
  int name = tv_import_file_get_index (file, TV_COLUMN_LAST_NAME);

  if (name < 0 || name != tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE)
      || tv_import_file_get_index (file, TV_COLUMN_DOC_REF) >= 0
      || tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY) < 0
      || tv_header_words_have (tv_header_words_read (file->header[name]), "C"))
    return;
  tv_import_file_set_kind (file, TV_KIND_PRODUCTS);
  if (tv_import_file_get_missing (file) != NULL || !tv_import_content_has_keys (file)
      || tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL) != name)
    tell_invoices (file);
}

/**
 * tv_sniff_find_kind:
 * @file: (inout): a file with a header; its first rows are looked at where they are there
 *
 * Sets the kind whose required columns are there and that knows most of the header, and the mapping
 * that it proposes. Where another kind knows clearly more and only lacks a column, it is that one,
 * so that the column can be named. Rows that are taken apart are orders, and give lines of sales.
 */
void
tv_sniff_find_kind (TvImportFile *file)
{
  static const TvImportKind order[]
      = { TV_KIND_SALES_LINES, TV_KIND_CONTACTS, TV_KIND_CUSTOMERS, TV_KIND_PRODUCTS };
  guint best[2] = { 1, 2 }; /* complete, incomplete; a single match, such as "code", says nothing */
  TvImportKind kind[2] = { TV_KIND_UNKNOWN, TV_KIND_UNKNOWN };

  if (file->split != NULL)
    {
      tell_invoices (file);
      return;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    {
      gboolean is_incomplete;
      guint mapped = judge_kind (file, order[k], &is_incomplete);

      if (mapped <= best[is_incomplete])
        continue;
      best[is_incomplete] = mapped;
      kind[is_incomplete] = order[k];
    }
  if (best[1] > best[0] + 1)
    kind[0] = kind[1];
  else if (is_list_of_orders (file, kind[0]))
    kind[0] = TV_KIND_SALES_LINES;
  if (kind[0] == TV_KIND_SALES_LINES)
    {
      tell_invoices (file);
      turn_into_catalogue (file);
    }
  else
    tv_import_file_set_kind (file, kind[0]);
}
