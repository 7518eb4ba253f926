/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the data of one run. It only shows: loading is the page's part, and the buttons lead to
 * Review and to the export dialog through the window. */
#include "pages/runs/tva-run-view.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "pages/export/tva-export-dialog.h"
#include "pages/runs/tva-compare-dialog.h"
#include "pages/runs/tva-what-if-panel.h"
#include "tva-window.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-figure.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-in-steps.h"

#define FIGURES_A_FRAME 2
#define WHAT_IF_DEPTH 3 /* down to what stands in its cards */

typedef enum
{
  FIGURE_QUALITY,
  FIGURE_CUSTOMERS,
  FIGURE_ELIGIBLE,
  FIGURE_SERVED,
  FIGURE_ITEMS,
  FIGURE_PASSED,
  N_FIGURES,
} Figure;

static const struct
{
  const char *title;
  const char *note;
} figure_texts[N_FIGURES] = {
  [FIGURE_QUALITY] = { N_ ("Quality"), NULL },
  [FIGURE_CUSTOMERS] = { N_ ("Customers"), N_ ("in the workspace") },
  [FIGURE_ELIGIBLE] = { N_ ("Eligible"), N_ ("not opted out, not bounced, not contacted lately") },
  [FIGURE_SERVED] = { N_ ("Served"), N_ ("customers with a recommendation") },
  [FIGURE_ITEMS] = { N_ ("Recommendations"), NULL },
  [FIGURE_PASSED] = { N_ ("Pass rate"), NULL },
};

struct _TvaRunView
{
  AdwBin parent_instance;

  GtkWidget *head;
  GtkButton *back;
  GtkButton *compare;
  GtkButton *review;
  GtkButton *export;
  GtkButton *copy;
  GtkLabel *title;
  GtkLabel *subtitle;
  TvaFlow *figures;
  TvaFigure *figure[N_FIGURES];
  TvaWhatIfPanel *what_if;
  GtkLabel *nothing; /* why nobody got anything */
  TvaChartCard *exclusions;
  GtkWidget *details; /* how it was calculated */
  AdwActionRow *as_of;
  AdwActionRow *top_n;
  AdwActionRow *policy;
  AdwActionRow *choices;
  AdwActionRow *backtest;
  AdwActionRow *margin;
  AdwActionRow *made;
  AdwActionRow *digest;

  gint64 run_id;
  gint64 backtest_id;
  GPtrArray *parts;   /* of GtkWidget: they come in steps */
  gboolean has_begun; /* the frame that shows the list of runs is over */
  GPtrArray *runs;    /* of TvRunRow: all of them, for the comparison */
};

enum
{
  SIGNAL_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaRunView, tva_run_view, ADW_TYPE_BIN)

static void
back_clicked_cb (TvaRunView *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
review_clicked_cb (TvaRunView *self)
{
  g_autofree char *target = g_strdup_printf ("run:%" PRId64, self->run_id);
  TvaWindow *window = tva_window_of (self);

  if (window != NULL)
    tva_window_go (window, "review", target);
}

static void
compare_clicked_cb (TvaRunView *self)
{
  TvaWindow *window = tva_window_of (self);

  if (window != NULL && self->runs != NULL)
    tva_compare_dialog_present (window, self->run_id, self->runs);
}

static void
export_clicked_cb (TvaRunView *self)
{
  TvaWindow *window = tva_window_of (self);

  if (window != NULL)
    tva_export_dialog_present (window, self->run_id);
}

static void
backtest_activated_cb (TvaRunView *self)
{
  g_autofree char *target = g_strdup_printf ("backtest:%" PRId64, self->backtest_id);
  TvaWindow *window = tva_window_of (self);

  if (window != NULL)
    tva_window_go (window, "runs", target);
}

static void
copy_clicked_cb (TvaRunView *self)
{
  TvaWindow *window = tva_window_of (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->digest));
  if (window != NULL)
    tva_window_add_toast (window, adw_toast_new (_ ("Digest copied")));
}

