/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs, their counts and the policies as rows: freeing, and what a run was asked for. They are
 * filled by the views of the pipeline and by the gate. */
#include "rows/tv-run-row.h"

#include <math.h>

#include "rows/tv-detail.h"
#include "rows/tv-presets.h"

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

/**
 * tv_policy_row_copy:
 * @row: a policy
 *
 * Returns: (transfer full): a copy
 */
TvPolicyRow *
tv_policy_row_copy (const TvPolicyRow *row)
{
  TvPolicyRow *copy = g_memdup2 (row, sizeof *row);

  copy->name = g_strdup (row->name);
  return copy;
}

/**
 * tv_run_row_get_weights:
 * @row: a run
 * @weights: (out caller-allocates) (array fixed-size=4): what its parts weigh, in per cent
 *
 * Reads the weights that the run stores.
 */
void
tv_run_row_get_weights (const TvRunRow *row, guint8 weights[TV_N_PARTS])
{
  static const char *const names[TV_N_PARTS]
      = { "weight_affinity", "weight_popularity", "weight_profit", "weight_base" };

  for (guint i = 0; i < TV_N_PARTS; i++)
    weights[i]
        = (guint8) lround (CLAMP (tv_detail_get_double (row->settings, names[i], 0), 0, 1) * 100);
}

/**
 * tv_run_row_get_options:
 * @row: a run
 * @out_options: (out): what it was calculated with
 *
 * Reads from the settings that the run stores what to calculate to get it again. A run of an
 * earlier version, which named no choices, has the first of each. The texts are the row's own or
 * static.
 */
void
tv_run_row_get_options (const TvRunRow *row, TvRunOptions *out_options)
{
  g_autofree char *preset = tv_detail_dup_text (row->settings, "preset");
  g_autofree char *ranker = tv_detail_dup_text (row->settings, "ranker");
  int found = tv_ranker_from_code (ranker);
  int weights = MAX (tv_preset_from_code (preset), 0);
  g_autofree char *thresholds = tv_detail_dup_text (row->settings, "thresholds");
  guint8 calibration = (guint8) lround (
      CLAMP (tv_detail_get_double (row->settings, "calibration", 0), 0, 1) * 100);

  *out_options = (TvRunOptions){
    .as_of_day = row->as_of_day,
    .top_n = row->top_n,
    .policy = row->policy,
    .policy_version = row->policy_version,
    .preset = tv_preset_get_code ((TvPreset) weights),
    .ranker = tv_ranker_get_code (found >= 0 ? (TvRanker) found : TV_RANKER_FAMILY),
    .family_cap = (guint) tv_detail_get_int64 (row->settings, "family_cap", 1),
    .calibration = calibration > 0 ? calibration : TV_CALIBRATION_NONE,
    .thresholds = tv_thresholds_get_code (MAX (tv_thresholds_from_code (thresholds), 0)),
  };
  if (weights == TV_PRESET_CUSTOM)
    tv_run_row_get_weights (row, out_options->weights);
}
