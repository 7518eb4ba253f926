/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the review list: customer, product, score, status. */
#pragma once

#include <gtk/gtk.h>

#include "models/tva-item.h"

G_BEGIN_DECLS

#define TVA_TYPE_REVIEW_ROW (tva_review_row_get_type ())
G_DECLARE_FINAL_TYPE (TvaReviewRow, tva_review_row, TVA, REVIEW_ROW, GtkWidget)

void tva_review_row_set_item (TvaReviewRow *row, TvaItem *item);
TvaItem *tva_review_row_get_item (TvaReviewRow *row); /* (nullable) */
GtkListItemFactory *tva_review_row_factory_new (GtkWidget *view);

G_END_DECLS
