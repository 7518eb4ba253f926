/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one lazy list of the window: a snapshot of ids, rows fetched by id in pages on a worker,
 * placeholders until they come. */
#pragma once

#include <gio/gio.h>
#include <tastevin.h>

#include "models/tva-item.h"

G_BEGIN_DECLS

#define TVA_TYPE_PAGED_LIST (tva_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (TvaPagedList, tva_paged_list, TVA, PAGED_LIST, GObject)

/* On a worker: rows for ids, same length and order, NULL for an unknown one.
 * tv_engine_get_customers and tv_engine_get_review_items are such. */
typedef GPtrArray *(*TvaPagedFetch) (TvEngine *engine,
                                     const gint64 *ids,
                                     gsize id_count,
                                     GError **error);

#define TVA_PAGE_LENGTH 64

/* Signals: "failed" (GError *). Items are TvaItem. */
TvaPagedList *tva_paged_list_new (TvaPagedFetch fetch, GDestroyNotify free_row);
void tva_paged_list_set_engine (TvaPagedList *list, TvEngine *engine);
void
tva_paged_list_set_ids (TvaPagedList *list,
                        GArray *ids); /* of gint64 (transfer full) (nullable); a new snapshot */
void tva_paged_list_turn_ids (TvaPagedList *list, GArray *ids);
void tva_paged_list_reload (TvaPagedList *list); /* the same ids, their rows anew */
guint tva_paged_list_get_length (TvaPagedList *list);
gint64 tva_paged_list_get_id (TvaPagedList *list, guint position); /* 0 beyond the end */
gboolean tva_paged_list_find (TvaPagedList *list, gint64 id, guint *out_position);
void tva_paged_list_reach (TvaPagedList *list, guint position);
void tva_paged_list_remove (TvaPagedList *list, guint position);
void tva_paged_list_insert (TvaPagedList *list, guint position, gint64 id);

G_END_DECLS
