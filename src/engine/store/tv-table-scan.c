/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a table's tree (SQLite database file format, sections 1.3, 1.6 and 2.1), read from the
 * file. That is the same as asking SQLite where the write-ahead log is empty after the connection's
 * snapshot began: a snapshot that used frames of a log would keep others from emptying it, and one
 * that uses none keeps others from moving frames into the file until it ends. Nothing in the file
 * is trusted: whatever is not as it should be ends the scan, and SQLite itself is asked instead. */
#include "store/tv-table-scan.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/tv-store-private.h"

#define HEADER_LENGTH 100 /* of the file */
#define UTF8 1
#define INTERIOR 0x05
#define LEAF 0x0d
#define INTERIOR_HEADER 12
#define RIGHTMOST 8 /* where an interior page names its last child */
#define LEAF_HEADER 8
#define DEEPEST 20    /* levels that SQLite itself goes down */
#define RUN_LENGTH 64 /* pages that are read at once where they follow each other */
#define USUAL_CELL 24 /* bytes */

struct _TvTableScan
{
  int fd;
  guint32 page_size, usable_size, page_count;
  guint depth;        /* of the leaves, 0 = the root is one */
  GArray *leaves;     /* of guint32, page numbers in the order of rowids */
  GArray *last_ids;   /* of gint64, the largest rowid that each leaf may hold */
  GPtrArray *columns; /* names */
};

static guint32
get_16 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 8 | bytes[1];
}

static guint32
get_32 (const guint8 *bytes)
{
  return get_16 (bytes) << 16 | get_16 (bytes + 2);
}

/* One to nine bytes, seven bits each and eight of the ninth. Returns their number, 0 where they do
 * not end before the end. */
static inline guint
get_varint (const guint8 *bytes, const guint8 *end, guint64 *out)
{
  guint64 value = 0;

  if (G_LIKELY (bytes < end && bytes[0] < 0x80))
    {
      *out = bytes[0];
      return 1;
    }
  for (guint i = 0; i < 9 && bytes + i < end; i++)
    {
      if (i == 8)
        {
          *out = value << 8 | bytes[i];
          return 9;
        }
      value = value << 7 | (bytes[i] & 0x7f);
      if (bytes[i] < 0x80)
        {
          *out = value;
          return i + 1;
        }
    }
  return 0;
}

static gboolean
read_bytes (int fd, guint8 *bytes, gsize length, gint64 offset)
{
  while (length > 0)
    {
      ssize_t got = pread (fd, bytes, length, (off_t) offset);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      bytes += got;
      offset += got;
      length -= (gsize) got;
    }
  return TRUE;
}

static gboolean
read_pages (const TvTableScan *scan, guint32 page, guint count, guint8 *bytes)
{
  return page > 0 && page <= scan->page_count && count <= scan->page_count - page + 1
         && read_bytes (scan->fd,
                        bytes,
                        (gsize) count * scan->page_size,
                        (gint64) (page - 1) * scan->page_size);
}

