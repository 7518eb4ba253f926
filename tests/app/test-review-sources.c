/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Review page while the sources change below it: what became of a customer since the run is
 * said on the card that is shown, which stays the one that it was. */
#include "pages/review/tva-review-page-private.h"
#include "tv-test-merchant.h"
#include "tva-test-window.h"

static TvReviewItem *
get_second (TvEngine *engine, GArray **out_ids)
{
  const TvReviewQuery query = { .status = TV_STATUS_PENDING, .scenario = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  *out_ids = tv_engine_list_review_ids (engine, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*out_ids)->len, >, 2);
  items = tv_engine_get_review_items (engine, (gint64 *) (void *) (*out_ids)->data + 1, 1, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&items->pdata[0]);
}

static TvaReviewPage *
find_page (GtkWidget *widget)
{
  TvaReviewPage *page = TVA_IS_REVIEW_PAGE (widget) ? TVA_REVIEW_PAGE (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); page == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    page = find_page (child);
  return page;
}

static gboolean
has_list (gpointer page)
{
  return ((TvaReviewPage *) page)->list != NULL
         && tva_paged_list_get_length (((TvaReviewPage *) page)->list) > 2;
}

static gboolean
is_said_no_more (gpointer window)
{
  return tva_test_find_text (window, tv_item_bar_get_sentence (TV_BAR_OPTED_OUT)) == NULL;
}

static GtkWidget *
get_child (TvaReviewPage *page, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page->card), TVA_TYPE_REVIEW_CARD, name));
}

static gboolean
is_whole (gpointer page)
{
  return gtk_widget_get_mapped (gtk_widget_get_last_child (get_child (page, "box")));
}

static void
test_objection (void)
{
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = "strict", .thread_count = 1 };
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (TvReviewItem) item = NULL;
  g_autoptr (TvCustomerEdit) edit = NULL;
  TvaWindow *window;
  TvaReviewPage *page;
  TvEngine *engine;
  gint64 seq;

  tv_test_merchant_init (&merchant);
  g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), >, 0);
  window = tva_test_window_new (merchant.path);
  engine = tva_window_get_engine (window);
  item = get_second (engine, &ids);
  g_assert_cmpint (item->bar, ==, TV_BAR_NONE);
  tva_window_go (window, "review", NULL);
  page = find_page (GTK_WIDGET (window));
  tva_test_wait (has_list, page);
  tva_review_page_select (page, 1);
  tva_test_wait_text (window, item->customer_code);
  /* Where nothing became of the customer, no place for it is left on the card. */
  tva_test_wait (is_whole, page);
  g_assert_false (gtk_widget_get_visible (get_child (page, "bar_box")));

  edit = tv_customer_edit_new (item->customer_id);
  edit->flags[TV_FLAG_OPTOUT] = 1;
  seq = tv_engine_edit_customer (engine, edit, NULL, &error);
  g_assert_no_error (error);
  tva_test_wait_text (window, tv_item_bar_get_sentence (TV_BAR_OPTED_OUT));
  g_assert_true (gtk_widget_get_visible (get_child (page, "bar_box")));
  tva_test_wait_text (window, item->customer_code);
  g_assert_cmpint (tv_engine_undo_edit (engine, seq, NULL, &error), >, 0);
  tva_test_wait (is_said_no_more, window);
  tva_test_wait_text (window, item->customer_code);
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char *argv[])
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/review-sources/objection", test_objection);
  return g_test_run ();
}
