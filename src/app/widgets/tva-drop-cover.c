/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cover takes no events itself: what is dropped falls through it to the window. */
#include "widgets/tva-drop-cover.h"

struct _TvaDropCover
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (TvaDropCover, tva_drop_cover, ADW_TYPE_BIN)

static GdkDragAction
entered_cb (TvaDropCover *self, double x, double y, GtkDropTarget *target)
{
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return GDK_ACTION_COPY;
}

static void
left_cb (TvaDropCover *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* "leave" does not come where it was dropped. */
static void
drop_changed_cb (TvaDropCover *self, GParamSpec *pspec, GtkDropTarget *target)
{
  if (gtk_drop_target_get_current_drop (target) == NULL)
    left_cb (self);
}

static GtkLabel *
append_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
tva_drop_cover_class_init (TvaDropCoverClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tva_drop_cover_init (TvaDropCover *self)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  "folder-download-symbolic",
                                  "pixel-size",
                                  64,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_box_append (GTK_BOX (box), icon);
  self->title = append_label (GTK_BOX (box), "title-1");
  self->note = append_label (GTK_BOX (box), "body");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_add_css_class (frame, "frame");
  gtk_box_append (GTK_BOX (frame), box);
  adw_bin_set_child (ADW_BIN (self), frame);
  gtk_widget_add_css_class (GTK_WIDGET (self), "drop-cover");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tva_drop_cover_follow:
 * @cover: a cover
 * @target: of the window below it; it lives as long as the cover
 *
 * Shows the cover while something that the target takes is over it.
 */
void
tva_drop_cover_follow (TvaDropCover *cover, GtkDropTarget *target)
{
  g_return_if_fail (TVA_IS_DROP_COVER (cover));
  g_signal_connect_object (target, "enter", G_CALLBACK (entered_cb), cover, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (left_cb), cover, G_CONNECT_SWAPPED);
  g_signal_connect_object (target,
                           "notify::current-drop",
                           G_CALLBACK (drop_changed_cb),
                           cover,
                           G_CONNECT_SWAPPED);
}

/**
 * tva_drop_cover_set_text:
 * @cover: a cover
 * @title: what dropping does
 * @note: which files it is for, or why it does nothing
 *
 * Says what dropping does.
 */
void
tva_drop_cover_set_text (TvaDropCover *cover, const char *title, const char *note)
{
  g_return_if_fail (TVA_IS_DROP_COVER (cover));
  gtk_label_set_text (cover->title, title);
  gtk_label_set_text (cover->note, note);
}
