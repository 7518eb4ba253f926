/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte order mark, then the NUL pattern of UTF-16 and UTF-32, then valid UTF-8, else statistics:
 * the letters that each encoding makes of the bytes, with libuchardet as one more voice. Of those
 * that read alike, the one that Windows calls by its name. */
#include "ingest/tv-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/tv-error.h"
#include "ingest/tv-letter-model.h"
#include "ingest/tv-utf8.h"

#define FIRST_WIDE 0x3000 /* characters of East Asia */
#define LAST_WIDE 0x9fff
#define LEAST_WIDE 8 /* of them in a text */
#define VOICE_BONUS 0.35
#define VOICE_KINDS 2 /* different bytes that the voice needs to be heard in full */
#define FEW 10        /* bytes to each that may be damage */
#define MIXED 3       /* characters of UTF-8 to each that is none, in a text of two encodings */

typedef struct
{
  guint64 nuls[4]; /* by place modulo 4 */
  guint64 controls, shifts, high, size;
  guint64 good, cut, bad; /* characters of UTF-8: whole, begun and not ended, not at all */
  gboolean has_escapes;   /* of ISO 2022 */
} Census;

static void
count_bytes (Census *census, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = bytes[i];

      census->high += byte >= 0x80;
      if (byte >= 0x20)
        continue;
      if (byte == 0)
        census->nuls[i & 3]++;
      else if (byte == 0x1b && i + 1 < length && (bytes[i + 1] == '$' || bytes[i + 1] == '('))
        census->has_escapes = TRUE;
      else if (byte == 0x0e || byte == 0x0f)
        census->shifts++; /* to the other set of ISO 2022 and back */
      else if (strchr ("\t\n\r\f\v\032\036\037\034\035\001\002", byte) == NULL)
        census->controls++;
    }
  census->size += length;
}

/* A character of UTF-8 that begins and does not end is more likely torn than text of another
 * encoding: a letter is seldom followed by what stands beyond ASCII. */
static void
count_utf8 (Census *census, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length;)
    {
      guint8 byte = bytes[i];
      gsize wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2, got = 1;

      if (byte < 0x80)
        {
          i++;
          continue;
        }
      while (got < wanted && i + got < length && (bytes[i + got] & 0xc0) == 0x80)
        got++;
      if (byte < 0xc2 || byte > 0xf4)
        census->bad++;
      else if (got == wanted)
        census->good++;
      else if (i + got == length || got > 1)
        census->cut++;
      else
        census->bad++;
      i += byte < 0xc2 || byte > 0xf4 ? 1 : got;
    }
}

/* The bytes of the head without the NULs that fill up the end of the file; characters of four bytes
 * have three of them at most. */
static gsize
measure_head (const TvSample *sample)
{
  gsize length = sample->head->len;

  while (sample->is_whole && length > 0 && sample->head->data[length - 1] == 0)
    length--;
  return length + MIN (sample->head->len - length, 3);
}

static void
count_sample (Census *census, const TvSample *sample)
{
  count_bytes (census, sample->head->data, measure_head (sample));
  count_utf8 (census, sample->head->data, sample->head->len);
  for (guint i = 0; i < sample->blocks->len; i++)
    {
      gsize length, skip = 0;
      const guint8 *bytes = g_bytes_get_data (sample->blocks->pdata[i], &length);

      count_bytes (census, bytes, length);
      while (skip < MIN (length, 3) && (bytes[skip] & 0xc0) == 0x80)
        skip++;
      count_utf8 (census, bytes + skip, length - skip);
    }
}

static const char *
get_mark (const guint8 *bytes, gsize length)
{
  if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    return "UTF-8";
  if (length >= 4 && memcmp (bytes, "\377\376\0\0", 4) == 0)
    return "UTF-32LE";
  if (length >= 4 && memcmp (bytes, "\0\0\376\377", 4) == 0)
    return "UTF-32BE";
  if (length >= 2 && memcmp (bytes, "\377\376", 2) == 0)
    return "UTF-16LE";
  return length >= 2 && memcmp (bytes, "\376\377", 2) == 0 ? "UTF-16BE" : NULL;
}

