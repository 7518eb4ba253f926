/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clamp in a window that scrolls up and down only. */
#include "widgets/tva-column.h"

/**
 * tva_column_new:
 * @content: (transfer floating): what a page shows
 * @width: the most that it takes, in pixels
 *
 * Returns: (transfer floating): a scrolled window
 */
GtkWidget *
tva_column_new (GtkWidget *content, int width)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}
