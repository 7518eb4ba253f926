/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows who, what, the score with its parts, the reasons, what the policy says and what was
 * decided. It copies all it shows into its labels and keeps nothing of the item but the customer's
 * code. */
#include "pages/review/tva-review-card.h"

#include <glib/gi18n-lib.h>

#include "tva-window.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-in-steps.h"
#include "widgets/tva-run-charts.h"

struct _TvaReviewCard
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *customer;
  GtkLabel *code;
  GtkButton *open;
  GtkLabel *segment;
  GtkLabel *budget;
  GtkLabel *dates;
  GtkLabel *product;
  GtkLabel *scenario;
  GtkLabel *family;
  GtkLabel *unit;
  GtkLabel *price;
  GtkLabel *score;
  GtkWidget *bar_box;
  GtkLabel *bar;
  GtkImage *gate_icon;
  GtkLabel *gate;
  GtkLabel *why_title;
  GtkLabel *why;
  GtkButton *change;
  GtkButton *why_not;
  TvaChartCard *parts;
  GtkLabel *status;
  GtkLabel *history;

  GPtrArray *coming; /* what the box holds: it comes in steps when the first item is shown */
  char *customer_code;
};

G_DEFINE_FINAL_TYPE (TvaReviewCard, tva_review_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGE,
  SIGNAL_WHY_NOT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
change_clicked_cb (TvaReviewCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0);
}

static void
why_not_clicked_cb (TvaReviewCard *self)
{
  g_signal_emit (self, signals[SIGNAL_WHY_NOT], 0);
}

static void
open_clicked_cb (TvaReviewCard *self)
{
  g_autofree char *target = g_strdup_printf ("customer:%s", self->customer_code);
  TvaWindow *window = tva_window_of (self);

  if (window != NULL && self->customer_code != NULL)
    tva_window_go (window, "customers", target);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_customer (TvaReviewCard *self, const TvReviewItem *item)
{
  gboolean has_name = *item->customer_name != '\0';
  g_autofree char *order = item->last_order_day == TV_DAY_NONE
                               ? g_strdup (_ ("never"))
                               : tv_day_to_display (item->last_order_day);
  g_autofree char *contact = item->last_contact_day == TV_DAY_NONE
                                 ? g_strdup (_ ("never"))
                                 : tv_day_to_display (item->last_contact_day);
  /* Translators: two dates, or "never" */
  g_autofree char *dates = g_strdup_printf (_ ("last order %s · last contact %s"), order, contact);
  gboolean is_merged = *item->kept_code != '\0';
  g_autofree char *code = NULL;

  if (is_merged)
    /* Translators: a customer's code, and the code of the one whom it was merged with */
    code = g_strdup_printf (_ ("%s, merged with %s"), item->customer_code, item->kept_code);
  else
    code = g_strdup (item->customer_code);
  g_free (self->customer_code);
  self->customer_code = g_strdup (is_merged ? item->kept_code : item->customer_code);
  gtk_label_set_text (self->customer, has_name ? item->customer_name : code);
  set_text (self->code, has_name ? code : "");
  gtk_label_set_text (self->segment, tv_segment_get_title (item->segment));
  gtk_label_set_text (self->budget, tv_budget_level_get_title (item->budget_level));
  gtk_label_set_text (self->dates, dates);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->customer),
                                  -1);
}

static void
show_product (TvaReviewCard *self, const TvReviewItem *item, const char *currency)
{
  g_autofree char *price
      = item->price_cents >= 0 ? tv_money_to_display (item->price_cents, currency) : g_strdup ("");
  g_autofree char *score = tv_number_to_display (item->score, 2);
  g_autofree char *sold_by = NULL;
  TvUnit unit;

  gtk_label_set_text (self->product, item->product_label);
  gtk_label_set_text (self->scenario, tv_scenario_get_title (item->scenario));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->scenario),
                               item->title != NULL ? item->title
                                                   : tv_scenario_get_sentence (item->scenario));
  set_text (self->family, item->family);
  tv_unit_parse (item->product_label, &unit);
  sold_by = tv_unit_to_display (&unit);
  set_text (self->unit, sold_by);
  set_text (self->price, price);
  gtk_label_set_text (self->score, score);
}

static char *
join_issues (guint issues, guint mask)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (int i = 0; i < TV_N_GATE_ISSUES; i++)
    if ((issues & mask & (1u << i)) != 0)
      g_ptr_array_add (titles, (gpointer) tv_gate_issue_get_title ((TvGateIssue) (1u << i)));
  g_ptr_array_add (titles, NULL);
  return g_strjoinv ("; ", (char **) titles->pdata);
}

static void
show_gate (TvaReviewCard *self, const TvReviewItem *item)
{
  g_autofree char *holding = join_issues (item->issues, ~(guint) TV_GATE_WARNINGS);
  g_autofree char *warnings = join_issues (item->issues, TV_GATE_WARNINGS);
  GString *text = g_string_new (NULL);
  g_autofree char *owned = NULL;

  if (!item->is_passed)
    g_string_append_printf (text, _ ("Held by the policy: %s."), holding);
  else
    g_string_append (text, _ ("The policy lets it through."));
  if (*warnings != '\0')
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Mind: %s."), warnings);
    }
  owned = g_string_free (text, FALSE);
  gtk_label_set_text (self->gate, owned);
  gtk_image_set_from_icon_name (self->gate_icon,
                                item->is_passed ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
}

