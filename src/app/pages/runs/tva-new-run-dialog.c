/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for reference date, number per customer, policy, weights and thresholds, each with what it
 * means, and hands them to tva_run_start (). It reads the policies and the proposed date on a
 * worker before it opens. */
#include "pages/runs/tva-new-run-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pages/runs/tva-run-proposal.h"
#include "pages/runs/tva-run-start.h"
#include "widgets/tva-run-charts.h"
#include "widgets/tva-typed-day.h"
#include "widgets/tva-wheel.h"
#include "widgets/tva-whole-choice.h"
#include "widgets/tva-whole-words.h"

struct _TvaNewRunDialog
{
  AdwWindow parent_instance;

  GtkButton *run;
  AdwActionRow *date_row;
  GtkEntry *date;
  GtkPopover *calendar_popover;
  GtkCalendar *calendar;
  GtkSpinButton *top_n;
  AdwComboRow *policy;
  AdwComboRow *ranker;
  AdwComboRow *preset;
  AdwComboRow *thresholds;
  AdwComboRow *variety;
  AdwActionRow *backtest;
  GtkButton *look_back;

  TvaRunProposal *proposal;
  TvDay day; /* TV_DAY_NONE while the entry holds no date */
  gboolean is_syncing;
};

G_DEFINE_FINAL_TYPE (TvaNewRunDialog, tva_new_run_dialog, ADW_TYPE_WINDOW)

static char *
dup_date_note (TvaNewRunDialog *self)
{
  g_autofree char *words = tv_day_to_words (self->day);

  if (self->day == TV_DAY_NONE)
    {
      g_autofree char *example
          = tv_day_format (tv_day_from_ymd (2026, 3, 31), tva_typed_day_get_form ());

      /* Translators: a date in the form that people type */
      return g_strdup_printf (_ ("Type a date like %s."), example);
    }
  if (self->day == self->proposal->summary.proposed_as_of_day && self->day != tv_day_today ())
    /* Translators: a date in words */
    return g_strdup_printf (_ ("%s. Proposed because it is the date of the last order, which is "
                               "more than 90 days ago."),
                            words);
  if (self->day == self->proposal->summary.proposed_as_of_day)
    return g_strdup_printf (_ ("%s. Proposed because it is today."), words);
  if (self->proposal->summary.first_order_day != TV_DAY_NONE
      && self->day < self->proposal->summary.first_order_day)
    return g_strdup_printf (
        _ ("%s. That is before the first order: nobody has bought anything yet."),
        words);
  return g_strdup_printf ("%s.", words);
}

static void
date_changed_cb (TvaNewRunDialog *self)
{
  g_autofree char *note = NULL;

  if (!tva_typed_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)),
                            tva_typed_day_get_form (),
                            &self->day))
    self->day = TV_DAY_NONE;
  if (self->day == TV_DAY_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->date), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->date), "error");
  note = dup_date_note (self);
  adw_action_row_set_subtitle (self->date_row, note);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->date),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               self->day == TV_DAY_NONE ? GTK_ACCESSIBLE_INVALID_TRUE
                                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->run), self->day != TV_DAY_NONE);
}

static void
set_day (TvaNewRunDialog *self, TvDay day)
{
  g_autofree char *text = tv_day_format (day, tva_typed_day_get_form ());

  gtk_editable_set_text (GTK_EDITABLE (self->date), text);
}

static void
calendar_opened_cb (TvaNewRunDialog *self)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day;

  if (self->day == TV_DAY_NONE)
    return;
  tv_day_to_ymd (self->day, &year, &month, &day);
  date = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (date == NULL)
    return;
  self->is_syncing = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->is_syncing = FALSE;
}

static void
day_selected_cb (TvaNewRunDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (self->is_syncing)
    return;
  set_day (self,
           tv_day_from_ymd (g_date_time_get_year (date),
                            g_date_time_get_month (date),
                            g_date_time_get_day_of_month (date)));
}

static const TvPolicyRow *
get_policy (TvaNewRunDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->policy);

  return self->proposal != NULL && selected < self->proposal->policies->len
             ? self->proposal->policies->pdata[selected]
             : NULL;
}

static void
policy_changed_cb (TvaNewRunDialog *self)
{
  const TvPolicyRow *policy = get_policy (self);
  g_autofree char *sentence = NULL;
  g_autofree char *score = NULL;
  g_autofree char *coverage = NULL;

  if (policy == NULL)
    return;
  score = tv_number_to_display (policy->minimum_score, 0);
  coverage = tv_ratio_to_display (policy->minimum_coverage, 0);
  if (policy->is_approval_required)
    /* Translators: a score from 0 to 100, a percentage of customers */
    sentence = g_strdup_printf (_ ("Lets through scores of %s and more if at least %s of the "
                                   "customers are reached. A person approves each one."),
                                score,
                                coverage);
  else
    sentence = g_strdup_printf (_ ("Approves scores of %s and more by itself if at least %s of the "
                                   "customers are reached. The others wait for a person."),
                                score,
                                coverage);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->policy), sentence);
}

