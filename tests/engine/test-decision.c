/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions: what they ask for, what undo brings back, what the ledger makes of 300 random steps
 * beside a naive twin, what verify says of a status that was changed behind the program's back, and
 * how long 100,000 items take. */
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "govern/tv-decision.h"
#include "govern/tv-review-list.h"
#include "govern/tv-status-check.h"
#include "ledger/tv-ledger.h"
#include "tv-test-run.h"
#include "tv-test-workspace.h"

typedef struct
{
  const gint64 *ids;
  gsize count;
  TvStatus status;
  const char *reason;
  gint64 seq;
  gint64 item_id;
  gint64 item_count;
} Step;

static gboolean
decide_cb (TvJob *job, gpointer data, GError **error)
{
  Step *step = data;

  step->seq = tv_decision_apply (job, step->ids, step->count, step->status, step->reason, error);
  return step->seq > 0;
}

static gboolean
undo_cb (TvJob *job, gpointer data, GError **error)
{
  Step *step = data;

  return tv_decision_undo (job, step->seq, &step->item_id, error) > 0;
}

static gboolean
find_undoable_cb (TvJob *job, gpointer data, GError **error)
{
  Step *step = data;

  return tv_decision_find_undoable (job, &step->seq, &step->item_count, error);
}

static gint64
decide (TvStore *store, gint64 id, TvStatus status, const char *reason, TvError expected)
{
  g_autoptr (GError) error = NULL;
  Step step = { .ids = &id, .count = 1, .status = status, .reason = reason };

  if (tv_test_run_write (store, decide_cb, &step, &error))
    return step.seq;
  g_assert_error (error, TV_ERROR, (int) expected);
  return 0;
}

static gboolean
undo (TvStore *store, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  Step step = { .seq = seq };

  return tv_test_run_write (store, undo_cb, &step, &error);
}

static gint64
find_undoable (TvStore *store)
{
  g_autoptr (GError) error = NULL;
  Step step = { 0 };

  tv_test_run_read (store, find_undoable_cb, &step, &error);
  g_assert_no_error (error);
  return step.seq;
}

typedef struct
{
  gint64 id;
  int status;
  gint64 version;
  gint64 decided_seq;
} Item;

static gboolean
read_item_cb (TvJob *job, gpointer data, GError **error)
{
  Item *item = data;
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_ITEM, error);

  tv_statement_bind_int64 (statement, 1, item->id);
  g_assert_cmpint (tv_statement_step (statement, error), ==, TV_STEP_ROW);
  item->status = tv_statement_get_int64 (statement, 1);
  item->version = tv_statement_get_int64 (statement, 2);
  item->decided_seq = tv_statement_get_int64 (statement, 3);
  return TRUE;
}

static Item
read_item (TvStore *store, gint64 id)
{
  Item item = { .id = id };

  tv_test_run_read (store, read_item_cb, &item, NULL);
  return item;
}

static gboolean
check_cb (TvJob *job, gpointer data, GError **error)
{
  gint64 count = 0;

  return tv_ledger_walk (job, data, &count, error) && tv_status_check (job, data, &count, error);
}

static GPtrArray *
check (TvStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_ledger_finding_free);

  tv_test_run_read (store, check_cb, findings, &error);
  g_assert_no_error (error);
  return findings;
}

