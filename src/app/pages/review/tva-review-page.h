/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Review page: one recommendation at a time beside the list. Targets: "run:3",
 * "status:pending". */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_REVIEW_PAGE (tva_review_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaReviewPage, tva_review_page, TVA, REVIEW_PAGE, AdwBin)

G_END_DECLS
