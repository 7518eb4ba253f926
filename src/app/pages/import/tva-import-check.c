/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what each file would give and, below, each kind of problem with its rows, whose cells can
 * be mended in place, and what rows would wait for. Nothing was written so far, and the way back is
 * open to read a file differently. */
#include "pages/import/tva-import-check.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-empties.h"
#include "pages/import/tva-import-problems.h"
#include "pages/import/tva-import-repair-row.h"
#include "pages/import/tva-import-report.h"
#include "pages/import/tva-import-waits.h"
#include "pages/import/tva-reject-editor.h"
#include "widgets/tva-name.h"
#include "widgets/tva-one-line.h"
#include "widgets/tva-whole-words.h"

#define MOST_EXAMPLES 20 /* rows shown of one problem */
#define MOST_GROUPS 10   /* texts shown that several of its rows have */

struct _TvaImportCheck
{
  TvaImportStep parent_instance;

  gconstpointer shown; /* never followed: only to see that the results are others */
  AdwPreferencesGroup *report;
  TvaRejectEdit *edit; /* (nullable) of these results */
};

G_DEFINE_FINAL_TYPE (TvaImportCheck, tva_import_check, TVA_TYPE_IMPORT_STEP)

static GtkWidget *
make_example (const TvRejectRow *reject)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *line = tv_count_to_display (reject->line);
  /* Translators: %s is the number of a line in a file */
  g_autofree char *place = g_strdup_printf (_ ("Line %s"), line);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place);
  tva_one_line_set_subtitle (ADW_ACTION_ROW (row), reject->raw != NULL ? reject->raw : "");
  return row;
}

/* Rows that are no sales are left out as they should be, totals are no rows, and some are left out
 * by hand. */
typedef enum
{
  SORT_FAULT,
  SORT_LEFT_OUT,
  SORT_TOTALS,
  SORT_DROPPED,
} Sort;

static Sort
get_sort (const TvaImportProblem *problem)
{
  if (g_str_equal (problem->code, TV_REJECT_NOT_A_SALE))
    return SORT_LEFT_OUT;
  if (g_str_equal (problem->code, TV_REJECT_DROPPED))
    return SORT_DROPPED;
  return g_str_equal (problem->code, TV_REJECT_TOTAL_ROW) ? SORT_TOTALS : SORT_FAULT;
}

static char *
dup_place (const TvaImportProblem *problem, const TvImportResult *result)
{
  g_autofree char *name = tva_import_report_dup_name (result);

  if (*problem->column == '\0')
    return g_steal_pointer (&name);
  /* Translators: name of a file, name of one of its columns */
  return g_strdup_printf (_ ("%s, column “%s”"), name, problem->column);
}

/* A cell can be mended here; what is wrong with a row as a whole cannot. */
static GtkWidget *
make_row (TvaImportSource *source, const TvaImportProblem *problem, const TvRejectRow *reject)
{
  int header = tva_import_source_find_header (source, problem->column);

  return header >= 0 ? tva_import_repair_row_new (source, reject, (guint) header)
                     : make_example (reject);
}

/* What stands in many rows is mended once; below it each row can still get its own text. Of keys
 * that stand twice each needs its own. */
static void
add_groups (TvaImportSource *source, const TvaImportProblem *problem, AdwExpanderRow *row)
{
  int header = g_str_equal (problem->code, TV_REJECT_DUPLICATE_KEY)
                   ? -1
                   : tva_import_source_find_header (source, problem->column);
  g_autoptr (GPtrArray) groups = header >= 0 ? tva_import_problem_group (problem) : NULL;

  for (guint i = 0; groups != NULL && i < MIN (groups->len, MOST_GROUPS); i++)
    adw_expander_row_add_row (
        row,
        tva_import_repair_row_new_for_all (source, g_ptr_array_index (groups, i), (guint) header));
}

/* How many rows are not shown, and where they go. */
static GtkWidget *
make_rest (gint64 count)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *number = tv_count_to_display (count);
  g_autofree char *title
      = g_strdup_printf (ngettext ("%s more row", "%s more rows", (gulong) count), number);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Mend many at once, or save them as a file after the import, "
                                  "mend them there and import that alone."));
  return row;
}

