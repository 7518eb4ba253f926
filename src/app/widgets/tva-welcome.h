/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status page of an empty workspace: Import files, Try sample data. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *tva_welcome_new (const char *icon_name, const char *title, const char *description);
void tva_welcome_show (GtkStack *stack,
                       const char *icon_name,
                       const char *title,
                       const char *description);

G_END_DECLS
