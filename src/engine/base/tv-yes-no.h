/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yes and no, in the words of three dozen languages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int tv_yes_no_read (const char *text, gsize length);

G_END_DECLS
