/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days in the scripts of South and Southeast Asia. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tv_day_script_spell (const char *text, gsize length);

G_END_DECLS
