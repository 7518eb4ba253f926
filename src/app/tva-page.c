/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page interface: calls what a page implements and stands in for what it leaves out. Holds
 * nothing. */
#include "tva-page.h"

G_DEFINE_INTERFACE (TvaPage, tva_page, GTK_TYPE_WIDGET)

static void
tva_page_default_init (TvaPageInterface *iface)
{
}

/**
 * tva_page_set_engine:
 * @page: a page
 * @engine: (nullable): the workspace that is open from now on
 *
 * Tells the page which workspace to show.
 */
void
tva_page_set_engine (TvaPage *page, TvEngine *engine)
{
  TVA_PAGE_GET_IFACE (page)->set_engine (page, engine);
}

/**
 * tva_page_engine_changed:
 * @page: a page
 * @changed: bits of TvChanged
 *
 * Tells the page what a commit touched.
 */
void
tva_page_engine_changed (TvaPage *page, guint changed)
{
  TVA_PAGE_GET_IFACE (page)->engine_changed (page, changed);
}

/**
 * tva_page_shown:
 * @page: a page
 *
 * Tells the page that it is the one that is shown now.
 */
void
tva_page_shown (TvaPage *page)
{
  TvaPageInterface *iface = TVA_PAGE_GET_IFACE (page);

  if (iface->shown != NULL)
    iface->shown (page);
}

/**
 * tva_page_show_target:
 * @page: a page
 * @target: (nullable): the part to show, such as "run:3"
 *
 * Shows one part of the page.
 */
void
tva_page_show_target (TvaPage *page, const char *target)
{
  TvaPageInterface *iface = TVA_PAGE_GET_IFACE (page);

  if (iface->show_target != NULL && target != NULL)
    iface->show_target (page, target);
}

/**
 * tva_page_start_search:
 * @page: a page
 *
 * Puts the focus into the page's search.
 *
 * Returns: FALSE where the page has none
 */
gboolean
tva_page_start_search (TvaPage *page)
{
  TvaPageInterface *iface = TVA_PAGE_GET_IFACE (page);

  return iface->start_search != NULL && iface->start_search (page);
}

/**
 * tva_page_undo:
 * @page: a page
 *
 * Undoes the last thing that was done on the page.
 *
 * Returns: FALSE where there was nothing to undo
 */
gboolean
tva_page_undo (TvaPage *page)
{
  TvaPageInterface *iface = TVA_PAGE_GET_IFACE (page);

  return iface->undo != NULL && iface->undo (page);
}

/**
 * tva_page_redo:
 * @page: a page
 *
 * Does again what was undone last on the page.
 *
 * Returns: FALSE where there was nothing
 */
gboolean
tva_page_redo (TvaPage *page)
{
  TvaPageInterface *iface = TVA_PAGE_GET_IFACE (page);

  return iface->redo != NULL && iface->redo (page);
}
