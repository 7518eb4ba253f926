/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody ought to know of a mapping before he takes it: what stands in for what is not
 * there, and amounts that cannot be added up. */
#include "rows/tv-import-notes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-currency.h"
#include "rows/tv-consent.h"
#include "rows/tv-discount.h"
#include "rows/tv-empty-rule.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-order-status.h"

#define SHARE_OF_FIT .9 /* of the cells that have to look right */
#define MOST_CURRENCIES 5
#define MOST_STATES 5

static void
add (GStrvBuilder *notes, const char *note)
{
  g_strv_builder_add (notes, note);
}

/**
 * tv_import_file_has_own_order:
 * @file: a file
 *
 * Returns: whether its days are written in another order than its preset has them read
 */
gboolean
tv_import_file_has_own_order (const TvImportFile *file)
{
  return file->own_order != TV_DATE_ORDER_YMD && file->own_order != file->date_order;
}

/**
 * tv_import_file_has_own_mark:
 * @file: a file
 *
 * Returns: whether its decimals stand behind another mark than its preset has it read
 */
gboolean
tv_import_file_has_own_mark (const TvImportFile *file)
{
  return file->own_mark != '\0' && file->own_mark != file->decimal_mark;
}

static char *
dup_own_order (const TvImportFile *file, const char *preset)
{
  static const char *const orders[]
      = { N_ ("year, month, day"), N_ ("day, month, year"), N_ ("month, day, year") };

  if (!tv_import_file_has_own_order (file))
    return NULL;
  /* Translators: name of a preset, two orders of day, month and year */
  return g_strdup_printf (_ ("The preset “%s” has days read as “%s”, but those of this file "
                             "are written as “%s”: rows would be rejected, or read wrongly."),
                          preset,
                          _ (orders[file->date_order]),
                          _ (orders[file->own_order]));
}

static char *
dup_own_mark (const TvImportFile *file, const char *preset)
{
  if (!tv_import_file_has_own_mark (file))
    return NULL;
  /* Translators: name of a preset, two marks: a comma, a point */
  return g_strdup_printf (_ ("The preset “%s” has decimals read behind “%c”, but those of "
                             "this file stand behind “%c”: rows would be rejected, or read "
                             "wrongly."),
                          preset,
                          file->decimal_mark,
                          file->own_mark);
}

/**
 * tv_import_file_dup_own_note:
 * @file: a file
 *
 * What was said by hand of an earlier file holds, but not without a word where this one is written
 * otherwise.
 *
 * Returns: (transfer full) (nullable): a translated sentence or two; %NULL where the preset fits
 */
char *
tv_import_file_dup_own_note (const TvImportFile *file)
{
  const char *preset = file->preset_name != NULL ? file->preset_name : "";
  g_autofree char *days = dup_own_order (file, preset);
  g_autofree char *numbers = dup_own_mark (file, preset);

  if (days != NULL && numbers != NULL)
    return g_strdup_printf ("%s %s", days, numbers);
  return days != NULL ? g_steal_pointer (&days) : g_steal_pointer (&numbers);
}

static gboolean
share_cell (const TvImportFile *file, TvColumn a, TvColumn b)
{
  int index = tv_import_file_get_index (file, a);

  return index >= 0 && index == tv_import_file_get_index (file, b);
}

static gboolean
is_key_by_name (const TvImportFile *file)
{
  guint index = (guint) tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);

  return tv_import_match_score (file, index, TV_COLUMN_PRODUCT_KEY)
         > tv_import_match_score (file, index, TV_COLUMN_PRODUCT_LABEL);
}

/* Shops and mailing tools know people by addresses, tills by codes. */
static gboolean
has_address_codes (const TvImportFile *file)
{
  int code = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);

  return code >= 0 && tv_cells_fit (file, code, tv_cell_is_email, SHARE_OF_FIT);
}

static void
note_keys (const TvImportFile *file, GStrvBuilder *notes)
{
  if (file->kind == TV_KIND_PRODUCTS)
    {
      if (!share_cell (file, TV_COLUMN_PRODUCT_KEY, TV_COLUMN_PRODUCT_LABEL))
        return;
      add (notes,
           is_key_by_name (file)
               ? _ ("Products are called by their keys, for there are no labels.")
               : _ ("Products are told apart by their labels, for there are no keys."));
      return;
    }
  if (file->kind == TV_KIND_CONTACTS)
    {
      if (has_address_codes (file))
        add (notes,
             _ ("What is said of an address counts for every customer who has it, whatever the "
                "code."));
    }
  else if (file->kind == TV_KIND_SALES_LINES && has_address_codes (file))
    add (notes,
         _ ("What an address bought counts for the one customer who has it, whatever the code."));
  else if (share_cell (file, TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_EMAIL))
    add (notes, _ ("Customers are told apart by their e-mail addresses, for there are no codes."));
  else if (share_cell (file, TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_LAST_NAME))
    add (notes,
         _ ("Customers are told apart by their names, for there are no codes: two of one name "
            "count as one."));
  else if (share_cell (file, TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_PHONE))
    add (notes, _ ("Customers are told apart by their phone numbers, for there are no codes."));
  if (share_cell (file, TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_FAMILY))
    add (notes, _ ("Products are known by their family alone."));
}

