/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of the present row: cleaning, parsing, and references to customers and products, which are
 * made at their first mention. */
#include "ingest/tv-row.h"

#include <string.h>

#include "base/tv-number.h"
#include "base/tv-text.h"

static gboolean
is_clean (const char *text, gsize length)
{
  char before = ' ';

  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) text[i] >= 0x7f || (guchar) text[i] < 0x20 || (text[i] == ' ' && before == ' '))
        return FALSE;
      before = text[i];
    }
  return before != ' ';
}

/**
 * tv_row_reject:
 * @ingest: the import
 * @code: why
 * @column: which cell, TV_N_COLUMNS for the whole row
 *
 * Makes the present row a reject. The first reason stands.
 */
void
tv_row_reject (TvIngest *ingest, const char *code, TvColumn column)
{
  if (ingest->reject_code != NULL)
    return;
  ingest->reject_code = code;
  ingest->reject_index = column == TV_N_COLUMNS ? -1 : ingest->index[column];
}

/**
 * tv_row_get_text:
 * @ingest: the import
 * @column: a column
 *
 * Gets a cell: trimmed, white space collapsed, NFC.
 *
 * Returns: (nullable): borrowed until the next row; %NULL for an empty cell or one that the file
 * does not have
 */
const char *
tv_row_get_text (TvIngest *ingest, TvColumn column)
{
  int index = ingest->index[column];
  GString *text = ingest->text[column];

  if (index < 0 || (guint) index >= ingest->record->field_count
      || ingest->record->lengths[index] == 0)
    return NULL;
  if (text == NULL)
    text = ingest->text[column] = g_string_new (NULL);
  g_string_truncate (text, 0);
  g_string_append_len (text,
                       ingest->record->fields[index],
                       (gssize) ingest->record->lengths[index]);
  if (!is_clean (text->str, text->len))
    {
      g_autofree char *valid = g_utf8_make_valid (text->str, (gssize) text->len);
      g_autofree char *cleaned = tv_text_clean (valid);

      g_string_assign (text, cleaned);
    }
  return text->len > 0 ? text->str : NULL;
}

/**
 * tv_row_require_text:
 * @ingest: the import
 * @column: a column
 *
 * The same, and an empty cell rejects the row.
 *
 * Returns: (nullable): the text
 */
const char *
tv_row_require_text (TvIngest *ingest, TvColumn column)
{
  const char *text = tv_row_get_text (ingest, column);

  if (text == NULL)
    tv_row_reject (ingest, "REQUIRED", column);
  return text;
}

/**
 * tv_row_get_number:
 * @ingest: the import
 * @column: a column
 * @scale: decimals to keep
 *
 * Gets a number by the file's decimal mark.
 *
 * Returns: times ten to the @scale; G_MININT64 for an empty cell
 */
gint64
tv_row_get_number (TvIngest *ingest, TvColumn column, int scale)
{
  int index = ingest->index[column];
  gint64 value;

  if (index < 0 || (guint) index >= ingest->record->field_count
      || ingest->record->lengths[index] == 0)
    return G_MININT64;
  if (!tv_number_parse (ingest->record->fields[index],
                        (gssize) ingest->record->lengths[index],
                        ingest->file->decimal_mark,
                        scale,
                        &value))
    {
      if (tv_row_get_text (ingest, column) != NULL)
        tv_row_reject (ingest, "BAD_NUMBER", column);
      return G_MININT64;
    }
  if (value > TV_ROW_LARGEST_NUMBER || value < -TV_ROW_LARGEST_NUMBER)
    tv_row_reject (ingest, "OUT_OF_RANGE", column);
  return value;
}

/**
 * tv_row_require_number:
 * @ingest: the import
 * @column: a column
 * @scale: decimals to keep
 *
 * The same, and an empty cell rejects the row.
 *
 * Returns: times ten to the @scale
 */
