/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the newest of the running operations: it reads the progress some times a second and offers
 * Cancel. The operation itself is the worker's business. */
#include "widgets/tva-operation-bar.h"

#include <glib/gi18n.h>

#define POLL_MS 150

struct _TvaOperationBar
{
  AdwBin parent_instance;

  GtkWidget *revealer;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *bar;
  GtkWidget *cancel;

  GPtrArray *operations; /* of TvaOperation, the newest last */
  gint64 show_at_usec;
  guint poll_id;
};

G_DEFINE_FINAL_TYPE (TvaOperationBar, tva_operation_bar, ADW_TYPE_BIN)

static TvaOperation *
get_shown (TvaOperationBar *self)
{
  return self->operations->len > 0 ? g_ptr_array_index (self->operations, self->operations->len - 1)
                                   : NULL;
}

static void
update (TvaOperationBar *self)
{
  TvaOperation *operation = get_shown (self);
  TvProgressState state;
  g_autofree char *detail = NULL;

  if (operation == NULL)
    {
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  if (g_get_monotonic_time () < self->show_at_usec)
    return;
  tv_progress_get (tva_operation_get_progress (operation), &state);
  detail = tva_operation_dup_detail (operation);
  gtk_label_set_label (GTK_LABEL (self->title), tva_operation_get_title (operation));
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  if (state.fraction > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), state.fraction);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  gtk_widget_set_sensitive (self->cancel, !tva_operation_is_cancelled (operation));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

static gboolean
poll_cb (gpointer user_data)
{
  TvaOperationBar *self = TVA_OPERATION_BAR (user_data);

  update (self);
  if (self->operations->len > 0)
    return G_SOURCE_CONTINUE;
  self->poll_id = 0;
  return G_SOURCE_REMOVE;
}

static void
finished_cb (TvaOperation *operation, gpointer user_data)
{
  TvaOperationBar *self = TVA_OPERATION_BAR (user_data);

  g_signal_handlers_disconnect_by_data (operation, self);
  g_ptr_array_remove (self->operations, operation);
  update (self);
}

static void
cancel_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaOperation *operation = get_shown (TVA_OPERATION_BAR (user_data));

  if (operation != NULL)
    tva_operation_cancel (operation);
  update (TVA_OPERATION_BAR (user_data));
}

static GtkWidget *
make_text (TvaOperationBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = gtk_label_new (NULL);
  self->detail = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_xalign (GTK_LABEL (self->detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (self->detail, "caption");
  gtk_widget_add_css_class (self->detail, "numeric");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"),
                                  -1);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->detail);
  return box;
}

static void
tva_operation_bar_dispose (GObject *object)
{
  TvaOperationBar *self = TVA_OPERATION_BAR (object);

  g_clear_handle_id (&self->poll_id, g_source_remove);
  if (self->operations != NULL)
    for (guint i = 0; i < self->operations->len; i++)
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->operations, i), self);
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_operation_bar_parent_class)->dispose (object);
}

static void
tva_operation_bar_class_init (TvaOperationBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_operation_bar_dispose;
}

static void
tva_operation_bar_init (TvaOperationBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->operations = g_ptr_array_new_with_free_func (g_object_unref);
  self->revealer = gtk_revealer_new ();
  self->cancel = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_widget_add_css_class (box, "operation-bar");
  gtk_box_append (GTK_BOX (box), make_text (self));
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  adw_bin_set_child (ADW_BIN (self), self->revealer);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self->cancel, "clicked", G_CALLBACK (cancel_clicked_cb), self);
}

/**
 * tva_operation_bar_new:
 *
 * Makes a bar that shows nothing and takes no room.
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
tva_operation_bar_new (void)
{
  return g_object_new (TVA_TYPE_OPERATION_BAR, NULL);
}

/**
 * tva_operation_bar_add:
 * @bar: a bar
 * @operation: a running operation
 * @delay_ms: how long to wait before it is shown
 *
 * Shows an operation until it finishes.
 */
void
tva_operation_bar_add (TvaOperationBar *bar, TvaOperation *operation, guint delay_ms)
{
  g_ptr_array_add (bar->operations, g_object_ref (operation));
  g_signal_connect (operation, "finished", G_CALLBACK (finished_cb), bar);
  if (!gtk_widget_get_visible (GTK_WIDGET (bar)))
    bar->show_at_usec = g_get_monotonic_time () + delay_ms * 1000;
  if (bar->poll_id == 0)
    bar->poll_id = g_timeout_add (POLL_MS, poll_cb, bar);
  update (bar);
}

/**
 * tva_operation_bar_cancel_all:
 * @bar: a bar
 *
 * Asks all its operations to stop.
 */
void
tva_operation_bar_cancel_all (TvaOperationBar *bar)
{
  for (guint i = 0; i < bar->operations->len; i++)
    tva_operation_cancel (g_ptr_array_index (bar->operations, i));
  update (bar);
}
