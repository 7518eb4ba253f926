/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters at the top say which rows are meant, by reason, column and text; the line below says what
 * becomes of them, and the table shows each cell before and after. Nothing changes before the
 * button is pressed, which names the number; one undo takes all of a change back. */
#include "pages/import/tva-reject-editor.h"

#include <glib/gi18n.h>

#include "models/tva-item.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-id-choice.h"
#include "widgets/tva-name.h"
#include "widgets/tva-table.h"

typedef struct
{
  TvaRejectEdit *edit;
  GPtrArray *reasons, *columns; /* of interned char *, as in the choices behind "all" */
  gint64 reason, column;        /* places in these from 1, 0 = all */
  TvaRejectChangeKind kind;
  gboolean needs_column; /* cells of several columns are shown, and would be changed */
  GPtrArray *shown;      /* of TvaRejectEntry */
  GListStore *rows;      /* of TvaItem over these */

  GtkWidget *window;
  TvaIdChoice *reason_choice, *column_choice, *kind_choice;
  GtkWidget *search, *find, *text, *apply, *undo, *status;
} Editor;

static void
editor_free (gpointer data)
{
  Editor *self = data;

  tva_id_choice_free (self->reason_choice);
  tva_id_choice_free (self->column_choice);
  tva_id_choice_free (self->kind_choice);
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->shown);
  g_object_unref (self->rows);
  tva_reject_edit_unref (self->edit);
  g_free (self);
}

static TvaRejectChange
get_change (Editor *self)
{
  return (TvaRejectChange){ .kind = self->kind,
                            .find = gtk_editable_get_text (GTK_EDITABLE (self->find)),
                            .text = gtk_editable_get_text (GTK_EDITABLE (self->text)) };
}

/* ---- the table ---- */

/* A row of the table knows its editor, for what would become of it. */
typedef struct
{
  Editor *editor;
  const TvaRejectEntry *entry;
} Row;

static char *
line_to_text (gpointer row)
{
  return tv_count_to_display (((Row *) row)->entry->line);
}

static char *
column_to_text (gpointer row)
{
  const char *column = ((Row *) row)->entry->column;

  return g_strdup (*column != '\0' ? column : _ ("whole row"));
}

static char *
reason_to_text (gpointer row)
{
  return g_strdup (((Row *) row)->entry->reason);
}

/* An empty cell says so. */
static char *
show_empty (char *text)
{
  if (*text != '\0')
    return text;
  g_free (text);
  return g_strdup (_ ("(empty)"));
}

static char *
now_to_text (gpointer row)
{
  const TvaRejectEntry *entry = ((Row *) row)->entry;

  return tva_reject_entry_is_left_out (entry) ? g_strdup (_ ("left out"))
                                              : show_empty (tva_reject_entry_dup_now (entry));
}

static char *
after_to_text (gpointer row)
{
  TvaRejectChange change = get_change (((Row *) row)->editor);
  char *after = ((Row *) row)->editor->needs_column
                    ? NULL
                    : tva_reject_entry_dup_after (((Row *) row)->entry, &change);

  return after != NULL ? show_empty (after) : g_strdup ("–");
}

static char *
raw_to_text (gpointer row)
{
  return g_strdup (((Row *) row)->entry->raw);
}

static char *
file_to_text (gpointer row)
{
  return g_strdup (((Row *) row)->entry->file_name);
}

/* The file comes first, as a line means nothing without it, and only where there are several. */
static GtkWidget *
make_table (Editor *self)
{
  const TvaTableColumn all_columns[] = {
    { .title = _ ("File"), .to_text = file_to_text, .width = 120 },
    { .title = _ ("Line"), .to_text = line_to_text, .width = 60, .is_numeric = TRUE },
    { .title = _ ("Column"), .to_text = column_to_text, .width = 120 },
    /* Translators: the text of a cell, before and after a change */
    { .title = _ ("Now"), .to_text = now_to_text, .width = 150 },
    { .title = _ ("Afterwards"), .to_text = after_to_text, .width = 150 },
    { .title = _ ("Reason"), .to_text = reason_to_text, .width = 190 },
    { .title = _ ("Text"), .to_text = raw_to_text, .width = 200, .is_expanding = TRUE },
  };
  GtkSelectionModel *selection
      = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gsize first = tva_reject_entries_share_file (tva_reject_edit_get_entries (self->edit)) ? 1 : 0;
  GtkWidget *table = tva_table_new (_ ("Rejected rows"),
                                    all_columns + first,
                                    G_N_ELEMENTS (all_columns) - first,
                                    FALSE,
                                    selection);

  gtk_widget_set_vexpand (table, TRUE);
  return table;
}

/* ---- what is shown, and what would become of it ---- */

static gboolean
is_shown (Editor *self, const TvaRejectEntry *entry, const char *words)
{
  if (self->reason > 0 && entry->reason != g_ptr_array_index (self->reasons, self->reason - 1))
    return FALSE;
  if (self->column > 0 && entry->column != g_ptr_array_index (self->columns, self->column - 1))
    return FALSE;
  return tva_reject_entry_has (entry, words);
}