static void
set_count (TvaRunView *self, Figure figure, gint64 count)
{
  g_autofree char *text = tv_count_to_display (count);

  tva_figure_set_value (self->figure[figure], text);
}

static void
set_row_count (AdwActionRow *row, gint64 count)
{
  g_autofree char *text = tv_count_to_display (count);

  adw_action_row_set_subtitle (row, text);
}

static void
show_figures (TvaRunView *self, const TvRunRow *run)
{
  g_autofree char *level = tva_level_dup_text (run->level);
  g_autofree char *quality = tv_ratio_to_display (run->metrics[TV_METRIC_QUALITY], 1);
  g_autofree char *pass_rate = tv_ratio_to_display (run->metrics[TV_METRIC_PASS_RATE], 1);
  g_autofree char *pending = tv_count_to_display (run->status_counts[TV_STATUS_PENDING]);
  g_autofree char *approved = tv_count_to_display (run->status_counts[TV_STATUS_APPROVED]);
  /* Translators: counts of recommendations */
  g_autofree char *statuses = g_strdup_printf (_ ("%s pending, %s approved"), pending, approved);
  g_autofree char *held = tv_count_to_display (run->held_count);
  /* Translators: stands below the share that passes; a count of recommendations that wait for a
   * person’s decision */
  g_autofree char *passed
      = run->held_count > 0 ? g_strdup_printf (
            _ ("let through by the policy; of the others, %s wait for your decision"),
            held)
                            : g_strdup (_ ("let through by the policy"));

  tva_figure_set_value (self->figure[FIGURE_QUALITY], level);
  tva_figure_set_note (self->figure[FIGURE_QUALITY], quality);
  set_count (self, FIGURE_CUSTOMERS, run->customer_count);
  set_count (self, FIGURE_ELIGIBLE, run->eligible_count);
  set_count (self, FIGURE_SERVED, run->served_count);
  set_count (self, FIGURE_ITEMS, run->item_count);
  tva_figure_set_note (self->figure[FIGURE_ITEMS], statuses);
  tva_figure_set_value (self->figure[FIGURE_PASSED], pass_rate);
  tva_figure_set_note (self->figure[FIGURE_PASSED], passed);
}

static void
show_backtest (TvaRunView *self, const TvRunRow *run)
{
  g_autofree char *number = tv_count_to_display (run->backtest_id);
  /* Translators: number of a backtest */
  g_autofree char *text = g_strdup_printf (_ ("Number %s: show it"), number);

  self->backtest_id = run->backtest_id;
  gtk_widget_set_visible (GTK_WIDGET (self->backtest), run->backtest_id != 0);
  adw_action_row_set_subtitle (self->backtest, text);
}

static void
show_details (TvaRunView *self, const TvRunRow *run)
{
  g_autofree char *as_of = tv_day_to_display (run->as_of_day);
  g_autofree char *policy = tva_run_dup_policy_title (run->policy);
  g_autofree char *version = tv_count_to_display (run->policy_version);
  g_autofree char *policy_text = g_strdup_printf (_ ("%s, version %s"), policy, version);
  g_autofree char *time = tva_run_dup_time (run->created_usec);
  g_autofree char *seconds = tv_number_to_display ((double) run->duration_usec / G_USEC_PER_SEC, 2);
  g_autofree char *choices = NULL;
  TvRunOptions options;
  /* Translators: date and time, seconds */
  g_autofree char *made = g_strdup_printf (_ ("%s, in %s seconds"), time, seconds);

  adw_action_row_set_subtitle (self->as_of, as_of);
  set_row_count (self->top_n, run->top_n);
  adw_action_row_set_subtitle (self->policy, policy_text);
  tv_run_row_get_options (run, &options);
  choices
      = g_strdup_printf ("%s · %s · %s",
                         tv_ranker_get_title (tv_ranker_from_code (options.ranker)),
                         tv_preset_get_title (tv_preset_from_code (options.preset)),
                         tv_thresholds_get_title (tv_thresholds_from_code (options.thresholds)));
  adw_action_row_set_subtitle (self->choices, choices);
  show_backtest (self, run);
  adw_action_row_set_subtitle (self->margin,
                               run->is_margin_known
                                   ? _ ("Known, and part of the score")
                                   : _ ("Not known: every product counts as average for profit"));
  adw_action_row_set_subtitle (self->made, made);
  adw_action_row_set_subtitle (self->digest, run->digest);
}

