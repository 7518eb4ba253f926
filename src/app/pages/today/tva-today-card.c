/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One card of the Today page. The whole card is one button named by its title, figure and note, so
 * that it is read and pressed as one thing; it activates win.show. */
#include "pages/today/tva-today-card.h"

#include <glib/gi18n.h>

struct _TvaTodayCard
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *value;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (TvaTodayCard, tva_today_card, ADW_TYPE_BIN)

static GtkWidget *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
tva_today_card_class_init (TvaTodayCardClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tva_today_card_init (TvaTodayCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->button = gtk_button_new ();
  self->icon = gtk_image_new ();
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_box_append (GTK_BOX (head), self->icon);
  self->title = append_label (head, "heading");
  gtk_box_append (GTK_BOX (box), head);
  self->value = append_label (box, "big-figure");
  self->note = append_label (box, "dim-label");
  gtk_widget_add_css_class (self->value, "numeric");
  gtk_widget_add_css_class (self->button, "card");
  gtk_widget_add_css_class (self->button, "today-card");
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show");
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * tva_today_card_new:
 * @title: what the figure counts
 * @icon_name: the page's icon
 *
 * Makes a card without a figure.
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
tva_today_card_new (const char *title, const char *icon_name)
{
  TvaTodayCard *self = g_object_new (TVA_TYPE_TODAY_CARD, NULL);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * tva_today_card_set:
 * @card: a card
 * @value: the figure
 * @note: one sentence about it
 * @is_calling: whether something waits for the person
 *
 * Shows a figure.
 */
void
tva_today_card_set (TvaTodayCard *card, const char *value, const char *note, gboolean is_calling)
{
  g_autofree char *name
      = g_strdup_printf (_ ("%s: %s"), gtk_label_get_label (GTK_LABEL (card->title)), value);

  gtk_label_set_label (GTK_LABEL (card->value), value);
  gtk_label_set_label (GTK_LABEL (card->note), note);
  if (is_calling)
    gtk_widget_add_css_class (card->value, "accent");
  else
    gtk_widget_remove_css_class (card->value, "accent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  note,
                                  -1);
}

/**
 * tva_today_card_set_target:
 * @card: a card
 * @page_id: the page that it leads to
 * @target: the part of it, "" = none
 *
 * Says where a press leads.
 */
void
tva_today_card_set_target (TvaTodayCard *card, const char *page_id, const char *target)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (card->button), "(ss)", page_id, target);
}
