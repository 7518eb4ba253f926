/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names promise, contents keep: what stands in the first rows weighs a match by name, finds a date,
 * an e-mail or a document that no name led to, and says which column can be the key where a file
 * has no code. */
#include "rows/tv-import-content.h"

#include <string.h>

#include "base/tv-number.h"
#include "base/tv-text.h"
#include "base/tv-yes-no.h"
#include "rows/tv-contact-words.h"
#include "rows/tv-discount.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-order-status.h"

#define BY_CONTENT .5    /* a match by what stands in the column alone */
#define SHARE_OF_FIT .9  /* of the cells that have to look right for that */
#define SHARE_FILLED .98 /* of the cells of a document's number */
#define EMPTY .7         /* what a match is worth where the column holds nothing at all */
#define NUMBERS .5       /* the same of a product's label without a letter, in a catalogue */
#define NAMES .8         /* the same of a customer's code that is a name in each row */
#define LONGEST_NUMBER 40
#define LEAST_EMPTY 3   /* rows that have to show that a column holds nothing */
#define LEAST_STATUS .5 /* of the cells of an order's state that have to be understood */

static gboolean
is_date (const char *cell)
{
  TvDay day;

  return strlen (cell) >= 6
         && (tv_day_parse (cell, -1, TV_DATE_ORDER_DMY, &day)
             || tv_day_parse (cell, -1, TV_DATE_ORDER_MDY, &day));
}

static gboolean
is_number (const char *cell)
{
  gint64 value;

  return tv_number_parse (cell, -1, '.', 4, &value) || tv_number_parse (cell, -1, ',', 4, &value);
}

/* Whether something was done, or the day on which it was. */
static gboolean
is_flag (const char *cell)
{
  return tv_yes_no_read (cell, strlen (cell)) >= 0 || is_date (cell);
}

/* NULL for columns that any text may stand in. */
static TvCellLook
get_look (TvColumn column)
{
  switch (column)
    {
    case TV_COLUMN_ORDER_DATE:
    case TV_COLUMN_CONTACT_DATE:
      return is_date;
    case TV_COLUMN_ORDER_STATUS:
      return tv_order_status_is_known;
    case TV_COLUMN_IS_CANCELLED:
      return is_flag;
    case TV_COLUMN_DISCOUNT:
      return tv_discount_looks_right;
    case TV_COLUMN_EMAIL:
      return tv_cell_is_email;
    case TV_COLUMN_LAST_NAME:
    case TV_COLUMN_FIRST_NAME:
      return tv_cell_is_named;
    case TV_COLUMN_PRICE:
    case TV_COLUMN_COST:
    case TV_COLUMN_MARGIN:
    case TV_COLUMN_QTY:
    case TV_COLUMN_AMOUNT_HT:
    case TV_COLUMN_AMOUNT_TTC:
    case TV_COLUMN_UNIT_PRICE:
      return is_number;
    default:
      return NULL;
    }
}

/* Whether all that stands in a column is without a letter: a length or a count, whatever its name.
 */
static gboolean
is_without_words (const TvImportFile *file, int header_index)
{
  return tv_cells_get_fit (file, header_index, tv_cell_is_named) == 0;
}

/* Whether one of the words says that pieces are counted, whatever the others are. */
static gboolean
is_count (const char *header)
{
  g_autofree char *folded = tv_text_fold (header);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean is_so = FALSE;

  for (guint i = 0; words[i] != NULL && !is_so; i++)
    is_so = tv_header_words_have (tv_header_words_read (words[i]), "Q");
  return is_so;
}

/* What is called pieces may say in what a product is counted, as kg does. */
static gboolean
is_unit (const TvImportFile *file, guint header_index)
{
  return tv_header_words_have (tv_header_words_read (file->header[header_index]), "U")
         && !tv_header_words_have (tv_header_words_read (file->header[header_index]), "Q")
         && !tv_cells_fit (file, (int) header_index, is_number, SHARE_OF_FIT);
}

