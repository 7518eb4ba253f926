/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups rejects by file, code and column, so that a thousand rows with one cause are one line. */
#include "pages/import/tva-import-problems.h"

static void
problem_free (gpointer data)
{
  TvaImportProblem *problem = data;

  g_ptr_array_unref (problem->rejects);
  g_free (problem);
}

static gint64
count_rows (const TvImportResult *result, const TvaImportProblem *problem)
{
  for (guint i = 0; i < result->reject_kinds->len; i++)
    {
      const TvRejectKind *kind = g_ptr_array_index (result->reject_kinds, i);

      if (g_str_equal (kind->code, problem->code)
          && g_str_equal (kind->column_name, problem->column))
        return kind->count;
    }
  return problem->rejects->len;
}

static TvaImportProblem *
find_problem (GPtrArray *problems, guint file, const TvRejectRow *reject)
{
  const char *column = reject->column_name != NULL ? reject->column_name : "";
  TvaImportProblem *problem;

  for (guint i = 0; i < problems->len; i++)
    {
      problem = g_ptr_array_index (problems, i);
      if (problem->file == file && g_str_equal (problem->code, reject->code)
          && g_str_equal (problem->column, column))
        return problem;
    }
  problem = g_new0 (TvaImportProblem, 1);
  problem->file = file;
  problem->code = reject->code;
  problem->message = reject->message;
  problem->column = column;
  problem->rejects = g_ptr_array_new ();
  g_ptr_array_add (problems, problem);
  return problem;
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const TvaImportProblem *one = *(TvaImportProblem *const *) a;
  const TvaImportProblem *other = *(TvaImportProblem *const *) b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return one->file < other->file ? -1 : one->file > other->file;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  guint one = (*(GPtrArray *const *) a)->len, other = (*(GPtrArray *const *) b)->len;

  return one < other ? 1 : -(one > other);
}

/**
 * tva_import_problem_group:
 * @problem: a problem
 *
 * Finds the rows that have the same text in their cell, which may be mended at once.
 *
 * Returns: (transfer full) (element-type GPtrArray): per text that several rows have, these rows;
 * the text that most have comes first
 */
GPtrArray *
tva_import_problem_group (const TvaImportProblem *problem)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) by_text = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < problem->rejects->len; i++)
    {
      TvRejectRow *reject = g_ptr_array_index (problem->rejects, i);
      char *text = reject->value != NULL ? reject->value : (char *) "";
      GPtrArray *group = g_hash_table_lookup (by_text, text);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_text, text, group);
        }
      g_ptr_array_add (group, reject);
    }
  for (guint i = groups->len; i > 0; i--)
    if (((GPtrArray *) g_ptr_array_index (groups, i - 1))->len < 2)
      g_ptr_array_remove_index (groups, i - 1);
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/**
 * tva_import_problems_new:
 * @results: (element-type TvImportResult): what files came to
 *
 * Groups the rejects that the results list.
 *
 * Returns: (transfer full) (element-type TvaImportProblem): the problems, the most frequent first
 */
GPtrArray *
tva_import_problems_new (GPtrArray *results)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (problem_free);

  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      for (guint k = 0; result->rejects != NULL && k < result->rejects->len; k++)
        {
          TvRejectRow *reject = g_ptr_array_index (result->rejects, k);

          g_ptr_array_add (find_problem (problems, i, reject)->rejects, reject);
        }
    }
  for (guint i = 0; i < problems->len; i++)
    {
      TvaImportProblem *problem = g_ptr_array_index (problems, i);

      problem->count = count_rows (g_ptr_array_index (results, problem->file), problem);
    }
  g_ptr_array_sort (problems, compare_problems);
  return problems;
}
