/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding, undoing and redoing on the Review page. The row changes and the next one is shown at
 * once; the queue writes behind it, and what could not be written comes back with the error. */
#include "pages/review/tva-review-page-private.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-what-if-judge.h"
#include "tva-window.h"

static gboolean
is_shown_by_filter (TvaReviewPage *self, TvStatus status)
{
  TvReviewQuery query;

  tva_review_filter_get_query (self->filter, self->run_id, &query);
  return query.status < 0 || query.status == (int) status;
}

/* Changes the row in place, as the workspace will. */
static void
paint_row (TvReviewItem *row, TvStatus status, const char *reason, gboolean is_decided)
{
  row->status = status;
  g_free (row->decided_reason);
  row->decided_reason = g_strdup (reason);
  g_free (row->decided_by);
  row->decided_by = g_strdup (is_decided ? _ ("you") : "");
  row->decided_usec = is_decided ? g_get_real_time () : 0;
}

static void
move_count (TvaReviewPage *self, const TvReviewItem *row, TvStatus from, TvStatus to)
{
  self->counts[from]--;
  self->counts[to]++;
  if (!row->is_passed && from == TV_STATUS_PENDING)
    self->held_count--;
  if (!row->is_passed && to == TV_STATUS_PENDING)
    self->held_count++;
}

/* A list that is on its way does not know what was just painted, so it is asked for once more. */
static void
outdate_load (TvaReviewPage *self)
{
  if (self->loading == NULL && !self->is_stale)
    return;
  self->is_stale = TRUE;
  self->focus_id = self->shown != NULL ? tva_item_get_id (self->shown) : 0;
}

/**
 * tva_review_page_decide:
 * @self: the page
 * @status: the selected item's new status
 * @reason: (nullable): why
 *
 * Decides on the selected item and goes on to the next one.
 */
void
tva_review_page_decide (TvaReviewPage *self, TvStatus status, const char *reason)
{
  g_autoptr (TvaItem) item = self->shown != NULL ? g_object_ref (self->shown) : NULL;
  TvReviewItem *row = item != NULL ? tva_item_get_row (item) : NULL;
  guint position = gtk_single_selection_get_selected (self->selection);
  guint length = tva_paged_list_get_length (self->list);
  g_autoptr (TvaDecision) decision = NULL;

  if (row == NULL || self->engine == NULL || position >= length
      || tv_engine_is_read_only (self->engine))
    return;
  if (row->status != status)
    {
      decision = tva_decision_new (row->id, status, row->status, reason, self->generation);
      if (self->session_usec == 0)
        self->session_usec = g_get_monotonic_time ();
      move_count (self, row, row->status, status);
      paint_row (row, status, reason != NULL ? reason : "", TRUE);
      tva_review_queue_decide (self->queue, decision);
      tva_review_page_dismiss_bulk_toast (self);
    }
  if (is_shown_by_filter (self, status))
    {
      tva_item_emit_changed (item);
      tva_review_page_select (self, MIN (position + 1, length - 1));
    }
  else
    {
      tva_paged_list_remove (self->list, position);
      if (length > 1)
        tva_review_page_select (self, MIN (position, length - 2));
    }
  outdate_load (self);
  tva_review_page_show_counts (self);
  tva_review_page_show_state (self);
}

/**
 * tva_review_page_ask:
 * @self: the page
 * @status: rejected or flagged
 *
 * Asks for the reason of a decision on the selected item.
 */
void
tva_review_page_ask (TvaReviewPage *self, TvStatus status)
{
  if (self->shown != NULL && tva_item_get_row (self->shown) != NULL && self->engine != NULL
      && !tv_engine_is_read_only (self->engine))
    tva_reason_bar_ask (self->reason, status);
}

