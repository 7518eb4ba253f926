/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Imports page: what was imported when, and the rows that were rejected. Target: "rejects". */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORTS_PAGE (tva_imports_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportsPage, tva_imports_page, TVA, IMPORTS_PAGE, AdwBin)

G_END_DECLS