static void
assert_clean (TvStore *store)
{
  g_autoptr (GPtrArray) findings = check (store);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((TvLedgerFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_rules (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 30, FALSE);
  gint64 twice[] = { 5, 5, 5 };
  Step step = { .ids = twice, .count = 3, .status = TV_STATUS_APPROVED };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (decide (store, 1, TV_STATUS_REJECTED, NULL, TV_ERROR_INVALID_INPUT), ==, 0);
  g_assert_cmpint (decide (store, 1, TV_STATUS_FLAGGED, "  ", TV_ERROR_INVALID_INPUT), ==, 0);
  g_assert_cmpint (decide (store, 1, TV_STATUS_PENDING, NULL, TV_ERROR_INVALID_INPUT), ==, 0);
  g_assert_cmpint (decide (store, 999, TV_STATUS_APPROVED, NULL, TV_ERROR_NOT_FOUND), ==, 0);
  g_assert_cmpint (read_item (store, 1).status, ==, TV_STATUS_PENDING);
  g_assert_cmpint (decide (store, 1, TV_STATUS_APPROVED, NULL, 0), >, 0);
  g_assert_cmpint (decide (store, 1, TV_STATUS_APPROVED, NULL, TV_ERROR_REFUSED), ==, 0);
  g_assert_cmpint (read_item (store, 1).version, ==, 1);
  g_assert_true (tv_test_run_write (store, decide_cb, &step, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_item (store, 5).version, ==, 1);
  assert_clean (store);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

static void
test_undo (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 30, TRUE);
  gint64 gate_seq = read_item (store, 1).decided_seq;
  gint64 first, second, third;

  g_assert_cmpint (find_undoable (store), ==, 0);
  first = decide (store, 1, TV_STATUS_REJECTED, "too soon", 0);
  second = decide (store, 1, TV_STATUS_FLAGGED, "ask Marie", 0);
  third = decide (store, 3, TV_STATUS_APPROVED, NULL, 0);
  g_assert_cmpint (find_undoable (store), ==, third);
  g_assert_true (undo (store, third));
  g_assert_cmpint (read_item (store, 3).status, ==, TV_STATUS_PENDING);
  g_assert_cmpint (read_item (store, 3).decided_seq, ==, 0);
  g_assert_false (undo (store, third));
  g_assert_false (undo (store, first));
  g_assert_cmpint (find_undoable (store), ==, second);
  g_assert_true (undo (store, second));
  g_assert_cmpint (read_item (store, 1).status, ==, TV_STATUS_REJECTED);
  g_assert_cmpint (read_item (store, 1).decided_seq, ==, first);
  g_assert_true (undo (store, first));
  g_assert_cmpint (read_item (store, 1).status, ==, TV_STATUS_APPROVED);
  g_assert_cmpint (read_item (store, 1).decided_seq, ==, gate_seq);
  g_assert_cmpint (find_undoable (store), ==, 0);
  assert_clean (store);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

#define TWIN_ITEMS 40

/* The naive twin: statuses by hand, and a list of decisions with what each item was before. */
typedef struct
{
  int status[TWIN_ITEMS + 1];
  GArray *taken[TWIN_ITEMS + 1]; /* of gint64: decisions in force, newest last */
} Twin;

typedef struct
{
  gint64 seq;
  int before[TWIN_ITEMS + 1]; /* -1 = not touched */
} TwinDecision;

static void
decide_randomly (TvStore *store, Twin *twin, GArray *decisions)
{
  gint64 ids[TWIN_ITEMS];
  TwinDecision decision = { 0 };
  TvStatus status = g_test_rand_int_range (TV_STATUS_APPROVED, TV_N_STATUSES);
  Step step = { .ids = ids,
                .status = status,
                .reason = "because",
                .count = (gsize) g_test_rand_int_range (1, TWIN_ITEMS) };
  gboolean is_any = FALSE;

  for (int i = 0; i <= TWIN_ITEMS; i++)
    decision.before[i] = -1;
  for (gsize i = 0; i < step.count; i++)
    {
      ids[i] = g_test_rand_int_range (1, TWIN_ITEMS + 1);
      if (twin->status[ids[i]] != (int) status)
        decision.before[ids[i]] = twin->status[ids[i]];
    }
  for (int i = 1; i <= TWIN_ITEMS; i++)
    is_any |= decision.before[i] >= 0;
  g_assert_cmpint (tv_test_run_write (store, decide_cb, &step, NULL), ==, is_any);
  if (!is_any)
    return;
  decision.seq = step.seq;
  g_array_append_val (decisions, decision);
  for (int i = 1; i <= TWIN_ITEMS; i++)
    if (decision.before[i] >= 0)
      {
        twin->status[i] = status;
        g_array_append_val (twin->taken[i], step.seq);
      }
}

static void
undo_randomly (TvStore *store, Twin *twin, GArray *decisions)
{
  const TwinDecision *decision;
  gboolean is_free = TRUE;

  if (decisions->len == 0)
    return;
  decision = &g_array_index (
      decisions,
      TwinDecision,
      (guint) g_test_rand_int_range (MAX (0, (int) decisions->len - 4), (int) decisions->len));
  for (int i = 1; i <= TWIN_ITEMS; i++)
    if (decision->before[i] >= 0)
      is_free
          &= twin->taken[i]->len > 0
             && g_array_index (twin->taken[i], gint64, twin->taken[i]->len - 1) == decision->seq;
  g_assert_cmpint (undo (store, decision->seq), ==, is_free);
  if (!is_free)
    return;
  for (int i = 1; i <= TWIN_ITEMS; i++)
    if (decision->before[i] >= 0)
      {
        twin->status[i] = decision->before[i];
        g_array_set_size (twin->taken[i], twin->taken[i]->len - 1);
      }
}

static void
test_random_steps (void)
{
  char *folder = tv_test_folder_new ();
  gboolean is_automatic = g_test_rand_bit ();
  TvStore *store = tv_test_run_new (folder, TWIN_ITEMS, is_automatic);
  g_autoptr (GArray) decisions = g_array_new (FALSE, FALSE, sizeof (TwinDecision));
  Twin twin = { 0 };

  for (int i = 1; i <= TWIN_ITEMS; i++)
    {
      twin.status[i] = is_automatic && i % 3 != 0 ? TV_STATUS_APPROVED : TV_STATUS_PENDING;
      twin.taken[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  for (int s = 0; s < 300; s++)
    if (g_test_rand_int_range (0, 3) > 0)
      decide_randomly (store, &twin, decisions);
    else
      undo_randomly (store, &twin, decisions);
  for (int i = 1; i <= TWIN_ITEMS; i++)
    {
      g_assert_cmpint (read_item (store, i).status, ==, twin.status[i]);
      g_array_unref (twin.taken[i]);
    }
  assert_clean (store);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

static gboolean
list_cb (TvJob *job, gpointer data, GError **error)
{
  struct
  {
    TvReviewQuery query;
    GArray *ids;
  } *list = data;

  list->ids = tv_review_list_ids (job, &list->query, error);
  return list->ids != NULL;
}

static guint
count_matches (TvStore *store, int status, int scenario, double minimum_score, const char *search)
{
  struct
  {
    TvReviewQuery query;
    GArray *ids;
  } list = {
    .query
    = { .status = status, .scenario = scenario, .minimum_score = minimum_score, .search = search }
  };
  g_autoptr (GError) error = NULL;
  guint count;

  tv_test_run_read (store, list_cb, &list, &error);
  g_assert_no_error (error);
  count = list.ids->len;
  for (guint i = 1; i < count; i++)
    g_assert_cmpint (g_array_index (list.ids, gint64, i - 1),
                     <,
                     g_array_index (list.ids, gint64, i));
  g_array_unref (list.ids);
  return count;
}

static void
test_list (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 90, TRUE);

  g_assert_cmpuint (count_matches (store, -1, -1, 0, NULL), ==, 90);
  g_assert_cmpuint (count_matches (store, TV_STATUS_PENDING, -1, 0, NULL), ==, 30);
  g_assert_cmpuint (count_matches (store, TV_STATUS_APPROVED, -1, 0, " "), ==, 60);
  g_assert_cmpuint (count_matches (store, -1, TV_SCENARIO_REBUY, 0, NULL), ==, 18);
  g_assert_cmpuint (count_matches (store, -1, -1, 99, NULL), ==, 1);
  g_assert_cmpuint (count_matches (store, -1, -1, 0, "ZOÉ chateau"), ==, 81);
  g_assert_cmpuint (count_matches (store, -1, -1, 0, "nom7 Château 5"), ==, 0);
  g_assert_cmpuint (count_matches (store, -1, -1, 0, "nom7 hyperlink"), ==, 0);
  g_assert_cmpuint (count_matches (store, -1, -1, 0, "nom8 hyperlink"), ==, 1);
  g_assert_cmpuint (count_matches (store, -1, -1, 0, "nobody"), ==, 0);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

static void
test_tampering (void)
{
  static const char *const changes[] = {
    "UPDATE review_item SET status = 1, version = version + 1 WHERE id = 7",
    "UPDATE review_item SET status = 0 WHERE id = 2",
    "UPDATE review_item SET decided_seq = 1 WHERE id = 2",
    "UPDATE review_item SET is_passed = 1 - is_passed WHERE id = 9",
    "UPDATE review_item SET issues = 64 WHERE id = 9",
    "DELETE FROM review_item WHERE id = 12",
    "PRAGMA foreign_keys=OFF; INSERT INTO review_item VALUES (400, 1, 1, 0, 1, 1, 2)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      char *folder = tv_test_folder_new ();
      TvStore *store = tv_test_run_new (folder, 30, FALSE);
      g_autofree char *path = g_strdup (tv_store_get_path (store));
      g_autofree char *answer = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      const TvLedgerFinding *finding;

      decide (store, 2, TV_STATUS_REJECTED, "price", 0);
      assert_clean (store);
      tv_store_close (store);
      answer = tv_test_sqlite (path, changes[i]);
      store = tv_store_open (path, TV_OPEN_FORENSIC | TV_OPEN_READ_ONLY, NULL);
      findings = check (store);
      g_assert_cmpuint (findings->len, >, 0);
      finding = g_ptr_array_index (findings, 0);
      g_test_message ("%s %s %d: %s",
                      finding->code,
                      finding->table,
                      (int) finding->row,
                      finding->message);
      if (i == 0)
        {
          g_assert_cmpstr (finding->code, ==, "STATUS");
          g_assert_cmpint (finding->row, ==, 7);
          g_assert_nonnull (g_strstr_len (finding->message, -1, "C00003"));
        }
      tv_store_close (store);
      tv_test_folder_free (folder);
    }
}

static gboolean
decide_all_cb (TvJob *job, gpointer data, GError **error)
{
  TvReviewQuery query = { .status = -1, .scenario = -1 };
  Step *step = data;

  step->seq
      = tv_decision_apply_query (job, &query, step->item_count, TV_STATUS_APPROVED, NULL, error);
  return step->seq > 0;
}

static void
test_bulk (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 100000, FALSE);
  g_autoptr (GError) error = NULL;
  Step step = { .item_count = 99999 };
  gint64 started;

  g_assert_false (tv_test_run_write (store, decide_all_cb, &step, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_CONFLICT);
  g_clear_error (&error);
  step.item_count = 100000;
  started = g_get_monotonic_time ();
  g_assert_true (tv_test_run_write (store, decide_all_cb, &step, &error));
  g_assert_no_error (error);
  g_test_message ("100,000 items decided in %.3f s",
                  (double) (g_get_monotonic_time () - started) / 1e6);
  started = g_get_monotonic_time ();
  g_assert_true (undo (store, step.seq));
  g_test_message ("100,000 items undone in %.3f s",
                  (double) (g_get_monotonic_time () - started) / 1e6);
  assert_clean (store);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decision/rules", test_rules);
  g_test_add_func ("/decision/undo", test_undo);
  g_test_add_func ("/decision/random-steps", test_random_steps);
  g_test_add_func ("/decision/list", test_list);
  g_test_add_func ("/decision/tampering", test_tampering);
  g_test_add_func ("/decision/bulk", test_bulk);
  return g_test_run ();
}
