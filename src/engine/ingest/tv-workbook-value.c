/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers are printed with the 15 digits that spreadsheets show, so that 12.500000000000002 is 12.5
 * again; codes of more digits that some exporters write as numbers stay as they are. A date shows
 * what the cell shows: a format without hours leaves the time out. */
#include "ingest/tv-workbook-value.h"

#include <math.h>
#include <string.h>

#include "base/tv-day.h"

#define DAY_MSEC (G_GINT64_CONSTANT (86400000))
#define SNAP_MSEC 20        /* exporters round the fraction of a day; nobody books in hundredths */
#define LAST_SERIAL 2958465 /* 9999-12-31 */
#define FIRST_BOOKED 20000  /* what is read as a day though nothing but its column says so */
#define LAST_BOOKED 80000
#define DIGITS 15
#define LONGEST_CODE 30

/**
 * tv_cell_form_from_id:
 * @id: of a number format without a code of its own (ECMA-376 part 1, 18.8.30)
 *
 * Returns: what numbers of this format are
 */
TvCellForm
tv_cell_form_from_id (guint64 id)
{
  if (id == 22 || id == 77)
    return TV_CELL_DATETIME;
  if (id == 46 || id == 79)
    return TV_CELL_DURATION;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47 || (id >= 32 && id <= 35) || id == 55
      || id == 56 || id == 75 || id == 76 || id == 78 || id == 80)
    return TV_CELL_TIME;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)
      || (id >= 71 && id <= 74) || id == 81)
    return TV_CELL_DATE;
  return TV_CELL_NUMBER;
}

typedef struct
{
  gboolean has_day, has_time, has_m, is_elapsed, is_number;
} Tokens;

/* Passes “[Red]”, “[$-40C]” and “[h]”, which counts. */
static const char *
pass_bracket (const char *code, Tokens *tokens)
{
  const char *end = strchr (code, ']');
  gsize letters = strspn (code + 1, "hHmMsS");

  if (end == NULL)
    return code + 1;
  if (letters > 0 && code + 1 + letters == end)
    tokens->is_elapsed = TRUE;
  return end + 1;
}

/* Takes one token of a format code; gives what is behind it. */
static const char *
take_token (const char *code, Tokens *tokens)
{
  char c = g_ascii_tolower (*code);

  if (c == '"')
    {
      code = strchr (code + 1, '"');
      return code != NULL ? code + 1 : "";
    }
  if (c == '\\' || c == '_' || c == '*')
    return code[1] != '\0' ? g_utf8_next_char (code + 1) : code + 1;
  if (c == '[')
    return pass_bracket (code, tokens);
  if (g_ascii_strncasecmp (code, "AM/PM", 5) == 0 || g_ascii_strncasecmp (code, "A/P", 3) == 0)
    {
      tokens->has_time = TRUE;
      return code + (g_ascii_tolower (code[1]) == 'm' ? 5 : 3);
    }
  if (g_ascii_strncasecmp (code, "General", 7) == 0
      || g_ascii_strncasecmp (code, "Standard", 8) == 0)
    tokens->is_number = TRUE;
  /* Exporters in French and German write their own letters, jj/mm/aaaa, though they should not. */
  else if (strchr ("ydja", c) != NULL)
    tokens->has_day = TRUE;
  else if (c == 'h' || c == 's')
    tokens->has_time = TRUE;
  else if (c == 'm')
    tokens->has_m = TRUE;
  else if (strchr ("0#?%@", c) != NULL && !tokens->has_day && !tokens->has_time && !tokens->has_m
           && !tokens->is_elapsed)
    tokens->is_number = TRUE;
  return code + 1;
}

/* What a literal of a format for codes may be: marks between groups of digits. A letter belongs to
 * a code that is more than a number, or to a unit. */
static gboolean
is_mark (const char *from, const char *end)
{
  for (; from < end; from++)
    if (g_ascii_isalnum (*from) || (guchar) *from >= 0x80)
      return FALSE;
  return TRUE;
}

/* How many digits “00000” or “0# ## ## ## ##” shows at the least: a code of a customer or a town,
 * or a phone number, whose noughts mean something. 0 where a format is one of amounts. */
static guint
count_least_digits (const char *code)
{
  guint count = 0;

  while (*code != '\0' && *code != ';')
    {
      const char *end = code + 1;

      if (*code == '0' || (*code == '#' && count > 0))
        count++;
      else if (*code == '"')
        {
          end = strchr (code + 1, '"');
          if (end == NULL || !is_mark (code + 1, end))
            return 0;
          end++;
        }
      else if (*code == '\\' || *code == '_' || *code == '*')
        {
          if (code[1] == '\0' || (*code == '\\' && !is_mark (code + 1, code + 2)))
            return 0;
          end = g_utf8_next_char (code + 1);
        }
      else if (strchr ("# -()/", *code) == NULL)
        return 0;
      code = end;
    }
  return count <= DIGITS ? count : 0;
}

