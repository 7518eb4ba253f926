/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slider moves with the wheel, so that scrolling a page past it changes what it stands for: here
 * it lets the wheel pass. It is still moved with the pointer and by key. */
#include "widgets/tva-wheel.h"

static void
let_pass (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/**
 * tva_wheel_leave_to_page:
 * @widget: a slider, or what holds some
 *
 * Lets the wheel scroll the page over sliders and fields of numbers in @widget. What a closed
 * expander holds is not looked at. Main thread.
 */
void
tva_wheel_leave_to_page (GtkWidget *widget)
{
  if (GTK_IS_SCALE (widget) || GTK_IS_SPIN_BUTTON (widget))
    let_pass (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tva_wheel_leave_to_page (child);
}
