/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last look before anything is written: findings of drift first, then per table how many rows
 * are new, changed, unchanged and rejected, with the first changes one by one. */
#include "pages/import/tva-import-difference.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-report.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"
#include "widgets/tva-whole-words.h"

#define MOST_CHANGES 50
#define FIGURE_WIDTH 60 /* leaves the title a word's width at 420 px */

struct _TvaImportDifference
{
  TvaImportStep parent_instance;

  gconstpointer shown; /* never followed: only to see that the results are others */
};

G_DEFINE_FINAL_TYPE (TvaImportDifference, tva_import_difference, TVA_TYPE_IMPORT_STEP)

static const char *
get_table_title (const char *table)
{
  static const struct
  {
    const char *table, *title;
  } titles[] = {
    { "customer", N_ ("Customers") },
    { "product", N_ ("Products") },
    { "sales_line", N_ ("Sales lines") },
    { "contact_event", N_ ("Contacts") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].table, table))
      return _ (titles[i].title);
  return table;
}

static GtkWidget *
make_finding (const TvDriftFinding *finding, const char *file_name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (
      finding->is_serious ? "dialog-warning-symbolic" : "dialog-information-symbolic");

  if (finding->is_serious)
    gtk_widget_add_css_class (icon, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  finding->is_serious ? _ ("Please look") : _ ("For information"),
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), file_name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static GtkWidget *
make_drift (GPtrArray *results)
{
  GtkWidget *group = tva_whole_group_new ();
  guint count = 0, compared = 0;

  for (int serious = 1; serious >= 0; serious--)
    for (guint i = 0; i < results->len; i++)
      {
        const TvImportResult *result = g_ptr_array_index (results, i);
        g_autofree char *name = tva_import_report_dup_name (result);

        compared += serious && result->previous_batch_id != 0;
        for (guint k = 0; result->drift != NULL && k < result->drift->len; k++)
          {
            const TvDriftFinding *finding = g_ptr_array_index (result->drift, k);

            if (!finding->is_serious != !serious)
              continue;
            adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_finding (finding, name));
            count++;
          }
      }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Since the previous import"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      compared == 0 ? _ ("There is no earlier import of the same source to compare with.")
                    : (count == 0 ? _ ("Nothing unusual: rows, columns, formats and totals are as "
                                       "they were.")
                                  : _ ("Compared with the latest import of the same source.")));
  return group;
}

static GtkWidget *
make_change (const TvImportChange *change, gboolean is_kept)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *text = NULL;
  g_autofree char *title = g_strdup_printf ("%s · %s", change->key, change->column);

  /* Translators: a value that a person wrote and that stays; what the file says of it. Then: a
   * value before and after an import */
  text = g_strdup_printf (is_kept ? _ ("%s stays, written by hand; the file says %s")
                                  : _ ("%s → %s"),
                          *change->before != '\0' ? change->before : _ ("empty"),
                          *change->after != '\0' ? change->after : _ ("empty"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  return row;
}

static void
add_figure (GtkWidget *figures, gint64 count, const char *title, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *figure = tv_count_to_display (count);
  GtkWidget *value = gtk_label_new (figure);
  GtkWidget *name = gtk_label_new (title);

  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "heading");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "dim-label");
  if (count > 0 && css_class != NULL)
    gtk_widget_add_css_class (value, css_class);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_xalign (GTK_LABEL (name), 1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), name);
  tva_flow_append (TVA_FLOW (figures), box);
}

static GtkWidget *
make_table (const TvImportDifference *difference, const char *file_name)
{
  guint changes = difference->changes != NULL ? difference->changes->len : 0;
  guint kept = difference->kept != NULL ? difference->kept->len : 0;
  gboolean has_changes = changes + kept > 0;
  GtkWidget *row = g_object_new (has_changes ? ADW_TYPE_EXPANDER_ROW : ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "subtitle",
                                 file_name,
                                 NULL);
  /* Columns that are the same in all rows; in a narrow window two of them, one below the other. */
  GtkWidget *flow = tva_flow_new (FIGURE_WIDTH, 6);
  const struct
  {
    gint64 count;
    const char *title, *css_class;
  } figures[] = {
    { difference->new_count, _ ("new"), "success" },
    { difference->changed_count, _ ("changed"), "accent" },
    { difference->unchanged_count, _ ("unchanged"), NULL },
    { difference->rejected_count, _ ("rejected"), "warning" },
    { difference->kept_count, _ ("kept by hand"), "accent" },
  };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_table_title (difference->table));
  tva_whole_words (row, FALSE);
  if (has_changes)
    tva_name_set_expander (ADW_EXPANDER_ROW (row), get_table_title (difference->table));
  gtk_widget_set_valign (flow, GTK_ALIGN_CENTER);
  /* Few people write by hand: that figure is there only where it says something. */
  for (gsize i = 0; i < G_N_ELEMENTS (figures) - (difference->kept_count == 0); i++)
    add_figure (flow, figures[i].count, figures[i].title, figures[i].css_class);
  if (has_changes)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), flow);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), flow);
  for (guint i = 0; i < MIN (kept, MOST_CHANGES); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_change (g_ptr_array_index (difference->kept, i), TRUE));
  for (guint i = 0; i < MIN (changes, MOST_CHANGES); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_change (g_ptr_array_index (difference->changes, i), FALSE));
  return row;
}

static gboolean
says_nothing (const TvImportDifference *difference)
{
  return difference->new_count == 0 && difference->changed_count == 0
         && difference->unchanged_count == 0 && difference->rejected_count == 0
         && difference->kept_count == 0;
}

/* A file of sales may name products as well, but most do not: a table that it has nothing of is
 * shown only where it has nothing of any. */
static void
add_tables (GtkWidget *group, const TvImportResult *result)
{
  g_autofree char *name = tva_import_report_dup_name (result);
  guint count = result->differences != NULL ? result->differences->len : 0;
  guint empty_count = 0;

  for (guint i = 0; i < count; i++)
    empty_count += says_nothing (g_ptr_array_index (result->differences, i)) ? 1 : 0;
  for (guint i = 0; i < count; i++)
    {
      const TvImportDifference *difference = g_ptr_array_index (result->differences, i);

      if (empty_count == count || !says_nothing (difference))
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_table (difference, name));
    }
}

static GtkWidget *
make_tables (GPtrArray *results)
{
  GtkWidget *group = tva_whole_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What would change"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Nothing is written before you press Import, and an import can be undone."));
  for (guint i = 0; i < results->len; i++)
    add_tables (group, g_ptr_array_index (results, i));
  return group;
}

static void
enter (TvaImportStep *step)
{
  TvaImportDifference *self = TVA_IMPORT_DIFFERENCE (step);
  GPtrArray *results = tva_import_draft_get_results (tva_import_step_get_draft (step));
  GtkWidget *box;

  if (results == NULL || results == self->shown)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_box_append (GTK_BOX (box), make_tables (results));
  gtk_box_append (GTK_BOX (box), make_drift (results));
  adw_bin_set_child (ADW_BIN (self), tva_import_step_make_page (box));
  self->shown = results;
}

static void
tva_import_difference_class_init (TvaImportDifferenceClass *klass)
{
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
}

static void
tva_import_difference_init (TvaImportDifference *self)
{
}
