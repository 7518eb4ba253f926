/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A total that has the delivery or the tax in it is no amount of what was sold. The rows tell: what
 * quantity times price leaves of the total is what stands in the columns of delivery and taxes, in
 * each of them. */
#include <stdlib.h>
#include <string.h>

#include "base/tv-number.h"
#include "base/tv-text.h"
#include "rows/tv-discount.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define LARGEST_SET 8   /* columns of what is added */
#define MOST_ADDED 3    /* of them that a total is made of */
#define LEAST_SEVERAL 2 /* rows that sell more than one piece */
#define BY_SUM .9       /* how sure a match by such sums is */
#define CENT 100000     /* a quantity in thousandths times a price in ten-thousandths */
#define ROUNDING (CENT / 2 + CENT / 10)

typedef struct
{
  const TvImportFile *file;
  guint rows;
  gint64 *rest; /* what is to be explained in each row, in the unit of %CENT */
  int added[LARGEST_SET];
  gboolean is_tax[LARGEST_SET];
  guint added_count;
} Search;

static gboolean
parse (const char *cell, int scale, gint64 *out_value)
{
  return (tv_number_parse (cell, -1, '.', scale, out_value)
          || tv_number_parse (cell, -1, ',', scale, out_value))
         && ABS (*out_value) <= G_MAXINT32;
}

/* Of an added column, where nothing is nought. */
static gboolean
parse_added (const char *cell, gint64 *out_value)
{
  *out_value = 0;
  return *cell == '\0' || parse (cell, 2, out_value);
}

/* Whether one of the words of a header speaks of something, whatever the others are. */
static gboolean
has_word_of (const char *header, const char *notion)
{
  g_autofree char *folded = tv_text_fold (header);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean is_so = FALSE;

  for (guint i = 0; words[i] != NULL && !is_so; i++)
    is_so = tv_header_words_have (tv_header_words_read (words[i]), notion);
  return is_so;
}

static void
find_added (Search *search, const gboolean *is_taken)
{
  for (int h = 0; search->file->header[h] != NULL && search->added_count < LARGEST_SET; h++)
    {
      gboolean is_tax = has_word_of (search->file->header[h], "t");
      gint64 value;
      gboolean is_number = !is_taken[h] && (is_tax || has_word_of (search->file->header[h], "s"));

      for (guint i = 0; is_number && i < search->rows; i++)
        is_number = parse_added (tv_cells_get (search->file, i, h), &value);
      if (!is_number)
        continue;
      search->is_tax[search->added_count] = is_tax;
      search->added[search->added_count++] = h;
    }
}

/* What a total has beside quantity times price, or beside an amount where @qty is -1. FALSE where
 * it has nothing more in any row, or less in one. */
static gboolean
take_rest (Search *search, int total, int qty, int price)
{
  gboolean has_more = FALSE;

  for (guint i = 0; i < search->rows; i++)
    {
      gint64 whole, one, count = 1000;

      if (!parse (tv_cells_get (search->file, i, total), 2, &whole)
          || !parse (tv_cells_get (search->file, i, price), 4, &one)
          || (qty >= 0 && !parse (tv_cells_get (search->file, i, qty), 3, &count)))
        return FALSE;
      search->rest[i] = whole * CENT - count * one;
      if (search->rest[i] < -ROUNDING)
        return FALSE;
      has_more |= search->rest[i] > ROUNDING;
    }
  return has_more;
}

/* Whether a set of columns, a bit each, comes to the rest in each row. */
static gboolean
explains (const Search *search, guint set)
{
  for (guint i = 0; i < search->rows; i++)
    {
      gint64 sum = 0, value;

      for (guint k = 0; k < search->added_count; k++)
        if ((set >> k & 1)
            && parse_added (tv_cells_get (search->file, i, search->added[k]), &value))
          sum += value * CENT;
      if (ABS (search->rest[i] - sum) > ROUNDING)
        return FALSE;
    }
  return TRUE;
}

