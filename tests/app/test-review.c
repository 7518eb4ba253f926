/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Review page on a real workspace: decide, give reasons, undo, filter; many decisions faster
 * than they can be written; one that cannot be written; and random walks beside a naive twin,
 * checked against the workspace and its ledger at the end. */
#include <adwaita.h>

#include "pages/review/tva-review-page-private.h"
#include "tv-test-merchant.h"

#define PATIENCE_USEC (60 * G_USEC_PER_SEC)
#define PAINT_USEC 50000 /* from the key to the next card, p95 */
#define BURST 60
#define NARROW_FILTER 140 /* pixels that the filters may take, of 700 */

typedef struct
{
  TvTestMerchant merchant;
  GtkWindow *window;
  TvaReviewPage *page;
  gint64 item_count;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static void
wait_for (Fixture *fixture, Condition condition)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static gboolean
is_settled (Fixture *fixture)
{
  TvaReviewPage *page = fixture->page;

  return page->loading == NULL && !page->is_stale && !tva_review_queue_is_busy (page->queue)
         && page->run_id != 0 && (page->shown == NULL || tva_item_get_row (page->shown) != NULL);
}

static gboolean
is_card_ready (Fixture *fixture)
{
  return fixture->page->shown != NULL && tva_item_get_row (fixture->page->shown) != NULL;
}

static gint64
get_selected_id (Fixture *fixture)
{
  return fixture->page->shown != NULL ? tva_item_get_id (fixture->page->shown) : 0;
}

static gint64
count_status (Fixture *fixture, TvStatus status)
{
  g_autoptr (GError) error = NULL;
  gint64 counts[TV_N_STATUSES], held;

  g_assert_true (tv_engine_count_statuses (fixture->merchant.engine,
                                           fixture->page->run_id,
                                           counts,
                                           &held,
                                           &error));
  g_assert_no_error (error);
  return counts[status];
}

static TvReviewItem *
get_item (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = tv_engine_get_review_items (fixture->merchant.engine, &id, 1, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&items->pdata[0]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = "strict", .thread_count = 1 };
  g_autoptr (GError) error = NULL;

  tv_test_merchant_init (&fixture->merchant);
  g_assert_cmpint (tv_engine_run (fixture->merchant.engine, &options, NULL, &error), >, 0);
  g_assert_no_error (error);
  fixture->page = g_object_new (TVA_TYPE_REVIEW_PAGE, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, data != NULL ? GPOINTER_TO_INT (data) : 1100, 700);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  tva_page_set_engine (TVA_PAGE (fixture->page), fixture->merchant.engine);
  tva_page_shown (TVA_PAGE (fixture->page));
  wait_for (fixture, is_settled);
  fixture->item_count = tva_paged_list_get_length (fixture->page->list);
  g_assert_cmpint (fixture->item_count, >, 2 * BURST);
  g_assert_cmpint (fixture->item_count, ==, count_status (fixture, TV_STATUS_PENDING));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, is_settled);
  g_assert_cmpuint (tv_test_merchant_count_findings (&fixture->merchant), ==, 0);
  tva_page_set_engine (TVA_PAGE (fixture->page), NULL);
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tv_test_merchant_clear (&fixture->merchant);
}

