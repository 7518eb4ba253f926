/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows one backtest: first in plain sentences, then in charts, then what new runs could do. It
 * loads on a worker when it is shown and something has changed. What is missing for looking back is
 * said in place of the figures. */
#include "pages/runs/tva-backtest-view.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-charts.h"
#include "pages/runs/tva-backtest-data.h"
#include "pages/runs/tva-backtest-start.h"
#include "pages/runs/tva-backtest-steps.h"
#include "pages/runs/tva-backtest-ways.h"
#include "pages/runs/tva-backtest-words.h"
#include "tva-loader.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-id-choice.h"
#include "widgets/tva-name.h"
#include "widgets/tva-one-line.h"
#include "widgets/tva-run-charts.h"

static const guint day_choices[] = { 30, 60, 90 };

struct _TvaBacktestView
{
  AdwBin parent_instance;

  GtkButton *back;
  GtkLabel *subtitle;
  GtkWidget *history_box;
  GtkDropDown *history;
  GtkButton *delete;
  GtkDropDown *days;
  TvaFlow *head;
  GtkWidget *start; /* days and button, in the head or where there is nothing yet */
  GtkButton *make;
  AdwStatusPage *nothing;
  GtkWidget *content;
  GtkLabel *headline;
  GtkLabel *baseline;
  GtkLabel *method;
  TvaChartCard *rankers;
  TvaChartCard *money;
  TvaBacktestWays *ways;
  TvaChartCard *runs;
  TvaChartCard *steps;
  TvaChartCard *scenarios;
  TvaChartCard *novel;
  TvaChartCard *segments;
  TvaChartCard *coverage;
  AdwActionRow *difference;
  AdwActionRow *leak;
  AdwActionRow *tested;
  AdwActionRow *expert;

  TvaLoader *loader; /* of the backtest that is chosen; 0 = the latest */
  TvaIdChoice *choice;
  gint64 shown_id;
  gboolean is_making;
};

enum
{
  SIGNAL_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaBacktestView, tva_backtest_view, ADW_TYPE_BIN)

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tva_backtest_data_load (engine, *(gint64 *) input, error);
}

/* Where there is nothing yet, what begins it stands below what it is. */
static void
place_start (TvaBacktestView *self, gboolean is_empty)
{
  g_autoptr (GtkWidget) start = g_object_ref (self->start);

  if ((adw_status_page_get_child (self->nothing) == start) == is_empty)
    return;
  if (is_empty)
    gtk_widget_unparent (start);
  adw_status_page_set_child (self->nothing, is_empty ? start : NULL);
  if (!is_empty)
    tva_flow_append (self->head, start);
  gtk_widget_set_halign (start, is_empty ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
}

static void
show_nothing (TvaBacktestView *self, const char *title, const char *description)
{
  place_start (self, TRUE);
  gtk_widget_set_visible (self->content, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), TRUE);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, description);
}

static void
fill_history (TvaBacktestView *self, const TvaBacktestData *data)
{
  tva_id_choice_clear (self->choice);
  for (guint i = 0; i < data->backtests->len; i++)
    {
      const TvBacktest *backtest = data->backtests->pdata[i];
      g_autofree char *title = tva_backtest_dup_title (backtest);

      tva_id_choice_add (self->choice, backtest->id, title);
    }
  tva_id_choice_show (self->choice, data->backtest != NULL ? data->backtest->id : 0);
  gtk_widget_set_visible (self->history_box, data->backtests->len > 0);
}

static void
show_subtitle (TvaBacktestView *self, const TvBacktest *backtest)
{
  g_autofree char *made = tva_run_dup_time (backtest->created_usec);
  /* Translators: date and time */
  g_autofree char *text = backtest->is_stale
                              ? g_strdup_printf (_ ("made %s; the data has changed since"), made)
                              : g_strdup_printf (_ ("made %s"), made);

  gtk_label_set_text (self->subtitle, text);
}

static void
show_sentences (TvaBacktestView *self, const TvBacktest *backtest)
{
  g_autofree char *headline = tva_backtest_dup_headline (backtest);
  g_autofree char *baseline = tva_backtest_dup_baseline (backtest);
  g_autofree char *method = tva_backtest_dup_method (backtest);

  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->baseline, baseline);
  gtk_label_set_text (self->method, method);
}

