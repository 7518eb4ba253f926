/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries as people write them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *tv_country_find (const char *text);

G_END_DECLS
