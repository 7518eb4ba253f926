/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file whose rows are orders with several products in each, in numbered groups of columns. All
 * that follows sees lines of one product: the cells of the order, and those of one group. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the cells of a line stand in a row of the file. */
typedef struct
{
  char **header;    /* of the file itself; names that stand in it twice are told apart */
  guint own_count;  /* cells of it, nameless ones at the end left out */
  guint count;      /* cells of a line */
  int *places;      /* of each, the file's cell; below 0: -1 - the part of the product that it is */
  guint part_count; /* cells that each product has */
  guint item_count; /* products in a row, at most */
  int *fields;      /* the file's cell, by product and part; -1 = the product has none */
} TvImportSplit;

TvImportSplit *tv_import_split_copy (const TvImportSplit *split);
void tv_import_split_free (TvImportSplit *split);
int tv_import_split_get_field (const TvImportSplit *split, guint item, guint cell);
gboolean tv_import_split_is_part (const TvImportSplit *split, guint cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportSplit, tv_import_split_free)

G_END_DECLS
