/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings what a page shows from the workspace: on a worker, when the page is seen and what it shows
 * is not what is wanted, one load at a time. */
#pragma once

#include <gtk/gtk.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_LOADER (tva_loader_get_type ())
G_DECLARE_FINAL_TYPE (TvaLoader, tva_loader, TVA, LOADER, GObject)

/* How one kind of page loads. */
typedef struct
{
  TvEngineCall call; /* on a worker; input: const gint64 *, which run, batch … is wanted */
  GDestroyNotify free_data;
  void (*show) (gpointer owner, gpointer data);
  void (*busy) (gpointer owner, gboolean is_busy); /* (optional) a load begins or ends */
  const char *failure;                             /* heading of an error, for gettext */
} TvaLoaderKind;

TvaLoader *tva_loader_new (GtkWidget *owner, const TvaLoaderKind *kind);
void tva_loader_set_engine (TvaLoader *loader, TvEngine *engine);
TvEngine *tva_loader_get_engine (TvaLoader *loader); /* (transfer none) (nullable) */
gint64 tva_loader_get_id (TvaLoader *loader);        /* that is wanted */
void tva_loader_want (TvaLoader *loader, gint64 id);
void tva_loader_refresh (TvaLoader *loader);

G_END_DECLS
