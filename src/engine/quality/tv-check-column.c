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
#define MOST_VALUES 1024 /* different ones that are told apart */
#define VARIED_LENGTHS 3 /* that texts have below the length at which they are cut */
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
  column->longest_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  column->shorter_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_clear_pointer (&column->longest_values, g_hash_table_unref);
  g_clear_pointer (&column->shorter_values, g_hash_table_unref);
  g_clear_pointer (&column->spellings, g_hash_table_unref);
  g_clear_pointer (&column->seen, g_hash_table_unref);
  g_clear_pointer (&column->first, g_free);
  tv_check_suspects_clear (&column->of_longest);
}

static void
add_spelling (TvCheckColumn *column, const char *text)
{
  g_autofree char *folded = NULL;

  if (g_hash_table_contains (column->seen, text))
    return;
  folded = tv_text_fold (text);
  g_hash_table_add (column->seen, g_strdup (text));
  if (*folded != '\0' && !g_hash_table_contains (column->spellings, folded))
    g_hash_table_insert (column->spellings, g_steal_pointer (&folded), g_strdup (text));
}

/* Values that differ in nothing but their digits were numbered, and count as one. */
static void
add_different (GHashTable *values, const char *text)
{
  g_autofree char *plain = NULL;

  if (g_hash_table_size (values) >= MOST_VALUES)
    return;
  plain = g_strdup (text);
  for (char *at = plain; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      *at = '0';
  if (!g_hash_table_contains (values, plain))
    g_hash_table_add (values, g_steal_pointer (&plain));
}

/* Values of the longest length so far become those of the one before, or are of no interest. */
static void
begin_longest (TvCheckColumn *column, glong length)
{
  GHashTable *values = column->shorter_values;

  if (length == column->longest + 1)
    {
      column->shorter_values = column->longest_values;
      column->longest_values = values;
      g_hash_table_remove_all (values);
    }
  else
    {
      g_hash_table_remove_all (column->longest_values);
      g_hash_table_remove_all (values);
    }
  tv_check_suspects_clear (&column->of_longest);
  column->longest = length;
}

/* The longest values are those that may have been cut off. */
static void
add_longest (TvCheckColumn *column,
             const TvCheckScan *scan,
             gint64 revenue_cents,
             const TvCheckPlace *place,
             const char *text,
             glong length)
{
  if (length > column->longest)
    begin_longest (column, length);
  if (length == column->longest - 1)
    add_different (column->shorter_values, text);
  if (length < column->longest)
    return;
  add_different (column->longest_values, text);
  tv_check_suspects_add (&column->of_longest,
                         scan,
                         TV_CHECK_TRUNCATED,
                         revenue_cents,
                         place,
                         column->column,
                         text);
}

/* Takes note of a value, "" = empty. */
static void
add_value (TvCheckColumn *column,
           const TvCheckScan *scan,
           gint64 revenue_cents,
           const TvCheckPlace *place,
           const char *text)
{
  glong length = MIN (g_utf8_strlen (text, -1), LONGEST);

  if (length == 0)
    return;
  column->count++;
  g_array_index (column->lengths, gint64, length)++;
  if (column->first == NULL)
    column->first = g_strdup (text);
  else if (!column->is_varied)
    column->is_varied = strcmp (column->first, text) != 0;
  if (!column->is_code)
    add_longest (column, scan, revenue_cents, place, text, length);
  if (column->is_name)
    add_spelling (column, text);
}

/* At how many lengths below the longest there are values. */
static guint
count_shorter_lengths (const TvCheckColumn *column)
{
  guint count = 0;

  for (glong i = 1; i < column->longest; i++)
    count += g_array_index (column->lengths, gint64, i) > 0;
  return count;
}

/* Whether the longest values were cut: many of one length, and far fewer a character shorter, by
 * rows and by values, as one long name that many people have was not cut; and where nothing has
 * another length, as short labels made by one pattern, nothing was cut either. */
static gboolean
is_cut (const TvCheckColumn *column)
{
  gint64 here, before;

  if (!column->is_varied || column->longest < SHORTEST_CUT || column->longest >= LONGEST
      || count_shorter_lengths (column) < VARIED_LENGTHS)
    return FALSE;
  here = g_array_index (column->lengths, gint64, column->longest);
  before = g_array_index (column->lengths, gint64, column->longest - 1);
  if (here < MANY_AT_ONE_LENGTH || here <= STEEPNESS * MAX (before, 1))
    return FALSE;
  here = g_hash_table_size (column->longest_values);
  before = g_hash_table_size (column->shorter_values);
  return here >= MANY_AT_ONE_LENGTH && (here == MOST_VALUES || here > STEEPNESS * MAX (before, 1));
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
  GHashTableIter iter;
  gpointer spelling;

  if (column->count == 0)
    return;
  if (!column->is_code)
    tv_check_count_late (scan,
                         TV_CHECK_TRUNCATED,
                         is_cut (column) ? &column->of_longest : NULL,
                         column->count);
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
  add_value (column, scan, revenue_cents, place, text);
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