static void
click (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

/* A decision takes the item out of the list, the next one stands in its place, and undo brings it
 * back. */
static void
test_decide (Fixture *fixture, gconstpointer data)
{
  TvaReviewPage *page = fixture->page;
  gint64 first = get_selected_id (fixture);
  gint64 second = tva_paged_list_get_id (page->list, 1);
  gint64 third = tva_paged_list_get_id (page->list, 2);
  g_autoptr (TvReviewItem) rejected = NULL;
  g_autoptr (TvReviewItem) flagged = NULL;

  click (page->approve);
  g_assert_cmpint (get_selected_id (fixture), ==, second);
  click (page->reject);
  g_assert_true (tva_reason_bar_is_open (page->reason));
  g_assert_true (tva_reason_bar_choose (page->reason, 1));
  g_assert_cmpint (get_selected_id (fixture), ==, third);
  tva_review_page_decide (page, TV_STATUS_FLAGGED, "Asks for red");
  wait_for (fixture, is_settled);
  g_assert_cmpuint (tva_paged_list_get_length (page->list), ==, fixture->item_count - 3);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, 1);
  g_assert_cmpint (page->counts[TV_STATUS_REJECTED], ==, 1);
  rejected = get_item (fixture, second);
  g_assert_cmpint (rejected->status, ==, TV_STATUS_REJECTED);
  g_assert_cmpstr (rejected->decided_reason, ==, "Wrong taste");
  flagged = get_item (fixture, third);
  g_assert_cmpstr (flagged->decided_reason, ==, "Asks for red");

  click (page->undo);
  g_assert_cmpint (get_selected_id (fixture), ==, third);
  click (page->undo);
  g_assert_cmpint (get_selected_id (fixture), ==, second);
  click (page->undo);
  g_assert_cmpint (get_selected_id (fixture), ==, first);
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_PENDING), ==, fixture->item_count);
  g_assert_cmpuint (tva_paged_list_get_length (page->list), ==, fixture->item_count);
}

static int
compare_times (gconstpointer first, gconstpointer second)
{
  gint64 difference = *(const gint64 *) first - *(const gint64 *) second;

  return difference < 0 ? -1 : difference > 0;
}

static void
frame_cb (GdkFrameClock *clock, gboolean *is_painted)
{
  *is_painted = TRUE;
}

/* From the key to the painted next card; the writing goes on behind. */
static void
test_burst (Fixture *fixture, gconstpointer data)
{
  TvaReviewPage *page = fixture->page;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (page));
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_cb), &is_painted);
  gint64 times[BURST];

  for (int i = 0; i < BURST; i++)
    {
      gint64 start;

      wait_for (fixture, is_card_ready);
      start = g_get_monotonic_time ();
      is_painted = FALSE;
      click (page->approve);
      while (!is_painted)
        g_main_context_iteration (NULL, TRUE);
      times[i] = g_get_monotonic_time () - start;
    }
  g_signal_handler_disconnect (clock, handler);
  qsort (times, BURST, sizeof times[0], compare_times);
  g_test_message ("key to paint: median %.1f ms, p95 %.1f ms, most %.1f ms",
                  times[BURST / 2] / 1000.,
                  times[BURST * 95 / 100] / 1000.,
                  times[BURST - 1] / 1000.);
  if (g_test_perf ())
    g_assert_cmpint (times[BURST * 95 / 100], <=, PAINT_USEC);
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, BURST);
  for (int i = 0; i < BURST; i++)
    tva_review_page_undo (page);
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, 0);
  g_assert_cmpuint (tva_paged_list_get_length (page->list), ==, fixture->item_count);
}

/* Decided elsewhere meanwhile: the page shows what the workspace holds. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = get_selected_id (fixture);

  g_assert_cmpint (
      tv_engine_decide (fixture->merchant.engine, &id, 1, TV_STATUS_APPROVED, NULL, NULL, &error),
      >,
      0);
  g_assert_no_error (error);
  g_assert_cmpint (get_selected_id (fixture), ==, id);
  click (fixture->page->approve);
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, 1);
  g_assert_cmpint (fixture->page->counts[TV_STATUS_APPROVED], ==, 1);
  g_assert_cmpuint (tva_paged_list_get_length (fixture->page->list), ==, fixture->item_count - 1);
}

/* Undo goes on where this session's decisions end. */
static void
test_undo_of_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = tva_paged_list_get_id (fixture->page->list, 3);

  tv_engine_decide (fixture->merchant.engine, &id, 1, TV_STATUS_APPROVED, NULL, NULL, &error);
  g_assert_no_error (error);
  tva_review_page_undo (fixture->page);
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, 0);
  g_assert_cmpint (get_selected_id (fixture), ==, id);
  tva_review_page_undo (fixture->page); /* nothing is left */
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_PENDING), ==, fixture->item_count);
}

/* What was undone is decided again, several decisions deep and with what was undone before this
 * page was opened; another decision ends that. */
