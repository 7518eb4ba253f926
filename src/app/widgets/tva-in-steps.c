/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laying out what is new is the dear part of it, and is done once a frame; so the parts come with
 * the frames, and not when the loop is idle, which would put many of them into one. */
#include "widgets/tva-in-steps.h"

#define TICK_KEY "tva-in-steps"

static gboolean
tick_cb (GtkWidget *owner, GdkFrameClock *clock, gpointer user_data)
{
  TvaStep step = (TvaStep) user_data;

  if (step (owner))
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (owner), TICK_KEY, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * tva_in_steps:
 * @owner: whose work it is; work of the same owner that is under way is dropped
 * @step: does a part, and is called until it says that there is no more
 *
 * Does the first part at once and the others in the frames to come.
 */
void
tva_in_steps (GtkWidget *owner, TvaStep step)
{
  guint tick = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (owner), TICK_KEY));

  g_return_if_fail (GTK_IS_WIDGET (owner) && step != NULL);
  if (tick != 0)
    gtk_widget_remove_tick_callback (owner, tick);
  tick = step (owner) ? gtk_widget_add_tick_callback (owner, tick_cb, (gpointer) step, NULL) : 0;
  g_object_set_data (G_OBJECT (owner), TICK_KEY, GUINT_TO_POINTER (tick));
}
