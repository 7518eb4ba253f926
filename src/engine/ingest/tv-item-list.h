/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts cells that hold lists of products. */
#pragma once

#include <json-glib/json-glib.h>

#include "ingest/tv-record.h"
#include "rows/tv-import-split.h"

G_BEGIN_DECLS

#define TV_ITEM_LIST_MOST 1000 /* products in a row */

/* A part of a product: a piece of a cell, or of a text that is kept. */
typedef struct
{
  const char *text;
  gsize length;
} TvItemPiece;

typedef struct
{
  GArray *pieces;  /* of TvItemPiece, by product and part */
  GPtrArray *kept; /* of char * */
  guint count;     /* products */
} TvItemList;

void tv_item_list_init (TvItemList *self);
void tv_item_list_clear (TvItemList *self);
const char *tv_item_list_cut (TvItemList *self, const TvImportSplit *split, const TvRecord *record);
TvItemPiece
tv_item_list_get (const TvItemList *self, const TvImportSplit *split, guint item, guint part);

JsonArray *tv_item_list_parse (JsonParser *parser, const char *cell, gsize length);

TvItemPiece tv_item_piece_trim (TvItemPiece piece);
gboolean tv_item_piece_read_code (TvItemPiece *label, TvItemPiece *out_word, TvItemPiece *out_code);
gboolean tv_item_piece_take (TvItemPiece *rest, const char *mark, TvItemPiece *out_piece);
gboolean tv_item_piece_read_count (TvItemPiece piece,
                                   gboolean is_behind,
                                   TvItemPiece *out_label,
                                   TvItemPiece *out_count);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvItemList, tv_item_list_clear)

G_END_DECLS
