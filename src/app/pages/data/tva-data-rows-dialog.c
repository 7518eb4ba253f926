/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows behind a figure: found on a worker, shown in a table, saved as CSV where the person
 * says. Changes nothing in the workspace. */
#include "pages/data/tva-data-rows-dialog.h"

#include <glib/gi18n.h>

#include "models/tva-item.h"
#include "widgets/tva-table.h"

#define SHOWN_ROWS 5000

/* What a save needs until its file is chosen. */
typedef struct
{
  TvaWindow *window;
  TvEngine *engine;
  gint64 batch_id;
  TvCheck check;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->window);
  g_object_unref (save->engine);
  g_free (save);
}

/* A rejected row is named by why it was. */
static char *
key_to_text (gpointer row)
{
  const TvCheckRow *self = row;

  return g_strdup (g_str_equal (self->table, "import_reject")
                       ? tv_reject_code_get_message (self->key)
                       : self->key);
}

/* Rejects name a column as the file does, everything else as the workspace. */
static char *
column_to_text (gpointer row)
{
  const char *name = ((TvCheckRow *) row)->column;

  for (int kind = 0; kind < TV_N_KINDS; kind++)
    {
      guint count;
      const TvImportColumn *columns = tv_import_kind_get_columns ((TvImportKind) kind, &count);

      for (guint i = 0; i < count; i++)
        if (g_str_equal (columns[i].name, name))
          return g_strdup (columns[i].title);
    }
  return g_strdup (name);
}

static char *
value_to_text (gpointer row)
{
  return g_strdup (((TvCheckRow *) row)->value);
}

static char *
import_to_text (gpointer row)
{
  gint64 batch = ((TvCheckRow *) row)->batch_id;

  return batch > 0 ? tv_count_to_display (batch) : g_strdup ("");
}

static char *
line_to_text (gpointer row)
{
  gint64 line = ((TvCheckRow *) row)->line;

  return line > 0 ? tv_count_to_display (line) : g_strdup ("");
}

static GtkWidget *
make_table (GListModel *rows)
{
  const TvaTableColumn columns[] = {
    { .title = _ ("Key"), .to_text = key_to_text, .width = 180 },
    { .title = _ ("Column"), .to_text = column_to_text, .width = 190 },
    { .title = _ ("Value"), .to_text = value_to_text, .width = 140, .is_expanding = TRUE },
    { .title = C_ ("an import", "Import"),
      .to_text = import_to_text,
      .width = 80,
      .is_numeric = TRUE },
    { .title = _ ("Line"), .to_text = line_to_text, .width = 90, .is_numeric = TRUE },
  };

  return tva_table_new (_ ("Rows that the check found"),
                        columns,
                        G_N_ELEMENTS (columns),
                        FALSE,
                        GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (rows))));
}

static gpointer
write_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const char *path;
  gint64 batch_id;
  int check;

  g_variant_get (input, "(xi^&ay)", &batch_id, &check, &path);
  return GINT_TO_POINTER (
      tv_engine_write_check_rows (engine, batch_id, (TvCheck) check, path, progress, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = TVA_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (GPOINTER_TO_INT (tv_engine_call_finish (TV_ENGINE (source), result, &error)))
    tva_window_add_toast (window, adw_toast_new (_ ("Rows saved")));
  else
    tva_window_show_error (window, _ ("Could not save the rows"), error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    tv_engine_call_async (
        save->engine,
        write_in_worker,
        g_variant_ref_sink (g_variant_new ("(xi^ay)", save->batch_id, (int) save->check, path)),
        (GDestroyNotify) g_variant_unref,
        NULL,
        NULL,
        written_cb,
        g_object_ref (save->window));
  save_free (save);
  g_object_unref (dialog);
}

/**
 * tva_data_rows_save:
 * @window: the window
 * @engine: the workspace
 * @batch_id: a batch, 0 = all
 * @check: a check
 *
 * Asks for a name and saves all rows that the check finds.
 */
void
tva_data_rows_save (TvaWindow *window, TvEngine *engine, gint64 batch_id, TvCheck check)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save Rows"),
                                                              GTK_WINDOW (window),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _ ("_Save"),
                                                              NULL);
  g_autofree char *name = g_strconcat (tv_check_get_code (check), ".csv", NULL);
  Save *save = g_new0 (Save, 1);

  save->window = g_object_ref (window);
  save->engine = g_object_ref (engine);
  save->batch_id = batch_id;
  save->check = check;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gpointer
list_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Save *wanted = input;

  return tv_engine_list_check_rows (engine,
                                    wanted->batch_id,
                                    wanted->check,
                                    SHOWN_ROWS + 1,
                                    progress,
                                    error);
}

