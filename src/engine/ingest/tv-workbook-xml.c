/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sees a part of a workbook as starts, ends and text, by local names: which prefix a writer chose
 * for a namespace does not matter. Tags are looked at where they stand in the window; attributes
 * are only cut when somebody asks. Several times as fast as a general parser, since it leaves out
 * what no workbook needs: a DTD, of which the mere start is refused. */
#include "ingest/tv-workbook-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ingest/tv-workbook-bytes.h"
#include "ingest/tv-workbook-text.h"

#define DEEPEST 100
#define SHORT_PIECE (1 << 15)

struct _TvXml
{
  TvXmlBytes bytes;
  guint depth;
  gboolean has_root;
  gboolean is_empty_element; /* its end is the next event */
  const char *name;          /* local, of the present tag */
  gsize name_length;
  guint32 marks[DEEPEST]; /* of the names of the open elements */
  const char *attributes; /* of the present start tag */
  const char *attributes_end;
  const char *text;
  gsize text_length;
  GString *decoded;   /* a text with references in it */
  GString *attribute; /* a value with references in it */
};

/**
 * tv_xml_new:
 * @source: (transfer full): the part
 *
 * Begins to parse a part.
 *
 * Returns: (transfer full): the parser, before the first event
 */
TvXml *
tv_xml_new (TvByteSource *source)
{
  TvXml *xml = g_new0 (TvXml, 1);

  tv_xml_bytes_init (&xml->bytes, source);
  xml->decoded = g_string_new (NULL);
  xml->attribute = g_string_new (NULL);
  return xml;
}

/**
 * tv_xml_free:
 * @xml: (transfer full): the parser
 *
 * Frees the parser and closes its part.
 */
void
tv_xml_free (TvXml *xml)
{
  tv_xml_bytes_clear (&xml->bytes);
  g_string_free (xml->decoded, TRUE);
  g_string_free (xml->attribute, TRUE);
  g_free (xml);
}

/**
 * tv_xml_fail:
 * @xml: the parser
 * @fact: translated, what is wrong, without a full stop
 * @error: return location
 *
 * Sets the error TV_ERROR_INVALID_INPUT that names the file.
 */
void
tv_xml_fail (const TvXml *xml, const char *fact, GError **error)
{
  tv_byte_source_fail (xml->bytes.source, fact, error);
}

static TvXmlEvent
fail_damaged (TvXml *xml, GError **error)
{
  tv_xml_fail (xml, _ ("it is damaged, or its end is missing"), error);
  return TV_XML_ERROR;
}

static TvXmlEvent
give_text (TvXml *xml, gsize length, gboolean is_literal, GError **error)
{
  const char *text = xml->bytes.data + xml->bytes.begin;

  xml->bytes.begin += length;
  xml->text = text;
  xml->text_length = length;
  if (is_literal || !tv_xml_needs_decoding (text, length))
    return TV_XML_TEXT;
  if (!tv_xml_decode (xml->decoded, text, length))
    return fail_damaged (xml, error);
  xml->text = xml->decoded->str;
  xml->text_length = xml->decoded->len;
  return TV_XML_TEXT;
}

/* Makes sure that mark stands in the window behind from; its place from begin, or -1. */
static gssize
find_mark (TvXml *xml, gsize from, const char *mark, GError **error)
{
  TvXmlBytes *bytes = &xml->bytes;
  gsize length = strlen (mark);

  for (;;)
    {
      while (bytes->begin + from + length <= bytes->end)
        {
          const char *at = bytes->data + bytes->begin + from;
          const char *found = memchr (at, mark[0], (gsize) (bytes->data + bytes->end - at));

          if (found == NULL)
            {
              from = bytes->end - bytes->begin;
              break;
            }
          from = (gsize) (found - (bytes->data + bytes->begin));
          if (bytes->begin + from + length > bytes->end)
            break;
          if (memcmp (found, mark, length) == 0)
            return (gssize) from;
          from++;
        }
      if (bytes->is_at_end)
        {
          fail_damaged (xml, error);
          return -1;
        }
      if (!tv_xml_bytes_fill (bytes, error))
        return -1;
    }
}

/* The “>” of the tag that begins at begin, outside of quotes; its place from begin, or -1. */
static gssize
find_tag_end (TvXml *xml, GError **error)
{
  TvXmlBytes *bytes = &xml->bytes;
  char quote = '\0';
  gsize at = 1;

  for (;;)
    {
      const char *tag = bytes->data + bytes->begin;
      gsize length = bytes->end - bytes->begin;

      for (; at < length; at++)
        if (quote != '\0')
          {
            const char *closing = memchr (tag + at, quote, length - at);

            at = closing != NULL ? (gsize) (closing - tag) : length - 1;
            if (closing != NULL)
              quote = '\0';
          }
        else if (tag[at] == '>')
          return (gssize) at;
        else if (tag[at] == '"' || tag[at] == '\'')
          quote = tag[at];
      if (bytes->is_at_end)
        {
          fail_damaged (xml, error);
          return -1;
        }
      if (!tv_xml_bytes_fill (bytes, error))
        return -1;
    }
}

