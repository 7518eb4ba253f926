/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first rows say of the amounts of a file of sales: whether a price is of one piece or of
 * all of a line, which amounts are the order's, and whether there is something to take off. */
#include "base/tv-number.h"
#include "rows/tv-discount.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define SHARE_OF_FIT .9 /* of the cells that have to be filled in an amount of lines */
#define LEAST_VOTES 2   /* pairs of rows that say that a price is of all pieces */
#define SURE_VOTES 5    /* pairs that say that what is called an amount is of one piece */
#define BY_VOTES .9     /* how sure a match by such pairs is */
#define BY_GROSS .8     /* how sure an amount is that stands in for one without tax */
#define ROUNDING 60     /* of a price, in ten-thousandths: a cent in two, and a little */

/* Whether an amount is the whole order's, written again in each of its lines although they differ.
 */
static gboolean
is_repeated_total (const TvImportFile *file, int header_index)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  int parts[] = { tv_import_file_get_index (file, TV_COLUMN_QTY),
                  tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) };
  guint same = 0, different_lines = 0;

  for (guint i = 1; doc >= 0 && i < tv_cells_count_rows (file); i++)
    {
      gboolean is_different = FALSE;

      if (*tv_cells_get (file, i, doc) == '\0'
          || !g_str_equal (tv_cells_get (file, i, doc), tv_cells_get (file, i - 1, doc)))
        continue;
      if (!g_str_equal (tv_cells_get (file, i, header_index),
                        tv_cells_get (file, i - 1, header_index)))
        return FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        is_different |= !g_str_equal (tv_cells_get (file, i, parts[k]),
                                      tv_cells_get (file, i - 1, parts[k]));
      same++;
      different_lines += is_different;
    }
  return same >= 3 && different_lines >= 2;
}

static void
let_go (TvImportFile *file, TvColumn column, gboolean *is_taken)
{
  is_taken[tv_import_file_get_index (file, column)] = FALSE;
  tv_cells_set_column (file, column, -1, 0);
}

/* An order's total must not be counted once a line; where a price is there, the amount comes from
 * it. */
static void
drop_totals (TvImportFile *file, gboolean *is_taken)
{
  static const TvColumn amounts[]
      = { TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC, TV_COLUMN_DISCOUNT };
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      int amount = tv_import_file_get_index (file, amounts[i]);

      if (amount < 0 || (price < 0 && amounts[i] == TV_COLUMN_AMOUNT_HT))
        continue;
      if (!is_repeated_total (file, amount)
          && !(amounts[i] == TV_COLUMN_DISCOUNT && tv_discount_is_of_orders (file, amount))
          && (amounts[i] == TV_COLUMN_DISCOUNT || tv_cells_get_fill (file, amount) >= SHARE_OF_FIT
              || tv_cells_get_fill (file, price) < SHARE_OF_FIT))
        continue;
      let_go (file, amounts[i], is_taken);
    }
}

static gboolean
parse (const char *cell, int scale, gint64 *out_value)
{
  return tv_number_parse (cell, -1, '.', scale, out_value)
         || tv_number_parse (cell, -1, ',', scale, out_value);
}

/* Whether an amount is what a fee or a discount leaves of another one, in each of the first rows.
 */
static gboolean
is_left_of (const TvImportFile *file, int amount, int whole, int part)
{
  guint count = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      gint64 values[3];
      const int columns[3] = { amount, whole, part };

      for (gsize k = 0; k < 3; k++)
        if (!parse (tv_cells_get (file, i, columns[k]), 2, &values[k]))
          return FALSE;
      if (ABS (values[1]) - ABS (values[0]) != ABS (values[2]))
        return FALSE;
      count += values[2] != 0;
    }
  return count > 0;
}

/* What a service of payments leaves of an amount is none without tax: the customer paid the whole.
 */
static void
drop_after_fees (TvImportFile *file, gboolean *is_taken)
{
  int amount = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT);
  int gross = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_TTC);

  for (guint h = 0; amount >= 0 && gross >= 0 && file->header[h] != NULL; h++)
    if (tv_header_is_fee (file->header[h]) && is_left_of (file, amount, gross, (int) h))
      {
        let_go (file, TV_COLUMN_AMOUNT_HT, is_taken);
        return;
      }
}

