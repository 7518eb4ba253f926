/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What-if questions about a run. Another minimum score is answered from the verdicts that stand in
 * the workspace and made true by judging again; other weights are answered by calculating the whole
 * run on the base that is kept warm, with the function of a run, and made true by a run. */
#include "pipeline/tv-engine-what-if.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "govern/tv-gate-again.h"
#include "govern/tv-gate.h"
#include "govern/tv-policy.h"
#include "govern/tv-review-list.h"
#include "pipeline/tv-stages.h"
#include "pipeline/tv-view-run.h"
#include "pipeline/tv-warm.h"
#include "quality/tv-quality.h"

/* The policy that judges a run. */
static TvPolicyRow *
find_policy (TvJob *job, gint64 *run_id, GError **error)
{
  g_autoptr (TvRunRow) run = tv_view_run (job, *run_id, error);

  if (run == NULL)
    return NULL;
  *run_id = run->id;
  return tv_policy_find (job, run->policy, run->policy_version, error);
}

/**
 * tv_engine_load_what_if:
 * @engine: the engine
 * @run_id: a run, 0 = the latest
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; NOT_FOUND where there is no such run
 *
 * Sums up the items of a run, so that tv_what_if_count() answers at once. The sums are those of
 * this moment: a later decision is not in them.
 *
 * Returns: (transfer full) (nullable): the sums
 */
TvWhatIf *
tv_engine_load_what_if (TvEngine *engine, gint64 run_id, TvProgress *progress, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvPolicyRow) policy = NULL;
  g_autoptr (TvWhatIf) what_if = NULL;

  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  policy = find_policy (&read.job, &run_id, error);
  if (policy == NULL)
    return NULL;
  what_if = tv_what_if_new (policy);
  return tv_gate_read_what_if (&read.job, run_id, what_if, error) ? g_steal_pointer (&what_if)
                                                                  : NULL;
}

static TvWhatIf *
sum_up (const TvWarm *warm, const TvRunItems *run)
{
  TvWhatIf *what_if = tv_what_if_new (warm->policy);
  guint run_issues = tv_gate_check_run (run, warm->policy);
  guint first = 0;

  for (guint i = 0; i < run->items->len; i++)
    {
      const TvRunItem *item = &g_array_index (run->items, TvRunItem, i);

      if (item->customer != g_array_index (run->items, TvRunItem, first).customer)
        first = i;
      tv_what_if_add (
          what_if,
          item->customer,
          item->scenario,
          item->score,
          run_issues | tv_gate_check_item (warm->frame, warm->facts, run, warm->policy, first, i),
          -1);
    }
  tv_what_if_finish (what_if);
  return what_if;
}

/**
 * tv_engine_preview_run:
 * @engine: the engine
 * @options: (nullable): what to calculate with; NULL = all defaults
 * @progress: (nullable): progress and cancel
 * @error: return location for an error, as of tv_engine_run()
 *
 * Calculates a run and stores nothing. The counts at the policy's minimum score are those that
 * tv_engine_run() gives with the same options while the sources stay as they are; the choice of the
 * items looks at the minimum too, so another minimum wants another preview.
 *
 * Returns: (transfer full) (nullable): the sums of its items
 */
TvWhatIf *
tv_engine_preview_run (TvEngine *engine,
                       const TvRunOptions *options,
                       TvProgress *progress,
                       GError **error)
{
  guint thread_count = options != NULL && options->thread_count > 0 ? options->thread_count
                                                                    : g_get_num_processors ();
  g_autoptr (TvWarm) warm = tv_engine_ref_warm (engine, options, progress, error);
  g_autoptr (TvRunItems) items = NULL;

  if (warm == NULL)
    return NULL;
  tv_stages_begin (progress, tv_stages_of_run, "recommend", .3, 1);
  items = tv_recommender_run (warm->recommender, thread_count, progress, error);
  return items != NULL ? sum_up (warm, items) : NULL;
}

typedef struct
{
  gint64 run_id;
  double minimum_score;
} Again;

static gboolean
judge_again_cb (TvJob *job, gpointer data, GError **error)
{
  Again *again = data;
  g_autoptr (TvPolicyRow) policy = find_policy (job, &again->run_id, error);
  double before, pass_rate;

  if (policy == NULL)
    return FALSE;
  before = policy->minimum_score;
  if (!tv_policy_set_minimum (job, policy, again->minimum_score, error))
    return FALSE;
  if (policy->minimum_score == before)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_REFUSED,
                   _ ("Nothing was changed: the run is judged with a minimum score of %g already."),
                   before);
      return FALSE;
    }
  return tv_policy_ensure (job, policy, error)
         && tv_gate_judge_again (job, again->run_id, policy, &pass_rate, error)
         && tv_recommend_set_policy (job, again->run_id, policy->id, error)
         && tv_quality_set_pass_rate (job, again->run_id, pass_rate, error);
}

/**
 * tv_engine_judge_run:
 * @engine: the engine
 * @run_id: a run, 0 = the latest
 * @minimum_score: 0 to the maximum score of the run's policy
 * @progress: (nullable): progress and cancel
 * @error: return location for an error: INVALID_INPUT, NOT_FOUND, REFUSED where it is judged so
 * already, READ_ONLY, BUSY
 *
 * Judges a run again. The policy in force that says the same judges from then on, else a new
 * version of "custom"; the ledger gets one event with the digest of all verdicts. What people
 * decided stays, and the items stay the same.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_judge_run (TvEngine *engine,
                     gint64 run_id,
                     double minimum_score,
                     TvProgress *progress,
                     GError **error)
{
  Again again = { run_id, minimum_score };

  return tv_engine_write (engine,
                          judge_again_cb,
                          &again,
                          TV_CHANGED_RUNS | TV_CHANGED_DECISIONS,
                          progress,
                          error);
}
