/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user's locale says of where they sell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *tv_region_get_currency (void);
char *tv_region_read_country (const char *locale);
char *tv_region_dup_country (void);

G_END_DECLS
