/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows how good a run is: each figure of the specification in a card with the way it is computed,
 * the trend over runs, the scores, the shares. It loads on a worker when it is shown and something
 * has changed; nothing can be edited here. */
#include "pages/quality/tva-quality-page.h"

#include <glib/gi18n-lib.h>

#include "tva-loader.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-figure.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-id-choice.h"
#include "widgets/tva-in-steps.h"
#include "widgets/tva-name.h"
#include "widgets/tva-run-charts.h"

typedef enum
{
  UNIT_RATIO,
  UNIT_SCORE,
  UNIT_INDEX, /* 0-1, two decimals */
} FigureUnit;

static const struct
{
  TvMetric metric;
  FigureUnit unit;
  const char *title;
  const char *note;
} figures[] = {
  { TV_METRIC_QUALITY,
    UNIT_RATIO,
    N_ ("Quality"),
    N_ ("0.40 coverage + 0.30 diversity + 0.30 accuracy") },
  { TV_METRIC_COVERAGE,
    UNIT_RATIO,
    N_ ("Coverage"),
    N_ ("customers with a recommendation, of the eligible ones") },
  { TV_METRIC_DIVERSITY,
    UNIT_RATIO,
    N_ ("Diversity"),
    N_ ("different families among a customer’s recommendations, on average") },
  { TV_METRIC_ACCURACY,
    UNIT_RATIO,
    N_ ("Accuracy (estimated)"),
    N_ ("mean score divided by 100; not measured on sales") },
  { TV_METRIC_PASS_RATE,
    UNIT_RATIO,
    N_ ("Pass rate"),
    N_ ("recommendations that the policy lets through") },
  { TV_METRIC_COVERAGE_ALL,
    UNIT_RATIO,
    N_ ("Coverage of all"),
    N_ ("customers with a recommendation, of all customers") },
  { TV_METRIC_CATALOGUE_COVERAGE,
    UNIT_RATIO,
    N_ ("Catalogue coverage"),
    N_ ("products recommended, of those that may be") },
  { TV_METRIC_GINI,
    UNIT_INDEX,
    N_ ("Concentration on few products"),
    N_ ("Gini index; 0: every product as often as the others; 1: one product only") },
  { TV_METRIC_FAMILIES,
    UNIT_INDEX,
    N_ ("Families in a list"),
    N_ ("different families among a customer’s recommendations") },
  { TV_METRIC_NEW,
    UNIT_RATIO,
    N_ ("New to the customer"),
    N_ ("recommendations of products that the customer never bought") },
  { TV_METRIC_POPULARITY,
    UNIT_RATIO,
    N_ ("Popularity of what is shown"),
    N_ ("100%: only the best-selling product; 50%: as the catalogue") },
  { TV_METRIC_SCORE_MEAN, UNIT_SCORE, N_ ("Mean score"), NULL },
  { TV_METRIC_SCORE_MEDIAN, UNIT_SCORE, N_ ("Median score"), N_ ("half are above") },
  { TV_METRIC_SCORE_QUARTILE_1,
    UNIT_SCORE,
    N_ ("First quartile"),
    N_ ("three quarters are above") },
  { TV_METRIC_SCORE_QUARTILE_3, UNIT_SCORE, N_ ("Third quartile"), N_ ("one quarter is above") },
};

#define N_FIGURES G_N_ELEMENTS (figures)
#define PARTS_A_FRAME 2

struct _TvaQualityPage
{
  AdwBin parent_instance;

  GtkWidget *no_run;
  GtkWidget *content;
  GtkLabel *title;
  GtkDropDown *runs;
  GtkLabel *summary;
  TvaFlow *figures;
  TvaFigure *figure[N_FIGURES];
  TvaChartCard *trend;
  TvaChartCard *scores;
  TvaChartCard *scenarios;
  TvaChartCard *families;

  TvaLoader *loader; /* of the run that is chosen; 0 = the latest */
  TvaIdChoice *choice;
  GPtrArray *parts; /* figures and charts, which come in steps */
};

static void tva_quality_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaQualityPage,
                               tva_quality_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_quality_page_page_init))

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tva_run_data_load (engine, *(gint64 *) input, error);
}

static char *
dup_figure (FigureUnit unit, double value)
{
  if (unit == UNIT_RATIO)
    return tv_ratio_to_display (value, 1);
  return tv_number_to_display (value, unit == UNIT_SCORE ? 1 : 2);
}

static void
show_figures (TvaQualityPage *self, const TvRunRow *run)
{
  for (guint i = 0; i < N_FIGURES; i++)
    {
      gboolean is_late = figures[i].metric >= TV_METRIC_POPULARITY;
      /* Runs of an earlier version were not measured so; a list has a family at least. */
      g_autofree char *value = is_late && !(run->metrics[TV_METRIC_FAMILIES] > 0)
                                   ? g_strdup ("–")
                                   : dup_figure (figures[i].unit, run->metrics[figures[i].metric]);

      tva_figure_set_value (self->figure[i], value);
    }
}