static gboolean
is_yes_or_no (const char *cell)
{
  return tv_yes_no_read (cell, strlen (cell)) >= 0;
}

/* A day with marks between its numbers, which no code looks like. */
static gboolean
is_written_day (const char *cell)
{
  return strpbrk (cell, "/-.") != NULL && is_date (cell);
}

/* Whether what is called a key of a list says no more than yes or no of each. */
static gboolean
is_flag_of_list (const TvImportFile *file, guint header_index, TvColumn column)
{
  return ((file->kind == TV_KIND_CUSTOMERS && column == TV_COLUMN_CUSTOMER_CODE)
          || (file->kind == TV_KIND_PRODUCTS && column == TV_COLUMN_PRODUCT_KEY))
         && tv_cells_count_rows (file) >= LEAST_EMPTY
         && tv_cells_fit (file, (int) header_index, is_yes_or_no, 1);
}

/* A mere state, which may be anything's. */
static gboolean
is_state (const char *header)
{
  TvHeaderWords words = tv_header_words_read (header);

  return tv_header_words_have (words, "g") && !tv_header_words_have (words, "a")
         && !tv_header_words_have (words, "x");
}

static gboolean
is_on_or_off (const char *cell)
{
  return tv_contact_words_are_of_list (cell) && tv_contact_words_find_bounce (cell) == 0;
}

/* Whether a column says of each whether they are on a list of subscribers. */
static gboolean
is_list_state (const TvImportFile *file, int header_index)
{
  return tv_cells_fit (file, header_index, tv_contact_words_are_of_list, 1)
         && tv_cells_get_fit (file, header_index, is_on_or_off) > 0;
}

/**
 * tv_import_content_weigh:
 * @file: a file with a kind
 * @header_index: a header cell
 * @column: a column that it may be by its name
 *
 * Weighs a match by what stands in the first rows: whether it looks right, and whether it is there
 * at all. The amount of a line stands in every line; what stands in some is an order's. So does the
 * key of a product. A state is an order's only where the words for it are understood: others are
 * of America. What is a name in each row is rather not a code. No name of a person is without a
 * letter: what is called a name may be an order's.
 *
 * Returns: a factor, 0-1; 1 where no rows are there
 */
double
tv_import_content_weigh (const TvImportFile *file, guint header_index, TvColumn column)
{
  TvCellLook look = get_look (column);
  double fill = tv_cells_get_fill (file, (int) header_index);
  double fit = look != NULL ? tv_cells_get_fit (file, (int) header_index, look) : -1;
  double weight = fit >= 0 ? .5 + fit / 2 : 1;

  if (fill < 0)
    return column != TV_COLUMN_IS_OPTOUT || !is_state (file->header[header_index]);
  if (column == TV_COLUMN_IS_OPTOUT && is_state (file->header[header_index]))
    return is_list_state (file, (int) header_index) ? 1 : 0;
  if (column == TV_COLUMN_ORDER_STATUS)
    return fit >= LEAST_STATUS ? 1 : 0;
  if (column == TV_COLUMN_CUSTOMER_CODE
      && tv_cells_fit (file, (int) header_index, is_written_day, SHARE_OF_FIT))
    return 0;
  if ((look == tv_cell_is_named && fit == 0)
      || (column == TV_COLUMN_QTY && is_unit (file, header_index))
      || is_flag_of_list (file, header_index, column)
      || (column == TV_COLUMN_IS_CANCELLED
          && ((fit >= 0 && fit < SHARE_OF_FIT) || is_count (file->header[header_index]))))
    return 0;
  if (fill == 0)
    weight *= EMPTY;
  if (column == TV_COLUMN_CUSTOMER_CODE
      && tv_cells_fit (file, (int) header_index, tv_cell_is_words, SHARE_OF_FIT))
    weight *= NAMES;
  if (tv_import_kind_has_lines (file->kind)
      && (column == TV_COLUMN_AMOUNT_HT || column == TV_COLUMN_AMOUNT_TTC))
    weight *= .5 + fill / 2;
  if (file->kind == TV_KIND_PRODUCTS && column == TV_COLUMN_PRODUCT_KEY)
    weight *= .5 + fill / 2;
  if (file->kind == TV_KIND_PRODUCTS && column == TV_COLUMN_PRODUCT_LABEL
      && is_without_words (file, (int) header_index))
    weight *= NUMBERS;
  return weight;
}

