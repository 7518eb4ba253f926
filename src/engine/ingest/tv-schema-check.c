/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of records against a schema. Empty cells are nulls and fit everything; white space
 * around a value counts only in text. Every wrong cell is a reject of its own, so that a file can
 * be mended in one go. */
#include "ingest/tv-schema-check.h"

#include <string.h>

#include "ingest/tv-cell-kind.h"
#include "ingest/tv-utf8.h"

static gboolean
is_integer (const char *text, gsize length)
{
  gsize sign = length > 0 && (*text == '-' || *text == '+');
  gsize digits = tv_cell_count_digits (text + sign, length - sign);

  return digits > 0 && digits <= 19 && sign + digits == length;
}

static gboolean
is_decimal (const char *text, gsize length)
{
  gsize at = length > 0 && (*text == '-' || *text == '+');
  gsize whole = tv_cell_count_digits (text + at, length - at), fraction = 0;

  at += whole;
  if (at < length && text[at] == '.')
    {
      fraction = tv_cell_count_digits (text + at + 1, length - at - 1);
      at += 1 + fraction;
    }
  if (whole + fraction == 0)
    return FALSE;
  if (at + 1 < length && (text[at] | 0x20) == 'e')
    {
      gsize sign = text[at + 1] == '-' || text[at + 1] == '+';
      gsize digits = tv_cell_count_digits (text + at + 1 + sign, length - at - 1 - sign);

      at += digits > 0 ? 1 + sign + digits : 0;
    }
  return at == length;
}

