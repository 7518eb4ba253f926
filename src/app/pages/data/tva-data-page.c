/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows how good the data is before anything is calculated with it: the score with its formula,
 * what a person must know, the causes with what to do about each, the trend over the imports. The
 * checks run on a worker when the page is shown and something has changed. */
#include "pages/data/tva-data-page.h"

#include <glib/gi18n.h>

#include "pages/data/tva-data-causes.h"
#include "pages/data/tva-data-report.h"
#include "tva-loader.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-figure.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-id-choice.h"
#include "widgets/tva-in-steps.h"
#include "widgets/tva-name.h"
#include "widgets/tva-welcome.h"

enum
{
  FIGURE_CONTACTABLE,
  FIGURE_PENDING,
  FIGURE_UNMATCHED,
  FIGURE_DUPLICATES,
  FIGURE_FUTURE,
  FIGURE_RETURNS,
  FIGURE_LAST_ORDER,
  FIGURE_CHANGE,
  N_FIGURES,
};

static const char *const figure_titles[N_FIGURES] = {
  [FIGURE_CONTACTABLE] = N_ ("Customers to contact"),
  [FIGURE_PENDING] = N_ ("Sales waiting"),
  [FIGURE_UNMATCHED] = N_ ("Products never matched"),
  [FIGURE_DUPLICATES] = N_ ("Suspected duplicates"),
  [FIGURE_FUTURE] = N_ ("Dates in the future"),
  [FIGURE_RETURNS] = N_ ("Returns"),
  [FIGURE_LAST_ORDER] = N_ ("Last sale"),
  [FIGURE_CHANGE] = N_ ("Compared with the previous import"),
};

#define FIGURES_A_FRAME 2

struct _TvaDataPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkDropDown *batches;
  GtkLabel *weakest;
  GtkLabel *formula;
  TvaFlow *figures;
  TvaFigure *figure[N_FIGURES];
  GtkListBox *found;
  GtkLabel *clean;
  TvaChartCard *dimensions;
  TvaChartCard *trend;

  TvaLoader *loader; /* of the batch that is chosen; 0 = the workspace */
  TvaIdChoice *choice;
  GPtrArray *parts; /* of GtkWidget: they come in steps */
};

static void tva_data_page_page_init (TvaPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaDataPage,
                               tva_data_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TVA_TYPE_PAGE, tva_data_page_page_init))

static void
set_figure (TvaDataPage *self, int figure, const char *value, const char *note)
{
  tva_figure_set_value (self->figure[figure], value);
  tva_figure_set_note (self->figure[figure], note);
}

static void
set_count (TvaDataPage *self, int figure, gint64 count, const char *note)
{
  g_autofree char *text = tv_count_to_display (count);

  set_figure (self, figure, text, note);
}

/* How the newest import compares with the one before it. */
static void
show_change (TvaDataPage *self, const TvaDataReport *data)
{
  double points;
  const TvCheckTrend *before = tva_data_report_find_change (data->trend, &points);

  if (before == NULL)
    set_figure (self, FIGURE_CHANGE, "–", _ ("there is none of the same source"));
  else
    {
      /* Translators: the name of a file */
      g_autofree char *against
          = g_strdup_printf (_ ("points of the score, against %s"), before->file_name);
      g_autofree char *change = tv_number_to_display (points, 1);
      g_autofree char *text = points >= 0 ? g_strconcat ("+", change, NULL) : g_strdup (change);

      set_figure (self, FIGURE_CHANGE, text, against);
    }
}

