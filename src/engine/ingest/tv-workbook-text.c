/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small grammar of text in workbooks: references such as “&amp;”, attributes in a tag, and the
 * “_x000D_” by which Excel writes what XML cannot hold. Reads only what it is given. */
#include "ingest/tv-workbook-text.h"

#include <string.h>

/**
 * tv_xml_is_space:
 * @c: a byte
 *
 * Returns: whether it is white space between the parts of a tag
 */
gboolean
tv_xml_is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Appends the character that a reference means; reference stands behind “&”, without “;”. */
static gboolean
append_reference (GString *text, const char *reference, gsize length)
{
  static const struct
  {
    const char *name;
    char character;
  } known[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
  guint64 code = 0;
  gboolean is_hex = length >= 2 && reference[0] == '#' && reference[1] == 'x';

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].name) == length && memcmp (known[i].name, reference, length) == 0)
      {
        g_string_append_c (text, known[i].character);
        return TRUE;
      }
  if (length < 2 || length > 10 || reference[0] != '#' || (is_hex && length < 3))
    return FALSE;
  for (gsize i = is_hex ? 2 : 1; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (reference[i]);

      if (digit < 0 || (!is_hex && digit > 9))
        return FALSE;
      code = code * (is_hex ? 16 : 10) + (guint64) digit;
    }
  if (code == 0 || code > 0x10ffff || !g_unichar_validate ((gunichar) code))
    return FALSE;
  g_string_append_unichar (text, (gunichar) code);
  return TRUE;
}

/**
 * tv_xml_decode:
 * @text: (inout): what it had is replaced
 * @from: (array length=length): text as it stands in the part
 * @length: in bytes
 *
 * Replaces references by what they mean, and line ends by one character.
 *
 * Returns: %FALSE where a reference is not known
 */
gboolean
tv_xml_decode (GString *text, const char *from, gsize length)
{
  const char *end = from + length;

  g_string_truncate (text, 0);
  while (from < end)
    {
      const char *next = from;

      while (next < end && *next != '&' && *next != '\r')
        next++;
      g_string_append_len (text, from, next - from);
      if (next == end)
        return TRUE;
      from = next + 1;
      if (*next == '\r')
        {
          if (from == end || *from != '\n')
            g_string_append_c (text, '\n');
          continue;
        }
      next = memchr (from, ';', MIN ((gsize) (end - from), 12));
      if (next == NULL || !append_reference (text, from, (gsize) (next - from)))
        return FALSE;
      from = next + 1;
    }
  return TRUE;
}

/**
 * tv_xml_needs_decoding:
 * @text: (array length=length): text as it stands in the part
 * @length: in bytes
 *
 * Returns: whether it holds references or line ends of other systems
 */
gboolean
tv_xml_needs_decoding (const char *text, gsize length)
{
  /* Most are a few bytes long: a loop is faster than two calls. */
  for (gsize i = 0; i < length; i++)
    if (text[i] == '&' || text[i] == '\r')
      return TRUE;
  return FALSE;
}

/**
 * tv_xml_cut_attribute:
 * @from: where attributes stand in a tag
 * @end: behind the last
 * @out_name: (out): local name of the first attribute
 * @out_name_length: (out): in bytes
 * @out_value: (out): its value, with its references
 * @out_value_length: (out): in bytes
 *
 * Cuts one attribute off.
 *
 * Returns: (nullable): what is behind it; %NULL where there is none
 */
const char *
tv_xml_cut_attribute (const char *from,
                      const char *end,
                      const char **out_name,
                      gsize *out_name_length,
                      const char **out_value,
                      gsize *out_value_length)
{
  const char *equal, *name_end, *closing;

  while (from < end && tv_xml_is_space (*from))
    from++;
  equal = from < end ? memchr (from, '=', (gsize) (end - from)) : NULL;
  if (equal == NULL)
    return NULL;
  for (name_end = equal; name_end > from && tv_xml_is_space (name_end[-1]);)
    name_end--;
  *out_name = from;
  for (const char *at = from; at < name_end; at++)
    if (*at == ':')
      *out_name = at + 1;
  *out_name_length = (gsize) (name_end - *out_name);
  do
    equal++;
  while (equal < end && tv_xml_is_space (*equal));
  if (equal >= end || (*equal != '"' && *equal != '\''))
    return NULL;
  closing = memchr (equal + 1, *equal, (gsize) (end - equal - 1));
  if (closing == NULL)
    return NULL;
  *out_value = equal + 1;
  *out_value_length = (gsize) (closing - *out_value);
  return closing + 1;
}

/* The character that “_xHHHH_” at from means, 0 = it is none. */
static gunichar
read_escape (const char *from, gsize length)
{
  gunichar code = 0;

  if (length < 7 || from[0] != '_' || (from[1] != 'x' && from[1] != 'X') || from[6] != '_')
    return 0;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (from[i]);

      if (digit < 0)
        return 0;
      code = code * 16 + (gunichar) digit;
    }
  return g_unichar_validate (code) ? code : 0;
}

/**
 * tv_workbook_text_unescape:
 * @text: (inout): a text of an XLSX part
 * @from: where to begin, in bytes
 *
 * Replaces what Excel writes as “_x000D_”; a carriage return before a line feed is left out.
 */
void
tv_workbook_text_unescape (GString *text, gsize from)
{
  gsize to = from;

  if (memchr (text->str + from, '_', text->len - from) == NULL)
    return;
  while (from < text->len)
    {
      gunichar code = read_escape (text->str + from, text->len - from);

      if (code == 0)
        {
          text->str[to++] = text->str[from++];
          continue;
        }
      from += 7;
      /* Never longer than what it replaces. */
      if (code != '\r' || from >= text->len || text->str[from] != '\n')
        to += (gsize) g_unichar_to_utf8 (code, text->str + to);
    }
  g_string_truncate (text, to);
}