static void
show_sureness (TvaBacktestView *self, const TvBacktest *backtest)
{
  const TvBacktestTruth *truth = &backtest->truth[TV_PROTOCOL_ALL][0];
  g_autofree char *difference = tva_backtest_dup_difference (backtest);
  g_autofree char *leak = tva_backtest_dup_leak (backtest);
  g_autofree char *customers = tv_count_to_display (truth->customer_count);
  g_autofree char *all = tv_count_to_display (backtest->customer_count);
  g_autofree char *pairs = tv_count_to_display (truth->pair_count);
  /* Translators: three counts */
  g_autofree char *tested = g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          "Of the %s customer who had bought before, %s came back; products that could be "
          "foreseen: %s. A product counts once a customer.",
          "Of the %s customers who had bought before, %s came back; products that could be "
          "foreseen: %s. A product counts once a customer.",
          (gulong) backtest->customer_count),
      all,
      customers,
      pairs);
  g_autofree char *expert = tva_backtest_dup_expert (backtest);

  adw_action_row_set_subtitle (self->difference, difference);
  adw_action_row_set_subtitle (self->leak, leak);
  adw_action_row_set_subtitle (self->tested, tested);
  adw_action_row_set_subtitle (self->expert, expert);
}

static void
show_chart (TvaChartCard *card, TvaChartSeries *series)
{
  gtk_widget_set_visible (GTK_WIDGET (card), tva_chart_series_get_length (series) > 0);
  tva_chart_card_take_series (card, series);
}

static void
show_backtest (TvaBacktestView *self, const TvaBacktestData *data)
{
  const TvBacktest *backtest = data->backtest;
  const char *currency = data->summary.currency;

  self->shown_id = backtest->id;
  place_start (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), FALSE);
  gtk_widget_set_visible (self->content, TRUE);
  show_subtitle (self, backtest);
  show_sentences (self, backtest);
  show_chart (self->rankers, tva_backtest_chart_rankers (backtest));
  show_chart (self->money, tva_backtest_chart_money (backtest, currency));
  tva_backtest_ways_set_data (self->ways, data);
  show_chart (self->runs, tva_backtest_chart_runs (backtest));
  show_chart (self->steps, tva_backtest_chart_steps (backtest));
  show_chart (self->scenarios, tva_backtest_chart_scenarios (backtest));
  show_chart (self->novel, tva_backtest_chart_novel (backtest));
  show_chart (self->segments, tva_backtest_chart_segments (backtest));
  show_chart (self->coverage, tva_backtest_chart_coverage (backtest));
  show_sureness (self, backtest);
}

static void
show_data (gpointer owner, gpointer loaded)
{
  TvaBacktestView *self = TVA_BACKTEST_VIEW (owner);
  const TvaBacktestData *data = loaded;

  fill_history (self, data);
  if (data->backtest != NULL)
    {
      show_backtest (self, data);
      return;
    }
  self->shown_id = 0;
  gtk_label_set_text (self->subtitle, _ ("What would each way of choosing have foreseen?"));
  if (data->summary.customer_count == 0)
    show_nothing (self,
                  _ ("No customers yet"),
                  _ ("A backtest needs customers, products and sales. Import your shop’s files "
                     "first."));
  else
    show_nothing (self,
                  _ ("No backtest yet"),
                  _ ("A backtest hides the last days, lets each way of choosing name products for "
                     "every customer, and compares them with what was really bought. It changes "
                     "nothing."));
}

static const TvaLoaderKind loading = {
  .call = load_call,
  .free_data = (GDestroyNotify) tva_backtest_data_free,
  .show = show_data,
  .failure = N_ ("Could not show the backtest"),
};

static void
back_clicked_cb (TvaBacktestView *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
history_chosen_cb (gpointer owner, gint64 id)
{
  tva_backtest_view_show (TVA_BACKTEST_VIEW (owner), id);
}

/* What is missing for looking back is no mishap: it stands where the figures would. */
static void
made_cb (gpointer data, const GError *error)
{
  TvaBacktestView *self = data;

  self->is_making = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->make), TRUE);
  if (tva_loader_get_engine (self->loader) == NULL)
    return;
  if (error == NULL)
    tva_loader_want (self->loader, 0);
  else if (g_error_matches (error, TV_ERROR, TV_ERROR_REFUSED) && self->shown_id == 0)
    show_nothing (self, _ ("Not enough to look back at"), error->message);
  else if (tva_window_of (self) != NULL)
    tva_window_show_error (tva_window_of (self), _ ("Could not make the backtest"), error);
}

static void
make_clicked_cb (TvaBacktestView *self)
{
  TvaWindow *window = tva_window_of (self);
  guint selected = gtk_drop_down_get_selected (self->days);

  if (window == NULL || self->is_making || selected >= G_N_ELEMENTS (day_choices))
    return;
  tva_window_clear_error (window);
  self->is_making = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->make), FALSE);
  tva_backtest_start (window, day_choices[selected], made_cb, G_OBJECT (self));
}

