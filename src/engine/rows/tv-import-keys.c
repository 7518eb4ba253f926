/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers and products of a file are known by: their codes, else what the first rows show to
 * be as good as one. */
#include <string.h>

#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define BY_CONTENT .5    /* a match by what stands in the column alone */
#define SHARE_OF_FIT .9  /* of the cells that have to look right */
#define SHARE_FILLED .98 /* of the cells of a key */
#define LEAST_ROWS_OF_ALL 3
#define LEAST_NAME .6 /* how sure the name of a column has to be that stands in for a code */

/**
 * tv_import_keys_find_named:
 * @file: a file with a kind
 * @column: a column, of the kind or not
 *
 * Returns: the header cell that is named most surely as the column and has something below it,
 * whether or not it is used as such; -1 = none
 */
int
tv_import_keys_find_named (const TvImportFile *file, TvColumn column)
{
  int found = tv_cells_get_place (file, column) >= 0 ? tv_import_file_get_index (file, column) : -1;
  double best = LEAST_NAME;

  if (found >= 0)
    return tv_cells_get_fill (file, found) > 0 ? found : -1;
  for (guint h = 0; file->header[h] != NULL; h++)
    {
      double score = tv_import_match_score (file, h, column);

      if (score <= best)
        continue;
      best = score;
      found = (int) h;
    }
  return found >= 0 && tv_cells_get_fill (file, found) > 0 ? found : -1;
}

/* Whether a name is half of one, its other half in a column of its own: many share a family name.
 */
static gboolean
is_half_a_name (const TvImportFile *file, TvColumn column, int header_index)
{
  int first
      = column == TV_COLUMN_LAST_NAME ? tv_import_keys_find_named (file, TV_COLUMN_FIRST_NAME) : -1;

  return first >= 0
         && tv_header_words_are_of_one (tv_header_words_read (file->header[header_index]),
                                        tv_header_words_read (file->header[first]));
}

/* Whether the first rows tell several customers apart, by e-mail or name, and all have one code: it
 * is the shop's, or an account of its books. */
static gboolean
is_of_all (const TvImportFile *file, int code)
{
  static const TvColumn others[] = { TV_COLUMN_EMAIL, TV_COLUMN_LAST_NAME };
  guint rows = tv_cells_count_rows (file);

  if (rows < LEAST_ROWS_OF_ALL)
    return FALSE;
  for (guint i = 1; i < rows; i++)
    if (!g_str_equal (tv_cells_get (file, i, code), tv_cells_get (file, 0, code)))
      return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (others); k++)
    {
      int other = tv_import_file_get_index (file, others[k]);

      for (guint i = 1; other >= 0 && other != code && i < rows; i++)
        if (!g_str_equal (tv_cells_get (file, i, other), tv_cells_get (file, 0, other)))
          return TRUE;
    }
  return FALSE;
}

/* Whether each of the first rows has an address of e-mail, and in a list of customers another one.
 */
static gboolean
has_email_as_key (const TvImportFile *file)
{
  int email = tv_import_file_get_index (file, TV_COLUMN_EMAIL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (tv_cells_get_fill (file, email) < 1 || !tv_cells_fit (file, email, tv_cell_is_email, 1))
    return FALSE;
  for (guint i = 0; file->kind == TV_KIND_CUSTOMERS && i < tv_cells_count_rows (file); i++)
    if (!g_hash_table_add (seen, (gpointer) tv_cells_get (file, i, email)))
      return FALSE;
  return TRUE;
}

/* A name that is taken for a code is none beside an address that everybody has: two of one name
 * would be one customer, and who writes it in two ways two. */
static void
prefer_email (TvImportFile *file, int code)
{
  if (!tv_cells_fit (file, code, tv_cell_is_words, SHARE_OF_FIT) || !has_email_as_key (file))
    return;
  tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, -1, 0);
  if (tv_cells_is_open (file, TV_COLUMN_LAST_NAME))
    tv_cells_set_column (file, TV_COLUMN_LAST_NAME, code, BY_CONTENT);
}