/* Sets the local name of a tag from what stands there; gives what is behind the name. */
static const char *
cut_name (TvXml *xml, const char *from, const char *end)
{
  const char *at = from;

  for (; at < end && !tv_xml_is_space (*at) && *at != '/'; at++)
    if (*at == ':')
      from = at + 1;
  xml->name = from;
  xml->name_length = (gsize) (at - from);
  return at;
}

/* Tells names apart well enough to see that a start and an end are not of one element. */
static guint32
mark_name (const TvXml *xml)
{
  gsize length = xml->name_length;

  return (guint32) length << 24 | (guint32) (guchar) xml->name[0] << 16
         | (guint32) (guchar) xml->name[length / 2] << 8 | (guchar) xml->name[length - 1];
}

static TvXmlEvent
take_tag (TvXml *xml, GError **error)
{
  gssize length = find_tag_end (xml, error);
  const char *tag = xml->bytes.data + xml->bytes.begin;
  const char *end;

  if (length < 0)
    return TV_XML_ERROR;
  end = tag + length;
  xml->bytes.begin += (gsize) length + 1;
  if (tag[1] == '/')
    {
      cut_name (xml, tag + 2, end);
      if (xml->depth == 0 || xml->name_length == 0 || xml->marks[--xml->depth] != mark_name (xml))
        return fail_damaged (xml, error);
      return TV_XML_END;
    }
  xml->is_empty_element = end[-1] == '/' && end > tag + 1;
  xml->attributes_end = end - xml->is_empty_element;
  xml->attributes = cut_name (xml, tag + 1, xml->attributes_end);
  if (xml->name_length == 0 || xml->depth == DEEPEST || (xml->depth == 0 && xml->has_root))
    return fail_damaged (xml, error);
  xml->has_root = TRUE;
  xml->marks[xml->depth++] = mark_name (xml);
  return TV_XML_START;
}

static TvXmlEvent
take_literal (TvXml *xml, GError **error)
{
  gssize end = find_mark (xml, 9, "]]>", error);
  TvXmlEvent event;

  if (end < 0)
    return TV_XML_ERROR;
  xml->bytes.begin += 9;
  event = give_text (xml, (gsize) end - 9, TRUE, error);
  xml->bytes.begin += 3;
  return event;
}

/* Passes what begins with “<!” or “<?”; text where it is CDATA, TV_XML_FINISHED to go on. */
static TvXmlEvent
take_special (TvXml *xml, GError **error)
{
  const char *tag = xml->bytes.data + xml->bytes.begin;
  gboolean is_instruction = tag[1] == '?';
  gssize end;

  if (memcmp (tag, "<![CDATA[", 9) == 0)
    return take_literal (xml, error);
  if (!is_instruction && memcmp (tag, "<!--", 4) != 0)
    {
      tv_xml_fail (xml, _ ("it declares a document type of its own, which may do harm"), error);
      return TV_XML_ERROR;
    }
  end = is_instruction ? find_mark (xml, 2, "?>", error) : find_mark (xml, 4, "-->", error);
  if (end < 0)
    return TV_XML_ERROR;
  xml->bytes.begin += (gsize) end + (is_instruction ? 2 : 3);
  return TV_XML_FINISHED;
}

/* How much of the text at begin can be given: up to “<”, or a piece that cuts no reference in two;
 * -1 where more bytes are needed. */
static gssize
measure_text (const TvXmlBytes *bytes)
{
  const char *text = bytes->data + bytes->begin;
  gsize length = bytes->end - bytes->begin;
  const char *tag = length > 0 ? memchr (text, '<', length) : NULL;

  if (tag != NULL)
    return tag - text;
  if (bytes->is_at_end)
    return (gssize) length;
  if (length < SHORT_PIECE)
    return -1;
  for (gsize i = length - 16; i < length; i++)
    if (text[i] == '&' || text[i] == '\r')
      return (gssize) i;
  return (gssize) length;
}

static TvXmlEvent
finish (TvXml *xml, GError **error)
{
  return xml->depth > 0 || !xml->has_root ? fail_damaged (xml, error) : TV_XML_FINISHED;
}

/**
 * tv_xml_next:
 * @xml: the parser
 * @error: return location for TV_ERROR_INVALID_INPUT, and for errors of the part
 *
 * Goes to the next event. An element without content has a start and an end, too.
 *
 * Returns: the event; TV_XML_ERROR with @error set
 */
