/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text column seen as a whole while its table is read once: its lengths (a heap of values at one
 * length means that something cut them off), whether it ever changes, and names that differ in
 * nothing but case, accents and blanks. */
#include <string.h>

#include "base/tv-text.h"
#include "quality/tv-check-private.h"
#include "quality/tv-check-text.h"

#define LONGEST 512    /* characters; longer ones count as this */
#define SHORTEST_CUT 8 /* no export cuts earlier */
#define MANY_AT_ONE_LENGTH 10
#define STEEPNESS 5      /* times as many as at the length before */
#define ENOUGH_VALUES 50 /* for a column to be called constant */

/**
 * tv_check_column_init:
 * @column: (out caller-allocates): a column
 * @table: its table
 * @name: its canonical name
 * @is_name: whether spelling counts
 *
 * Begins a column.
 */
void
tv_check_column_init (TvCheckColumn *column, const char *table, const char *name, gboolean is_name)
{
  *column = (TvCheckColumn){ .table = table, .column = name, .is_name = is_name };
  column->lengths = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (column->lengths, LONGEST + 1);
  if (!is_name)
    return;
  column->spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  column->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * tv_check_column_clear:
 * @column: a column
 *
 * Frees what a column holds.
 */
void
tv_check_column_clear (TvCheckColumn *column)
{
  g_clear_pointer (&column->lengths, g_array_unref);
  g_clear_pointer (&column->spellings, g_hash_table_unref);
  g_clear_pointer (&column->seen, g_hash_table_unref);
  g_clear_pointer (&column->first, g_free);
}

/**
 * tv_check_column_add:
 * @column: a column
 * @text: a value, "" = empty
 *
 * Takes note of a value.
 */
void
tv_check_column_add (TvCheckColumn *column, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (length == 0)
    return;
  column->count++;
  g_array_index (column->lengths, gint64, MIN (length, LONGEST))++;
  if (column->first == NULL)
    column->first = g_strdup (text);
  else if (!column->is_varied)
    column->is_varied = strcmp (column->first, text) != 0;
  if (column->is_name && !g_hash_table_contains (column->seen, text))
    {
      g_autofree char *folded = tv_text_fold (text);

      g_hash_table_add (column->seen, g_strdup (text));
      if (*folded != '\0' && !g_hash_table_contains (column->spellings, folded))
        g_hash_table_insert (column->spellings, g_steal_pointer (&folded), g_strdup (text));
    }
}

/* The length at which values were cut, 0 where they were not. */
static glong
find_cut (const TvCheckColumn *column)
{
  for (glong length = LONGEST; length >= SHORTEST_CUT; length--)
    {
      gint64 here = g_array_index (column->lengths, gint64, length);
      gint64 before = g_array_index (column->lengths, gint64, length - 1);

      if (here == 0)
        continue;
      return length < LONGEST && here >= MANY_AT_ONE_LENGTH && here > STEEPNESS * MAX (before, 1)
                 ? length
                 : 0;
    }
  return 0;
}

/**
 * tv_check_column_judge:
 * @column: a column, all of its values added
 * @scan: (inout): the scan
 *
 * Counts what only the whole column tells.
 */
void
tv_check_column_judge (TvCheckColumn *column, TvCheckScan *scan)
{
  TvCheckPlace place
      = { .table = column->table, .batch_id = scan->batch_id, .key = column->column };
  glong cut = column->is_varied && !column->is_code ? find_cut (column) : 0;
  GHashTableIter iter;
  gpointer spelling;

  if (column->count == 0)
    return;
  if (!column->is_code)
    tv_check_count_many (scan,
                         TV_CHECK_TRUNCATED,
                         column->count,
                         cut > 0 ? g_array_index (column->lengths, gint64, cut) : 0);
  if (column->count >= ENOUGH_VALUES)
    tv_check_count (scan,
                    TV_CHECK_CONSTANT_COLUMN,
                    !column->is_varied,
                    0,
                    &place,
                    column->column,
                    column->first);
  if (!column->is_name)
    return;
  g_hash_table_iter_init (&iter, column->seen);
  while (g_hash_table_iter_next (&iter, &spelling, NULL))
    {
      g_autofree char *folded = tv_text_fold (spelling);
      const char *first = g_hash_table_lookup (column->spellings, folded);

      place.key = first != NULL ? first : spelling;
      tv_check_count (scan,
                      TV_CHECK_SPELLING_VARIANTS,
                      first != NULL && strcmp (first, spelling) != 0,
                      0,
                      &place,
                      column->column,
                      spelling);
    }
}

/**
 * tv_check_cell:
 * @scan: (inout): the scan
 * @column: its column
 * @revenue_cents: of the sales that the row stands for
 * @place: where it stands
 * @text: a cell that is a text, "" = empty
 *
 * Counts what one cell gives away.
 */
void
tv_check_cell (TvCheckScan *scan,
               TvCheckColumn *column,
               gint64 revenue_cents,
               const TvCheckPlace *place,
               const char *text)
{
  tv_check_column_add (column, text);
  if (*text == '\0')
    return;
  tv_check_count (scan,
                  TV_CHECK_PLACEHOLDER,
                  tv_check_is_placeholder (text),
                  revenue_cents,
                  place,
                  column->column,
                  text);
  tv_check_count (scan,
                  TV_CHECK_MOJIBAKE,
                  tv_check_is_mojibake (text),
                  revenue_cents,
                  place,
                  column->column,
                  text);
  tv_check_count (scan,
                  TV_CHECK_SCIENTIFIC,
                  tv_check_is_scientific (text),
                  revenue_cents,
                  place,
                  column->column,
                  text);
}
