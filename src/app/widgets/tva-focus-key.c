/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that goes takes the focus with it, and GTK gives it to the first widget of the window,
 * which is far from where a person worked. So what can have the focus in a list gets a key, the
 * same one whenever its rows are made. */
#include "widgets/tva-focus-key.h"

#define KEY "tva-focus-key"

/**
 * tva_focus_key_set:
 * @widget: a row of a list, or a button in one
 * @what: what it is
 * @of: of which thing, in words or figures that stay the same
 *
 * Names a widget in its list.
 */
void
tva_focus_key_set (GtkWidget *widget, const char *what, const char *of)
{
  g_object_set_data_full (G_OBJECT (widget), KEY, g_strconcat (what, ":", of, NULL), g_free);
}

/**
 * tva_focus_key_take:
 * @list: a list whose rows will be made anew
 *
 * Notes which of the widgets with keys has the focus or has it inside, and lets the list itself
 * keep it meanwhile.
 *
 * Returns: (transfer full) (nullable): its key; %NULL where the focus is elsewhere
 */
char *
tva_focus_key_take (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;
  char *key = NULL;

  if (at == NULL || !gtk_widget_is_ancestor (at, list))
    return NULL;
  for (; key == NULL && at != list; at = gtk_widget_get_parent (at))
    key = g_strdup (g_object_get_data (G_OBJECT (at), KEY));
  gtk_widget_set_focusable (list, TRUE);
  gtk_root_set_focus (root, list);
  return key;
}

static GtkWidget *
find (GtkWidget *widget, const char *key)
{
  GtkWidget *found
      = g_strcmp0 (g_object_get_data (G_OBJECT (widget), KEY), key) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, key);
  return found;
}

/**
 * tva_focus_key_lead:
 * @list: a list whose rows will be made anew
 *
 * Lets the list keep the focus until tva_focus_key_give() hands it to one of its rows, where a
 * person is led to that row.
 */
void
tva_focus_key_lead (GtkWidget *list)
{
  gtk_widget_set_focusable (list, TRUE);
  gtk_widget_grab_focus (list);
}

/**
 * tva_focus_key_give:
 * @list: a list
 * @key: what tva_focus_key_take() returned
 *
 * Gives the focus to the widget with the key, as soon as there is one. Where a person went
 * elsewhere meanwhile, the focus stays there.
 *
 * Returns: whether there is nothing more to do
 */
gboolean
tva_focus_key_give (GtkWidget *list, const char *key)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *widget;

  if (root == NULL || gtk_root_get_focus (root) != list)
    return TRUE;
  widget = find (list, key);
  /* The row of an expander hands the focus to its head. */
  if (widget == NULL
      || (!gtk_widget_grab_focus (widget) && !gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD)))
    return FALSE;
  gtk_widget_set_focusable (list, FALSE);
  return TRUE;
}
