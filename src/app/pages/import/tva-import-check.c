/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what each file would give and, below, each kind of problem with its rows, whose cells can
 * be mended in place, and what rows would wait for. Nothing was written so far, and the way back is
 * open to read a file differently. */
#include "pages/import/tva-import-check.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-problems.h"
#include "pages/import/tva-import-repair-row.h"
#include "pages/import/tva-import-report.h"
#include "pages/import/tva-import-waits.h"

#define MOST_EXAMPLES 20 /* rows shown of one problem */

struct _TvaImportCheck
{
  TvaImportStep parent_instance;

  gconstpointer shown; /* never followed: only to see that the results are others */
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
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reject->raw != NULL ? reject->raw : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  return row;
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
                               _ ("After the import they can be saved as a file, mended there and "
                                  "imported alone."));
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
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), place);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, "warning");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), badge);
  for (guint i = 0; i < MIN (problem->rejects->len, MOST_EXAMPLES); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_row (source, problem, g_ptr_array_index (problem->rejects, i)));
  if (problem->count > MOST_EXAMPLES)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_rest (problem->count - MOST_EXAMPLES));
  return row;
}

static GtkWidget *
make_problems (TvaImportDraft *draft, GPtrArray *results)
{
  g_autoptr (GPtrArray) problems = tva_import_problems_new (results);
  GtkWidget *group;

  if (problems->len == 0)
    return NULL;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Rows that cannot be taken"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Mend them here, and check again; those that stay are kept aside with their reason."));
  for (guint i = 0; i < problems->len; i++)
    {
      const TvaImportProblem *problem = g_ptr_array_index (problems, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_problem (tva_import_draft_peek (draft, problem->file),
                                               problem,
                                               g_ptr_array_index (results, problem->file)));
    }
  return group;
}

static void
enter (TvaImportStep *step)
{
  TvaImportCheck *self = TVA_IMPORT_CHECK (step);
  GPtrArray *results = tva_import_draft_get_results (tva_import_step_get_draft (step));
  GtkWidget *box, *problems, *waits;

  if (results == NULL || results == self->shown)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  problems = make_problems (tva_import_step_get_draft (step), results);
  waits = tva_import_waits_new (results);
  gtk_box_append (GTK_BOX (box), tva_import_report_new (results, TRUE));
  if (problems != NULL)
    gtk_box_append (GTK_BOX (box), problems);
  if (waits != NULL)
    gtk_box_append (GTK_BOX (box), waits);
  adw_bin_set_child (ADW_BIN (self), tva_import_step_make_page (box));
  self->shown = results;
}

static void
tva_import_check_class_init (TvaImportCheckClass *klass)
{
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
}

static void
tva_import_check_init (TvaImportCheck *self)
{
}
