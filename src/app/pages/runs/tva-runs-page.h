/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Runs page: all runs, and the result of one. Targets: "run:3", "new". */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_RUNS_PAGE (tva_runs_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaRunsPage, tva_runs_page, TVA, RUNS_PAGE, AdwBin)

G_END_DECLS