static void
test_redo (Fixture *fixture, gconstpointer data)
{
  TvaReviewPage *page = fixture->page;
  gint64 ids[4];
  g_autoptr (TvReviewItem) rejected = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = tva_paged_list_get_id (page->list, i);
  seq = tv_engine_decide (fixture->merchant.engine,
                          &ids[3],
                          1,
                          TV_STATUS_APPROVED,
                          NULL,
                          NULL,
                          &error);
  g_assert_cmpint (tv_engine_undo_decision (fixture->merchant.engine, seq, NULL, NULL, &error),
                   >,
                   0);
  g_assert_no_error (error);
  tva_page_redo (TVA_PAGE (page));
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, 1);
  tva_page_undo (TVA_PAGE (page));
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_PENDING), ==, fixture->item_count);

  tva_review_page_select (page, 0);
  tva_review_page_decide (page, TV_STATUS_APPROVED, NULL);
  tva_review_page_decide (page, TV_STATUS_REJECTED, "Price");
  tva_page_undo (TVA_PAGE (page));
  tva_page_undo (TVA_PAGE (page));
  g_assert_cmpint (get_selected_id (fixture), ==, ids[0]);
  click (page->redo);
  g_assert_cmpint (get_selected_id (fixture), ==, ids[1]);
  click (page->redo);
  g_assert_cmpint (get_selected_id (fixture), ==, ids[2]);
  g_assert_cmpint (page->counts[TV_STATUS_REJECTED], ==, 1);
  click (page->redo); /* nothing is left */
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_PENDING), ==, fixture->item_count - 2);
  rejected = get_item (fixture, ids[1]);
  g_assert_cmpint (rejected->status, ==, TV_STATUS_REJECTED);
  g_assert_cmpstr (rejected->decided_reason, ==, "Price");

  tva_page_undo (TVA_PAGE (page));
  g_assert_cmpint (get_selected_id (fixture), ==, ids[1]);
  tva_review_page_select (page, 1);
  tva_review_page_decide (page, TV_STATUS_APPROVED, NULL);
  tva_page_redo (TVA_PAGE (page));
  wait_for (fixture, is_settled);
  g_assert_cmpint (count_status (fixture, TV_STATUS_APPROVED), ==, 2);
  g_assert_cmpint (count_status (fixture, TV_STATUS_REJECTED), ==, 0);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  TvaReviewPage *page = fixture->page;

  tva_page_show_target (TVA_PAGE (page), "status:flagged");
  wait_for (fixture, is_settled);
  g_assert_cmpuint (tva_paged_list_get_length (page->list), ==, 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->no_match)));
  g_assert_false (gtk_widget_get_sensitive (page->approve));
  click (page->clear);
  wait_for (fixture, is_settled);
  g_assert_cmpuint (tva_paged_list_get_length (page->list), ==, fixture->item_count);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->no_match)));

  /* All statuses are shown: a decision changes its row in place and goes on. */
  click (page->approve);
  g_assert_cmpuint (tva_paged_list_get_length (page->list), ==, fixture->item_count);
  g_assert_cmpint (get_selected_id (fixture), ==, tva_paged_list_get_id (page->list, 1));
  wait_for (fixture, is_settled);
  tva_review_page_undo (page);
  g_assert_cmpint (get_selected_id (fixture), ==, tva_paged_list_get_id (page->list, 0));
}