/**
 * tv_cell_form_from_code:
 * @code: the code of a number format, such as “dd/mm/yyyy h:mm”
 *
 * Returns: what numbers of this format are; the code of positive numbers decides. A format that
 * shows noughts before a number is %TV_CELL_PADDED and the number of digits
 */
TvCellForm
tv_cell_form_from_code (const char *code)
{
  Tokens tokens = { 0 };
  guint digits = count_least_digits (code);

  if (digits > 1)
    return TV_CELL_PADDED + digits;
  while (*code != '\0' && *code != ';' && !tokens.is_number)
    code = take_token (code, &tokens);
  if (tokens.is_number)
    return TV_CELL_NUMBER;
  if (tokens.is_elapsed)
    return TV_CELL_DURATION;
  if (tokens.has_day)
    return tokens.has_time ? TV_CELL_DATETIME : TV_CELL_DATE;
  if (tokens.has_time)
    return TV_CELL_TIME;
  return tokens.has_m ? TV_CELL_DATE : TV_CELL_NUMBER;
}

/* Whether text is printed as it would be printed here: most are, and need no more work. */
static gboolean
is_plain (const char *text, gsize length)
{
  gsize at = length > 0 && text[0] == '-';
  gsize start = at, digits;

  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  digits = at - start;
  if (digits == 0 || (digits > 1 && text[start] == '0'))
    return FALSE;
  if (at == length)
    return digits <= LONGEST_CODE && !(text[start] == '0' && start > 0);
  if (text[at++] != '.' || text[length - 1] == '0')
    return FALSE;
  start = at;
  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  return at == length && at > start && digits + at - start <= DIGITS;
}

/* “1.5e+20” without the exponent, unless that takes too many zeros. */
static void
append_without_exponent (GString *out, const char *printed)
{
  const char *e = strchr (printed, 'e');
  gint64 exponent = e != NULL ? g_ascii_strtoll (e + 1, NULL, 10) : 0;
  gboolean is_negative = *printed == '-';
  char digits[DIGITS + 2];
  gsize count = 0;

  if (e == NULL || exponent > 21 || exponent < -12)
    {
      g_string_append (out, printed);
      return;
    }
  for (const char *at = printed; at < e && count < sizeof digits; at++)
    if (g_ascii_isdigit (*at))
      digits[count++] = *at;
  if (is_negative)
    g_string_append_c (out, '-');
  if (exponent < 0)
    {
      g_string_append (out, "0.");
      for (gint64 i = -1; i > exponent; i--)
        g_string_append_c (out, '0');
      g_string_append_len (out, digits, (gssize) count);
      return;
    }
  /* As %.15g writes one only from 1e15 on, all digits stand before the point. */
  g_string_append_len (out, digits, (gssize) count);
  for (gint64 i = (gint64) count - 1; i < exponent; i++)
    g_string_append_c (out, '0');
}

static gboolean
read_double (const char *text, gsize length, double *out_value)
{
  char copy[64];
  char *end;

  if (length == 0 || length >= sizeof copy)
    return FALSE;
  memcpy (copy, text, length);
  copy[length] = '\0';
  /* No names and no hexadecimal, which strtod knows too. */
  if (strspn (copy, "+-.0123456789eE") != length)
    return FALSE;
  *out_value = g_ascii_strtod (copy, &end);
  return end == copy + length && isfinite (*out_value);
}

/**
 * tv_cell_form_of_day:
 * @text: (array length=length): a number in a column of days, as it stands in the file
 * @length: in bytes
 *
 * Returns: whether it is a day, one with a time, or, as it is none that anybody books on, a number
 */
TvCellForm
tv_cell_form_of_day (const char *text, gsize length)
{
  double value;

  if (!read_double (text, length, &value) || value < FIRST_BOOKED || value >= LAST_BOOKED)
    return TV_CELL_NUMBER;
  return value == floor (value) ? TV_CELL_DATE : TV_CELL_DATETIME;
}

/**
 * tv_cell_append_number:
 * @out: where to append
 * @text: (array length=length): a number as it stands in the file
 * @length: in bytes
 *
 * Appends a number with a decimal point, in the fewest digits that show what a spreadsheet shows.
 * What is no number is appended as it is.
 */
