/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of filters above the review list. The status buttons carry the counts of the whole run,
 * whatever else is filtered, so that a person always sees what is left. It holds no data, only what
 * was chosen. */
#include "pages/review/tva-review-filter.h"

#include <glib/gi18n-lib.h>

#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"

#define ANY TV_N_STATUSES /* the button behind those of the statuses */

/* What a person works on comes first. */
static const int status_order[TV_N_STATUSES + 1]
    = { TV_STATUS_PENDING, TV_STATUS_FLAGGED, TV_STATUS_APPROVED, TV_STATUS_REJECTED, ANY };

struct _TvaReviewFilter
{
  AdwBin parent_instance;

  TvaFlow *statuses;
  GtkDropDown *scenario;
  GtkSpinButton *score;
  GtkSearchEntry *search;
  GtkWidget *score_box;
  GtkToggleButton *more;
  GtkLabel *held;
  GtkToggleButton *buttons[TV_N_STATUSES + 1];
  GtkLabel *labels[TV_N_STATUSES + 1];

  gint64 held_count;
  gboolean is_narrow; /* no room: scenario and score are shown when they are asked for */
  gboolean is_clearing;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaReviewFilter, tva_review_filter, ADW_TYPE_BIN)

/* A filter that leaves something out is always seen. */
static void
show_filters (TvaReviewFilter *self)
{
  gboolean is_wide = !self->is_narrow || gtk_toggle_button_get_active (self->more);
  gboolean has_scenario = gtk_drop_down_get_selected (self->scenario) > 0;
  gboolean has_score = gtk_spin_button_get_value (self->score) > 0.;

  gtk_widget_set_visible (GTK_WIDGET (self->more), self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->scenario), is_wide || has_scenario);
  gtk_widget_set_visible (self->score_box, is_wide || has_score);
  gtk_widget_set_visible (GTK_WIDGET (self->held), is_wide && self->held_count > 0);
}

static void
changed_cb (TvaReviewFilter *self)
{
  show_filters (self);
  if (!self->is_clearing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Of two buttons that change in one click, the one that goes on is enough. */
static void
status_toggled_cb (TvaReviewFilter *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    changed_cb (self);
}

static void
search_cleared_cb (TvaReviewFilter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
search_done_cb (TvaReviewFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* Many of them, in languages that tell it apart. */
static const char *
get_title (int status)
{
  static const char *const titles[TV_N_STATUSES] = {
    [TV_STATUS_PENDING] = NC_ ("recommendations", "Pending"),
    [TV_STATUS_APPROVED] = NC_ ("recommendations", "Approved"),
    [TV_STATUS_REJECTED] = NC_ ("recommendations", "Rejected"),
    [TV_STATUS_FLAGGED] = NC_ ("recommendations", "Flagged"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "recommendations", titles[status]);
}

static void
add_buttons (TvaReviewFilter *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_order); i++)
    {
      int status = status_order[i];
      GtkWidget *button = gtk_toggle_button_new ();

      self->labels[status] = GTK_LABEL (gtk_label_new (NULL));
      self->buttons[status] = GTK_TOGGLE_BUTTON (button);
      gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (self->labels[status]));
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[status], self->buttons[status_order[0]]);
      tva_flow_append (self->statuses, button);
    }
  gtk_toggle_button_set_active (self->buttons[TV_STATUS_PENDING], TRUE);
  for (int i = 0; i <= ANY; i++)
    g_signal_connect_swapped (self->buttons[i], "toggled", G_CALLBACK (status_toggled_cb), self);
}

static void
add_scenarios (TvaReviewFilter *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("All scenarios"));
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    gtk_string_list_append (titles, tv_scenario_get_title ((TvScenario) i));
  gtk_drop_down_set_model (self->scenario, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->scenario, 0);
}

static void
tva_review_filter_class_init (TvaReviewFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = TVA_TYPE_REVIEW_FILTER;

  g_type_ensure (TVA_TYPE_FLOW);
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT]
      = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-review-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, statuses);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, scenario);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, score);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, search);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, score_box);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, more);
  gtk_widget_class_bind_template_child (widget_class, TvaReviewFilter, held);
}

static void
tva_review_filter_init (TvaReviewFilter *self)
{
  const gint64 none[TV_N_STATUSES] = { 0 };

  gtk_widget_init_template (GTK_WIDGET (self));
  tva_name_set_choice (GTK_DROP_DOWN (self->scenario), _ ("Scenario"));
  add_scenarios (self);
  add_buttons (self);
  tva_review_filter_set_counts (self, none, 0);
  g_signal_connect_swapped (self->scenario, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->score, "value-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->more, "toggled", G_CALLBACK (show_filters), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (search_cleared_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_done_cb), self);
}

/**
 * tva_review_filter_get_query:
 * @filter: a filter
 * @run_id: the run, 0 = the latest
 * @out_query: (out): what was chosen; its search text belongs to the filter and lives until it
 * changes
 *
 * Gives the query that the list shows.
 */
void
tva_review_filter_get_query (TvaReviewFilter *filter, gint64 run_id, TvReviewQuery *out_query)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (filter->search));

  out_query->run_id = run_id;
  out_query->status = -1;
  for (int i = 0; i < TV_N_STATUSES; i++)
    if (gtk_toggle_button_get_active (filter->buttons[i]))
      out_query->status = i;
  out_query->scenario = (int) gtk_drop_down_get_selected (filter->scenario) - 1;
  out_query->minimum_score = gtk_spin_button_get_value (filter->score);
  out_query->search = *search != '\0' ? search : NULL;
}

