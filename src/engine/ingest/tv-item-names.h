/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of columns that are numbered: "Item 1", "Qty 1", "Item 2", "Qty 2". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_ITEM_MOST 255 /* of one name */

/* All columns that are called alike but for their number. */
typedef struct
{
  char *name;        /* without the number */
  char *before;      /* what stands before the number, folded */
  gboolean is_last;  /* nothing stands behind it */
  guint first, last; /* numbers, or which of several columns of the very same name; all between are
                        there */
  int fields[TV_ITEM_MOST + 1]; /* by number: the header cell */
} TvItemName;

GPtrArray *tv_item_names_find (char **header);

G_END_DECLS
