/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading of the Review page: the ids that the filter asks for and the counts, on a worker, then
 * the selection, the counts and the state (no run, no match, all reviewed) that follow from them.
 */
#include "pages/review/tva-review-page-private.h"

#include <glib/gi18n-lib.h>

#include "pages/review/tva-review-row.h"
#include "tva-window.h"

typedef struct
{
  TvReviewQuery query;
  char *search;
} LoadInput;

typedef struct
{
  gint64 run_id; /* 0 = there is none */
  GArray *ids;
  gint64 counts[TV_N_STATUSES];
  gint64 held_count;
  char currency[4];
} Loaded;

static void
load_input_free (LoadInput *input)
{
  g_free (input->search);
  g_free (input);
}

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->ids, g_array_unref);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static gpointer
load_call (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  LoadInput *input = data;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  TvSummary summary;

  if (!tv_engine_get_summary (engine, &summary, error))
    return NULL;
  memcpy (loaded->currency, summary.currency, sizeof loaded->currency);
  loaded->run_id = input->query.run_id != 0 ? input->query.run_id : summary.latest_run_id;
  if (loaded->run_id == 0)
    return g_steal_pointer (&loaded);
  input->query.run_id = loaded->run_id;
  loaded->ids = tv_engine_list_review_ids (engine, &input->query, progress, error);
  if (loaded->ids == NULL
      || !tv_engine_count_statuses (engine,
                                    loaded->run_id,
                                    loaded->counts,
                                    &loaded->held_count,
                                    error))
    return NULL;
  return g_steal_pointer (&loaded);
}

static void
show_loaded (TvaReviewPage *self, Loaded *loaded)
{
  guint position;

  self->generation++;
  self->run_id = loaded->run_id;
  self->held_count = loaded->held_count;
  memcpy (self->counts, loaded->counts, sizeof self->counts);
  memcpy (self->currency, loaded->currency, sizeof self->currency);
  tva_paged_list_set_ids (self->list, g_steal_pointer (&loaded->ids));
  if (self->focus_id != 0 && tva_paged_list_find (self->list, self->focus_id, &position))
    tva_review_page_select (self, position);
  else if (tva_paged_list_get_length (self->list) > 0)
    tva_review_page_select (self, 0);
  self->focus_id = 0;
  tva_review_page_show_counts (self);
  tva_review_page_show_state (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Loaded) loaded = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  g_clear_pointer (&self->loading, tv_progress_unref);
  if (self->engine == NULL)
    return;
  if (self->engine != TV_ENGINE (source) || self->is_stale)
    tva_review_page_load (self, self->focus_id);
  else if (loaded != NULL)
    show_loaded (self, loaded);
  else if (tva_window_of (self) != NULL)
    tva_window_show_page_error (tva_window_of (self),
                                _ ("Could not show the recommendations"),
                                error);
}

/**
 * tva_review_page_load:
 * @self: the page
 * @focus_id: the item to select afterwards, 0 = the first
 *
 * Loads the list that the filter asks for. One load at a time; a newer wish cancels the one under
 * way and follows it. While decisions are being written it waits for them, as the workspace does
 * not hold yet what was painted.
 */
void
tva_review_page_load (TvaReviewPage *self, gint64 focus_id)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LoadInput *input;

  self->is_stale = TRUE;
  self->focus_id = focus_id;
  if (self->engine == NULL || tva_review_queue_is_busy (self->queue))
    return;
  if (self->loading != NULL)
    {
      g_cancellable_cancel (tv_progress_get_cancellable (self->loading));
      return;
    }
  input = g_new0 (LoadInput, 1);
  tva_review_filter_get_query (self->filter, self->wanted_run_id, &input->query);
  input->search = g_strdup (input->query.search);
  input->query.search = input->search;
  self->is_stale = FALSE;
  self->loading = tv_progress_new (cancellable);
  tv_engine_call_async (self->engine,
                        load_call,
                        input,
                        (GDestroyNotify) load_input_free,
                        (GDestroyNotify) loaded_free,
                        self->loading,
                        loaded_cb,
                        g_object_ref (self));
}

/* The list keeps its focus on a row of its own, which J, K and decisions would leave behind;
 * GTK 4.8 has no call to move it. */
