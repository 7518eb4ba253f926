/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of orders beside a file of their lines. Programs that keep both apart export both; the
 * lines have only the number of their order, the orders the customer and the day. */
#pragma once

#include "rows/tv-dialect.h"
#include "rows/tv-import-spool.h"

G_BEGIN_DECLS

/* The columns of the orders stand behind those of the lines, in one header. */
typedef struct
{
  char *path;           /* the file of orders */
  TvImportSpool *spool; /* (nullable) as of a file */
  char *entry;          /* (nullable) its sheet or member */
  gboolean
      is_written_anew; /* the cells of the lines, as their file has uncommon quotes or a layout */
  TvDialect *dialect;
  gint64 last_line;    /* of its table, 0 = the file's */
  guint header_count;  /* cells of its header */
  guint own_count;     /* header cells that are the lines' own */
  guint key;           /* the lines' header cell with the order's number */
  guint order_key;     /* the same of the orders */
  guint count;         /* header cells behind the lines' own */
  char *delimiter;     /* between cells of the lines, for records that are kept as text */
  guint *order_fields; /* the orders' header cell of each of these */
} TvImportJoin;

TvImportJoin *tv_import_join_copy (const TvImportJoin *join);
gboolean tv_import_join_is_kept (const TvImportJoin *join);
void tv_import_join_free (TvImportJoin *join);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportJoin, tv_import_join_free)

G_END_DECLS
