/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters beyond ASCII that each language of Europe writes, the frequent ones first. An
 * encoding is judged by the language that explains most of what it makes of the bytes; capitals
 * inside of small words and signs inside of words speak against it. */
#include "ingest/tv-letter-model.h"

#include <string.h>

#define EMPTY_CURRENCY 0.5
#define NEEDED_LETTERS 3 /* of a language, the most frequent ones */
#define FEWEST_LETTERS 3 /* different ones, of any word of a script of its own */

static const char *const languages[] = {
  "éèàêçôâîûùëïœæü",                      /* French */
  "üäößé",                                /* German */
  "óíáéñúü¿¡",                            /* Spanish */
  "ãçáéíóõâêúàôü",                        /* Portuguese */
  "àèéìòùí",                              /* Italian */
  "éëïöüèáó",                             /* Dutch */
  "äöåé",                                 /* Swedish, Finnish */
  "øåæéòôü",                              /* Danish, Norwegian */
  "ðáíþöóæúéý",                           /* Icelandic */
  "łęóąśżćńź",                            /* Polish */
  "íáěéčžýřšůúňóťď",                      /* Czech */
  "áíéčžýšúľťôňďóäĺŕ",                    /* Slovak */
  "áéöóőüíúű",                            /* Hungarian */
  "ăîâşţșț",                              /* Romanian */
  "čšžćđ",                                /* Croatian, Slovene */
  "ıüşöçğiâî",                            /* Turkish */
  "äõüöšž",                               /* Estonian */
  "āēšīņļžūģčķ",                          /* Latvian */
  "ėšųįžąčūę",                            /* Lithuanian */
  "ħżġċàìèòù",                            /* Maltese */
  "ĝĉŭŝĵĥ",                               /* Esperanto */
  "αοιετσνηυρπκμλςάωγδίήόέβύχθφώξζψϊϋΐΰ", /* Greek */
  "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",    /* Russian */
  "оаинтіевсркулдмпзяьбгчйхжюцщєїфґ",     /* Ukrainian */
  "аиоентрсвлдпкмзущбгячъжцюхфйьш",       /* Bulgarian */
  "יוהלאמרתבשנעםדחקפגכטצסזןךףץ",          /* Hebrew */
  "ايلنمرتوبةعدفهسكقحجشطصخضذثغظءئىأإآؤ",  /* Arabic */
  /* Thai */
  "านรอกเ่งมยลว้ดัทตสีะปิบคหแ์จพชขใืไุูึ็ผโำซถธศณฉฐษภญฟฝฏฎฆฬฮฤ",
};

static const struct
{
  const char *name;
  double prior;
  double doubt; /* where little speaks for it: of systems that few files come from any more */
} encodings[] = {
  { "WINDOWS-1252", 0.06, 0 },
  { "WINDOWS-1250", 0.02, 0.15 },
  { "ISO-8859-2", 0.01, 0 },
  { "WINDOWS-1254", 0, 0.03 },
  { "WINDOWS-1253", 0.01, 0 },
  { "ISO-8859-7", 0, 0 },
  { "WINDOWS-1251", 0.02, 0 },
  { "KOI8-R", 0, 0 },
  { "ISO-8859-5", 0, 0 },
  { "WINDOWS-1257", 0, 0.03 },
  { "MACINTOSH", -0.02, 0.2 },
  { "IBM850", -0.03, 0.15 },
  { "IBM852", -0.05, 0.16 },
  { "ISO-8859-15", 0.03, 0 },
  { "IBM866", -0.02, 0 },
  { "MAC-CYRILLIC", -0.03, 0 },
  { "IBM855", -0.04, 0 },
  { "WINDOWS-1255", -0.03, 0 },
  { "WINDOWS-1256", -0.03, 0 },
  { "ISO-8859-6", -0.03, 0 },
  { "TIS-620", -0.03, 0 },
  { "ISO-8859-13", -0.03, 0.1 },
  { "ISO-8859-4", -0.04, 0.2 },
  { "ISO-8859-10", -0.05, 0.2 },
  { "ISO-8859-16", -0.05, 0.2 },
  { "ISO-8859-3", -0.05, 0.2 },
  { "MAC-CENTRALEUROPE", -0.3, 0.2 },
};