/* What is filled in when the rows have come; the dialog may be gone by then. */
typedef struct
{
  GWeakRef window;
  GWeakRef stack;
  GWeakRef note;
  GListStore *rows;
} Loading;

/* More than is shown was asked for, so as to know that there is more. */
static void
show_note (GtkWidget *note)
{
  g_autofree char *count = tv_count_to_display (SHOWN_ROWS);
  /* Translators: a count of rows */
  g_autofree char *text
      = g_strdup_printf (_ ("These are the first %s rows. Saving them as CSV writes all of them."),
                         count);

  gtk_label_set_text (GTK_LABEL (note), text);
  gtk_widget_show (note);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (GListStore) list = loading->rows;
  g_autoptr (TvaWindow) window = g_weak_ref_get (&loading->window);
  g_autoptr (GtkStack) stack = g_weak_ref_get (&loading->stack);
  g_autoptr (GtkWidget) note = g_weak_ref_get (&loading->note);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  g_weak_ref_clear (&loading->window);
  g_weak_ref_clear (&loading->stack);
  g_weak_ref_clear (&loading->note);
  if (rows == NULL && window != NULL)
    tva_window_show_page_error (window, _ ("Could not read the rows"), error);
  if (rows == NULL)
    return;
  if (rows->len > SHOWN_ROWS && note != NULL)
    show_note (note);
  g_ptr_array_set_size (rows, MIN (rows->len, SHOWN_ROWS));
  g_ptr_array_set_free_func (rows, NULL); /* the items own them now */
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (TvaItem) item
          = tva_item_new (i + 1, g_ptr_array_index (rows, i), (GDestroyNotify) tv_check_row_free);

      g_list_store_append (list, item);
    }
  if (stack != NULL)
    gtk_stack_set_visible_child_name (stack, rows->len > 0 ? "table" : "nothing");
}

static GtkWidget *
make_stack (GListModel *rows)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *nothing = adw_status_page_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _ ("No single rows"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (nothing),
      _ ("This check judges columns or files as a whole: what it found stands in no row."));
  gtk_stack_add_named (GTK_STACK (stack), spinner, "loading");
  gtk_stack_add_named (GTK_STACK (stack), make_table (rows), "table");
  gtk_stack_add_named (GTK_STACK (stack), nothing, "nothing");
  return stack;
}

/* What is to be said about the rows, above them. */
static GtkWidget *
make_note (const char *text)
{
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "toolbar-row");
  gtk_widget_set_visible (note, text != NULL);
  return note;
}

static GtkWidget *
make_dialog (TvaWindow *window, TvCheck check, GtkWidget *note, GtkWidget *stack)
{
  GtkWidget *dialog = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = gtk_header_bar_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_header_bar_set_title_widget (GTK_HEADER_BAR (header),
                                   adw_window_title_new (tv_check_get_title (check), NULL));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), note);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), stack);
  adw_window_set_content (ADW_WINDOW (dialog), box);
  gtk_window_set_title (GTK_WINDOW (dialog), tv_check_get_title (check));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 760, 520);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (dialog, keys);
  return dialog;
}

/**
 * tva_data_rows_dialog_show:
 * @window: the window
 * @engine: the workspace
 * @batch_id: a batch, 0 = all
 * @check: a check
 * @note: (nullable): what is to be said about the rows
 *
 * Shows the rows that a check finds, the first 5,000 of them.
 */
void
tva_data_rows_dialog_show (TvaWindow *window,
                           TvEngine *engine,
                           gint64 batch_id,
                           TvCheck check,
                           const char *note)
{
  GListStore *rows = g_list_store_new (TVA_TYPE_ITEM);
  GtkWidget *stack = make_stack (G_LIST_MODEL (rows));
  GtkWidget *label = make_note (note);
  Loading *loading = g_new0 (Loading, 1);
  Save wanted = { .batch_id = batch_id, .check = check };

  g_weak_ref_init (&loading->window, window);
  g_weak_ref_init (&loading->stack, stack);
  g_weak_ref_init (&loading->note, label);
  loading->rows = rows;
  gtk_window_present (GTK_WINDOW (make_dialog (window, check, label, stack)));
  tv_engine_call_async (engine,
                        list_in_worker,
                        g_memdup2 (&wanted, sizeof wanted),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        listed_cb,
                        loading);
}
