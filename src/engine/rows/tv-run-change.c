/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences between two runs: codes, titles, sentences, and which members of the two settings
 * differ. */
#include "rows/tv-run-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-number.h"

typedef struct
{
  const char *code;
  const char *title; /* marked for translation */
} Entry;

static const Entry differences[TV_N_DIFFERENCES] = {
  [TV_DIFFERENCE_SAME] = { "SAME", N_ ("No difference") },
  [TV_DIFFERENCE_SCORES] = { "SCORES", N_ ("Other scores") },
  [TV_DIFFERENCE_ORDER] = { "ORDER", N_ ("Another order") },
  [TV_DIFFERENCE_PRODUCTS] = { "PRODUCTS", N_ ("Other products") },
  [TV_DIFFERENCE_GAINED] = { "GAINED", N_ ("Something instead of nothing") },
  [TV_DIFFERENCE_LOST] = { "LOST", N_ ("Nothing any more") },
};

static const Entry causes[TV_N_CAUSES] = {
  [TV_CAUSE_NONE] = { "NONE", N_ ("The figures moved") },
  [TV_CAUSE_OPTED_OUT] = { "OPTED_OUT", N_ ("Opted out") },
  [TV_CAUSE_BOUNCED] = { "BOUNCED", N_ ("Address bounced") },
  [TV_CAUSE_SILENT] = { "SILENT", N_ ("Contacted within the silence window") },
  [TV_CAUSE_NO_ORDER] = { "NO_ORDER", N_ ("No order yet") },
  [TV_CAUSE_NO_CANDIDATE] = { "NO_CANDIDATE", N_ ("No product passed the filters") },
  [TV_CAUSE_UNKNOWN_CUSTOMER] = { "UNKNOWN_CUSTOMER", N_ ("Not among the customers of one run") },
  [TV_CAUSE_AFFINITY] = { "AFFINITY", N_ ("Fits the customer better") },
  [TV_CAUSE_POPULARITY] = { "POPULARITY", N_ ("Sells better") },
  [TV_CAUSE_PROFIT] = { "PROFIT", N_ ("Earns more") },
  [TV_CAUSE_BASE] = { "BASE", N_ ("Comes from a scenario that counts more") },
  [TV_CAUSE_RANKER] = { "RANKER", N_ ("Fit is measured in another way") },
  [TV_CAUSE_NOT_OFFERED]
  = { "NOT_OFFERED", N_ ("The former product is filtered out, or its figures fell") },
};

/**
 * tv_setting_change_free:
 * @change: (transfer full): a setting that differs
 *
 * Frees it.
 */
