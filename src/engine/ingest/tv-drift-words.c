/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finding keeps names and forms as the workspace does; a person reads the title of a column, an
 * order of dates as it looks, and the name of a character that cannot be seen. */
#include "ingest/tv-drift-words.h"

#include <glib/gi18n-lib.h>

static const char *
get_title (TvImportKind kind, const char *name)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (kind, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (columns[i].name, name))
      return columns[i].title;
  return name;
}

static const char *
get_form (const char *form)
{
  static const struct
  {
    const char *form, *words;
  } forms[] = {
    { "YMD", N_ ("YYYY-MM-DD") },
    { "DMY", N_ ("DD/MM/YYYY") },
    { "MDY", N_ ("MM/DD/YYYY") },
    { "\t", N_ ("Tab") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].form, form))
      return _ (forms[i].words);
  return form;
}

static const char *
get_value (TvImportKind kind, TvDriftKind drift, const char *value)
{
  if (*value == '\0')
    return "–";
  if (drift == TV_DRIFT_COLUMN_MAPPED)
    return get_title (kind, value);
  return drift == TV_DRIFT_FORMAT ? get_form (value) : value;
}

/**
 * tv_drift_words_make:
 * @kind: the kind of the file
 * @finding: its kind, subject, before and after
 * @sentence: (transfer none): what happened, translated
 *
 * Says what happened to what, with the values before and now where there are any. A subject that is
 * a header cell stays as it stands in the file.
 *
 * Returns: (transfer full): a translated line
 */
char *
tv_drift_words_make (TvImportKind kind, const TvDriftFinding *finding, const char *sentence)
{
  const char *subject
      = finding->kind == TV_DRIFT_TOTAL ? get_title (kind, finding->subject) : finding->subject;
  g_autofree char *line
      = *subject != '\0' ? g_strdup_printf (_ ("%s: %s"), subject, sentence) : g_strdup (sentence);

  if (*finding->before == '\0' && *finding->after == '\0')
    return g_steal_pointer (&line);
  return g_strdup_printf (_ ("%s (before: %s, now: %s)"),
                          line,
                          get_value (kind, finding->kind, finding->before),
                          get_value (kind, finding->kind, finding->after));
}
