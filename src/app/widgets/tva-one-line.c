/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label of GTK 4.8 that wraps and is cut after so many lines asks for the width of its three dots
 * at least, and complains about itself where the text is narrower. Such a text is never cut, so its
 * label need not be told to. */
#include "widgets/tva-one-line.h"

#define NARROW 8 /* characters that fit whatever the width of the row */

static int
count_lines (const char *text)
{
  return g_utf8_strlen (text, -1) < NARROW ? 0 : 1;
}

/**
 * tva_one_line_set_title:
 * @row: a row
 * @title: its title
 *
 * Shows as much of a title as fits in one line.
 */
void
tva_one_line_set_title (AdwActionRow *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (row, count_lines (title));
}

/**
 * tva_one_line_set_subtitle:
 * @row: a row
 * @subtitle: its subtitle
 *
 * Shows as much of a subtitle as fits in one line.
 */
void
tva_one_line_set_subtitle (AdwActionRow *row, const char *subtitle)
{
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_lines (row, count_lines (subtitle));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/**
 * tva_one_line_set_choice:
 * @drop_down: a drop-down of strings
 *
 * Shows as much of the chosen string as fits; the list that drops down keeps them whole.
 */
void
tva_one_line_set_choice (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, gtk_drop_down_get_factory (drop_down));
  gtk_drop_down_set_factory (drop_down, factory);
}
