/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unit that a product is sold by, as its label says: how many pieces, of what volume. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint pack_count; /* 1 = a single one, or not said */
  guint volume_ml;  /* of one piece; 0 = not said */
} TvUnit;

gboolean tv_unit_parse (const char *label, TvUnit *unit);
double tv_unit_get_bottles (const TvUnit *unit);
char *tv_unit_to_display (const TvUnit *unit);

G_END_DECLS
