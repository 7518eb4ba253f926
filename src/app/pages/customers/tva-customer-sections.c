/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the sections of the customer pane as boxed lists: what is known, in words and figures of
 * the user's language. Pure: a detail in, a widget out. */
#include "pages/customers/tva-customer-sections.h"

#include <glib/gi18n.h>

#include "pages/customers/tva-customer-trace.h"
#include "pages/customers/tva-rfm-map.h"
#include "widgets/tva-whole-words.h"

#define LAST_ROW "tva-last-row" /* of a section */

/**
 * tva_customer_new_group:
 * @title: what it is about
 *
 * Returns: (transfer floating): a section of the pane without rows
 */
GtkWidget *
tva_customer_new_group (const char *title)
{
  GtkWidget *group = tva_whole_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return group;
}

/**
 * tva_customer_make_value:
 * @value: a figure
 *
 * Returns: (transfer floating): it as the end of a row
 */
GtkWidget *
tva_customer_make_value (const char *value)
{
  GtkWidget *label = gtk_label_new (value);

  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* Only what finds no place on one line takes two. */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  return label;
}

/**
 * tva_customer_add_row:
 * @group: a section
 * @title: what the row is about
 * @subtitle: (nullable): a sentence about it
 * @suffix: (nullable) (transfer floating): its figure
 *
 * Adds a row.
 */
void
tva_customer_add_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (suffix != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_object_set_data (G_OBJECT (group), LAST_ROW, row);
}

static void
add_count (GtkWidget *group, const char *title, gint64 count)
{
  g_autofree char *text = tv_count_to_display (count);

  tva_customer_add_row (group, title, NULL, tva_customer_make_value (text));
}

static void
add_money (GtkWidget *group, const char *title, gint64 cents, const char *currency)
{
  g_autofree char *text = tv_money_to_display (cents, currency);

  tva_customer_add_row (group, title, NULL, tva_customer_make_value (text));
}

static void
add_day (GtkWidget *group, const char *title, TvDay day, TvDay as_of)
{
  g_autofree char *text = day != TV_DAY_NONE ? tv_day_to_display (day) : g_strdup (_ ("never"));
  g_autofree char *age = NULL;

  if (day != TV_DAY_NONE && as_of != TV_DAY_NONE && as_of >= day)
    {
      g_autofree char *days = tv_count_to_display (as_of - day);

      age = g_strdup_printf (ngettext ("%s day before the profile's date",
                                       "%s days before the profile's date",
                                       (gulong) (as_of - day)),
                             days);
    }
  tva_customer_add_row (group, title, age, tva_customer_make_value (text));
}

/* Lets the row that was added last lead to where its value comes from. Figures of a customer
 * without orders are made of nothing. */
static void
trace_figure (GtkWidget *group, const TvCustomerRow *row, const char *column)
{
  if (row->order_count > 0)
    tva_customer_trace_add (g_object_get_data (G_OBJECT (group), LAST_ROW),
                            "profile",
                            row->customer_code,
                            column);
}

/* A value that a file gave as it is; nothing where there is none. */
static void
add_given (GtkWidget *group,
           const TvCustomerDetail *detail,
           const char *title,
           const char *value,
           const char *column)
{
  if (value == NULL || *value == '\0')
    return;
  tva_customer_add_row (group, title, value, NULL);
  tva_customer_trace_add (g_object_get_data (G_OBJECT (group), LAST_ROW),
                          "customer",
                          detail->row->customer_code,
                          column);
}

/**
 * tva_customer_section_figures:
 * @detail: a customer
 * @currency: the workspace's
 *
 * Returns: (transfer floating): the key figures
 */
