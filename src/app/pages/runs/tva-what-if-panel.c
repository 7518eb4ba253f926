/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what the positions of the sliders come to. Another minimum score is counted from sums that
 * are read once; for other weights the run is calculated on a worker, and until it has come no
 * figure is shown. Applying judges the run again, or starts a run with the weights. */
#include "pages/runs/tva-what-if-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pages/runs/tva-run-start.h"
#include "pages/runs/tva-what-if-data.h"
#include "pages/runs/tva-what-if-judge.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-figure.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-wheel.h"
#include "widgets/tva-run-charts.h"

#define WAIT_MSEC 150 /* after the last move, before weights are calculated */

typedef enum
{
  FIGURE_PASSED,
  FIGURE_REACHED,
  FIGURE_APPROVED,
  FIGURE_HELD,
  N_FIGURES,
} Figure;

static const char *const figure_titles[N_FIGURES] = {
  [FIGURE_PASSED] = N_ ("Recommendations that pass"),
  [FIGURE_REACHED] = N_ ("Customers reached"),
  [FIGURE_APPROVED] = N_ ("Approved in all"),
  [FIGURE_HELD] = N_ ("Held by policy, undecided"),
};

static const char *const weight_titles[TV_N_PARTS] = {
  [TV_PART_AFFINITY] = N_ ("Fit with the customer"),
  [TV_PART_POPULARITY] = N_ ("Popularity"),
  [TV_PART_PROFIT] = N_ ("Profit"),
  [TV_PART_BASE] = N_ ("Scenario"),
};

struct _TvaWhatIfPanel
{
  AdwBin parent_instance;

  GtkAdjustment *minimum;
  GtkBox *weights;
  GtkAdjustment *weight[TV_N_PARTS];
  TvaFlow *figures;
  TvaFigure *figure[N_FIGURES];
  GtkButton *apply;
  GtkButton *reset;
  GtkSpinner *spinner;
  GtkLabel *hint;
  TvaChartCard *scores;
  TvaChartCard *scenarios;

  TvEngine *engine;
  gint64 run_id;
  TvRunOptions options; /* of the run; its policy's name is policy */
  char *policy;
  double run_minimum;
  guint8 run_weights[TV_N_PARTS];
  TvWhatIf *stored; /* the run as it is; NULL until it is read */
  TvWhatIf *tried;  /* the weights that the sliders show; NULL until they are calculated */
  guint wait_id;
  guint load_count, try_count; /* numbers of the latest questions */
  GCancellable *cancellable;   /* of the latest weights */
  gboolean is_syncing;
};

G_DEFINE_FINAL_TYPE (TvaWhatIfPanel, tva_what_if_panel, ADW_TYPE_BIN)

typedef struct
{
  TvaWhatIfPanel *self;
  guint number;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->self);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static double
get_minimum (TvaWhatIfPanel *self)
{
  return gtk_adjustment_get_value (self->minimum);
}

static void
get_weights (TvaWhatIfPanel *self, guint8 weights[TV_N_PARTS])
{
  for (guint i = 0; i < TV_N_PARTS; i++)
    weights[i] = (guint8) lround (gtk_adjustment_get_value (self->weight[i]));
}

static gboolean
is_weighed (TvaWhatIfPanel *self)
{
  guint8 weights[TV_N_PARTS];

  get_weights (self, weights);
  return memcmp (weights, self->run_weights, sizeof weights) != 0;
}

static gboolean
is_moved (TvaWhatIfPanel *self)
{
  return lround (get_minimum (self) * 100) != lround (self->run_minimum * 100);
}

/* What the position of the sliders is about; NULL while it is not known. */
static const TvWhatIf *
get_what_if (TvaWhatIfPanel *self)
{
  return is_weighed (self) ? self->tried : self->stored;
}

/* "+120 against now" */
static void
show_figure (TvaWhatIfPanel *self, Figure figure, gint64 value, gint64 now, gint64 all)
{
  g_autofree char *text = tv_count_to_display (value);
  g_autofree char *difference = tv_count_to_display (ABS (value - now));
  g_autofree char *share = tv_ratio_to_display (all > 0 ? (double) value / (double) all : 0, 1);
  g_autofree char *note = NULL;

  tva_figure_set_value (self->figure[figure], text);
  if (value != now)
    /* Translators: a count, with + or − before it */
    note
        = g_strdup_printf (value > now ? _ ("+%s against now") : _ ("−%s against now"), difference);
  else if (all > 0)
    note = g_strdup (share);
  else
    note = g_strdup (_ ("as now"));
  tva_figure_set_note (self->figure[figure], note);
}

