/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Data quality page: what the checks say of the data that came in. Targets: "batch:3". */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_DATA_PAGE (tva_data_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaDataPage, tva_data_page, TVA, DATA_PAGE, AdwBin)

G_END_DECLS
