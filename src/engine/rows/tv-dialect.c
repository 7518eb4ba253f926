/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making, copying and comparing dialects. A new one is the common form: quotes doubled, any line
 * end, one header row. Plain values, for any thread. */
#include "rows/tv-dialect.h"

/**
 * tv_dialect_new:
 * @encoding: as iconv calls it
 * @delimiter: (nullable): between cells, %NULL for one column
 *
 * Makes a dialect with quotes that are doubled, any line end, no preamble and one header row.
 *
 * Returns: (transfer full): the dialect
 */
TvDialect *
tv_dialect_new (const char *encoding, const char *delimiter)
{
  TvDialect *dialect = g_new0 (TvDialect, 1);

  dialect->encoding = g_strdup (encoding);
  dialect->delimiter = g_strdup (delimiter);
  dialect->quote = '"';
  dialect->escape = '"';
  dialect->header_rows = 1;
  dialect->confidence = 1;
  return dialect;
}

/**
 * tv_dialect_copy:
 * @dialect: (nullable): a dialect
 *
 * Returns: (transfer full) (nullable): a copy of it
 */
TvDialect *
tv_dialect_copy (const TvDialect *dialect)
{
  TvDialect *copy = dialect != NULL ? g_memdup2 (dialect, sizeof *dialect) : NULL;

  if (copy == NULL)
    return NULL;
  copy->encoding = g_strdup (dialect->encoding);
  copy->delimiter = g_strdup (dialect->delimiter);
  copy->newline = g_strdup (dialect->newline);
  return copy;
}

/**
 * tv_dialect_free:
 * @dialect: (transfer full) (nullable): a dialect
 *
 * Frees it.
 */
void
tv_dialect_free (TvDialect *dialect)
{
  if (dialect == NULL)
    return;
  g_free (dialect->encoding);
  g_free (dialect->delimiter);
  g_free (dialect->newline);
  g_free (dialect);
}

/**
 * tv_dialect_equal:
 * @one: a dialect
 * @other: another
 *
 * Returns: whether both read every file alike; how sure they are does not count
 */
gboolean
tv_dialect_equal (const TvDialect *one, const TvDialect *other)
{
  return g_strcmp0 (one->encoding, other->encoding) == 0
         && g_strcmp0 (one->delimiter, other->delimiter) == 0
         && g_strcmp0 (one->newline, other->newline) == 0 && one->has_bom == other->has_bom
         && one->quote == other->quote && one->escape == other->escape && one->trims == other->trims
         && one->comment == other->comment && one->preamble_rows == other->preamble_rows
         && one->header_rows == other->header_rows;
}

/**
 * tv_dialect_has_common_cells:
 * @dialect: a dialect
 *
 * Returns: whether cells are written as most files have them: in double quotes where they need
 * some, with quotes within them doubled, and with all blanks that are theirs
 */
gboolean
tv_dialect_has_common_cells (const TvDialect *dialect)
{
  return dialect->quote == '"' && dialect->escape == '"' && !dialect->trims
         && !dialect->has_inline_comments;
}

/**
 * tv_field_set_add:
 * @set: (inout): columns of a table
 * @field: one more, from 0; those past the last that is imported are none
 *
 * Adds a column.
 */
void
tv_field_set_add (TvFieldSet *set, guint field)
{
  if (field < TV_FIELD_SET_SIZE)
    set->words[field / 64] |= G_GUINT64_CONSTANT (1) << field % 64;
}

/**
 * tv_field_set_has:
 * @set: columns of a table
 * @field: a column, from 0
 *
 * Returns: whether it is one of them
 */
gboolean
tv_field_set_has (const TvFieldSet *set, guint64 field)
{
  return field < TV_FIELD_SET_SIZE && (set->words[field / 64] >> field % 64 & 1) != 0;
}

/**
 * tv_field_set_is_empty:
 * @set: columns of a table
 *
 * Returns: whether there are none
 */
gboolean
tv_field_set_is_empty (const TvFieldSet *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (set->words); i++)
    if (set->words[i] != 0)
      return FALSE;
  return TRUE;
}