static void
show_counts (TvaWhatIfPanel *self, const TvWhatIf *what_if)
{
  TvWhatIfCounts counts, now = { 0 };

  tv_what_if_count (what_if, get_minimum (self), &counts);
  if (self->stored != NULL)
    tv_what_if_count (self->stored, self->run_minimum, &now);
  show_figure (self, FIGURE_PASSED, counts.passed_count, now.passed_count, counts.item_count);
  show_figure (self, FIGURE_REACHED, counts.reached_count, now.reached_count, 0);
  show_figure (self, FIGURE_APPROVED, counts.approved_count, now.approved_count, 0);
  show_figure (self, FIGURE_HELD, counts.held_count, now.held_count, 0);
}

static void
show_hint (TvaWhatIfPanel *self, gboolean is_known)
{
  const char *text = "";

  if (!is_known)
    text = is_weighed (self) ? _ ("Calculating the run with these weights…") : _ ("Counting…");
  else if (is_weighed (self))
    text = _ ("Applying starts a new run with these weights; this one stays as it is.");
  else if (is_moved (self))
    text = _ ("Applying judges this run again. What people decided stays.");
  gtk_label_set_text (self->hint, text);
}

static void
show (TvaWhatIfPanel *self)
{
  const TvWhatIf *what_if = get_what_if (self);
  gboolean is_changed = is_moved (self) || is_weighed (self);
  g_autoptr (TvaChartSeries) scores = tva_what_if_chart_scores (what_if, get_minimum (self));
  g_autoptr (TvaChartSeries) scenarios = tva_what_if_chart_scenarios (what_if, get_minimum (self));

  tva_chart_card_set_series (self->scores, scores);
  tva_chart_card_set_series (self->scenarios, scenarios);
  if (what_if != NULL)
    show_counts (self, what_if);
  else
    for (guint i = 0; i < N_FIGURES; i++)
      {
        tva_figure_set_value (self->figure[i], "…");
        tva_figure_set_note (self->figure[i], " ");
      }
  gtk_spinner_set_spinning (self->spinner, what_if == NULL);
  show_hint (self, what_if != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reset), is_changed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply),
                            is_changed && what_if != NULL && self->engine != NULL
                                && !tv_engine_is_read_only (self->engine));
}

static void
fill_options (TvaWhatIfPanel *self, TvRunOptions *out)
{
  *out = self->options;
  out->policy = self->policy;
  get_weights (self, out->weights);
  out->has_minimum = is_moved (self);
  out->minimum_score = get_minimum (self);
}

static Waiting *
waiting_new (TvaWhatIfPanel *self, guint number)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->self = g_object_ref (self);
  waiting->number = number;
  return waiting;
}

static void
take_answer (GObject *source, GAsyncResult *result, Waiting *waiting, gboolean is_tried)
{
  TvaWhatIfPanel *self = waiting->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvWhatIf) what_if = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvWhatIf **place = is_tried ? &self->tried : &self->stored;

  if (self->engine != TV_ENGINE (source)
      || waiting->number != (is_tried ? self->try_count : self->load_count))
    return;
  if (what_if == NULL)
    {
      gtk_spinner_set_spinning (self->spinner, FALSE);
      gtk_label_set_text (self->hint, error != NULL ? error->message : "");
      return;
    }
  g_clear_pointer (place, tv_what_if_free);
  *place = g_steal_pointer (&what_if);
  show (self);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;

  take_answer (source, result, waiting, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;

  take_answer (source, result, waiting, FALSE);
}

static gboolean
wait_over_cb (gpointer data)
{
  TvaWhatIfPanel *self = data;
  g_autoptr (TvProgress) progress = NULL;
  TvRunOptions options;

  self->wait_id = 0;
  if (self->engine == NULL || !is_weighed (self))
    return G_SOURCE_REMOVE;
  fill_options (self, &options);
  self->cancellable = g_cancellable_new ();
  progress = tv_progress_new (self->cancellable);
  tva_what_if_preview_async (self->engine,
                             &options,
                             progress,
                             tried_cb,
                             waiting_new (self, ++self->try_count));
  return G_SOURCE_REMOVE;
}