static void
focus_selected_row (TvaReviewPage *self)
{
  GtkWidget *list = GTK_WIDGET (self->list_view);
  gpointer selected = gtk_single_selection_get_selected_item (self->selection);

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (TVA_IS_REVIEW_ROW (row)
          && (gpointer) tva_review_row_get_item (TVA_REVIEW_ROW (row)) == selected)
        {
          gtk_widget_grab_focus (child);
          return;
        }
    }
  gtk_widget_grab_focus (list);
}

/**
 * tva_review_page_select:
 * @self: the page
 * @position: in the list
 *
 * Selects an item and brings it into view; the focus follows only if it was in the list.
 */
void
tva_review_page_select (TvaReviewPage *self, guint position)
{
  GtkWidget *list = GTK_WIDGET (self->list_view);
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean has_focus = focus == NULL || focus == list || gtk_widget_is_ancestor (focus, list);

  tva_paged_list_reach (self->list, position);
  gtk_single_selection_set_selected (self->selection, position);
  if (!gtk_widget_get_mapped (list))
    return;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  if (has_focus)
    focus_selected_row (self);
}

/**
 * tva_review_page_show_counts:
 * @self: the page
 *
 * Shows the counts of list, run and session.
 */
void
tva_review_page_show_counts (TvaReviewPage *self)
{
  guint length = tva_paged_list_get_length (self->list);
  guint done = tva_review_queue_get_done_count (self->queue);
  guint decisions = tva_review_queue_get_decision_count (self->queue);
  double minutes = self->session_usec != 0 ? (double) (g_get_monotonic_time () - self->session_usec)
                                                 / (60. * G_USEC_PER_SEC)
                                           : 0.;
  g_autofree char *number = tv_count_to_display (length);
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s recommendation", "%s recommendations", length),
      number);
  g_autofree char *done_text = tv_count_to_display (done);
  g_autofree char *left_text = tv_count_to_display (self->counts[TV_STATUS_PENDING]);
  g_autofree char *rate
      = tv_count_to_display (minutes > .1 ? (gint64) (decisions / minutes + .5) : decisions);
  /* Translators: counts of this session: decided, still pending, decided in a minute */
  g_autofree char *strip
      = g_strdup_printf (_ ("%s done · %s left · %s a minute"), done_text, left_text, rate);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->strip, strip);
  tva_review_filter_set_counts (self->filter, self->counts, self->held_count);
}

/**
 * tva_review_page_show_state:
 * @self: the page
 *
 * Shows what the page can do now: nothing without a run, no match, all reviewed, or the card.
 */
void
tva_review_page_show_state (TvaReviewPage *self)
{
  gboolean has_items = tva_paged_list_get_length (self->list) > 0;
  gboolean is_done = self->run_id != 0 && self->counts[TV_STATUS_PENDING] == 0;
  gboolean can_decide;
  TvReviewQuery query;

  tva_review_filter_get_query (self->filter, 0, &query);
  is_done = is_done && query.status == TV_STATUS_PENDING;
  gtk_widget_set_visible (self->no_run, self->run_id == 0);
  gtk_widget_set_visible (self->content, self->run_id != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_match), !has_items);
  gtk_widget_set_visible (GTK_WIDGET (self->card_scroller), has_items);
  adw_status_page_set_icon_name (self->no_match,
                                 is_done ? "object-select-symbolic" : "edit-find-symbolic");
  adw_status_page_set_title (self->no_match, is_done ? _ ("All reviewed") : _ ("No match"));
  adw_status_page_set_description (
      self->no_match,
      is_done
          ? _ ("Nothing is pending in this run. Export what is approved, or look at all decisions.")
          : _ ("No recommendation of this run fits the filters."));
  gtk_widget_set_visible (self->export, is_done);
  gtk_button_set_label (GTK_BUTTON (self->clear),
                        is_done ? _ ("Show all decisions") : _ ("Clear filters"));
  can_decide = has_items && self->engine != NULL && !tv_engine_is_read_only (self->engine);
  gtk_widget_set_sensitive (self->approve_all, can_decide && query.status != TV_STATUS_APPROVED);
  gtk_widget_set_sensitive (self->approve, can_decide);
  gtk_widget_set_sensitive (self->reject, can_decide);
  gtk_widget_set_sensitive (self->flag, can_decide);
  gtk_widget_set_sensitive (self->previous, has_items);
  gtk_widget_set_sensitive (self->next, has_items);
}