gint64
tv_row_require_number (TvIngest *ingest, TvColumn column, int scale)
{
  gint64 value = tv_row_get_number (ingest, column, scale);

  if (value == G_MININT64)
    tv_row_reject (ingest, "REQUIRED", column);
  return value;
}

/**
 * tv_row_require_day:
 * @ingest: the import
 * @column: a column
 *
 * Gets a day; an empty cell or what is no day between 1900 and 2199 rejects the row.
 *
 * Returns: the day
 */
TvDay
tv_row_require_day (TvIngest *ingest, TvColumn column)
{
  int index = ingest->index[column];
  TvDay day = TV_DAY_NONE;

  if (index < 0 || (guint) index >= ingest->record->field_count
      || tv_row_get_text (ingest, column) == NULL)
    tv_row_reject (ingest, "REQUIRED", column);
  else if (!tv_day_parse (ingest->record->fields[index],
                          (gssize) ingest->record->lengths[index],
                          ingest->date_order,
                          &day))
    tv_row_reject (ingest, "BAD_DATE", column);
  else if (day < tv_day_from_ymd (1900, 1, 1) || day > tv_day_from_ymd (2199, 12, 31))
    tv_row_reject (ingest, "OUT_OF_RANGE", column);
  return day;
}

/**
 * tv_row_get_bool:
 * @ingest: the import
 * @column: a column
 *
 * Gets a yes or no as people write it in English and French.
 *
 * Returns: 1 or 0; G_MININT64 for an empty cell
 */
gint64
tv_row_get_bool (TvIngest *ingest, TvColumn column)
{
  static const char *const yes[] = { "1", "true", "yes", "y", "oui", "o", "vrai", "x" };
  static const char *const no[] = { "0", "false", "no", "n", "non", "faux", "-" };
  const char *text = tv_row_get_text (ingest, column);

  if (text == NULL)
    return G_MININT64;
  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (g_ascii_strcasecmp (text, yes[i]) == 0)
      return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (g_ascii_strcasecmp (text, no[i]) == 0)
      return 0;
  tv_row_reject (ingest, "BAD_VALUE", column);
  return G_MININT64;
}

static gint64
insert_ref (TvIngest *ingest,
            GHashTable *refs,
            TvStatement *statement,
            int parameter,
            const char *text,
            GError **error)
{
  gint64 id;

  if (statement == NULL)
    return 0;
  tv_statement_bind_text (statement, parameter, text);
  if (!tv_statement_run (statement, error))
    return 0;
  id = tv_connection_get_last_rowid (ingest->job->db);
  g_hash_table_insert (refs, g_strdup (text), GSIZE_TO_POINTER (id));
  return id;
}

/**
 * tv_row_get_customer_ref:
 * @ingest: the import
 * @code: a customer code, cleaned
 * @error: return location for an error
 *
 * Finds the reference of a code, or makes it.
 *
 * Returns: customer_ref.id, 0 on an error
 */
gint64
tv_row_get_customer_ref (TvIngest *ingest, const char *code, GError **error)
{
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (ingest->customer_refs, code));

  if (id != 0)
    return id;
  return insert_ref (
      ingest,
      ingest->customer_refs,
      tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_CUSTOMER_REF, error),
      1,
      code,
      error);
}

/**
 * tv_row_get_product_ref:
 * @ingest: the import
 * @is_key: whether @text is a key or a label
 * @text: cleaned
 * @error: return location for an error
 *
 * Finds the reference of a product key or label, or makes it.
 *
 * Returns: product_ref.id, 0 on an error
 */
gint64
tv_row_get_product_ref (TvIngest *ingest, gboolean is_key, const char *text, GError **error)
{
  GHashTable *refs = ingest->product_refs[is_key ? 1 : 0];
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (refs, text));
  TvStatement *statement;

  if (id != 0)
    return id;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_PRODUCT_REF, error);
  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, is_key ? 1 : 0);
  return insert_ref (ingest, refs, statement, 2, text, error);
}
