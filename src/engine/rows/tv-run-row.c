/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs, their counts and the policies as rows: freeing. They are filled by the views of the
 * pipeline and by the gate. */
#include "rows/tv-run-row.h"

/**
 * tv_run_row_free:
 * @row: (nullable) (transfer full): a run
 *
 * Frees the run.
 */
void
tv_run_row_free (TvRunRow *row)
{
  if (row == NULL)
    return;
  g_free (row->policy);
  g_free (row->settings);
  g_free (row->digest);
  g_free (row);
}

/**
 * tv_run_count_free:
 * @count: (nullable) (transfer full): a count
 *
 * Frees the count.
 */
void
tv_run_count_free (TvRunCount *count)
{
  if (count == NULL)
    return;
  g_free (count->label);
  g_free (count);
}

/**
 * tv_policy_row_free:
 * @row: (nullable) (transfer full): a policy
 *
 * Frees the policy.
 */
void
tv_policy_row_free (TvPolicyRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row);
}