static gboolean
is_bool (const char *text, gsize length)
{
  static const char *const words[] = { "true", "false", "t", "f", "1", "0", "yes", "no", "y", "n" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

typedef struct
{
  guint year, month, day, hour, minute, second;
} Moment;

/* Takes one number of a day or time; %FALSE where there is none. */
static gboolean
take_number (const char **text, gsize *left, guint longest, guint *out_value)
{
  gsize digits = tv_cell_count_digits (*text, MIN (*left, longest));

  if (digits == 0)
    return FALSE;
  *out_value = 0;
  for (gsize i = 0; i < digits; i++)
    *out_value = *out_value * 10 + (guint) ((*text)[i] - '0');
  *text += digits;
  *left -= digits;
  return TRUE;
}

static gboolean
take_field (char letter, const char **text, gsize *left, Moment *moment)
{
  guint ignored;

  switch (letter)
    {
    case 'Y':
      return take_number (text, left, 4, &moment->year);
    case 'y':
      if (!take_number (text, left, 2, &moment->year))
        return FALSE;
      moment->year += moment->year < 69 ? 2000 : 1900;
      return TRUE;
    case 'm':
      return take_number (text, left, 2, &moment->month);
    case 'd':
      return take_number (text, left, 2, &moment->day);
    case 'H':
      return take_number (text, left, 2, &moment->hour);
    case 'M':
      return take_number (text, left, 2, &moment->minute);
    case 'S':
      return take_number (text, left, 2, &moment->second);
    case 'f':
      return take_number (text, left, 9, &ignored);
    default:
      return FALSE;
    }
}

static gboolean
is_moment (const char *text, gsize length, const char *format)
{
  Moment moment = { .year = 2000, .month = 1, .day = 1 };

  for (; *format != '\0'; format++)
    if (*format == '%' && format[1] != '\0' && format[1] != '%')
      {
        if (!take_field (*++format, &text, &length, &moment))
          return FALSE;
      }
    else
      {
        format += *format == '%';
        if (length == 0 || *text != *format)
          return FALSE;
        text++;
        length--;
      }
  return length == 0 && moment.hour < 24 && moment.minute < 60 && moment.second < 61
         && moment.month <= 12 && moment.year > 0 && moment.year <= G_MAXUINT16
         && g_date_valid_dmy ((GDateDay) moment.day,
                              (GDateMonth) moment.month,
                              (GDateYear) moment.year);
}

static gboolean
is_iso_time (const char *text, gsize length)
{
  static const char *const formats[]
      = { "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f" };
  g_autofree char *copy = g_strndup (text, length);

  if (length > 10 && copy[10] == 'T')
    copy[10] = ' ';
  if (length > 10 && copy[length - 1] == 'Z')
    copy[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (is_moment (copy, length, formats[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits (const TvSchemaColumn *column, const char *text, gsize length)
{
  if (column->type == TV_SCHEMA_TEXT)
    return TRUE;
  text = tv_cell_trim (text, &length);
  if (length == 0)
    return TRUE;
  switch (column->type)
    {
    case TV_SCHEMA_INTEGER:
      return is_integer (text, length);
    case TV_SCHEMA_DECIMAL:
      return is_decimal (text, length);
    case TV_SCHEMA_DATE:
      return is_moment (text, length, column->format != NULL ? column->format : "%Y-%m-%d");
    case TV_SCHEMA_DATETIME:
      return column->format != NULL ? is_moment (text, length, column->format)
                                    : is_iso_time (text, length);
    default:
      return is_bool (text, length);
    }
}

/**
 * tv_schema_type_from_code:
 * @code: (nullable): "integer", "text" ...
 *
 * Returns: the type, TV_N_SCHEMA_TYPES where there is none of that name
 */
TvSchemaType
tv_schema_type_from_code (const char *code)
{
  static const char *const codes[] = { "text", "integer", "decimal", "date", "datetime", "bool" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (code, codes[i]) == 0)
      return (TvSchemaType) i;
  return TV_N_SCHEMA_TYPES;
}

/**
 * tv_schema_column_free:
 * @column: (transfer full): a column
 *
 * Frees it.
 */
void
tv_schema_column_free (TvSchemaColumn *column)
{
  g_free (column->name);
  g_free (column->format);
  g_free (column);
}

static gboolean
is_badly_encoded (const char *text, gsize length)
{
  const char *checked;

  return tv_utf8_find_bad (text, text + length, TRUE, TRUE, &checked) != NULL;
}

/* What speaks against a cell; %NULL for nothing. */
static const char *
judge_cell (const GPtrArray *columns, const TvRecord *record, guint i)
{
  if (record->problem != NULL && i + 1 == record->problem_column)
    return record->problem;
  if (record->problem != NULL && is_badly_encoded (record->fields[i], record->lengths[i]))
    return "BAD_ENCODING";
  return fits (columns->pdata[i], record->fields[i], record->lengths[i]) ? NULL : "BAD_VALUE";
}

/* Whether a problem is one of single cells, and the others can be judged. */
static gboolean
is_readable (const TvRecord *record)
{
  if (record->problem == NULL || record->problem_column > 0)
    return TRUE;
  for (guint i = 0; g_str_equal (record->problem, "BAD_ENCODING") && i < record->field_count; i++)
    if (is_badly_encoded (record->fields[i], record->lengths[i]))
      return TRUE;
  return FALSE;
}

/**
 * tv_schema_check_record:
 * @columns: (element-type TvSchemaColumn): the schema
 * @record: a record
 * @func: (scope call): called for each reject
 * @data: for @func
 *
 * Checks one record: each cell of another type, badly quoted or encoded, each cell that is missing,
 * and each that is too many. A missing cell is told by the column that it should follow. Empty
 * cells behind the last column are the work of a delimiter at the line's end, and let pass.
 *
 * Returns: how many rejects there were
 */
guint
tv_schema_check_record (const GPtrArray *columns,
                        const TvRecord *record,
                        TvSchemaFunc func,
                        gpointer data)
{
  guint count = 0, last = record->field_count;

  if (!is_readable (record))
    {
      func (record, 1, record->problem, data);
      return 1;
    }
  for (guint i = 0; i < MIN (columns->len, record->field_count); i++)
    {
      const char *code = judge_cell (columns, record, i);

      if (code != NULL)
        {
          func (record, i + 1, code, data);
          count++;
        }
    }
  while (last > columns->len && record->lengths[last - 1] == 0)
    last--;
  for (guint i = columns->len; i < last; i++, count++)
    func (record, i + 1, "TOO_MANY_FIELDS", data);
  for (guint i = record->field_count; i < columns->len; i++, count++)
    func (record, i, "TOO_FEW_FIELDS", data);
  return count;
}
