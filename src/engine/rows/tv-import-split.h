/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file whose rows are orders with several products in each: in numbered groups of columns, or as
 * lists in cells. All that follows sees lines of one product: the cells of the order, and what is
 * said of one product. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The code of a row whose lists do not go together, or are none. */
#define TV_REJECT_UNEQUAL_LISTS "UNEQUAL_LISTS"

/* How the products of a row are written. */
typedef enum
{
  TV_LIST_NONE,     /* in groups of columns */
  TV_LIST_KEYED,    /* name=Jug, qty=2 in each of some numbered cells */
  TV_LIST_PARALLEL, /* Jug|Cup in one cell, 2|1 in another */
  TV_LIST_PAIRS,    /* name:Jug|quantity:2;name:Cup|quantity:1 */
  TV_LIST_JSON,     /* [{"name": "Jug", "quantity": 2}] */
  TV_LIST_COUNTED,  /* 2 x Jug, 1 x Cup; the parts are name, count and, with a key, its code */
  TV_LIST_COUNTED_BEHIND, /* Jug × 2; Cup × 1 */
  TV_LIST_NAMES,          /* Jug; Cup */
} TvListForm;

/* Where the cells of a line stand in a row of the file. */
typedef struct
{
  char **header;    /* of the file itself; names that stand in it twice are told apart */
  guint own_count;  /* cells of it, nameless ones at the end left out */
  guint count;      /* cells of a line */
  int *places;      /* of each, the file's cell; below 0: -1 - the part of the product that it is */
  guint part_count; /* cells that each product has */
  guint item_count; /* products in a row, at most */
  int *fields;      /* the file's cell, by product and part; -1 = the product has none. Of lists by
                       part alone, unless each product has a cell: all stand in the same cells */
  TvListForm form;
  char *item_mark; /* (nullable) between the products of a list */
  char *pair_mark; /* (nullable) between pairs of a key and a value */
  char *key_mark;  /* (nullable) between a key and its value */
  char **keys;     /* (nullable) by part */
} TvImportSplit;

TvImportSplit *tv_import_split_copy (const TvImportSplit *split);
void tv_import_split_free (TvImportSplit *split);
int tv_import_split_get_field (const TvImportSplit *split, guint item, guint cell);
gboolean tv_import_split_has_cells (const TvImportSplit *split);
gsize tv_import_split_count_fields (const TvImportSplit *split);
gboolean tv_import_split_is_part (const TvImportSplit *split, guint cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportSplit, tv_import_split_free)

G_END_DECLS
