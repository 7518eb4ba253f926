/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the engine why not and what would change it, with the settings of the run that is reviewed,
 * and lays the answer out: what decided, each scenario or the two scores side by side, the changes.
 */
#include "pages/review/tva-why-answer.h"

#include <glib/gi18n-lib.h>

#include "widgets/tva-whole-words.h"

typedef struct
{
  gint64 run_id;
  char *customer_code, *product_key;
} Question;

static void
question_free (Question *question)
{
  g_free (question->customer_code);
  g_free (question->product_key);
  g_free (question);
}

/**
 * tva_why_answer_free:
 * @answer: (transfer full): an answer
 *
 * Frees it.
 */
void
tva_why_answer_free (TvaWhyAnswer *answer)
{
  g_clear_pointer (&answer->why, tv_why_not_free);
  g_clear_pointer (&answer->changes, g_ptr_array_unref);
  g_free (answer);
}

static gpointer
ask_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Question *question = input;
  g_autoptr (TvaWhyAnswer) answer = g_new0 (TvaWhyAnswer, 1);
  g_autoptr (TvRunRow) run = tv_engine_get_run (engine, question->run_id, error);
  TvRunOptions options;

  if (run == NULL)
    return NULL;
  tv_run_row_get_options (run, &options);
  answer->why = tv_engine_why_not (engine,
                                   question->customer_code,
                                   question->product_key,
                                   &options,
                                   progress,
                                   error);
  if (answer->why == NULL)
    return NULL;
  answer->changes = tv_engine_list_changes (engine,
                                            question->customer_code,
                                            question->product_key,
                                            &options,
                                            progress,
                                            error);
  return answer->changes != NULL ? g_steal_pointer (&answer) : NULL;
}

/**
 * tva_why_answer_ask:
 * @engine: the engine
 * @run_id: the run whose settings count
 * @customer_code: the customer
 * @product_key: the product
 * @progress: (nullable): cancel
 * @callback: gets a #TvaWhyAnswer from tv_engine_call_finish()
 * @user_data: for the callback
 *
 * Asks on a worker. The first question of a run loads the base.
 */
void
tva_why_answer_ask (TvEngine *engine,
                    gint64 run_id,
                    const char *customer_code,
                    const char *product_key,
                    TvProgress *progress,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->run_id = run_id;
  question->customer_code = g_strdup (customer_code);
  question->product_key = g_strdup (product_key);
  tv_engine_call_async (engine,
                        ask_call,
                        question,
                        (GDestroyNotify) question_free,
                        (GDestroyNotify) tva_why_answer_free,
                        progress,
                        callback,
                        user_data);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (GtkWidget *group, const char *title, const char *figures)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (figures != NULL)
    {
      GtkWidget *label = gtk_label_new (figures);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = tva_whole_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

/* The four parts of this product's score beside those of the one that has its place. */
static void
add_scores (GtkWidget *box, const TvWhyNot *why)
{
  const char *const titles[4]
      = { _ ("Fit with the customer"), _ ("Popularity"), _ ("Profit"), _ ("Scenario") };
  GtkWidget *group = add_group (box, _ ("The two scores"));
  /* Translators: two products; their figures follow in the same order */
  g_autofree char *names
      = g_strdup_printf (_ ("“%s”, and “%s”"), why->product_label, why->rival_label);
  g_autofree char *escaped = g_markup_escape_text (names, -1);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *own = tv_number_to_display (why->contributions[i], 2);
      g_autofree char *rival = tv_number_to_display (why->rival_contributions[i], 2);
      /* Translators: two figures that are compared */
      g_autofree char *both = g_strdup_printf (_ ("%s, and %s"), own, rival);

      add_row (group, titles[i], both);
    }
}

static void
add_details (GtkWidget *box, const TvWhyNot *why)
{
  GtkWidget *group = add_group (box,
                                why->code == TV_WHY_NO_SCENARIO ? _ ("What each scenario says")
                                                                : _ ("What the policy says"));

  for (guint i = 0; why->details[i] != NULL; i++)
    add_row (group, why->details[i], NULL);
}

static void
add_changes (GtkWidget *box, const GPtrArray *changes)
{
  GtkWidget *group = add_group (box, _ ("What would change it"));

  if (changes->len == 0)
    adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (group),
        _ ("No single change of the policy, the thresholds or the facts would."));
  for (guint i = 0; i < changes->len; i++)
    add_row (group, ((const TvChange *) changes->pdata[i])->sentence, NULL);
}

/**
 * tva_why_answer_to_widget:
 * @answer: an answer
 *
 * Lays it out.
 *
 * Returns: (transfer floating): a box
 */
GtkWidget *
tva_why_answer_to_widget (const TvaWhyAnswer *answer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (head), make_label (answer->why->product_label, "title-3"));
  gtk_box_append (GTK_BOX (head), make_label (answer->why->sentence, NULL));
  gtk_box_append (GTK_BOX (box), head);
  if (answer->why->rival_label != NULL)
    add_scores (box, answer->why);
  if (answer->why->details[0] != NULL)
    add_details (box, answer->why);
  add_changes (box, answer->changes);
  return box;
}
