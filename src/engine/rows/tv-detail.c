/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single members of a ledger event's detail. It finds the first member of a name, whatever its
 * depth; the writers put the members that are read back before anything nested, and use each such
 * name once. */
#include "rows/tv-detail.h"

#include <string.h>

static const char *
find_value (const char *detail, const char *name)
{
  g_autofree char *mark = g_strdup_printf ("\"%s\":", name);
  const char *found = detail != NULL ? strstr (detail, mark) : NULL;

  return found != NULL ? found + strlen (mark) : NULL;
}

/**
 * tv_detail_dup_text:
 * @detail: (nullable): the detail of a ledger event
 * @name: a member that holds plain text without escapes, such as a digest or an id
 *
 * Returns: (transfer full): the text, "" where there is none
 */
char *
tv_detail_dup_text (const char *detail, const char *name)
{
  const char *value = find_value (detail, name);

  if (value == NULL || value[0] != '"')
    return g_strdup ("");
  return g_strndup (value + 1, strcspn (value + 1, "\""));
}

/**
 * tv_detail_get_int64:
 * @detail: (nullable): the detail of a ledger event
 * @name: a member that holds a whole number
 * @fallback: what to answer where there is none
 *
 * Returns: the number
 */
gint64
tv_detail_get_int64 (const char *detail, const char *name, gint64 fallback)
{
  const char *value = find_value (detail, name);

  if (value == NULL || !(g_ascii_isdigit (value[0]) || value[0] == '-'))
    return fallback;
  return g_ascii_strtoll (value, NULL, 10);
}

/**
 * tv_detail_get_double:
 * @detail: (nullable): the detail of a ledger event, or a run's settings
 * @name: a member that holds a number
 * @fallback: what to answer where there is none
 *
 * Returns: the number
 */
double
tv_detail_get_double (const char *detail, const char *name, double fallback)
{
  const char *value = find_value (detail, name);
  char *end = NULL;
  double number = value != NULL ? g_ascii_strtod (value, &end) : fallback;

  return end != value ? number : fallback;
}
