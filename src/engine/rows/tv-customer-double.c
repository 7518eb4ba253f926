/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks for and against customers being one person, in words. */
#include "rows/tv-customer-double.h"

#include <glib/gi18n-lib.h>

#define VERY_LIKELY 160 /* tenths of a bit */
#define LIKELY 125

/**
 * tv_customer_side_free:
 * @side: (transfer full) (nullable): a customer of a comparison
 *
 * Frees it.
 */
void
tv_customer_side_free (TvCustomerSide *side)
{
  if (side == NULL)
    return;
  g_free (side->customer_code);
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    g_free (side->values[i]);
  g_strfreev (side->linked_codes);
  g_free (side);
}

/**
 * tv_customer_double_get_grade:
 * @group: customers who may be one
 *
 * Returns: how likely it is
 */
TvDoubleGrade
tv_customer_double_get_grade (const TvCustomerDouble *group)
{
  return group->score >= VERY_LIKELY ? TV_DOUBLE_VERY_LIKELY
         : group->score >= LIKELY    ? TV_DOUBLE_LIKELY
                                     : TV_DOUBLE_PERHAPS;
}

/**
 * tv_double_grade_get_title:
 * @grade: a grade
 *
 * Returns: (transfer none): it in words, translated
 */
const char *
tv_double_grade_get_title (TvDoubleGrade grade)
{
  switch (grade)
    {
    case TV_DOUBLE_VERY_LIKELY:
      return _ ("Very likely the same person");
    case TV_DOUBLE_LIKELY:
      return _ ("Likely the same person");
    default:
      return _ ("Perhaps the same person");
    }
}

/* The parts of one kind with commas; NULL where there are none. */
static char *
list_parts (const TvCustomerDouble *group, TvAlike alike)
{
  static const TvCustomerField fields[TV_N_LIKENESS] = {
    [TV_LIKENESS_NAME] = TV_CUSTOMER_LAST_NAME,
    [TV_LIKENESS_FIRST_NAME] = TV_CUSTOMER_FIRST_NAME,
    [TV_LIKENESS_EMAIL] = TV_CUSTOMER_EMAIL,
    [TV_LIKENESS_PHONE] = TV_CUSTOMER_PHONE,
    [TV_LIKENESS_ADDRESS] = TV_CUSTOMER_ADDRESS,
    [TV_LIKENESS_POSTAL_CODE] = TV_CUSTOMER_POSTAL_CODE,
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (int i = 0; i < TV_N_LIKENESS; i++)
    if (group->parts[i] == alike)
      g_string_append_printf (list,
                              "%s%s",
                              list->len > 0 ? ", " : "",
                              tv_customer_field_get_title (fields[i]));
  return list->len > 0 ? g_utf8_strdown (list->str, -1) : NULL;
}

static char *
describe (const char *parts, TvAlike alike)
{
  switch (alike)
    {
    case TV_ALIKE_SAME:
      /* Translators: what two records have in common, such as “last name, postal code” */
      return g_strdup_printf (_ ("Same: %s"), parts);
    case TV_ALIKE_NEAR:
      return g_strdup_printf (_ ("Nearly the same: %s"), parts);
    default:
      return g_strdup_printf (_ ("Different: %s"), parts);
    }
}

/**
 * tv_customer_double_to_sentence:
 * @group: customers who may be one
 *
 * Returns: (transfer full): what the likeliest two have in common, and what not
 */
char *
tv_customer_double_to_sentence (const TvCustomerDouble *group)
{
  static const TvAlike order[] = { TV_ALIKE_SAME, TV_ALIKE_NEAR, TV_ALIKE_NO };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *parts = list_parts (group, order[i]);
      g_autofree char *words = parts != NULL ? describe (parts, order[i]) : NULL;

      if (words != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  return g_strdup (text->str);
}