static GtkWidget *
make_problem (TvaImportSource *source,
              const TvaImportProblem *problem,
              const TvImportResult *result)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  g_autofree char *count = tv_count_to_display (problem->count);
  g_autofree char *place = dup_place (problem, result);
  GtkWidget *badge = gtk_label_new (count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), problem->message);
  tva_name_set_expander (ADW_EXPANDER_ROW (row), problem->message);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), place);
  gtk_widget_add_css_class (badge, "badge");
  if (get_sort (problem) == SORT_FAULT)
    gtk_widget_add_css_class (badge, "warning");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), badge);
  if (get_sort (problem) == SORT_FAULT)
    add_groups (source, problem, ADW_EXPANDER_ROW (row));
  for (guint i = 0; i < MIN (problem->rejects->len, MOST_EXAMPLES); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_row (source, problem, g_ptr_array_index (problem->rejects, i)));
  if (problem->count > MOST_EXAMPLES)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_rest (problem->count - MOST_EXAMPLES));
  return row;
}

/* The problems of one sort. */
static GtkWidget *
make_problems (TvaImportDraft *draft, GPtrArray *results, Sort sort)
{
  g_autoptr (GPtrArray) problems = tva_import_problems_new (results);
  GtkWidget *group = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const TvaImportProblem *problem = g_ptr_array_index (problems, i);

      if (get_sort (problem) != sort)
        continue;
      if (group == NULL)
        group = tva_whole_group_new ();
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_problem (tva_import_draft_peek (draft, problem->file),
                                               problem,
                                               g_ptr_array_index (results, problem->file)));
    }
  return group;
}

static void
keep_all_cb (TvaImportCheck *self)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    tva_import_source_keep_all (tva_import_draft_peek (draft, i));
}

static void
leave_out_cb (TvaImportCheck *self)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    if (tva_import_source_keeps_all (tva_import_draft_peek (draft, i)))
      tva_import_source_leave_out (tva_import_draft_peek (draft, i));
}

static gboolean
is_all_kept (TvaImportDraft *draft)
{
  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    if (tva_import_source_keeps_all (tva_import_draft_peek (draft, i)))
      return TRUE;
  return FALSE;
}

static gboolean
can_keep_all (TvaImportDraft *draft)
{
  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    if (tv_import_file_leaves_out_orders (
            tva_import_source_get_file (tva_import_draft_peek (draft, i))))
      return TRUE;
  return FALSE;
}

static void
add_button (TvaImportCheck *self, GtkWidget *group, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  tva_whole_group_set_button (ADW_PREFERENCES_GROUP (group), button);
}

static void
bring_all_cb (TvaImportCheck *self)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));
  GPtrArray *results = tva_import_draft_get_results (draft);
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (guint));

  /* The first change makes the results void. */
  for (guint i = 0; results != NULL && i < results->len; i++)
    if (tv_import_result_can_bring_all (g_ptr_array_index (results, i)))
      g_array_append_val (files, i);
  for (guint i = 0; i < files->len; i++)
    tva_import_source_bring_all (tva_import_draft_peek (draft, g_array_index (files, guint, i)));
}

/* What rows wait for; where all do, perhaps nothing else is to come. */
static void
add_waits (TvaImportCheck *self, GtkBox *box, GPtrArray *results)
{
  GtkWidget *waits = tva_import_waits_new (results);
  gboolean can_bring_all = FALSE;

  if (waits == NULL)
    return;
  for (guint i = 0; i < results->len; i++)
    can_bring_all |= tv_import_result_can_bring_all (g_ptr_array_index (results, i));
  if (can_bring_all)
    add_button (self, waits, _ ("Make them from the sales"), G_CALLBACK (bring_all_cb));
  gtk_box_append (box, waits);
}

/* What is left out, and the way to count it; once it is counted, the way back. */
static void
add_left_out (TvaImportCheck *self, GtkBox *box, GPtrArray *results)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));
  GtkWidget *group = make_problems (draft, results, SORT_LEFT_OUT);
  gboolean is_kept = is_all_kept (draft);

  if (group == NULL && !is_kept)
    return;
  if (group == NULL)
    group = tva_whole_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Rows that are no sales"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      is_kept ? _ ("Orders that came to nothing count as sales.")
              : _ ("Orders that came to nothing are left out of everything that is counted."));
  if (is_kept)
    add_button (self, group, _ ("Leave them out again"), G_CALLBACK (leave_out_cb));
  else if (can_keep_all (draft))
    add_button (self, group, _ ("Count them as sales"), G_CALLBACK (keep_all_cb));
  gtk_box_append (box, group);
}

static void
mend_many_cb (TvaImportCheck *self)
{
  tva_reject_editor_present (GTK_WIDGET (self), self->edit);
}

static void
take_in_cb (TvaImportCheck *self)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    tva_import_source_take_in_all (tva_import_draft_peek (draft, i));
}

static void
take_own_cb (TvaImportCheck *self)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    if (tva_import_source_has_own_values (tva_import_draft_peek (draft, i)))
      tva_import_source_take_own_values (tva_import_draft_peek (draft, i));
}