/* The ranker that learns comes first. */
static TvRanker
get_ranker (TvaNewRunDialog *self)
{
  return (TvRanker) (TV_N_RANKERS - 1 - adw_combo_row_get_selected (self->ranker));
}

static gboolean
is_calibrated (TvaNewRunDialog *self)
{
  return adw_combo_row_get_selected (self->variety) > 0;
}

/* As in a backtest. */
static int
get_way (TvaNewRunDialog *self)
{
  return (int) adw_combo_row_get_selected (self->preset)
         + (is_calibrated (self) ? TV_BACKTEST_CALIBRATED : 0);
}

/* Says where fit, weights and variety come from, and what a backtest measured of them. */
static void
show_backtest (TvaNewRunDialog *self)
{
  g_autofree char *note = NULL;

  if (self->proposal == NULL)
    return;
  note = tva_run_proposal_dup_note (self->proposal, get_ranker (self), get_way (self));
  gtk_widget_set_visible (GTK_WIDGET (self->look_back), self->proposal->backtest == NULL);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->backtest),
      tva_run_proposal_get_title (self->proposal, get_ranker (self), get_way (self)));
  adw_action_row_set_subtitle (self->backtest, note);
}

static void
ranker_changed_cb (TvaNewRunDialog *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->ranker),
                               tv_ranker_get_sentence (get_ranker (self)));
  show_backtest (self);
}

static void
preset_changed_cb (TvaNewRunDialog *self)
{
  TvPreset preset = adw_combo_row_get_selected (self->preset);
  g_autofree char *numbers = NULL;
  g_autofree char *text = NULL;
  TvSettings settings;

  tv_settings_set_preset (&settings, preset);
  /* Translators: what the parts of a score weigh, in per cent */
  numbers = g_strdup_printf (_ ("Fit %d, popularity %d, profit %d, scenario %d."),
                             (int) lround (settings.weight_affinity * 100),
                             (int) lround (settings.weight_popularity * 100),
                             (int) lround (settings.weight_profit * 100),
                             (int) lround (settings.weight_base * 100));
  text = g_strdup_printf ("%s %s", tv_preset_get_sentence (preset), numbers);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->preset), text);
  show_backtest (self);
}

static void
variety_changed_cb (TvaNewRunDialog *self)
{
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->variety),
      is_calibrated (self)
          ? _ ("A list has families in the proportions of the customer’s own purchases, as far as "
               "the policy lets several of one family pass.")
          : _ ("The best scores, with few places for one family while others have something."));
  show_backtest (self);
}

static void
thresholds_changed_cb (TvaNewRunDialog *self)
{
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->thresholds),
      tv_thresholds_get_sentence (adw_combo_row_get_selected (self->thresholds)));
}

/* The named choices are the same in every workspace. */
static void
fill_choices (TvaNewRunDialog *self)
{
  g_autoptr (GtkStringList) rankers = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) presets = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) thresholds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) varieties = gtk_string_list_new (NULL);

  for (int i = TV_N_RANKERS - 1; i >= 0; i--)
    gtk_string_list_append (rankers, tv_ranker_get_title (i));
  for (int i = 0; i < TV_N_PRESETS; i++)
    gtk_string_list_append (presets, tv_preset_get_title (i));
  for (int i = 0; i < TV_N_THRESHOLDS; i++)
    gtk_string_list_append (thresholds, tv_thresholds_get_title (i));
  gtk_string_list_append (varieties, _ ("Different families"));
  gtk_string_list_append (varieties, _ ("Customer’s mix"));
  adw_combo_row_set_model (self->variety, G_LIST_MODEL (varieties));
  adw_combo_row_set_model (self->ranker, G_LIST_MODEL (rankers));
  adw_combo_row_set_model (self->preset, G_LIST_MODEL (presets));
  adw_combo_row_set_model (self->thresholds, G_LIST_MODEL (thresholds));
  ranker_changed_cb (self);
  preset_changed_cb (self);
  thresholds_changed_cb (self);
  variety_changed_cb (self);
}

static void
run_clicked_cb (TvaNewRunDialog *self)
{
  TvaWindow *window = tva_window_of (gtk_window_get_transient_for (GTK_WINDOW (self)));
  const TvPolicyRow *policy = get_policy (self);
  TvRunOptions options;

  if (window == NULL || self->day == TV_DAY_NONE)
    return;
  gtk_spin_button_update (self->top_n);
  options = (TvRunOptions){
    .as_of_day = self->day,
    .top_n = (guint) gtk_spin_button_get_value_as_int (self->top_n),
    .policy = policy != NULL ? policy->name : NULL,
    .ranker = tv_ranker_get_code (get_ranker (self)),
    .preset = tv_preset_get_code (adw_combo_row_get_selected (self->preset)),
    .thresholds = tv_thresholds_get_code (adw_combo_row_get_selected (self->thresholds)),
    .backtest_id = self->proposal->backtest != NULL ? self->proposal->backtest->id : 0,
    .calibration = is_calibrated (self) ? TV_CALIBRATION : TV_CALIBRATION_NONE,
  };
  tva_run_start (window, &options);
  gtk_window_close (GTK_WINDOW (self));
}