static void
show_headline (TvaDataPage *self, const TvaDataReport *data)
{
  const TvCheckHeadline *headline = &data->report->headline;
  g_autofree char *customers = tv_count_to_display (headline->customer_count);
  /* Translators: a count of customers */
  g_autofree char *of_all
      = g_strdup_printf (_ ("of %s, with an address and no objection"), customers);
  g_autofree char *money
      = tv_money_to_display (headline->pending_line_cents, data->summary.currency);
  /* Translators: an amount of money */
  g_autofree char *worth = g_strdup_printf (ngettext ("line worth %s, customer or product unknown",
                                                      "lines worth %s, customer or product unknown",
                                                      (gulong) headline->pending_line_count),
                                            money);
  g_autofree char *zeros = tv_count_to_display (headline->zero_line_count);
  /* Translators: a count of lines */
  g_autofree char *nothing
      = g_strdup_printf (ngettext ("negative lines; %s more was sold for nothing",
                                   "negative lines; %s more were sold for nothing",
                                   (gulong) headline->zero_line_count),
                         zeros);
  g_autofree char *last = headline->last_order_day != TV_DAY_NONE
                              ? tv_day_to_display (headline->last_order_day)
                              : g_strdup ("–");

  set_count (self, FIGURE_CONTACTABLE, headline->contactable_count, of_all);
  set_count (self, FIGURE_PENDING, headline->pending_line_count, worth);
  set_count (self,
             FIGURE_UNMATCHED,
             headline->unmatched_product_count,
             _ ("labels or keys that match no product"));
  set_count (self,
             FIGURE_DUPLICATES,
             headline->duplicate_count,
             _ ("customers who may be listed twice"));
  set_count (self, FIGURE_FUTURE, headline->future_line_count, _ ("sales lines, left out"));
  set_count (self, FIGURE_RETURNS, headline->return_line_count, nothing);
  set_figure (self, FIGURE_LAST_ORDER, last, _ ("newest day of all sales"));
  show_change (self, data);
}

static void
fill_batches (TvaDataPage *self, const TvaDataReport *data)
{
  tva_id_choice_clear (self->choice);
  tva_id_choice_add (self->choice, 0, _ ("The whole workspace"));
  for (guint i = data->trend->len; i > 0; i--)
    {
      const TvCheckTrend *point = g_ptr_array_index (data->trend, i - 1);
      g_autofree char *number = tv_count_to_display (point->batch_id);
      /* Translators: number of an import, name of its file */
      g_autofree char *text = g_strdup_printf (_ ("Import %s, %s"), number, point->file_name);

      tva_id_choice_add (self->choice, point->batch_id, text);
    }
  tva_id_choice_show (self->choice, tva_loader_get_id (self->loader));
}

/* A row of the list takes three times as long as a figure. */
static gboolean
show_more (GtkWidget *widget)
{
  TvaDataPage *self = TVA_DATA_PAGE (widget);
  gboolean has_figures = gtk_widget_get_visible (GTK_WIDGET (self->figure[N_FIGURES - 1]));

  return tva_show_some (self->parts, has_figures ? 1 : FIGURES_A_FRAME);
}

/* From top to bottom; the rows are new ones each time. */
static void
show_parts (TvaDataPage *self)
{
  g_ptr_array_set_size (self->parts, 0);
  for (int i = 0; i < N_FIGURES; i++)
    g_ptr_array_add (self->parts, self->figure[i]);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->found)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    g_ptr_array_add (self->parts, row);
  g_ptr_array_add (self->parts, self->dimensions);
  g_ptr_array_add (self->parts, self->trend);
  tva_in_steps (GTK_WIDGET (self), show_more);
}

/* The score in words: what holds it down most. */
static void
show_weakest (TvaDataPage *self, const TvCheckReport *report)
{
  int weakest = -1;
  g_autofree char *score = NULL;
  g_autofree char *text = NULL;

  for (int d = 0; d < TV_N_CHECK_DIMENSIONS; d++)
    if (report->dimensions[d] >= 0 && tv_check_dimension_get_weight (d) > 0
        && (weakest < 0 || report->dimensions[d] < report->dimensions[weakest]))
      weakest = d;
  gtk_widget_set_visible (GTK_WIDGET (self->weakest), weakest >= 0);
  if (weakest < 0)
    return;
  score = tv_number_to_display (tv_check_score_to_shown (report->dimensions[weakest]), 1);
  /* Translators: a dimension of data quality, such as "Completeness"; a score */
  text = g_strdup_printf (_ ("What holds it down most: %s, %s of 100."),
                          tv_check_dimension_get_title (weakest),
                          score);
  gtk_label_set_text (self->weakest, text);
}

