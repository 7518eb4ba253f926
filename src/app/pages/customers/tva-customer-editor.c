/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files say stands in the fields; what is changed in them is written by hand, all else is left
 * to the files. What is wrong with a value is said below its field, which has the focus again. What
 * was written can be undone from the toast, and later from where the value comes from. */
#include "pages/customers/tva-customer-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "tva-undo-toast.h"
#include "widgets/tva-entry-refusal.h"
#include "widgets/tva-name.h"
#include "widgets/tva-whole-words.h"

#define FIRST_OF_PLACE TV_CUSTOMER_ADDRESS

struct _TvaCustomerEditor
{
  AdwWindow parent_instance;

  TvaWindow *window; /* borrowed: it is above this one */
  TvEngine *engine;
  gint64 customer_id;
  TvCustomerSide *side; /* (nullable): as it was */

  GtkWidget *title, *page, *failure, *save;
  GtkWidget *entries[TV_N_CUSTOMER_FIELDS];
  TvaEntryRefusal *refusals[TV_N_CUSTOMER_FIELDS]; /* what is wrong with the entry above it */
  GtkWidget *focus;                                /* (nullable): what had it when saving began */
  GtkWidget *switches[TV_N_CUSTOMER_FLAGS];
};

G_DEFINE_FINAL_TYPE (TvaCustomerEditor, tva_customer_editor, ADW_TYPE_WINDOW)

/* What came of saving: the number of the event, or what is wrong with the values. */
typedef struct
{
  gint64 seq;
  GPtrArray *refusals; /* (nullable): of sentences, NULL in the place of what can be used */
} Saved;

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_clear_pointer (&saved->refusals, g_ptr_array_unref);
  g_free (saved);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saved, saved_free)

/* A toast would cut the sentence, and go while it is read. */
static void
show_failure (TvaCustomerEditor *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->failure), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->failure, error != NULL);
}

static gboolean
get_flag (const TvCustomerSide *side, int flag)
{
  return flag == TV_FLAG_OPTOUT ? side->is_optout : side->is_bounced;
}

/* What was changed, and nothing else. */
static TvCustomerEdit *
make_edit (TvaCustomerEditor *self)
{
  TvCustomerEdit *edit = tv_customer_edit_new (self->customer_id);

  for (int i = 0; self->side != NULL && i < TV_N_CUSTOMER_FIELDS; i++)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[i]));

      if (!g_str_equal (text, self->side->values[i]))
        edit->values[i] = g_strdup (text);
    }
  for (int f = 0; self->side != NULL && f < TV_N_CUSTOMER_FLAGS; f++)
    {
      gboolean is_set = gtk_switch_get_active (GTK_SWITCH (self->switches[f]));

      if (is_set != get_flag (self->side, f))
        edit->flags[f] = is_set != FALSE;
    }
  return edit;
}

static void
changed_cb (TvaCustomerEditor *self)
{
  g_autoptr (TvCustomerEdit) edit = make_edit (self);

  gtk_widget_set_sensitive (self->save, !tv_customer_edit_is_empty (edit));
}

/* Mail came back from the former address. */
static void
email_changed_cb (TvaCustomerEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[TV_CUSTOMER_EMAIL]));

  if (self->side != NULL && self->side->is_bounced)
    gtk_switch_set_active (GTK_SWITCH (self->switches[TV_FLAG_BOUNCED]),
                           *text == '\0'
                               || g_str_equal (text, self->side->values[TV_CUSTOMER_EMAIL]));
}

static void
show_side (TvaCustomerEditor *self, TvCustomerSide *side)
{
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), side->values[i]);
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    gtk_switch_set_active (GTK_SWITCH (self->switches[f]), get_flag (side, f));
  self->side = side;
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), side->customer_code);
  gtk_widget_set_sensitive (self->page, TRUE);
  gtk_widget_grab_focus (self->entries[TV_CUSTOMER_LAST_NAME]);
  changed_cb (self);
}