/* The set that explains the rest, 0 = none. */
static guint
explain (const Search *search)
{
  for (guint set = 1; set < 1u << search->added_count; set++)
    if (__builtin_popcount (set) <= MOST_ADDED && explains (search, set))
      return set;
  return 0;
}

static gboolean
is_all_tax (const Search *search, guint set)
{
  for (guint k = 0; k < search->added_count; k++)
    if ((set >> k & 1) && !search->is_tax[k])
      return FALSE;
  return TRUE;
}

/* Takes a total away from the lines' amounts; with taxes alone in it, it is the one with tax. */
static void
replace (const Search *search, TvImportFile *file, int total, guint set, gboolean *is_taken)
{
  gboolean is_gross = is_all_tax (search, set) && tv_cells_is_open (file, TV_COLUMN_AMOUNT_TTC);

  tv_cells_set_column (file, TV_COLUMN_AMOUNT_HT, -1, 0);
  if (is_gross)
    tv_cells_set_column (file, TV_COLUMN_AMOUNT_TTC, total, BY_SUM);
  else if (tv_import_file_get_index (file, TV_COLUMN_AMOUNT_TTC) == total)
    tv_cells_set_column (file, TV_COLUMN_AMOUNT_TTC, -1, 0);
  is_taken[total] = is_gross;
}

/* A price or an amount that the total is explained with; %FALSE where it is not. */
static gboolean
try_column (Search *search, TvImportFile *file, int total, int column, gboolean *is_taken)
{
  int qty = tv_import_file_get_index (file, TV_COLUMN_QTY);
  const struct
  {
    int qty;
    TvColumn column;
  } ways[] = { { qty, TV_COLUMN_UNIT_PRICE }, { -1, TV_COLUMN_AMOUNT_HT } };

  for (gsize i = qty >= 0 ? 0 : 1; i < G_N_ELEMENTS (ways); i++)
    {
      guint set = take_rest (search, total, ways[i].qty, column) ? explain (search) : 0;

      if (set == 0)
        continue;
      replace (search, file, total, set, is_taken);
      tv_cells_set_column (file, ways[i].column, column, BY_SUM);
      is_taken[column] = TRUE;
      return TRUE;
    }
  return FALSE;
}

/* How a discount beside quantity and price may be meant. */
typedef enum
{
  OFF_MONEY,
  OFF_PERCENT,
  OFF_SHARE,
  N_OFFS,
} Off;

/* The columns that a line is worked out from, and the decimal mark of all of them. */
typedef struct
{
  int qty, price, discount;
  Off form;
  char mark;
} Line;

static gboolean
parse_marked (const char *cell, char mark, int scale, gint64 *out_value)
{
  return tv_number_parse (cell, -1, mark, scale, out_value) && ABS (*out_value) <= G_MAXINT32;
}

/* What a line comes to without tax, in the unit of %CENT; %FALSE where a cell says none. */
static gboolean
get_line (const TvImportFile *file, guint row, const Line *line, gint64 *out_line)
{
  const char *discount = tv_cells_get (file, row, line->discount);
  g_autofree char *bare = g_strndup (discount, tv_discount_strip (discount, strlen (discount)));
  gint64 count, one, off = 0;

  if (!parse_marked (tv_cells_get (file, row, line->qty), line->mark, 3, &count)
      || !parse_marked (tv_cells_get (file, row, line->price), line->mark, 4, &one)
      || (*bare != '\0' && !parse_marked (bare, line->mark, 4, &off)))
    return FALSE;
  *out_line = count * one;
  if (line->form == OFF_MONEY)
    *out_line -= (count < 0 ? -ABS (off) : ABS (off)) * (CENT / 100);
  else
    *out_line -= *out_line / 10000 * ABS (off) / (line->form == OFF_PERCENT ? 100 : 1);
  return TRUE;
}

