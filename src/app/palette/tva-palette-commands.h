/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages and actions that words name. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

GPtrArray *tva_palette_commands_find (TvaWindow *window, const char *words);

G_END_DECLS
