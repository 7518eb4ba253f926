/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says which lines were passed by, and which were read in another way than the others. Blank ones
 * alone are not worth a word. */
#include "rows/tv-import-passed.h"

#include <glib/gi18n-lib.h>

#include "base/tv-number.h"

static const struct
{
  const char *code;
  const char *title;
} kinds[TV_N_PASSED] = {
  /* Translators: lines of a file, as in “5 lines passed by: titles and notes, rules” */
  [TV_PASSED_TITLES] = { "titles", N_ ("titles and notes") },
  /* Translators: lines of a file, as in “5 lines passed by: repeated headers” */
  [TV_PASSED_HEADERS] = { "headers", N_ ("repeated headers") },
  /* Translators: drawn lines of a file, as in “5 lines passed by: rules” */
  [TV_PASSED_RULES] = { "rules", N_ ("rules") },
  /* Translators: lines of a file, as in “5 lines passed by: comments” */
  [TV_PASSED_COMMENTS] = { "comments", N_ ("comments") },
  /* Translators: lines of a file, as in “5 lines passed by: rules, blank lines” */
  [TV_PASSED_BLANK] = { "blank", N_ ("blank lines") },
};

/**
 * tv_passed_kind_get_code:
 * @kind: what lines are
 *
 * Returns: its name in JSON, static
 */
const char *
tv_passed_kind_get_code (TvPassedKind kind)
{
  g_return_val_if_fail ((guint) kind < TV_N_PASSED, "");
  return kinds[kind].code;
}

/**
 * tv_passed_lines_count:
 * @lines: (inout): counts
 * @kind: what a line is
 *
 * Counts a line.
 */
void
tv_passed_lines_count (TvPassedLines *lines, TvPassedKind kind)
{
  lines->has_some = TRUE;
  lines->counts[kind]++;
}

/**
 * tv_passed_lines_add:
 * @lines: (inout): counts
 * @more: (nullable): counts to be added, %NULL = none
 *
 * Adds counts up.
 */
void
tv_passed_lines_add (TvPassedLines *lines, const TvPassedLines *more)
{
  if (more == NULL)
    return;
  lines->has_some |= more->has_some;
  for (int i = 0; i < TV_N_PASSED; i++)
    lines->counts[i] += more->counts[i];
  lines->recut_count += more->recut_count;
}

/**
 * tv_passed_lines_get_total:
 * @lines: counts
 *
 * Returns: how many lines they are
 */
gint64
tv_passed_lines_get_total (const TvPassedLines *lines)
{
  gint64 total = 0;

  for (int i = 0; i < TV_N_PASSED; i++)
    total += lines->counts[i];
  return total;
}

static char *
dup_passed (const TvPassedLines *lines)
{
  gint64 total = tv_passed_lines_get_total (lines);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *count = tv_count_to_display (total);

  for (int i = 0; i < TV_N_PASSED; i++)
    if (lines->counts[i] > 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _ (kinds[i].title));
  /* Translators: a number; what the lines are: “titles and notes, rules” */
  return g_strdup_printf (
      ngettext ("%s line passed by: %s", "%s lines passed by: %s", (gulong) total),
      count,
      names->str);
}

static char *
dup_recut (const TvPassedLines *lines)
{
  g_autofree char *count = tv_count_to_display (lines->recut_count);

  /* Translators: a number of lines of a file, the header among them */
  return g_strdup_printf (ngettext ("%s line with another delimiter or other quotes than the rest",
                                    "%s lines with another delimiter or other quotes than the rest",
                                    (gulong) lines->recut_count),
                          count);
}

/**
 * tv_passed_lines_dup_text:
 * @lines: counts
 *
 * Says how many lines were passed by, and what they are, and how many were read in another way than
 * the others.
 *
 * Returns: (transfer full) (nullable): a translated phrase; %NULL where there are none but blank
 * ones
 */
char *
tv_passed_lines_dup_text (const TvPassedLines *lines)
{
  gboolean has_passed = tv_passed_lines_get_total (lines) > lines->counts[TV_PASSED_BLANK];
  g_autofree char *passed = has_passed ? dup_passed (lines) : NULL;
  g_autofree char *recut = lines->recut_count > 0 ? dup_recut (lines) : NULL;

  if (passed != NULL && recut != NULL)
    return g_strdup_printf ("%s · %s", passed, recut);
  return passed != NULL ? g_steal_pointer (&passed) : g_steal_pointer (&recut);
}
