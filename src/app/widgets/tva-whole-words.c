/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row lets its title be cut anywhere, so that beside a value it shrinks to syllables where text
 * is large and the window narrow. Here words stay whole, and the value goes below them. */
#include "widgets/tva-whole-words.h"

#include "widgets/tva-row-layout.h"

#define WORDS_WIDTH 240 /* of a description, at least, for a button to stand beside it */

static void
keep_words (GtkWidget *widget, gboolean has_sentences)
{
  if (GTK_IS_LABEL (widget)
      && (gtk_widget_has_css_class (widget, "title")
          || (has_sentences && gtk_widget_has_css_class (widget, "subtitle"))))
    gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_words (child, has_sentences);
}

/* A group cuts its title, which has room for a second line. */
static void
keep_title (GtkWidget *widget)
{
  if (!GTK_IS_LABEL (widget) || !gtk_widget_has_css_class (widget, "heading"))
    return;
  gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
}

/**
 * tva_whole_group_new:
 *
 * Returns: (transfer floating): an empty group of rows that does not cut its title
 */
GtkWidget *
tva_whole_group_new (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  tva_whole_words (group, FALSE);
  return group;
}

/**
 * tva_whole_group_set_button:
 * @group: a group of rows
 * @button: (transfer floating): what can be done about them
 *
 * Puts a button beside the group's title and description, or below them where it would press them
 * into a narrow column.
 */
void
tva_whole_group_set_button (AdwPreferencesGroup *group, GtkWidget *button)
{
  GtkWidget *head;

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (group, button);
  head = gtk_widget_get_parent (button);
  gtk_widget_set_size_request (gtk_widget_get_first_child (head), WORDS_WIDTH, -1);
  gtk_widget_set_layout_manager (head, tva_row_layout_new ());
}

/**
 * tva_whole_words:
 * @parent: (type GtkWidget): a row, or what rows stand in
 * @has_sentences: whether the subtitles are words as well, and no names or paths
 *
 * Keeps the titles of groups and the words of those of rows whole, with their values below them
 * where there is no room.
 */
void
tva_whole_words (gpointer parent, gboolean has_sentences)
{
  keep_title (parent);
  if (ADW_IS_ACTION_ROW (parent))
    {
      gtk_widget_set_layout_manager (gtk_list_box_row_get_child (parent), tva_row_layout_new ());
      keep_words (parent, has_sentences);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tva_whole_words (child, has_sentences);
}
