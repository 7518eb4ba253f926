/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policies that judge runs: the newest version of each, by name. Reads the table policy and
 * writes nothing. */
#include "govern/tv-policy.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"

static TvPolicyRow *
policy_row_new (TvStatement *statement)
{
  TvPolicyRow *row = g_new0 (TvPolicyRow, 1);

  row->id = tv_statement_get_int64 (statement, 0);
  row->name = tv_statement_dup_text (statement, 1);
  row->version = tv_statement_get_int64 (statement, 2);
  row->minimum_score = tv_statement_get_double (statement, 3);
  row->maximum_score = tv_statement_get_double (statement, 4);
  row->minimum_coverage = tv_statement_get_double (statement, 5);
  row->is_approval_required = tv_statement_get_int64 (statement, 6) != 0;
  row->family_extra_count = tv_statement_get_int64 (statement, 7);
  row->recent_purchase_days = tv_statement_get_int64 (statement, 8);
  return row;
}

/**
 * tv_policy_list:
 * @job: a reader's or writer's job
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvPolicyRow) (nullable): the newest version of each
 * policy, by age
 */
GPtrArray *
tv_policy_list (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_policy_row_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_POLICIES, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (rows, policy_row_new (statement));
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * tv_policy_find:
 * @job: a reader's or writer's job
 * @name: (nullable): the policy's name; NULL stands for "standard"
 * @error: return location for an error; NOT_FOUND names the policies that there are
 *
 * Returns: (transfer full) (nullable): the newest version of the policy
 */
TvPolicyRow *
tv_policy_find (TvJob *job, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rows = tv_policy_list (job, error);
  g_autoptr (GString) known = g_string_new (NULL);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      TvPolicyRow *row = g_ptr_array_index (rows, i);

      if (g_ascii_strcasecmp (row->name, name != NULL ? name : "standard") == 0)
        return g_ptr_array_steal_index (rows, i);
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", row->name);
    }
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_NOT_FOUND,
               _ ("Could not use the policy “%s”: the workspace has only %s."),
               name,
               known->str);
  return NULL;
}
