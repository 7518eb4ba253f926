/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the business is, by which phone numbers without a country code are read. Another country
 * has all numbers read anew, as an operation of the window; a toast takes it back. */
#include "pages/data/tva-country-dialog.h"

#include <glib/gi18n.h>

#include "tva-undo-toast.h"

#define CODE_LENGTH 3 /* with the end */

typedef struct
{
  char before[CODE_LENGTH], after[CODE_LENGTH];
} Countries;

typedef struct
{
  TvaWindow *window;
  TvaOperation *operation;
  Countries countries;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->window);
  g_clear_object (&choice->operation);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void choose (TvaWindow *window, TvEngine *engine, const char *before, const char *after);

static gpointer
set_country_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  tv_engine_set_country (engine, input, progress, error);
  return NULL;
}

static void
take_back (TvaWindow *window, gconstpointer data)
{
  const Countries *countries = data;

  choose (window, tva_window_get_engine (window), countries->after, countries->before);
}

static void
country_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  tv_engine_call_finish (TV_ENGINE (source), result, &error);
  tva_operation_finish (choice->operation);
  if (error != NULL)
    {
      tva_window_show_error (choice->window, _ ("Could not read the phone numbers anew"), error);
      return;
    }
  /* Translators: a country */
  text = g_strdup_printf (_ ("Country of the business: %s"),
                          tv_phone_plan_get_title (tv_phone_plan_find (choice->countries.after)));
  tva_undo_toast_show (choice->window,
                       TV_ENGINE (source),
                       text,
                       take_back,
                       &choice->countries,
                       sizeof choice->countries);
}

static void
choose (TvaWindow *window, TvEngine *engine, const char *before, const char *after)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->window = g_object_ref (window);
  choice->operation = tva_window_start_operation (window, _ ("Reading the phone numbers anew"));
  g_strlcpy (choice->countries.before, before, CODE_LENGTH);
  g_strlcpy (choice->countries.after, after, CODE_LENGTH);
  tv_engine_call_async (engine,
                        set_country_in_worker,
                        g_strdup (after),
                        g_free,
                        NULL,
                        tva_operation_get_progress (choice->operation),
                        country_set_cb,
                        choice);
}

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (tv_phone_plan_get_title (*(const TvPhonePlan *const *) a),
                         tv_phone_plan_get_title (*(const TvPhonePlan *const *) b));
}

/* (element-type TvPhonePlan): by what they are called */
static GPtrArray *
list_plans (void)
{
  GPtrArray *plans = g_ptr_array_new ();
  const TvPhonePlan *plan;

  for (guint i = 0; (plan = tv_phone_plan_get (i)) != NULL; i++)
    g_ptr_array_add (plans, (gpointer) plan);
  g_ptr_array_sort (plans, compare_plans);
  return plans;
}

/* (nullable) */
static const TvPhonePlan *
get_plan (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "tva-plan") : NULL;
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer entry)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (entry));

  return *words == '\0'
         || g_str_match_string (words, tv_phone_plan_get_title (get_plan (row)), TRUE);
}

/* What Enter chooses is the first that is left. */
static void
search_changed_cb (GtkSearchEntry *entry, GtkListBox *list)
{
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (is_wanted (row, entry))
      {
        gtk_list_box_select_row (list, row);
        return;
      }
  gtk_list_box_unselect_all (list);
}

static void
choose_response (AdwMessageDialog *dialog)
{
  if (!adw_message_dialog_get_response_enabled (dialog, "read"))
    return;
  adw_message_dialog_response (dialog, "read");
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, AdwMessageDialog *dialog)
{
  TvaWindow *window = TVA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  const TvPhonePlan *plan = get_plan (row);

  adw_message_dialog_set_response_enabled (
      dialog,
      "read",
      plan != NULL
          && !g_str_equal (tv_phone_plan_get_country (plan),
                           tva_window_get_summary (window)->country));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkListBox *list)
{
  TvaWindow *window = TVA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  TvEngine *engine = tva_window_get_engine (window);

  /* The list lets go of its row when it goes. */
  g_signal_handlers_disconnect_by_func (list, selected_cb, dialog);
  if (engine != NULL && g_str_equal (response, "read"))
    choose (window,
            engine,
            tva_window_get_summary (window)->country,
            tv_phone_plan_get_country (get_plan (gtk_list_box_get_selected_row (list))));
}

static GtkWidget *
make_row (const TvPhonePlan *plan)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (tv_phone_plan_get_title (plan));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_set_margin_bottom (label, 8);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data (G_OBJECT (row), "tva-plan", (gpointer) plan);
  return row;
}

static GtkWidget *
make_list (const char *country)
{
  g_autoptr (GPtrArray) plans = list_plans ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (list), FALSE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Countries"),
                                  -1);
  for (guint i = 0; i < plans->len; i++)
    {
      const TvPhonePlan *plan = g_ptr_array_index (plans, i);
      GtkWidget *row = make_row (plan);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      if (g_str_equal (tv_phone_plan_get_country (plan), country))
        gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
    }
  return list;
}

/* The list has its height by the second frame. */
static gboolean
show_selected_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (list));
  graphene_rect_t bounds;

  if (row == NULL || adjustment == NULL || !gtk_widget_compute_bounds (row, list, &bounds))
    return G_SOURCE_REMOVE;
  if (gtk_adjustment_get_page_size (adjustment) <= 0 || bounds.size.height <= 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment,
                            bounds.origin.y + bounds.size.height / 2
                                - gtk_adjustment_get_page_size (adjustment) / 2);
  return G_SOURCE_REMOVE;
}

/* The search and below it the list. */
static GtkWidget *
make_chooser (AdwMessageDialog *dialog, GtkWidget *list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 220);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search countries"),
                                  -1);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), is_wanted, entry, NULL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry), GTK_WIDGET (dialog));
  g_signal_connect (entry, "search-changed", G_CALLBACK (search_changed_cb), list);
  g_signal_connect_object (entry,
                           "activate",
                           G_CALLBACK (choose_response),
                           dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry,
                           "stop-search",
                           G_CALLBACK (gtk_window_close),
                           dialog,
                           G_CONNECT_SWAPPED);
  return box;
}

/**
 * tva_country_dialog_present:
 * @window: the window, with a workspace that can be written
 *
 * Asks for the country of the business, and has the phone numbers read as they are dialled there.
 */
void
tva_country_dialog_present (TvaWindow *window)
{
  GtkWidget *dialog
      = adw_message_dialog_new (GTK_WINDOW (window), _ ("Country of the business"), NULL);
  GtkWidget *list = make_list (tva_window_get_summary (window)->country);
  GtkWidget *chooser = make_chooser (ADW_MESSAGE_DIALOG (dialog), list);

  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("Phone numbers without a country code are read as they are dialled there. Where a "
         "customer’s address names another country, they are read as in that one."));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), chooser);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "read", _ ("_Read Anew"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "read",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "read", FALSE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (list, "row-selected", G_CALLBACK (selected_cb), dialog);
  g_signal_connect_object (list,
                           "row-activated",
                           G_CALLBACK (choose_response),
                           dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), list);
  gtk_widget_grab_focus (gtk_widget_get_first_child (chooser));
  gtk_widget_add_tick_callback (list, show_selected_cb, NULL, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
