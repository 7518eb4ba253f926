/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plain struct, so that a worker may make entries too, and the row that shows one: a few labels,
 * as every key makes all rows anew. */
#include "palette/tva-palette-entry.h"

#include <glib/gi18n.h>

/**
 * tva_palette_entry_new:
 * @group: where it stands
 * @title: what a person reads
 * @subtitle: (nullable): more of it
 * @icon_name: an icon
 * @action: what it does, with its group: "win.import"
 *
 * Any thread.
 *
 * Returns: (transfer full): an entry
 */
TvaPaletteEntry *
tva_palette_entry_new (TvaPaletteGroup group,
                       const char *title,
                       const char *subtitle,
                       const char *icon_name,
                       const char *action)
{
  TvaPaletteEntry *entry = g_new0 (TvaPaletteEntry, 1);

  entry->group = group;
  entry->title = g_strdup (title);
  entry->subtitle = g_strdup (subtitle);
  entry->icon_name = g_strdup (icon_name);
  entry->action = g_strdup (action);
  return entry;
}

/**
 * tva_palette_entry_new_place:
 * @group: where it stands
 * @title: what a person reads
 * @subtitle: (nullable): more of it
 * @icon_name: an icon
 * @page: a page's id
 * @target: the part of it to show, as tva_page_show_target() takes it
 *
 * Any thread.
 *
 * Returns: (transfer full): an entry that goes to a part of a page
 */
TvaPaletteEntry *
tva_palette_entry_new_place (TvaPaletteGroup group,
                             const char *title,
                             const char *subtitle,
                             const char *icon_name,
                             const char *page,
                             const char *target)
{
  TvaPaletteEntry *entry = tva_palette_entry_new (group, title, subtitle, icon_name, "win.show");

  entry->parameter = g_variant_ref_sink (g_variant_new ("(ss)", page, target));
  return entry;
}

/**
 * tva_palette_entry_copy:
 * @entry: an entry
 *
 * Returns: (transfer full): the same once more
 */
TvaPaletteEntry *
tva_palette_entry_copy (const TvaPaletteEntry *entry)
{
  TvaPaletteEntry *copy = tva_palette_entry_new (entry->group,
                                                 entry->title,
                                                 entry->subtitle,
                                                 entry->icon_name,
                                                 entry->action);

  copy->keys = g_strdup (entry->keys);
  if (entry->parameter != NULL)
    copy->parameter = g_variant_ref (entry->parameter);
  return copy;
}

/**
 * tva_palette_entry_free:
 * @entry: (transfer full): an entry
 */
void
tva_palette_entry_free (TvaPaletteEntry *entry)
{
  g_free (entry->title);
  g_free (entry->subtitle);
  g_free (entry->icon_name);
  g_free (entry->keys);
  g_free (entry->action);
  g_clear_pointer (&entry->parameter, g_variant_unref);
  g_free (entry);
}

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_texts (const TvaPaletteEntry *entry)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  append_label (texts, entry->title, NULL);
  if (entry->subtitle != NULL)
    {
      GtkWidget *subtitle = append_label (texts, entry->subtitle, "dim-label");

      gtk_widget_add_css_class (subtitle, "caption");
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  return texts;
}

/**
 * tva_palette_entry_to_row:
 * @entry: an entry
 *
 * Returns: (transfer floating): a row for a #GtkListBox; it keeps a copy of @entry as its data
 * "tva-entry"
 */
GtkWidget *
tva_palette_entry_to_row (const TvaPaletteEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name",
                                  entry->icon_name,
                                  NULL);
  g_autofree char *name = entry->subtitle != NULL
                              ? g_strdup_printf ("%s, %s", entry->title, entry->subtitle)
                              : g_strdup (entry->title);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_texts (entry));
  if (entry->keys != NULL)
    {
      GtkWidget *keys = append_label (box, entry->keys, "keycap");

      gtk_label_set_ellipsize (GTK_LABEL (keys), PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row),
                          "tva-entry",
                          tva_palette_entry_copy (entry),
                          (GDestroyNotify) tva_palette_entry_free);
  return row;
}

/**
 * tva_palette_group_get_title:
 * @group: a group
 *
 * Returns: (transfer none): its heading
 */
const char *
tva_palette_group_get_title (TvaPaletteGroup group)
{
  switch (group)
    {
    case TVA_PALETTE_PAGES:
      return _ ("Pages");
    case TVA_PALETTE_ACTIONS:
      return _ ("Actions");
    case TVA_PALETTE_CUSTOMERS:
      return _ ("Customers");
    case TVA_PALETTE_PRODUCTS:
    default:
      return _ ("Recommendations of a product");
    }
}
