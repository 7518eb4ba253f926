/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs the person today: cards made from the workspace's counts and its latest run, each
 * leading to its page. Before the first run there is one that says what to do next, in the place of
 * those that know nothing yet. An empty workspace greets with the two ways to begin. */
#include "pages/today/tva-today-page.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "pages/today/tva-today-card.h"
#include "tva-window.h"
#include "widgets/tva-column.h"
#include "widgets/tva-figure.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-run-charts.h"
#include "widgets/tva-welcome.h"

enum
{
  CARD_NEXT,
  CARD_PENDING,
  CARD_EXPORT,
  CARD_RUN,
  CARD_QUALITY,
  CARD_REJECTED,
  CARD_WAITING,
  N_CARDS,
};

static const struct
{
  const char *title, *icon_name, *page_id;
} card_infos[N_CARDS] = {
  [CARD_NEXT] = { N_ ("What to do next"), "system-run-symbolic", "runs" },
  [CARD_PENDING] = { N_ ("To review"), "object-select-symbolic", "review" },
  [CARD_EXPORT] = { N_ ("Approved, not exported"), "document-send-symbolic", "review" },
  [CARD_RUN] = { N_ ("Last run"), "system-run-symbolic", "runs" },
  [CARD_QUALITY] = { N_ ("Quality"), "power-profile-performance-symbolic", "quality" },
  [CARD_REJECTED] = { N_ ("Rejected rows"), "dialog-warning-symbolic", "imports" },
  [CARD_WAITING] = { N_ ("Waiting rows"), "content-loading-symbolic", "imports" },
};

struct _TvaTodayPage
{
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *facts;
  GtkWidget *sample;
  TvaTodayCard *cards[N_CARDS];
  TvEngine *engine;
  gboolean is_stale;
};

static void tva_today_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaTodayPage,
                               tva_today_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_today_page_page_init))

static void
set_count (TvaTodayPage *self, int card, gint64 count, const char *none, const char *some)
{
  g_autofree char *text = tv_count_to_display (count);

  tva_today_card_set (self->cards[card], text, count == 0 ? none : some, count > 0);
}

static void
show_facts (TvaTodayPage *self, const TvSummary *summary)
{
  g_autofree char *customer_count = tv_count_to_display (summary->customer_count);
  g_autofree char *product_count = tv_count_to_display (summary->product_count);
  g_autofree char *line_count = tv_count_to_display (summary->line_count);
  g_autofree char *customers
      = g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) summary->customer_count),
                         customer_count);
  g_autofree char *products
      = g_strdup_printf (ngettext ("%s product", "%s products", (gulong) summary->product_count),
                         product_count);
  g_autofree char *lines
      = g_strdup_printf (ngettext ("%s sales line", "%s sales lines", (gulong) summary->line_count),
                         line_count);
  g_autofree char *text = g_strjoin (" · ", customers, products, lines, NULL);

  if (summary->last_order_day != TV_DAY_NONE)
    {
      g_autofree char *day = tv_day_to_display (summary->last_order_day);
      g_autofree char *last = g_strdup_printf (_ ("last order on %s"), day);
      g_autofree char *both = g_strconcat (text, " · ", last, NULL);

      gtk_label_set_label (GTK_LABEL (self->facts), both);
    }
  else
    gtk_label_set_label (GTK_LABEL (self->facts), text);
  gtk_widget_set_visible (self->sample, summary->is_sample);
}