/* Codes that a program took for numbers. */
static void
note_codes (const TvImportFile *file, GStrvBuilder *notes)
{
  for (guint h = 0; file->transforms != NULL && h < file->transforms->len; h++)
    {
      const TvColumnTransform *transform = g_ptr_array_index (file->transforms, h);
      g_autofree char *note = NULL;

      if (transform == NULL || g_strcmp0 (transform->suffix, TV_FLOAT_CODE_SUFFIX) != 0)
        continue;
      /* Translators: name of a column; what is taken off, .0 */
      note = g_strdup_printf (_ ("“%s” is written as decimal numbers: “%s” at the end is taken "
                                 "off."),
                              file->header[h],
                              transform->suffix);
      add (notes, note);
    }
}

static gboolean
has_dash_of_nought (const TvImportFile *file, guint header_index)
{
  g_auto (TvEmptyRule) rule = { 0 };
  gboolean is_there = FALSE;

  tv_empty_rule_init (&rule, file, header_index);
  for (guint i = 0; !is_there && i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, (int) header_index);

      is_there = tv_empty_rule_is_zero (&rule, cell, strlen (cell));
    }
  return is_there;
}

/* Dashes as spreadsheets show nought. */
static void
note_dashes (const TvImportFile *file, GStrvBuilder *notes)
{
  for (guint h = 0; file->header[h] != NULL; h++)
    if (has_dash_of_nought (file, h))
      {
        /* Translators: %s is the name of a column of amounts */
        g_autofree char *note
            = g_strdup_printf (_ ("A dash in “%s” is read as 0."), file->header[h]);

        add (notes, note);
      }
}

static void
note_orders (const TvImportFile *file, GStrvBuilder *notes)
{
  g_autofree char *name = file->join != NULL ? g_path_get_basename (file->join->path) : NULL;
  g_autofree char *note = NULL;

  if (name == NULL)
    return;
  /* Translators: name of a file, name of a column */
  note = g_strdup_printf (_ ("What is said of an order comes from “%s”, by “%s”."),
                          name,
                          file->header[file->join->key]);
  add (notes, note);
}

/* Whether the amounts that count are those with tax, as there are no others. */
static gboolean
has_gross_amounts (const TvImportFile *file)
{
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);

  if (share_cell (file, TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC))
    return TRUE;
  return tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) < 0 && price >= 0
         && tv_header_words_have (tv_header_words_read (file->header[price]), "V");
}

static void
note_lines (const TvImportFile *file, GStrvBuilder *notes)
{
  g_autofree char *discount = tv_discount_dup_note (file);

  if (tv_import_file_get_index (file, TV_COLUMN_DOC_REF) < 0)
    add (notes,
         _ ("No column holds the document: what a customer buys on one day counts as one order."));
  if (tv_import_file_get_index (file, TV_COLUMN_QTY) < 0)
    add (notes, _ ("No column holds the quantity: each line counts as one piece."));
  if (tv_import_file_takes_prices (file))
    add (notes, _ ("Amounts are quantity times the price in the catalogue."));
  if (has_gross_amounts (file))
    add (notes, _ ("Amounts include tax, for no column holds them without."));
  if (discount != NULL)
    add (notes, discount);
}