/* The list is in the order of ids, so an item that comes back has one place. */
static guint
find_place (TvaReviewPage *self, gint64 id)
{
  guint low = 0, high = tva_paged_list_get_length (self->list);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tva_paged_list_get_id (self->list, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Paints what became of an item and shows it, or the one in its place where the filter shows it no
 * more. */
static void
paint (TvaReviewPage *self, const TvaDecision *decision, gboolean is_undo)
{
  TvStatus status = is_undo ? decision->from_status : decision->status;
  guint position = find_place (self, decision->item_id);
  g_autoptr (TvaItem) item = NULL;
  TvReviewItem *row;

  if (tva_paged_list_get_id (self->list, position) != decision->item_id)
    tva_paged_list_insert (self->list, position, decision->item_id);
  item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  row = tva_item_get_row (item);
  if (row != NULL)
    {
      move_count (self, row, is_undo ? decision->status : decision->from_status, status);
      paint_row (row, status, is_undo ? "" : decision->reason, !is_undo);
      tva_item_emit_changed (item);
    }
  if (!is_undo && !is_shown_by_filter (self, status))
    tva_paged_list_remove (self->list, position);
  if (tva_paged_list_get_length (self->list) > 0)
    tva_review_page_select (self, MIN (position, tva_paged_list_get_length (self->list) - 1));
  outdate_load (self);
  tva_review_page_show_counts (self);
  tva_review_page_show_state (self);
}

static gboolean
can_paint (TvaReviewPage *self, const TvaDecision *decision)
{
  return decision != NULL && decision->item_id != 0 && decision->generation == self->generation;
}

/**
 * tva_review_page_undo:
 * @self: the page
 *
 * Takes back the latest decision and shows its item again.
 */
void
tva_review_page_undo (TvaReviewPage *self)
{
  g_autoptr (TvaDecision) decision = tva_review_queue_undo (self->queue);

  tva_review_page_dismiss_bulk_toast (self);
  if (can_paint (self, decision))
    paint (self, decision, TRUE);
}

/**
 * tva_review_page_redo:
 * @self: the page
 *
 * Decides again what was undone last.
 */
void
tva_review_page_redo (TvaReviewPage *self)
{
  g_autoptr (TvaDecision) decision = tva_review_queue_redo (self->queue);

  tva_review_page_dismiss_bulk_toast (self);
  if (can_paint (self, decision))
    paint (self, decision, FALSE);
}

static gpointer
fetch_item_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) items = tv_engine_get_review_items (engine, input, 1, error);

  return items != NULL && items->len == 1 ? g_steal_pointer (&items->pdata[0]) : NULL;
}

static void
item_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaReviewPage) self = user_data;
  g_autoptr (TvReviewItem) row = tv_engine_call_finish (TV_ENGINE (source), result, NULL);
  g_autoptr (TvaItem) item = NULL;
  guint position;

  /* Another decision may have been painted meanwhile; its own row is newer than this one. */
  if (row == NULL || self->engine != TV_ENGINE (source) || tva_review_queue_is_busy (self->queue)
      || !tva_paged_list_find (self->list, row->id, &position))
    return;
  item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  tva_item_set_row (item, g_steal_pointer (&row), (GDestroyNotify) tv_review_item_free);
}

static void
refresh_item (TvaReviewPage *self, gint64 item_id)
{
  tv_engine_call_async (self->engine,
                        fetch_item_call,
                        g_memdup2 (&item_id, sizeof item_id),
                        g_free,
                        (GDestroyNotify) tv_review_item_free,
                        NULL,
                        item_fetched_cb,
                        g_object_ref (self));
}

/* Says what was not to be seen at once, and shows it. */
static void
tell (TvaReviewPage *self, char *text, gint64 item_id, gint64 item_count)
{
  g_autofree char *owned = text;
  TvaWindow *window = tva_window_of (self);

  if (item_count > 0)
    tva_review_page_load (self, item_id);
  if (window != NULL)
    tva_window_add_toast (window, adw_toast_new (owned));
}

/* A run that was judged again is no decision of a person: the page that did it takes it back. */
static const char *
say_nothing_to_undo (TvaReviewPage *self)
{
  TvaWindow *window = tva_window_of (self);

  if (window != NULL && tva_what_if_can_undo (window))
    return _ ("There is no decision to undo; another minimum score is undone under Runs");
  return _ ("There is no decision to undo");
}

static void
undone_cb (TvaReviewPage *self, const TvaDecision *decision, gint64 item_id, gint64 item_count)
{
  g_autofree char *number = tv_count_to_display (item_count);

  if (can_paint (self, decision))
    refresh_item (self, item_id);
  else if (item_count == 0)
    tell (self, g_strdup (say_nothing_to_undo (self)), 0, 0);
  else
    tell (self,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%s decision undone",
                                        "%s decisions undone",
                                        (gulong) item_count),
                           number),
          item_id,
          item_count);
}

static void
redone_cb (TvaReviewPage *self, const TvaDecision *decision, gint64 item_id, gint64 item_count)
{
  g_autofree char *number = tv_count_to_display (item_count);

  if (can_paint (self, decision))
    return;
  if (item_count == 0)
    tell (self, g_strdup (_ ("There is no decision to redo")), 0, 0);
  else
    tell (self,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%s decision redone",
                                        "%s decisions redone",
                                        (gulong) item_count),
                           number),
          item_id,
          item_count);
}

static void
failed_cb (TvaReviewPage *self, const TvaDecision *decision, const GError *error)
{
  TvaWindow *window = tva_window_of (self);

  tva_review_page_load (self, decision != NULL ? decision->item_id : 0);
  if (window != NULL)
    tva_window_show_error (window, _ ("Could not record the decision"), error);
}

/* What was put off until everything is written. */
static void
idle_cb (TvaReviewPage *self)
{
  if (self->is_stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tva_review_page_load (self, self->focus_id);
  else
    tva_review_page_show_counts (self);
}

/**
 * tva_review_page_connect_queue:
 * @self: the page
 *
 * Listens to what becomes of the decisions.
 */
void
tva_review_page_connect_queue (TvaReviewPage *self)
{
  g_signal_connect_object (self->queue, "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "redone", G_CALLBACK (redone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
}
