/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row a column: how many of its cells say NULL or the like, what becomes of them, and a button
 * for the contrary. Numbers and days have no button, as no word is one. */
#include "pages/import/tva-import-empties.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-report.h"
#include "widgets/tva-whole-words.h"

/* What the button of a row says; the next check tells what comes of it. */
typedef struct
{
  TvaImportSource *source;
  guint header_index;
  char **words; /* none = they are kept */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->source);
  g_strfreev (choice->words);
  g_free (choice);
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  const Choice *choice = user_data;

  tva_import_source_set_empties (choice->source, choice->header_index, choice->words);
}

static GtkWidget *
make_button (TvaImportSource *source, const TvImportEmpty *empty)
{
  GtkWidget *button
      = gtk_button_new_with_label (empty->is_taken ? _ ("Keep them") : _ ("Count as empty"));
  Choice *choice = g_new0 (Choice, 1);
  /* Translators: what a button does, name of a column */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"),
                                           gtk_button_get_label (GTK_BUTTON (button)),
                                           empty->column_name);

  choice->source = g_object_ref (source);
  choice->header_index = empty->header_index;
  choice->words = empty->is_taken ? g_new0 (char *, 1) : g_strdupv (empty->words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), choice, choice_free, 0);
  return button;
}

static GtkWidget *
make_row (TvaImportSource *source, const TvImportEmpty *empty, const TvImportResult *result)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *text = tv_import_empty_dup_text (empty);
  g_autofree char *name = tva_import_report_dup_name (result);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
  if (empty->is_open)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (source, empty));
  return row;
}

/**
 * tva_import_empties_new:
 * @draft: the files
 * @results: (element-type TvImportResult): of their check
 *
 * Makes a list of the columns whose cells hold words for nothing.
 *
 * Returns: (transfer floating) (nullable): a group of rows; %NULL where no column does
 */
GtkWidget *
tva_import_empties_new (TvaImportDraft *draft, GPtrArray *results)
{
  GtkWidget *group = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      for (guint k = 0; k < result->empties->len; k++)
        {
          if (group == NULL)
            group = tva_whole_group_new ();
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                     make_row (tva_import_draft_peek (draft, i),
                                               g_ptr_array_index (result->empties, k),
                                               result));
        }
    }
  if (group != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Cells without a value"));
  return group;
}
