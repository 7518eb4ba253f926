/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What-if: what is shown for a minimum score or for weights is what applying them gives, down to
 * the rows of an export, whatever was decided before; and the ledger agrees. */
#include <glib/gstdio.h>
#include <string.h>

#include "tv-test-merchant.h"

static void
decide_some (TvTestMerchant *merchant, GRand *rand)
{
  TvReviewQuery query = { .status = -1, .scenario = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_list_review_ids (merchant->engine, &query, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 25; i++)
    {
      gint64 id = g_array_index (ids, gint64, g_rand_int_range (rand, 0, (int) ids->len));
      TvStatus status = (TvStatus) g_rand_int_range (rand, TV_STATUS_APPROVED, TV_N_STATUSES);

      if (g_rand_int_range (rand, 0, 4) == 0)
        tv_engine_undo_decision (merchant->engine,
                                 tv_engine_get_undoable (merchant->engine, NULL, NULL),
                                 NULL,
                                 NULL,
                                 NULL);
      else
        tv_engine_decide (merchant->engine, &id, 1, status, "because", NULL, NULL);
    }
}

/* What the workspace says of a run. */
static void
check_stored (TvTestMerchant *merchant, gint64 run_id, const TvWhatIfCounts *shown)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = tv_engine_get_run (merchant->engine, run_id, &error);
  TvReviewQuery query = { .run_id = run_id, .status = -1, .scenario = -1 };
  g_autoptr (GArray) ids = tv_engine_list_review_ids (merchant->engine, &query, NULL, &error);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  gint64 passed = 0, scenarios[TV_N_SCENARIOS] = { 0 };

  g_assert_no_error (error);
  items = tv_engine_get_review_items (merchant->engine,
                                      (const gint64 *) (void *) ids->data,
                                      ids->len,
                                      &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      const TvReviewItem *item = g_ptr_array_index (items, i);

      passed += item->is_passed;
      scenarios[item->scenario] += item->is_passed;
      if (item->is_passed)
        g_hash_table_add (reached, GSIZE_TO_POINTER (item->customer_id));
    }
  g_assert_cmpint (ids->len, ==, shown->item_count);
  g_assert_cmpint (passed, ==, shown->passed_count);
  g_assert_cmpint (g_hash_table_size (reached), ==, shown->reached_count);
  g_assert_cmpint (run->status_counts[TV_STATUS_APPROVED], ==, shown->approved_count);
  g_assert_cmpint (run->held_count, ==, shown->held_count);
  g_assert_cmpfloat_with_epsilon (run->metrics[TV_METRIC_PASS_RATE],
                                  (double) passed / MAX (ids->len, 1),
                                  1e-12);
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    g_assert_cmpint (scenarios[i], ==, shown->scenario_passed[i]);
}

static void
check_export (TvTestMerchant *merchant, gint64 run_id, const TvWhatIfCounts *shown)
{
  g_autofree char *path = g_build_filename (merchant->folder, "shown.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvExportResult) result = NULL;

  if (shown->approved_count == 0)
    return;
  result = tv_engine_export (merchant->engine, run_id, path, TV_EXPORT_ITEMS, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->row_count, ==, shown->approved_count);
  g_remove (path);
}

/* Any minimum, one after another, between decisions and their undoing. */
static void
test_minimum (void)
{
  static const char *const policies[] = { "standard", "strict", "permissive" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint p = 0; p < G_N_ELEMENTS (policies); p++)
    {
      TvTestMerchant merchant = { 0 };
      TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = policies[p] };
      g_autoptr (GError) error = NULL;
      gint64 run_id;

      tv_test_merchant_init (&merchant);
      run_id = tv_engine_run (merchant.engine, &options, NULL, &error);
      g_assert_no_error (error);
      for (int round = 0; round < 6; round++)
        {
          double minimum = g_rand_int_range (rand, 3000, 9500) / 100.0;
          g_autoptr (TvWhatIf) what_if = NULL;
          TvWhatIfCounts shown;

          decide_some (&merchant, rand);
          what_if = tv_engine_load_what_if (merchant.engine, run_id, NULL, &error);
          g_assert_no_error (error);
          tv_what_if_count (what_if, minimum, &shown);
          g_assert_true (tv_engine_judge_run (merchant.engine, run_id, minimum, NULL, &error));
          g_assert_no_error (error);
          check_stored (&merchant, run_id, &shown);
          check_export (&merchant, run_id, &shown);
          g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
        }
      tv_test_merchant_clear (&merchant);
    }
}