void
tv_cell_append_number (GString *out, const char *text, gsize length)
{
  char printed[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (is_plain (text, length) || !read_double (text, length, &value))
    {
      g_string_append_len (out, text, (gssize) length);
      return;
    }
  if (value == 0)
    value = 0; /* not -0 */
  append_without_exponent (out, g_ascii_formatd (printed, sizeof printed, "%.15g", value));
}

static gboolean
is_whole (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* A number with the noughts that its format shows; one that is no code stays as it is. */
static void
append_with_noughts (GString *out, const char *text, gsize length, guint digits)
{
  gsize from = out->len;

  tv_cell_append_number (out, text, length);
  if (is_whole (out->str + from))
    while (out->len - from < digits)
      g_string_insert_c (out, (gssize) from, '0');
}

/**
 * tv_cell_append_shown:
 * @out: where to append
 * @number: a number as tv_cell_append_number() writes it
 * @shown: what its cell shows
 *
 * Appends a number, with the noughts before it that its cell shows.
 */
void
tv_cell_append_shown (GString *out, const char *number, const char *shown)
{
  gsize noughts = strspn (shown, "0");

  g_string_append (out,
                   noughts > 0 && is_whole (shown) && strlen (shown) <= DIGITS
                           && g_str_equal (number, shown[noughts] != '\0' ? shown + noughts : "0")
                       ? shown
                       : number);
}

/**
 * tv_cell_turn_mark:
 * @out: a text that ends in a number
 * @from: where the number begins
 * @mark: the decimal mark that it is to have; 0 = a point
 *
 * Writes a number of a sheet as the texts of the same sheet are written, that are read as numbers,
 * too. What is no number, a day or a time, stays as it is.
 */
void
tv_cell_turn_mark (GString *out, gsize from, char mark)
{
  char *point;

  if (mark == '\0' || mark == '.' || strspn (out->str + from, "0123456789.-+eE") < out->len - from)
    return;
  point = strchr (out->str + from, '.');
  if (point != NULL)
    *point = mark;
}

static void
append_padded (GString *out, gint64 value, int digits)
{
  char text[4];

  for (int i = digits - 1; i >= 0; i--, value /= 10)
    text[i] = (char) ('0' + value % 10);
  g_string_append_len (out, text, digits);
}

static void
append_time (GString *out, gint64 msec)
{
  gint64 hours = msec / 3600000;

  if (hours < 100)
    append_padded (out, hours, 2);
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, hours);
  g_string_append_c (out, ':');
  append_padded (out, msec / 60000 % 60, 2);
  g_string_append_c (out, ':');
  append_padded (out, msec / 1000 % 60, 2);
  if (msec % 1000 == 0)
    return;
  g_string_append_c (out, '.');
  append_padded (out, msec % 1000, 3);
}

static void
append_day (GString *out, gint64 serial, gboolean is_1904)
{
  int year, month, day;

  if (!is_1904 && serial == 60)
    {
      /* Lotus 1-2-3 took 1900 for a leap year, and spreadsheets keep the day that never was. */
      g_string_append (out, "1900-02-29");
      return;
    }
  if (is_1904)
    tv_day_to_ymd (tv_day_from_ymd (1904, 1, 1) + (TvDay) serial, &year, &month, &day);
  else
    tv_day_to_ymd (tv_day_from_ymd (1899, 12, serial < 60 ? 31 : 30) + (TvDay) serial,
                   &year,
                   &month,
                   &day);
  append_padded (out, year, 4);
  g_string_append_c (out, '-');
  append_padded (out, month, 2);
  g_string_append_c (out, '-');
  append_padded (out, day, 2);
}

/**
 * tv_cell_append_serial:
 * @out: where to append
 * @text: (array length=length): days since the epoch of the workbook, with a fraction
 * @length: in bytes
 * @form: what the cell shows
 * @is_1904: whether day 0 is 1904-01-01, as on old Macs; else day 1 is 1900-01-01
 *
 * Appends a date, a date and time with “T” between them, a time, a duration in hours, or a code
 * with its noughts. What cannot be one is appended as a number.
 */
void
tv_cell_append_serial (GString *out,
                       const char *text,
                       gsize length,
                       TvCellForm form,
                       gboolean is_1904)
{
  double value;
  gint64 msec, days, odd;

  if (form >= TV_CELL_PADDED)
    {
      append_with_noughts (out, text, length, form - TV_CELL_PADDED);
      return;
    }
  if (form == TV_CELL_NUMBER || !read_double (text, length, &value) || value < 0
      || value >= LAST_SERIAL + 1 - (is_1904 ? 1462 : 0)
      || (value < 1 && form == TV_CELL_DATE && !is_1904))
    {
      tv_cell_append_number (out, text, length);
      return;
    }
  msec = llround (value * (double) DAY_MSEC);
  odd = msec % 1000;
  if (odd <= SNAP_MSEC)
    msec -= odd;
  else if (odd >= 1000 - SNAP_MSEC)
    msec += 1000 - odd;
  days = msec / DAY_MSEC;
  if (form == TV_CELL_DURATION)
    append_time (out, msec);
  else if (form == TV_CELL_DATE)
    append_day (out, days, is_1904);
  else if (days == 0)
    append_time (out, msec);
  else
    {
      append_day (out, days, is_1904);
      g_string_append_c (out, 'T');
      append_time (out, msec % DAY_MSEC);
    }
}

/**
 * tv_cell_append_iso:
 * @out: where to append
 * @text: (array length=length): a date as ISO 8601
 * @length: in bytes
 * @is_date: whether the cell shows no time
 *
 * Appends a date, without a time of midnight where the cell shows none.
 */
void
tv_cell_append_iso (GString *out, const char *text, gsize length, gboolean is_date)
{
  if (is_date && length > 10 && text[10] == 'T')
    length = 10;
  g_string_append_len (out, text, (gssize) length);
}
