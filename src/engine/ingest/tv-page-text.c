/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters in web pages. The bytes go before what a page declares of itself, as pages declare what
 * their programmer copied; the declaration tells single-byte encodings apart. References without
 * their semicolon, and those that mean nothing, stay as they are. */
#include "ingest/tv-page-text.h"

#include <string.h>

#include "ingest/tv-encoding.h"

#define DECLARED_WITHIN 4096 /* bytes */
#define LONGEST_REFERENCE 10

/* The names of U+00A0 to U+00FF in their order. */
static const char latin_names[]
    = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg "
      "plusmn "
      "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
      "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc "
      "Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml "
      "Yacute "
      "THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
      "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave "
      "uacute ucirc uuml yacute thorn yuml ";

static const struct
{
  const char *name;
  gunichar character;
} other_names[] = {
  { "amp", '&' },      { "lt", '<' },        { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },    { "euro", 0x20ac },   { "ndash", 0x2013 },  { "mdash", 0x2014 },
  { "lsquo", 0x2018 }, { "rsquo", 0x2019 },  { "sbquo", 0x201a },  { "ldquo", 0x201c },
  { "rdquo", 0x201d }, { "bdquo", 0x201e },  { "bull", 0x2022 },   { "hellip", 0x2026 },
  { "trade", 0x2122 }, { "OElig", 0x152 },   { "oelig", 0x153 },   { "Scaron", 0x160 },
  { "scaron", 0x161 }, { "Yuml", 0x178 },    { "minus", 0x2212 },  { "ensp", 0x2002 },
  { "emsp", 0x2003 },  { "thinsp", 0x2009 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203a },
};

/* The encoding after “charset=” near the start of a page, if it is one of single bytes. */
static char *
find_declared (const TvSample *sample)
{
  g_autofree char *head
      = g_strndup ((const char *) sample->head->data, MIN (sample->head->len, DECLARED_WITHIN));
  g_autofree char *lower = g_ascii_strdown (head, -1);
  g_autofree char *name = NULL;
  const char *at = strstr (lower, "charset=");
  GIConv converter;

  if (at == NULL)
    return NULL;
  at += strlen ("charset=");
  at += *at == '"' || *at == '\'';
  name = g_strndup (at, strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789-_"));
  if (*name == '\0' || g_str_has_prefix (name, "utf") || g_str_has_prefix (name, "ucs"))
    return NULL;
  /* Who says the one means the other. */
  if (g_str_equal (name, "iso-8859-1") || g_str_equal (name, "latin1")
      || g_str_equal (name, "us-ascii"))
    return g_strdup ("WINDOWS-1252");
  converter = g_iconv_open ("UTF-8", name);
  if (converter == (GIConv) -1)
    return NULL;
  g_iconv_close (converter);
  return g_steal_pointer (&name);
}

/**
 * tv_page_choose_encoding:
 * @path: (type filename): a web page
 * @error: return location for an error that names the file
 *
 * Finds out how the letters of a page are written.
 *
 * Returns: (transfer full) (nullable): what iconv calls it
 */
char *
tv_page_choose_encoding (const char *path, GError **error)
{
  g_autoptr (TvSample) sample = tv_sample_read (path, NULL, error);
  g_auto (TvEncodingGuess) guess = { 0 };
  char *declared;

  if (sample == NULL || !tv_encoding_guess (sample, path, &guess, error))
    return NULL;
  if (g_ascii_strncasecmp (guess.name, "UTF", 3) == 0)
    return g_strdup (guess.name);
  declared = find_declared (sample);
  return declared != NULL ? declared : g_strdup (guess.name);
}

/* The character that a name means, 0 = none. */
static gunichar
find_name (const char *name, gsize length)
{
  const char *at = latin_names;

  for (gsize i = 0; i < G_N_ELEMENTS (other_names); i++)
    if (strlen (other_names[i].name) == length && memcmp (other_names[i].name, name, length) == 0)
      return other_names[i].character;
  for (gunichar character = 0xa0; character <= 0xff; character++)
    {
      gsize known = strcspn (at, " ");

      if (known == length && memcmp (at, name, length) == 0)
        return character;
      at += known + 1;
    }
  return 0;
}

static gunichar
read_number (const char *digits, gsize length)
{
  gboolean is_hex = length > 1 && g_ascii_tolower (*digits) == 'x';
  gunichar code = 0;

  for (gsize i = is_hex; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (digits[i]);

      if (digit < 0 || (!is_hex && digit > 9) || code > 0x10ffff)
        return 0;
      code = code * (is_hex ? 16 : 10) + (gunichar) digit;
    }
  return g_unichar_validate (code) ? code : 0;
}

/**
 * tv_page_append_text:
 * @out: where to append
 * @text: (array length=length): text of a page between tags
 * @length: in bytes
 *
 * Appends text with its references as the characters that they mean.
 */
void
tv_page_append_text (GString *out, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *mark = memchr (text, '&', (gsize) (end - text));
      const char *close;
      gunichar character = 0;

      g_string_append_len (out, text, (mark != NULL ? mark : end) - text);
      if (mark == NULL)
        return;
      close = memchr (mark, ';', MIN ((gsize) (end - mark), LONGEST_REFERENCE + 2));
      if (close != NULL && close > mark + 2 && mark[1] == '#')
        character = read_number (mark + 2, (gsize) (close - mark - 2));
      else if (close != NULL)
        character = find_name (mark + 1, (gsize) (close - mark - 1));
      if (character != 0)
        g_string_append_unichar (out, character);
      else
        g_string_append_c (out, '&');
      text = character != 0 ? close + 1 : mark + 1;
    }
}