static gsize
class_of (guint8 byte)
{
  return g_ascii_islower (byte) ? 1 : g_ascii_isupper (byte) ? 2 : 0;
}

/* Whether nothing that could be a word is beside the byte. */
static gboolean
is_alone (const guint8 *bytes, gsize length, gsize i)
{
  guint8 before = i > 0 ? bytes[i - 1] : 0, behind = i + 1 < length ? bytes[i + 1] : 0;

  return before < 0x80 && behind < 0x80 && class_of (before) == 0 && class_of (behind) == 0;
}

/* Whether a number is beside the byte: £512, 12 €. */
static gboolean
is_by_number (const guint8 *bytes, gsize length, gsize i)
{
  guint8 before = i > 0 ? bytes[i - 1] : 0, behind = i + 1 < length ? bytes[i + 1] : 0;

  if (g_ascii_isdigit (before) || g_ascii_isdigit (behind))
    return TRUE;
  return (before == ' ' && i > 1 && g_ascii_isdigit (bytes[i - 2]))
         || (behind == ' ' && i + 2 < length && g_ascii_isdigit (bytes[i + 2]));
}

/* Some write vowels as marks on their consonants. */
static gboolean
is_letter (gunichar c)
{
  return (g_unichar_isalpha (c) && c != 0xaa && c != 0xba) || g_unichar_ismark (c);
}

/**
 * tv_letter_census_add:
 * @census: a census, zeroed at first
 * @bytes: (array length=length): text in an unknown encoding
 * @length: of @bytes
 *
 * Counts the bytes beyond ASCII.
 */
void
tv_letter_census_add (TvLetterCensus *census, const guint8 *bytes, gsize length)
{
  guint8 before = 0;

  for (gsize i = 0; i < length; before = bytes[i++])
    {
      guint8 byte = bytes[i], at;

      if (byte < 0x80)
        continue;
      at = byte - 0x80;
      census->count[at]++;
      census->total++;
      census->after_lower[at] += class_of (before) == 1;
      census->after_upper[at] += class_of (before) == 2;
      if (is_alone (bytes, length, i))
        {
          census->alone[at]++;
          census->by_number[at] += is_by_number (bytes, length, i);
        }
      if (before >= 0x80)
        census->pairs[before - 0x80][at]++;
      if (i + 1 < length)
        {
          census->before_letter[at] += class_of (bytes[i + 1]) != 0;
          census->before_upper[at] += class_of (bytes[i + 1]) == 2;
          census->between[at] += class_of (before) == 2 && class_of (bytes[i + 1]) == 1;
        }
    }
  census->size += length;
}

static gboolean
decode (const char *encoding, gunichar letters[128])
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);

  if (converter == (GIConv) -1)
    return FALSE;
  for (guint i = 0; i < 128; i++)
    {
      char byte = (char) (0x80 + i), text[8] = { 0 };
      char *in = &byte, *out = text;
      gsize in_left = 1, out_left = sizeof text - 1;

      /* A letter that may take a mark is held back until the end of the text. */
      letters[i] = g_iconv (converter, &in, &in_left, &out, &out_left) == (gsize) -1
                           || g_iconv (converter, NULL, NULL, &out, &out_left) == (gsize) -1
                       ? 0
                       : g_utf8_get_char (text);
    }
  g_iconv_close (converter);
  return TRUE;
}

/* Signs that real texts hold beside letters. */
static gboolean
is_usual_sign (gunichar c)
{
  return c == 0xa0 || c == 0xab || c == 0xbb || c == 0xb0 || c == 0x20ac || c == 0x2019
         || c == 0x2018 || c == 0x201c || c == 0x201d || c == 0x201e || c == 0x2013 || c == 0x2014
         || c == 0x2026 || c == 0xa7 || c == 0xa9 || c == 0xae || c == 0xa3 || c == 0x2022
         || c == 0xaa || c == 0xba || c == 0xb7 || c == 0x201a || c == 0xbd || c == 0x2122
         || c == 0xb2 || c == 0xb4 || c == 0xb6 || c == 0xd7;
}

