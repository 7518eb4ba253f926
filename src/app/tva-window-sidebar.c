/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's sidebar: a row for each page of the table, headings between the groups, and a badge
 * where something waits. */
#include "tva-window-private.h"

#include <glib/gi18n.h>

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const TvaPageInfo *info = tva_window_get_row_page (row);
  GtkWidget *label;

  if (info->group == NULL || gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (_ (info->group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
make_row (const TvaPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (info->icon_name);
  GtkWidget *label = gtk_label_new (_ (info->title));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "sidebar-badge");
  gtk_widget_add_css_class (badge, "caption");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title),
                                  -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "tva-page", (gpointer) info);
  g_object_set_data (G_OBJECT (row), "tva-badge", badge);
  return row;
}

static GtkListBoxRow *
find_row (TvaWindow *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_str_equal (tva_window_get_row_page (row)->id, id))
      return row;
  return NULL;
}

static void
set_badge (TvaWindow *self, const char *id, gint64 count)
{
  GtkListBoxRow *row = find_row (self, id);
  GtkWidget *badge = row != NULL ? g_object_get_data (G_OBJECT (row), "tva-badge") : NULL;
  g_autofree char *text = tv_count_to_display (count);

  if (badge == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, count > 0);
}

/**
 * tva_window_get_row_page:
 * @row: a row of the sidebar
 *
 * Returns: (transfer none): the page that it stands for
 */
const TvaPageInfo *
tva_window_get_row_page (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "tva-page");
}

/**
 * tva_window_build_sidebar:
 * @self: the window
 *
 * Makes the rows from the table of pages.
 */
void
tva_window_build_sidebar (TvaWindow *self)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  for (guint i = 0; i < count; i++)
    if (pages[i].get_type != NULL)
      gtk_list_box_append (self->sidebar, make_row (&pages[i]));
  gtk_list_box_set_header_func (self->sidebar, set_header, NULL, NULL);
}

/**
 * tva_window_select_in_sidebar:
 * @self: the window
 * @info: a page
 *
 * Marks the page's row.
 */
void
tva_window_select_in_sidebar (TvaWindow *self, const TvaPageInfo *info)
{
  GtkListBoxRow *row = find_row (self, info->id);

  if (row != NULL && gtk_list_box_get_selected_row (self->sidebar) != row)
    gtk_list_box_select_row (self->sidebar, row);
}

/**
 * tva_window_update_badges:
 * @self: the window
 *
 * Shows beside the pages how much waits there.
 */
void
tva_window_update_badges (TvaWindow *self)
{
  set_badge (self, "review", self->summary.pending_review_count);
}
