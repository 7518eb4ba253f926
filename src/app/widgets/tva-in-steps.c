/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laying out what is new is the dear part of it, and is done once a frame; so the parts come with
 * the frames, and not when the loop is idle, which would put many of them into one. */
#include "widgets/tva-in-steps.h"

#define TICK_KEY "tva-in-steps"

typedef struct
{
  TvaStep step;
  gboolean is_late; /* the frame that shows the first part is over */
} Steps;

static gboolean
tick_cb (GtkWidget *owner, GdkFrameClock *clock, gpointer user_data)
{
  Steps *steps = user_data;
  gboolean is_late = steps->is_late;

  steps->is_late = TRUE;
  if (!is_late || steps->step (owner))
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (owner), TICK_KEY, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * tva_in_steps:
 * @owner: whose work it is; work of the same owner that is under way is dropped
 * @step: does a part, and is called until it says that there is no more
 *
 * Does the first part at once and the others in the frames after the one that shows it.
 */
void
tva_in_steps (GtkWidget *owner, TvaStep step)
{
  guint tick = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (owner), TICK_KEY));

  g_return_if_fail (GTK_IS_WIDGET (owner) && step != NULL);
  if (tick != 0)
    gtk_widget_remove_tick_callback (owner, tick);
  tick = 0;
  if (step (owner))
    {
      Steps *steps = g_new0 (Steps, 1);

      steps->step = step;
      tick = gtk_widget_add_tick_callback (owner, tick_cb, steps, g_free);
    }
  g_object_set_data (G_OBJECT (owner), TICK_KEY, GUINT_TO_POINTER (tick));
}

/**
 * tva_show_some:
 * @parts: (element-type GtkWidget): widgets from top to bottom, hidden at first
 * @count: how many of them a step shows
 *
 * The usual step: shows the first of those that are still hidden.
 *
 * Returns: whether there are more of them
 */
gboolean
tva_show_some (GPtrArray *parts, guint count)
{
  for (guint i = 0; i < parts->len; i++)
    {
      GtkWidget *part = g_ptr_array_index (parts, i);

      if (gtk_widget_get_visible (part))
        continue;
      if (count-- == 0)
        return TRUE;
      gtk_widget_set_visible (part, TRUE);
    }
  return FALSE;
}

/**
 * tva_add_parts:
 * @parts: (element-type GtkWidget): parts for tva_show_some()
 * @widget: the next one of them
 * @depth: how far its children are parts of their own, 0 = not at all
 *
 * Adds a widget that is too much for one frame: it comes empty and is then filled. Hides it. One
 * that is hidden already is none of the parts: it is only shown where it has something to say.
 */
void
tva_add_parts (GPtrArray *parts, GtkWidget *widget, guint depth)
{
  if (!gtk_widget_get_visible (widget))
    return;
  g_ptr_array_add (parts, widget);
  gtk_widget_set_visible (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); depth > 0 && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tva_add_parts (parts, child, depth - 1);
}