static void
tva_run_view_finalize (GObject *object)
{
  g_clear_pointer (&TVA_RUN_VIEW (object)->runs, g_ptr_array_unref);
  g_ptr_array_unref (TVA_RUN_VIEW (object)->parts);
  G_OBJECT_CLASS (tva_run_view_parent_class)->finalize (object);
}

static void
tva_run_view_class_init (TvaRunViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_run_view_finalize;
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_CHART_CARD);
  g_type_ensure (TVA_TYPE_WHAT_IF_PANEL);
  signals[SIGNAL_BACK] = g_signal_new ("back",
                                       TVA_TYPE_RUN_VIEW,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, head);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, back);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, compare);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, review);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, export);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, copy);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, title);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, figures);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, what_if);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, nothing);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, exclusions);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, details);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, as_of);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, top_n);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, policy);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, choices);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, backtest);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, margin);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, made);
  gtk_widget_class_bind_template_child (widget_class, TvaRunView, digest);
}

/* From top to bottom. The row of the backtest is not among them, as most runs
 * have none. */
static void
add_parts (TvaRunView *self)
{
  gpointer const more[] = { self->exclusions, self->details, self->as_of, self->top_n, self->policy,
                            self->choices,    self->margin,  self->made,  self->digest };

  tva_add_parts (self->parts, self->head, 0);
  for (guint i = 0; i < N_FIGURES; i++)
    tva_add_parts (self->parts, GTK_WIDGET (self->figure[i]), 0);
  tva_add_parts (self->parts, GTK_WIDGET (self->what_if), WHAT_IF_DEPTH);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    tva_add_parts (self->parts, more[i], 0);
}

static void
tva_run_view_init (TvaRunView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parts = g_ptr_array_new ();
  for (int i = 0; i < N_FIGURES; i++)
    {
      const char *note = figure_texts[i].note;

      self->figure[i]
          = TVA_FIGURE (tva_figure_new (_ (figure_texts[i].title), note != NULL ? _ (note) : NULL));
      tva_flow_append (self->figures, GTK_WIDGET (self->figure[i]));
    }
  add_parts (self);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_clicked_cb), self);
  g_signal_connect_swapped (self->compare, "clicked", G_CALLBACK (compare_clicked_cb), self);
  g_signal_connect_swapped (self->review, "clicked", G_CALLBACK (review_clicked_cb), self);
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (export_clicked_cb), self);
  g_signal_connect_swapped (self->backtest, "activated", G_CALLBACK (backtest_activated_cb), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_clicked_cb), self);
}

/* What is missing, where a run has no recommendation at all: the reason that most have. */
static void
show_nothing (TvaRunView *self, const TvaRunData *data)
{
  static const char *const advice[TV_N_EXCLUSIONS] = {
    [TV_EXCLUSION_OPTED_OUT] = N_ ("They are not written to."),
    [TV_EXCLUSION_BOUNCED] = N_ ("They need an address that can be reached."),
    [TV_EXCLUSION_SILENT] = N_ ("Choose a later reference date, or thresholds with less silence."),
    [TV_EXCLUSION_NO_ORDER]
    = N_ ("Import sales, or choose a reference date after the first order."),
    [TV_EXCLUSION_NO_CANDIDATE]
    = N_ ("Import products, or choose a later reference date or other thresholds."),
  };
  const GPtrArray *counts = data->counts[TV_DIMENSION_EXCLUSION];
  const TvRunCount *most = NULL;
  g_autofree char *number = NULL;
  g_autofree char *all = tv_count_to_display (data->run->customer_count);
  g_autofree char *text = NULL;

  for (guint i = 0; i < counts->len; i++)
    {
      const TvRunCount *count = counts->pdata[i];

      if (count->key >= 0 && count->key < TV_N_EXCLUSIONS
          && count->count > (most != NULL ? most->count : 0))
        most = count;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), data->run->item_count == 0 && most != NULL);
  if (most == NULL)
    return;
  number = tv_count_to_display (most->count);
  /* Translators: two counts of customers, a reason, an advice as a sentence */
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Nobody got a recommendation. Why, for %s of %s customer: %s. %s",
                   "Nobody got a recommendation. Why, for %s of %s customers: %s. %s",
                   (gulong) data->run->customer_count),
      number,
      all,
      most->label,
      _ (advice[most->key]));
  gtk_label_set_text (self->nothing, text);
}