/* What was sold for before the discounts is no amount with tax, though tills call it gross. */
static void
drop_before_discount (TvImportFile *file, gboolean *is_taken)
{
  int amount = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT);
  int gross = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_TTC);

  for (int h = 0; amount >= 0 && gross >= 0 && file->header[h] != NULL; h++)
    if (h != amount && h != gross
        && tv_header_words_have (tv_header_words_read (file->header[h]), "f")
        && is_left_of (file, amount, gross, h))
      {
        let_go (file, TV_COLUMN_AMOUNT_TTC, is_taken);
        return;
      }
}

/* A price that is what the discount beside it leaves of another one has none to be taken off. */
static void
drop_taken_discount (TvImportFile *file, gboolean *is_taken)
{
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);
  int discount = tv_import_file_get_index (file, TV_COLUMN_DISCOUNT);

  for (int h = 0; price >= 0 && discount >= 0 && file->header[h] != NULL; h++)
    if (h != price && h != discount && is_left_of (file, price, h, discount))
      {
        let_go (file, TV_COLUMN_DISCOUNT, is_taken);
        return;
      }
}

/* ---- of one piece, or of all ---- */

typedef struct
{
  gint64 qty, price; /* thousandths, ten-thousandths */
} Sold;

typedef struct
{
  guint of_one, of_all; /* pairs of rows that say so */
} Votes;

static const char *
get_product (const TvImportFile *file, guint row)
{
  const char *key
      = tv_cells_get (file, row, tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY));

  return *key != '\0'
             ? key
             : tv_cells_get (file, row, tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL));
}

static void
compare (Votes *votes, const Sold *a, const Sold *b)
{
  gint64 tolerance = ROUNDING * (ABS (a->qty) + ABS (b->qty));

  if (a->qty == b->qty || a->price == 0 || b->price == 0)
    return;
  if (a->price == b->price)
    votes->of_one++;
  else if (ABS (a->price * b->qty - b->price * a->qty) <= tolerance)
    votes->of_all++;
}

/* A product that is sold once by one and once by three costs the same each time, or thrice as much.
 */
static Votes
count_votes (const TvImportFile *file, int header_index)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  int qty = tv_import_file_get_index (file, TV_COLUMN_QTY);
  Votes votes = { 0 };

  for (guint i = 0; qty >= 0 && i < tv_cells_count_rows (file); i++)
    {
      const char *product = get_product (file, i);
      const Sold *before = g_hash_table_lookup (first, product);
      Sold sold;

      if (*product == '\0' || !parse (tv_cells_get (file, i, qty), 3, &sold.qty)
          || !parse (tv_cells_get (file, i, header_index), 4, &sold.price)
          || ABS (sold.qty) > G_MAXINT32 || ABS (sold.price) > G_MAXINT32)
        continue;
      if (before != NULL)
        compare (&votes, before, &sold);
      else
        g_hash_table_insert (first, (gpointer) product, g_memdup2 (&sold, sizeof sold));
    }
  return votes;
}

/* The tax of an item is that of all its pieces, and so is the price of an item that stands beside
 * it. */
static gboolean
has_tax_beside (const TvImportFile *file, int price)
{
  TvHeaderWords words = tv_header_words_read (file->header[price]);

  if (!tv_header_words_have (words, "PR") || tv_header_words_have (words, "U"))
    return FALSE;
  for (guint h = 0; file->header[h] != NULL; h++)
    {
      TvHeaderWords other = tv_header_words_read (file->header[h]);

      if (tv_header_words_have (other, "Pt") && !tv_header_words_have (other, "R")
          && !tv_header_words_have (other, "U") && tv_cells_get_fill (file, (int) h) > 0)
        return TRUE;
    }
  return FALSE;
}

/* Taxes are worked out for a line: a price that comes to another column with them is of all its
 * pieces. That column, -1 = there is none. */
static int
find_with_tax (const TvImportFile *file, int price)
{
  for (int t = 0; file->header[t] != NULL; t++)
    {
      TvHeaderWords words = tv_header_words_read (file->header[t]);

      if (!tv_header_words_have (words, "t") || tv_header_words_have (words, "r"))
        continue;
      for (int h = 0; file->header[h] != NULL; h++)
        if (h != price && h != t && is_left_of (file, price, h, t))
          return h;
    }
  return -1;
}