static void
show_data (gpointer owner, gpointer loaded)
{
  TvaDataPage *self = TVA_DATA_PAGE (owner);
  const TvaDataReport *data = loaded;
  g_autofree char *score = NULL, *title = NULL, *formula = NULL;

  if (data->report != NULL)
    gtk_stack_set_visible_child_name (self->stack, "report");
  else
    tva_welcome_show (
        self->stack,
        "emblem-ok-symbolic",
        _ ("Nothing to check yet"),
        _ ("Import your files: this page then says what is missing, doubtful or twice."));
  if (data->report == NULL)
    return;
  score = tv_number_to_display (tv_check_score_to_shown (MAX (data->report->score, 0)), 1);
  /* Translators: a score */
  title = g_strdup_printf (_ ("%s of 100"), score);
  formula = tv_check_report_dup_formula (data->report);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->formula, formula);
  show_weakest (self, data->report);
  fill_batches (self, data);
  show_headline (self, data);
  tva_data_causes_show (self->found,
                        self->clean,
                        tva_loader_get_engine (self->loader),
                        data->report);
  tva_chart_card_take_series (self->dimensions, tva_data_report_chart_dimensions (data));
  tva_chart_card_take_series (self->trend, tva_data_report_chart_trend (data));
  show_parts (self);
}

static void
show_busy (gpointer owner, gboolean is_busy)
{
  gtk_spinner_set_spinning (TVA_DATA_PAGE (owner)->spinner, is_busy);
}

static const TvaLoaderKind loading = {
  .call = tva_data_report_load,
  .free_data = (GDestroyNotify) tva_data_report_free,
  .show = show_data,
  .busy = show_busy,
  .failure = N_ ("Could not check the data"),
};

static void
batch_chosen_cb (gpointer owner, gint64 id)
{
  tva_loader_want (TVA_DATA_PAGE (owner)->loader, id);
}

static void
set_engine (TvaPage *page, TvEngine *engine)
{
  TvaDataPage *self = TVA_DATA_PAGE (page);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  tva_loader_set_engine (self->loader, engine);
}

static void
engine_changed (TvaPage *page, guint changed)
{
  if ((changed & TV_CHANGED_SOURCES) != 0)
    tva_loader_refresh (TVA_DATA_PAGE (page)->loader);
}

static void
show_target (TvaPage *page, const char *target)
{
  if (g_str_has_prefix (target, "batch:"))
    tva_loader_want (TVA_DATA_PAGE (page)->loader,
                     g_ascii_strtoll (target + strlen ("batch:"), NULL, 10));
}

static void
tva_data_page_page_init (TvaPageInterface *iface)
{
  iface->set_engine = set_engine;
  iface->engine_changed = engine_changed;
  iface->show_target = show_target;
}

static void
tva_data_page_dispose (GObject *object)
{
  tva_loader_set_engine (TVA_DATA_PAGE (object)->loader, NULL);
  g_clear_pointer (&TVA_DATA_PAGE (object)->choice, tva_id_choice_free);
  G_OBJECT_CLASS (tva_data_page_parent_class)->dispose (object);
}

static void
tva_data_page_finalize (GObject *object)
{
  g_object_unref (TVA_DATA_PAGE (object)->loader);
  g_ptr_array_unref (TVA_DATA_PAGE (object)->parts);
  G_OBJECT_CLASS (tva_data_page_parent_class)->finalize (object);
}

static void
tva_data_page_class_init (TvaDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_data_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_data_page_finalize;
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_CHART_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, title);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, batches);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, weakest);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, formula);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, figures);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, found);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, clean);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, dimensions);
  gtk_widget_class_bind_template_child (widget_class, TvaDataPage, trend);
}

static void
tva_data_page_init (TvaDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tva_name_set_choice (GTK_DROP_DOWN (self->batches), _ ("What is checked"));
  self->parts = g_ptr_array_new ();
  self->loader = tva_loader_new (GTK_WIDGET (self), &loading);
  self->choice = tva_id_choice_new (self->batches, batch_chosen_cb, self);
  for (int i = 0; i < N_FIGURES; i++)
    {
      self->figure[i] = TVA_FIGURE (tva_figure_new (_ (figure_titles[i]), NULL));
      gtk_widget_set_visible (GTK_WIDGET (self->figure[i]), FALSE);
      tva_flow_append (self->figures, GTK_WIDGET (self->figure[i]));
    }
  tva_chart_card_add_shortcut (GTK_WIDGET (self));
}
