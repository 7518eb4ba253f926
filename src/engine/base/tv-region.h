/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user's locale says of where they sell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *tv_region_get_currency (void);

G_END_DECLS