static void
deleted_cb (gpointer data, const GError *error)
{
  TvaBacktestView *self = data;

  if (error == NULL)
    tva_backtest_view_show (self, 0);
  else if (tva_window_of (self) != NULL)
    tva_window_show_error (tva_window_of (self), _ ("Could not delete the backtest"), error);
}

static void
delete_clicked_cb (TvaBacktestView *self)
{
  TvEngine *engine = tva_loader_get_engine (self->loader);

  if (engine != NULL && self->shown_id != 0)
    tva_backtest_delete (engine, self->shown_id, deleted_cb, G_OBJECT (self));
}

static void
way_chosen_cb (TvaBacktestView *self, int ranker, int way)
{
  TvaWindow *window = tva_window_of (self);

  if (window != NULL && self->shown_id != 0)
    tva_backtest_choose (window, self->shown_id, (TvRanker) ranker, way);
}

static void
tva_backtest_view_dispose (GObject *object)
{
  tva_loader_set_engine (TVA_BACKTEST_VIEW (object)->loader, NULL);
  g_clear_pointer (&TVA_BACKTEST_VIEW (object)->choice, tva_id_choice_free);
  G_OBJECT_CLASS (tva_backtest_view_parent_class)->dispose (object);
}

static void
tva_backtest_view_finalize (GObject *object)
{
  g_object_unref (TVA_BACKTEST_VIEW (object)->loader);
  G_OBJECT_CLASS (tva_backtest_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, back);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, history_box);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, history);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, delete);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, days);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, head);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, start);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, make);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, nothing);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, content);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, headline);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, baseline);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, method);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, rankers);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, money);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, ways);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, runs);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, steps);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, scenarios);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, novel);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, segments);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, coverage);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, difference);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, leak);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, tested);
  gtk_widget_class_bind_template_child (widget_class, TvaBacktestView, expert);
}

static void
tva_backtest_view_class_init (TvaBacktestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_backtest_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_backtest_view_finalize;
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_CHART_CARD);
  g_type_ensure (TVA_TYPE_BACKTEST_WAYS);
  signals[SIGNAL_BACK] = g_signal_new ("back",
                                       TVA_TYPE_BACKTEST_VIEW,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-backtest-view.ui");
  bind_children (widget_class);
}

static void
tva_backtest_view_init (TvaBacktestView *self)
{
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  tva_one_line_set_choice (self->days);
  tva_name_set_choice (GTK_DROP_DOWN (self->days), _ ("Hidden days"));
  tva_one_line_set_choice (self->history);
  tva_name_set_choice (GTK_DROP_DOWN (self->history), _ ("Earlier backtests"));
  self->choice = tva_id_choice_new (self->history, history_chosen_cb, self);
  self->loader = tva_loader_new (GTK_WIDGET (self), &loading);
  for (gsize i = 0; i < G_N_ELEMENTS (day_choices); i++)
    {
      g_autofree char *number = tv_count_to_display (day_choices[i]);

      /* Translators: a number of days */
      gtk_string_list_take (days, g_strdup_printf (_ ("Hide the last %s days"), number));
    }
  gtk_drop_down_set_model (self->days, G_LIST_MODEL (days));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_clicked_cb), self);
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (make_clicked_cb), self);
  g_signal_connect_swapped (self->delete, "clicked", G_CALLBACK (delete_clicked_cb), self);
  g_signal_connect_swapped (self->ways, "chosen", G_CALLBACK (way_chosen_cb), self);
}

/**
 * tva_backtest_view_set_engine:
 * @view: a backtest view
 * @engine: (nullable): the workspace
 *
 * Shows another workspace's backtests; what came from the one before is forgotten.
 */
void
tva_backtest_view_set_engine (TvaBacktestView *view, TvEngine *engine)
{
  g_return_if_fail (TVA_IS_BACKTEST_VIEW (view));
  view->shown_id = 0;
  tva_loader_set_engine (view->loader, engine);
}

/**
 * tva_backtest_view_refresh:
 * @view: a backtest view
 *
 * Shows what it shows as it is now; once the view is seen.
 */
void
tva_backtest_view_refresh (TvaBacktestView *view)
{
  g_return_if_fail (TVA_IS_BACKTEST_VIEW (view));
  tva_loader_refresh (view->loader);
}

/**
 * tva_backtest_view_show:
 * @view: a backtest view
 * @id: a backtest, 0 = the latest
 *
 * Shows a backtest as it is now; once the view is seen.
 */
void
tva_backtest_view_show (TvaBacktestView *view, gint64 id)
{
  g_return_if_fail (TVA_IS_BACKTEST_VIEW (view));
  tva_loader_want (view->loader, id);
}
