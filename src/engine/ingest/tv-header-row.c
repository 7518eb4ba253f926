/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at the cells of one of the first rows: of what kind they are, and how they are shaped. */
#include "ingest/tv-header-row.h"

#include <string.h>

#include "base/tv-empty-word.h"
#include "ingest/tv-cell-kind.h"

static gboolean
is_year (const char *text, gsize length)
{
  return length == 4 && (memcmp (text, "19", 2) == 0 || memcmp (text, "20", 2) == 0)
         && g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]);
}

/* Runs of digits count as one, of an address those of letters, too, and each capital as any other:
 * C5280 and B17 are alike, col1 and val1 are not. What has neither digits nor the marks of an
 * address may be a name or a value.
 */
static guint
get_shape (const char *text)
{
  gboolean is_address = strchr (text, '@') != NULL || strstr (text, "://") != NULL;
  gboolean tells = is_address;
  guint shape = 5381;
  char before = '\0';

  for (; *text != '\0'; text++)
    {
      gboolean is_letter = g_ascii_isalpha (*text) || (guint8) *text >= 0x80;
      char kind = g_ascii_isdigit (*text)   ? '9'
                  : is_letter && is_address ? 'a'
                  : g_ascii_isupper (*text) ? 'A'
                                            : *text;

      tells |= kind == '9';
      if (kind != before || (kind != '9' && kind != 'a'))
        shape = shape * 33 + (guint8) kind;
      before = kind;
    }
  return tells ? MAX (shape, 1) : 0;
}

/* What a cell holds between quotes that are none of the file's. */
static void
leave_quotes (const char **text, gsize *length)
{
  static const char *const pairs[][2]
      = { { "“", "”" }, { "„", "“" }, { "«", "»" }, { "‘", "’" }, { "'", "'" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gsize open = strlen (pairs[i][0]), close = strlen (pairs[i][1]);

      if (*length <= open + close || memcmp (*text, pairs[i][0], open) != 0
          || memcmp (*text + *length - close, pairs[i][1], close) != 0)
        continue;
      *text += open;
      *length -= open + close;
      return;
    }
}

/* A word that means an empty cell is neither a name nor a value. */
static TvCellKind
get_kind (const char *text, gsize length)
{
  leave_quotes (&text, &length);
  return tv_empty_word_read (text, length) != TV_EMPTY_WORD_NONE ? TV_CELL_EMPTY
                                                                 : tv_cell_get_kind (text, length);
}

/**
 * tv_header_row_init:
 * @row: (out caller-allocates): the row
 * @record: a record without problems, or one of no cells
 *
 * Notes what the cells of a record are; the line is left to who counts them.
 */
void
tv_header_row_init (TvHeaderRow *row, const TvRecord *record)
{
  memset (row, 0, sizeof *row);
  row->count = record->field_count;
  for (guint i = 0; i < record->field_count; i++)
    {
      g_autofree char *text = NULL;
      TvCellKind kind = get_kind (record->fields[i], record->lengths[i]);

      row->longest = MAX (row->longest, record->lengths[i]);
      row->filled += kind != TV_CELL_EMPTY;
      row->reach = kind != TV_CELL_EMPTY ? i + 1 : row->reach;
      row->values += kind == TV_CELL_NUMBER || kind == TV_CELL_DATE;
      if (i >= TV_HEADER_COLUMNS)
        continue;
      row->kinds[i] = (guint8) kind;
      if (is_year (record->fields[i], record->lengths[i]))
        {
          row->years++;
          row->year_columns |= G_GUINT64_CONSTANT (1) << i;
        }
      text = g_strndup (record->fields[i], MIN (record->lengths[i], 200));
      row->hashes[i] = g_str_hash (g_strstrip (text));
      row->shapes[i] = kind == TV_CELL_TEXT ? get_shape (text) : 0;
    }
}
