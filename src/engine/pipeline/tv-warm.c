/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A base ready to be scored. Loads frame, facts and recommender from one snapshot, and keeps the
 * last one in the engine: a run, and after it the calculation for single customers, need no further
 * loading. Writes nothing. */
#include "pipeline/tv-warm.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "govern/tv-policy.h"
#include "pipeline/tv-engine-run.h"
#include "pipeline/tv-stages.h"

#define MAXIMUM_TOP_N 20

/**
 * tv_warm_ref:
 * @warm: a warm base
 *
 * Returns: (transfer full): the same
 */
TvWarm *
tv_warm_ref (TvWarm *warm)
{
  g_atomic_ref_count_inc (&warm->references);
  return warm;
}

/**
 * tv_warm_unref:
 * @warm: (transfer full): a warm base
 *
 * Frees it with its last reference.
 */
void
tv_warm_unref (TvWarm *warm)
{
  if (!g_atomic_ref_count_dec (&warm->references))
    return;
  g_clear_pointer (&warm->recommender, tv_recommender_free);
  g_clear_pointer (&warm->model, tv_model_unref);
  if (warm->parent == NULL)
    g_clear_pointer (&warm->facts, tv_facts_table_free);
  g_clear_pointer (&warm->frame, tv_frame_unref);
  g_clear_pointer (&warm->parent, tv_warm_unref);
  g_clear_pointer (&warm->policy, tv_policy_row_free);
  g_mutex_clear (&warm->lock);
  g_free (warm);
}

/* A named choice: what was asked for, else the workspace's setting, else the first; -1 where what
 * was asked for is no name. */
static int
choose (TvJob *job,
        const char *asked,
        const char *key,
        int (*from_code) (const char *code),
        int fallback)
{
  g_autofree char *kept = NULL;
  int found;

  if (asked != NULL)
    return from_code (asked);
  kept = tv_job_dup_setting (job, key);
  found = from_code (kept);
  return found >= 0 ? found : fallback;
}

static int
choose_preset (TvJob *job, const char *asked)
{
  return choose (job, asked, "run_preset", tv_preset_from_code, TV_PRESET_ORIGINAL);
}

static int
choose_thresholds (TvJob *job, const char *asked)
{
  return choose (job, asked, "run_thresholds", tv_thresholds_from_code, TV_THRESHOLDS_RETAIL);
}

static int
choose_ranker (TvJob *job, const char *asked)
{
  return choose (job, asked, "run_ranker", tv_ranker_from_code, TV_RANKER_FAMILY);
}

static guint8
choose_calibration (TvJob *job, guint8 asked)
{
  g_autofree char *kept = NULL;

  if (asked == TV_CALIBRATION_NONE)
    return 0;
  if (asked > 0)
    return MIN (asked, 100);
  kept = tv_job_dup_setting (job, "run_calibration");
  return kept != NULL ? (guint8) CLAMP (g_ascii_strtoll (kept, NULL, 10), 0, 100) : 0;
}

/**
 * tv_engine_get_run_defaults:
 * @engine: the engine
 * @out_options: (out): what a run takes where it is not told: ranker, preset and thresholds,
 * static, and how much the list keeps to the customer's mix of families
 * @error: return location for an error
 *
 * Reads the workspace's settings run_ranker, run_preset, run_thresholds and run_calibration.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_get_run_defaults (TvEngine *engine, TvRunOptions *out_options, GError **error)
{
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  *out_options = (TvRunOptions){
    .as_of_day = TV_DAY_NONE,
    .ranker = tv_ranker_get_code (choose_ranker (&read.job, NULL)),
    .preset = tv_preset_get_code (choose_preset (&read.job, NULL)),
    .thresholds = tv_thresholds_get_code (choose_thresholds (&read.job, NULL)),
    .calibration = choose_calibration (&read.job, 0),
  };
  if (out_options->calibration == 0)
    out_options->calibration = TV_CALIBRATION_NONE;
  return TRUE;
}

/* What one family may have of the list: the original formula gives it one place; rankers that know
 * the customer better may give it two of three and three of ten, where the policy lets them pass.
 */
