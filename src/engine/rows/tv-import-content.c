/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names promise, contents keep: what stands in the first rows weighs a match by name, finds a date,
 * an e-mail or a document that no name led to, and says which column can be the key where a file
 * has no code. */
#include "rows/tv-import-content.h"

#include <string.h>

#include "base/tv-number.h"
#include "rows/tv-header-words.h"

#define BY_CONTENT .5    /* a match by what stands in the column alone */
#define SHARE_OF_FIT .9  /* of the cells that have to look right for that */
#define SHARE_FILLED .98 /* of the cells of a document's number */
#define SHARE_OF_KEYS .9 /* of the cells of a key that no other row may have */
#define EMPTY .7         /* what a match is worth where the column holds nothing at all */
#define LONGEST_NUMBER 40
#define LEAST_NAME .6 /* how sure the name of a column has to be that stands in for a code */

static const char *
get_cell (const TvImportFile *file, guint row, int header_index)
{
  char **cells = g_ptr_array_index (file->preview, row);

  return header_index >= 0 && (guint) header_index < g_strv_length (cells) ? cells[header_index]
                                                                           : "";
}

static guint
count_rows (const TvImportFile *file)
{
  return file->preview != NULL ? file->preview->len : 0;
}

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

static gboolean
is_email (const char *cell)
{
  const char *at = strchr (cell, '@');

  return at != NULL && at > cell && strchr (at, '.') != NULL;
}

static gboolean
is_named (const char *cell)
{
  for (const char *at = cell; *at != '\0'; at++)
    if (g_ascii_isalpha (*at) || (guchar) *at >= 0x80)
      return TRUE;
  return FALSE;
}

typedef gboolean (*LooksRightFunc) (const char *cell);