/* Whether a column is quantity times price, less the discount, in each of the first rows. */
static gboolean
is_line_sum (const TvImportFile *file, int column, const Line *line)
{
  guint several = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      gint64 whole, sum, count;

      if (!get_line (file, i, line, &whole)
          || !parse_marked (tv_cells_get (file, i, column), line->mark, 2, &sum)
          || ABS (whole - sum * CENT) > 2 * ROUNDING)
        return FALSE;
      several += parse_marked (tv_cells_get (file, i, line->qty), line->mark, 3, &count)
                 && ABS (count) > 1000;
    }
  return several >= LEAST_SEVERAL;
}

static gboolean
is_any_line_sum (const TvImportFile *file, int column, Line line)
{
  for (guint way = 0; way < 2 * N_OFFS; way++)
    {
      line.form = (Off) (way / 2);
      line.mark = way % 2 == 0 ? '.' : ',';
      if (is_line_sum (file, column, &line))
        return TRUE;
    }
  return FALSE;
}

/* The price of one piece, be it called a rate; -1 = there is none. */
static int
find_price (const TvImportFile *file)
{
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);

  for (int h = 0; price < 0 && file->header[h] != NULL; h++)
    if (has_word_of (file->header[h], "r") && !has_word_of (file->header[h], "t")
        && !has_word_of (file->header[h], "f"))
      price = h;
  return price;
}

/* What is taken off, whether it was matched or not; -1 = nothing is. */
static int
find_discount (const TvImportFile *file)
{
  int discount = tv_import_file_get_index (file, TV_COLUMN_DISCOUNT);

  for (int h = 0; discount < 0 && file->header[h] != NULL; h++)
    if (has_word_of (file->header[h], "f"))
      discount = h;
  return discount;
}

/* Beside quantity and price, the amount is what these come to, whatever it is called: “Subtotal”
 * beside a “Total” that has the tax in it. */
static void
find_line_sum (TvImportFile *file, gboolean *is_taken)
{
  int amount = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT);
  const Line line = { tv_import_file_get_index (file, TV_COLUMN_QTY),
                      find_price (file),
                      find_discount (file),
                      OFF_MONEY,
                      '.' };

  if (line.qty < 0 || line.price < 0 || file->split != NULL
      || has_word_of (file->header[line.price], "V")
      || (amount >= 0 && is_any_line_sum (file, amount, line)))
    return;
  for (int h = 0; file->header[h] != NULL; h++)
    {
      if (is_taken[h] || h == line.price || has_word_of (file->header[h], "V")
          || has_word_of (file->header[h], "O") || !is_any_line_sum (file, h, line))
        continue;
      tv_cells_set_column (file, TV_COLUMN_AMOUNT_HT, h, BY_SUM);
      is_taken[h] = TRUE;
      if (amount < 0)
        return;
      if (tv_cells_is_open (file, TV_COLUMN_AMOUNT_TTC))
        tv_cells_set_column (file, TV_COLUMN_AMOUNT_TTC, amount, BY_SUM);
      is_taken[amount] = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_TTC) == amount;
      return;
    }
}

/**
 * tv_import_sums_complete:
 * @file: (inout): a file of sales with the mapping that its header proposes, and its first rows
 * @is_taken: (inout): which header cells are used
 *
 * Finds the amount that quantity times price comes to, and the price or the amount that is in a
 * total beside delivery and taxes, and takes it instead.
 */
void
tv_import_sums_complete (TvImportFile *file, gboolean *is_taken)
{
  int total = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT);
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);
  g_autofree gint64 *rest = NULL;
  Search search = { .file = file, .rows = tv_cells_count_rows (file) };

  find_line_sum (file, is_taken);
  total = tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT);
  if (total < 0 || search.rows == 0 || file->split != NULL)
    return;
  find_added (&search, is_taken);
  if (search.added_count == 0)
    return;
  rest = search.rest = g_new (gint64, search.rows);
  if (price >= 0)
    {
      try_column (&search, file, total, price, is_taken);
      return;
    }
  for (int h = 0; file->header[h] != NULL; h++)
    if (!is_taken[h] && !has_word_of (file->header[h], "s") && !has_word_of (file->header[h], "t")
        && try_column (&search, file, total, h, is_taken))
      return;
}
