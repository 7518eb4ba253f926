/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of pages, in the order of the sidebar. A page without a type is not shown. */
#include "tva-pages.h"

#include <glib/gi18n.h>

#include "pages/customers/tva-customers-page.h"
#include "pages/data/tva-data-page.h"
#include "pages/quality/tva-quality-page.h"
#include "pages/review/tva-review-page.h"
#include "pages/import/tva-imports-page.h"
#include "pages/runs/tva-runs-page.h"
#include "pages/today/tva-today-page.h"

static const TvaPageInfo pages[] = {
  { "today", NULL, N_ ("Today"), "daytime-sunrise-symbolic", "<Alt>1", tva_today_page_get_type },
  { "imports",
    N_ ("Data"),
    N_ ("Imports"),
    "folder-download-symbolic",
    "<Alt>2",
    tva_imports_page_get_type },
  { "customers",
    NULL,
    N_ ("Customers"),
    "system-users-symbolic",
    "<Alt>3",
    tva_customers_page_get_type },
  { "data", NULL, N_ ("Data quality"), "security-high-symbolic", "<Alt>d", tva_data_page_get_type },
  { "runs",
    N_ ("Recommend"),
    N_ ("Runs"),
    "system-run-symbolic",
    "<Alt>5",
    tva_runs_page_get_type },
  { "review",
    NULL,
    N_ ("Review"),
    "object-select-symbolic",
    "<Alt>6",
    tva_review_page_get_type,
    TRUE },
  { "quality",
    N_ ("Learn"),
    N_ ("Quality"),
    "power-profile-performance-symbolic",
    "<Alt>8",
    tva_quality_page_get_type },
};

/**
 * tva_pages_get:
 * @out_count: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_count): the pages, in the order of the sidebar
 */
const TvaPageInfo *
tva_pages_get (guint *out_count)
{
  *out_count = G_N_ELEMENTS (pages);
  return pages;
}