/* Of a list, the address of e-mail, or the phone where everybody has one and some have no address.
 * A name is no key, as two people may share it. */
static void
find_key_of_list (TvImportFile *file)
{
  int email = tv_import_keys_find_named (file, TV_COLUMN_EMAIL),
      phone = tv_import_keys_find_named (file, TV_COLUMN_PHONE);
  int found = email;

  if (tv_cells_get_fill (file, email) < SHARE_FILLED && phone >= 0
      && tv_cells_get_fill (file, phone) >= SHARE_FILLED && tv_cells_are_keys (file, phone))
    found = phone;
  if (found >= 0 && tv_cells_are_keys (file, found))
    tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, found, BY_CONTENT);
}

/* Whether the rows told that what is called a name is the product's. */
static gboolean
is_of_product (const TvImportFile *file, int header_index)
{
  return header_index == tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL)
         || header_index == tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);
}

/* Shops that sell by mail know their customers by address of e-mail, and some by name alone. */
static void
find_key_of_lines (TvImportFile *file)
{
  static const TvColumn keys[] = { TV_COLUMN_EMAIL, TV_COLUMN_LAST_NAME, TV_COLUMN_PHONE };

  for (gsize i = 0; i < G_N_ELEMENTS (keys) && tv_cells_is_open (file, TV_COLUMN_CUSTOMER_CODE);
       i++)
    {
      int found = tv_import_keys_find_named (file, keys[i]);

      if (found >= 0 && !is_half_a_name (file, keys[i], found) && !is_of_product (file, found))
        tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, found, BY_CONTENT);
    }
}

static void
find_key_of_contacts (TvImportFile *file)
{
  int email = tv_import_keys_find_named (file, TV_COLUMN_EMAIL);

  if (email >= 0)
    tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, email, BY_CONTENT);
}

static void
find_customer_key (TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);

  if (tv_import_kind_has_lines (file->kind) && code >= 0 && is_of_all (file, code))
    tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, -1, 0);
  else if (code >= 0)
    prefer_email (file, code);
  if (!tv_cells_is_open (file, TV_COLUMN_CUSTOMER_CODE))
    return;
  if (file->kind == TV_KIND_CUSTOMERS)
    find_key_of_list (file);
  else if (tv_import_kind_has_lines (file->kind))
    find_key_of_lines (file);
  else
    find_key_of_contacts (file);
}

/* What a customer is known by may be a name, and is shown as one then. */
static void
find_customer_name (TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);

  if (code >= 0 && tv_cells_is_open (file, TV_COLUMN_LAST_NAME)
      && tv_cells_fit (file, code, tv_cell_is_words, SHARE_OF_FIT))
    tv_cells_set_column (file, TV_COLUMN_LAST_NAME, code, BY_CONTENT);
}

/* Whether a customer, told by the code, has the name of the row before in most of the rows. */
static gboolean
is_name_of_one (const TvImportFile *file, int code, int name)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint same = 0, different = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *customer = tv_cells_get (file, i, code), *cell = tv_cells_get (file, i, name);
      const char *before = g_hash_table_lookup (names, customer);

      if (*cell == '\0' || *customer == '\0')
        continue;
      same += before != NULL && g_str_equal (before, cell);
      different += before != NULL && !g_str_equal (before, cell);
      g_hash_table_insert (names, (gpointer) customer, (gpointer) cell);
    }
  return different < LEAST_ROWS_OF_ALL || same >= different;
}

/* A name that is not said to be somebody's. */
static gboolean
is_bare_name (const TvImportFile *file, int header_index)
{
  return tv_header_words_are (file->header[header_index], "N");
}

/* What stands in the name's column is no name where it is another one for each order of a customer,
 * or stands in few rows, and the code is a name: who signs or sold, or whom it is for. A mere name
 * is the product's then, if that has no other. */
