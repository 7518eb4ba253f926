/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language says in which order its readers type day, month and year; that form is what an entry
 * shows and takes, beside year-month-day. Where a language says nothing, 3/4 is not guessed at. */
#include "widgets/tva-typed-day.h"

#include <glib/gi18n.h>

#define MARK_PLACE 2 /* in "%d/%m/%Y" */

/**
 * tva_typed_day_get_form:
 *
 * Returns: (transfer none): how readers of this language type a day, for g_date_time_format()
 */
const char *
tva_typed_day_get_form (void)
{
  /* Translators: a day as people type it, in digits, for g_date_time_format (): %d/%m/%Y or
   * %m/%d/%Y with the mark between the parts that is usual; as it is here where no order is */
  return C_ ("a day that is typed", "%Y-%m-%d");
}

/* What stands elsewhere as text, such as 9 Dec 2011: taken where it cannot mean another day. */
static gboolean
parse_shown (const char *text, TvDay *out_day)
{
  for (int order = TV_DATE_ORDER_DMY; order <= TV_DATE_ORDER_MDY; order++)
    {
      g_autofree char *shown = NULL;

      if (!tv_day_parse (text, -1, (TvDateOrder) order, out_day))
        continue;
      shown = tv_day_to_display (*out_day);
      if (g_str_equal (shown, text))
        return TRUE;
    }
  return FALSE;
}

/**
 * tva_typed_day_parse:
 * @text: what somebody typed
 * @form: from tva_typed_day_get_form()
 * @out_day: (out): the day, only where there is one
 *
 * Reads year-month-day in any language, the order of @form between its marks, and what
 * tv_day_to_display() prints.
 *
 * Returns: whether the text is such a day
 */
gboolean
tva_typed_day_parse (const char *text, const char *form, TvDay *out_day)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gboolean has_order = !g_str_has_prefix (form, "%Y");
  TvDay day;

  if (tv_day_parse_iso (stripped, &day)
      || (has_order && strchr (stripped, form[MARK_PLACE]) != NULL
          && tv_day_parse (stripped,
                           -1,
                           g_str_has_prefix (form, "%d") ? TV_DATE_ORDER_DMY : TV_DATE_ORDER_MDY,
                           &day))
      || parse_shown (stripped, &day))
    {
      *out_day = day;
      return TRUE;
    }
  return FALSE;
}
