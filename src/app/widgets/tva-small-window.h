/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window over the main one that shows one thing and is closed by Esc. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void tva_small_window_present (GtkWidget *parent,
                               const char *title,
                               GtkWidget *content,
                               int width,
                               int height);

G_END_DECLS