TvXmlEvent
tv_xml_next (TvXml *xml, GError **error)
{
  TvXmlBytes *bytes = &xml->bytes;

  if (xml->is_empty_element)
    {
      xml->is_empty_element = FALSE;
      xml->depth--;
      return TV_XML_END;
    }
  for (;;)
    {
      TvXmlEvent event;
      gssize length = measure_text (bytes);

      if (length > 0 && xml->depth > 0)
        return give_text (xml, (gsize) length, FALSE, error);
      bytes->begin += (gsize) MAX (length, 0);
      /* “<![CDATA[” is the longest start that has to be told from others. */
      if (!bytes->is_at_end && (length < 0 || bytes->end - bytes->begin < 9))
        {
          if (!tv_xml_bytes_fill (bytes, error))
            return TV_XML_ERROR;
          continue;
        }
      if (bytes->end - bytes->begin < 3)
        return finish (xml, error);
      if (bytes->data[bytes->begin + 1] != '!' && bytes->data[bytes->begin + 1] != '?')
        return take_tag (xml, error);
      if (bytes->end - bytes->begin < 9)
        return finish (xml, error);
      event = take_special (xml, error);
      if (event != TV_XML_FINISHED)
        return event;
    }
}

/**
 * tv_xml_skip:
 * @xml: the parser, at a start
 * @error: return location as of tv_xml_next()
 *
 * Goes to the end of the present element, over all that is in it.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xml_skip (TvXml *xml, GError **error)
{
  guint depth = xml->depth;

  while (xml->depth >= depth)
    if (tv_xml_next (xml, error) <= TV_XML_FINISHED)
      return FALSE;
  return TRUE;
}

/**
 * tv_xml_is:
 * @xml: the parser, at a start or an end
 * @name: a local name
 *
 * Returns: whether this is the name of the element
 */
gboolean
tv_xml_is (const TvXml *xml, const char *name)
{
  return strlen (name) == xml->name_length && memcmp (xml->name, name, xml->name_length) == 0;
}

/**
 * tv_xml_get_depth:
 * @xml: the parser
 *
 * Returns: how many elements are open: at a start with that element, at an end without
 */
guint
tv_xml_get_depth (const TvXml *xml)
{
  return xml->depth;
}

/**
 * tv_xml_get_attribute:
 * @xml: the parser, at a start
 * @name: local name of an attribute
 * @out_length: (out): length of the value in bytes
 *
 * Looks up an attribute of the present element.
 *
 * Returns: (nullable) (array length=out_length): its value, not NUL-terminated, borrowed until the
 * next event or the next call; %NULL where there is none
 */
const char *
tv_xml_get_attribute (TvXml *xml, const char *name, gsize *out_length)
{
  const char *at = xml->attributes;
  const char *found, *value;
  gsize length;

  while ((at = tv_xml_cut_attribute (at, xml->attributes_end, &found, &length, &value, out_length))
         != NULL)
    if (strlen (name) == length && memcmp (found, name, length) == 0)
      {
        if (!tv_xml_needs_decoding (value, *out_length)
            || !tv_xml_decode (xml->attribute, value, *out_length))
          return value;
        *out_length = xml->attribute->len;
        return xml->attribute->str;
      }
  return NULL;
}

/**
 * tv_xml_dup_attribute:
 * @xml: the parser, at a start
 * @name: local name of an attribute
 *
 * Returns: (transfer full) (nullable): its value as valid UTF-8; %NULL where there is none
 */
char *
tv_xml_dup_attribute (TvXml *xml, const char *name)
{
  gsize length;
  const char *value = tv_xml_get_attribute (xml, name, &length);

  return value != NULL ? g_utf8_make_valid (value, (gssize) length) : NULL;
}

/**
 * tv_xml_get_number:
 * @xml: the parser, at a start
 * @name: local name of an attribute
 * @otherwise: what is meant where there is none, or no number
 *
 * Returns: the whole number that it holds, at most 15 digits
 */
guint64
tv_xml_get_number (TvXml *xml, const char *name, guint64 otherwise)
{
  gsize length;
  const char *value = tv_xml_get_attribute (xml, name, &length);
  guint64 number = 0;

  if (value == NULL || length == 0 || length > 15)
    return otherwise;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return otherwise;
      number = number * 10 + (guint64) (value[i] - '0');
    }
  return number;
}

/**
 * tv_xml_get_text:
 * @xml: the parser, at a text
 * @out_length: (out): its length in bytes
 *
 * Returns: (array length=out_length): the piece of text, not NUL-terminated, borrowed until the
 * next event; not checked to be UTF-8
 */
const char *
tv_xml_get_text (const TvXml *xml, gsize *out_length)
{
  *out_length = xml->text_length;
  return xml->text;
}

/**
 * tv_xml_get_position:
 * @xml: the parser
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_xml_get_position (const TvXml *xml)
{
  return tv_byte_source_get_position (xml->bytes.source);
}
