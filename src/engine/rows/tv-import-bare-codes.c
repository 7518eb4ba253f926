/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mere "Codice", "Nr." or "Code" is the number of what the rows are about: of each customer or
 * product of a list; in lines, of whatever name it goes with. */
#include <stdlib.h>
#include <string.h>

#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define BY_CONTENT .5    /* a match by what stands in the column alone */
#define SHARE_FILLED .98 /* of the cells of a key */
#define SHARE_OF_FIT .9  /* of the cells that have to look right */
#define MOST_ODD .05     /* rows where a code goes with another name */
#define LEAST_COUNTED 2  /* rows that have to be numbered from one on to be counted only */

static gboolean
is_bare (const TvImportFile *file, guint header_index)
{
  return tv_header_words_are (file->header[header_index], "I")
         || tv_header_words_are (file->header[header_index], "ZI");
}

/* An index is of a place or, in Polish, of a product. */
static gboolean
is_postal (const TvImportFile *file, guint header_index)
{
  return tv_import_file_get_index (file, TV_COLUMN_POSTAL_CODE) == (int) header_index;
}

/* Whether the cells count the rows: the next export would give the numbers to others. */
static gboolean
counts_rows (const TvImportFile *file, int header_index)
{
  guint count = tv_cells_count_rows (file);

  for (guint i = 0; i < count; i++)
    {
      const char *cell = tv_cells_get (file, i, header_index);

      if (strspn (cell, "0123456789") != strlen (cell) || strtoul (cell, NULL, 10) != i + 1)
        return FALSE;
    }
  return count >= LEAST_COUNTED;
}

static void
complete_list (TvImportFile *file, TvColumn column, gboolean *is_taken)
{
  for (guint h = 0; file->header[h] != NULL && tv_cells_is_open (file, column); h++)
    if (!is_taken[h] && is_bare (file, h) && tv_cells_get_fill (file, (int) h) >= SHARE_FILLED
        && tv_cells_are_keys (file, (int) h) && !counts_rows (file, (int) h))
      {
        is_taken[h] = TRUE;
        tv_cells_set_column (file, column, (int) h, BY_CONTENT);
      }
}

/* Whether customers have no code but a name that stands in for it. */
static gboolean
has_no_code (const TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);

  return tv_cells_is_open (file, TV_COLUMN_CUSTOMER_CODE)
         || tv_cells_fit (file, code, tv_cell_is_words, SHARE_OF_FIT);
}

/* A name that is said to be somebody's; a mere one may be the product's. */
static gboolean
is_of_somebody (const TvImportFile *file, int name)
{
  TvHeaderWords words = name >= 0 ? tv_header_words_read (file->header[name]) : 0;

  return tv_header_words_have (words, "C") || tv_header_words_have (words, "c")
         || tv_header_words_have (words, "B");
}

static void
complete_lines (TvImportFile *file, guint header_index, gboolean *is_taken)
{
  int h = (int) header_index, label = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL);
  int name = tv_import_keys_find_named (file, TV_COLUMN_LAST_NAME);
  gboolean is_key = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY) == h;
  gboolean is_products, is_customers;

  if ((is_taken[h] && !is_key && !is_postal (file, header_index)) || label == h || name == h
      || tv_cells_get_fill (file, h) < SHARE_FILLED)
    return;
  is_products = label >= 0 && tv_cells_go_together (file, h, label, MOST_ODD);
  is_customers = is_of_somebody (file, name) && tv_cells_go_together (file, h, name, MOST_ODD);
  if (is_products == is_customers)
    return;
  if (is_products && !is_key && tv_cells_is_open (file, TV_COLUMN_PRODUCT_KEY))
    tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, h, BY_CONTENT);
  else if (is_customers && has_no_code (file))
    {
      if (is_key)
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, -1, 0);
      tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, h, BY_CONTENT);
    }
  else
    return;
  if (is_postal (file, header_index))
    tv_cells_set_column (file, TV_COLUMN_POSTAL_CODE, -1, 0);
  is_taken[h] = TRUE;
}

/* Whether all lines of a document, or of a customer, have the same in a column. */
static gboolean
follows (const TvImportFile *file, int owner, int header_index)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *key = tv_cells_get (file, i, owner);
      const char *before = g_hash_table_lookup (seen, key);

      if (before != NULL && !g_str_equal (before, tv_cells_get (file, i, header_index)))
        return FALSE;
      g_hash_table_insert (seen, (gpointer) key, (gpointer) tv_cells_get (file, i, header_index));
    }
  return TRUE;
}

/* Lines that name no product otherwise: a code that some of them share, and not the number of their
 * order, says what was sold. */
static void
find_product (TvImportFile *file, gboolean *is_taken)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  int customer = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);
  int owner = doc >= 0 ? doc : customer;

  for (guint h = 0; file->header[h] != NULL && tv_cells_is_open (file, TV_COLUMN_PRODUCT_KEY)
                    && tv_cells_is_open (file, TV_COLUMN_PRODUCT_LABEL);
       h++)
    if ((!is_taken[h] || is_postal (file, h)) && is_bare (file, h) && owner >= 0
        && tv_cells_get_fill (file, (int) h) >= SHARE_FILLED && !tv_cells_are_keys (file, (int) h)
        && !follows (file, owner, (int) h))
      {
        if (is_postal (file, h))
          tv_cells_set_column (file, TV_COLUMN_POSTAL_CODE, -1, 0);
        is_taken[h] = TRUE;
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, (int) h, BY_CONTENT);
      }
}

/**
 * tv_import_bare_codes_complete:
 * @file: (inout): a file with the mapping that its header proposes, and its first rows
 * @is_taken: (inout): which header cells are used
 *
 * Finds what numbers are of that are called no more than that. In a list that has no key they are
 * its key, unless they count the rows. In lines they are the product's where they go with its
 * label, and the customer's where they go with a name; where nothing else says what was sold, they
 * do, if they differ within documents.
 */
void
tv_import_bare_codes_complete (TvImportFile *file, gboolean *is_taken)
{
  if (file->kind == TV_KIND_CUSTOMERS)
    complete_list (file, TV_COLUMN_CUSTOMER_CODE, is_taken);
  else if (file->kind == TV_KIND_PRODUCTS)
    complete_list (file, TV_COLUMN_PRODUCT_KEY, is_taken);
  else if (tv_import_kind_has_lines (file->kind))
    {
      for (guint h = 0; file->header[h] != NULL; h++)
        if (is_bare (file, h))
          complete_lines (file, h, is_taken);
      find_product (file, is_taken);
    }
}
