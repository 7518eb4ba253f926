/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the review list shows: status with counts, scenario, minimum score, search. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_REVIEW_FILTER (tva_review_filter_get_type ())
G_DECLARE_FINAL_TYPE (TvaReviewFilter, tva_review_filter, TVA, REVIEW_FILTER, AdwBin)

/* Signals: "changed" (); "left" (): Escape or Enter in the search. */
void tva_review_filter_get_query (TvaReviewFilter *filter, gint64 run_id, TvReviewQuery *out_query);
void tva_review_filter_set_status (TvaReviewFilter *filter, int status);
void tva_review_filter_set_counts (TvaReviewFilter *filter,
                                   const gint64 counts[TV_N_STATUSES],
                                   gint64 held_count);
void tva_review_filter_set_narrow (TvaReviewFilter *filter, gboolean is_narrow);
void tva_review_filter_show_words (TvaReviewFilter *filter, const char *words);
void tva_review_filter_clear (TvaReviewFilter *filter);
void tva_review_filter_start_search (TvaReviewFilter *filter);
char *tva_review_filter_dup_text (TvaReviewFilter *filter);

G_END_DECLS
