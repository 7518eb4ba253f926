/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of the base: customers by recency and frequency. A cell is a button that asks for its
 * customers. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_RFM_MAP (tva_rfm_map_get_type ())
G_DECLARE_FINAL_TYPE (TvaRfmMap, tva_rfm_map, TVA, RFM_MAP, AdwBin)

/* Signals: "picked" (int recency, int frequency; 0, 0 = all), "bins-picked" (int TvRfmBins). */
GtkWidget *tva_rfm_map_new (void);
void tva_rfm_map_show (TvaRfmMap *map,
                       const TvRfmGrid *grid,
                       const TvRfmBounds *bounds,
                       const char *currency);
void tva_rfm_map_set_chosen (TvaRfmMap *map, int recency, int frequency);
void tva_rfm_map_set_table_shown (TvaRfmMap *map, gboolean is_shown);
char *tva_rfm_dup_recency (const TvRfmBounds *bounds, int score);
char *tva_rfm_dup_frequency (const TvRfmBounds *bounds, int score);
char *tva_rfm_dup_summary (const TvRfmGrid *grid, const TvRfmBounds *bounds);
GtkWidget *
tva_rfm_table_new (const TvRfmGrid *grid, const TvRfmBounds *bounds, const char *currency);

G_END_DECLS
