/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question whether a text needs cleaning at all. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tv_clean_text_check (const char *text, gsize length);

G_END_DECLS
