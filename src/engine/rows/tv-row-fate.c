/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A count and its word make a phrase of their own, as in French the word follows the count; where
 * several stand in one line, whoever shows them joins them. */
#include "rows/tv-row-fate.h"

#include <glib/gi18n-lib.h>

#include "base/tv-number.h"

/**
 * tv_row_fate_dup_count:
 * @fate: what became of rows
 * @count: how many, 0 or more
 *
 * Returns: (transfer full): the count with its word, such as "3 accepted"
 */
char *
tv_row_fate_dup_count (TvRowFate fate, gint64 count)
{
  g_autofree char *figure = tv_count_to_display (count);
  gulong n = (gulong) count;

  switch (fate)
    {
    case TV_ROW_ACCEPTED:
      /* Translators: rows of a file */
      return g_strdup_printf (ngettext ("%s accepted", "%s accepted", n), figure);
    case TV_ROW_REJECTED:
      /* Translators: rows of a file */
      return g_strdup_printf (ngettext ("%s rejected", "%s rejected", n), figure);
    case TV_ROW_LEFT_OUT:
      /* Translators: rows of a file that are left out, as their orders were cancelled */
      return g_strdup_printf (ngettext ("%s not a sale", "%s not sales", n), figure);
    case TV_ROW_TOTALS:
      /* Translators: totals below the rows of a file */
      return g_strdup_printf (
          ngettext ("%s row of totals passed over", "%s rows of totals passed over", n),
          figure);
    case TV_ROW_DROPPED:
      /* Translators: rows of a file that a person leaves out */
      return g_strdup_printf (ngettext ("%s left out by hand", "%s left out by hand", n), figure);
    case TV_ROW_SETTLED:
      /* Translators: rows of a file that were rejected and came back in another one, which may
       * have rejected them again */
      return g_strdup_printf (
          ngettext ("%s taken up in another file", "%s taken up in another file", n),
          figure);
    case TV_ROW_WAITING:
      /* Translators: rows of a file, for their customer or product */
      return g_strdup_printf (ngettext ("%s waiting", "%s waiting", n), figure);
    case TV_ROW_WAITING_FOR:
    case TV_N_ROW_FATES:
    default:
      /* Translators: rows of a file */
      return g_strdup_printf (ngettext ("%s waiting for its customer or product",
                                        "%s waiting for their customer or product",
                                        n),
                              figure);
    }
}

/**
 * tv_row_fate_dup_counts:
 * @counts: how many rows, by what became of them
 * @separator: what stands between two counts
 *
 * Returns: (transfer full): the counts with their words, those of accepted and rejected rows always
 */
char *
tv_row_fate_dup_counts (const gint64 counts[TV_N_ROW_FATES], const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (TvRowFate fate = 0; fate < TV_N_ROW_FATES; fate++)
    {
      g_autofree char *count = tv_row_fate_dup_count (fate, counts[fate]);

      if (counts[fate] > 0 || fate <= TV_ROW_REJECTED)
        g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", count);
    }
  return g_strdup (text->str);
}