static void
show_reasons (TvaReviewCard *self, const TvReviewItem *item)
{
  GString *text = g_string_new (NULL);
  g_autofree char *owned = NULL;

  for (guint i = 0; item->sentences != NULL && item->sentences[i] != NULL; i++)
    g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "", item->sentences[i]);
  owned = g_string_free (text, FALSE);
  set_text (self->why_title, item->title != NULL ? item->title : "");
  set_text (self->why, owned);
}

static void
show_parts (TvaReviewCard *self, const TvReviewItem *item)
{
  const char *const titles[4]
      = { _ ("Fit with the customer"), _ ("Popularity"), _ ("Profit"), _ ("Scenario") };
  g_autoptr (TvaChartSeries) series = tva_chart_series_new (TVA_CHART_WATERFALL,
                                                            TVA_CHART_UNIT_SCORE,
                                                            _ ("What the score is made of"),
                                                            _ ("Part"),
                                                            _ ("Points"));

  for (int i = 0; i < 4; i++)
    tva_chart_series_add (series, titles[i], item->contributions[i]);
  tva_chart_card_set_series (self->parts, series);
}

static void
show_status (TvaReviewCard *self, const TvReviewItem *item)
{
  g_autofree char *status = tva_review_status_dup_text (item->status);
  g_autofree char *time
      = item->decided_usec > 0 ? tva_run_dup_time (item->decided_usec) : g_strdup ("");
  const char *who
      = g_strcmp0 (item->decided_by, "policy") == 0 ? _ ("the policy") : item->decided_by;
  g_autofree char *history = NULL;

  if (item->decided_usec <= 0)
    history = g_strdup (_ ("Not decided yet."));
  else if (*item->decided_reason != '\0')
    /* Translators: date and time, person, reason */
    history = g_strdup_printf (_ ("%s, by %s: “%s”"), time, who, item->decided_reason);
  else
    /* Translators: date and time, person */
    history = g_strdup_printf (_ ("%s, by %s"), time, who);
  gtk_label_set_text (self->status, status);
  gtk_label_set_text (self->history, history);
}

static void
tva_review_card_finalize (GObject *object)
{
  g_free (TVA_REVIEW_CARD (object)->customer_code);
  g_ptr_array_unref (TVA_REVIEW_CARD (object)->coming);
  G_OBJECT_CLASS (tva_review_card_parent_class)->finalize (object);
}

static guint
add_signal (TvaReviewCardClass *klass, const char *name)
{
  return g_signal_new (name,
                       G_TYPE_FROM_CLASS (klass),
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
tva_review_card_class_init (TvaReviewCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_review_card_finalize;
  /* The person asks what would change it, and why not another product. */
  signals[SIGNAL_CHANGE] = add_signal (klass, "change");
  signals[SIGNAL_WHY_NOT] = add_signal (klass, "why-not");
  g_type_ensure (TVA_TYPE_FLOW);
  g_type_ensure (TVA_TYPE_CHART_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-review-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, box);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, customer);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, code);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, open);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, segment);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, budget);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, dates);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, product);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, scenario);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, family);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, unit);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, price);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, score);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, bar_box);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, bar);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, gate_icon);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, gate);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, why_title);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, why);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, change);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, why_not);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, parts);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, status);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewCard, history);
}

static void
tva_review_card_init (TvaReviewCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->coming = g_ptr_array_new ();
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tva_add_parts (self->coming, child, 0);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (open_clicked_cb), self);
  g_signal_connect_swapped (self->change, "clicked", G_CALLBACK (change_clicked_cb), self);
  g_signal_connect_swapped (self->why_not, "clicked", G_CALLBACK (why_not_clicked_cb), self);
}

static gboolean
show_more (GtkWidget *widget)
{
  return tva_show_some (TVA_REVIEW_CARD (widget)->coming, 1);
}

/**
 * tva_review_card_set_item:
 * @card: a card
 * @item: (nullable): what it shows, %NULL = nothing
 * @currency: (nullable): of the workspace
 *
 * Shows a recommendation.
 */
void
tva_review_card_set_item (TvaReviewCard *card, const TvReviewItem *item, const char *currency)
{
  g_return_if_fail (TVA_IS_REVIEW_CARD (card));
  gtk_widget_set_visible (card->box, item != NULL);
  if (item == NULL)
    return;
  show_customer (card, item);
  show_product (card, item, currency);
  gtk_label_set_text (card->bar, tv_item_bar_get_sentence (item->bar));
  gtk_widget_set_visible (card->bar_box, item->bar != TV_BAR_NONE);
  show_gate (card, item);
  show_reasons (card, item);
  show_parts (card, item);
  show_status (card, item);
  tva_in_steps (GTK_WIDGET (card), show_more);
}

/**
 * tva_review_status_dup_text:
 * @status: a status
 *
 * Returns: (transfer full): its shape, so that it does not hang on colour, and its title
 */
char *
tva_review_status_dup_text (TvStatus status)
{
  static const char *const shapes[TV_N_STATUSES] = { "○", "✓", "✗", "⚑" };

  g_return_val_if_fail ((guint) status < TV_N_STATUSES, g_strdup (""));
  return g_strdup_printf ("%s %s", shapes[status], tv_status_get_title (status));
}