/* Opens the file that the connection has open, if all that it sees stands there. */
static int
open_file (TvConnection *connection)
{
  int fd = -1, has_moved = 1;

  if (sqlite3_get_autocommit (connection->db)
      || sqlite3_txn_state (connection->db, "main") != SQLITE_TXN_READ
      || tv_store_get_wal_size (connection->path) != 0)
    return -1;
  fd = open (connection->path, O_RDONLY | O_CLOEXEC);
  if (fd >= 0
      && (sqlite3_file_control (connection->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved)
              != SQLITE_OK
          || has_moved))
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

static gboolean
read_header (TvTableScan *scan)
{
  guint8 header[HEADER_LENGTH];
  off_t size = lseek (scan->fd, 0, SEEK_END);

  if (!read_bytes (scan->fd, header, sizeof header, 0) || get_32 (header + 56) != UTF8)
    return FALSE;
  scan->page_size = get_16 (header + 16) == 1 ? 65536 : get_16 (header + 16);
  if (scan->page_size < 512 || (scan->page_size & (scan->page_size - 1)) != 0)
    return FALSE;
  scan->usable_size = scan->page_size - header[20];
  scan->page_count = (guint32) MIN (size / scan->page_size, (off_t) G_MAXUINT32 - 1);
  return scan->usable_size >= 480;
}

/* The level of the leaves: that of the first one, as all are equally deep. */
static gboolean
find_depth (TvTableScan *scan, guint32 page)
{
  g_autofree guint8 *bytes = g_malloc (scan->page_size);

  for (scan->depth = 0; scan->depth <= DEEPEST; scan->depth++)
    {
      guint32 at;

      if (!read_pages (scan, page, 1, bytes))
        return FALSE;
      if (bytes[0] == LEAF)
        return TRUE;
      at = get_16 (bytes + 3) > 0 ? get_16 (bytes + INTERIOR_HEADER) : RIGHTMOST;
      if (bytes[0] != INTERIOR || at + 4 > scan->usable_size)
        return FALSE;
      page = get_32 (bytes + at);
    }
  return FALSE;
}

/* Notes the leaves below a page, without looking at them. @last_id: the largest rowid below it. */
static gboolean
list_leaves (TvTableScan *scan, guint32 page, guint depth, gint64 last_id)
{
  g_autofree guint8 *bytes = NULL;
  guint cell_count;

  /* A tree that leads into itself would have more leaves than the file has pages. */
  if (scan->leaves->len > scan->page_count)
    return FALSE;
  if (depth == scan->depth)
    {
      g_array_append_val (scan->leaves, page);
      g_array_append_val (scan->last_ids, last_id);
      return TRUE;
    }
  bytes = g_malloc (scan->page_size);
  if (!read_pages (scan, page, 1, bytes))
    return FALSE;
  cell_count = get_16 (bytes + 3);
  if (bytes[0] != INTERIOR || INTERIOR_HEADER + cell_count * 2 > scan->usable_size)
    return FALSE;
  for (guint i = 0; i <= cell_count; i++)
    {
      guint32 at = i < cell_count ? get_16 (bytes + INTERIOR_HEADER + 2 * i) : RIGHTMOST;
      guint64 id = (guint64) last_id;

      if (at + 4 > scan->usable_size
          || (i < cell_count && get_varint (bytes + at + 4, bytes + scan->usable_size, &id) == 0)
          || !list_leaves (scan, get_32 (bytes + at), depth + 1, (gint64) id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_columns (TvTableScan *scan, TvConnection *connection, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (%s)", table);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
      g_ptr_array_add (scan->columns, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE && scan->columns->len > 0 && scan->columns->len <= TV_TABLE_COLUMNS;
}

/**
 * tv_table_scan_new:
 * @connection: a reader whose snapshot has begun; it has to keep it while the scan is used
 * @table: a table with rowids
 *
 * Looks for the pages of a table.
 *
 * Returns: (transfer full) (nullable): the scan; %NULL where the rows have to be asked for, as with
 * a log that is not empty, without a snapshot, or with a tree that is not as it should be
 */
TvTableScan *
tv_table_scan_new (TvConnection *connection, const char *table)
{
  g_autoptr (TvTableScan) scan = g_new0 (TvTableScan, 1);
  g_autofree char *sql
      = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = '%s'",
                         table);
  gint64 root;

  scan->leaves = g_array_new (FALSE, FALSE, sizeof (guint32));
  scan->last_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  scan->columns = g_ptr_array_new_with_free_func (g_free);
  scan->fd = open_file (connection);
  if (scan->fd < 0 || !read_header (scan)
      || !tv_connection_query_int64 (connection, sql, &root, NULL)
      || !list_columns (scan, connection, table) || root < 2 || root > scan->page_count
      || !find_depth (scan, (guint32) root) || !list_leaves (scan, (guint32) root, 0, G_MAXINT64))
    return NULL;
  posix_fadvise (scan->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  return g_steal_pointer (&scan);
}

/**
 * tv_table_scan_free:
 * @scan: (transfer full): a scan
 *
 * Frees it.
 */
void
tv_table_scan_free (TvTableScan *scan)
{
  if (scan->fd >= 0)
    close (scan->fd);
  g_array_unref (scan->leaves);
  g_array_unref (scan->last_ids);
  g_ptr_array_unref (scan->columns);
  g_free (scan);
}

/**
 * tv_table_scan_find_column:
 * @scan: a scan
 * @name: of a column
 *
 * Returns: which column of a row it is, -1 where there is none
 */
int
tv_table_scan_find_column (const TvTableScan *scan, const char *name)
{
  guint index;

  return g_ptr_array_find_with_equal_func (scan->columns, name, g_str_equal, &index) ? (int) index
                                                                                     : -1;
}

/**
 * tv_table_scan_get_limit:
 * @scan: a scan
 *
 * Returns: about how many rows of the shortest kind would fill its pages: more than there are
 */
gint64
tv_table_scan_get_limit (const TvTableScan *scan)
{
  return (gint64) scan->leaves->len * (scan->usable_size / USUAL_CELL);
}

/* Finds the columns of a record: its header names a serial type each, the values follow. */
static gboolean
cut_record (TvTableRow *row, const guint8 *record, const guint8 *end)
{
  static const guint8 lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
  guint64 header_length;
  guint taken = get_varint (record, end, &header_length);
  const guint8 *type = record + taken, *cell;

  if (taken == 0 || header_length < taken || header_length > (gsize) (end - record))
    return FALSE;
  cell = record + header_length;
  row->column_count = 0;
  for (const guint8 *types_end = cell; type < types_end; row->column_count++)
    {
      guint64 code, length;

      taken = get_varint (type, types_end, &code);
      if (taken == 0 || code > G_MAXUINT32 || code == 10 || code == 11
          || row->column_count == TV_TABLE_COLUMNS)
        return FALSE;
      length = code < G_N_ELEMENTS (lengths) ? lengths[code] : (code - 12) / 2;
      if (length > (gsize) (end - cell))
        return FALSE;
      row->type[row->column_count] = (guint32) code;
      row->cell[row->column_count] = cell;
      type += taken;
      cell += length;
    }
  return TRUE;
}

/* What a leaf is read for. */
typedef struct
{
  gint64 first_id, last_id;
  gint64 before; /* the rowid before */
  TvTableFunc func;
  gpointer data;
  gboolean is_over; /* the function wants no more */
} Reading;

static gboolean
read_leaf (const TvTableScan *scan, const guint8 *bytes, Reading *reading)
{
  const guint8 *end = bytes + scan->usable_size;
  guint cell_count = get_16 (bytes + 3);
  TvTableRow row;

  if (bytes[0] != LEAF || LEAF_HEADER + cell_count * 2 > scan->usable_size)
    return FALSE;
  for (guint i = 0; i < cell_count; i++)
    {
      guint32 at = get_16 (bytes + LEAF_HEADER + 2 * i);
      const guint8 *cell = bytes + at;
      guint64 length, id;
      guint taken;

      if (at >= scan->usable_size || (taken = get_varint (cell, end, &length)) == 0)
        return FALSE;
      cell += taken;
      taken = get_varint (cell, end, &id);
      cell += taken;
      /* A row longer than the page goes on elsewhere, and is nothing for a scan. */
      if (taken == 0 || length > (gsize) (end - cell) || length > scan->usable_size - 35
          || (gint64) id <= reading->before)
        return FALSE;
      row.id = reading->before = (gint64) id;
      if (row.id < reading->first_id || row.id > reading->last_id)
        continue;
      if (!cut_record (&row, cell, cell + length))
        return FALSE;
      if (!reading->func (&row, reading->data))
        {
          reading->is_over = TRUE;
          return TRUE;
        }
    }
  return TRUE;
}

/* The first leaf that may hold a rowid. */
static guint
find_leaf (const TvTableScan *scan, gint64 id)
{
  guint low = 0, high = scan->last_ids->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (scan->last_ids, gint64, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * tv_table_scan_read:
 * @scan: a scan
 * @first_id: the first rowid
 * @last_id: the last rowid
 * @func: called with each row, in the order of rowids
 * @data: for @func
 *
 * Reads the rows of a range. Several threads may read at once.
 *
 * Returns: %FALSE if the table is not as it should be: then it may have given some rows, and SQLite
 * has to be asked instead
 */
gboolean
tv_table_scan_read (const TvTableScan *scan,
                    gint64 first_id,
                    gint64 last_id,
                    TvTableFunc func,
                    gpointer data)
{
  g_autofree guint8 *bytes = g_malloc ((gsize) RUN_LENGTH * scan->page_size);
  Reading reading = { first_id, last_id, G_MININT64, func, data, FALSE };
  guint leaf = find_leaf (scan, first_id), end = find_leaf (scan, last_id) + 1;
  const guint32 *leaves = (const guint32 *) (void *) scan->leaves->data;

  while (leaf < end && !reading.is_over)
    {
      guint count = 1;

      while (count < RUN_LENGTH && leaf + count < end
             && leaves[leaf + count] == leaves[leaf] + count)
        count++;
      if (!read_pages (scan, leaves[leaf], count, bytes))
        return FALSE;
      for (guint i = 0; i < count && !reading.is_over; i++)
        if (!read_leaf (scan, bytes + (gsize) i * scan->page_size, &reading))
          return FALSE;
      leaf += count;
    }
  return TRUE;
}

/**
 * tv_table_row_get_integer:
 * @row: a row
 * @column: which column
 * @out_value: (out): its value, 0 where NULL
 *
 * Returns: %FALSE where there is no integer in it
 */
gboolean
tv_table_row_get_integer (const TvTableRow *row, guint column, gint64 *out_value)
{
  const guint8 *cell;

  if (column >= row->column_count)
    return FALSE;
  cell = row->cell[column];
  switch (row->type[column])
    {
    case 0:
    case 8:
      *out_value = 0;
      return TRUE;
    case 9:
      *out_value = 1;
      return TRUE;
    case 1:
      *out_value = (gint8) cell[0];
      return TRUE;
    case 2:
      *out_value = (gint16) get_16 (cell);
      return TRUE;
    case 3:
      *out_value = (gint32) (get_16 (cell) << 16 | (guint32) cell[2] << 8) >> 8;
      return TRUE;
    case 4:
      *out_value = (gint32) get_32 (cell);
      return TRUE;
    case 5:
      *out_value = (gint64) (gint16) get_16 (cell) * (G_GINT64_CONSTANT (1) << 32)
                   + (gint64) get_32 (cell + 2);
      return TRUE;
    case 6:
      *out_value = (gint64) ((guint64) get_32 (cell) << 32 | get_32 (cell + 4));
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * tv_table_row_get_text:
 * @row: a row
 * @column: which column
 * @out_length: (out): bytes of it
 *
 * Returns: (transfer none) (nullable): the text, which no NUL ends; %NULL where there is none in it
 */
const char *
tv_table_row_get_text (const TvTableRow *row, guint column, gsize *out_length)
{
  if (column >= row->column_count || row->type[column] < 13 || row->type[column] % 2 == 0)
    return NULL;
  *out_length = (row->type[column] - 13) / 2;
  return (const char *) row->cell[column];
}