/* NULL for columns that any text may stand in. */
static LooksRightFunc
get_look (TvColumn column)
{
  switch (column)
    {
    case TV_COLUMN_ORDER_DATE:
    case TV_COLUMN_CONTACT_DATE:
      return is_date;
    case TV_COLUMN_EMAIL:
      return is_email;
    case TV_COLUMN_LAST_NAME:
    case TV_COLUMN_FIRST_NAME:
      return is_named;
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

/* The share of the first rows' cells that hold something, -1 where there are no rows. */
static double
get_fill (const TvImportFile *file, int header_index)
{
  guint filled = 0;

  for (guint i = 0; i < count_rows (file); i++)
    filled += *get_cell (file, i, header_index) != '\0';
  return count_rows (file) == 0 ? -1 : (double) filled / count_rows (file);
}

/* The share of the first rows' cells that look right, -1 where there are none. */
static double
get_fit (const TvImportFile *file, int header_index, LooksRightFunc look)
{
  guint seen = 0, right = 0;

  for (guint i = 0; i < count_rows (file); i++)
    {
      const char *cell = get_cell (file, i, header_index);

      seen += *cell != '\0';
      right += *cell != '\0' && look (cell);
    }
  return seen == 0 ? -1 : (double) right / seen;
}

/**
 * tv_import_content_weigh:
 * @file: a file with a kind
 * @header_index: a header cell
 * @column: a column that it may be by its name
 *
 * Weighs a match by what stands in the first rows: whether it looks right, and whether it is there
 * at all. The amount of a line stands in every line; what stands in some is an order's. So does the
 * key of a product.
 *
 * Returns: a factor, 0.17-1; 1 where no rows are there
 */
double
tv_import_content_weigh (const TvImportFile *file, guint header_index, TvColumn column)
{
  LooksRightFunc look = get_look (column);
  double fill = get_fill (file, (int) header_index);
  double fit = look != NULL ? get_fit (file, (int) header_index, look) : -1;
  double weight = fit >= 0 ? .5 + fit / 2 : 1;

  if (fill < 0)
    return 1;
  if (fill == 0)
    weight *= EMPTY;
  if (tv_import_kind_has_lines (file->kind)
      && (column == TV_COLUMN_AMOUNT_HT || column == TV_COLUMN_AMOUNT_TTC))
    weight *= .5 + fill / 2;
  if (file->kind == TV_KIND_PRODUCTS && column == TV_COLUMN_PRODUCT_KEY)
    weight *= .5 + fill / 2;
  return weight;
}

/* ---- what no name led to ---- */

/* The place of a column among those of the file's kind, -1 where the kind has none. */
static int
get_place (const TvImportFile *file, TvColumn column)
{
  guint count;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (columns[i] == column)
      return (int) i;
  return -1;
}

/* Whether a column is to be found: it has no header cell, or one with nothing below it. */
static gboolean
is_open (const TvImportFile *file, TvColumn column)
{
  int place = get_place (file, column);

  return place >= 0 && (file->columns[place] < 0 || get_fill (file, file->columns[place]) == 0);
}

static void
set_column (TvImportFile *file, TvColumn column, int header_index, double score)
{
  int place = get_place (file, column);

  file->columns[place] = header_index;
  file->column_scores[place] = header_index < 0 ? 0 : score;
}

/* A date or an e-mail that no name led to, where one column only can be meant. */
static void
find_by_look (TvImportFile *file, TvColumn column, gboolean *is_taken)
{
  LooksRightFunc look = get_look (column);
  int found = -1;
  guint found_count = 0;

  if (!is_open (file, column))
    return;
  for (int h = 0; file->header[h] != NULL; h++)
    if (!is_taken[h] && get_fit (file, h, look) >= SHARE_OF_FIT)
      {
        found = h;
        found_count++;
      }
  if (found_count != 1)
    return;
  set_column (file, column, found, BY_CONTENT);
  is_taken[found] = TRUE;
}

static gboolean
is_document_number (const char *cell)
{
  return strlen (cell) <= LONGEST_NUMBER && strpbrk (cell, "0123456789") != NULL
         && strpbrk (cell, " @,\t\n") == NULL && !is_date (cell);
}

/* A document has one day and one customer, be it that only its first line names them. */
static gboolean
is_one_order (const TvImportFile *file, guint row)
{
  static const TvColumn columns[] = { TV_COLUMN_ORDER_DATE, TV_COLUMN_CUSTOMER_CODE };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      int index = tv_import_file_get_index (file, columns[i]);
      const char *cell = get_cell (file, row, index);

      if (*cell != '\0' && !g_str_equal (cell, get_cell (file, row - 1, index)))
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

  if (get_fill (file, header_index) < SHARE_FILLED
      || get_fit (file, header_index, is_document_number) < 1)
    return 0;
  for (guint i = 0; i < count_rows (file); i++)
    {
      const char *cell = get_cell (file, i, header_index);

      if (g_str_equal (cell, before) ? !is_one_order (file, i)
                                     : !g_hash_table_add (seen, (gpointer) cell))
        return 0;
      before = cell;
    }
  return g_hash_table_size (seen) < count_rows (file) ? g_hash_table_size (seen) : 0;
}

/* What groups the rows as documents do: an order's number may be called its name. */
static void
find_document (TvImportFile *file, gboolean *is_taken)
{
  guint most = 1;
  int found = -1;

  if (!is_open (file, TV_COLUMN_DOC_REF))
    return;
  for (int h = 0; file->header[h] != NULL; h++)
    {
      guint count = is_taken[h] ? 0 : count_documents (file, h);

      if (count <= most)
        continue;
      most = count;
      found = h;
    }
  if (found < 0)
    return;
  set_column (file, TV_COLUMN_DOC_REF, found, BY_CONTENT);
  is_taken[found] = TRUE;
}

/* ---- keys ---- */

static gboolean
is_key (const TvImportFile *file, int header_index)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count_rows (file); i++)
    if (*get_cell (file, i, header_index) != '\0')
      g_hash_table_add (seen, (gpointer) get_cell (file, i, header_index));
  return count_rows (file) > 0 && g_hash_table_size (seen) >= SHARE_OF_KEYS * count_rows (file);
}

/* The header cell that is named most surely as a column, whether or not it is used as such. */
static int
find_named (const TvImportFile *file, TvColumn column)
{
  int found = get_place (file, column) >= 0 ? tv_import_file_get_index (file, column) : -1;
  double best = LEAST_NAME;

  if (found >= 0)
    return get_fill (file, found) > 0 ? found : -1;
  for (guint h = 0; file->header[h] != NULL; h++)
    {
      double score = tv_import_match_score (file, h, column);

      if (score <= best)
        continue;
      best = score;
      found = (int) h;
    }
  return found >= 0 && get_fill (file, found) > 0 ? found : -1;
}

/* Whether a name is half of one, its other half in a column of its own: many share a family name.
 */
static gboolean
is_half_a_name (const TvImportFile *file, TvColumn column, int header_index)
{
  int first = column == TV_COLUMN_LAST_NAME ? find_named (file, TV_COLUMN_FIRST_NAME) : -1;

  return first >= 0
         && tv_header_words_are_of_one (tv_header_words_read (file->header[header_index]),
                                        tv_header_words_read (file->header[first]));
}

/* Shops that sell by mail know their customers by address of e-mail, and some by name alone; in a
 * list of customers a name is no key, as two people may share it. */