static void
look_back_clicked_cb (TvaNewRunDialog *self)
{
  TvaWindow *window = tva_window_of (gtk_window_get_transient_for (GTK_WINDOW (self)));

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    tva_window_go (window, "runs", "backtest");
}

static void
tva_new_run_dialog_finalize (GObject *object)
{
  g_clear_pointer (&TVA_NEW_RUN_DIALOG (object)->proposal, tva_run_proposal_free);
  G_OBJECT_CLASS (tva_new_run_dialog_parent_class)->finalize (object);
}

static void
tva_new_run_dialog_class_init (TvaNewRunDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_new_run_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/tastevin/Tastevin/tva-new-run-dialog.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, run);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, date);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, calendar_popover);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, top_n);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, policy);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, ranker);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, preset);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, thresholds);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, variety);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, backtest);
  gtk_widget_class_bind_template_child (widget_class, TvaNewRunDialog, look_back);
}

static void
tva_new_run_dialog_init (TvaNewRunDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tva_wheel_leave_to_page (GTK_WIDGET (self->top_n));
  tva_whole_choice_apply (self->policy);
  tva_whole_choice_apply (self->ranker);
  tva_whole_choice_apply (self->preset);
  tva_whole_choice_apply (self->variety);
  tva_whole_choice_apply (self->thresholds);
  tva_whole_words (self, TRUE);
  self->day = TV_DAY_NONE;
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (date_changed_cb), self);
  g_signal_connect_swapped (self->calendar_popover, "show", G_CALLBACK (calendar_opened_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (self->policy, "notify::selected", G_CALLBACK (policy_changed_cb), self);
  fill_choices (self);
  g_signal_connect_swapped (self->ranker, "notify::selected", G_CALLBACK (ranker_changed_cb), self);
  g_signal_connect_swapped (self->preset, "notify::selected", G_CALLBACK (preset_changed_cb), self);
  g_signal_connect_swapped (self->thresholds,
                            "notify::selected",
                            G_CALLBACK (thresholds_changed_cb),
                            self);
  g_signal_connect_swapped (self->variety,
                            "notify::selected",
                            G_CALLBACK (variety_changed_cb),
                            self);
  g_signal_connect_swapped (self->run, "clicked", G_CALLBACK (run_clicked_cb), self);
  g_signal_connect_swapped (self->look_back, "clicked", G_CALLBACK (look_back_clicked_cb), self);
}

static gpointer
read_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tva_run_proposal_load (engine, error);
}

static void
fill (TvaNewRunDialog *self, TvaRunProposal *proposal)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint standard = 0;

  self->proposal = proposal;
  for (guint i = 0; i < proposal->policies->len; i++)
    {
      const TvPolicyRow *policy = proposal->policies->pdata[i];

      gtk_string_list_take (titles, tva_run_dup_policy_title (policy->name));
      if (g_strcmp0 (policy->name, "standard") == 0)
        standard = i;
    }
  adw_combo_row_set_model (self->policy, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->policy, standard);
  policy_changed_cb (self);
  adw_combo_row_set_selected (
      self->ranker,
      (guint) (TV_N_RANKERS - 1 - tv_ranker_from_code (proposal->defaults.ranker)));
  adw_combo_row_set_selected (self->variety, proposal->defaults.calibration != TV_CALIBRATION_NONE);
  adw_combo_row_set_selected (self->preset,
                              (guint) tv_preset_from_code (proposal->defaults.preset));
  adw_combo_row_set_selected (self->thresholds,
                              (guint) tv_thresholds_from_code (proposal->defaults.thresholds));
  show_backtest (self);
  set_day (self,
           self->proposal->summary.proposed_as_of_day != TV_DAY_NONE
               ? self->proposal->summary.proposed_as_of_day
               : tv_day_today ());
}

static void
proposal_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvaRunProposal) proposal = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaNewRunDialog *self;

  if (tva_window_get_engine (window) != TV_ENGINE (source))
    return;
  if (proposal == NULL)
    {
      tva_window_show_page_error (window, _ ("Could not prepare a run"), error);
      return;
    }
  if (proposal->summary.customer_count == 0)
    {
      tva_window_add_toast (window,
                            adw_toast_new (_ ("Import files first: there are no customers yet")));
      return;
    }
  self = g_object_new (TVA_TYPE_NEW_RUN_DIALOG, "transient-for", window, NULL);
  fill (self, g_steal_pointer (&proposal));
  gtk_widget_grab_focus (GTK_WIDGET (self->run));
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * tva_new_run_dialog_present:
 * @window: the window whose workspace is calculated
 *
 * Opens the dialog, once the policies are read.
 */
void
tva_new_run_dialog_present (TvaWindow *window)
{
  TvEngine *engine = tva_window_get_engine (window);

  if (engine != NULL)
    tv_engine_call_async (engine,
                          read_call,
                          NULL,
                          NULL,
                          (GDestroyNotify) tva_run_proposal_free,
                          NULL,
                          proposal_read_cb,
                          g_object_ref (window));
}
