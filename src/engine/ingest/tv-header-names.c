/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header of two rows is written in three ways: a name that goes on in the row below it, a name
 * over two columns that the row below tells apart, and a caption over a group of columns whose
 * names stand below. The file itself does not say which; what its columns mean under each does. */
#include "ingest/tv-header-names.h"

#include <string.h>

#include "ingest/tv-sniff.h"
#include "rows/tv-import-columns.h"

#define SURER .01 /* another reading has to be */

typedef enum
{
  NAMES_JOINED,    /* from above to below, each column by itself */
  NAMES_SPREAD,    /* so, but a cell goes on over the empty ones to its right */
  NAMES_CAPTIONED, /* the last row; what stands above only where both together are a known name, or
                      where two could not be told apart */
  N_NAMES,
} Names;

static const char *
get_cell (const GPtrArray *rows, guint row, guint column)
{
  char **cells = g_ptr_array_index (rows, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

static guint
count_columns (const GPtrArray *rows)
{
  guint count = 0;

  for (guint i = 0; i < rows->len; i++)
    count = MAX (count, g_strv_length (g_ptr_array_index (rows, i)));
  return count;
}

/* The cell, or the one that goes on over it; an empty one over an empty column says nothing. */
static const char *
get_spread (const GPtrArray *rows, guint row, guint column)
{
  if (*get_cell (rows, rows->len - 1, column) != '\0' && row < rows->len - 1)
    while (column > 0 && *get_cell (rows, row, column) == '\0')
      column--;
  return get_cell (rows, row, column);
}

/* The parts of a name, each but once: a caption may be repeated in the row below it. */
static char *
join (const GPtrArray *rows, guint column, gboolean is_spread)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *before = "";

  for (guint i = 0; i < rows->len; i++)
    {
      const char *part = is_spread ? get_spread (rows, i, column) : get_cell (rows, i, column);

      if (*part == '\0' || g_str_equal (part, before))
        continue;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, part);
      before = part;
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
is_unique (const GPtrArray *rows, guint count, guint column)
{
  const char *name = get_cell (rows, rows->len - 1, column);

  for (guint i = 0; i < count; i++)
    if (i != column && g_str_equal (get_cell (rows, rows->len - 1, i), name))
      return FALSE;
  return TRUE;
}

static char **
make (const GPtrArray *rows, Names names)
{
  guint count = count_columns (rows);
  char **header = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    {
      const char *last = get_cell (rows, rows->len - 1, i);

      header[i] = join (rows, i, names != NAMES_JOINED);
      if (names != NAMES_CAPTIONED || *last == '\0' || tv_header_is_known (header[i])
          || !is_unique (rows, count, i))
        continue;
      g_free (header[i]);
      header[i] = g_strdup (last);
    }
  return header;
}

/* How many cells are known as some column, each as far as it is sure; that the kind lacks none of
 * its own counts for half of one more. */
static double
count_known (char **header)
{
  g_autoptr (TvImportFile) file = g_new0 (TvImportFile, 1);
  double known = 0;

  file->header = g_strdupv (header);
  tv_sniff_find_kind (file);
  if (file->kind == TV_KIND_UNKNOWN)
    return 0;
  for (guint h = 0; header[h] != NULL; h++)
    {
      double best = 0;

      for (TvColumn column = 0; column < TV_N_COLUMNS; column++)
        best = MAX (best, tv_import_match_score (file, h, column));
      known += best;
    }
  return tv_import_file_get_missing (file) == NULL ? known + .5 : known;
}

/**
 * tv_header_names_choose:
 * @rows: (element-type GStrv): the rows of a header, at least one, their cells cleaned
 *
 * Names the columns: of the ways in which the rows can be read together, the one by which most
 * columns are known, and the plainest where that makes no difference.
 *
 * Returns: (transfer full): a name a column
 */
char **
tv_header_names_choose (const GPtrArray *rows)
{
  g_auto (GStrv) best = make (rows, NAMES_JOINED);
  double most = rows->len > 1 ? count_known (best) : 0;

  for (Names names = NAMES_SPREAD; rows->len > 1 && names < N_NAMES; names++)
    {
      g_auto (GStrv) header = make (rows, names);
      double known = count_known (header);

      if (known <= most + SURER)
        continue;
      most = known;
      g_strfreev (best);
      best = g_steal_pointer (&header);
    }
  return g_steal_pointer (&best);
}
