/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some programs write a discount as a share of the price, some in per cent, some as money off the
 * line. The header and the first rows tell which; nobody takes a discount off an amount that is
 * there already. */
#include "rows/tv-discount.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-number.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"

#define SCALE 4
#define ONE 10000     /* at that scale */
#define LEAST_LINES 2 /* of orders that go on, without a discount */

/**
 * tv_discount_strip:
 * @text: (array length=length): a cell
 * @length: its bytes
 *
 * Returns: its length without a per cent sign behind it and blanks before that
 */
gsize
tv_discount_strip (const char *text, gsize length)
{
  if (length == 0 || text[length - 1] != '%')
    return length;
  length--;
  while (length > 0 && (text[length - 1] == ' ' || (guchar) text[length - 1] >= 0x80))
    length--;
  return length;
}

static gboolean
parse (const char *cell, gint64 *out_value)
{
  gssize length = (gssize) tv_discount_strip (cell, strlen (cell));

  return tv_number_parse (cell, length, '.', SCALE, out_value)
         || tv_number_parse (cell, length, ',', SCALE, out_value);
}

/**
 * tv_discount_looks_right:
 * @cell: a cell
 *
 * Returns: whether it can be a discount
 */
gboolean
tv_discount_looks_right (const char *cell)
{
  gint64 value;

  return parse (cell, &value);
}

/**
 * tv_discount_find_form:
 * @file: a file of sales; its first rows are looked at
 *
 * Returns: how its column of discounts is written
 */
TvDiscountForm
tv_discount_find_form (const TvImportFile *file)
{
  int index = tv_import_file_get_index (file, TV_COLUMN_DISCOUNT);
  gboolean is_rate = index >= 0
                     && (strchr (file->header[index], '%') != NULL
                         || tv_header_words_have (tv_header_words_read (file->header[index]), "r"));
  gboolean has_share = FALSE, has_more = FALSE;

  for (guint i = 0; index >= 0 && i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, index);
      gint64 value;

      if (*cell == '\0' || !parse (cell, &value))
        continue;
      if (strchr (cell, '%') != NULL)
        return TV_DISCOUNT_PERCENT;
      has_share |= value != 0 && ABS (value) < ONE;
      has_more |= ABS (value) > ONE;
    }
  if (has_share && !has_more)
    return TV_DISCOUNT_SHARE;
  if (is_rate)
    return TV_DISCOUNT_PERCENT;
  return has_more ? TV_DISCOUNT_AMOUNT : TV_DISCOUNT_BY_VALUE;
}

/**
 * tv_discount_is_used:
 * @file: a file with a kind
 *
 * Returns: whether discounts are taken off: it has them and unit prices, and no amounts
 */
gboolean
tv_discount_is_used (const TvImportFile *file)
{
  return tv_import_kind_has_lines (file->kind)
         && tv_import_file_get_index (file, TV_COLUMN_DISCOUNT) >= 0
         && tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) >= 0
         && tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) < 0;
}

/**
 * tv_discount_is_of_orders:
 * @file: a file of sales; its first rows are looked at
 * @header_index: a column of discounts
 *
 * Returns: whether they are the whole order's: written in its first line, and in none that goes on
 */
gboolean
tv_discount_is_of_orders (const TvImportFile *file, int header_index)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  guint going_on = 0;

  for (guint i = 1; doc >= 0 && i < tv_cells_count_rows (file); i++)
    {
      if (*tv_cells_get (file, i, doc) == '\0'
          || !g_str_equal (tv_cells_get (file, i, doc), tv_cells_get (file, i - 1, doc)))
        continue;
      if (*tv_cells_get (file, i, header_index) != '\0')
        return FALSE;
      going_on++;
    }
  return going_on >= LEAST_LINES && tv_cells_get_fill (file, header_index) > 0;
}

static guint
count_discounts (const TvImportFile *file, int header_index)
{
  guint count = 0;
  gint64 value;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    count += parse (tv_cells_get (file, i, header_index), &value) && value != 0;
  return count;
}

/* A discount that stands in the first line of an order alone is of the order, and nobody can tell
 * how much of it each line has. */
static char *
dup_orders_note (const TvImportFile *file)
{
  gboolean has_prices = tv_import_kind_has_lines (file->kind)
                        && tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) >= 0
                        && tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT) < 0;

  for (int h = 0; has_prices && file->header[h] != NULL; h++)
    {
      guint count = tv_header_words_have (tv_header_words_read (file->header[h]), "f")
                            && tv_discount_is_of_orders (file, h)
                        ? count_discounts (file, h)
                        : 0;

      if (count > 0)
        /* Translators: name of a column, a number */
        return g_strdup_printf (ngettext ("“%s” stands in the first line of an order alone and is "
                                          "not taken off: %u of the first rows has one.",
                                          "“%s” stands in the first line of an order alone and is "
                                          "not taken off: %u of the first rows have one.",
                                          count),
                                file->header[h],
                                count);
    }
  return NULL;
}

/**
 * tv_discount_dup_note:
 * @file: a file with a kind
 *
 * Returns: (transfer full) (nullable): a translated sentence that says what is taken off, or that
 * the discounts of whole orders are not; %NULL where there are none
 */
char *
tv_discount_dup_note (const TvImportFile *file)
{
  const char *header;

  if (!tv_discount_is_used (file))
    return dup_orders_note (file);
  header = file->header[tv_import_file_get_index (file, TV_COLUMN_DISCOUNT)];
  switch (tv_discount_find_form (file))
    {
    case TV_DISCOUNT_SHARE:
      /* Translators: name of a column */
      return g_strdup_printf (
          _ ("Amounts are quantity times unit price, less “%s” as a share of it "
             "(0.15 is 15%%)."),
          header);
    case TV_DISCOUNT_PERCENT:
      /* Translators: name of a column */
      return g_strdup_printf (_ ("Amounts are quantity times unit price, less “%s” in per cent."),
                              header);
    case TV_DISCOUNT_AMOUNT:
    case TV_DISCOUNT_BY_VALUE:
    default:
      /* Translators: name of a column */
      return g_strdup_printf (_ ("Amounts are quantity times unit price, less “%s” per line."),
                              header);
    }
}
