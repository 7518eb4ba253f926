/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window asks of a page. A page is a final AdwBin subclass that implements this interface
 * and is listed in tva-pages.c; it reaches its window by tva_window_of () and the engine by
 * set_engine (), and never another page. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_PAGE (tva_page_get_type ())
G_DECLARE_INTERFACE (TvaPage, tva_page, TVA, PAGE, GtkWidget)

struct _TvaPageInterface
{
  GTypeInterface parent;

  /* The workspace that is open from now on; NULL: none. Forget what came from the one before. */
  void (*set_engine) (TvaPage *page, TvEngine *engine);
  /* A commit touched these TvChanged. Called whether the page is shown or not: note it, and load
   * when shown. */
  void (*engine_changed) (TvaPage *page, guint changed);
  /* The page became the one that is shown. (optional) */
  void (*shown) (TvaPage *page);
  /* Show this part: "run:3", "status:pending", "search:riesling", "customer:CL-1",
   * "batch:3:sales.csv", "check:role-address:0", "waiting", "new". Unknown ones are ignored.
   * (optional) */
  void (*show_target) (TvaPage *page, const char *target);
  /* Ctrl+F. (optional) FALSE: nothing to search. */
  gboolean (*start_search) (TvaPage *page);
  /* Ctrl+Z. (optional) FALSE: nothing to undo. */
  gboolean (*undo) (TvaPage *page);
  /* Shift+Ctrl+Z. (optional) FALSE: nothing to take back. */
  gboolean (*redo) (TvaPage *page);
};

void tva_page_set_engine (TvaPage *page, TvEngine *engine);
void tva_page_engine_changed (TvaPage *page, guint changed);
void tva_page_shown (TvaPage *page);
void tva_page_show_target (TvaPage *page, const char *target);
gboolean tva_page_start_search (TvaPage *page);
gboolean tva_page_undo (TvaPage *page);
gboolean tva_page_redo (TvaPage *page);

G_END_DECLS