/* Text in wide characters has a NUL in nearly every place of one kind. */
static const char *
judge_nuls (const Census *census)
{
  const guint64 *nuls = census->nuls;
  guint64 quarter = census->size / 4 + 1;

  if (census->size < 4)
    return NULL;
  if (nuls[2] * 10 > quarter * 9 && nuls[3] * 10 > quarter * 9 && nuls[0] * 4 < quarter)
    return "UTF-32LE";
  if (nuls[0] * 10 > quarter * 9 && nuls[1] * 10 > quarter * 9 && nuls[3] * 4 < quarter)
    return "UTF-32BE";
  if (nuls[1] + nuls[3] > census->size / 5 && nuls[0] + nuls[2] < census->size / 50)
    return "UTF-16LE";
  if (nuls[0] + nuls[2] > census->size / 5 && nuls[1] + nuls[3] < census->size / 50)
    return "UTF-16BE";
  return NULL;
}

static gboolean
is_text (const Census *census)
{
  guint64 nuls = census->nuls[0] + census->nuls[1] + census->nuls[2] + census->nuls[3];
  guint64 controls = census->controls + (census->has_escapes ? 0 : census->shifts);

  /* One torn record is that record's matter; archives, pictures and databases have far more. */
  return nuls + controls <= census->size / 100 + 8;
}

static char *
ask_voice (const TvSample *sample)
{
  uchardet_t voice = uchardet_new ();
  char *answer;

  uchardet_handle_data (voice, (const char *) sample->head->data, sample->head->len);
  for (guint i = 0; i < sample->blocks->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (sample->blocks->pdata[i], &length);

      uchardet_handle_data (voice, bytes, length);
    }
  uchardet_data_end (voice);
  answer = g_ascii_strup (uchardet_get_charset (voice), -1);
  uchardet_delete (voice);
  return answer;
}

