/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a column say together of how they are written: the order of day and month, the
 * mark of decimals. */
#include "base/tv-day-words.h"
#include "ingest/tv-sniff.h"

/* One order of days without marks is taken for another where they lie apart 4 : 5. */
#define ENOUGH_SHORTER 4
#define ENOUGH_LONGER 5

#define MOST_DAYS 10958 /* from the first to the last of those of six digits: thirty years */

#define GROUPS_TELL 3 /* amounts that tell that their mark parts thousands */

static void
add_bare (TvBareVotes *votes, gboolean is_first, const char *text, gsize length)
{
  TvDay day;

  if (is_first)
    votes->length = length;
  if (length != votes->length)
    return;
  for (int order = 0; order < 3; order++)
    if (tv_day_parse_bare (text, length, (TvDateOrder) order, &day))
      {
        gboolean is_only = votes->counts[order]++ == 0;

        votes->first[order] = is_only ? day : MIN (day, votes->first[order]);
        votes->last[order] = is_only ? day : MAX (day, votes->last[order]);
      }
}

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
  add_bare (&votes->bare, votes->seen == 0, text, length);
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

static gboolean
fits (const TvDateVotes *votes, TvDateOrder order)
{
  const TvBareVotes *bare = &votes->bare;

  return votes->seen > 0 && bare->counts[order] == votes->seen
         && bare->first[order] < bare->last[order]
         && (bare->length == 8 || bare->last[order] - bare->first[order] < MOST_DAYS);
}

static gint64
get_span (const TvDateVotes *votes, TvDateOrder order)
{
  return fits (votes, order) ? (gint64) votes->bare.last[order] - votes->bare.first[order]
                             : G_MAXINT64 / ENOUGH_LONGER;
}

/* Whether each of several cells is a day without marks. Of six digits, what is the year and what
 * the day shows in how far the days lie apart: read the wrong way round, those of a month are of
 * thirty years. Eight digits with the year in front are days of any column. */
static gboolean
decide_bare (const TvDateVotes *votes, TvDateOrder *out_order, gboolean *out_is_sure)
{
  gboolean is_day_first = fits (votes, TV_DATE_ORDER_DMY);
  gboolean is_month_first = fits (votes, TV_DATE_ORDER_MDY);
  gint64 span = MIN (get_span (votes, TV_DATE_ORDER_DMY), get_span (votes, TV_DATE_ORDER_MDY));
  gint64 year_first = get_span (votes, TV_DATE_ORDER_YMD);

  if ((is_day_first || is_month_first) && span * ENOUGH_LONGER <= year_first * ENOUGH_SHORTER)
    {
      *out_order = is_day_first ? TV_DATE_ORDER_DMY : TV_DATE_ORDER_MDY;
      *out_is_sure = is_day_first != is_month_first;
      return TRUE;
    }
  if (votes->bare.length == 8 || !fits (votes, TV_DATE_ORDER_YMD)
      || year_first * ENOUGH_LONGER > span * ENOUGH_SHORTER)
    return FALSE;
  *out_order = TV_DATE_ORDER_YMD;
  *out_is_sure = TRUE;
  return TRUE;
}

/**
 * tv_date_votes_apply:
 * @votes: the votes of the column that is mapped to the days
 * @file: (inout): its file
 *
 * Notes how the days of a file are written, and whether that is sure.
 */
void
tv_date_votes_apply (const TvDateVotes *votes, TvImportFile *file)
{
  file->has_bare_days = decide_bare (votes, &file->date_order, &file->is_date_order_sure);
  if (!file->has_bare_days)
    file->is_date_order_sure = tv_date_votes_decide (votes, &file->date_order);
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
