/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the shared texts only as far as a cell asks for, since writers number them as they come:
 * the first rows of the largest workbook are there at once. The first 16 MB stay in memory; the
 * rest goes to an unnamed temporary file. Writes nothing else. */
#include "ingest/tv-workbook-strings.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/tv-error.h"
#include "ingest/tv-record.h"
#include "ingest/tv-workbook-text.h"

#define IN_MEMORY (1 << 24) /* bytes of text */
#define TAIL (1 << 16)      /* bytes that wait to be written */
#define MAXIMUM_COUNT 8000000

struct _TvWorkbookStrings
{
  const TvWorkbookStringsSource *source;
  gpointer data; /* of the source */
  gboolean is_complete;
  GArray *ends;    /* of guint32: where each text ends, the first begins at 0 */
  GString *memory; /* the first texts */
  int file;        /* -1 = all are in memory */
  gsize written;   /* bytes in the file; they follow those in memory */
  GString *tail;   /* what follows those in the file */
  GString *found;  /* a text read back */
};

/**
 * tv_workbook_strings_new:
 * @source: where the texts come from; stands as long as they do
 * @data: (transfer full): what the source's functions are given
 *
 * Begins to read the texts.
 *
 * Returns: (transfer full): them
 */
TvWorkbookStrings *
tv_workbook_strings_new (const TvWorkbookStringsSource *source, gpointer data)
{
  TvWorkbookStrings *strings = g_new0 (TvWorkbookStrings, 1);

  strings->source = source;
  strings->data = data;
  strings->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  strings->memory = g_string_new (NULL);
  strings->tail = g_string_new (NULL);
  strings->found = g_string_new (NULL);
  strings->file = -1;
  return strings;
}

/**
 * tv_workbook_strings_free:
 * @strings: (transfer full): the texts
 *
 * Frees them, and the temporary file with them.
 */
void
tv_workbook_strings_free (TvWorkbookStrings *strings)
{
  if (strings->file >= 0)
    close (strings->file);
  strings->source->free (strings->data);
  g_array_unref (strings->ends);
  g_string_free (strings->memory, TRUE);
  g_string_free (strings->tail, TRUE);
  g_string_free (strings->found, TRUE);
  g_free (strings);
}

static gboolean
fail_file (GError **error)
{
  g_set_error (error,
               TV_ERROR,
               errno == ENOSPC ? TV_ERROR_NO_SPACE : TV_ERROR_IO,
               _ ("Could not keep the texts of a large workbook in a temporary file: %s."),
               g_strerror (errno));
  return FALSE;
}

static gboolean
flush (TvWorkbookStrings *strings, GError **error)
{
  gsize done = 0;

  if (strings->file < 0)
    {
      g_autofree char *path = NULL;

      strings->file = g_file_open_tmp ("tastevin-XXXXXX", &path, error);
      if (strings->file < 0)
        return FALSE;
      g_unlink (path);
    }
  while (done < strings->tail->len)
    {
      gssize put = pwrite (strings->file,
                           strings->tail->str + done,
                           strings->tail->len - done,
                           (off_t) (strings->written + done));

      if (put < 0 && errno != EINTR)
        return fail_file (error);
      done += (gsize) MAX (put, 0);
    }
  strings->written += done;
  g_string_truncate (strings->tail, 0);
  return TRUE;
}

/* The text of an <si> or <is>: all <t> but those of phonetic runs. */
gboolean
tv_workbook_text_read (TvXml *xml, GString *out, GError **error)
{
  guint depth = tv_xml_get_depth (xml);
  gboolean is_text = FALSE;
  TvXmlEvent event;

  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START)
      {
        is_text = tv_xml_is (xml, "t");
        if ((tv_xml_is (xml, "rPh") || tv_xml_is (xml, "rPr")) && !tv_xml_skip (xml, error))
          return FALSE;
      }
    else if (event == TV_XML_TEXT && is_text)
      {
        gsize length;
        const char *text = tv_xml_get_text (xml, &length);

        g_string_append_len (out, text, (gssize) length);
        if (out->len <= TV_RECORD_MAXIMUM_SIZE)
          continue;
        tv_xml_fail (xml, _ ("a cell in it is longer than 1 MB"), error);
        return FALSE;
      }
    else if (event == TV_XML_END)
      {
        is_text = FALSE;
        if (tv_xml_get_depth (xml) < depth)
          break;
      }
  if (event != TV_XML_END)
    return FALSE;
  tv_workbook_text_unescape (out, 0);
  return TRUE;
}

