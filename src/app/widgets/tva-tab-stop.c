/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of GTK 4.8 take Tab for another Down, so that a keyboard has to walk through all rows
 * to what stands behind them. Here Tab leaves from whichever row it is on, and comes back to it. */
#include "widgets/tva-tab-stop.h"

G_DEFINE_TYPE (TvaTabStop, tva_tab_stop, ADW_TYPE_BIN)

static gboolean
tva_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) && focus != NULL
      && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return GTK_WIDGET_CLASS (tva_tab_stop_parent_class)->focus (widget, direction);
}

static void
tva_tab_stop_class_init (TvaTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = tva_tab_stop_focus;
}

static void
tva_tab_stop_init (TvaTabStop *self)
{
}