static gboolean
is_wide_name (const char *name)
{
  static const char *const names[]
      = { "SHIFT_JIS",  "EUC-JP",   "EUC-KR",      "UHC",         "CP949",
          "BIG5",       "GB18030",  "GB2312",      "EUC-TW",      "JOHAB",
          "HZ-GB-2312", "HZ-GB-23", "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

/* Whether all of the head is text in an encoding; its end may be cut. */
static gboolean
converts (const TvSample *sample, const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize read = 0;
  g_autofree char *text = g_convert ((const char *) sample->head->data,
                                     (gssize) sample->head->len,
                                     "UTF-8",
                                     name,
                                     &read,
                                     NULL,
                                     &error);

  return text != NULL || (read + 4 > sample->head->len && !sample->is_whole);
}

/* Whether a text has words of kana and kanji in Shift_JIS, few as they are among numbers: nearly
 * all that is not ASCII, and side by side. Latin letters read so make single characters, those of
 * other encodings narrow ones. */
static gboolean
is_shift_jis (const TvSample *sample)
{
  const char *bytes = (const char *) sample->head->data;
  gsize length = sample->head->len;
  g_autofree char *text = NULL;
  guint wide = 0, beside = 0, others = 0;
  gunichar before = 0;

  /* The last character may be cut. */
  for (guint cut = 0; text == NULL && cut < 2 && cut < length; cut++)
    text = g_convert (bytes, (gssize) (length - cut), "UTF-8", "SHIFT_JIS", NULL, NULL, NULL);
  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_wide = c >= FIRST_WIDE && c <= LAST_WIDE;

      wide += is_wide;
      beside += is_wide && before >= FIRST_WIDE && before <= LAST_WIDE;
      others += c >= 0x80 && !is_wide;
      before = c;
    }
  return wide >= LEAST_WIDE && others * 10 <= wide && beside * 2 >= wide;
}

/* Those of Latin letters with a newer form at Windows, where nothing tells them apart. */
static const char *
resolve (const char *name)
{
  static const struct
  {
    const char *heard, *meant;
  } pairs[] = { { "ISO-8859-1", "WINDOWS-1252" },
                { "ISO-8859-9", "WINDOWS-1254" },
                { "ISO-8859-4", "WINDOWS-1257" },
                { "ISO-8859-13", "WINDOWS-1257" },
                { "MACROMAN", "MACINTOSH" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (name, pairs[i].heard))
      return pairs[i].meant;
  return name;
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const TvLetterScore *a = one, *b = other;

  return a->score > b->score ? -1 : a->score < b->score ? 1 : 0;
}

/* Whether most bytes beyond ASCII, and few bytes of all, are such as UTF-8 never has. */
static gboolean
may_be_damage (const TvLetterCensus *letters)
{
  guint64 never = letters->count[0xc0 - 0x80] + letters->count[0xc1 - 0x80];

  for (guint byte = 0xf5; byte <= 0xff; byte++)
    never += letters->count[byte - 0x80];
  return never * 2 > letters->total && letters->total * FEW < letters->size;
}

/* How sure the best is: by how much it is better than the next one that reads the text in another
 * way, as what reads it alike takes nothing away. Measured on texts of thirty languages in the
 * encodings that they are written in: of the guesses with such a lead, so many were right. */
static double
get_certainty (const TvLetterCensus *letters, const GArray *scores)
{
  static const struct
  {
    double lead, share;
  } measured[] = { { 0, .55 }, { .1, .65 }, { .2, .75 }, { .3, .93 }, { .4, .975 }, { .5, .995 } };
  const TvLetterScore *best = &g_array_index (scores, TvLetterScore, 0);
  double lead = 1;

  for (guint i = 1; i < scores->len; i++)
    {
      const TvLetterScore *other = &g_array_index (scores, TvLetterScore, i);

      if (tv_letter_census_is_alike (letters, best->encoding, other->encoding))
        continue;
      lead = best->score - other->score;
      break;
    }
  for (gsize i = 1; i < G_N_ELEMENTS (measured); i++)
    if (lead < measured[i].lead)
      return measured[i - 1].share
             + (measured[i].share - measured[i - 1].share) * (lead - measured[i - 1].lead)
                   / (measured[i].lead - measured[i - 1].lead);
  return measured[G_N_ELEMENTS (measured) - 1].share;
}

static void
judge_letters (const TvSample *sample, const char *voice, TvEncodingGuess *guess)
{
  g_autofree TvLetterCensus *letters = g_new0 (TvLetterCensus, 1);
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (TvLetterScore));
  const TvLetterScore *best;
  gboolean is_judged = FALSE;
  guint kinds;

  tv_letter_census_add (letters, sample->head->data, sample->head->len);
  for (guint i = 0; i < sample->blocks->len; i++)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (sample->blocks->pdata[i], &length);

      tv_letter_census_add (letters, bytes, length);
    }
  tv_letter_census_judge (letters, scores);
  kinds = tv_letter_census_count_kinds (letters);
  for (guint i = 0; i < scores->len; i++)
    {
      TvLetterScore *score = &g_array_index (scores, TvLetterScore, i);

      is_judged |= g_str_equal (score->encoding, voice);
      if (*voice != '\0' && !score->has_controls
          && tv_letter_census_is_alike (letters, score->encoding, voice))
        score->score += VOICE_BONUS * MIN (kinds, VOICE_KINDS) / VOICE_KINDS;
    }
  g_array_sort (scores, compare);
  best = &g_array_index (scores, TvLetterScore, 0);
  guess->name = g_strdup (best->encoding);
  guess->confidence = get_certainty (letters, scores);
  /* What the letters do not know may be right where nothing else is. Bytes that are letters of no
   * language at all are damage, which is told row by row. */
  if (best->score < 0.2 && !is_judged && *voice != '\0' && converts (sample, voice))
    {
      g_free (guess->name);
      guess->name = g_strdup (voice);
      guess->confidence = 0.5;
    }
  else if (best->score < 0 && may_be_damage (letters))
    {
      g_free (guess->name);
      guess->name = g_strdup ("UTF-8");
      guess->confidence = 0.3;
    }
  for (guint i = 0; i < scores->len && guess->alternatives->len < 4; i++)
    if (!g_str_equal (g_array_index (scores, TvLetterScore, i).encoding, guess->name))
      g_ptr_array_add (guess->alternatives,
                       g_strdup (g_array_index (scores, TvLetterScore, i).encoding));
}