/* ---- what no name led to ---- */

static gboolean
is_back (const char *cell)
{
  return g_strcmp0 (tv_contact_words_find_status (cell), "BOUNCED") == 0;
}

/* A list of subscribers says in one column of states who objected and whose messages came back; one
 * that is called by the objection may as well. */
static void
share_list_state (TvImportFile *file)
{
  int index = tv_import_file_get_index (file, TV_COLUMN_IS_OPTOUT);
  TvHeaderWords words = index >= 0 ? tv_header_words_read (file->header[index]) : 0;

  if (index >= 0
      && (tv_header_words_have (words, "g")
          || (tv_header_words_have (words, "x") && tv_cells_get_fit (file, index, is_back) > 0))
      && tv_cells_is_open (file, TV_COLUMN_IS_BOUNCED)
      && tv_cells_fit (file, index, tv_contact_words_are_of_list, 1))
    tv_cells_set_column (file, TV_COLUMN_IS_BOUNCED, index, BY_CONTENT);
}

/* A date or an e-mail that no name led to, where one column only can be meant. */
static void
find_by_look (TvImportFile *file, TvColumn column, gboolean *is_taken)
{
  TvCellLook look = get_look (column);
  int found = -1;
  guint found_count = 0;

  if (!tv_cells_is_open (file, column))
    return;
  for (int h = 0; file->header[h] != NULL; h++)
    if (!is_taken[h] && tv_cells_fit (file, h, look, SHARE_OF_FIT))
      {
        found = h;
        found_count++;
      }
  if (found_count != 1)
    return;
  tv_cells_set_column (file, column, found, BY_CONTENT);
  is_taken[found] = TRUE;
}

/* Hours and minutes, and no more. */
static gboolean
is_time (const char *cell)
{
  gsize hours = strspn (cell, "0123456789");

  return hours >= 1 && hours <= 2 && cell[hours] == ':' && g_ascii_isdigit (cell[hours + 1])
         && g_ascii_isdigit (cell[hours + 2]) && strpbrk (cell, "-/") == NULL;
}

static gboolean
is_document_number (const char *cell)
{
  return strlen (cell) <= LONGEST_NUMBER && strpbrk (cell, "0123456789") != NULL
         && strpbrk (cell, " @,\t\n") == NULL && !is_date (cell) && !is_time (cell);
}

/* A number that is called one may have blanks in it: FS 12/2024. */
static gboolean
is_spaced_number (const char *cell)
{
  return strlen (cell) <= LONGEST_NUMBER && strpbrk (cell, "0123456789") != NULL
         && strpbrk (cell, "@,\t\n") == NULL && !is_date (cell) && !is_time (cell);
}

static gboolean
is_called_number (const char *header)
{
  TvHeaderWords words = tv_header_words_read (header);

  return words != 0 && tv_header_words_score (words, TV_COLUMN_CUSTOMER_CODE) == 0
         && tv_header_words_have (words, "I") && !tv_header_words_have (words, "C")
         && !tv_header_words_have (words, "P");
}

/* A document has one day and one customer, be it that only its first line names them. */
static gboolean
is_one_order (const TvImportFile *file, guint row)
{
  static const TvColumn columns[] = { TV_COLUMN_ORDER_DATE, TV_COLUMN_CUSTOMER_CODE };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      int index = tv_import_file_get_index (file, columns[i]);
      const char *cell = tv_cells_get (file, row, index);

      if (*cell != '\0' && !g_str_equal (cell, tv_cells_get (file, row - 1, index)))
        return FALSE;
    }
  return TRUE;
}