void
tv_setting_change_free (TvSettingChange *change)
{
  g_free (change->name);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/**
 * tv_run_comparison_free:
 * @comparison: (transfer full) (nullable): a comparison
 *
 * Frees it.
 */
void
tv_run_comparison_free (TvRunComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_clear_pointer (&comparison->changes, g_array_unref);
  g_clear_pointer (&comparison->settings, g_ptr_array_unref);
  g_free (comparison);
}

/**
 * tv_run_change_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees it.
 */
void
tv_run_change_row_free (TvRunChangeRow *row)
{
  if (row == NULL)
    return;
  g_free (row->customer_code);
  g_free (row->customer_name);
  g_free (row->before_label);
  g_free (row->after_label);
  g_free (row->sentence);
  g_free (row);
}

/**
 * tv_difference_get_code:
 * @difference: a difference
 *
 * Returns: its code, static
 */
const char *
tv_difference_get_code (TvDifference difference)
{
  g_return_val_if_fail ((guint) difference < TV_N_DIFFERENCES, "");
  return differences[difference].code;
}

/**
 * tv_difference_get_title:
 * @difference: a difference
 *
 * Returns: its translated title, static
 */
const char *
tv_difference_get_title (TvDifference difference)
{
  g_return_val_if_fail ((guint) difference < TV_N_DIFFERENCES, "");
  return _ (differences[difference].title);
}

/**
 * tv_difference_from_code:
 * @code: (nullable): a code, case ignored
 *
 * Returns: the difference, -1 for anything else
 */
int
tv_difference_from_code (const char *code)
{
  for (int i = 0; code != NULL && i < TV_N_DIFFERENCES; i++)
    if (g_ascii_strcasecmp (differences[i].code, code) == 0)
      return i;
  return -1;
}

/**
 * tv_cause_get_code:
 * @cause: a cause
 *
 * Returns: its code, static
 */
const char *
tv_cause_get_code (TvCause cause)
{
  g_return_val_if_fail ((guint) cause < TV_N_CAUSES, "");
  return causes[cause].code;
}

/**
 * tv_cause_get_title:
 * @cause: a cause
 *
 * Returns: its translated title, static
 */
const char *
tv_cause_get_title (TvCause cause)
{
  g_return_val_if_fail ((guint) cause < TV_N_CAUSES, "");
  return _ (causes[cause].title);
}

/**
 * tv_run_change_row_to_sentence:
 * @row: a row with everything but its sentence
 *
 * Says why the customer gets something else.
 *
 * Returns: (transfer full): a sentence
 */
char *
tv_run_change_row_to_sentence (const TvRunChangeRow *row)
{
  g_autofree char *before = tv_number_to_display (row->before_score, 2);
  g_autofree char *after = tv_number_to_display (row->after_score, 2);

  switch (row->difference)
    {
    case TV_DIFFERENCE_GAINED:
      /* Translators: what kept the customer out, such as “Opted out” */
      return g_strdup_printf (_ ("Before: %s."), tv_cause_get_title (row->cause));
    case TV_DIFFERENCE_LOST:
      /* Translators: what keeps the customer out, such as “Opted out” */
      return g_strdup_printf (_ ("Now: %s."), tv_cause_get_title (row->cause));
    case TV_DIFFERENCE_PRODUCTS:
      /* Translators: a cause such as “Earns more”, two scores */
      return g_strdup_printf (_ ("%s: %s instead of %s."),
                              tv_cause_get_title (row->cause),
                              after,
                              before);
    case TV_DIFFERENCE_ORDER:
    case TV_DIFFERENCE_SCORES:
    case TV_DIFFERENCE_SAME:
    case TV_N_DIFFERENCES:
    default:
      /* Translators: two scores of the first product */
      return g_strdup_printf (_ ("The first product has %s instead of %s."), after, before);
    }
}

/* The members of a flat JSON object of our own making, "name":value, by name; plain texts lose
 * their quotes. */
static GHashTable *
parse_settings (const char *json)
{
  GHashTable *members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *at = json != NULL ? strchr (json, '"') : NULL;

  while (at != NULL)
    {
      const char *end = strchr (at + 1, '"');
      const char *value;
      gsize length;

      if (end == NULL || end[1] != ':')
        break;
      value = end + 2;
      length = strcspn (value, ",}");
      g_hash_table_insert (members,
                           g_strndup (at + 1, (gsize) (end - at - 1)),
                           value[0] == '"' && length >= 2 ? g_strndup (value + 1, length - 2)
                                                          : g_strndup (value, length));
      at = value[length] == ',' ? strchr (value + length, '"') : NULL;
    }
  return members;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TvSettingChange *const *) a)->name, (*(TvSettingChange *const *) b)->name);
}

static void
add_changes (GPtrArray *found, GHashTable *before, GHashTable *after, gboolean is_reverse)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *other = g_hash_table_lookup (after, name);
      TvSettingChange *change;

      /* What both have was looked at on the first way. */
      if (is_reverse ? other != NULL : g_strcmp0 (other, value) == 0)
        continue;
      change = g_new0 (TvSettingChange, 1);
      change->name = g_strdup (name);
      change->before = g_strdup (is_reverse ? "" : value);
      change->after = g_strdup (is_reverse ? value : other != NULL ? other : "");
      g_ptr_array_add (found, change);
    }
}

/**
 * tv_setting_changes_find:
 * @before: (nullable): settings of a run, JSON
 * @after: (nullable): those of another
 *
 * Finds what differs.
 *
 * Returns: (transfer full) (element-type TvSettingChange): by name
 */
GPtrArray *
tv_setting_changes_find (const char *before, const char *after)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_setting_change_free);
  g_autoptr (GHashTable) first = parse_settings (before);
  g_autoptr (GHashTable) second = parse_settings (after);

  add_changes (found, first, second, FALSE);
  add_changes (found, second, first, TRUE);
  g_ptr_array_sort (found, compare_names);
  return found;
}
