/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells formats apart by their first bytes, and archives by the names in them. What cannot be read
 * as a table is refused with one sentence that says what it is and what to do. */
#include "ingest/tv-byte-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-archive.h"

#define MARKUP_WITHIN (1 << 16) /* bytes in which the first table begins */

typedef struct
{
  const char *bytes;
  gsize length;
  const char *fact;
} Magic;

#define MAGIC(bytes, fact)                                                                         \
  {                                                                                                \
    bytes, sizeof bytes - 1, fact                                                                  \
  }

static const char packed_book[] = N_ ("an archive or a workbook is packed in it; unpack it first");
static const char picture[] = N_ ("it is a picture; export the table as XLSX or CSV");
static const char packed[] = N_ ("it is packed in a way that is not known here; unpack it first");
static const char database[] = N_ ("it is a database; export the table as XLSX or CSV");
static const char web_archive[] = N_ (
    "it is a web archive, whatever its name says; open it in a spreadsheet and save it as XLSX "
    "or CSV");
static const char document[] = N_ ("it is a text document; save the table in it as XLSX or CSV");

static const Magic magics[] = {
  MAGIC ("%PDF-", N_ ("it is a PDF; export the table as XLSX or CSV")),
  MAGIC ("\x89PNG\r\n\x1a\n", picture),
  MAGIC ("\xff\xd8\xff", picture),
  MAGIC ("GIF87a", picture),
  MAGIC ("GIF89a", picture),
  MAGIC ("II*\0", picture),
  MAGIC ("MM\0*", picture),
  MAGIC ("RIFF", picture),
  MAGIC ("7z\xbc\xaf\x27\x1c", packed),
  MAGIC ("Rar!\x1a\x07", packed),
  MAGIC ("BZh91AY&SY", packed),
  MAGIC ("\xfd"
         "7zXZ\0",
         packed),
  MAGIC ("\x28\xb5\x2f\xfd", packed),
  MAGIC ("SQLite format 3\0", database),
  MAGIC ("PAR1", database),
  MAGIC ("{\\rtf", document),
};

static gboolean
starts_with (const guint8 *head, gsize length, const char *bytes, gsize size)
{
  return length >= size && memcmp (head, bytes, size) == 0;
}

/**
 * tv_byte_format_is_old_book:
 * @head: (array length=length): first bytes
 * @length: how many
 *
 * Returns: whether they are those of a file system in a file, as old Office programs write it, or
 * of the records of a workbook without one
 */
gboolean
tv_byte_format_is_old_book (const guint8 *head, gsize length)
{
  return starts_with (head, length, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8)
         || starts_with (head, length, "\x09\x00\x04\x00", 4)
         || starts_with (head, length, "\x09\x02\x06\x00", 4)
         || starts_with (head, length, "\x09\x04\x06\x00", 4)
         || starts_with (head, length, "\x09\x08\x08\x00", 4)
         || starts_with (head, length, "\x09\x08\x10\x00", 4);
}

/**
 * tv_byte_format_check_text:
 * @file: the file that the bytes come from, for the message
 * @head: (array length=length): first bytes, unpacked
 * @length: how many
 * @error: return location for TV_ERROR_INVALID_INPUT with what the file is instead
 *
 * Refuses what is known not to be text.
 *
 * Returns: whether the bytes may be those of a table in text
 */
gboolean
tv_byte_format_check_text (TvByteFile *file, const guint8 *head, gsize length, GError **error)
{
  const char *fact = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (magics) && fact == NULL; i++)
    if (starts_with (head, length, magics[i].bytes, magics[i].length))
      fact = _ (magics[i].fact);
  if (fact == NULL && tv_byte_format_is_old_book (head, length))
    fact = _ (packed_book);
  if (fact == NULL)
    return TRUE;
  tv_byte_file_fail (file, TV_ERROR_INVALID_INPUT, fact, error);
  return FALSE;
}

typedef struct
{
  gboolean has_types, has_xlsx, has_binary, has_word, has_content, has_type, is_spreadsheet,
      has_iwa;
} Names;

