/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a whole table straight from the pages of the workspace file, in the order of rowids: many
 * times faster than stepping through a statement, for tables of millions of rows. Only where the
 * file itself holds all that the connection's snapshot sees; who scans has a statement for every
 * other case. */
#pragma once

#include "store/tv-connection.h"

G_BEGIN_DECLS

#define TV_TABLE_COLUMNS 16 /* of a table that can be scanned, at most */

typedef struct _TvTableScan TvTableScan;

/* A row where it stands in its page; only until the function that got it returns. */
typedef struct
{
  gint64 id; /* the rowid: a column that is its alias stands as NULL in the row */
  guint column_count;
  guint32 type[TV_TABLE_COLUMNS]; /* serial types of the file format */
  const guint8 *cell[TV_TABLE_COLUMNS];
} TvTableRow;

/**
 * TvTableFunc:
 * @row: a row
 * @data: what was given with the function
 *
 * Returns: %FALSE to end the scan
 */
typedef gboolean (*TvTableFunc) (const TvTableRow *row, gpointer data);

TvTableScan *tv_table_scan_new (TvConnection *connection, const char *table);
void tv_table_scan_free (TvTableScan *scan);
int tv_table_scan_find_column (const TvTableScan *scan, const char *name);
gint64 tv_table_scan_get_limit (const TvTableScan *scan);
gboolean tv_table_scan_read (const TvTableScan *scan,
                             gint64 first_id,
                             gint64 last_id,
                             TvTableFunc func,
                             gpointer data);
gboolean tv_table_row_get_integer (const TvTableRow *row, guint column, gint64 *out_value);
const char *tv_table_row_get_text (const TvTableRow *row, guint column, gsize *out_length);

/**
 * tv_table_row_is_null:
 * @row: a row
 * @column: which column
 *
 * Returns: whether there is nothing in it
 */
static inline gboolean
tv_table_row_is_null (const TvTableRow *row, guint column)
{
  return column < row->column_count && row->type[column] == 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTableScan, tv_table_scan_free)

G_END_DECLS
