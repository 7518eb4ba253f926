/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports are read otherwise, undone and mended one by one. Where a check's rows lie in one import
 * the way leads there, to its rejected rows where these are mended; where they lie in several the
 * person says which one, and where none was rejected they are shown. They are counted on a worker.
 */
#include "pages/data/tva-data-imports.h"

#include <glib/gi18n.h>

#include "pages/data/tva-data-rows-dialog.h"
#include "widgets/tva-one-line.h"

/* What is asked about, until the answer comes. */
typedef struct
{
  TvaWindow *window;
  gint64 batch_id;
  TvCheck check;
} Asking;

static gpointer
count_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  gint64 batch_id;
  int check;

  g_variant_get (input, "(xi)", &batch_id, &check);
  return tv_engine_list_check_imports (engine, batch_id, (TvCheck) check, progress, error);
}

static void
go (TvaWindow *window, TvCheck check, gint64 batch_id)
{
  const char *what = tv_check_get_fix (check) == TV_CHECK_FIX_REJECTS ? "rejects" : "batch";
  g_autofree char *target = g_strdup_printf ("%s:%" G_GINT64_FORMAT, what, batch_id);

  tva_window_go (window, "imports", target);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  gint64 *batch_id = g_object_get_data (G_OBJECT (row), "tva-batch");
  TvCheck check = (TvCheck) GPOINTER_TO_INT (user_data);
  GtkWindow *dialog = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list)));

  go (TVA_WINDOW (gtk_window_get_transient_for (dialog)), check, *batch_id);
  gtk_window_close (dialog);
}

static char *
dup_place (const TvCheckImport *place)
{
  g_autofree char *count = tv_count_to_display (place->row_count);
  g_autofree char *number = tv_count_to_display (place->batch_id);

  if (place->row_count == 0)
    /* Translators: the number of an import */
    return g_strdup_printf (_ ("import %s"), number);
  /* Translators: a count, the number of an import */
  return g_strdup_printf (ngettext ("%s row, import %s", "%s rows, import %s", place->row_count),
                          count,
                          number);
}

static GtkWidget *
make_row (const TvCheckImport *place)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *text = dup_place (place);

  tva_one_line_set_title (ADW_ACTION_ROW (row), place->file_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row),
                          "tva-batch",
                          g_memdup2 (&place->batch_id, sizeof place->batch_id),
                          g_free);
  return row;
}

static void
ask (TvaWindow *window, TvCheck check, GPtrArray *places)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("Which import?"), NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      tv_check_get_fix (check) == TV_CHECK_FIX_REJECTS
          ? _ ("The rows lie in several imports, and rejected rows are mended import by import.")
          : _ ("What was found lies in several imports."));
  for (guint i = 0; i < places->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (g_ptr_array_index (places, i)));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Imports"),
                                  -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), GINT_TO_POINTER (check));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scrolled);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (TvaWindow) window = asking->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (places == NULL)
    tva_window_show_page_error (window, _ ("Could not read the imports"), error);
  else if (places->len > 1)
    ask (window, asking->check, places);
  else if (places->len == 1)
    go (window, asking->check, ((TvCheckImport *) g_ptr_array_index (places, 0))->batch_id);
  else if (tv_check_get_fix (asking->check) == TV_CHECK_FIX_IMPORTS)
    go (window, asking->check, asking->batch_id);
  else
    tva_data_rows_dialog_show (window,
                               TV_ENGINE (source),
                               asking->batch_id,
                               asking->check,
                               _ ("None of these rows was rejected. They are mended where the data "
                                  "comes from, and imported again."));
}

/**
 * tva_data_imports_show:
 * @window: the window
 * @engine: the workspace
 * @batch_id: a batch, 0 = all
 * @check: a check that is mended by the rejected rows of an import, or by an import
 *
 * Goes to the import that the check's rows lie in or to its rejects, and asks which one where they
 * lie in several. Where none of the rows was rejected, they are shown.
 */
void
tva_data_imports_show (TvaWindow *window, TvEngine *engine, gint64 batch_id, TvCheck check)
{
  GVariant *wanted = g_variant_new ("(xi)", batch_id, (int) check);
  Asking *asking = g_new0 (Asking, 1);

  asking->window = g_object_ref (window);
  asking->batch_id = batch_id;
  asking->check = check;
  tv_engine_call_async (engine,
                        count_in_worker,
                        g_variant_ref_sink (wanted),
                        (GDestroyNotify) g_variant_unref,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        found_cb,
                        asking);
}
