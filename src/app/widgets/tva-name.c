/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name that is set stands before the text of the label that GTK names a widget by, so that the
 * same words are read twice; and what drops a list down is read by the name of its class. */
#include "widgets/tva-name.h"

/**
 * tva_name_set:
 * @widget: a GtkWidget
 * @name: translated
 *
 * Gives a widget this name and no other.
 */
void
tva_name_set (gpointer widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * tva_name_set_choice:
 * @choice: a drop-down
 * @name: translated
 *
 * Names a drop-down and the button in it, which is what has the focus.
 */
void
tva_name_set_choice (GtkDropDown *choice, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));

  tva_name_set (choice, name);
  if (GTK_IS_TOGGLE_BUTTON (button))
    tva_name_set (button, name);
}

/* The arrow says nothing that the state of its row does not. */
static void
name_lists (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LIST_BOX (widget))
    tva_name_set (widget, name);
  else if (GTK_IS_IMAGE (widget))
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

/**
 * tva_name_set_expander:
 * @row: a row that opens, before anything is put into it
 * @name: translated
 *
 * Names the row and the lists that it is made of: of its head and of what it holds.
 */
void
tva_name_set_expander (AdwExpanderRow *row, const char *name)
{
  tva_name_set (row, name);
  name_lists (GTK_WIDGET (row), name);
}