static void
find_customer_key (TvImportFile *file)
{
  static const TvColumn keys[] = { TV_COLUMN_EMAIL, TV_COLUMN_LAST_NAME, TV_COLUMN_PHONE };
  guint count = tv_import_kind_has_lines (file->kind) ? G_N_ELEMENTS (keys) : 1;

  for (guint i = 0; i < count && is_open (file, TV_COLUMN_CUSTOMER_CODE); i++)
    {
      int found = find_named (file, keys[i]);

      if (found >= 0 && !is_half_a_name (file, keys[i], found)
          && (file->kind != TV_KIND_CUSTOMERS || is_key (file, found)))
        set_column (file, TV_COLUMN_CUSTOMER_CODE, found, BY_CONTENT);
    }
}

static gboolean
is_words (const char *cell)
{
  gboolean has_small = FALSE;

  for (const char *at = cell; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        return FALSE;
      has_small |= g_ascii_islower (*at) || *at == ' ' || (guchar) *at >= 0x80;
    }
  return has_small;
}

/* What a customer is known by may be a name, and is shown as one then. */
static void
find_customer_name (TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);

  if (code >= 0 && is_open (file, TV_COLUMN_LAST_NAME)
      && get_fit (file, code, is_words) >= SHARE_OF_FIT)
    set_column (file, TV_COLUMN_LAST_NAME, code, BY_CONTENT);
}

static gboolean
is_catalogue (const TvImportFile *file)
{
  return tv_import_file_get_index (file, TV_COLUMN_PRICE) >= 0
         || tv_import_file_get_index (file, TV_COLUMN_FAMILY) >= 0
         || tv_import_file_get_index (file, TV_COLUMN_STOCK) >= 0;
}

/* A catalogue without keys is known by its labels, if no two are alike; names without a price, a
 * family or a stock may be of anything. A till may know no more of a product than its group. */
static void
find_product_key (TvImportFile *file)
{
  int label = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL);

  if (file->kind == TV_KIND_PRODUCTS)
    {
      if (label >= 0 && is_open (file, TV_COLUMN_PRODUCT_KEY) && is_catalogue (file)
          && is_key (file, label))
        set_column (file, TV_COLUMN_PRODUCT_KEY, label, BY_CONTENT);
    }
  else if (label < 0 && is_open (file, TV_COLUMN_PRODUCT_KEY))
    {
      int family = find_named (file, TV_COLUMN_FAMILY);

      if (family >= 0)
        set_column (file, TV_COLUMN_PRODUCT_LABEL, family, BY_CONTENT);
    }
}

/* ---- amounts ---- */

/* Whether an amount is the whole order's, written again in each of its lines although they differ.
 */
static gboolean
is_repeated_total (const TvImportFile *file, int header_index)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  int parts[] = { tv_import_file_get_index (file, TV_COLUMN_QTY),
                  tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) };
  guint same = 0, different_lines = 0;

  for (guint i = 1; doc >= 0 && i < count_rows (file); i++)
    {
      gboolean is_different = FALSE;

      if (*get_cell (file, i, doc) == '\0'
          || !g_str_equal (get_cell (file, i, doc), get_cell (file, i - 1, doc)))
        continue;
      if (!g_str_equal (get_cell (file, i, header_index), get_cell (file, i - 1, header_index)))
        return FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        is_different
            |= !g_str_equal (get_cell (file, i, parts[k]), get_cell (file, i - 1, parts[k]));
      same++;
      different_lines += is_different;
    }
  return same >= 3 && different_lines >= 2;
}

/* An order's total must not be counted once a line; where a price is there, the amount comes from
 * it. */
static void
drop_totals (TvImportFile *file, gboolean *is_taken)
{
  static const TvColumn amounts[] = { TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC };
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      int amount = tv_import_file_get_index (file, amounts[i]);

      if (amount < 0 || (price < 0 && amounts[i] == TV_COLUMN_AMOUNT_HT))
        continue;
      if (!is_repeated_total (file, amount)
          && (get_fill (file, amount) >= SHARE_OF_FIT || get_fill (file, price) < SHARE_OF_FIT))
        continue;
      is_taken[amount] = FALSE;
      set_column (file, amounts[i], -1, 0);
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

  return count_rows (file) == 0 || key < 0 || is_key (file, key);
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
  if (count_rows (file) == 0)
    return;
  find_by_look (file, TV_COLUMN_ORDER_DATE, is_taken);
  find_by_look (file, TV_COLUMN_CONTACT_DATE, is_taken);
  find_by_look (file, TV_COLUMN_EMAIL, is_taken);
  if (file->kind != TV_KIND_PRODUCTS)
    {
      find_customer_key (file);
      find_customer_name (file);
    }
  if (tv_import_kind_has_lines (file->kind))
    {
      find_document (file, is_taken);
      drop_totals (file, is_taken);
    }
  if (file->kind == TV_KIND_PRODUCTS || tv_import_kind_has_lines (file->kind))
    find_product_key (file);
}
