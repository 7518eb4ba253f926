/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of the tables that commands print: as wide as they look, not as their bytes are many. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tvc_cell (const char *text, guint width);
char *tvc_cell_right (const char *text, guint width);

G_END_DECLS
