/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages and actions are found at once, customers and products on a worker; only the answer to the
 * latest words counts. Until it is there the one before stays, so that nothing flickers, but Enter
 * waits for it. */
#include "palette/tva-palette.h"

#include <glib/gi18n.h>

#include "palette/tva-palette-commands.h"
#include "palette/tva-palette-entry.h"
#include "palette/tva-palette-search.h"

struct _TvaPalette
{
  AdwWindow parent_instance;

  GtkWidget *search;
  GtkListBox *results;
  GtkStack *stack;
  AdwStatusPage *empty;
  GPtrArray *found;     /* of TvaPaletteEntry: the latest answer */
  TvProgress *progress; /* of the search that is under way */
  gboolean is_choosing; /* Enter was pressed before the answer was there */
};

G_DEFINE_FINAL_TYPE (TvaPalette, tva_palette, ADW_TYPE_WINDOW)

typedef struct
{
  TvaPalette *self;
  TvProgress *progress;
} Waiting;

static const TvaPaletteEntry *
get_entry (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "tva-entry");
}

static void
cancel (TvaPalette *self)
{
  if (self->progress != NULL)
    g_cancellable_cancel (tv_progress_get_cancellable (self->progress));
  g_clear_pointer (&self->progress, tv_progress_unref);
}

/* The palette is gone before what was chosen comes. */
static void
choose (TvaPalette *self, GtkListBoxRow *row)
{
  g_autoptr (TvaPaletteEntry) entry = tva_palette_entry_copy (get_entry (row));
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (window), entry->action, entry->parameter);
}

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  TvaPaletteGroup group = get_entry (row)->group;
  GtkWidget *label;

  if (before != NULL && get_entry (before)->group == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (tva_palette_group_get_title (group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

static void
add_rows (TvaPalette *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->results, tva_palette_entry_to_row (entries->pdata[i]));
}

static void
show_results (TvaPalette *self)
{
  TvaWindow *window = TVA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr (GPtrArray) commands
      = tva_palette_commands_find (window, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
  add_rows (self, commands);
  if (self->found != NULL)
    add_rows (self, self->found);
  gtk_list_box_select_row (self->results, gtk_list_box_get_row_at_index (self->results, 0));
  gtk_stack_set_visible_child_name (
      self->stack,
      gtk_list_box_get_row_at_index (self->results, 0) != NULL || self->progress != NULL ? "results"
                                                                                         : "empty");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (TvaPalette) self = waiting->self;
  g_autoptr (TvProgress) progress = waiting->progress;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  GtkListBoxRow *row;

  if (progress != self->progress)
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->progress, tv_progress_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  adw_status_page_set_description (
      self->empty,
      error != NULL ? error->message : _ ("No page, action, customer or product has these words."));
  show_results (self);
  row = gtk_list_box_get_selected_row (self->results);
  if (self->is_choosing && row != NULL)
    choose (self, row);
  self->is_choosing = FALSE;
}

static void
search_changed_cb (TvaPalette *self)
{
  TvaWindow *window = TVA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autofree char *words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  TvEngine *engine = tva_window_get_engine (window);

  cancel (self);
  self->is_choosing = FALSE;
  g_strstrip (words);
  if (*words == '\0' || engine == NULL)
    {
      g_clear_pointer (&self->found, g_ptr_array_unref);
    }
  else
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Waiting *waiting = g_new0 (Waiting, 1);

      self->progress = tv_progress_new (cancellable);
      waiting->self = g_object_ref (self);
      waiting->progress = tv_progress_ref (self->progress);
      tva_palette_search_async (engine,
                                words,
                                tva_window_get_summary (window)->latest_run_id != 0,
                                self->progress,
                                found_cb,
                                waiting);
    }
  show_results (self);
}

static void
activate_cb (TvaPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);

  if (self->progress != NULL && (row == NULL || get_entry (row)->group >= TVA_PALETTE_CUSTOMERS))
    self->is_choosing = TRUE;
  else if (row != NULL)
    choose (self, row);
}

static void
row_activated_cb (TvaPalette *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
focus_row (TvaPalette *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, index);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->results, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
}

/* The first row is chosen while one types, so Down goes to the second. */
static gboolean
key_in_search_cb (TvaPalette *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  if (row != NULL)
    {
      int index = gtk_list_box_row_get_index (row);

      focus_row (self,
                 gtk_list_box_get_row_at_index (self->results, index + 1) != NULL ? index + 1
                                                                                  : index);
    }
  return GDK_EVENT_STOP;
}

/* Up from the first row goes back to the words; what is typed on a row goes there too. */
static gboolean
key_in_results_cb (TvaPalette *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *keys)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);
  gboolean is_up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if (is_up && row != NULL && gtk_list_box_row_get_index (row) == 0)
    {
      gtk_widget_grab_focus (self->search);
      return GDK_EVENT_STOP;
    }
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0
      && (keyval == GDK_KEY_BackSpace || g_unichar_isgraph (gdk_keyval_to_unicode (keyval))))
    {
      gtk_widget_grab_focus (self->search);
      gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
      return gtk_event_controller_key_forward (
          GTK_EVENT_CONTROLLER_KEY (keys),
          GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->search))));
    }
  return GDK_EVENT_PROPAGATE;
}

static void
watch_keys (TvaPalette *self, GtkWidget *widget, GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", callback, self);
  gtk_widget_add_controller (widget, keys);
}

static gboolean
tva_palette_close_request (GtkWindow *window)
{
  cancel (TVA_PALETTE (window));
  return GTK_WINDOW_CLASS (tva_palette_parent_class)->close_request (window);
}

static void
tva_palette_dispose (GObject *object)
{
  TvaPalette *self = TVA_PALETTE (object);

  cancel (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_palette_parent_class)->dispose (object);
}

static void
tva_palette_class_init (TvaPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_palette_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tva_palette_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-palette.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_k,
                                       GDK_CONTROL_MASK,
                                       "window.close",
                                       NULL);
  gtk_widget_class_bind_template_child (widget_class, TvaPalette, search);
  gtk_widget_class_bind_template_child (widget_class, TvaPalette, results);
  gtk_widget_class_bind_template_child (widget_class, TvaPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaPalette, empty);
}

static void
tva_palette_init (TvaPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->results, set_header, NULL, NULL);
  watch_keys (self, self->search, G_CALLBACK (key_in_search_cb));
  watch_keys (self, GTK_WIDGET (self->results), G_CALLBACK (key_in_results_cb));
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->results, "row-activated", G_CALLBACK (row_activated_cb), self);
}

/**
 * tva_palette_present:
 * @window: the window
 *
 * Opens the palette over the window.
 *
 * Returns: (transfer none): it, owned by GTK
 */
TvaPalette *
tva_palette_present (TvaWindow *window)
{
  TvaPalette *self = g_object_new (TVA_TYPE_PALETTE, "transient-for", window, NULL);

  show_results (self);
  gtk_widget_grab_focus (self->search);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
