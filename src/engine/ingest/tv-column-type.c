/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The type of a column is decided by the column, never by a cell: nineteen of twenty filled cells
 * have to agree. Amounts are money where a currency stands beside most of them. */
#include "ingest/tv-column-type.h"

#include <string.h>

#include "base/tv-amount.h"
#include "base/tv-currency.h"
#include "base/tv-day.h"
#include "base/tv-yes-no.h"
#include "ingest/tv-cell-kind.h"

#define LONGEST 80        /* bytes of a cell that can be more than text */
#define FIRST_CELLS 50    /* that any text is looked at in */
#define LONGEST_MOMENT 24 /* digits of a day with its time and zone */

/* A nought, a one or a single letter may be anything. */
static gboolean
is_truth (const char *text)
{
  gsize length = strlen (text);

  return length > 1 && tv_yes_no_read (text, length) >= 0;
}

/* As numbers are written in North America: 271-555-9715, with or without a leading 1. Neither a day
 * nor an amount has such groups. */
static gboolean
is_north_american (const char *text)
{
  static const guint lengths[] = { 3, 3, 4 };
  char mark;

  if (text[0] == '1' && text[1] != '\0' && strchr ("-. ", text[1]) != NULL)
    text += 2;
  mark = strnlen (text, 4) == 4 ? text[3] : '\0';
  if (mark == '\0' || strchr ("-. ", mark) == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      if (strspn (text, "0123456789") != lengths[i])
        return FALSE;
      text += lengths[i];
      if (*text++ != (i + 1 < G_N_ELEMENTS (lengths) ? mark : '\0'))
        return FALSE;
    }
  return TRUE;
}

/* A number that is dialled: from a plus or a nought on, in groups or all ten digits. */
static gboolean
is_phone (const char *text)
{
  guint digits = 0, marks = 0;

  if (is_north_american (text))
    return TRUE;
  if (*text != '+' && *text != '0' && *text != '(')
    return FALSE;
  for (const char *c = *text == '+' ? text + 1 : text; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        digits++;
      else if (strchr (" .-()/", *c) != NULL)
        marks++;
      else
        return FALSE;
    }
  return digits <= 15 && (*text == '+' ? digits >= 8 : digits >= 9 && (marks >= 2 || digits == 10));
}

/* Days, months and years have one, two or four digits; so have hours and minutes. */
static gboolean
is_day_or_time (const char *text)
{
  for (guint group = 0; group < 3 && *text != '\0'; group++)
    {
      gsize digits = strspn (text, "0123456789");

      if (digits == 3)
        return FALSE;
      text += digits;
      text += strcspn (text, "0123456789");
    }
  return TRUE;
}

/* A day with a word in it, for its month or beside its time: 5 janv. 2024, 1/31/2024, 2:40 PM. */
static gboolean
is_day_in_words (const char *text)
{
  guint groups = 0, digits = 0;
  TvDay day;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      {
        digits++;
        groups += c == text || !g_ascii_isdigit (c[-1]);
      }
  return groups >= 2 && digits <= LONGEST_MOMENT
         && (tv_day_parse (text, -1, TV_DATE_ORDER_DMY, &day)
             || (g_ascii_isdigit (*text) && tv_day_parse (text, -1, TV_DATE_ORDER_MDY, &day)));
}

/* A number without decimals, its thousands apart by blanks or apostrophes, which part nothing else.
 */
static gboolean
is_whole (const char *text)
{
  static const char *const marks[] = { " ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99" };
  gsize digits = strspn (text += *text == '-', "0123456789");
  const char *mark = NULL;

  if (text[digits] == '\0')
    return TRUE;
  if (digits == 0 || digits > 3)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (marks) && mark == NULL; i++)
    if (g_str_has_prefix (text + digits, marks[i]))
      mark = marks[i];
  for (text += digits; mark != NULL && g_str_has_prefix (text, mark); text += 3)
    if (strspn (text += strlen (mark), "0123456789") < 3)
      return FALSE;
  return *text == '\0';
}

/* Texts take long to look at, and a column that began with others is none of days. */
static gboolean
may_hold_days (const TvColumnTally *tally)
{
  return tally->filled <= FIRST_CELLS || tally->dates * 2 > tally->filled;
}

static void
add_kind (TvColumnTally *tally, TvCellKind kind, const char *text)
{
  if (kind == TV_CELL_NUMBER)
    {
      tally->numbers++;
      tally->fractions += !is_whole (text);
      tally->currencies += tv_currency_find (text) != NULL;
      tv_number_votes_add (&tally->number_votes, text);
    }
  else if (kind == TV_CELL_DATE ? is_day_or_time (text)
                                : may_hold_days (tally) && is_day_in_words (text))
    {
      tally->dates++;
      tally->moments += strchr (text, ':') != NULL && strlen (text) > 10;
      tv_moment_votes_add (&tally->moment_votes, text);
    }
  else
    {
      tally->words += is_truth (text);
      tally->addresses += strchr (text, '@') != NULL && tv_email_is_valid (text);
    }
}

/**
 * tv_column_tally_add:
 * @tally: a tally, zeroed at first
 * @text: a cell
 * @length: of @text
 *
 * Counts a cell.
 */
void
tv_column_tally_add (TvColumnTally *tally, const char *text, gsize length)
{
  TvCellKind kind = tv_cell_get_kind (text, length);
  char copy[LONGEST + 1];

  if (kind == TV_CELL_EMPTY)
    {
      tally->empty++;
      return;
    }
  tally->filled++;
  if (length > LONGEST)
    return;
  memcpy (copy, text, length);
  copy[length] = '\0';
  g_strstrip (copy);
  if (is_phone (copy))
    tally->phones++;
  add_kind (tally, kind, copy);
}

/**
 * tv_column_tally_get_type:
 * @tally: a tally
 *
 * Returns: "text", "integer", "decimal", "money", "date", "datetime", "bool", "email" or "phone"
 */
const char *
tv_column_tally_get_type (const TvColumnTally *tally)
{
  const guint64 least = (tally->filled * 19 + 19) / 20;

  if (tally->filled == 0)
    return "text";
  if (tally->phones >= least)
    return "phone";
  if (tally->numbers >= least)
    return tally->currencies * 2 > tally->numbers ? "money"
           : tally->fractions > 0                 ? "decimal"
                                                  : "integer";
  if (tally->dates >= least)
    return tally->moments * 2 > tally->dates ? "datetime" : "date";
  if (tally->words >= least)
    return "bool";
  return tally->addresses >= least ? "email" : "text";
}

/**
 * tv_column_tally_describe_format:
 * @tally: a tally
 *
 * Describes how the numbers or days of a column are written: "1 234,56", "%d/%m/%Y".
 *
 * Returns: (transfer full) (nullable): the format, %NULL for other types and where the cells do not
 * tell it
 */
char *
tv_column_tally_describe_format (const TvColumnTally *tally)
{
  const char *type = tv_column_tally_get_type (tally);
  gboolean is_money = strcmp (type, "money") == 0;

  if (is_money || strcmp (type, "integer") == 0 || strcmp (type, "decimal") == 0)
    return tv_number_votes_describe (&tally->number_votes, is_money);
  if (strcmp (type, "date") == 0 || strcmp (type, "datetime") == 0)
    return tv_moment_votes_describe (&tally->moment_votes);
  return NULL;
}