GtkWidget *
tva_customer_section_figures (const TvCustomerDetail *detail, const char *currency)
{
  GtkWidget *group = tva_customer_new_group (_ ("Key figures"));
  const TvCustomerRow *row = detail->row;

  add_count (group, _ ("Orders"), row->order_count);
  trace_figure (group, row, "order_count");
  add_money (group, _ ("Spent, excluding tax"), row->spent_cents, currency);
  trace_figure (group, row, "spent");
  add_money (group, _ ("Average order"), row->average_order_cents, currency);
  tva_customer_add_row (group,
                        _ ("Budget level"),
                        NULL,
                        tva_customer_make_value (tv_budget_level_get_title (row->budget_level)));
  add_day (group, _ ("First order"), row->first_order_day, TV_DAY_NONE);
  add_day (group, _ ("Last order"), row->last_order_day, detail->profile_as_of_day);
  trace_figure (group, row, "last_order_date");
  add_count (group, _ ("Different products"), row->product_count);
  if (row->family_count > 1)
    {
      g_autofree char *text = tv_ratio_to_display (row->diversity_ratio, 0);

      tva_customer_add_row (group,
                            _ ("Variety"),
                            /* xgettext:no-c-format */
                            _ ("0% for a single family, 100% for all families alike"),
                            tva_customer_make_value (text));
    }
  return group;
}

static void
add_score (GtkWidget *group, const char *title, const char *meaning, int score)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 5);
  /* Translators: a score, such as "4 of 5" */
  g_autofree char *text = g_strdup_printf (_ ("%d of 5"), score);
  GtkWidget *label = tva_customer_make_value (text);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_level_bar_set_mode (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_MODE_DISCRETE);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), score);
  gtk_widget_set_size_request (bar, 70, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  tva_customer_add_row (group, title, meaning, box);
}

static char *
dup_money_bound (const TvRfmBounds *bounds, int score, const char *currency)
{
  g_autofree char *amount = NULL;

  if (score <= 0)
    return g_strdup ("–");
  amount = tv_money_to_display (bounds->monetary_cents[score >= 2 ? 5 - score : 3], currency);
  /* Translators: an amount that the spend reaches, or stays below */
  return g_strdup_printf (score >= 2 ? _ ("≥ %s") : _ ("< %s"), amount);
}

static void
add_meant_score (GtkWidget *group, const char *title, const char *meaning, char *bound, int score)
{
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"), meaning, bound);

  add_score (group, title, text, score);
  g_free (bound);
}

/**
 * tva_customer_section_rfm:
 * @detail: a customer
 * @currency: the workspace's
 *
 * Returns: (transfer floating): the three scores, what they mean and by which bounds they go
 */
GtkWidget *
tva_customer_section_rfm (const TvCustomerDetail *detail, const char *currency)
{
  GtkWidget *group = tva_customer_new_group (_ ("Recency, frequency, money"));
  const TvCustomerRow *row = detail->row;
  const TvRfmBounds *bounds = &detail->bounds;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         tv_rfm_bins_get_sentence (bounds->bins));
  add_meant_score (group,
                   _ ("Recency"),
                   _ ("How lately the last order came"),
                   row->recency_score > 0 ? tva_rfm_dup_recency (bounds, row->recency_score)
                                          : g_strdup (_ ("never")),
                   row->recency_score);
  add_meant_score (group,
                   _ ("Frequency"),
                   _ ("How many orders there were"),
                   row->frequency_score > 0 ? tva_rfm_dup_frequency (bounds, row->frequency_score)
                                            : g_strdup ("0"),
                   row->frequency_score);
  add_meant_score (group,
                   _ ("Money"),
                   _ ("How much was spent in all"),
                   dup_money_bound (bounds, row->monetary_score, currency),
                   row->monetary_score);
  return group;
}

static char *
dup_contact_state (const TvCustomerRow *row)
{
  if (row->is_optout)
    return g_strdup (_ ("Has opted out: is never recommended anything"));
  if (row->is_bounced)
    return g_strdup (_ ("Messages come back: the address must be mended first"));
  if (row->is_silent)
    return g_strdup (_ ("Was contacted lately: is left in peace for now"));
  if (!row->is_contactable)
    return g_strdup (_ ("No usable address is known"));
  return g_strdup (_ ("May be contacted"));
}

