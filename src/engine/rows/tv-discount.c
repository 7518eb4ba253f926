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
#define ONE 10000 /* at that scale */

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
 * tv_discount_dup_note:
 * @file: a file with a kind
 *
 * Returns: (transfer full) (nullable): a translated sentence that says what is taken off, %NULL
 * where nothing is
 */
char *
tv_discount_dup_note (const TvImportFile *file)
{
  const char *header;

  if (!tv_discount_is_used (file))
    return NULL;
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