/* Presets that do not fit their files, which may be why rows cannot be taken. */
static void
add_unfit (TvaImportCheck *self, GtkBox *box)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *escaped = NULL;
  GtkWidget *group;

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    {
      TvaImportSource *source = tva_import_draft_peek (draft, i);
      g_autofree char *note = tv_import_file_dup_own_note (tva_import_source_get_file (source));

      if (note != NULL)
        g_string_append_printf (text,
                                "%s%s: %s",
                                text->len > 0 ? "\n" : "",
                                tva_import_source_get_name (source),
                                note);
    }
  if (text->len == 0)
    return;
  group = tva_whole_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("A preset that does not fit"));
  escaped = g_markup_escape_text (text->str, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  add_button (self, group, _ ("Read it as it is written"), G_CALLBACK (take_own_cb));
  gtk_box_append (box, group);
}

static void
add_problems (TvaImportCheck *self, GtkBox *box, GPtrArray *results)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));
  GtkWidget *problems = make_problems (draft, results, SORT_FAULT);

  if (problems == NULL)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (problems),
                                   _ ("Rows that cannot be taken"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (problems),
      _ ("Mend them here, and check again; those that stay are kept aside with their reason."));
  if (tva_reject_edit_get_entries (self->edit)->len > 1)
    add_button (self, problems, _ ("Mend many…"), G_CALLBACK (mend_many_cb));
  gtk_box_append (box, problems);
}

/* What a person leaves out, and the way back. */
static void
add_dropped (TvaImportCheck *self, GtkBox *box, GPtrArray *results)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));
  GtkWidget *dropped = make_problems (draft, results, SORT_DROPPED);

  if (dropped == NULL)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (dropped), _ ("Rows that you leave out"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (dropped),
      _ ("They are not imported, and kept aside with this reason."));
  add_button (self, dropped, _ ("Take them in again"), G_CALLBACK (take_in_cb));
  gtk_box_append (box, dropped);
}

static void
add_totals (TvaImportCheck *self, GtkBox *box, GPtrArray *results)
{
  TvaImportDraft *draft = tva_import_step_get_draft (TVA_IMPORT_STEP (self));
  GtkWidget *totals = make_problems (draft, results, SORT_TOTALS);

  if (totals == NULL)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (totals), _ ("Rows of totals"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (totals),
      _ ("They are no rows of the table and are passed over; there is nothing to mend."));
  gtk_box_append (box, totals);
}

static void
enter (TvaImportStep *step)
{
  TvaImportCheck *self = TVA_IMPORT_CHECK (step);
  GPtrArray *results = tva_import_draft_get_results (tva_import_step_get_draft (step));
  GtkWidget *box, *empties;

  if (results == NULL || results == self->shown)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  g_clear_pointer (&self->edit, tva_reject_edit_unref);
  self->edit = tva_reject_edit_new (tva_import_step_get_draft (step), results);
  empties = tva_import_empties_new (tva_import_step_get_draft (step), results);
  self->report = ADW_PREFERENCES_GROUP (tva_import_report_new (results, TRUE));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->report));
  add_unfit (self, GTK_BOX (box));
  add_problems (self, GTK_BOX (box), results);
  add_left_out (self, GTK_BOX (box), results);
  add_dropped (self, GTK_BOX (box), results);
  add_totals (self, GTK_BOX (box), results);
  if (empties != NULL)
    gtk_box_append (GTK_BOX (box), empties);
  add_waits (self, GTK_BOX (box), results);
  adw_bin_set_child (ADW_BIN (self), tva_import_step_make_page (box));
  self->shown = results;
}

/* What is shown stays while somebody mends it, but no figure holds any more. */
static void
changed (TvaImportStep *step)
{
  TvaImportCheck *self = TVA_IMPORT_CHECK (step);

  if (self->report != NULL
      && tva_import_draft_get_results (tva_import_step_get_draft (step)) == NULL)
    adw_preferences_group_set_description (self->report,
                                           _ ("These figures are of before your changes: check "
                                              "again."));
}

static void
tva_import_check_dispose (GObject *object)
{
  g_clear_pointer (&TVA_IMPORT_CHECK (object)->edit, tva_reject_edit_unref);
  G_OBJECT_CLASS (tva_import_check_parent_class)->dispose (object);
}

static void
tva_import_check_class_init (TvaImportCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_check_dispose;
  TVA_IMPORT_STEP_CLASS (klass)->changed = changed;
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
}

static void
tva_import_check_init (TvaImportCheck *self)
{
}