static gpointer
read_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_get_sides (engine, input, 1, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaCustomerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sides = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (self->window == NULL)
    return;
  if (sides != NULL && sides->len == 1)
    {
      g_ptr_array_set_free_func (sides, NULL);
      show_side (self, g_ptr_array_index (sides, 0));
    }
  else if (error != NULL)
    show_failure (self, error);
}

static gpointer
undo_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return GSIZE_TO_POINTER (tv_engine_undo_edit (engine, *(gint64 *) input, progress, error));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = TVA_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (tv_engine_call_finish (TV_ENGINE (source), result, &error) == NULL)
    tva_window_show_error (window, _ ("Could not take back the change"), error);
}

/**
 * tva_customer_editor_undo:
 * @window: the window
 * @engine: the workspace
 * @seq: the number of what was written
 *
 * Takes it back on a worker.
 */
void
tva_customer_editor_undo (TvaWindow *window, TvEngine *engine, gint64 seq)
{
  tv_engine_call_async (engine,
                        undo_in_worker,
                        g_memdup2 (&seq, sizeof seq),
                        g_free,
                        NULL,
                        NULL,
                        undone_cb,
                        g_object_ref (window));
}

static void
undo_from_toast (TvaWindow *window, gconstpointer data)
{
  tva_customer_editor_undo (window, tva_window_get_engine (window), *(const gint64 *) data);
}

/* All values are looked at before the first one is refused, so that a person hears of all. */
static gpointer
save_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autoptr (Saved) saved = g_new0 (Saved, 1);

  saved->refusals = tv_engine_list_refusals (engine, input, error);
  if (saved->refusals == NULL)
    return NULL;
  for (guint i = 0; i < saved->refusals->len; i++)
    if (g_ptr_array_index (saved->refusals, i) != NULL)
      return g_steal_pointer (&saved);
  saved->seq = tv_engine_edit_customer (engine, input, progress, error);
  return saved->seq != 0 ? g_steal_pointer (&saved) : NULL;
}