/* Random decisions, moves and undos; the twin is an array of statuses and a stack. */
static void
test_random_walk (Fixture *fixture, gconstpointer data)
{
  TvaReviewPage *page = fixture->page;
  g_autoptr (GHashTable) twin = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key, value;

  for (int step = 0; step < 300; step++)
    {
      int choice = g_test_rand_int_range (0, 10);
      gint64 id;

      wait_for (fixture, is_card_ready);
      id = get_selected_id (fixture);
      if (choice < 5)
        {
          TvStatus status = (TvStatus) g_test_rand_int_range (TV_STATUS_APPROVED, TV_N_STATUSES);

          tva_review_page_decide (page, status, status == TV_STATUS_APPROVED ? NULL : "Price");
          g_hash_table_insert (twin, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (status));
          g_array_append_val (stack, id);
        }
      else if (choice < 8 && stack->len > 0)
        {
          id = g_array_index (stack, gint64, stack->len - 1);
          tva_review_page_undo (page);
          g_assert_cmpint (get_selected_id (fixture), ==, id);
          g_hash_table_insert (twin,
                               g_memdup2 (&id, sizeof id),
                               GINT_TO_POINTER (TV_STATUS_PENDING));
          g_array_set_size (stack, stack->len - 1);
        }
      else
        tva_review_page_select (
            page,
            (guint) g_test_rand_int_range (0, (int) tva_paged_list_get_length (page->list)));
      g_assert_cmpuint (tva_paged_list_get_length (page->list),
                        ==,
                        fixture->item_count - stack->len);
    }
  wait_for (fixture, is_settled);
  g_hash_table_iter_init (&iter, twin);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autoptr (TvReviewItem) item = get_item (fixture, *(gint64 *) key);

      g_assert_cmpint (item->status, ==, GPOINTER_TO_INT (value));
    }
  g_assert_cmpint (count_status (fixture, TV_STATUS_PENDING), ==, fixture->item_count - stack->len);
  for (int i = 0; i < TV_N_STATUSES; i++)
    g_assert_cmpint (page->counts[i], ==, count_status (fixture, (TvStatus) i));
}

static gboolean
is_filter_low (Fixture *fixture)
{
  GtkWidget *filter = GTK_WIDGET (fixture->page->filter);

  return gtk_widget_get_width (filter) <= 420 && gtk_widget_get_height (filter) <= NARROW_FILTER;
}

static gboolean
is_filter_high (Fixture *fixture)
{
  return !is_filter_low (fixture);
}

static GtkSpinButton *
find_spin_button (GtkWidget *root)
{
  GtkSpinButton *found = GTK_IS_SPIN_BUTTON (root) ? GTK_SPIN_BUTTON (root) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_spin_button (child);
  return found;
}

static gboolean
is_export_offered (Fixture *fixture)
{
  return is_settled (fixture) && gtk_widget_get_mapped (fixture->page->export);
}

static gboolean
is_export_gone (Fixture *fixture)
{
  return is_settled (fixture) && !gtk_widget_get_mapped (fixture->page->export);
}

/* All at once is one decision of a person, not thousands a minute; the next step is offered. */
static void
test_all_reviewed (Fixture *fixture, gconstpointer data)
{
  const TvReviewQuery pending = { .status = TV_STATUS_PENDING, .scenario = -1 };
  TvaReviewPage *page = fixture->page;
  g_autoptr (TvaDecision) all = tva_decision_new (0, TV_STATUS_APPROVED, TV_STATUS_PENDING, "", 0);
  g_autoptr (GError) error = NULL;

  all->item_count = fixture->item_count;
  all->seq = tv_engine_decide_query (fixture->merchant.engine,
                                     &pending,
                                     all->item_count,
                                     TV_STATUS_APPROVED,
                                     NULL,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
  tva_review_queue_add_written (page->queue, all);
  tva_review_page_load (page, 0);
  wait_for (fixture, is_export_offered);
  g_assert_true (g_str_has_suffix (gtk_label_get_text (page->strip), " 0 left · 1 a minute"));
  click (page->clear);
  wait_for (fixture, is_export_gone);
}

/* In a narrow window the recommendation has the room; what filters is seen nevertheless. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, is_filter_low);
  gtk_spin_button_set_value (find_spin_button (GTK_WIDGET (fixture->page->filter)), 60.);
  wait_for (fixture, is_filter_high);
  tva_review_filter_clear (fixture->page->filter);
  wait_for (fixture, is_filter_low);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/review/decide", test_decide);
  add ("/review/burst", test_burst);
  add ("/review/conflict", test_conflict);
  add ("/review/undo-of-before", test_undo_of_before);
  add ("/review/redo", test_redo);
  add ("/review/filter", test_filter);
  add ("/review/all-reviewed", test_all_reviewed);
  g_test_add ("/review/narrow", Fixture, GINT_TO_POINTER (400), set_up, test_narrow, tear_down);
  add ("/review/random-walk", test_random_walk);
  return g_test_run ();
}