static char *
dup_status (Editor *self, guint count)
{
  guint all_count = tva_reject_edit_get_entries (self->edit)->len;
  g_autofree char *shown = tv_count_to_display (self->shown->len);
  g_autofree char *all = tv_count_to_display (all_count);
  g_autofree char *changed = tv_count_to_display (count);
  /* Translators: two counts */
  g_autofree char *text
      = g_strdup_printf (ngettext ("%s of %s row shown", "%s of %s rows shown", all_count),
                         shown,
                         all);
  g_autofree char *result = NULL;

  if (self->needs_column)
    return g_strdup_printf ("%s · %s", text, _ ("choose a column to change its cells"));
  /* Translators: a count of rows */
  result = g_strdup_printf (ngettext ("%s changes", "%s change", count), changed);
  return g_strdup_printf ("%s · %s", text, result);
}

static void
show_change (Editor *self)
{
  TvaRejectChange change = get_change (self);
  g_autofree char *status = NULL;
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;
  guint count;

  self->needs_column
      = tva_reject_change_is_of_cell (&change) && !tva_reject_entries_share_column (self->shown);
  count = self->needs_column ? 0 : tva_reject_edit_count (self->shown, &change);
  status = dup_status (self, count);
  number = tv_count_to_display (count);
  label = g_strdup_printf (ngettext ("Change %s row", "Change %s rows", count), number);

  gtk_label_set_text (GTK_LABEL (self->status), status);
  gtk_button_set_label (GTK_BUTTON (self->apply), label);
  gtk_widget_set_sensitive (self->apply, count > 0);
  gtk_widget_set_sensitive (self->undo, tva_reject_edit_can_undo (self->edit));
  gtk_widget_set_visible (self->find, self->kind == TVA_REJECT_REPLACE);
  gtk_widget_set_visible (self->text,
                          self->kind == TVA_REJECT_SET || self->kind == TVA_REJECT_REPLACE);
  for (guint i = 0; i < self->shown->len; i++)
    {
      g_autoptr (TvaItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      tva_item_emit_changed (item);
    }
}

static void
show_rows (Editor *self)
{
  const GPtrArray *entries = tva_reject_edit_get_entries (self->edit);
  g_autofree char *words
      = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < entries->len; i++)
    if (is_shown (self, g_ptr_array_index (entries, i), words))
      {
        Row *row = g_new0 (Row, 1);

        row->editor = self;
        row->entry = g_ptr_array_index (entries, i);
        g_ptr_array_add (self->shown, g_ptr_array_index (entries, i));
        g_ptr_array_add (items, tva_item_new (i + 1, row, g_free));
      }
  g_list_store_splice (self->rows,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata,
                       items->len);
  show_change (self);
}

static void
reason_chosen_cb (gpointer owner, gint64 id)
{
  ((Editor *) owner)->reason = id;
  show_rows (owner);
}

static void
column_chosen_cb (gpointer owner, gint64 id)
{
  ((Editor *) owner)->column = id;
  show_rows (owner);
}

static void
kind_chosen_cb (gpointer owner, gint64 id)
{
  ((Editor *) owner)->kind = (TvaRejectChangeKind) id;
  show_change (owner);
}

/* ---- doing and undoing ---- */

/* What was mended stays in sight, so that the person sees what became of it. */
static void
apply_clicked_cb (Editor *self)
{
  TvaRejectChange change = get_change (self);

  if (!gtk_widget_get_sensitive (self->apply))
    return;
  tva_reject_edit_apply (self->edit, self->shown, &change);
  show_change (self);
}

static void
undo_clicked_cb (Editor *self)
{
  if (tva_reject_edit_undo (self->edit) > 0)
    show_change (self);
}

static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  Editor *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  /* While a person types, Ctrl+Z is the text's. */
  if (GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0')
    return FALSE;
  undo_clicked_cb (self);
  return TRUE;
}

static gboolean
search_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_grab_focus (((Editor *) user_data)->search);
}

/* ---- the window ---- */

static TvaIdChoice *
add_choice (Editor *self, GtkWidget *flow, const char *name, TvaIdChosen chosen)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  TvaIdChoice *choice = tva_id_choice_new (drop_down, chosen, self);

  tva_name_set_choice (drop_down, name);
  tva_flow_append (TVA_FLOW (flow), GTK_WIDGET (drop_down));
  return choice;
}

static void
fill_choice (TvaIdChoice *choice, const char *all, const GPtrArray *names)
{
  tva_id_choice_clear (choice);
  tva_id_choice_add (choice, 0, all);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      tva_id_choice_add (choice, i + 1, *name != '\0' ? name : _ ("whole row"));
    }
  tva_id_choice_show (choice, 0);
}