static GtkWidget *
make_separate (const char *code)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Separate"));
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), _ ("Separate"), code);

  gtk_widget_set_tooltip_text (button, _ ("Make it a customer of its own again"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "customer.separate");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", code);
  return button;
}

/**
 * tva_customer_section_contact:
 * @detail: a customer
 *
 * Returns: (transfer floating): whether and how the customer may be contacted
 */
GtkWidget *
tva_customer_section_contact (const TvCustomerDetail *detail)
{
  GtkWidget *group = tva_customer_new_group (_ ("Contact"));
  g_autofree char *state = dup_contact_state (detail->row);
  g_autofree char *city = g_strdup_printf ("%s %s",
                                           detail->postal_code != NULL ? detail->postal_code : "",
                                           detail->city != NULL ? detail->city : "");
  g_autofree char *month = tv_count_to_display (detail->row->contacts_30);
  g_autofree char *quarter = tv_count_to_display (detail->row->contacts_90);
  g_autofree char *year = tv_count_to_display (detail->row->contacts_365);
  g_autofree char *contacts = g_strdup_printf ("%s · %s · %s", month, quarter, year);

  tva_customer_add_row (group, _ ("State"), state, NULL);
  if (detail->row->is_optout || detail->row->is_bounced)
    tva_customer_trace_add (g_object_get_data (G_OBJECT (group), LAST_ROW),
                            "customer",
                            detail->row->customer_code,
                            detail->row->is_optout ? "is_optout" : "is_bounced");
  add_day (group, _ ("Last contact"), detail->row->last_contact_day, detail->profile_as_of_day);
  tva_customer_add_row (group,
                        _ ("Contacts"),
                        _ ("In the last 30, 90 and 365 days"),
                        tva_customer_make_value (contacts));
  add_given (group, detail, _ ("E-mail"), detail->email, "email");
  add_given (group, detail, _ ("Phone"), detail->phone, "phone");
  add_given (group, detail, _ ("City"), g_strstrip (city), "city");
  for (char **code = detail->linked_codes; code != NULL && *code != NULL; code++)
    tva_customer_add_row (group, *code, _ ("Another code of this customer"), make_separate (*code));
  return group;
}

static void
add_item (GtkWidget *group, const TvReviewItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *score = tv_number_to_display (item->score, 1);
  GtkWidget *score_label = tva_customer_make_value (score);
  GtkWidget *status = gtk_label_new (tv_status_get_title (item->status));

  gtk_widget_add_css_class (score_label, "heading");
  gtk_label_set_xalign (GTK_LABEL (score_label), 1);
  gtk_widget_add_css_class (status, "caption");
  gtk_widget_add_css_class (status, "dim-label");
  gtk_box_append (GTK_BOX (box), score_label);
  gtk_box_append (GTK_BOX (box), status);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  tva_customer_add_row (group, item->product_label, item->title, box);
}

/**
 * tva_customer_section_items:
 * @detail: a customer
 *
 * Returns: (transfer floating): what the latest run recommends, or why nothing
 */
GtkWidget *
tva_customer_section_items (const TvCustomerDetail *detail)
{
  GtkWidget *group = tva_customer_new_group (_ ("Recommendations"));

  if (detail->items != NULL && detail->items->len > 0)
    for (guint i = 0; i < detail->items->len; i++)
      add_item (group, g_ptr_array_index (detail->items, i));
  else if (detail->run_id == 0)
    tva_customer_add_row (group,
                          _ ("No run yet"),
                          _ ("Recommendations come with the first run"),
                          NULL);
  else if (detail->exclusion >= 0)
    tva_customer_add_row (group,
                          _ ("Left out of the last run"),
                          tv_exclusion_get_title ((TvExclusion) detail->exclusion),
                          NULL);
  else
    tva_customer_add_row (group, _ ("Nothing in the last run"), NULL, NULL);
  return group;
}