/* A price with tax, filled in all lines, that nothing was made of. */
static int
find_gross_price (const TvImportFile *file, const gboolean *is_taken)
{
  for (guint h = 0; file->header[h] != NULL; h++)
    {
      TvHeaderWords words = tv_header_words_read (file->header[h]);
      gint64 value;

      if (!is_taken[h] && tv_header_words_have (words, "RV") && !tv_header_words_have (words, "X")
          && tv_cells_get_fill (file, (int) h) >= SHARE_OF_FIT
          && parse (tv_cells_get (file, 0, (int) h), 4, &value))
        return (int) h;
    }
  return -1;
}

/* A till that sells to people has no other amounts than those with tax. */
static void
take_gross (TvImportFile *file, gboolean *is_taken)
{
  int gross = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_TTC);
  int price;

  if (tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) >= 0
      || tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) >= 0)
    return;
  if (gross >= 0)
    {
      tv_cells_set_column (file, TV_COLUMN_AMOUNT_HT, gross, BY_GROSS);
      return;
    }
  price = find_gross_price (file, is_taken);
  if (price < 0)
    return;
  tv_cells_set_column (file, TV_COLUMN_UNIT_PRICE, price, BY_GROSS);
  is_taken[price] = TRUE;
}

static gboolean
is_called_net (const TvImportFile *file, int price)
{
  TvHeaderWords words = tv_header_words_read (file->header[price]);

  return tv_header_words_have (words, "X") && !tv_header_words_have (words, "U");
}

/* Names promise a price of one piece or an amount; the rows may say otherwise. */
static void
tell_prices (TvImportFile *file)
{
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);
  int amount = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT);
  int gross = -1;
  Votes votes;

  if ((price < 0) == (amount < 0) || tv_import_file_get_index (file, TV_COLUMN_QTY) < 0)
    return;
  votes = count_votes (file, MAX (price, amount));
  if (price >= 0 && votes.of_one == 0 && is_called_net (file, price))
    gross = find_with_tax (file, price);
  if (price >= 0
      && ((votes.of_all >= LEAST_VOTES && votes.of_one == 0)
          || (votes.of_one == 0 && (gross >= 0 || has_tax_beside (file, price)))))
    {
      tv_cells_set_column (file, TV_COLUMN_UNIT_PRICE, -1, 0);
      tv_cells_set_column (file, TV_COLUMN_AMOUNT_HT, price, BY_VOTES);
      if (gross >= 0 && tv_cells_is_open (file, TV_COLUMN_AMOUNT_TTC))
        tv_cells_set_column (file, TV_COLUMN_AMOUNT_TTC, gross, BY_VOTES);
    }
  else if (amount >= 0 && votes.of_one >= SURE_VOTES && votes.of_all == 0)
    {
      if (tv_import_file_get_index (file, TV_COLUMN_AMOUNT_TTC) == amount)
        tv_cells_set_column (file, TV_COLUMN_AMOUNT_TTC, -1, 0);
      tv_cells_set_column (file, TV_COLUMN_AMOUNT_HT, -1, 0);
      tv_cells_set_column (file, TV_COLUMN_UNIT_PRICE, amount, BY_VOTES);
    }
}

/**
 * tv_import_amounts_complete:
 * @file: (inout): a file of sales with the mapping that its header proposes, and its first rows
 * @is_taken: (inout): which header cells are used
 *
 * Takes away what is no amount of a line, was left by a fee or has the delivery in it, takes
 * amounts with tax where there are none without, tells prices of one piece from amounts, and
 * forgets a discount that nothing is to be taken off for.
 */
void
tv_import_amounts_complete (TvImportFile *file, gboolean *is_taken)
{
  drop_totals (file, is_taken);
  drop_after_fees (file, is_taken);
  drop_before_discount (file, is_taken);
  tv_import_sums_complete (file, is_taken);
  drop_taken_discount (file, is_taken);
  take_gross (file, is_taken);
  tell_prices (file);
  if (tv_import_file_get_index (file, TV_COLUMN_DISCOUNT) >= 0 && !tv_discount_is_used (file))
    let_go (file, TV_COLUMN_DISCOUNT, is_taken);
}
