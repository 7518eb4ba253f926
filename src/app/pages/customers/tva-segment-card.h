/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base by segments: how many customers each has, and how many it had before. A segment is a
 * button that asks for its customers. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_SEGMENT_CARD (tva_segment_card_get_type ())
G_DECLARE_FINAL_TYPE (TvaSegmentCard, tva_segment_card, TVA, SEGMENT_CARD, AdwBin)

/* Signals: "picked" (int TvSegment, -1 = all), "days-picked" (guint; 0 = no comparison). */
GtkWidget *tva_segment_card_new (void);
void tva_segment_card_show (TvaSegmentCard *card, const gint64 *counts);
/* movement NULL: is being read, or not wanted */
void tva_segment_card_show_movement (TvaSegmentCard *card, const TvMovement *movement);
void tva_segment_card_set_chosen (TvaSegmentCard *card, int segment);
void tva_segment_card_set_days (TvaSegmentCard *card, guint days);
void tva_segment_card_set_table_shown (TvaSegmentCard *card, gboolean is_shown);
char *tva_movement_dup_summary (const TvMovement *movement, const gint64 *counts);
/* Signal of its rows: "clicked"; see tva_movement_row_get_move (). */
GtkWidget *tva_movement_table_new (const TvMovement *movement, GCallback picked, gpointer data);
void tva_movement_row_get_move (GtkButton *row, int *out_from, int *out_to);

G_END_DECLS
