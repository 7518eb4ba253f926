/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are put together from several, and reports with pages, have the header again;
 * spreadsheets write rows of nothing but delimiters; people write a sentence below the table. None
 * of them says anything about a sale or a customer, and none is worth a reject. */
#include "ingest/tv-row-asides.h"

#include <string.h>

#include "ingest/tv-cell-kind.h"

#define MOST_HEADERS 8 /* more rows than any header has */

/**
 * tv_row_asides_init:
 * @asides: (out caller-allocates): the asides
 *
 * Begins without a header.
 */
void
tv_row_asides_init (TvRowAsides *asides)
{
  asides->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/**
 * tv_row_asides_clear:
 * @asides: the asides
 *
 * Frees what they hold.
 */
void
tv_row_asides_clear (TvRowAsides *asides)
{
  g_clear_pointer (&asides->headers, g_ptr_array_unref);
}

static guint
count_to_last (const TvRecord *record)
{
  guint count = record->field_count;

  while (count > 0 && record->lengths[count - 1] == 0)
    count--;
  return count;
}

/**
 * tv_row_asides_keep_header:
 * @asides: the asides
 * @record: a row of the header
 *
 * Keeps what the header looks like in the file. A row of a single cell is a title rather.
 */
void
tv_row_asides_keep_header (TvRowAsides *asides, const TvRecord *record)
{
  guint count = record->problem == NULL ? count_to_last (record) : 0, filled = 0;
  g_auto (GStrv) cells = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    {
      cells[i] = tv_record_dup_cell (record, i);
      filled += *cells[i] != '\0';
    }
  if (filled > 1 && asides->headers->len < MOST_HEADERS)
    g_ptr_array_add (asides->headers, g_steal_pointer (&cells));
}

/* Whether two texts are one but for capitals: a header is written again by another hand. */
static gboolean
is_same (const char *name, const char *cell, gsize length)
{
  gsize i = 0;

  while (i < length && name[i] != '\0')
    {
      gunichar one = g_utf8_get_char (name + i);

      if (name[i] != cell[i]
          && g_unichar_tolower (one)
                 != g_unichar_tolower (g_utf8_get_char_validated (cell + i, (gssize) (length - i))))
        return FALSE;
      i += (gsize) g_unichar_to_utf8 (one, NULL);
    }
  return i == length && name[i] == '\0';
}

static gboolean
is_header (char **header, const TvRecord *record)
{
  guint i = 0;

  for (; i < record->field_count && header[i] != NULL; i++)
    if (!is_same (header[i], record->fields[i], record->lengths[i]))
      return FALSE;
  for (guint k = i; k < record->field_count; k++)
    if (record->lengths[k] > 0)
      return FALSE;
  return header[i] == NULL;
}

/* A line of sales has several cells; of one with a word in it alone nothing can be made. A title
 * stands directly below others of its kind or apart from the rows. */
static gboolean
is_note (const TvRowPlan *plan, const TvRecord *record, guint first)
{
  if (!plan->has_lines || plan->slot_count < 3 || !record->is_below_blank
      || tv_cell_get_kind (record->fields[first], record->lengths[first]) != TV_CELL_TEXT)
    return FALSE;
  for (guint i = first + 1; i < record->field_count; i++)
    if (record->lengths[i] > 0)
      return FALSE;
  return !tv_row_names_total (record);
}

/**
 * tv_row_asides_tell:
 * @asides: the asides
 * @plan: how the rows are read
 * @record: a record below the header
 *
 * Returns: what it is, where it is no row
 */
TvAside
tv_row_asides_tell (const TvRowAsides *asides, const TvRowPlan *plan, const TvRecord *record)
{
  guint first = 0;

  if (record->problem != NULL || record->field_count < 2)
    return TV_ASIDE_NONE;
  while (first < record->field_count && record->lengths[first] == 0)
    first++;
  if (first == record->field_count)
    return TV_ASIDE_EMPTY;
  for (guint i = 0; i < asides->headers->len; i++)
    if (is_header (g_ptr_array_index (asides->headers, i), record))
      return TV_ASIDE_HEADER;
  return is_note (plan, record, first) ? TV_ASIDE_NOTE : TV_ASIDE_NONE;
}
