/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card that is a button: a figure, what it means, and the page that it leads to. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TVA_TYPE_TODAY_CARD (tva_today_card_get_type ())
G_DECLARE_FINAL_TYPE (TvaTodayCard, tva_today_card, TVA, TODAY_CARD, AdwBin)

GtkWidget *tva_today_card_new (const char *title, const char *icon_name);
void
tva_today_card_set (TvaTodayCard *card, const char *value, const char *note, gboolean is_calling);
void tva_today_card_set_target (TvaTodayCard *card, const char *page_id, const char *target);

G_END_DECLS
