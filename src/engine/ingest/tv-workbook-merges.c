/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some formats name all merged cells of a sheet at once, in any order, others each where it begins.
 * Of those that a row is in, one a column, the text of the first row is kept. */
#include "ingest/tv-workbook-merges.h"

#define MOST_MERGES 1000000 /* of a sheet that are waited for */

typedef struct
{
  guint32 first, last; /* lines */
  guint column;
} Merge;

/* One whose first row was met. */
typedef struct
{
  guint32 last;
  guint column;
  GString *text;
} Open;

struct _TvWorkbookMerges
{
  GArray *waiting; /* of Merge, from next on those whose first row is to come */
  guint next;
  gboolean is_sorted; /* by the first line */
  GArray *open;       /* of Open */
};

static void
open_clear (gpointer data)
{
  g_string_free (((Open *) data)->text, TRUE);
}

/**
 * tv_workbook_merges_new:
 *
 * Returns: (transfer full): no merged cells
 */
TvWorkbookMerges *
tv_workbook_merges_new (void)
{
  TvWorkbookMerges *merges = g_new0 (TvWorkbookMerges, 1);

  merges->waiting = g_array_new (FALSE, FALSE, sizeof (Merge));
  merges->open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_array_set_clear_func (merges->open, open_clear);
  merges->is_sorted = TRUE;
  return merges;
}

/**
 * tv_workbook_merges_free:
 * @merges: (transfer full): merged cells
 *
 * Frees them.
 */
void
tv_workbook_merges_free (TvWorkbookMerges *merges)
{
  g_array_unref (merges->waiting);
  g_array_unref (merges->open);
  g_free (merges);
}

/**
 * tv_workbook_merges_add:
 * @merges: merged cells
 * @first: line of the first of them
 * @last: line of the last one
 * @column: theirs
 *
 * Notes cells of a column that are one. Those of a single row are no matter.
 */
void
tv_workbook_merges_add (TvWorkbookMerges *merges, gint64 first, gint64 last, guint column)
{
  Merge merge = { (guint32) first, (guint32) last, column };

  if (first < 1 || last <= first || last > G_MAXINT32)
    return;
  if (merges->next == merges->waiting->len)
    {
      g_array_set_size (merges->waiting, 0);
      merges->next = 0;
      merges->is_sorted = TRUE;
    }
  if (merges->waiting->len == MOST_MERGES)
    return;
  merges->is_sorted = merges->is_sorted
                      && (merges->waiting->len == 0
                          || g_array_index (merges->waiting, Merge, merges->waiting->len - 1).first
                                 <= merge.first);
  g_array_append_val (merges->waiting, merge);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint32 one = ((const Merge *) a)->first, other = ((const Merge *) b)->first;

  return (one > other) - (one < other);
}

static gboolean
is_open (const TvWorkbookMerges *merges, guint column)
{
  for (guint i = 0; i < merges->open->len; i++)
    if (g_array_index (merges->open, Open, i).column == column)
      return TRUE;
  return FALSE;
}

/* Keeps what the first row says; one whose first row is empty says nothing. In sound sheets no two
 * overlap. */
static void
open_merge (TvWorkbookMerges *merges,
            const Merge *merge,
            gint64 line,
            TvMergeGetFunc get,
            gpointer data)
{
  gsize length = 0;
  const char *text = merge->first == line ? get (data, merge->column, &length) : NULL;
  Open open = { merge->last, merge->column, NULL };

  if (text == NULL || length == 0 || is_open (merges, merge->column))
    return;
  open.text = g_string_new_len (text, (gssize) length);
  g_array_append_val (merges->open, open);
}

/**
 * tv_workbook_merges_fill:
 * @merges: merged cells
 * @line: of a row, further down than the one before
 * @get: tells what a cell of the row says
 * @put: takes what an empty one is to say
 * @data: for both
 *
 * Gives a row what cells above say for it.
 */
void
tv_workbook_merges_fill (TvWorkbookMerges *merges,
                         gint64 line,
                         TvMergeGetFunc get,
                         TvMergePutFunc put,
                         gpointer data)
{
  if (!merges->is_sorted)
    g_array_sort (merges->waiting, compare);
  merges->is_sorted = TRUE;
  for (guint i = merges->open->len; i > 0; i--)
    {
      const Open *open = &g_array_index (merges->open, Open, i - 1);
      gsize length = 0;

      if (open->last < line)
        g_array_remove_index_fast (merges->open, i - 1);
      else if (get (data, open->column, &length) == NULL || length == 0)
        put (data, open->column, open->text->str, open->text->len);
    }
  for (; merges->next < merges->waiting->len; merges->next++)
    {
      const Merge *merge = &g_array_index (merges->waiting, Merge, merges->next);

      if (merge->first > line)
        break;
      open_merge (merges, merge, line, get, data);
    }
}
