/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in which many rejected rows are mended or left out at once. */
#pragma once

#include <gtk/gtk.h>

#include "pages/import/tva-reject-edit.h"

G_BEGIN_DECLS

void tva_reject_editor_present (GtkWidget *parent, TvaRejectEdit *edit);

G_END_DECLS