/* How many documents a column of numbers makes of the rows: the lines of one stand together, and
 * some have several. 0 = it is none. */
static guint
count_documents (const TvImportFile *file, int header_index)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *before = "";

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, header_index);

      if (i > 0 && g_str_equal (cell, before) ? !is_one_order (file, i)
                                              : !g_hash_table_add (seen, (gpointer) cell))
        return 0;
      before = cell;
    }
  return g_hash_table_size (seen) < tv_cells_count_rows (file)
                 && tv_cells_get_fill (file, header_index) >= SHARE_FILLED
                 && tv_cells_fit (file,
                                  header_index,
                                  is_called_number (file->header[header_index])
                                      ? is_spaced_number
                                      : is_document_number,
                                  1)
             ? g_hash_table_size (seen)
             : 0;
}

/* Whether a column is taken for nothing but the name of a person. */
static gboolean
is_only_a_name (const TvImportFile *file, int header_index)
{
  return header_index == tv_import_file_get_index (file, TV_COLUMN_LAST_NAME)
         && header_index != tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);
}

/* What groups the rows as documents do: an order's number may be called its name, and looks like
 * one where it begins with letters. */
static void
find_document (TvImportFile *file, gboolean *is_taken)
{
  guint most = 1;
  int found = -1;

  if (!tv_cells_is_open (file, TV_COLUMN_DOC_REF))
    return;
  for (int h = 0; file->header[h] != NULL; h++)
    {
      guint count = is_taken[h] && !is_only_a_name (file, h) ? 0 : count_documents (file, h);

      if (count <= most)
        continue;
      most = count;
      found = h;
    }
  if (found < 0)
    {
      /* A number that no row has is none: the days stand in for it. */
      if (tv_cells_count_rows (file) >= LEAST_EMPTY
          && tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE) >= 0)
        tv_cells_set_column (file, TV_COLUMN_DOC_REF, -1, 0);
      return;
    }
  if (is_only_a_name (file, found))
    tv_cells_set_column (file, TV_COLUMN_LAST_NAME, -1, 0);
  tv_cells_set_column (file, TV_COLUMN_DOC_REF, found, BY_CONTENT);
  is_taken[found] = TRUE;
}

/**
 * tv_import_content_complete:
 * @file: (inout): a file with a kind and the mapping that its header proposes
 * @is_taken: (inout): which header cells are used
 *
 * Completes a mapping by what stands in the first rows. Nothing happens where there are none.
 */
void
tv_import_content_complete (TvImportFile *file, gboolean *is_taken)
{
  if (tv_cells_count_rows (file) == 0)
    return;
  find_by_look (file, TV_COLUMN_ORDER_DATE, is_taken);
  find_by_look (file, TV_COLUMN_CONTACT_DATE, is_taken);
  find_by_look (file, TV_COLUMN_EMAIL, is_taken);
  share_list_state (file);
  tv_import_bare_codes_complete (file, is_taken);
  if (tv_import_kind_has_lines (file->kind))
    tv_import_lines_complete (file, is_taken);
  if (file->kind != TV_KIND_PRODUCTS)
    {
      if (tv_import_kind_has_lines (file->kind))
        tv_import_captions_complete (file);
      tv_import_keys_find_customer (file);
      tv_import_bare_codes_complete (file, is_taken); /* what is a label is known by now */
    }
  if (tv_import_kind_has_lines (file->kind))
    {
      find_document (file, is_taken);
      tv_import_amounts_complete (file, is_taken);
    }
  if (file->kind == TV_KIND_PRODUCTS || tv_import_kind_has_lines (file->kind))
    tv_import_keys_find_product (file, is_taken);
}