static gboolean
keep (TvWorkbookStrings *strings, GError **error)
{
  GString *text = strings->found;
  gsize end = strings->memory->len + strings->written + strings->tail->len + text->len;
  guint32 kept_end = (guint32) end;
  gboolean is_in_memory = strings->file < 0 && strings->tail->len == 0
                          && strings->memory->len + text->len <= IN_MEMORY;

  if (end > G_MAXUINT32 || strings->ends->len == MAXIMUM_COUNT)
    {
      strings->source->fail (strings->data,
                             _ ("it holds too many different texts; save it as CSV"),
                             error);
      return FALSE;
    }
  g_string_append_len (is_in_memory ? strings->memory : strings->tail,
                       text->str,
                       (gssize) text->len);
  g_array_append_val (strings->ends, kept_end);
  return strings->tail->len < TAIL || flush (strings, error);
}

static gboolean
read_more (TvWorkbookStrings *strings, guint64 index, GError **error)
{
  while (strings->ends->len <= index && !strings->is_complete)
    {
      g_string_truncate (strings->found, 0);
      if (!strings->source->next (strings->data, strings->found, &strings->is_complete, error))
        return FALSE;
      if (!strings->is_complete && !keep (strings, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
next_of_xml (gpointer data, GString *out, gboolean *out_is_end, GError **error)
{
  TvXml *xml = data;
  TvXmlEvent event;

  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && tv_xml_is (xml, "si"))
      return tv_workbook_text_read (xml, out, error);
  *out_is_end = TRUE;
  return event == TV_XML_FINISHED;
}

static void
fail_of_xml (gpointer data, const char *fact, GError **error)
{
  tv_xml_fail (data, fact, error);
}

static void
free_of_xml (gpointer data)
{
  tv_xml_free (data);
}

/**
 * tv_workbook_strings_new_for_xml:
 * @xml: (transfer full): the part of an XLSX workbook with the texts, before its first event
 *
 * Begins to read the texts.
 *
 * Returns: (transfer full): them
 */
TvWorkbookStrings *
tv_workbook_strings_new_for_xml (TvXml *xml)
{
  static const TvWorkbookStringsSource source = { next_of_xml, fail_of_xml, free_of_xml };

  return tv_workbook_strings_new (&source, xml);
}

static const char *
read_back (TvWorkbookStrings *strings, gsize from, gsize length, GError **error)
{
  gsize done = 0;

  g_string_set_size (strings->found, length);
  while (done < length)
    {
      gssize got
          = pread (strings->file, strings->found->str + done, length - done, (off_t) (from + done));

      if (got == 0 || (got < 0 && errno != EINTR))
        {
          fail_file (error);
          return NULL;
        }
      done += (gsize) MAX (got, 0);
    }
  return strings->found->str;
}

/**
 * tv_workbook_strings_get:
 * @strings: the texts
 * @index: of one, from 0
 * @out_length: (out): its length in bytes
 * @error: return location for TV_ERROR_INVALID_INPUT where there is none, and for errors of reading
 *
 * Looks up a text.
 *
 * Returns: (nullable) (array length=out_length): it, borrowed until the next call; %NULL on an
 * error
 */
const char *
tv_workbook_strings_get (TvWorkbookStrings *strings,
                         guint64 index,
                         gsize *out_length,
                         GError **error)
{
  gsize begin;

  if (index >= strings->ends->len && !read_more (strings, index, error))
    return NULL;
  if (index >= strings->ends->len)
    {
      strings->source->fail (strings->data,
                             _ ("it is damaged: a text that a cell refers to is missing"),
                             error);
      return NULL;
    }
  begin = index > 0 ? g_array_index (strings->ends, guint32, index - 1) : 0;
  *out_length = g_array_index (strings->ends, guint32, index) - begin;
  if (begin < strings->memory->len || *out_length == 0)
    return strings->memory->str + MIN (begin, strings->memory->len);
  begin -= strings->memory->len;
  if (begin >= strings->written)
    return strings->tail->str + (begin - strings->written);
  return read_back (strings, begin, *out_length, error);
}
