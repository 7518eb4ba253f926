/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approving all that the filter shows. The exact number is counted and named before; the engine
 * refuses if it has changed since, so that nobody approves what they were not shown. One undo takes
 * all of it back. */
#include "pages/review/tva-review-page-private.h"

#include <glib/gi18n-lib.h>

#include "tva-window.h"

typedef struct
{
  gatomicrefcount reference_count;
  TvaReviewPage *page;
  TvEngine *engine;
  TvaOperation *operation;
  TvReviewQuery query;
  char *search;
  char *filter_text;
  gint64 count;
} Bulk;

/* What the worker gets: no widget, as the worker may be the last to let go of it. */
typedef struct
{
  TvReviewQuery query;
  char *search;
  gint64 count;
} BulkInput;

static BulkInput *
bulk_input_new (const Bulk *bulk)
{
  BulkInput *input = g_new0 (BulkInput, 1);

  input->query = bulk->query;
  input->search = g_strdup (bulk->search);
  input->query.search = input->search;
  input->count = bulk->count;
  return input;
}

static void
bulk_input_free (BulkInput *input)
{
  g_free (input->search);
  g_free (input);
}

static Bulk *
bulk_ref (Bulk *bulk)
{
  g_atomic_ref_count_inc (&bulk->reference_count);
  return bulk;
}

static void
bulk_unref (Bulk *bulk)
{
  if (!g_atomic_ref_count_dec (&bulk->reference_count))
    return;
  g_object_unref (bulk->page);
  g_object_unref (bulk->engine);
  g_clear_object (&bulk->operation);
  g_free (bulk->search);
  g_free (bulk->filter_text);
  g_free (bulk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bulk, bulk_unref)

static gpointer
decide_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const BulkInput *bulk = input;
  gint64 seq = tv_engine_decide_query (engine,
                                       &bulk->query,
                                       bulk->count,
                                       TV_STATUS_APPROVED,
                                       NULL,
                                       progress,
                                       error);

  return seq != 0 ? g_memdup2 (&seq, sizeof seq) : NULL;
}

static void
show_done (Bulk *bulk, TvaWindow *window, gint64 seq)
{
  g_autoptr (TvaDecision) decision
      = tva_decision_new (0, TV_STATUS_APPROVED, TV_STATUS_PENDING, NULL, bulk->page->generation);
  g_autofree char *number = tv_count_to_display (bulk->count);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s approved", "%s approved", (gulong) bulk->count),
      number);
  AdwToast *toast = adw_toast_new (text);

  decision->item_count = bulk->count;
  decision->seq = seq;
  tva_review_queue_add_written (bulk->page->queue, decision);
  tva_review_page_load (bulk->page, 0);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, 10);
  g_set_weak_pointer (&bulk->page->bulk_toast, toast);
  if (window != NULL)
    tva_window_add_toast (window, toast);
  else
    g_object_unref (toast);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bulk) bulk = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *seq = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window;

  tva_operation_finish (bulk->operation);
  if (bulk->page->engine != bulk->engine)
    return;
  window = tva_window_of (bulk->page);
  if (seq != NULL)
    {
      show_done (bulk, window, *seq);
      return;
    }
  tva_review_page_load (bulk->page, 0);
  if (window != NULL)
    tva_window_show_error (window, _ ("Could not approve them; nothing has changed"), error);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Bulk *bulk = user_data;
  TvaWindow *window = tva_window_of (bulk->page);

  if (g_strcmp0 (response, "approve") != 0 || window == NULL || bulk->page->engine != bulk->engine)
    return;
  bulk->operation = tva_window_start_operation (window, _ ("Approving recommendations"));
  tv_engine_call_async (bulk->engine,
                        decide_call,
                        bulk_input_new (bulk),
                        (GDestroyNotify) bulk_input_free,
                        g_free,
                        tva_operation_get_progress (bulk->operation),
                        decided_cb,
                        bulk_ref (bulk));
}

static void
ask (Bulk *bulk, TvaWindow *window)
{
  g_autofree char *number = tv_count_to_display (bulk->count);
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                           "Approve %s recommendation?",
                                                           "Approve %s recommendations?",
                                                           (gulong) bulk->count),
                                              number);
  g_autofree char *button = g_strdup_printf (_ ("Approve %s"), number);
  /* Translators: the filter in words */
  g_autofree char *body
      = g_strdup_printf (_ ("All that the filter shows: %s. One undo takes all of it back."),
                         bulk->filter_text);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "approve", button);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "approve",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "approve");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         bulk_ref (bulk),
                         (GClosureNotify) (void (*) (void)) bulk_unref,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
count_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_list_review_ids (engine, &((BulkInput *) input)->query, progress, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bulk) bulk = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = bulk->page->engine == bulk->engine ? tva_window_of (bulk->page) : NULL;

  if (window == NULL)
    return;
  if (ids == NULL)
    tva_window_show_page_error (window, _ ("Could not count the recommendations"), error);
  else if (ids->len == 0)
    tva_window_add_toast (window,
                          adw_toast_new (_ ("The filter shows nothing that could be approved")));
  else
    {
      bulk->count = ids->len;
      ask (bulk, window);
    }
}

/**
 * tva_review_page_approve_all:
 * @self: the page
 *
 * Counts what the filter shows, names the number, and approves it if the person says so. Where the
 * filter shows all statuses, the pending ones are meant.
 */
void
tva_review_page_approve_all (TvaReviewPage *self)
{
  Bulk *bulk;

  if (self->engine == NULL || self->run_id == 0 || tv_engine_is_read_only (self->engine))
    return;
  bulk = g_new0 (Bulk, 1);
  g_atomic_ref_count_init (&bulk->reference_count);
  bulk->page = g_object_ref (self);
  bulk->engine = g_object_ref (self->engine);
  tva_review_filter_get_query (self->filter, self->run_id, &bulk->query);
  bulk->search = g_strdup (bulk->query.search);
  bulk->query.search = bulk->search;
  bulk->filter_text = tva_review_filter_dup_text (self->filter);
  if (bulk->query.status == TV_STATUS_APPROVED)
    {
      bulk_unref (bulk);
      return;
    }
  if (bulk->query.status < 0)
    {
      g_autofree char *text = g_steal_pointer (&bulk->filter_text);

      bulk->query.status = TV_STATUS_PENDING;
      bulk->filter_text
          = g_strdup_printf ("%s (%s)", text, tv_status_get_title (TV_STATUS_PENDING));
    }
  tv_engine_call_async (self->engine,
                        count_call,
                        bulk_input_new (bulk),
                        (GDestroyNotify) bulk_input_free,
                        (GDestroyNotify) g_array_unref,
                        NULL,
                        counted_cb,
                        bulk);
}

/**
 * tva_review_page_dismiss_bulk_toast:
 * @self: the page
 *
 * Takes away the offer to undo a bulk decision, once something else would be undone.
 */
void
tva_review_page_dismiss_bulk_toast (TvaReviewPage *self)
{
  if (self->bulk_toast != NULL)
    adw_toast_dismiss (self->bulk_toast);
  g_clear_weak_pointer (&self->bulk_toast);
}
