/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that were undone and are decided again: several deep, with their reasons, until
 * somebody decides something else or the policy judges again; a random way beside two lists of
 * statuses; and the ledger fits at the end of each. */
#include "tv-test-merchant.h"

#define ITEMS 12 /* of the random way */

typedef struct
{
  TvTestMerchant merchant;
  TvEngine *engine;
  gint64 ids[ITEMS];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = "strict", .thread_count = 1 };
  const TvReviewQuery query = { .status = -1, .scenario = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  tv_test_merchant_init (&fixture->merchant);
  fixture->engine = fixture->merchant.engine;
  g_assert_cmpint (tv_engine_run (fixture->engine, &options, NULL, &error), >, 0);
  ids = tv_engine_list_review_ids (fixture->engine, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, >, ITEMS);
  memcpy (fixture->ids, ids->data, sizeof fixture->ids);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (tv_test_merchant_count_findings (&fixture->merchant), ==, 0);
  tv_test_merchant_clear (&fixture->merchant);
}

static gint64
decide (Fixture *fixture, int item, TvStatus status, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gint64 seq
      = tv_engine_decide (fixture->engine, &fixture->ids[item], 1, status, reason, NULL, &error);

  g_assert_no_error (error);
  return seq;
}

static gint64
find_undoable (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = tv_engine_get_undoable (fixture->engine, NULL, &error);

  g_assert_no_error (error);
  return seq;
}

static gint64
find_redoable (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 count = 0;
  gint64 seq = tv_engine_get_redoable (fixture->engine, &count, &error);

  g_assert_no_error (error);
  g_assert_cmpint (count > 0, ==, seq > 0);
  return seq;
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = find_undoable (fixture);

  g_assert_cmpint (tv_engine_undo_decision (fixture->engine, seq, NULL, NULL, &error), >, seq);
  g_assert_no_error (error);
}

static gint64
redo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 redoable = find_redoable (fixture);
  gint64 seq = tv_engine_redo_decision (fixture->engine, redoable, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (seq, >, redoable);
  return seq;
}

static void
refuse_redo (Fixture *fixture, gint64 seq)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tv_engine_redo_decision (fixture->engine, seq, NULL, NULL, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_CONFLICT);
}

static TvStatus
get_status (Fixture *fixture, int item, const char *expected_reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = tv_engine_get_review_items (fixture->engine, &fixture->ids[item], 1, &error);
  g_autoptr (TvReviewItem) row = NULL;

  g_assert_no_error (error);
  row = g_ptr_array_steal_index (items, 0);
  if (expected_reason != NULL)
    g_assert_cmpstr (row->decided_reason, ==, expected_reason);
  return row->status;
}

/* Two decisions on one item and one on another are taken back and decided again, back and forth
 * several times; each redo is an event of its own. */
static void
test_deep (Fixture *fixture, gconstpointer data)
{
  gint64 first, second, third, again;

  g_assert_cmpint (find_redoable (fixture), ==, 0);
  first = decide (fixture, 1, TV_STATUS_REJECTED, "too soon");
  refuse_redo (fixture, first);
  second = decide (fixture, 1, TV_STATUS_FLAGGED, "ask Marie");
  third = decide (fixture, 3, TV_STATUS_APPROVED, NULL);
  g_assert_cmpint (find_redoable (fixture), ==, 0);
  for (int i = 0; i < 3; i++)
    undo (fixture);
  g_assert_cmpint (find_redoable (fixture), ==, first);
  refuse_redo (fixture, third);

  again = redo (fixture);
  g_assert_cmpint (get_status (fixture, 1, "too soon"), ==, TV_STATUS_REJECTED);
  g_assert_cmpint (find_redoable (fixture), ==, second);
  g_assert_cmpint (find_undoable (fixture), ==, again);
  undo (fixture);
  g_assert_cmpint (get_status (fixture, 1, NULL), ==, TV_STATUS_PENDING);
  g_assert_cmpint (find_redoable (fixture), ==, again);
  redo (fixture);
  redo (fixture);
  g_assert_cmpint (get_status (fixture, 1, "ask Marie"), ==, TV_STATUS_FLAGGED);
  g_assert_cmpint (find_redoable (fixture), ==, third);

  decide (fixture, 7, TV_STATUS_APPROVED, NULL);
  g_assert_cmpint (find_redoable (fixture), ==, 0);
  refuse_redo (fixture, third);
  g_assert_cmpint (get_status (fixture, 3, NULL), ==, TV_STATUS_PENDING);
}

/* Where the policy judged the run again, what was undone is not brought back over its verdicts. */
static void
test_gate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = decide (fixture, 2, TV_STATUS_REJECTED, "price");

  undo (fixture);
  g_assert_cmpint (find_redoable (fixture), ==, seq);
  g_assert_true (tv_engine_judge_run (fixture->engine, 0, 30, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_redoable (fixture), ==, 0);
  refuse_redo (fixture, seq);
}

/* What a way of deciding, undoing and redoing comes to is what two lists of statuses say. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_free);   /* before each */
  g_autoptr (GPtrArray) undone = g_ptr_array_new_with_free_func (g_free); /* after each */
  int now[ITEMS] = { 0 };

  for (int step = 0; step < 150; step++)
    {
      int choice = g_test_rand_int_range (0, 3);
      int item = g_test_rand_int_range (0, ITEMS);
      TvStatus status = (TvStatus) g_test_rand_int_range (TV_STATUS_APPROVED, TV_N_STATUSES);
      g_autofree int *state = NULL;

      g_assert_cmpint (find_undoable (fixture) > 0, ==, done->len > 0);
      g_assert_cmpint (find_redoable (fixture) > 0, ==, undone->len > 0);
      if (choice == 0 && now[item] != (int) status)
        {
          g_ptr_array_add (done, g_memdup2 (now, sizeof now));
          g_ptr_array_set_size (undone, 0);
          decide (fixture, item, status, "because");
          now[item] = (int) status;
        }
      else if (choice == 1 && done->len > 0)
        {
          undo (fixture);
          g_ptr_array_add (undone, g_memdup2 (now, sizeof now));
          state = g_ptr_array_steal_index (done, done->len - 1);
        }
      else if (choice == 2 && undone->len > 0)
        {
          redo (fixture);
          g_ptr_array_add (done, g_memdup2 (now, sizeof now));
          state = g_ptr_array_steal_index (undone, undone->len - 1);
        }
      if (state != NULL)
        memcpy (now, state, sizeof now);
      for (int i = 0; i < ITEMS; i++)
        g_assert_cmpint (get_status (fixture, i, NULL), ==, now[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/redo/deep", Fixture, NULL, set_up, test_deep, tear_down);
  g_test_add ("/redo/gate", Fixture, NULL, set_up, test_gate, tear_down);
  g_test_add ("/redo/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