static gboolean
note_name (Names *names, TvArchive *archive, const char *name, GError **error)
{
  char type[64] = "";
  gssize got;

  names->has_types |= strcmp (name, "[Content_Types].xml") == 0;
  names->has_binary |= g_ascii_strcasecmp (name, "xl/workbook.bin") == 0;
  names->has_xlsx |= g_str_has_prefix (name, "xl/");
  names->has_word |= g_str_has_prefix (name, "word/") || g_str_has_prefix (name, "ppt/");
  names->has_content |= strcmp (name, "content.xml") == 0;
  names->has_iwa |= g_str_has_suffix (name, ".iwa") || g_str_has_prefix (name, "Index.zip");
  if (strcmp (name, "mimetype") != 0)
    return TRUE;
  names->has_type = TRUE;
  got = tv_archive_read (archive, type, sizeof type - 1, error);
  names->is_spreadsheet = strstr (type, "opendocument.spreadsheet") != NULL;
  return got >= 0;
}

static gboolean
judge_names (TvByteFile *file, const Names *names, TvByteFormat *out_format, GError **error)
{
  const char *fact = NULL;

  *out_format = TV_BYTE_FORMAT_ZIP;
  if (names->has_binary)
    fact = _ ("it is a binary Excel file (.xlsb); save it as XLSX or CSV");
  else if (names->has_iwa)
    fact = _ ("it is a Numbers file; export it as XLSX or CSV");
  else if (names->has_types && names->has_word && !names->has_xlsx)
    fact = _ (document);
  else if (names->has_content && names->has_type && !names->is_spreadsheet)
    fact = _ (document);
  else if (names->has_types || names->has_xlsx)
    *out_format = TV_BYTE_FORMAT_XLSX;
  else if (names->has_content)
    *out_format = TV_BYTE_FORMAT_ODS;
  if (fact == NULL)
    return TRUE;
  tv_byte_file_fail (file, TV_ERROR_INVALID_INPUT, fact, error);
  return FALSE;
}

