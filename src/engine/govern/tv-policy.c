/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policies that judge runs: by name, the newest version or the one that judged. A minimum that
 * a person tries becomes a version of the policy "custom" when it is used. Reads and writes the
 * table policy. */
#include "govern/tv-policy.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

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

static GPtrArray *
list (TvJob *job, TvSql sql, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_policy_row_free);
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (rows, policy_row_new (statement));
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
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
  return list (job, TV_SQL_GOVERN_LIST_POLICIES, error);
}

/**
 * tv_policy_list_versions:
 * @job: a reader's or writer's job
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvPolicyRow) (nullable): all versions of all
 * policies, by age
 */
GPtrArray *
tv_policy_list_versions (TvJob *job, GError **error)
{
  return list (job, TV_SQL_GOVERN_LIST_POLICY_VERSIONS, error);
}

static TvPolicyRow *
find_version (TvJob *job, const char *name, gint64 version, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_FIND_POLICY, error);
  TvPolicyRow *row = NULL;
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_text (statement, 1, name);
  tv_statement_bind_int64 (statement, 2, version);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    row = policy_row_new (statement);
  else if (step == TV_STEP_DONE)
    g_set_error (
        error,
        TV_ERROR,
        TV_ERROR_NOT_FOUND,
        _ ("Could not use the policy “%s”: the workspace has no version %" PRId64 " of it."),
        name,
        version);
  tv_statement_reset (statement);
  return row;
}

/**
 * tv_policy_find:
 * @job: a reader's or writer's job
 * @name: (nullable): the policy's name; NULL stands for "standard"
 * @version: which version, 0 = the newest
 * @error: return location for an error; NOT_FOUND names the policies that there are
 *
 * Returns: (transfer full) (nullable): the policy
 */
TvPolicyRow *
tv_policy_find (TvJob *job, const char *name, gint64 version, GError **error)
{
  g_autoptr (GPtrArray) rows = version > 0 ? NULL : tv_policy_list (job, error);
  g_autoptr (GString) known = g_string_new (NULL);

  if (version > 0)
    return find_version (job, name != NULL ? name : "standard", version, error);
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

static gboolean
is_same (const TvPolicyRow *a, const TvPolicyRow *b)
{
  return lround (a->minimum_score * 100) == lround (b->minimum_score * 100)
         && lround (a->maximum_score * 100) == lround (b->maximum_score * 100)
         && a->minimum_coverage == b->minimum_coverage
         && a->is_approval_required == b->is_approval_required
         && a->family_extra_count == b->family_extra_count
         && a->recent_purchase_days == b->recent_purchase_days;
}

/* Names a policy after the one in force that says the same; where there is none its id is 0. */
static gboolean
find_same (TvJob *job, TvPolicyRow *policy, GError **error)
{
  g_autoptr (GPtrArray) rows = tv_policy_list (job, error);

  if (rows == NULL)
    return FALSE;
  policy->id = 0;
  for (guint i = 0; i < rows->len && policy->id == 0; i++)
    {
      const TvPolicyRow *row = g_ptr_array_index (rows, i);

      if (!is_same (row, policy))
        continue;
      policy->id = row->id;
      policy->version = row->version;
      g_free (policy->name);
      policy->name = g_strdup (row->name);
    }
  return TRUE;
}

/**
 * tv_policy_set_minimum:
 * @job: a reader's or writer's job
 * @policy: (inout): a policy
 * @minimum: the minimum score, 0 to the policy's maximum
 * @error: return location for an error; INVALID_INPUT for a score that no policy can ask for
 *
 * Gives a policy another minimum score. It becomes the policy in force that says the same, or one
 * that is written nowhere yet and has the id 0: tv_policy_ensure() writes it when it judges.
 *
 * Returns: FALSE on an error
 */
gboolean
tv_policy_set_minimum (TvJob *job, TvPolicyRow *policy, double minimum, GError **error)
{
  if (!(minimum >= 0 && minimum <= policy->maximum_score))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not use a minimum score of %g: it has to be from 0 to %g."),
                   minimum,
                   policy->maximum_score);
      return FALSE;
    }
  if (lround (minimum * 100) == lround (policy->minimum_score * 100))
    return TRUE;
  policy->minimum_score = (double) lround (minimum * 100) / 100;
  return find_same (job, policy, error);
}

/**
 * tv_policy_ensure:
 * @job: the writer's job
 * @policy: (inout): a policy; gets name, version and id where it had none
 * @error: return location for an error
 *
 * Makes sure that a policy is one of the workspace: one that was only tried becomes the next
 * version of the policy "custom". Versions never change.
 *
 * Returns: FALSE on an error
 */
gboolean
tv_policy_ensure (TvJob *job, TvPolicyRow *policy, GError **error)
{
  if (policy->id == 0 && !find_same (job, policy, error))
    return FALSE;
  if (policy->id > 0)
    return TRUE;
  g_free (policy->name);
  policy->name = g_strdup (TV_POLICY_CUSTOM);
  if (!tv_connection_get_int64 (job->db,
                                TV_SQL_GOVERN_GET_NEXT_VERSION,
                                &policy->version,
                                error,
                                "t",
                                policy->name)
      || !tv_connection_execute (job->db,
                                 TV_SQL_GOVERN_INSERT_POLICY,
                                 error,
                                 "tidddiii",
                                 policy->name,
                                 policy->version,
                                 policy->minimum_score,
                                 policy->maximum_score,
                                 policy->minimum_coverage,
                                 (gint64) policy->is_approval_required,
                                 (gint64) policy->family_extra_count,
                                 (gint64) policy->recent_purchase_days))
    return FALSE;
  policy->id = tv_connection_get_last_rowid (job->db);
  return TRUE;
}