static guint8
get_family_cap (const TvSettings *settings, const TvRunOptions *options, const TvPolicyRow *policy)
{
  guint cap = settings->top_n < 3 ? 1 : settings->top_n < 6 ? 2 : 3;

  if (options->family_cap > 0)
    return (guint8) MIN (options->family_cap, MAXIMUM_TOP_N);
  /* A calibrated list has as much of a family as the customer, where the policy lets it pass. */
  if (settings->calibration > 0)
    return (guint8) MIN (settings->top_n, policy->family_extra_count + 1);
  if (settings->ranker == TV_RANKER_FAMILY)
    return 1;
  return (guint8) MIN (cap, policy->family_extra_count + 1);
}

/**
 * tv_warm_fill_settings:
 * @settings: (out caller-allocates): the settings
 * @job: a job
 * @options: what a run is asked for
 * @policy: the policy that will judge it
 * @error: return location for an error; INVALID_INPUT names the choice that there is not
 *
 * Makes settings as the options ask for them, else as the workspace's own say.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_warm_fill_settings (TvSettings *settings,
                       TvJob *job,
                       const TvRunOptions *options,
                       const TvPolicyRow *policy,
                       GError **error)
{
  int preset = choose_preset (job, options->preset);
  int thresholds = choose_thresholds (job, options->thresholds);
  int ranker = choose_ranker (job, options->ranker);
  guint sum = 0;

  for (guint i = 0; i < TV_N_PARTS; i++)
    sum += options->weights[i];
  if (sum != 0 && sum != 100)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not calculate: the weights add up to %u, not to 100."),
                   sum);
      return FALSE;
    }
  if (preset < 0 || (preset == TV_PRESET_CUSTOM && sum == 0))
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("Could not calculate: there are no weights called “%s”."),
                 options->preset);
  else if (thresholds < 0)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("Could not calculate: there are no thresholds called “%s”."),
                 options->thresholds);
  else if (ranker < 0)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("Could not calculate: there is no ranker called “%s”."),
                 options->ranker);
  if (preset < 0 || (preset == TV_PRESET_CUSTOM && sum == 0) || thresholds < 0 || ranker < 0)
    return FALSE;
  tv_settings_init_default (settings);
  settings->rfm_bins = tv_job_get_rfm_bins (job);
  if (sum > 0)
    tv_settings_set_weights (settings, options->weights);
  else
    tv_settings_set_preset (settings, preset);
  tv_settings_set_thresholds (settings, thresholds);
  settings->ranker = (guint8) ranker;
  if (options->top_n > 0)
    settings->top_n = options->top_n;
  settings->calibration = choose_calibration (job, options->calibration) / 100.0;
  settings->family_cap = get_family_cap (settings, options, policy);
  return TRUE;
}

/* What is asked for, with the defaults filled in: policy, settings and day; nothing is loaded yet.
 */
static TvWarm *
warm_new (TvJob *job, const TvRunOptions *options, GError **error)
{
  g_autoptr (TvWarm) warm = g_new0 (TvWarm, 1);
  TvStamp stamp;

  g_atomic_ref_count_init (&warm->references);
  g_mutex_init (&warm->lock);
  if (options->top_n > MAXIMUM_TOP_N)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not calculate: at most %d recommendations per customer."),
                   MAXIMUM_TOP_N);
      return NULL;
    }
  if (!tv_stamp_read (&stamp, job, error))
    return NULL;
  warm->policy = tv_policy_find (job, options->policy, options->policy_version, error);
  if (warm->policy == NULL
      || (options->has_minimum
          && !tv_policy_set_minimum (job, warm->policy, options->minimum_score, error)))
    return NULL;
  warm->batch_id = stamp.batch_id;
  warm->as_of_day = options->as_of_day != TV_DAY_NONE
                        ? options->as_of_day
                        : tv_propose_as_of (tv_job_get_day_setting (job, "last_order_day"));
  if (!tv_warm_fill_settings (&warm->settings, job, options, warm->policy, error))
    return NULL;
  warm->asked = warm->settings;
  return g_steal_pointer (&warm);
}

