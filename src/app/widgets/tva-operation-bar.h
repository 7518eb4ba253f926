/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Title, progress bar, detail and Cancel of one operation; hides itself when it is over. */
#pragma once

#include <adwaita.h>

#include "tva-operation.h"

G_BEGIN_DECLS

#define TVA_TYPE_OPERATION_BAR (tva_operation_bar_get_type ())
G_DECLARE_FINAL_TYPE (TvaOperationBar, tva_operation_bar, TVA, OPERATION_BAR, AdwBin)

GtkWidget *tva_operation_bar_new (void);
/* delay_ms: show it only if it is not over by then, so that short work does not flicker. A later
 * operation is shown above earlier ones, until it ends. */
void tva_operation_bar_add (TvaOperationBar *bar, TvaOperation *operation, guint delay_ms);
void tva_operation_bar_cancel_all (TvaOperationBar *bar);

G_END_DECLS
