/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts that no cell of a file holds: a quantity times a price, less a discount. They are traced
 * to the cells that they are made of. */
#pragma once

#include "rows/tv-import-report.h"

G_BEGIN_DECLS

char **tv_trace_factors_find (const char *mapping, gboolean *out_has_discount);
GPtrArray *tv_trace_factors_new (GPtrArray *rows);
void tv_trace_factors_multiply (GPtrArray *rows, const GPtrArray *factors);

G_END_DECLS