static void
show_counts (TvaTodayPage *self, const TvSummary *summary)
{
  g_autofree char *flagged = tv_count_to_display (summary->flagged_review_count);
  g_autofree char *note
      = summary->flagged_review_count > 0
            ? g_strdup_printf (ngettext ("recommendation waits for you; flagged besides: %s",
                                         "recommendations wait for you; flagged besides: %s",
                                         (gulong) summary->pending_review_count),
                               flagged)
            : g_strdup (ngettext ("recommendation waits for your decision",
                                  "recommendations wait for your decision",
                                  (gulong) summary->pending_review_count));

  set_count (self, CARD_PENDING, summary->pending_review_count, _ ("everything is decided"), note);
  set_count (self,
             CARD_EXPORT,
             summary->approved_unexported_count,
             _ ("nothing new to export"),
             ngettext ("approved recommendation is in no export yet",
                       "approved recommendations are in no export yet",
                       (gulong) summary->approved_unexported_count));
  set_count (self,
             CARD_REJECTED,
             summary->reject_count,
             _ ("every row could be used"),
             ngettext ("row could not be used; see why, mend and import it again",
                       "rows could not be used; see why, mend and import them again",
                       (gulong) summary->reject_count));
  set_count (self,
             CARD_WAITING,
             summary->pending_count,
             _ ("no row waits for its customer or product"),
             ngettext ("row waits for its customer or product",
                       "rows wait for their customer or product",
                       (gulong) summary->pending_count));
}

/* Data that came in after the run, or went, is in none of its recommendations. */
static gboolean
is_outdated (TvaTodayPage *self, const TvRunRow *run)
{
  TvaWindow *window = tva_window_of (self);
  const TvSummary *summary = window != NULL ? tva_window_get_summary (window) : NULL;

  return summary != NULL && summary->sources_usec > run->created_usec;
}

static void
show_run (TvaTodayPage *self, const TvRunRow *run)
{
  g_autofree char *day = tv_day_to_display (run->as_of_day);
  g_autofree char *counts = tva_run_dup_counts (run);
  /* Translators: "3 recommendations for 1 customer" */
  g_autofree char *known = g_strdup_printf (_ ("as of that day, %s"), counts);
  gboolean is_old = is_outdated (self, run);
  /* Translators: what a run has; the data changed after it */
  g_autofree char *note = is_old
                              ? g_strdup_printf (_ ("%s; the data is newer, so run again"), known)
                              : g_strdup (known);
  g_autofree char *target = g_strdup_printf ("run:%" PRId64, run->id);
  g_autofree char *level = tva_level_dup_text (run->level);
  g_autofree char *quality = tv_ratio_to_display (run->metrics[TV_METRIC_QUALITY], 1);
  g_autofree char *quality_note
      = g_strdup_printf (_ ("%s of what is possible in coverage, diversity and score"), quality);

  tva_today_card_set (self->cards[CARD_RUN], day, note, is_old);
  tva_today_card_set_target (self->cards[CARD_RUN], "runs", is_old ? "new" : target);
  tva_today_card_set (self->cards[CARD_QUALITY], level, quality_note, FALSE);
}

/* What is known before the first run stays: rows that were rejected, or that wait. */
static void
show_cards (TvaTodayPage *self, gboolean has_run)
{
  for (int i = 0; i < N_CARDS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->cards[i]),
                            i == CARD_REJECTED || i == CARD_WAITING || (i == CARD_NEXT) != has_run);
}

static void
show_next (TvaTodayPage *self, const TvSummary *summary)
{
  gboolean is_ready = summary->customer_count > 0;

  tva_today_card_set (self->cards[CARD_NEXT],
                      is_ready ? _ ("New run") : _ ("Customers"),
                      is_ready ? _ ("finds what to recommend to each customer, and says why")
                               : _ ("import a file of customers; none is known yet"),
                      TRUE);
  tva_today_card_set_target (self->cards[CARD_NEXT],
                             is_ready ? "runs" : "imports",
                             is_ready ? "new" : "");
}

static gpointer
load_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_get_run (engine, 0, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaTodayPage) self = TVA_TODAY_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (self);

  if (self->engine != TV_ENGINE (source))
    return;
  if (run == NULL && error != NULL && window != NULL)
    tva_window_show_page_error (window, _ ("Could not read the last run"), error);
  else if (run != NULL)
    show_run (self, run);
}

