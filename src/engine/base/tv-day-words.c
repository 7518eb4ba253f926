/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days whose month is a word, whole or shortened, in seven languages: "5 janv. 2026", "Sep 5,
 * 2026", "05-Mar-26", "31JAN2024", "Sat, 3 de mayo de 2025 10:15", "Wed Jan 31 10:20:30 2024". They
 * need no order of day and month. */
#include "base/tv-day-words.h"

#include <string.h>

#include "base/tv-day-time.h"
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
static const char *const fillers[] = {
  "de",       "a",         "um",         "at",       "alle",      "mon",     "monday",  "tue",
  "tuesday",  "wed",       "wednesday",  "thu",      "thursday",  "fri",     "friday",  "sat",
  "saturday", "sun",       "sunday",     "lun",      "lundi",     "mardi",   "mer",     "mercredi",
  "jeu",      "jeudi",     "ven",        "vendredi", "sam",       "samedi",  "dim",     "dimanche",
  "mo",       "di",        "mi",         "do",       "fr",        "sa",      "so",      "montag",
  "dienstag", "mittwoch",  "donnerstag", "freitag",  "samstag",   "sonntag", "lunes",   "martes",
  "mie",      "miercoles", "jue",        "jueves",   "vie",       "viernes", "sab",     "sabado",
  "dom",      "domingo",   "lunedi",     "martedi",  "mercoledi", "gio",     "giovedi", "venerdi",
  "domenica", "le",        "del",        "of",       "om",        "uhr",     "kl",      "den",
  "tues",     "weds",      "thur",       "thurs",    "segunda",   "terca",   "quarta",  "quinta",
  "sexta",    "feira",     "seg",        "ter",      "qua",       "qui",     "sex",     "maandag",
  "dinsdag",  "woensdag",  "donderdag",  "vrijdag",  "zaterdag",  "zondag",  "ma",      "wo",
  "vr",       "za",        "zo"
};

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

/* A number without its ending: 1er, 2e, 2nd, 5th. */
static gboolean
read_number (const char *word, int *out_value, gsize *out_digits)
{
  static const char *const endings[] = { "", "er", "e", "st", "nd", "rd", "th" };
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

/* The year where it stands last, behind the time and its zone; -1 = it does not. */
static int
find_last_year (const char *text, gsize length)
{
  gsize digits = 0;
  int year = 0;

  while (digits < length && g_ascii_isdigit (text[length - digits - 1]))
    digits++;
  if (digits != 4 || length == digits || text[length - 5] != ' ' || text[length - 4] == '0')
    return -1;
  for (const char *at = text + length - 4; at < text + length; at++)
    year = year * 10 + (*at - '0');
  return year;
}

/* Parts the day, the month and the year of 31JAN2024. */
static char *
part_glued (const char *folded)
{
  gsize day = strspn (folded, "0123456789");
  gsize word = strspn (folded + day, "abcdefghijklmnopqrstuvwxyz");
  const char *year = folded + day + word;
  gsize digits = strspn (year, "0123456789");

  if (day == 0 || day > 2 || word < 3 || (digits != 2 && digits != 4) || year[digits] != '\0')
    return g_strdup (folded);
  return g_strdup_printf ("%.*s %.*s %s", (int) day, folded, (int) word, folded + day, year);
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

/* What was read of a day. */
typedef struct
{
  int day, month, year; /* day and month 0, year -1 = not yet */
} Words;

/* Takes one word; FALSE where it is none of a day. The third month of some, shortened, is the
 * second day of the week of others: mar. 30 janv. 2024. */
static gboolean
take_word (Words *words, const char *word, gboolean *is_mar_first)
{
  int month = find_month (word), number;
  gsize digits;

  if (month > 0 && (words->month == 0 || *is_mar_first))
    {
      *is_mar_first = words->month == 0 && words->day == 0 && g_str_equal (word, "mar");
      words->month = month;
      return TRUE;
    }
  if (!read_number (word, &number, &digits))
    return is_filler (word);
  if (digits <= 2 && words->day == 0)
    words->day = number;
  else if (words->year < 0 && (digits == 4 || (digits == 2 && words->month > 0)))
    words->year = digits == 4 ? number : number + (number <= 68 ? 2000 : 1900);
  else
    return FALSE;
  return TRUE;
}

/**
 * tv_day_parse_words:
 * @text: a cell
 * @length: of @text
 * @out_day: (out): its day number
 *
 * Reads a day whose month is a word, with the day before or behind it and the year at the end, also
 * behind a time, or, of four digits, in front. A day of the week and a time of day are passed by.
 *
 * Returns: %FALSE where @text is anything else
 */
gboolean
tv_day_parse_words (const char *text, gsize length, TvDay *out_day)
{
  g_autofree char *cut = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *parted = NULL;
  g_auto (GStrv) parts = NULL;
  Words words = { 0, 0, -1 };
  gboolean is_mar_first = FALSE;
  gsize before;
  TvDay found;

  if (length > LONGEST || !tv_day_has_word (text, length))
    return FALSE;
  before = tv_day_time_find (text, length);
  cut = g_strndup (text, before);
  folded = tv_text_fold (cut);
  parted = part_glued (folded);
  parts = g_strsplit (parted, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!take_word (&words, parts[i], &is_mar_first))
      return FALSE;
  if (words.year < 0)
    words.year = find_last_year (text + before, length - before);
  found = words.month > 0 && words.year >= 0 ? tv_day_from_ymd (words.year, words.month, words.day)
                                             : TV_DAY_NONE;
  if (found == TV_DAY_NONE)
    return FALSE;
  *out_day = found;
  return TRUE;
}