/* How often a sign stands between two letters. */
static double
count_within (const TvLetterCensus *census, const gunichar letters[128], guint sign)
{
  guint64 before = census->after_lower[sign] + census->after_upper[sign];
  guint64 behind = census->before_letter[sign];

  for (guint k = 0; k < 128; k++)
    if (is_letter (letters[k]))
      {
        before += census->pairs[k][sign];
        behind += census->pairs[sign][k];
      }
  return (double) MIN (before, behind);
}

/* Whether a letter is a word of its own in some language. */
static gboolean
can_be_word (gunichar c)
{
  return g_utf8_strchr ("àáâåäæèéêíòóôöøœиівскоуяазηήοό", -1, g_unichar_tolower (c)) != NULL;
}

static gboolean
is_latin (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

/* What speaks for or against a letter where it stands. */
static double
judge_letter (const TvLetterCensus *census, const gunichar letters[128], guint i)
{
  gunichar c = letters[i];
  double sum = 0;

  if (g_unichar_isupper (c))
    sum -= 2.0 * (double) census->after_lower[i] + (double) census->between[i];
  else
    sum -= 0.5 * (double) (census->after_upper[i] - census->between[i])
           + (double) census->before_upper[i];
  sum -= 2.0 * (double) (can_be_word (c) ? census->by_number[i] : census->alone[i]);
  /* No word mixes plain Latin letters with those of another script. */
  if (!is_latin (c))
    sum -= 2.0
           * (double) MAX (census->after_lower[i] + census->after_upper[i],
                           census->before_letter[i]);
  for (guint k = 0; k < 128 && g_unichar_isupper (c); k++)
    if (g_unichar_islower (letters[k]))
      sum -= 2.0 * census->pairs[k][i];
  return sum;
}

/* What speaks for or against a sign: inside of words there is only the apostrophe; quotes enclose
 * words, currencies stand beside numbers, dashes alone. */
static double
judge_sign (const TvLetterCensus *census, const gunichar letters[128], guint i)
{
  double within = count_within (census, letters, i), sum = 0;
  guint64 behind = census->after_lower[i] + census->after_upper[i];

  switch (letters[i])
    {
    case 0xa0: /* a space */
      return 1.2 * (double) census->alone[i];
    case 0xb7: /* the dot of Catalan and of units, or between two words */
      return (double) census->alone[i];
    case 0x2019:
      return within - 2.0 * census->pairs[i][i];
    case 0x201c:
    case 0xab:
      sum = (double) census->before_letter[i] - within;
      break;
    case 0x201d:
    case 0xbb:
      sum = (double) behind - within;
      break;
    case 0x201a:
    case 0x201e:
    case 0x2022: /* words have none of these at their end */
      return -(double) behind - 0.5 * within;
    case 0x2026: /* goes on to the end of a word */
      sum = (double) behind - within;
      break;
    case 0xa9:
    case 0xae:
    case 0x2122:
      sum = (double) (census->count[i] - census->before_letter[i]);
      break;
    case 0x20ac:
    case 0xa3:
    case 0xd7:
      sum = (double) census->by_number[i];
      break;
    case 0xb0: /* of degrees, or that of “n°” */
      sum = (double) census->by_number[i] + (double) behind - within;
      break;
    case 0x2013:
    case 0x2014:
      sum = (double) (census->alone[i] - census->by_number[i]);
      break;
    default:
      break;
    }
  return MAX (sum, 0) - 1.5 * within
         - (is_usual_sign (letters[i]) ? 0 : 0.6 * (double) census->count[i]);
}

/* Whether a byte is none of an encoding, or one of its controls. */
static gboolean
is_control (gunichar c)
{
  return c == 0 || (c >= 0x80 && c < 0xa0);
}

/* What does not depend on the language: signs inside of words, capitals inside of small ones. */
static double
judge_places (const TvLetterCensus *census, const gunichar letters[128])
{
  double sum = 0;

  for (guint i = 0; i < 128; i++)
    {
      gunichar c = letters[i];

      if (census->count[i] == 0)
        continue;
      if (is_control (c))
        sum -= 3.0 * (double) census->count[i];
      else if (is_letter (c))
        sum += judge_letter (census, letters, i);
      else
        sum += judge_sign (census, letters, i);
    }
  return sum;
}

/* The sign for any currency stands in tables of characters, and in no text. */
static gboolean
has_empty_currency (const TvLetterCensus *census, const gunichar letters[128])
{
  for (guint i = 0; i < 128; i++)
    if (census->count[i] > 0 && letters[i] == 0xa4)
      return TRUE;
  return FALSE;
}

/* Whether letters of other scripts than the Latin one are enough for words. One letter, again and
 * again in a text of plain letters, is none of such a language. */
static gboolean
has_other_script (const TvLetterCensus *census, const gunichar letters[128])
{
  guint count = 0;

  for (guint i = 0; i < 128; i++)
    count += census->count[i] > 0 && is_letter (letters[i]) && !is_latin (letters[i]);
  return count >= FEWEST_LETTERS;
}

/* Whether an encoding has the letters that a language needs most. */
static gboolean
can_write (const gunichar letters[128], const char *language)
{
  for (guint n = 0; n < NEEDED_LETTERS; n++, language = g_utf8_next_char (language))
    {
      gunichar c = g_utf8_get_char (language);
      gboolean is_found = FALSE;

      for (guint i = 0; i < 128 && !is_found; i++)
        is_found = letters[i] == c;
      if (!is_found)
        return FALSE;
    }
  return TRUE;
}

/* How many of the letters a language explains; frequent ones count more. */
static double
judge_language (const TvLetterCensus *census, const gunichar letters[128], const char *language)
{
  glong length = g_utf8_strlen (language, -1);
  double sum = 0;

  for (guint i = 0; i < 128; i++)
    {
      gunichar c = letters[i];
      const char *found;

      if (census->count[i] == 0 || c == 0 || !is_letter (c))
        continue;
      found = g_utf8_strchr (language, -1, g_unichar_tolower (c));
      if (found == NULL)
        sum -= 1.0 * (double) census->count[i];
      else
        sum += (1.1 - 0.5 * (double) g_utf8_pointer_to_offset (language, found) / (double) length)
               * (double) census->count[i];
    }
  return sum;
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const TvLetterScore *a = one, *b = other;

  return a->score > b->score ? -1 : a->score < b->score ? 1 : 0;
}

/**
 * tv_letter_census_count_kinds:
 * @census: what was counted
 *
 * Returns: how many different bytes beyond ASCII there are
 */
guint
tv_letter_census_count_kinds (const TvLetterCensus *census)
{
  guint kinds = 0;

  for (guint i = 0; i < 128; i++)
    kinds += census->count[i] > 0;
  return kinds;
}

/**
 * tv_letter_census_judge:
 * @census: what was counted
 * @out_scores: (element-type TvLetterScore): takes every encoding with its score, the best first
 *
 * Judges encodings by what they make of the bytes.
 */
void
tv_letter_census_judge (const TvLetterCensus *census, GArray *out_scores)
{
  for (gsize e = 0; e < G_N_ELEMENTS (encodings); e++)
    {
      TvLetterScore score = { encodings[e].name, -10 };
      gunichar letters[128];
      gboolean has_other;

      if (census->total == 0 || !decode (encodings[e].name, letters))
        continue;
      has_other = has_other_script (census, letters);
      for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
        if ((has_other || is_latin (g_utf8_get_char (languages[l])))
            && can_write (letters, languages[l]))
          score.score
              = MAX (score.score,
                     judge_language (census, letters, languages[l]) / (double) census->total);
      score.score += judge_places (census, letters) / (double) census->total + encodings[e].prior
                     - encodings[e].doubt / tv_letter_census_count_kinds (census);
      for (guint i = 0; i < 128; i++)
        score.has_controls |= census->count[i] > 0 && is_control (letters[i]);
      if (has_empty_currency (census, letters))
        score.score -= EMPTY_CURRENCY;
      g_array_append_val (out_scores, score);
    }
  g_array_sort (out_scores, compare);
}

/**
 * tv_letter_census_is_alike:
 * @census: what was counted
 * @one: an encoding
 * @other: another
 *
 * Returns: whether both read the counted bytes alike
 */
gboolean
tv_letter_census_is_alike (const TvLetterCensus *census, const char *one, const char *other)
{
  gunichar letters[128], others[128];

  if (g_str_equal (one, other))
    return TRUE;
  if (!decode (one, letters) || !decode (other, others))
    return FALSE;
  for (guint i = 0; i < 128; i++)
    if (census->count[i] > 0 && letters[i] != others[i])
      return FALSE;
  return TRUE;
}