static gboolean
judge_zip (TvByteFile *file, TvByteFormat *out_format, GError **error)
{
  g_autoptr (TvArchive) archive = tv_archive_open (file, TV_ARCHIVE_ZIP, error);
  g_autoptr (GError) cause = NULL;
  Names names = { 0 };
  const char *name;

  if (archive == NULL)
    return FALSE;
  while ((name = tv_archive_next (archive, &cause)) != NULL)
    if (!note_name (&names, archive, name, error))
      return FALSE;
  if (cause == NULL)
    return judge_names (file, &names, out_format, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/**
 * tv_byte_format_detect:
 * @file: a file at its start; left there
 * @out_format: (out): what it is
 * @error: return location for TV_ERROR_INVALID_INPUT with what it is where it holds no table, and
 * as of tv_byte_file_read()
 *
 * Finds out what a file is.
 *
 * Returns: %FALSE where it cannot be read as a table
 */
gboolean
tv_byte_format_detect (TvByteFile *file, TvByteFormat *out_format, GError **error)
{
  const guint8 *head;
  gsize length;

  if (!tv_byte_file_peek (file, &head, &length, error))
    return FALSE;
  *out_format = TV_BYTE_FORMAT_PLAIN;
  if (starts_with (head, length, "\x1f\x8b", 2))
    *out_format = TV_BYTE_FORMAT_GZIP;
  else if (starts_with (head, length, "PK\5\6", 4))
    {
      tv_byte_file_fail (file, TV_ERROR_INVALID_INPUT, _ ("there is no file in it"), error);
      return FALSE;
    }
  else if (starts_with (head, length, "PK\3\4", 4))
    return judge_zip (file, out_format, error) && tv_byte_file_rewind (file);
  else if (tv_byte_format_is_old_book (head, length))
    *out_format = TV_BYTE_FORMAT_XLS;
  else
    return tv_byte_format_check_text (file, head, length, error);
  return TRUE;
}

/**
 * tv_byte_format_is_book:
 * @format: a format
 *
 * Returns: whether files of it have sheets, and cells rather than text
 */
gboolean
tv_byte_format_is_book (TvByteFormat format)
{
  return format >= TV_BYTE_FORMAT_XLSX;
}

/* The beginning of a file in small letters, without the zeros of UTF-16, a byte order mark and
 * white space. */
static char *
read_start (TvByteFile *file, GError **error)
{
  g_autofree char *start = g_malloc (MARKUP_WITHIN + 1);
  gsize length = 0, kept = 0, begin = 0;
  gssize got = 1;

  while (length < MARKUP_WITHIN && got > 0)
    {
      got = tv_byte_file_read (file, start + length, MARKUP_WITHIN - length, error);
      length += (gsize) MAX (got, 0);
    }
  if (got < 0 || !tv_byte_file_rewind (file))
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (start[i] != '\0')
      start[kept++] = g_ascii_tolower (start[i]);
  start[kept] = '\0';
  while ((guchar) start[begin] >= 0xef || g_ascii_isspace (start[begin])
         || (begin == 1 && (guchar) start[begin] == 0xbb)
         || (begin == 2 && (guchar) start[begin] == 0xbf))
    begin++;
  return g_strdup (start + begin);
}

static gboolean
has_tag (const char *text, const char *tag)
{
  gsize length = strlen (tag);

  while ((text = strstr (text, tag)) != NULL)
    if (!g_ascii_isalnum (*(text += length)))
      return TRUE;
  return FALSE;
}

/* What begins with a tag; NULL where it is as it should be. */
static const char *
judge_markup (const char *start, TvByteFormat *out_format)
{
  gboolean is_xml = g_str_has_prefix (start, "<?xml");

  *out_format = TV_BYTE_FORMAT_PLAIN;
  if (g_str_has_prefix (start, "mime-version:") && strstr (start, "text/html") != NULL)
    return web_archive;
  if (start[0] != '<' || !(g_ascii_isalpha (start[1]) || start[1] == '!' || start[1] == '?'))
    return NULL;
  if (strstr (start, "urn:schemas-microsoft-com:office:spreadsheet") != NULL
      && has_tag (start, "workbook"))
    *out_format = TV_BYTE_FORMAT_SHEETML;
  else if (is_xml && strstr (start, "opendocument.spreadsheet") != NULL)
    *out_format = TV_BYTE_FORMAT_FLAT_ODS;
  else if (has_tag (start, "<html") || (has_tag (start, "<table") && has_tag (start, "<tr"))
           || g_str_has_prefix (start, "<table") || g_str_has_prefix (start, "<!doctype html"))
    *out_format = TV_BYTE_FORMAT_PAGE;
  else if (is_xml)
    return N_ ("it is XML, not a table; open it in a spreadsheet and save it as XLSX or CSV");
  return NULL;
}

/**
 * tv_byte_format_find_markup:
 * @file: an ordinary file at its start, of text; left there
 * @out_format: (out): which kind of sheets its tags make, or TV_BYTE_FORMAT_PLAIN
 * @error: return location for TV_ERROR_INVALID_INPUT with what the file is instead, and as of
 * tv_byte_file_read()
 *
 * Finds out whether a text holds tables between tags, and refuses XML that holds none.
 *
 * Returns: whether the file may hold a table
 */
gboolean
tv_byte_format_find_markup (TvByteFile *file, TvByteFormat *out_format, GError **error)
{
  const guint8 *head;
  gsize length;
  g_autofree char *start = NULL;
  const char *fact;

  *out_format = TV_BYTE_FORMAT_PLAIN;
  if (!tv_byte_file_peek (file, &head, &length, error))
    return FALSE;
  if (memchr (head, '<', length) == NULL && !starts_with (head, length, "MIME-Version:", 13))
    return TRUE;
  start = read_start (file, error);
  if (start == NULL)
    return FALSE;
  fact = judge_markup (start, out_format);
  if (fact == NULL)
    return TRUE;
  tv_byte_file_fail (file, TV_ERROR_INVALID_INPUT, _ (fact), error);
  return FALSE;
}
