/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of checked files would wait for: customers and products that nothing brings yet. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

GtkWidget *tva_import_waits_new (GPtrArray *results); /* (nullable) where nothing waits */

G_END_DECLS
