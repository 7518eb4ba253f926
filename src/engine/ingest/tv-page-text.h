/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands for letters in a web page: its encoding, and its references. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tv_page_choose_encoding (const char *path, GError **error);
void tv_page_append_text (GString *out, const char *text, gsize length);

G_END_DECLS
