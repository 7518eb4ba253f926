/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer of the why dialog: asked on a worker for an item under review and for products that
 * were not chosen, and laid out with all its sentences; the dialog stays as narrow as a small
 * window. */
#include "pages/review/tva-why-answer.h"
#include "pages/review/tva-why-dialog.h"
#include "tv-test-merchant.h"
#include "tva-test-window.h"

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(TvaWhyAnswer **) user_data = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

static TvaWhyAnswer *
ask (TvEngine *engine, const char *customer_code, const char *product_key)
{
  TvaWhyAnswer *answer = NULL;

  tva_why_answer_ask (engine, 0, customer_code, product_key, NULL, answered_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  return answer;
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static void
check_answer (const TvaWhyAnswer *answer)
{
  GtkWidget *widget = g_object_ref_sink (tva_why_answer_to_widget (answer));

  g_assert_true (has_text (widget, answer->why->product_label));
  g_assert_true (has_text (widget, answer->why->sentence));
  for (guint i = 0; answer->why->details[i] != NULL; i++)
    g_assert_true (has_text (widget, answer->why->details[i]));
  for (guint i = 0; i < answer->changes->len; i++)
    g_assert_true (has_text (widget, ((TvChange *) answer->changes->pdata[i])->sentence));
  g_object_unref (widget);
}

static void
test_answer (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  const TvReviewQuery query = { .status = -1, .scenario = -1 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) items = NULL, products = NULL;
  const TvReviewItem *item;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 2);
  ids = tv_engine_list_review_ids (merchant.engine, &query, NULL, &error);
  g_assert_no_error (error);
  items = tv_engine_get_review_items (merchant.engine, (gint64 *) (void *) ids->data, 1, &error);
  item = items->pdata[0];
  products = tv_engine_find_products (merchant.engine, "", 20, &error);
  {
    g_autoptr (TvaWhyAnswer) own = ask (merchant.engine, item->customer_code, item->product_key);

    g_assert_cmpint (own->why->code, ==, TV_WHY_RECOMMENDED);
    g_assert_cmpuint (own->changes->len, >, 0);
    check_answer (own);
  }
  for (guint i = 0; i < products->len; i++)
    {
      g_autoptr (TvaWhyAnswer) other = ask (merchant.engine,
                                            item->customer_code,
                                            ((TvProductMatch *) products->pdata[i])->key);

      check_answer (other);
    }
  tv_test_merchant_clear (&merchant);
}

/* What is said while one waits must not keep the answer wide. */
static void
test_width (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  const TvReviewQuery query = { .status = -1, .scenario = -1 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) items = NULL;
  TvaWhyDialog *dialog;
  TvaWindow *window;
  int minimum;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 1);
  ids = tv_engine_list_review_ids (merchant.engine, &query, NULL, &error);
  g_assert_no_error (error);
  items = tv_engine_get_review_items (merchant.engine, (gint64 *) (void *) ids->data, 1, &error);
  window = tva_test_window_new (merchant.path);
  dialog = tva_why_dialog_present (window, items->pdata[0], TRUE);
  tva_test_wait_text (dialog, ((TvReviewItem *) items->pdata[0])->product_label);
  gtk_widget_measure (GTK_WIDGET (dialog),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &minimum,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 400);
  gtk_window_close (GTK_WINDOW (dialog));
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char *argv[])
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/why-dialog/answer", test_answer);
  g_test_add_func ("/why-dialog/width", test_width);
  return g_test_run ();
}
