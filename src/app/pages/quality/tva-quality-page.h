/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Quality page: the figures of a run, and how runs develop. Targets: "run:3". */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_QUALITY_PAGE (tva_quality_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaQualityPage, tva_quality_page, TVA, QUALITY_PAGE, AdwBin)

G_END_DECLS