static gboolean
is_same (const TvWarm *kept, const TvWarm *wanted)
{
  g_autofree char *kept_settings = tv_settings_to_json (&kept->asked);
  g_autofree char *wanted_settings = tv_settings_to_json (&wanted->asked);

  return kept->batch_id == wanted->batch_id && kept->as_of_day == wanted->as_of_day
         && kept->policy->id == wanted->policy->id
         && kept->policy->minimum_score == wanted->policy->minimum_score
         && g_str_equal (kept_settings, wanted_settings);
}

/* Whether two differ only in what the recommender alone looks at: weights, policy, number and cap.
 */
static gboolean
is_akin (const TvWarm *kept, const TvWarm *wanted)
{
  TvSettings settings = kept->asked;
  g_autofree char *kept_settings = NULL;
  g_autofree char *wanted_settings = tv_settings_to_json (&wanted->asked);

  settings.preset = wanted->settings.preset;
  settings.weight_affinity = wanted->settings.weight_affinity;
  settings.weight_popularity = wanted->settings.weight_popularity;
  settings.weight_profit = wanted->settings.weight_profit;
  settings.weight_base = wanted->settings.weight_base;
  settings.top_n = wanted->settings.top_n;
  settings.family_cap = wanted->settings.family_cap;
  settings.calibration = wanted->settings.calibration;
  kept_settings = tv_settings_to_json (&settings);
  return kept->batch_id == wanted->batch_id && kept->as_of_day == wanted->as_of_day
         && g_str_equal (kept_settings, wanted_settings);
}

/* Takes over what is the same: frame, facts with their bounds, and model of one that is akin. */
static void
warm_share (TvWarm *warm, TvWarm *kin)
{
  warm->parent = tv_warm_ref (kin->parent != NULL ? kin->parent : kin);
  warm->frame = tv_frame_ref (kin->frame);
  warm->facts = kin->facts;
  tv_settings_copy_bounds (&warm->settings, &kin->settings);
  warm->model = kin->model != NULL ? tv_model_ref (kin->model) : NULL;
}

/* The original formula needs no model. */
static gboolean
train (TvWarm *warm, TvJob *job, GError **error)
{
  const TvModelOptions options = {
    .is_quick
    = warm->settings.ranker == TV_RANKER_POPULARITY || warm->settings.ranker == TV_RANKER_FREQUENCY,
  };

  if (warm->settings.ranker == TV_RANKER_FAMILY)
    return TRUE;
  warm->model = tv_model_train (warm->frame,
                                warm->frame->as_of_day + 1,
                                &options,
                                job->thread_count,
                                job->progress,
                                error);
  return warm->model != NULL;
}

static gboolean
make_recommender (TvWarm *warm, TvJob *job, GError **error)
{
  warm->recommender = tv_recommender_new (warm->frame,
                                          warm->facts,
                                          &warm->settings,
                                          warm->model,
                                          warm->policy->minimum_score,
                                          job->thread_count,
                                          job->progress,
                                          error);
  return warm->recommender != NULL;
}

static gpointer
make_catalogue (gpointer data)
{
  const TvWarm *warm = data;

  return tv_catalogue_new (warm->frame, warm->facts, &warm->settings);
}

/* Learns and makes the recommender. The catalogue, which is counted by one thread, needs nothing
 * that is learned: it is made beside, where the training has less to do than there are processors.
 */
static gboolean
train_recommender (TvWarm *warm, TvJob *job, GError **error)
{
  GThread *thread = NULL;
  g_autoptr (TvCatalogue) catalogue = NULL;
  gboolean is_trained;

  if (job->thread_count <= 1 || warm->settings.ranker == TV_RANKER_FAMILY)
    return train (warm, job, error) && make_recommender (warm, job, error);
  thread = g_thread_new ("catalogue", make_catalogue, warm);
  is_trained = train (warm, job, error);
  catalogue = g_thread_join (thread);
  if (!is_trained)
    return FALSE;
  warm->recommender = tv_recommender_new_for_catalogue (warm->frame,
                                                        warm->facts,
                                                        &warm->settings,
                                                        g_steal_pointer (&catalogue),
                                                        warm->model,
                                                        warm->policy->minimum_score,
                                                        job->thread_count,
                                                        job->progress,
                                                        error);
  return warm->recommender != NULL;
}