/* The words of the first rows by which orders are left out. */
static char *
dup_states (const TvImportFile *file, int header_index)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < tv_cells_count_rows (file) && words->len < MOST_STATES; i++)
    {
      const char *cell = tv_cells_get (file, i, header_index);

      if (g_utf8_validate (cell, -1, NULL) && tv_order_status_read (cell) == TV_ORDER_STATUS_NONE
          && !g_ptr_array_find_with_equal_func (words, cell, g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer) cell);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
note_states (const TvImportFile *file, GStrvBuilder *notes)
{
  int status = tv_import_file_get_index (file, TV_COLUMN_ORDER_STATUS);
  int flag = tv_import_file_get_index (file, TV_COLUMN_IS_CANCELLED);
  g_autofree char *words = status >= 0 ? dup_states (file, status) : NULL;
  g_autofree char *note = NULL;

  if (status < 0 && flag < 0)
    return;
  if (words != NULL && *words != '\0')
    /* Translators: name of a column, list of words that stand in it */
    note = g_strdup_printf (_ ("Orders that came to nothing are left out, by “%s”: %s."),
                            file->header[status],
                            words);
  else
    /* Translators: name of a column */
    note = g_strdup_printf (_ ("Orders that came to nothing, such as cancelled ones, are left out, "
                               "by “%s”."),
                            file->header[status >= 0 ? status : flag]);
  add (notes, note);
}

static gboolean
is_code (const char *cell)
{
  return strlen (cell) == 3 && g_ascii_isupper (cell[0]) && g_ascii_isupper (cell[1])
         && g_ascii_isupper (cell[2]);
}

static gboolean
is_amount (TvColumn column)
{
  return column == TV_COLUMN_AMOUNT_HT || column == TV_COLUMN_AMOUNT_TTC
         || column == TV_COLUMN_UNIT_PRICE || column == TV_COLUMN_PRICE || column == TV_COLUMN_COST;
}

static void
add_currency (GPtrArray *codes, const char *code)
{
  if (code != NULL && codes->len < MOST_CURRENCIES
      && !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (code));
}

/* The currencies beside the amounts of a row, and in a column of currencies. */
static void
look_at_row (const TvImportFile *file,
             char **cells,
             const gboolean *names_currency,
             GPtrArray *codes)
{
  guint count, length = g_strv_length (cells);
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (is_amount (columns[i]) && file->columns[i] >= 0 && (guint) file->columns[i] < length)
      add_currency (codes, tv_currency_find (cells[file->columns[i]]));
  for (guint h = 0; h < length && file->header[h] != NULL; h++)
    if (names_currency[h] && is_code (cells[h]))
      add_currency (codes, cells[h]);
}

static void
note_currencies (const TvImportFile *file, GStrvBuilder *notes)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree gboolean *names_currency = g_new0 (gboolean, g_strv_length (file->header) + 1);
  g_autofree char *list = NULL;
  g_autofree char *note = NULL;

  for (guint h = 0; file->header[h] != NULL; h++)
    names_currency[h] = tv_header_words_have (tv_header_words_read (file->header[h]), "$");
  for (guint i = 0; file->preview != NULL && i < file->preview->len; i++)
    look_at_row (file, g_ptr_array_index (file->preview, i), names_currency, codes);
  if (codes->len < 2)
    return;
  g_ptr_array_add (codes, NULL);
  list = g_strjoinv (", ", (char **) codes->pdata);
  /* Translators: %s is a list of currencies */
  note = g_strdup_printf (_ ("The amounts are in several currencies (%s), and are added up as if "
                             "they were in one: convert them before the import."),
                          list);
  add (notes, note);
}

/* Rows that come back as they were rejected for their keys, and what to do to have them taken. */
static void
note_repeated (const TvImportFile *file, GStrvBuilder *notes)
{
  gboolean is_there = FALSE;

  for (guint i = 0; tv_mended_has_header (file) && i < tv_cells_count_rows (file); i++)
    is_there |= g_str_equal (tv_cells_get (file, i, TV_MENDED_CODE), TV_REJECT_DUPLICATE_KEY);
  if (is_there)
    add (notes,
         _ ("Rows that were rejected for a key that stands already are rejected again while it "
            "stands: give them another key, or empty their cell of reject_code to have them take "
            "its place."));
}

/**
 * tv_import_file_list_notes:
 * @file: a file with its mapping; its first rows are looked at where they are there
 *
 * Says what somebody ought to know before the file is taken in: what tells customers and products
 * apart where they have no codes, what is assumed where a column is not there, and whether the
 * first rows have several currencies.
 *
 * Returns: (transfer full): sentences, translated; empty where there is nothing to say
 */
char **
tv_import_file_list_notes (const TvImportFile *file)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  g_autofree char *consent = NULL;
  g_autofree char *items = tv_import_file_dup_items_note (file);
  g_autofree char *own = tv_import_file_dup_own_note (file);

  if (items != NULL)
    add (notes, items);
  if (file->kind == TV_KIND_UNKNOWN)
    return g_strv_builder_end (notes);
  if (own != NULL)
    add (notes, own);
  note_repeated (file, notes);
  note_keys (file, notes);
  note_codes (file, notes);
  consent = tv_consent_dup_note (file);
  if (consent != NULL)
    add (notes, consent);
  if (tv_import_kind_has_lines (file->kind))
    {
      note_orders (file, notes);
      note_dashes (file, notes);
      note_lines (file, notes);
      note_states (file, notes);
    }
  if (file->kind == TV_KIND_PRODUCTS || tv_import_kind_has_lines (file->kind))
    note_currencies (file, notes);
  return g_strv_builder_end (notes);
}
