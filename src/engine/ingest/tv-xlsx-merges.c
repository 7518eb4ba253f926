/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merged cells are named behind all rows of a sheet. They are looked for in its bytes: a tag cannot
 * be mistaken for text there, and taking all cells apart once more would take as long as reading
 * them. */
#define _GNU_SOURCE /* memmem */
#include <string.h>

#include "ingest/tv-xlsx.h"

#define BLOCK (1 << 16)
#define LONGEST_TAG 256
#define TAG "mergeCell"

/* “BC12” as a column from 0 and a line from 1; gives what is behind it. */
static const char *
read_place (const char *from, const char *end, guint *out_column, gint64 *out_line)
{
  guint column = 0;
  gint64 line = 0;

  for (; from < end && g_ascii_isalpha (*from) && column < 100000; from++)
    column = column * 26 + (guint) (g_ascii_toupper (*from) - 'A' + 1);
  for (; from < end && g_ascii_isdigit (*from) && line < G_MAXINT32; from++)
    line = line * 10 + (*from - '0');
  if (column == 0 || line == 0)
    return NULL;
  *out_column = column - 1;
  *out_line = line;
  return from;
}

/* What stands in a tag behind its name: ref="B2:B9" */
static void
take_tag (TvWorkbookRow *row, const char *from, const char *end)
{
  static const char name[] = "ref=";
  const char *at = memmem (from, (gsize) (end - from), name, strlen (name));
  guint column, last_column;
  gint64 line, last_line;

  if (at == NULL || at + strlen (name) + 1 >= end)
    return;
  at = read_place (at + strlen (name) + 1, end, &column, &line);
  if (at != NULL && at < end && *at == ':'
      && read_place (at + 1, end, &last_column, &last_line) != NULL)
    tv_workbook_row_merge (row, line, last_line, column);
}

/* Takes the whole tags of a piece; gives how many bytes of it may be the beginning of one. */
static gsize
take_piece (TvWorkbookRow *row, const char *piece, gsize length)
{
  const char *at = piece, *end = piece + length, *close;

  while ((at = memmem (at, (gsize) (end - at), TAG, strlen (TAG))) != NULL)
    {
      close = memchr (at, '>', (gsize) (end - at));
      if (close == NULL)
        return MIN ((gsize) (end - at), LONGEST_TAG);
      take_tag (row, at + strlen (TAG), close);
      at = close;
    }
  return MIN (length, strlen (TAG));
}

/**
 * tv_xlsx_find_merges:
 * @path: (type filename): a workbook
 * @part: of a sheet
 * @row: (inout): the row that the sheet is read with; is told of merged cells
 *
 * Looks through a sheet for cells that are merged downwards. What is wrong with it will be told by
 * who reads its rows.
 */
void
tv_xlsx_find_merges (const char *path, const char *part, TvWorkbookRow *row)
{
  g_autoptr (TvByteSource) source = tv_byte_source_open_part (path, part, NULL);
  g_autofree char *block = g_malloc (LONGEST_TAG + BLOCK);
  gsize kept = 0;
  gssize count;

  while (source != NULL && (count = tv_byte_source_read (source, block + kept, BLOCK, NULL)) > 0)
    {
      gsize length = kept + (gsize) count;

      kept = take_piece (row, block, length);
      memmove (block, block + length - kept, kept);
    }
}