static gboolean
warm_load (TvWarm *warm, TvJob *job, GError **error)
{
  tv_stages_begin (job->progress, tv_stages_of_run, "profile", 0, .6);
  warm->frame = tv_frame_load (job, warm->as_of_day, error);
  if (warm->frame == NULL)
    return FALSE;
  if (warm->frame->customer_count == 0)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_REFUSED,
                           _ ("Could not calculate: the workspace has no customers yet. Import "
                              "customers and sales first."));
      return FALSE;
    }
  tv_stages_begin (job->progress, tv_stages_of_run, "profile", .6, .8);
  warm->facts = tv_facts_table_new_fitted (warm->frame,
                                           &warm->settings,
                                           job->thread_count,
                                           job->progress,
                                           error);
  if (warm->facts == NULL)
    return FALSE;
  tv_stages_begin (job->progress, tv_stages_of_run, "recommend", 0, .3);
  return train_recommender (warm, job, error);
}

/**
 * tv_engine_drop_warm:
 * @engine: the engine
 *
 * Lets go of the base that is kept, for one that is known to be out of date takes memory that its
 * successor needs.
 */
void
tv_engine_drop_warm (TvEngine *engine)
{
  g_autoptr (TvWarm) old = NULL;

  g_mutex_lock (&engine->lock);
  old = g_steal_pointer (&engine->warm);
  g_mutex_unlock (&engine->lock);
}

/* Begins anew on a file without a log, which a whole base is read from much faster. */
static gboolean
begin_load (TvRead *read,
            TvEngine *engine,
            const TvRunOptions *options,
            TvProgress *progress,
            TvWarm **warm,
            GError **error)
{
  tv_engine_drop_warm (engine);
  tv_read_clear (read);
  g_clear_pointer (warm, tv_warm_unref);
  tv_store_settle (engine->store);
  if (!tv_read_begin (read, engine, progress, error))
    return FALSE;
  *warm = warm_new (&read->job, options, error);
  return *warm != NULL;
}

/**
 * tv_engine_ref_warm:
 * @engine: the engine
 * @options: (nullable): reference date, number per customer, policy; NULL = all defaults
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Gives the base for these options as the sources are now: the one that is kept where it fits, else
 * it is loaded and kept.
 *
 * Returns: (transfer full) (nullable): the base
 */
TvWarm *
tv_engine_ref_warm (TvEngine *engine,
                    const TvRunOptions *options,
                    TvProgress *progress,
                    GError **error)
{
  const TvRunOptions defaults = { .as_of_day = TV_DAY_NONE };
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvWarm) warm = NULL;
  g_autoptr (TvWarm) kept = NULL;
  g_autoptr (TvWarm) kin = NULL;

  if (options == NULL)
    options = &defaults;
  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  warm = warm_new (&read.job, options, error);
  if (warm == NULL)
    return NULL;
  g_mutex_lock (&engine->lock);
  if (engine->warm != NULL && is_same (engine->warm, warm))
    kept = tv_warm_ref (engine->warm);
  else if (engine->warm != NULL && is_akin (engine->warm, warm))
    kin = tv_warm_ref (engine->warm);
  g_mutex_unlock (&engine->lock);
  if (kept != NULL)
    return g_steal_pointer (&kept);

  if (kin != NULL)
    warm_share (warm, kin);
  else if (!begin_load (&read, engine, options, progress, &warm, error))
    return NULL;
  if (options->thread_count > 0)
    read.job.thread_count = options->thread_count;
  if (!(kin != NULL ? make_recommender : warm_load) (warm, &read.job, error))
    return NULL;
  g_mutex_lock (&engine->lock);
  kept = g_steal_pointer (&engine->warm);
  engine->warm = tv_warm_ref (warm);
  g_mutex_unlock (&engine->lock);
  return g_steal_pointer (&warm);
}
