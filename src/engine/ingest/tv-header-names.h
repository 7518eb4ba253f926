/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns below a header of several rows are called. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **tv_header_names_choose (const GPtrArray *rows);

G_END_DECLS