static GtkWidget *
make_filters (Editor *self)
{
  GtkWidget *flow = tva_flow_new (0, 6);

  self->reason_choice = add_choice (self, flow, _ ("Reason"), reason_chosen_cb);
  fill_choice (self->reason_choice, _ ("All reasons"), self->reasons);
  self->column_choice = add_choice (self, flow, _ ("Column"), column_chosen_cb);
  fill_choice (self->column_choice, _ ("All columns"), self->columns);
  self->search
      = g_object_new (GTK_TYPE_SEARCH_ENTRY, "placeholder-text", _ ("Text in the row"), NULL);
  tva_name_set (self->search, _ ("Text in the row"));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (show_rows), self);
  tva_flow_append (TVA_FLOW (flow), self->search);
  return flow;
}

static GtkWidget *
add_entry (Editor *self, GtkWidget *flow, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  tva_name_set (entry, name);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (show_change), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (apply_clicked_cb), self);
  tva_flow_append (TVA_FLOW (flow), entry);
  return entry;
}

static GtkWidget *
make_change (Editor *self)
{
  static const char *const titles[TVA_N_REJECT_CHANGES] = {
    [TVA_REJECT_SET] = N_ ("Set all shown to"),
    [TVA_REJECT_REPLACE] = N_ ("Replace in all shown"),
    [TVA_REJECT_EMPTY] = N_ ("Empty all shown"),
    [TVA_REJECT_LEAVE_OUT] = N_ ("Leave all shown out"),
    [TVA_REJECT_TAKE_IN] = N_ ("Take all shown in again"),
  };
  GtkWidget *flow = tva_flow_new (0, 6);

  self->kind_choice = add_choice (self, flow, _ ("What becomes of the rows"), kind_chosen_cb);
  tva_id_choice_clear (self->kind_choice);
  for (int i = 0; i < TVA_N_REJECT_CHANGES; i++)
    tva_id_choice_add (self->kind_choice, i, _ (titles[i]));
  tva_id_choice_show (self->kind_choice, 0);
  self->find = add_entry (self, flow, _ ("This text"));
  self->text = add_entry (self, flow, _ ("New text"));
  self->apply = gtk_button_new ();
  gtk_widget_add_css_class (self->apply, "suggested-action");
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_clicked_cb), self);
  tva_flow_append (TVA_FLOW (flow), self->apply);
  return flow;
}

static GtkWidget *
make_header (Editor *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->undo = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_tooltip_text (self->undo, _ ("Undo the last change (Ctrl+Z)"));
  tva_name_set (self->undo, _ ("Undo"));
  g_signal_connect_swapped (self->undo, "clicked", G_CALLBACK (undo_clicked_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->undo);
  return header;
}

static void
add_key (GtkEventController *keys, guint keyval, GtkShortcutFunc func, Editor *self)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK),
                        gtk_callback_action_new (func, self, NULL)));
}

static void
add_keys (Editor *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_z, undo_key_cb, self);
  add_key (keys, GDK_KEY_f, search_key_cb, self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (self->window, keys);
}

static GtkWidget *
make_content (Editor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->status = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0);
  gtk_label_set_wrap (GTK_LABEL (self->status), TRUE);
  gtk_widget_add_css_class (self->status, "dim-label");
  gtk_widget_add_css_class (head, "toolbar-row");
  gtk_box_append (GTK_BOX (head), make_filters (self));
  gtk_box_append (GTK_BOX (head), make_change (self));
  gtk_box_append (GTK_BOX (head), self->status);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), make_table (self));
  return box;
}

static void
collect_names (Editor *self)
{
  const GPtrArray *entries = tva_reject_edit_get_entries (self->edit);

  for (guint i = 0; i < entries->len; i++)
    {
      const TvaRejectEntry *entry = g_ptr_array_index (entries, i);

      if (!g_ptr_array_find (self->reasons, entry->reason, NULL))
        g_ptr_array_add (self->reasons, (gpointer) entry->reason);
      if (!g_ptr_array_find (self->columns, entry->column, NULL))
        g_ptr_array_add (self->columns, (gpointer) entry->column);
    }
}

/**
 * tva_reject_editor_present:
 * @parent: a widget of the assistant
 * @edit: the rejected rows of a check
 *
 * Opens the window over the assistant. What is done in it is tried by the next check.
 */
void
tva_reject_editor_present (GtkWidget *parent, TvaRejectEdit *edit)
{
  Editor *self = g_new0 (Editor, 1);

  self->edit = tva_reject_edit_ref (edit);
  self->reasons = g_ptr_array_new ();
  self->columns = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  self->rows = g_list_store_new (TVA_TYPE_ITEM);
  collect_names (self);
  self->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (self->window), make_content (self));
  g_object_set_data_full (G_OBJECT (self->window), "tva-reject-editor", self, editor_free);
  add_keys (self);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Mend many rows"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 960, 600);
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  show_rows (self);
  gtk_widget_grab_focus (self->search);
  gtk_window_present (GTK_WINDOW (self->window));
}
