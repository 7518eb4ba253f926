/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Today page: what needs the person, one card each. */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_TODAY_PAGE (tva_today_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaTodayPage, tva_today_page, TVA, TODAY_PAGE, AdwBin)

G_END_DECLS
