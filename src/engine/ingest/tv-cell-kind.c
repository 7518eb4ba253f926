/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rough judgement of cells. Numbers and dates are known by their shape, whatever the country; text
 * is the cleaner the less it holds of what usually stands between cells. */
#include "ingest/tv-cell-kind.h"

#include <string.h>

#include "base/tv-currency.h"

#define LONGEST_CURRENCY 8 /* bytes, of its name and the blank behind it */

/**
 * tv_cell_trim:
 * @text: a cell, not NUL-terminated
 * @length: (inout): its bytes
 *
 * Returns: (transfer none): where it begins behind the ASCII white space around it
 */
const char *
tv_cell_trim (const char *text, gsize *length)
{
  while (*length > 0 && g_ascii_isspace (*text))
    {
      text++;
      (*length)--;
    }
  while (*length > 0 && g_ascii_isspace (text[*length - 1]))
    (*length)--;
  return text;
}

/**
 * tv_cell_count_digits:
 * @text: text, not NUL-terminated
 * @length: its bytes
 *
 * Returns: how many ASCII digits it begins with
 */
gsize
tv_cell_count_digits (const char *text, gsize length)
{
  gsize count = 0;

  while (count < length && g_ascii_isdigit (text[count]))
    count++;
  return count;
}

/* Most cells begin and end otherwise: of letters, only those of the codes are looked at. */
static gboolean
may_be_mark (char c)
{
  return g_ascii_isalpha (c) ? c == 'E' || c == 'U' || c == 'G' || c == 'C' : !g_ascii_isdigit (c);
}

/* A sign, a currency sign or code, or white space around a number. */
static gsize
pass_marks (const char *text, gsize length)
{
  static const char *const marks[] = { "+",
                                       "-",
                                       "(",
                                       ")",
                                       "$",
                                       "%",
                                       " ",
                                       "€",
                                       "£",
                                       "¥",
                                       "\302\240",
                                       "\342\200\257",
                                       "\342\210\222",
                                       "EUR",
                                       "USD",
                                       "GBP",
                                       "CHF",
                                       "<",
                                       ">",
                                       "=",
                                       "~" };
  gsize at = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (marks) && at < length && may_be_mark (text[at]); i++)
    {
      gsize size = strlen (marks[i]);

      if (text[at] == marks[i][0] && length - at >= size && memcmp (text + at, marks[i], size) == 0)
        {
          at += size;
          i = (gsize) -1;
        }
    }
  return at;
}

/* One separator of groups of three, or a decimal mark. */
static gsize
pass_separator (const char *text, gsize length)
{
  if (length >= 1 && strchr (".,' ", *text) != NULL && *text != '\0')
    return 1;
  if (length >= 2 && memcmp (text, "\302\240", 2) == 0)
    return 2;
  return length >= 3
                 && (memcmp (text, "\342\200\257", 3) == 0 || memcmp (text, "\342\200\231", 3) == 0)
             ? 3
             : 0;
}

/* A decimal mark that dashes follow instead of cents: “12,-”. */
static gsize
pass_no_cents (const char *text, gsize length)
{
  gsize at = 1;

  if (length < 2 || (*text != ',' && *text != '.'))
    return 0;
  while (at < length && text[at] == '-')
    at++;
  if (at == 1 && length >= 4 && memcmp (text + 1, "\342\200\223", 3) == 0)
    return 4;
  return at > 1 ? at : 0;
}

/* The name of a currency. */
static gsize
pass_currency (const char *text, gsize length)
{
  TvCurrency currency;

  return length > 0 ? tv_currency_match (text, text + length, FALSE, &currency) : 0;
}

/* What stands before a number. Most texts begin with a letter: only where a digit comes soon, one
 * is looked at as the name of a currency. */
static gsize
pass_front (const char *text, gsize length)
{
  gsize at = pass_marks (text, length), letters = at;

  while (letters < length && letters - at < LONGEST_CURRENCY && !g_ascii_isdigit (text[letters]))
    letters++;
  if (letters == at || letters == length || !g_ascii_isdigit (text[letters]))
    return at;
  at += pass_currency (text + at, length - at);
  return at + pass_marks (text + at, length - at);
}

/* Whether two digits are a group as India has them before the last one: a comma is behind them,
 * too.
 */
static gboolean
is_short_group (const char *text, gsize length, gsize at, gsize digits)
{
  return digits == 2 && text[at] == ',' && length > at + 3 && text[at + 3] == ',';
}

static gboolean
is_number (const char *text, gsize length)
{
  gsize at = pass_front (text, length);
  gsize digits = tv_cell_count_digits (text + at, length - at);
  guint groups = 0;

  if (digits == 0 && !(at < length && (text[at] == '.' || text[at] == ',')))
    return FALSE;
  at += digits;
  for (gsize mark; at < length && (mark = pass_separator (text + at, length - at)) > 0; groups++)
    {
      gsize more = tv_cell_count_digits (text + at + mark, length - at - mark);

      if (more == 0 && digits == 0)
        return FALSE;
      if (more == 0)
        break;
      if (is_short_group (text, length, at, more))
        {
          at += mark + more;
          continue;
        }
      at += mark + more;
      /* Only the last part may have another length than three, if it is behind a decimal mark. */
      if (more != 3)
        {
          if (groups > 0 && digits > 3)
            return FALSE;
          break;
        }
    }
  at += pass_no_cents (text + at, length - at);
  if (at < length && text[at] == '.')
    at++;
  if (at + 1 < length && (text[at] | 0x20) == 'e')
    {
      gsize sign = text[at + 1] == '-' || text[at + 1] == '+';
      gsize more = tv_cell_count_digits (text + at + 1 + sign, length - at - 1 - sign);

      if (more > 0)
        at += 1 + sign + more;
    }
  at += pass_marks (text + at, length - at);
  for (gsize more; at < length && (more = pass_currency (text + at, length - at)) > 0;)
    at += more + pass_marks (text + at + more, length - at - more);
  return at == length;
}

