/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell is often ambiguous: 1.234 is a thousand or one and a bit, 03/04 is in March or in April.
 * The column decides, where nineteen of twenty cells that speak agree; where none speaks, nothing
 * is said. */
#include "ingest/tv-column-format.h"

#include <string.h>

#define GROUP 3            /* digits */
#define LONGEST_DECIMALS 6 /* that are shown */

static gboolean
is_most (guint64 count, guint64 all)
{
  return count > 0 && count * 20 >= all * 19;
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* ---- numbers ---- */

/* The digits of one cell with the marks between them. */
typedef struct
{
  guint mark_counts[2]; /* points, commas */
  gsize before, after;  /* digits before the first mark and behind the last one */
  gsize longest;        /* digits in one piece */
  int last;             /* which mark is the last one, -1 = none */
  gboolean has_nought;  /* the first digit is 0 */
  const char *blank;    /* (nullable) that makes groups, static */
} Shape;

static const char *
find_blank (const char *text)
{
  static const char *const blanks[] = { " ", "'", "\302\240", "\342\200\257", "\342\200\231" };

  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (g_str_has_prefix (text, blanks[i]) && count_digits (text + strlen (blanks[i])) == GROUP)
      return blanks[i];
  return NULL;
}

static void
take_shape (const char *text, Shape *shape)
{
  const char *at = text + strcspn (text, "0123456789");

  *shape = (Shape){ .last = -1, .has_nought = *at == '0' };
  if (at > text && (at[-1] == '.' || at[-1] == ','))
    at--;
  for (;;)
    {
      gsize digits = count_digits (at);
      const char *blank;

      at += digits;
      shape->after = digits;
      shape->longest = MAX (shape->longest, digits);
      blank = find_blank (at);
      if (shape->last < 0)
        shape->before = digits;
      if (blank != NULL)
        {
          shape->blank = blank;
          at += strlen (blank);
        }
      else if ((*at == '.' || *at == ',') && g_ascii_isdigit (at[1]))
        {
          shape->last = *at++ == ',';
          shape->mark_counts[shape->last]++;
        }
      else
        return;
    }
}

/* What only fits before decimals, being alone of its kind: no group stands behind it, or none that
 * a number could begin with. */
static gboolean
is_decimal (const Shape *shape)
{
  return shape->after != GROUP || shape->before == 0 || shape->before > GROUP || shape->has_nought
         || shape->blank != NULL;
}

/**
 * tv_number_votes_add:
 * @votes: the votes, zeroed at first
 * @text: a cell that is a number
 *
 * Counts what a number says of the marks of its column.
 */
void
tv_number_votes_add (TvNumberVotes *votes, const char *text)
{
  Shape shape;
  int last, other;

  take_shape (text, &shape);
  votes->solid += shape.longest > GROUP;
  if (shape.blank != NULL && *votes->group_blank == '\0')
    g_strlcpy (votes->group_blank, shape.blank, sizeof votes->group_blank);
  last = shape.last;
  other = 1 - last;
  if (last < 0)
    return;
  if (shape.mark_counts[last] > 1)
    {
      votes->groups[last] = TRUE;
      votes->decimal[other]++;
      return;
    }
  if (shape.mark_counts[other] == 0 && !is_decimal (&shape))
    {
      votes->open[last]++;
      return;
    }
  votes->groups[other] |= shape.mark_counts[other] > 0;
  votes->decimal[last]++;
  votes->longest[last] = (guint8) MAX (votes->longest[last], MIN (shape.after, LONGEST_DECIMALS));
}

/* Which mark stands before decimals: 0 or 1, 2 = neither, -1 = the cells do not say. Of numbers
 * that all look like 1.234, a long one in one piece tells that nothing makes groups; and nobody
 * asks for thousandths of a coin. */
static int
decide_mark (const TvNumberVotes *votes, gboolean is_money)
{
  const guint64 all = (guint64) votes->decimal[0] + votes->decimal[1];

  for (int i = 0; i < 2; i++)
    if (is_most (votes->decimal[i], all))
      return i;
  if (all > 0 || (votes->open[0] > 0 && votes->open[1] > 0))
    return -1;
  if (votes->open[0] + votes->open[1] == 0)
    return 2;
  if (is_money)
    return votes->open[0] > 0;
  return votes->solid > 0 ? votes->open[1] > 0 : -1;
}

/**
 * tv_number_votes_describe:
 * @votes: the votes
 * @is_money: a currency stands beside the numbers
 *
 * Describes how the numbers of a column are written by an example, such as "1 234,56": the mark
 * that makes groups of thousands where there is one, the decimal mark, and as many decimals as the
 * longest number has, up to six.
 *
 * Returns: (transfer full) (nullable): the example; %NULL where the cells do not tell a decimal
 * mark from one that makes groups
 */
char *
tv_number_votes_describe (const TvNumberVotes *votes, gboolean is_money)
{
  static const char *const marks[] = { ".", "," };
  const int mark = decide_mark (votes, is_money);
  const char *group = votes->group_blank;
  gsize decimals = 0;

  if (mark < 0)
    return NULL;
  if (mark < 2)
    {
      decimals = votes->open[mark] > 0 ? MAX (votes->longest[mark], GROUP) : votes->longest[mark];
      if (*group == '\0' && (votes->groups[1 - mark] || votes->open[1 - mark] > 0))
        group = marks[1 - mark];
    }
  return g_strdup_printf ("1%s234%s%.*s",
                          group,
                          decimals > 0 ? marks[mark] : "",
                          (int) decimals,
                          "567890");
}

/* ---- days and times ---- */

/* A way of writing days and times, in bits; what a column holds is compared as one number. */
enum
{
  FORM_MARK = 3, /* between the parts of a day: 1 to 3 in day_marks, 0 = there is no day */
  FORM_YEAR_FIRST = 1 << 2,
  FORM_SHORT_YEAR = 1 << 3,
  FORM_TIME = 1 << 4,
  FORM_SECONDS = 1 << 5,
  FORM_FRACTION = 1 << 6,
  FORM_T = 1 << 7, /* before the time, else a space */
  FORM_Z = 1 << 8, /* behind it */
};

static const char day_marks[] = "\0/-.";

/* Takes the day at the front; 0 where it is not written in a way that is known. */
static guint16
take_day (const char **text)
{
  const char *at = *text;
  gsize first = count_digits (at), second, third;
  const char *mark = at[first] != '\0' ? strchr (day_marks + 1, at[first]) : NULL;
  guint16 form;

  if (mark == NULL)
    return 0;
  second = count_digits (at + first + 1);
  if (second == 0 || second > 2 || at[first + 1 + second] != *mark)
    return 0;
  third = count_digits (at + first + second + 2);
  form = (guint16) (mark - day_marks);
  if (first == 4 && (third == 1 || third == 2))
    form |= FORM_YEAR_FIRST;
  else if (first == 0 || first > 2 || (third != 2 && third != 4))
    return 0;
  else if (third == 2)
    form |= FORM_SHORT_YEAR;
  *text = at + first + second + third + 2;
  return form;
}

static gboolean
take_pair (const char **text, char before)
{
  gsize digits;

  if (before != '\0' && **text != before)
    return FALSE;
  digits = count_digits (*text + (before != '\0'));
  if (digits == 0 || digits > 2)
    return FALSE;
  *text += digits + (before != '\0');
  return TRUE;
}

/* The form of a day, a day with a time, or a time; 0 where there is none that is known. */
static guint16
take_moment (const char *text)
{
  guint16 form = take_day (&text);

  if (*text == '\0')
    return form;
  if (form != 0 && *text == 'T')
    form |= FORM_T;
  if (form != 0 && *text != 'T' && *text != ' ')
    return 0;
  text += form != 0;
  if (!take_pair (&text, '\0') || !take_pair (&text, ':'))
    return 0;
  form |= FORM_TIME;
  if (take_pair (&text, ':'))
    {
      form |= FORM_SECONDS;
      if (*text == '.' && g_ascii_isdigit (text[1]))
        {
          form |= FORM_FRACTION;
          text += 1 + count_digits (text + 1);
        }
    }
  if (*text == 'Z')
    {
      form |= FORM_Z;
      text++;
    }
  return *text == '\0' ? form : 0;
}

/**
 * tv_moment_votes_add:
 * @votes: the votes, zeroed at first
 * @text: a cell that is a day, a time or both, without white space around it
 *
 * Counts how a day is written.
 */
void
tv_moment_votes_add (TvMomentVotes *votes, const char *text)
{
  guint16 form = take_moment (text);

  votes->count++;
  if (form == 0)
    return;
  for (guint i = 0; i < TV_MOMENT_FORMS; i++)
    if (votes->forms[i] == form || votes->forms[i] == 0)
      {
        votes->forms[i] = form;
        votes->form_counts[i]++;
        break;
      }
  if ((form & FORM_MARK) != 0)
    tv_date_votes_add (&votes->order, text, strlen (text));
}

static void
print_day (GString *out, guint16 form, TvDateOrder order)
{
  const char mark = day_marks[form & FORM_MARK];
  const char year = (form & FORM_SHORT_YEAR) != 0 ? 'y' : 'Y';

  if ((form & FORM_YEAR_FIRST) != 0)
    g_string_append_printf (out, "%%Y%c%%m%c%%d", mark, mark);
  else if (order == TV_DATE_ORDER_MDY)
    g_string_append_printf (out, "%%m%c%%d%c%%%c", mark, mark, year);
  else
    g_string_append_printf (out, "%%d%c%%m%c%%%c", mark, mark, year);
}

static char *
print_form (guint16 form, TvDateOrder order)
{
  GString *out = g_string_new (NULL);

  if ((form & FORM_MARK) != 0)
    print_day (out, form, order);
  if ((form & FORM_MARK) != 0 && (form & FORM_TIME) != 0)
    g_string_append_c (out, (form & FORM_T) != 0 ? 'T' : ' ');
  if ((form & FORM_TIME) != 0)
    g_string_append (out, "%H:%M");
  if ((form & FORM_SECONDS) != 0)
    g_string_append (out, ":%S");
  if ((form & FORM_FRACTION) != 0)
    g_string_append (out, ".%f");
  if ((form & FORM_Z) != 0)
    g_string_append_c (out, 'Z');
  return g_string_free (out, FALSE);
}

/**
 * tv_moment_votes_describe:
 * @votes: the votes
 *
 * Describes how the days of a column are written, in the letters that a schema has for them: such
 * as "%d/%m/%Y" or "%Y-%m-%dT%H:%M:%S".
 *
 * Returns: (transfer full) (nullable): the format; %NULL where the cells are written in several
 * ways, or do not tell the day from the month
 */
char *
tv_moment_votes_describe (const TvMomentVotes *votes)
{
  TvDateOrder order;
  gboolean is_sure = tv_date_votes_decide (&votes->order, &order);

  for (guint i = 0; i < TV_MOMENT_FORMS; i++)
    if (is_most (votes->form_counts[i], votes->count))
      return is_sure || (votes->forms[i] & FORM_YEAR_FIRST) != 0
                 ? print_form (votes->forms[i], order)
                 : NULL;
  return NULL;
}