/**
 * tva_review_filter_set_status:
 * @filter: a filter
 * @status: a TvStatus, -1 = any
 *
 * Chooses the status, as the buttons do.
 */
void
tva_review_filter_set_status (TvaReviewFilter *filter, int status)
{
  gtk_toggle_button_set_active (
      filter->buttons[status < 0 || status >= TV_N_STATUSES ? ANY : status],
      TRUE);
}

static void
set_label (TvaReviewFilter *self, int status, const char *title, gint64 count)
{
  g_autofree char *number = tv_count_to_display (count);
  /* Translators: a status and its count, on a button */
  g_autofree char *text = g_strdup_printf (_ ("%s %s"), title, number);

  gtk_label_set_text (self->labels[status], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[status]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
}

/**
 * tva_review_filter_set_counts:
 * @filter: a filter
 * @counts: items of the run per status
 * @held_count: pending ones that the policy holds
 *
 * Shows the counts.
 */
void
tva_review_filter_set_counts (TvaReviewFilter *filter,
                              const gint64 counts[TV_N_STATUSES],
                              gint64 held_count)
{
  g_autofree char *held = tv_count_to_display (held_count);
  /* Translators: count of recommendations */
  g_autofree char *text = g_strdup_printf (_ ("%s held by the policy"), held);
  gint64 sum = 0;

  for (int i = 0; i < TV_N_STATUSES; i++)
    {
      set_label (filter, i, get_title (i), counts[i]);
      sum += counts[i];
    }
  set_label (filter, ANY, _ ("All"), sum);
  gtk_label_set_text (filter->held, text);
  filter->held_count = held_count;
  show_filters (filter);
}

/**
 * tva_review_filter_set_narrow:
 * @filter: a filter
 * @is_narrow: whether there is no room for all of it
 *
 * Leaves the room to the recommendation: a button shows what is not needed for every one.
 */
void
tva_review_filter_set_narrow (TvaReviewFilter *filter, gboolean is_narrow)
{
  filter->is_narrow = is_narrow;
  show_filters (filter);
}

/**
 * tva_review_filter_show_words:
 * @filter: a filter
 * @words: to search for, "" = none
 *
 * Shows everything in the run that has these words; "changed" comes once.
 */
void
tva_review_filter_show_words (TvaReviewFilter *filter, const char *words)
{
  filter->is_clearing = TRUE;
  gtk_drop_down_set_selected (filter->scenario, 0);
  gtk_spin_button_set_value (filter->score, 0.);
  gtk_editable_set_text (GTK_EDITABLE (filter->search), words);
  gtk_toggle_button_set_active (filter->buttons[ANY], TRUE);
  filter->is_clearing = FALSE;
  changed_cb (filter);
}

/**
 * tva_review_filter_clear:
 * @filter: a filter
 *
 * Shows everything that is in the run; "changed" comes once.
 */
void
tva_review_filter_clear (TvaReviewFilter *filter)
{
  tva_review_filter_show_words (filter, "");
}

/**
 * tva_review_filter_start_search:
 * @filter: a filter
 *
 * Puts the focus into the search.
 */
void
tva_review_filter_start_search (TvaReviewFilter *filter)
{
  gtk_widget_grab_focus (GTK_WIDGET (filter->search));
}

/**
 * tva_review_filter_dup_text:
 * @filter: a filter
 *
 * Returns: (transfer full): what was chosen, in words: "Pending · Re-buy · score at least 60 ·
 * “keller”"
 */
char *
tva_review_filter_dup_text (TvaReviewFilter *filter)
{
  TvReviewQuery query;
  GString *text;

  tva_review_filter_get_query (filter, 0, &query);
  text = g_string_new (query.status < 0 ? _ ("All") : get_title (query.status));
  if (query.scenario >= 0)
    g_string_append_printf (text, " · %s", tv_scenario_get_title ((TvScenario) query.scenario));
  if (query.minimum_score > 0.)
    {
      g_autofree char *score = tv_number_to_display (query.minimum_score, 0);

      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("score at least %s"), score);
    }
  if (query.search != NULL)
    g_string_append_printf (text, " · “%s”", query.search);
  return g_string_free (text, FALSE);
}
