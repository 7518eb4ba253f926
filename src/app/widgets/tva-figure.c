/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small card with one figure. It is a group whose accessible name is title, value and note
 * together, so that it is read as one thing. Also names quality levels with the shape that the
 * trend chart marks them with. */
#include "widgets/tva-figure.h"

#include <glib/gi18n.h>

struct _TvaFigure
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (TvaFigure, tva_figure, ADW_TYPE_BIN)

static void
update_name (TvaFigure *self)
{
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"),
                                           gtk_label_get_text (self->title),
                                           gtk_label_get_text (self->value));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (self->note),
                                  -1);
}

static GtkLabel *
append_label (GtkBox *box, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0.f);
  gtk_label_set_wrap (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
tva_figure_class_init (TvaFigureClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tva_figure_init (TvaFigure *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = append_label (GTK_BOX (box), "caption-heading");
  self->value = append_label (GTK_BOX (box), "title-2");
  self->note = append_label (GTK_BOX (box), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_label_set_text (self->value, "–");
}

/**
 * tva_figure_new:
 * @title: what the figure is
 * @note: (nullable): how to read it
 *
 * Returns: (transfer floating): a card without a value yet
 */
GtkWidget *
tva_figure_new (const char *title, const char *note)
{
  TvaFigure *self = g_object_new (TVA_TYPE_FIGURE, NULL);

  gtk_label_set_text (self->title, title);
  tva_figure_set_note (self, note);
  return GTK_WIDGET (self);
}

/**
 * tva_figure_set_value:
 * @figure: a figure
 * @value: as people read it
 *
 * Sets the value.
 */
void
tva_figure_set_value (TvaFigure *figure, const char *value)
{
  g_return_if_fail (TVA_IS_FIGURE (figure));
  gtk_label_set_text (figure->value, value);
  update_name (figure);
}

/**
 * tva_figure_set_note:
 * @figure: a figure
 * @note: (nullable): how to read it
 *
 * Sets the line under the value.
 */
void
tva_figure_set_note (TvaFigure *figure, const char *note)
{
  g_return_if_fail (TVA_IS_FIGURE (figure));
  gtk_label_set_text (figure->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (figure->note), note != NULL && *note != '\0');
  update_name (figure);
}

/**
 * tva_level_dup_text:
 * @level: a quality level
 *
 * Returns: (transfer full): its shape and its title
 */
char *
tva_level_dup_text (TvQualityLevel level)
{
  static const char *const shapes[TV_N_QUALITIES] = { "▼", "■", "●", "◆" };

  g_return_val_if_fail ((guint) level < TV_N_QUALITIES, g_strdup (""));
  return g_strdup_printf ("%s %s", shapes[level], tv_quality_level_get_title (level));
}
