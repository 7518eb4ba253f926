/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sliders on a page that scrolls: the wheel is for the page. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tva_wheel_leave_to_page (GtkWidget *widget);

G_END_DECLS
