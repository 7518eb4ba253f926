/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days whose month is a word, whole or shortened, in seven languages: "5 janv. 2026", "Sep 5,
 * 2026", "05-Mar-26", "Sat, 3 de mayo de 2025 10:15". They need no order of day and month. */
#include "base/tv-day-words.h"

#include <string.h>

#include "base/tv-text.h"

#define LONGEST 60 /* bytes; what is longer is a sentence */

/* Whole words, folded, so that a sentence with a date in it is none. */
static const struct
{
  const char *word;
  int month;
} months[] = {
  { "jan", 1 },        { "january", 1 },    { "janv", 1 },      { "janvier", 1 },
  { "januar", 1 },     { "januari", 1 },    { "janeiro", 1 },   { "gen", 1 },
  { "gennaio", 1 },    { "ene", 1 },        { "enero", 1 },     { "feb", 2 },
  { "february", 2 },   { "fev", 2 },        { "fevr", 2 },      { "fevrier", 2 },
  { "februar", 2 },    { "februari", 2 },   { "fevereiro", 2 }, { "febbraio", 2 },
  { "febrero", 2 },    { "mar", 3 },        { "march", 3 },     { "mars", 3 },
  { "marz", 3 },       { "maerz", 3 },      { "maart", 3 },     { "mrt", 3 },
  { "marzo", 3 },      { "marco", 3 },      { "apr", 4 },       { "april", 4 },
  { "avr", 4 },        { "avril", 4 },      { "abr", 4 },       { "abril", 4 },
  { "aprile", 4 },     { "may", 5 },        { "mai", 5 },       { "mei", 5 },
  { "mag", 5 },        { "maggio", 5 },     { "mayo", 5 },      { "maio", 5 },
  { "jun", 6 },        { "june", 6 },       { "juin", 6 },      { "juni", 6 },
  { "junho", 6 },      { "junio", 6 },      { "giu", 6 },       { "giugno", 6 },
  { "jul", 7 },        { "july", 7 },       { "juil", 7 },      { "juillet", 7 },
  { "juli", 7 },       { "julho", 7 },      { "julio", 7 },     { "lug", 7 },
  { "luglio", 7 },     { "aug", 8 },        { "august", 8 },    { "aout", 8 },
  { "augustus", 8 },   { "ago", 8 },        { "agosto", 8 },    { "sep", 9 },
  { "sept", 9 },       { "september", 9 },  { "septembre", 9 }, { "septiembre", 9 },
  { "set", 9 },        { "setembro", 9 },   { "settembre", 9 }, { "oct", 10 },
  { "october", 10 },   { "octobre", 10 },   { "okt", 10 },      { "oktober", 10 },
  { "octubre", 10 },   { "out", 10 },       { "outubro", 10 },  { "ott", 10 },
  { "ottobre", 10 },   { "nov", 11 },       { "november", 11 }, { "novembre", 11 },
  { "noviembre", 11 }, { "novembro", 11 },  { "dec", 12 },      { "december", 12 },
  { "decembre", 12 },  { "dez", 12 },       { "dezember", 12 }, { "dezembro", 12 },
  { "dic", 12 },       { "diciembre", 12 }, { "dicembre", 12 },
};

/* Days of the week and words between the parts. */
static const char *const fillers[]
    = { "de",     "mon",      "monday",   "tue",    "tuesday", "wed",      "wednesday",
        "thu",    "thursday", "fri",      "friday", "sat",     "saturday", "sun",
        "sunday", "lun",      "lundi",    "mardi",  "mer",     "mercredi", "jeu",
        "jeudi",  "ven",      "vendredi", "sam",    "samedi",  "dim",      "dimanche",
        "mo",     "di",       "mi",       "do",     "fr",      "sa",       "so" };

static int
find_month (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_equal (months[i].word, word))
      return months[i].month;
  return 0;
}

static gboolean
is_filler (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (g_str_equal (fillers[i], word))
      return TRUE;
  return FALSE;
}

/* A number without its ending: 1er, 2nd, 5th. */
static gboolean
read_number (const char *word, int *out_value, gsize *out_digits)
{
  static const char *const endings[] = { "", "er", "st", "nd", "rd", "th" };
  gsize digits = strspn (word, "0123456789");

  if (digits == 0 || digits > 4)
    return FALSE;
  *out_value = atoi (word);
  *out_digits = digits;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (word + digits, endings[i]))
      return TRUE;
  return FALSE;
}

/* The length of the text up to a time of day, which is not read. */
static gsize
find_time (const char *text, gsize length)
{
  const char *colon = memchr (text, ':', length);
  gsize end;

  if (colon == NULL)
    return length;
  end = (gsize) (colon - text);
  while (end > 0 && g_ascii_isdigit (text[end - 1]))
    end--;
  return end;
}

/**
 * tv_day_has_word:
 * @text: a cell
 * @length: of @text
 *
 * Returns: whether it holds a letter, so that its month may be a word
 */
gboolean
tv_day_has_word (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalpha (text[i]) || (guchar) text[i] >= 0x80)
      return TRUE;
  return FALSE;
}

/**
 * tv_day_parse_words:
 * @text: a cell
 * @length: of @text
 * @out_day: (out): its day number
 *
 * Reads a day whose month is a word, with the day before or behind it and the year at the end or,
 * of four digits, in front. A day of the week and a time of day are passed by.
 *
 * Returns: %FALSE where @text is anything else
 */
gboolean
tv_day_parse_words (const char *text, gsize length, TvDay *out_day)
{
  g_autofree char *cut = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;
  int month = 0, day = 0, year = -1;
  TvDay found;

  if (length > LONGEST || !tv_day_has_word (text, length))
    return FALSE;
  cut = g_strndup (text, find_time (text, length));
  folded = tv_text_fold (cut);
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize digits = 0;
      int number = 0;

      if (month == 0 && find_month (parts[i]) > 0)
        month = find_month (parts[i]);
      else if (read_number (parts[i], &number, &digits))
        {
          if (digits <= 2 && day == 0)
            day = number;
          else if (year < 0 && (digits == 4 || (digits == 2 && month > 0)))
            year = digits == 4 ? number : number + (number <= 68 ? 2000 : 1900);
          else
            return FALSE;
        }
      else if (!is_filler (parts[i]))
        return FALSE;
    }
  found = month > 0 && year >= 0 ? tv_day_from_ymd (year, month, day) : TV_DAY_NONE;
  if (found == TV_DAY_NONE)
    return FALSE;
  *out_day = found;
  return TRUE;
}
