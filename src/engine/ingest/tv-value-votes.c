/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a column say together of how they are written: the order of day and month, the
 * mark of decimals. */
#include "base/tv-day-words.h"
#include "ingest/tv-sniff.h"

#define GROUPS_TELL 3 /* amounts that tell that their mark parts thousands */

/**
 * tv_date_votes_add:
 * @votes: the votes
 * @text: a cell of a column of dates
 * @length: of @text
 *
 * Counts in which orders of day and month the cell is a day; an empty one does not vote.
 */
void
tv_date_votes_add (TvDateVotes *votes, const char *text, gsize length)
{
  TvDay day;
  gsize digits = 0;

  while (digits < length && g_ascii_isdigit (text[digits]))
    digits++;
  if (length == 0)
    return;
  votes->seen++;
  if (digits >= 4 || tv_day_parse_words (text, length, &day))
    votes->year_first++;
  else
    {
      votes->day_first += tv_day_parse (text, (gssize) length, TV_DATE_ORDER_DMY, &day);
      votes->month_first += tv_day_parse (text, (gssize) length, TV_DATE_ORDER_MDY, &day);
    }
}

/**
 * tv_date_votes_decide:
 * @votes: the votes
 * @out_order: (out): the likelier order; day first where nothing speaks
 *
 * Returns: whether the values decide it
 */
gboolean
tv_date_votes_decide (const TvDateVotes *votes, TvDateOrder *out_order)
{
  guint64 open = votes->seen - votes->year_first;

  if (open == 0)
    *out_order = TV_DATE_ORDER_YMD;
  else
    *out_order = votes->month_first > votes->day_first ? TV_DATE_ORDER_MDY : TV_DATE_ORDER_DMY;
  return open == 0 || votes->month_first != votes->day_first;
}

/**
 * tv_decimal_votes_add:
 * @votes: the votes
 * @text: a number, or nothing
 * @length: of @text
 * @is_amount: whether it is money; a quantity or the price of a piece may have three decimals
 *
 * Counts for a decimal mark. One that is followed by one, two or four digits at the end of a number
 * can only be that, one that comes twice can only part thousands. Nobody writes all his amounts to
 * a tenth of a cent, so where three digits stand behind the mark of each, it parts thousands, too.
 */
void
tv_decimal_votes_add (TvDecimalVotes *votes, const char *text, gsize length, gboolean is_amount)
{
  gsize end = length, begin;
  guint points = 0, commas = 0;

  while (end > 0 && !g_ascii_isdigit (text[end - 1]))
    end--;
  for (begin = end; begin > 0 && g_ascii_isdigit (text[begin - 1]); begin--)
    ;
  if (begin == 0 || begin == end || (text[begin - 1] != '.' && text[begin - 1] != ','))
    return;
  if (end - begin != 3)
    {
      votes->points += text[begin - 1] == '.';
      votes->commas += text[begin - 1] == ',';
      return;
    }
  for (gsize i = 0; i < end; i++)
    {
      points += text[i] == '.';
      commas += text[i] == ',';
    }
  votes->points += commas > 1 && points == 0;
  votes->commas += points > 1 && commas == 0;
  votes->point_groups += is_amount && points == 1 && commas == 0;
  votes->comma_groups += is_amount && commas == 1 && points == 0;
}

/**
 * tv_decimal_votes_decide:
 * @votes: the votes
 * @otherwise: the mark where nothing speaks
 *
 * Returns: the decimal mark, '.' or ','
 */
char
tv_decimal_votes_decide (const TvDecimalVotes *votes, char otherwise)
{
  if (votes->commas != votes->points)
    return votes->commas > votes->points ? ',' : '.';
  if (votes->point_groups >= GROUPS_TELL && votes->comma_groups == 0)
    return ',';
  if (votes->comma_groups >= GROUPS_TELL && votes->point_groups == 0)
    return '.';
  return otherwise;
}
