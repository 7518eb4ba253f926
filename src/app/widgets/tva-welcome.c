/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status page that a page shows while there is nothing to show yet, with the two ways to begin.
 * Its buttons are actions of the window. */
#include "widgets/tva-welcome.h"

#include <glib/gi18n.h>

static GtkWidget *
make_button (const char *label, const char *action, const char *style)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkLabel *text = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (text, TRUE);
  gtk_label_set_justify (text, GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  return button;
}

/**
 * tva_welcome_new:
 * @icon_name: the page's icon
 * @title: what is missing
 * @description: what to do about it, one sentence
 *
 * Makes the status page of an empty workspace.
 *
 * Returns: (transfer floating): an AdwStatusPage
 */
GtkWidget *
tva_welcome_new (const char *icon_name, const char *title, const char *description)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box),
                  make_button (_ ("Import files"), "win.import", "suggested-action"));
  gtk_box_append (GTK_BOX (box), make_button (_ ("Try sample data"), "win.sample", NULL));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

/**
 * tva_welcome_show:
 * @stack: of a page
 * @icon_name: the page's icon
 * @title: what is missing
 * @description: what to do about it, one sentence
 *
 * Shows the status page as the child "empty" of a stack. It is made when it is first needed, as
 * most workspaces never need it.
 */
void
tva_welcome_show (GtkStack *stack,
                  const char *icon_name,
                  const char *title,
                  const char *description)
{
  if (gtk_stack_get_child_by_name (stack, "empty") == NULL)
    gtk_stack_add_named (stack, tva_welcome_new (icon_name, title, description), "empty");
  gtk_stack_set_visible_child_name (stack, "empty");
}