static void
show_summary (TvaQualityPage *self, const TvRunRow *run)
{
  g_autofree char *level = tva_level_dup_text (run->level);
  g_autofree char *quality = tv_ratio_to_display (run->metrics[TV_METRIC_QUALITY], 1);
  g_autofree char *served = tv_count_to_display (run->served_count);
  g_autofree char *eligible = tv_count_to_display (run->eligible_count);
  g_autofree char *mean = tv_number_to_display (run->metrics[TV_METRIC_SCORE_MEAN], 1);
  /* Translators: quality in per cent, count of customers reached, count of
   * eligible ones, mean score */
  g_autofree char *text = g_strdup_printf (
      _ ("Quality is %s: the run reaches %s of %s eligible customers, with a mean score of %s."),
      quality,
      served,
      eligible,
      mean);

  gtk_label_set_text (self->title, level);
  gtk_label_set_text (self->summary, text);
}

static void
fill_runs (TvaQualityPage *self, const TvaRunData *data)
{
  tva_id_choice_clear (self->choice);
  for (guint i = 0; i < data->runs->len; i++)
    {
      const TvRunRow *run = data->runs->pdata[i];
      g_autofree char *title = tva_run_dup_title (run);
      g_autofree char *as_of = tv_day_to_display (run->as_of_day);
      /* Translators: name of the run, its reference date */
      g_autofree char *text = g_strdup_printf (_ ("%s, as of %s"), title, as_of);

      tva_id_choice_add (self->choice, run->id, text);
    }
  tva_id_choice_show (self->choice, data->run->id);
}

static gboolean
show_more (GtkWidget *widget)
{
  return tva_show_some (TVA_QUALITY_PAGE (widget)->parts, PARTS_A_FRAME);
}

static void
show_data (gpointer owner, gpointer loaded)
{
  TvaQualityPage *self = TVA_QUALITY_PAGE (owner);
  const TvaRunData *data = loaded;

  gtk_widget_set_visible (self->no_run, data->run == NULL);
  gtk_widget_set_visible (self->content, data->run != NULL);
  if (data->run == NULL)
    return;
  fill_runs (self, data);
  show_summary (self, data->run);
  show_figures (self, data->run);
  tva_chart_card_take_series (self->trend, tva_run_chart_trend (data));
  tva_chart_card_take_series (self->scores, tva_run_chart_scores (data));
  tva_chart_card_take_series (self->scenarios, tva_run_chart_scenarios (data));
  tva_chart_card_take_series (self->families, tva_run_chart_families (data));
  tva_in_steps (GTK_WIDGET (self), show_more);
}

static const TvaLoaderKind loading = {
  .call = load_call,
  .free_data = (GDestroyNotify) tva_run_data_free,
  .show = show_data,
  .failure = N_ ("Could not show the figures"),
};

static void
run_chosen_cb (gpointer owner, gint64 id)
{
  tva_loader_want (TVA_QUALITY_PAGE (owner)->loader, id);
}

static void
tva_quality_page_set_engine (TvaPage *page, TvEngine *engine)
{
  tva_loader_set_engine (TVA_QUALITY_PAGE (page)->loader, engine);
}

static void
tva_quality_page_engine_changed (TvaPage *page, guint changed)
{
  if ((changed & TV_CHANGED_RUNS) != 0)
    tva_loader_want (TVA_QUALITY_PAGE (page)->loader, 0);
}

static void
tva_quality_page_show_target (TvaPage *page, const char *target)
{
  if (g_str_has_prefix (target, "run:"))
    tva_loader_want (TVA_QUALITY_PAGE (page)->loader,
                     g_ascii_strtoll (target + strlen ("run:"), NULL, 10));
}

static void
tva_quality_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = tva_quality_page_set_engine;
  iface->engine_changed = tva_quality_page_engine_changed;
  iface->show_target = tva_quality_page_show_target;
}

static void
tva_quality_page_dispose (GObject *object)
{
  tva_loader_set_engine (TVA_QUALITY_PAGE (object)->loader, NULL);
  g_clear_pointer (&TVA_QUALITY_PAGE (object)->choice, tva_id_choice_free);
  g_clear_pointer (&TVA_QUALITY_PAGE (object)->parts, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_quality_page_parent_class)->dispose (object);
}

static void
tva_quality_page_finalize (GObject *object)
{
  g_object_unref (TVA_QUALITY_PAGE (object)->loader);
  G_OBJECT_CLASS (tva_quality_page_parent_class)->finalize (object);
}

static void
tva_quality_page_class_init (TvaQualityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_quality_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_quality_page_finalize;
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_CHART_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-quality-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, no_run);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, content);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, title);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, runs);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, summary);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, figures);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, trend);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, scores);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, scenarios);
  gtk_widget_class_bind_template_child (widget_class, TvaQualityPage, families);
}

static void
tva_quality_page_init (TvaQualityPage *self)
{
  self->parts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tva_name_set_choice (GTK_DROP_DOWN (self->runs), _ ("Run"));
  self->loader = tva_loader_new (GTK_WIDGET (self), &loading);
  self->choice = tva_id_choice_new (self->runs, run_chosen_cb, self);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      const char *note = figures[i].note != NULL ? _ (figures[i].note) : NULL;

      self->figure[i] = TVA_FIGURE (tva_figure_new (_ (figures[i].title), note));
      gtk_widget_set_visible (GTK_WIDGET (self->figure[i]), FALSE);
      tva_flow_append (self->figures, GTK_WIDGET (self->figure[i]));
      g_ptr_array_add (self->parts, self->figure[i]);
    }
  g_ptr_array_add (self->parts, self->trend);
  g_ptr_array_add (self->parts, self->scores);
  g_ptr_array_add (self->parts, self->scenarios);
  g_ptr_array_add (self->parts, self->families);
  tva_chart_card_add_shortcut (GTK_WIDGET (self));
}
