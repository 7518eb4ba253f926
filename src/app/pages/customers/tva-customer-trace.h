/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a value of a customer comes from: files, lines and columns. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

void tva_customer_trace_present (GtkWidget *parent, TvEngine *engine, GVariant *target);
void
tva_customer_trace_add (GtkWidget *row, const char *table, const char *code, const char *column);

G_END_DECLS