/* The list beside it has the first frame to itself. A row of the details takes three times as long
 * as a figure. */
static gboolean
show_more (GtkWidget *widget)
{
  TvaRunView *self = TVA_RUN_VIEW (widget);
  gboolean has_begun = self->has_begun;
  gboolean has_head = gtk_widget_get_visible (self->head);
  gboolean has_figures = gtk_widget_get_visible (GTK_WIDGET (self->figure[N_FIGURES - 1]));

  self->has_begun = TRUE;
  return !has_begun || tva_show_some (self->parts, has_figures || !has_head ? 1 : FIGURES_A_FRAME);
}

/**
 * tva_run_view_set_data:
 * @view: a run view
 * @data: data with a run
 *
 * Shows a run.
 */
void
tva_run_view_set_data (TvaRunView *view, const TvaRunData *data)
{
  g_return_if_fail (TVA_IS_RUN_VIEW (view) && data->run != NULL);
  TvaWindow *window = tva_window_of (view);
  g_autofree char *title = tva_run_dup_title (data->run);
  g_autofree char *policy = tva_run_dup_policy_title (data->run->policy);
  g_autofree char *as_of = tv_day_to_display (data->run->as_of_day);
  /* Translators: reference date of the run, policy */
  g_autofree char *made = g_strdup_printf (_ ("as of %s, policy %s"), as_of, policy);
  g_autofree char *told = g_strdup_printf ("%s · %s", made, tva_run_get_ranker_title (data->run));
  const TvSummary *summary = window != NULL ? tva_window_get_summary (window) : NULL;
  gboolean is_old = summary != NULL && summary->sources_usec > data->run->created_usec;
  /* Translators: what a run was made by */
  g_autofree char *subtitle
      = is_old ? g_strdup_printf (_ ("%s; the data has changed since"), told) : g_strdup (told);

  view->run_id = data->run->id;
  gtk_label_set_text (view->title, title);
  gtk_label_set_text (view->subtitle, subtitle);
  g_clear_pointer (&view->runs, g_ptr_array_unref);
  view->runs = g_ptr_array_ref (data->runs);
  gtk_widget_set_visible (GTK_WIDGET (view->compare), data->runs->len > 1);
  gtk_widget_set_sensitive (GTK_WIDGET (view->review), data->run->item_count > 0);
  show_figures (view, data->run);
  show_details (view, data->run);
  show_nothing (view, data);
  if (window != NULL)
    tva_what_if_panel_set_run (view->what_if, tva_window_get_engine (window), data->run);
  tva_chart_card_take_series (view->exclusions, tva_run_chart_exclusions (data));
  tva_in_steps (GTK_WIDGET (view), show_more);
}

/**
 * tva_run_view_set_back_shown:
 * @view: a run view
 * @is_shown: whether the list of runs is hidden behind it
 *
 * Shows the button that leads back to the list.
 */
void
tva_run_view_set_back_shown (TvaRunView *view, gboolean is_shown)
{
  g_return_if_fail (TVA_IS_RUN_VIEW (view));
  gtk_widget_set_visible (GTK_WIDGET (view->back), is_shown);
}