static void
judge_bytes (const TvSample *sample, const Census *census, TvEncodingGuess *guess)
{
  g_autofree char *heard = NULL;
  const char *voice;

  if (census->bad == 0 && !census->has_escapes
      && (census->cut <= 1 || census->cut * 20 <= census->good))
    {
      guess->name = g_strdup ("UTF-8");
      guess->confidence = census->good > 0 ? 0.99 : 1;
      g_ptr_array_add (guess->alternatives, g_strdup ("WINDOWS-1252"));
      return;
    }
  if (!census->has_escapes && (census->bad + census->cut) * 50 < census->good)
    {
      guess->name = g_strdup ("UTF-8");
      guess->confidence = 0.9;
      g_ptr_array_add (guess->alternatives, g_strdup ("WINDOWS-1252"));
      return;
    }
  heard = ask_voice (sample);
  voice = resolve (heard);
  if (!is_wide_name (voice) && !census->has_escapes && is_shift_jis (sample))
    {
      guess->name = g_strdup ("SHIFT_JIS");
      guess->confidence = 0.9;
      g_ptr_array_add (guess->alternatives, g_strdup ("WINDOWS-1252"));
      return;
    }
  if (is_wide_name (voice) && (census->high * 12 > census->size || census->has_escapes)
      && converts (sample, voice))
    {
      guess->name = g_strdup (voice);
      guess->confidence = 0.95;
      g_ptr_array_add (guess->alternatives, g_strdup ("WINDOWS-1252"));
      return;
    }
  /* Rows of another encoding among those of UTF-8 are told one by one. Read as theirs, all others
   * would be wrong, and nothing would say so. */
  if (census->high == 0 || (census->bad + census->cut) * MIXED < census->good)
    {
      guess->name = g_strdup ("UTF-8");
      guess->confidence = census->high == 0 ? 0.9 : 0.7;
      return;
    }
  judge_letters (sample, voice, guess);
}

/**
 * tv_encoding_guess_clear:
 * @guess: a guess
 *
 * Frees what it holds.
 */
void
tv_encoding_guess_clear (TvEncodingGuess *guess)
{
  g_clear_pointer (&guess->name, g_free);
  g_clear_pointer (&guess->alternatives, g_ptr_array_unref);
}

/**
 * tv_encoding_guess:
 * @sample: the bytes
 * @path: (type filename): the file, for messages
 * @out_guess: (out caller-allocates): the encoding
 * @error: return location for TV_ERROR_INVALID_INPUT
 *
 * Finds the encoding of a text.
 *
 * Returns: %FALSE for what is no text
 */
gboolean
tv_encoding_guess (const TvSample *sample,
                   const char *path,
                   TvEncodingGuess *out_guess,
                   GError **error)
{
  g_autofree char *file_name = g_path_get_basename (path);
  Census census = { 0 };
  const char *name = get_mark (sample->head->data, sample->head->len);

  memset (out_guess, 0, sizeof *out_guess);
  out_guess->alternatives = g_ptr_array_new_with_free_func (g_free);
  out_guess->has_bom = name != NULL;
  out_guess->confidence = 1;
  if (name == NULL)
    {
      count_sample (&census, sample);
      name = judge_nuls (&census);
    }
  if (name != NULL)
    out_guess->name = g_strdup (name);
  else if (is_text (&census))
    judge_bytes (sample, &census, out_guess);
  else
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not read “%s”: %s."),
                   file_name,
                   _ ("it holds no text; export it as CSV"));
      tv_encoding_guess_clear (out_guess);
      return FALSE;
    }
  return TRUE;
}
