/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thai, Hindi and Bengali dates: months by name, the digits of the script, the years of the Buddha.
 * Their vowels are marks, which a folded text has no more, so that January and March or June would
 * be one word; so months are looked for in the text as it stands. Names are facts of the Unicode
 * CLDR, release 48. */
#include "base/tv-day-scripts.h"

#include <string.h>

#define BUDDHIST_YEARS 543 /* before the common era */
#define FIRST_BUDDHIST 2400
#define LAST_BUDDHIST 2699
#define FIRST_SHORT 50 /* of two digits, which are of 25.. */

/* In the order of months; a month has several names, the longer ones first. clang-format off */
static const char *const months[] = {
  "มกราคม|ม.ค.|ม.ค|जनवरी|जन॰|জানুয়ারি|জানুয়ারী|জানু",
  "กุมภาพันธ์|ก.พ.|ก.พ|फ़रवरी|फरवरी|फ़र॰|ফেব্রুয়ারি|ফেব্রুয়ারী|ফেব",
  "มีนาคม|มี.ค.|มี.ค|मार्च|মার্চ",
  "เมษายน|เม.ย.|เม.ย|अप्रैल|এপ্রিল",
  "พฤษภาคม|พ.ค.|พ.ค|मई|মে",
  "มิถุนายน|มิ.ย.|มิ.ย|जून|জুন",
  "กรกฎาคม|ก.ค.|ก.ค|जुलाई|जुल॰|জুলাই",
  "สิงหาคม|ส.ค.|ส.ค|अगस्त|अग॰|আগস্ট",
  "กันยายน|ก.ย.|ก.ย|सितंबर|सितम्बर|सित॰|সেপ্টেম্বর|সেপ্টে",
  "ตุลาคม|ต.ค.|ต.ค|अक्तूबर|अक्टूबर|अक्टू॰|অক্টোবর|অক্টো",
  "พฤศจิกายน|พ.ย.|พ.ย|नवंबर|नवम्बर|नव॰|নভেম্বর|নভে",
  "ธันวาคม|ธ.ค.|ธ.ค|दिसंबर|दिसम्बर|दिस॰|ডিসেম্বর|ডিসে",
};

static const char fillers[]
    = "วันที่|วัน|ที่|พ.ศ.|พ.ศ|ค.ศ.|เวลา|น.|จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์|सोमवार|"
      "मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|"
      "শনিবার|রবিবার";
/* clang-format on */

static gboolean
is_of_scripts (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_THAI || script == G_UNICODE_SCRIPT_DEVANAGARI
         || script == G_UNICODE_SCRIPT_BENGALI;
}

static gboolean
has_scripts (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_of_scripts (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* The bytes of the first word of a list that a text begins with, 0 = none. */
static gsize
match (const char *text, const char *words)
{
  for (const char *at = words; at != NULL; at = strchr (at, '|'))
    {
      gsize length = strcspn (at += *at == '|', "|");

      if (strncmp (text, at, length) == 0)
        return length;
    }
  return 0;
}

typedef struct
{
  GString *out;
  gsize digits; /* of the number that @out ends with */
  gboolean has_month, is_thai;
} Spelling;

/* A number ends: Thai years are those of the Buddha. */
static void
end_number (Spelling *spelling)
{
  int number = atoi (spelling->out->str + spelling->out->len - spelling->digits);
  int year = 0;

  if (spelling->is_thai && spelling->digits == 4 && number >= FIRST_BUDDHIST
      && number <= LAST_BUDDHIST)
    year = number - BUDDHIST_YEARS;
  else if (spelling->is_thai && spelling->has_month && spelling->digits == 2
           && number >= FIRST_SHORT)
    year = 2500 + number - BUDDHIST_YEARS;
  if (year > 0)
    {
      g_string_truncate (spelling->out, spelling->out->len - spelling->digits);
      g_string_append_printf (spelling->out, "%d", year);
    }
  spelling->digits = 0;
}

/* Takes a month or another word; its bytes, 0 = there is none. */
static gsize
take_word (Spelling *spelling, const char *at)
{
  static const char *const names[]
      = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if ((length = match (at, months[i])) > 0)
      {
        spelling->has_month = TRUE;
        g_string_append_printf (spelling->out, " %s ", names[i]);
        return length;
      }
  length = match (at, fillers);
  if (length > 0)
    g_string_append_c (spelling->out, ' ');
  return length;
}

/**
 * tv_day_script_spell:
 * @text: a cell
 * @length: its bytes
 *
 * Spells a day of the scripts of Thailand, India and Bengal in Latin letters and digits.
 *
 * Returns: (transfer full) (nullable): the day in English, %NULL where @text has none of their
 * letters
 */
char *
tv_day_script_spell (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  Spelling spelling = { 0 };

  if (!has_scripts (composed))
    return NULL;
  spelling.out = g_string_sized_new (length);
  for (const char *at = composed; *at != '\0';)
    {
      gunichar c = g_utf8_get_char (at);
      gsize taken;

      if (g_unichar_isdigit (c))
        {
          g_string_append_c (spelling.out, (char) ('0' + g_unichar_digit_value (c)));
          spelling.digits++;
          at = g_utf8_next_char (at);
          continue;
        }
      if (spelling.digits > 0)
        end_number (&spelling);
      spelling.is_thai |= g_unichar_get_script (c) == G_UNICODE_SCRIPT_THAI;
      taken = take_word (&spelling, at);
      if (taken == 0)
        g_string_append_unichar (spelling.out, c);
      at = taken > 0 ? at + taken : g_utf8_next_char (at);
    }
  if (spelling.digits > 0)
    end_number (&spelling);
  return g_string_free (spelling.out, FALSE);
}