/* The first field that is refused has the focus then, else the one that had it. */
static void
show_refusals (TvaCustomerEditor *self, GPtrArray *refusals)
{
  TvaEntryRefusal *first = NULL;

  gtk_widget_set_sensitive (self->page, TRUE);
  changed_cb (self);
  for (guint i = 0; refusals != NULL && i < refusals->len; i++)
    {
      const char *sentence = g_ptr_array_index (refusals, i);

      tva_entry_refusal_say (self->refusals[i], sentence);
      if (first == NULL && sentence != NULL)
        first = self->refusals[i];
    }
  if (first != NULL)
    tva_entry_refusal_focus (first);
  else if (self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaCustomerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Saved) saved = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = self->window;

  if (window == NULL)
    return;
  if (saved == NULL || saved->seq == 0)
    {
      show_failure (self, error);
      show_refusals (self, saved != NULL ? saved->refusals : NULL);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
  tva_undo_toast_show (window,
                       TV_ENGINE (source),
                       _ ("Customer changed"),
                       undo_from_toast,
                       &saved->seq,
                       sizeof saved->seq);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TvaCustomerEditor *self = TVA_CUSTOMER_EDITOR (widget);

  if (!gtk_widget_get_sensitive (self->save))
    return;
  show_failure (self, NULL);
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
  /* An entry that has the focus is told before it cannot be written in. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_sensitive (self->page, FALSE);
  tv_engine_call_async (self->engine,
                        save_in_worker,
                        make_edit (self),
                        (GDestroyNotify) tv_customer_edit_free,
                        saved_free,
                        NULL,
                        saved_cb,
                        g_object_ref (self));
}

static void
tva_customer_editor_dispose (GObject *object)
{
  TvaCustomerEditor *self = TVA_CUSTOMER_EDITOR (object);

  self->window = NULL;
  g_clear_object (&self->engine);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->side, tv_customer_side_free);
  G_OBJECT_CLASS (tva_customer_editor_parent_class)->dispose (object);
}

static void
tva_customer_editor_class_init (TvaCustomerEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_customer_editor_dispose;
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
entered_cb (TvaCustomerEditor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.save", NULL);
}

static void
add_entries (TvaCustomerEditor *self, GtkWidget *group, int first, int end)
{
  for (int i = first; i < end; i++)
    {
      self->entries[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entries[i]),
                                     tv_customer_field_get_title ((TvCustomerField) i));
      g_signal_connect_swapped (self->entries[i], "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (self->entries[i], "entry-activated", G_CALLBACK (entered_cb), self);
      self->refusals[i] = TVA_ENTRY_REFUSAL (tva_entry_refusal_new (self->entries[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->entries[i]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->refusals[i]));
    }
}

static void
add_switch (TvaCustomerEditor *self,
            GtkWidget *group,
            int flag,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  self->switches[flag] = gtk_switch_new ();
  gtk_widget_set_valign (self->switches[flag], GTK_ALIGN_CENTER);
  tva_name_set (self->switches[flag], title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->switches[flag]);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->switches[flag]);
  g_signal_connect_swapped (self->switches[flag], "notify::active", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_groups (TvaCustomerEditor *self)
{
  GtkWidget *groups[3];

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      groups[i] = tva_whole_group_new ();
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page),
                                ADW_PREFERENCES_GROUP (groups[i]));
    }
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (groups[0]),
      _ ("What you change here stands, whatever later files say, until you take it back."));
  add_switch (self,
              groups[0],
              TV_FLAG_OPTOUT,
              _ ("Wants no messages"),
              _ ("Is never recommended anything, and is left out of every export"));
  add_switch (self,
              groups[0],
              TV_FLAG_BOUNCED,
              _ ("Messages come back"),
              _ ("Until there is another e-mail address"));
  add_entries (self, groups[1], 0, FIRST_OF_PLACE);
  add_entries (self, groups[2], FIRST_OF_PLACE, TV_N_CUSTOMER_FIELDS);
  g_signal_connect_swapped (self->entries[TV_CUSTOMER_EMAIL],
                            "changed",
                            G_CALLBACK (email_changed_cb),
                            self);
}

static GtkWidget *
make_header (TvaCustomerEditor *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->title = adw_window_title_new (_ ("Edit Customer"), NULL);
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "editor.save");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  return header;
}

static void
tva_customer_editor_init (TvaCustomerEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->page = adw_preferences_page_new ();
  self->failure = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_widget_set_sensitive (self->save, FALSE);
  add_groups (self);
  gtk_widget_set_sensitive (self->page, FALSE);
  gtk_widget_set_visible (self->failure, FALSE);
  gtk_widget_set_margin_top (self->failure, 12);
  gtk_widget_set_margin_start (self->failure, 24);
  gtk_widget_set_margin_end (self->failure, 24);
  gtk_label_set_wrap (GTK_LABEL (self->failure), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->failure), 0);
  gtk_widget_add_css_class (self->failure, "error");
  gtk_box_append (GTK_BOX (box), self->failure);
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (box), self->page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Customer"));
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

/**
 * tva_customer_editor_show:
 * @window: the window
 * @engine: the workspace
 * @customer_id: a customer, a master
 *
 * Lets a person write about a customer.
 *
 * Returns: (transfer none): the window, which closes by itself
 */
TvaCustomerEditor *
tva_customer_editor_show (TvaWindow *window, TvEngine *engine, gint64 customer_id)
{
  TvaCustomerEditor *self = g_object_new (TVA_TYPE_CUSTOMER_EDITOR, "transient-for", window, NULL);

  self->window = window;
  self->engine = g_object_ref (engine);
  self->customer_id = customer_id;
  tv_engine_call_async (engine,
                        read_in_worker,
                        g_memdup2 (&customer_id, sizeof customer_id),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        read_cb,
                        g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
