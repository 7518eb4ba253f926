/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of numbered steps; where the window is too narrow for all of them, one line with the
 * present one. Earlier steps are buttons, later ones only tell what is to come. */
#include "pages/import/tva-import-step-bar.h"

#include <glib/gi18n.h>

struct _TvaImportStepBar
{
  AdwBin parent_instance;

  GtkWidget *wide;
  GtkWidget *narrow;
  GPtrArray *buttons; /* unowned: children of wide */
  char **titles;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportStepBar, tva_import_step_bar, ADW_TYPE_BIN)

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportStepBar *self = TVA_IMPORT_STEP_BAR (user_data);
  guint index;

  if (g_ptr_array_find (self->buttons, button, &index))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

static void
add_step (TvaImportStepBar *self, guint index)
{
  g_autofree char *label = g_strdup_printf ("%u. %s", index + 1, self->titles[index]);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "step");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (GTK_BOX (self->wide), button);
}

static void
tva_import_step_bar_finalize (GObject *object)
{
  TvaImportStepBar *self = TVA_IMPORT_STEP_BAR (object);

  g_ptr_array_unref (self->buttons);
  g_strfreev (self->titles);
  G_OBJECT_CLASS (tva_import_step_bar_parent_class)->finalize (object);
}

static void
tva_import_step_bar_class_init (TvaImportStepBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->finalize = tva_import_step_bar_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         TVA_TYPE_IMPORT_STEP_BAR,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
}

static void
tva_import_step_bar_init (TvaImportStepBar *self)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  self->buttons = g_ptr_array_new ();
  self->wide = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->narrow = gtk_label_new (NULL);
  gtk_widget_set_halign (self->wide, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->narrow, "heading");
  gtk_label_set_wrap (GTK_LABEL (self->narrow), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->narrow), GTK_JUSTIFY_CENTER);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), self->wide);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), self->narrow);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "step-bar");
  adw_bin_set_child (ADW_BIN (self), squeezer);
}

/**
 * tva_import_step_bar_new:
 * @titles: (array zero-terminated=1): the steps, translated
 *
 * Returns: (transfer floating): the bar, at the first step
 */
GtkWidget *
tva_import_step_bar_new (const char *const *titles)
{
  TvaImportStepBar *self = g_object_new (TVA_TYPE_IMPORT_STEP_BAR, NULL);

  self->titles = g_strdupv ((char **) titles);
  for (guint i = 0; titles[i] != NULL; i++)
    add_step (self, i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Steps"),
                                  -1);
  tva_import_step_bar_set_current (self, 0, 0, TRUE);
  return GTK_WIDGET (self);
}

/**
 * tva_import_step_bar_set_current:
 * @bar: the bar
 * @current: the step that is shown, from 0
 * @furthest: the last step that can be gone to
 * @can_leave: whether another one can be gone to now
 *
 * Shows where the person is, and how far it goes without doing anything again.
 */
void
tva_import_step_bar_set_current (TvaImportStepBar *bar,
                                 guint current,
                                 guint furthest,
                                 gboolean can_leave)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < bar->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (bar->buttons, i);

      gtk_widget_set_sensitive (button, i == current || (can_leave && i <= furthest));
      if (i == current)
        gtk_widget_add_css_class (button, "current");
      else
        gtk_widget_remove_css_class (button, "current");
      gtk_accessible_update_state (GTK_ACCESSIBLE (button),
                                   GTK_ACCESSIBLE_STATE_SELECTED,
                                   i == current,
                                   -1);
    }
  /* Translators: number of the step, number of steps, its title */
  text = g_strdup_printf (_ ("Step %u of %u: %s"),
                          current + 1,
                          bar->buttons->len,
                          bar->titles[current]);
  gtk_label_set_label (GTK_LABEL (bar->narrow), text);
}
