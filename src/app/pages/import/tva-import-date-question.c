/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two answers, each with what the file's own dates would mean then. Nothing is chosen beforehand: a
 * wrong guess would move sales by months without a word. */
#include "pages/import/tva-import-date-question.h"

#include <glib/gi18n.h>

#include "widgets/tva-whole-words.h"

#define MOST_EXAMPLES 3

struct _TvaImportDateQuestion
{
  AdwBin parent_instance;

  GtkWidget *group;
  GtkWidget *rows[2];   /* day first, month first */
  GtkWidget *checks[2]; /* their buttons */
  TvaImportSource *source;
  gboolean is_quiet;
};

static const TvDateOrder orders[2] = { TV_DATE_ORDER_DMY, TV_DATE_ORDER_MDY };

G_DEFINE_FINAL_TYPE (TvaImportDateQuestion, tva_import_date_question, ADW_TYPE_BIN)

static void
toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  TvaImportDateQuestion *self = TVA_IMPORT_DATE_QUESTION (user_data);

  if (self->is_quiet || self->source == NULL || !gtk_check_button_get_active (check))
    return;
  tva_import_source_set_date_order (self->source, orders[GTK_WIDGET (check) == self->checks[1]]);
}

/* From when to when the whole file would be. */
static void
add_span (GPtrArray *texts, TvaImportSource *source, int index)
{
  const TvDateEvidence *dates = tva_import_source_get_dates (source);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (dates == NULL || dates->first_day[index] == TV_DAY_NONE)
    return;
  first = tv_day_to_display (dates->first_day[index]);
  last = tv_day_to_display (dates->last_day[index]);
  if (dates->first_day[index] == dates->last_day[index])
    /* Translators: the only day of a file */
    g_ptr_array_add (texts, g_strdup_printf (_ ("All of them: %s"), first));
  else
    /* Translators: the first and the last day of a file */
    g_ptr_array_add (texts, g_strdup_printf (_ ("All of them: from %s to %s"), first, last));
}

/* What the first few dates that have two meanings mean in an order, one of each day. */
static char *
dup_examples (TvaImportSource *source, int index)
{
  TvImportFile *file = tva_import_source_get_file (source);
  int column = tva_import_source_find_dates (source);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  TvDay before = TV_DAY_NONE;

  for (guint i = 0; i < file->preview->len && texts->len < MOST_EXAMPLES; i++)
    {
      char **cells = g_ptr_array_index (file->preview, i);
      TvDay day, other;
      g_autofree char *meaning = NULL;
      char *text;

      if (column < 0 || (guint) column >= g_strv_length (cells)
          || !tv_import_file_parse_day (file, cells[column], -1, orders[index], &day)
          || !tv_import_file_parse_day (file, cells[column], -1, orders[1 - index], &other)
          || day == other || day == before)
        continue;
      before = day;
      meaning = tv_day_to_display (day);
      /* Translators: a date as it stands in the file, and what it means */
      text = g_strdup_printf (_ ("%s is %s"), cells[column], meaning);
      if (g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_free (text);
      else
        g_ptr_array_add (texts, text);
    }
  g_ptr_array_add (texts, NULL);
  if (texts->len > 1)
    g_ptr_array_add (lines, g_strjoinv (" · ", (char **) texts->pdata));
  add_span (lines, source, index);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
add_answer (TvaImportDateQuestion *self, guint index, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  self->rows[index] = row;
  self->checks[index] = check;
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
}

static void
tva_import_date_question_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_DATE_QUESTION (object)->source);
  G_OBJECT_CLASS (tva_import_date_question_parent_class)->dispose (object);
}

static void
tva_import_date_question_class_init (TvaImportDateQuestionClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_date_question_dispose;
}

static void
tva_import_date_question_init (TvaImportDateQuestion *self)
{
  self->group = tva_whole_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   _ ("Which comes first, the day or the month?"));
  add_answer (self, 0, _ ("The day"));
  add_answer (self, 1, _ ("The month"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->checks[1]),
                              GTK_CHECK_BUTTON (self->checks[0]));
  adw_bin_set_child (ADW_BIN (self), self->group);
}

/**
 * tva_import_date_question_new:
 *
 * Returns: (transfer floating): a question about no file
 */
GtkWidget *
tva_import_date_question_new (void)
{
  return g_object_new (TVA_TYPE_IMPORT_DATE_QUESTION, NULL);
}

/**
 * tva_import_date_question_show:
 * @question: the question
 * @source: a file
 *
 * Asks about a file, or shows what was answered.
 */
void
tva_import_date_question_show (TvaImportDateQuestion *question, TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);
  gboolean is_asked = tva_import_source_is_date_order_asked (source);
  gboolean is_open = tva_import_source_needs_date_order (source);
  g_autofree char *evidence = NULL;

  g_set_object (&question->source, source);
  gtk_widget_set_visible (GTK_WIDGET (question), is_asked);
  if (!is_asked)
    return;
  evidence = tva_import_source_dup_date_evidence (source);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (question->group), evidence);
  question->is_quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *examples = dup_examples (source, (int) i);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (question->rows[i]), examples);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (question->checks[i]),
                                   !is_open && file->date_order == orders[i]);
    }
  question->is_quiet = FALSE;
}
