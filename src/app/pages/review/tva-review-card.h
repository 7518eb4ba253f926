/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recommendation with all that a person needs to decide on it. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_REVIEW_CARD (tva_review_card_get_type ())
G_DECLARE_FINAL_TYPE (TvaReviewCard, tva_review_card, TVA, REVIEW_CARD, AdwBin)

void tva_review_card_set_item (TvaReviewCard *card, const TvReviewItem *item, const char *currency);

/* "✓ Approved": the status' shape and title. */
char *tva_review_status_dup_text (TvStatus status);

G_END_DECLS