/* The sums beside a walk over all items, for many minima. */
static void
test_sums (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 300; round++)
    {
      TvPolicyRow policy = { .maximum_score = 100,
                             .is_approval_required = g_rand_boolean (rand),
                             .name = (char *) "custom" };
      g_autoptr (TvWhatIf) what_if = tv_what_if_new (&policy);
      guint count = (guint) g_rand_int_range (rand, 0, 200);
      guint scores[200], issues[200];
      int decided[200];
      gint64 customers[200];

      for (guint i = 0; i < count; i++)
        {
          customers[i] = i > 0 ? customers[i - 1] + (g_rand_int_range (rand, 0, 3) == 0) : 7;
          scores[i] = (guint) g_rand_int_range (rand, 0, 10001);
          issues[i] = (guint) g_rand_int_range (rand, 0, 3) == 0
                          ? (guint) g_rand_int_range (rand, 0, 1 << TV_N_GATE_ISSUES)
                          : 0;
          decided[i] = g_rand_int_range (rand, -3, TV_N_STATUSES);
          decided[i] = MAX (decided[i], -1);
          tv_what_if_add (what_if,
                          customers[i],
                          i % TV_N_SCENARIOS,
                          scores[i],
                          issues[i],
                          decided[i]);
        }
      tv_what_if_finish (what_if);
      for (int k = 0; k < 40; k++)
        {
          guint minimum = (guint) g_rand_int_range (rand, 0, 10001);
          TvWhatIfCounts shown, naive = { .item_count = count };
          gint64 last = -1;

          for (guint i = 0; i < count; i++)
            {
              gboolean is_passed
                  = scores[i] >= minimum
                    && (issues[i] & ~(guint) (TV_GATE_WARNINGS | TV_GATE_SCORE_LOW)) == 0;

              naive.other_count
                  += (issues[i] & ~(guint) (TV_GATE_WARNINGS | TV_GATE_SCORE_LOW)) != 0;
              naive.passed_count += is_passed;
              naive.scenario_passed[i % TV_N_SCENARIOS] += is_passed;
              naive.held_count += !is_passed && decided[i] < 0;
              naive.approved_count
                  += decided[i] == TV_STATUS_APPROVED
                     || (decided[i] < 0 && is_passed && !policy.is_approval_required);
              naive.reached_count += is_passed && customers[i] != last;
              last = is_passed ? customers[i] : last;
            }
          tv_what_if_count (what_if, minimum / 100.0, &shown);
          g_assert_cmpmem (&shown, sizeof shown, &naive, sizeof naive);
        }
    }
}

static void
fill_weights (GRand *rand, guint8 weights[TV_N_PARTS])
{
  guint left = 100;

  for (guint i = 0; i < TV_N_PARTS - 1; i++)
    {
      weights[i] = (guint8) g_rand_int_range (rand, 0, (int) left + 1);
      left -= weights[i];
    }
  weights[TV_N_PARTS - 1] = (guint8) left;
}

/* Any weights and minimum: the preview is the run. */
static void
test_weights (void)
{
  static const char *const rankers[] = { "FAMILY", "LEARNED", "NEIGHBOURS" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  TvTestMerchant merchant = { 0 };

  tv_test_merchant_init (&merchant);
  for (int round = 0; round < 9; round++)
    {
      TvRunOptions options
          = { .as_of_day = TV_DAY_NONE, .ranker = rankers[round % 3], .has_minimum = TRUE };
      TvRunOptions again;
      g_autoptr (GError) error = NULL;
      g_autoptr (TvWhatIf) what_if = NULL;
      g_autoptr (TvRunRow) run = NULL;
      TvWhatIfCounts shown;
      gint64 run_id;

      options.minimum_score = g_rand_int_range (rand, 2000, 9000) / 100.0;
      fill_weights (rand, options.weights);
      what_if = tv_engine_preview_run (merchant.engine, &options, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (tv_what_if_get_policy (what_if)->minimum_score, ==, options.minimum_score);
      tv_what_if_count (what_if, options.minimum_score, &shown);
      run_id = tv_engine_run (merchant.engine, &options, NULL, &error);
      g_assert_no_error (error);
      check_stored (&merchant, run_id, &shown);
      check_export (&merchant, run_id, &shown);
      run = tv_engine_get_run (merchant.engine, run_id, &error);
      tv_run_row_get_options (run, &again);
      if (again.preset != NULL && strcmp (again.preset, "CUSTOM") == 0)
        g_assert_cmpmem (again.weights, TV_N_PARTS, options.weights, TV_N_PARTS);
      g_assert_cmpfloat (run->minimum_score, ==, options.minimum_score);
    }
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

/* A policy's version never changes; one that says the same is used again. */
static void
test_versions (void)
{
  static const struct
  {
    double minimum;
    const char *policy;
    gint64 version;
  } steps[] = { { 72, "custom", 1 },
                { 55.5, "custom", 2 },
                { 60, "standard", 1 },
                { 55.5, "custom", 2 },
                { 72, "custom", 3 } };
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  tv_test_merchant_init (&merchant);
  run_id = tv_test_merchant_run (&merchant, 1);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (TvRunRow) run = NULL;

      g_assert_true (tv_engine_judge_run (merchant.engine, run_id, steps[i].minimum, NULL, &error));
      g_assert_no_error (error);
      run = tv_engine_get_run (merchant.engine, 0, &error);
      g_assert_cmpstr (run->policy, ==, steps[i].policy);
      g_assert_cmpint (run->policy_version, ==, steps[i].version);
      g_assert_cmpfloat (run->minimum_score, ==, steps[i].minimum);
    }
  g_assert_false (tv_engine_judge_run (merchant.engine, run_id, 72, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tv_engine_judge_run (merchant.engine, run_id, 101, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/what-if/sums", test_sums);
  g_test_add_func ("/what-if/minimum", test_minimum);
  g_test_add_func ("/what-if/weights", test_weights);
  g_test_add_func ("/what-if/versions", test_versions);
  return g_test_run ();
}