static void
load (TvaTodayPage *self)
{
  TvaWindow *window = tva_window_of (self);
  const TvSummary *summary = window != NULL ? tva_window_get_summary (window) : NULL;
  gboolean is_empty;

  if (summary == NULL || self->engine == NULL)
    return;
  self->is_stale = FALSE;
  is_empty = summary->customer_count == 0 && summary->batch_count == 0;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_empty ? "empty" : "cards");
  if (is_empty)
    return;
  show_facts (self, summary);
  show_counts (self, summary);
  show_cards (self, summary->latest_run_id != 0);
  if (summary->latest_run_id != 0)
    tv_engine_call_async (self->engine,
                          load_in_worker,
                          NULL,
                          NULL,
                          (GDestroyNotify) tv_run_row_free,
                          NULL,
                          loaded_cb,
                          g_object_ref (self));
  else
    show_next (self, summary);
}

static void
set_engine (TvaPage *page, TvEngine *engine)
{
  TvaTodayPage *self = TVA_TODAY_PAGE (page);

  g_set_object (&self->engine, engine);
  self->is_stale = TRUE;
}

static void
engine_changed (TvaPage *page, guint changed)
{
  TvaTodayPage *self = TVA_TODAY_PAGE (page);

  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
shown (TvaPage *page)
{
  TvaTodayPage *self = TVA_TODAY_PAGE (page);

  if (self->is_stale)
    load (self);
}

static void
tva_today_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = set_engine;
  iface->engine_changed = engine_changed;
  iface->shown = shown;
}

static GtkWidget *
make_head (TvaTodayPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->sample = gtk_label_new (_ ("Sample data: a fictional wine merchant"));
  self->facts = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->sample, "badge");
  gtk_widget_add_css_class (self->sample, "accent");
  gtk_widget_set_halign (self->sample, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (self->sample), TRUE);
  gtk_widget_add_css_class (self->facts, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->facts), 0);
  gtk_label_set_wrap (GTK_LABEL (self->facts), TRUE);
  gtk_box_append (GTK_BOX (box), self->sample);
  gtk_box_append (GTK_BOX (box), self->facts);
  return box;
}

static GtkWidget *
make_cards (TvaTodayPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *flow = tva_flow_new (250, 12);

  gtk_box_append (GTK_BOX (box), make_head (self));
  for (int i = 0; i < N_CARDS; i++)
    {
      GtkWidget *card = tva_today_card_new (_ (card_infos[i].title), card_infos[i].icon_name);

      self->cards[i] = TVA_TODAY_CARD (card);
      tva_today_card_set_target (self->cards[i], card_infos[i].page_id, "");
      tva_flow_append (TVA_FLOW (flow), card);
    }
  tva_today_card_set_target (self->cards[CARD_PENDING], "review", "status:pending");
  tva_today_card_set_target (self->cards[CARD_EXPORT], "review", "status:approved");
  tva_today_card_set_target (self->cards[CARD_REJECTED], "imports", "rejects");
  tva_today_card_set_target (self->cards[CARD_WAITING], "imports", "waiting");
  gtk_box_append (GTK_BOX (box), flow);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  return tva_column_new (box, 900);
}

static void
tva_today_page_dispose (GObject *object)
{
  g_clear_object (&TVA_TODAY_PAGE (object)->engine);
  G_OBJECT_CLASS (tva_today_page_parent_class)->dispose (object);
}

static void
tva_today_page_class_init (TvaTodayPageClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_today_page_dispose;
}

static void
tva_today_page_init (TvaTodayPage *self)
{
  GtkWidget *welcome
      = tva_welcome_new (TV_APP_ID "-symbolic",
                         _ ("Welcome to Tastevin"),
                         _ ("Import your customers, products and sales, and see what to recommend "
                            "to whom. Nothing leaves this computer."));

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), welcome, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), make_cards (self), "cards");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}
