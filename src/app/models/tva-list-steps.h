/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a list its views know of. A view of GTK 4.8 makes the widgets of some two hundred
 * rows in one go, and as many go in one go; told in small steps it never keeps the window waiting.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvaListSteps TvaListSteps;

/* Tells the views that the rows from @position on were replaced. */
typedef void (*TvaListStep) (guint position, guint removed, guint added, gpointer user_data);

TvaListSteps *tva_list_steps_new (TvaListStep tell, gpointer user_data);
void tva_list_steps_free (TvaListSteps *steps);
void tva_list_steps_set_length (TvaListSteps *steps, guint length);
void tva_list_steps_replace (TvaListSteps *steps, guint position, guint removed, guint added);
void tva_list_steps_reach (TvaListSteps *steps, guint length);
void tva_list_steps_finish (TvaListSteps *steps);
guint tva_list_steps_get_shown (TvaListSteps *steps);

G_END_DECLS