static void
drop_other_name (TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);
  int name = tv_import_file_get_index (file, TV_COLUMN_LAST_NAME);

  if (code < 0 || name < 0 || code == name)
    return;
  if (!is_name_of_one (file, code, name)
      || (tv_cells_fit (file, code, tv_cell_is_words, SHARE_OF_FIT)
          && tv_cells_get_fill (file, name) < tv_cells_get_fill (file, code) / 2
          && tv_cells_get_fill (file, name) > 0))
    {
      tv_cells_set_column (file, TV_COLUMN_LAST_NAME, -1, 0);
      if (is_bare_name (file, name) && tv_cells_is_open (file, TV_COLUMN_PRODUCT_LABEL))
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, name, BY_CONTENT);
    }
}

static gboolean
is_used (const TvImportFile *file, int header_index)
{
  guint count;

  tv_import_kind_get_columns (file->kind, &count);
  for (guint i = 0; i < count; i++)
    if (file->columns[i] == header_index)
      return TRUE;
  return FALSE;
}

/* The next best column for the name of a customer who has a code, where the best one was another's:
 * "Client" beside "Denumire", which is what was sold. */
static void
find_next_name (TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE), found = -1;
  double best = LEAST_NAME;

  for (int h = 0; code >= 0 && file->header[h] != NULL; h++)
    {
      double score
          = is_used (file, h) ? 0 : tv_import_match_score (file, (guint) h, TV_COLUMN_LAST_NAME);

      if (score <= best || !is_name_of_one (file, code, h) || tv_import_name_is_of_lines (file, h))
        continue;
      best = score;
      found = h;
    }
  if (found >= 0)
    tv_cells_set_column (file, TV_COLUMN_LAST_NAME, found, best);
}

/**
 * tv_import_keys_find_customer:
 * @file: (inout): a file with the mapping that its header proposes, and its first rows
 *
 * Finds what customers are known by, and what they are called.
 */
void
tv_import_keys_find_customer (TvImportFile *file)
{
  find_customer_key (file);
  drop_other_name (file);
  if (tv_import_kind_has_lines (file->kind) && tv_cells_is_open (file, TV_COLUMN_LAST_NAME))
    find_next_name (file);
  find_customer_name (file);
}

static gboolean
is_catalogue (const TvImportFile *file)
{
  return tv_import_file_get_index (file, TV_COLUMN_PRICE) >= 0
         || tv_import_file_get_index (file, TV_COLUMN_FAMILY) >= 0
         || tv_import_file_get_index (file, TV_COLUMN_STOCK) >= 0;
}

static gboolean
is_code (const char *cell)
{
  return strchr (cell, ' ') == NULL && strpbrk (cell, "0123456789") != NULL;
}

/* Beside a label, a column that is called by the product alone has its code where codes stand in
 * it: Artikel and Bezeichnung. */
static void
find_product_code (TvImportFile *file, gboolean *is_taken)
{
  for (guint h = 0; file->header[h] != NULL; h++)
    if (!is_taken[h] && tv_header_words_are (file->header[h], "P")
        && tv_cells_get_fit (file, (int) h, is_code) >= SHARE_OF_FIT)
      {
        is_taken[h] = TRUE;
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, (int) h, BY_CONTENT);
        return;
      }
}

/* Codes that are called by the product alone are its key, where words beside them are a label. */
static void
find_product_label (TvImportFile *file, int label, gboolean *is_taken)
{
  if (!tv_cells_is_open (file, TV_COLUMN_PRODUCT_KEY)
      || !tv_header_words_are (file->header[label], "P")
      || tv_cells_get_fit (file, label, is_code) < SHARE_OF_FIT)
    return;
  for (guint h = 0; file->header[h] != NULL; h++)
    if (!is_taken[h] && tv_header_words_have (tv_header_words_read (file->header[h]), "d")
        && tv_cells_get_fit (file, (int) h, tv_cell_is_named) >= SHARE_OF_FIT)
      {
        is_taken[h] = TRUE;
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, (int) h, BY_CONTENT);
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, label, BY_CONTENT);
        return;
      }
}

