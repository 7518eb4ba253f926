/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who may be one person beside each other: what differs is marked, and of each field that
 * differs one value is chosen. Emits "changed" when a choice does. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_MERGE_GRID (tva_merge_grid_get_type ())
G_DECLARE_FINAL_TYPE (TvaMergeGrid, tva_merge_grid, TVA, MERGE_GRID, AdwBin)

GtkWidget *tva_merge_grid_new (GPtrArray *sides, const char *currency); /* of TvCustomerSide */
/* What is chosen: the customers that take part, the one that stays first, and whose values. */
void tva_merge_grid_get_choice (TvaMergeGrid *self, TvCustomerLink *link);
char *tva_merge_grid_dup_preview (TvaMergeGrid *self); /* what the merge comes to, in lines */

G_END_DECLS
