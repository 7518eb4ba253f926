/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header bar, the content below it, and the key that closes it. */
#include "widgets/tva-small-window.h"

/**
 * tva_small_window_present:
 * @parent: a widget of the window that it belongs to
 * @title: what is shown
 * @content: (transfer floating): it
 * @width: at first, in pixels
 * @height: at first, in pixels
 *
 * Opens the window. It goes with its parent.
 */
void
tva_small_window_present (GtkWidget *parent,
                          const char *title,
                          GtkWidget *content,
                          int width,
                          int height)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (parent) && title != NULL && GTK_IS_WIDGET (content));
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