/* "Item No." beside "Item": the name that says less is the label, be it that people call keys so.
 */
static void
find_surer_key (TvImportFile *file, gboolean *is_taken)
{
  int key = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);

  if (key < 0 || !tv_cells_is_open (file, TV_COLUMN_PRODUCT_LABEL)
      || !tv_header_words_are (file->header[key], "P"))
    return;
  for (guint h = 0; file->header[h] != NULL; h++)
    if (!is_taken[h] && tv_header_words_are (file->header[h], "PI")
        && tv_cells_get_fill (file, (int) h) > 0)
      {
        is_taken[h] = TRUE;
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, key, BY_CONTENT);
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, (int) h, BY_CONTENT);
        return;
      }
}

/* What somebody calls it, and not a code: "Gift wrap 3 m", "Mug". */
static gboolean
is_designation (const char *cell)
{
  return tv_cell_is_words (cell) || (strchr (cell, ' ') != NULL && tv_cell_is_named (cell));
}

/* A till's "Item" may be the code of what was sold or its name: the catalogue knows the one by its
 * keys, the other by its labels. */
static void
take_label_for_key (TvImportFile *file)
{
  int key = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);

  if (key < 0 || !tv_cells_is_open (file, TV_COLUMN_PRODUCT_LABEL)
      || !tv_header_words_are (file->header[key], "P")
      || !tv_cells_fit (file, key, is_designation, SHARE_OF_FIT))
    return;
  tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, -1, 0);
  tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, key, BY_CONTENT);
}

/**
 * tv_import_keys_find_product:
 * @file: (inout): a file of products or sales with the mapping that its header proposes
 * @is_taken: (inout): which header cells are used
 *
 * Finds what products are known by. A catalogue without keys is known by its labels, if no two are
 * alike; names without a price, a family or a stock may be of anything. Where nothing but numbers
 * is called a label, products are called by their keys. What lines call the product is its label
 * where names stand there. A till may know no more of a product than its group.
 */
void
tv_import_keys_find_product (TvImportFile *file, gboolean *is_taken)
{
  int label;

  find_surer_key (file, is_taken);
  if (tv_import_kind_has_lines (file->kind))
    take_label_for_key (file);
  label = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL);
  if (file->kind == TV_KIND_PRODUCTS)
    {
      int key = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);

      if (label >= 0 && key >= 0 && tv_cells_get_fit (file, label, tv_cell_is_named) == 0)
        {
          is_taken[label] = FALSE;
          tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, key, BY_CONTENT);
        }
      else if (label >= 0 && tv_cells_is_open (file, TV_COLUMN_PRODUCT_KEY) && is_catalogue (file)
               && tv_cells_are_keys (file, label))
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_KEY, label, BY_CONTENT);
    }
  else if (label >= 0 && tv_cells_is_open (file, TV_COLUMN_PRODUCT_KEY))
    {
      find_product_code (file, is_taken);
      find_product_label (file, label, is_taken);
    }
  else if (label < 0 && tv_cells_is_open (file, TV_COLUMN_PRODUCT_KEY))
    {
      int family = tv_import_keys_find_named (file, TV_COLUMN_FAMILY);

      if (family >= 0)
        tv_cells_set_column (file, TV_COLUMN_PRODUCT_LABEL, family, BY_CONTENT);
    }
}

/**
 * tv_import_content_has_keys:
 * @file: a file of customers or products, with a mapping
 *
 * Returns: whether its rows are of different ones, as in a list of them; %TRUE also where no rows
 * are there
 */
gboolean
tv_import_content_has_keys (const TvImportFile *file)
{
  int key = tv_import_file_get_index (file,
                                      file->kind == TV_KIND_PRODUCTS ? TV_COLUMN_PRODUCT_KEY
                                                                     : TV_COLUMN_CUSTOMER_CODE);

  return tv_cells_count_rows (file) == 0 || key < 0 || tv_cells_are_keys (file, key);
}