static void
forget_tried (TvaWhatIfPanel *self)
{
  g_clear_pointer (&self->tried, tv_what_if_free);
  self->try_count++;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* A position of the sliders: with other weights the minimum too decides what is chosen. */
static void
moved (TvaWhatIfPanel *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  forget_tried (self);
  if (is_weighed (self))
    self->wait_id = g_timeout_add (WAIT_MSEC, wait_over_cb, self);
  show (self);
}

static void
minimum_changed_cb (TvaWhatIfPanel *self)
{
  if (!self->is_syncing)
    moved (self);
}

static void
set_weights (TvaWhatIfPanel *self, const guint8 weights[TV_N_PARTS])
{
  self->is_syncing = TRUE;
  for (guint i = 0; i < TV_N_PARTS; i++)
    gtk_adjustment_set_value (self->weight[i], weights[i]);
  self->is_syncing = FALSE;
}

static void
weight_changed_cb (TvaWhatIfPanel *self, GtkAdjustment *adjustment)
{
  guint8 weights[TV_N_PARTS];
  guint index = 0, others = 0, value;

  if (self->is_syncing)
    return;
  get_weights (self, weights);
  while (self->weight[index] != adjustment)
    index++;
  /* The others still stand where they were. */
  for (guint i = 0; i < TV_N_PARTS; i++)
    others += i != index ? weights[i] : 0;
  value = weights[index];
  weights[index] = (guint8) (100 - others);
  tva_what_if_balance (weights, index, (guint8) value);
  set_weights (self, weights);
  moved (self);
}

static void
reset_positions (TvaWhatIfPanel *self)
{
  set_weights (self, self->run_weights);
  self->is_syncing = TRUE;
  gtk_adjustment_set_value (self->minimum, self->run_minimum);
  self->is_syncing = FALSE;
}

static void
reset_clicked_cb (TvaWhatIfPanel *self)
{
  reset_positions (self);
  moved (self);
}

static void
apply_clicked_cb (TvaWhatIfPanel *self)
{
  TvaWindow *window = tva_window_of (self);
  TvRunOptions options;

  if (window == NULL)
    return;
  fill_options (self, &options);
  if (is_weighed (self))
    tva_run_start (window, &options);
  else
    tva_what_if_judge (window, self->run_id, get_minimum (self));
}

static void
add_weight (TvaWhatIfPanel *self, guint index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (weight_titles[index]));
  GtkAdjustment *adjustment = gtk_adjustment_new (0, 0, 100, 1, 5, 0);
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_scale_set_digits (GTK_SCALE (scale), 0);
  gtk_scale_set_draw_value (GTK_SCALE (scale), TRUE);
  gtk_scale_set_value_pos (GTK_SCALE (scale), GTK_POS_RIGHT);
  gtk_widget_set_hexpand (scale, TRUE);
  tva_wheel_leave_to_page (scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (weight_titles[index]),
                                  -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scale);
  gtk_box_append (self->weights, box);
  self->weight[index] = adjustment;
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (weight_changed_cb), self);
}

static void
tva_what_if_panel_dispose (GObject *object)
{
  TvaWhatIfPanel *self = TVA_WHAT_IF_PANEL (object);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tva_what_if_panel_parent_class)->dispose (object);
}

static void
tva_what_if_panel_finalize (GObject *object)
{
  TvaWhatIfPanel *self = TVA_WHAT_IF_PANEL (object);

  g_clear_pointer (&self->stored, tv_what_if_free);
  g_clear_pointer (&self->tried, tv_what_if_free);
  g_free (self->policy);
  G_OBJECT_CLASS (tva_what_if_panel_parent_class)->finalize (object);
}

static void
tva_what_if_panel_class_init (TvaWhatIfPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_what_if_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_what_if_panel_finalize;
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_CHART_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-what-if-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, minimum);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, weights);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, figures);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, apply);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, reset);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, hint);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, scores);
  gtk_widget_class_bind_template_child (widget_class, TvaWhatIfPanel, scenarios);
}

static void
tva_what_if_panel_init (TvaWhatIfPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tva_wheel_leave_to_page (GTK_WIDGET (self));
  for (guint i = 0; i < TV_N_PARTS; i++)
    add_weight (self, i);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->figure[i] = TVA_FIGURE (tva_figure_new (_ (figure_titles[i]), " "));
      tva_flow_append (self->figures, GTK_WIDGET (self->figure[i]));
    }
  g_signal_connect_swapped (self->minimum, "value-changed", G_CALLBACK (minimum_changed_cb), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_clicked_cb), self);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (reset_clicked_cb), self);
}

/**
 * tva_what_if_panel_set_run:
 * @panel: a panel
 * @engine: the engine of the run's workspace
 * @run: the run
 *
 * Shows a run. Where it is the one that is shown already, judged as before, the sliders stay where
 * they are.
 */
void
tva_what_if_panel_set_run (TvaWhatIfPanel *panel, TvEngine *engine, const TvRunRow *run)
{
  g_return_if_fail (TVA_IS_WHAT_IF_PANEL (panel));
  gboolean is_same = panel->run_id == run->id && panel->run_minimum == run->minimum_score
                     && panel->engine == engine;

  g_set_object (&panel->engine, engine);
  panel->run_id = run->id;
  panel->run_minimum = run->minimum_score;
  g_free (panel->policy);
  panel->policy = g_strdup (run->policy);
  tv_run_row_get_options (run, &panel->options);
  panel->options.policy = NULL;
  tv_run_row_get_weights (run, panel->run_weights);
  g_clear_pointer (&panel->stored, tv_what_if_free);
  if (!is_same)
    {
      forget_tried (panel);
      reset_positions (panel);
    }
  if (engine == NULL)
    return;
  tva_what_if_load_async (engine,
                          run->id,
                          NULL,
                          loaded_cb,
                          waiting_new (panel, ++panel->load_count));
  show (panel);
}