/* Groups of digits with the marks of days and times between them: 2024-01-31T10:20:30Z. */
static gboolean
is_date (const char *text, gsize length)
{
  guint groups = 0, slashes = 0, colons = 0, dots = 0, dashes = 0;

  for (gsize i = 0; i < length;)
    {
      gsize digits = tv_cell_count_digits (text + i, length - i);

      if (digits > 0)
        {
          groups++;
          if (digits > 4 && !(groups > 3 && digits <= 9))
            return FALSE;
          i += digits;
          continue;
        }
      slashes += text[i] == '/';
      dashes += text[i] == '-';
      dots += text[i] == '.';
      colons += text[i] == ':';
      if (strchr ("/-.:TZ +", text[i]) == NULL || groups == 0)
        return FALSE;
      i++;
    }
  return groups >= 2 && groups <= 8
         && (slashes == 2 || dashes >= 2 || dots >= 2 || (colons > 0 && colons < 4));
}

/**
 * tv_cell_get_kind:
 * @text: a cell
 * @length: of @text
 *
 * Returns: what it looks like
 */
TvCellKind
tv_cell_get_kind (const char *text, gsize length)
{
  text = tv_cell_trim (text, &length);
  if (length == 0)
    return TV_CELL_EMPTY;
  if (length > 40)
    return TV_CELL_TEXT;
  if (is_number (text, length))
    return TV_CELL_NUMBER;
  return is_date (text, length) ? TV_CELL_DATE : TV_CELL_TEXT;
}

static gboolean
has_text (const char *text, gsize length, const char *wanted)
{
  return g_strstr_len (text, (gssize) length, wanted) != NULL;
}

/* What a byte of text takes from its cleanness. */
static double
judge_byte (const char *text, gsize length, gsize i)
{
  switch (text[i])
    {
    case '\t':
    case '|':
      return 0.8;
    case ';':
      return i + 1 < length && text[i + 1] == ' ' ? 0.4 : 0.7;
    case ',':
      return i + 1 < length && text[i + 1] == ' ' ? 0.25 : 0.6;
    case '"':
      return 0.5;
    case '{':
    case '}':
    case '<':
    case '>':
    case '^':
    case '~':
    case '=':
    case '\\':
      return 0.3;
    default:
      return (guint8) text[i] < 0x20 || text[i] == 0x7f ? 0.6 : 0;
    }
}

/* What stands in brackets belongs together, whatever it holds; brackets that do not match were cut.
 * Returns the fault of that, and marks in @inside what is judged no further. */
static double
judge_brackets (const char *text, gsize length, guint8 *inside)
{
  char open[16];
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      inside[i] = depth > 0;
      if (c == '(' || c == '[' || c == '{')
        {
          if (depth < sizeof open)
            open[depth] = c == '(' ? ')' : c == '[' ? ']' : '}';
          depth = MIN (depth + 1, (guint) sizeof open);
        }
      else if (depth > 0 && c == open[depth - 1])
        depth--;
      else if (c == ']' || c == '}')
        return 0.5;
      else if (c == ')' && depth == 0 && i > 2)
        return 0.5;
    }
  return depth > 0 ? 0.5 : 0;
}

/**
 * tv_cell_get_cleanness:
 * @text: a cell that was not quoted
 * @length: of @text
 *
 * Judges whether the cell is one cell: numbers, dates, words and addresses are, what holds the
 * usual delimiters is less.
 *
 * Returns: from 0 to 1
 */
double
tv_cell_get_cleanness (const char *text, gsize length)
{
  guint8 inside[400];
  double worst;
  guint bad = 0;
  gboolean is_quoted;

  text = tv_cell_trim (text, &length);
  if (length == 0 || tv_cell_get_kind (text, length) != TV_CELL_TEXT)
    return 1;
  if (has_text (text, MIN (length, 200), "://") && memchr (text, ' ', length) == NULL
      && memchr (text, '"', length) == NULL)
    return 1;
  is_quoted = length >= 2 && text[0] == '\'' && text[length - 1] == '\'';
  worst = judge_brackets (text, MIN (length, sizeof inside), inside);
  if (length > sizeof inside)
    worst = 0;
  for (gsize i = 0; i < MIN (length, sizeof inside); i++)
    {
      double fault = worst < 0.5 && inside[i] ? 0 : judge_byte (text, length, i);

      bad += fault > 0;
      worst = MAX (worst, fault);
    }
  /* Punctuation alone is nobody's text. */
  if (length <= 3 && bad == 0 && g_ascii_ispunct (text[0]) && text[0] != '-' && text[0] != '?'
      && text[0] != '*' && text[0] != '.' && text[0] != '#')
    worst = 0.3;
  if (is_quoted)
    worst = MAX (worst, 0.4);
  return 1 - worst - MIN (0.1, bad * 0.02);
}
