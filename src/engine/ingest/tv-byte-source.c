/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in for bytes: sees what a file is and unpacks it on the way. */
#include "ingest/tv-byte-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-archive.h"

struct _TvByteSource
{
  TvByteFile *file;
  TvArchive *archive; /* (nullable) */
  guint8 head[TV_BYTE_FILE_HEAD];
  gsize head_length, head_given; /* unpacked bytes that were looked at */
};

/**
 * tv_byte_source_open:
 * @path: (type filename): a file or a pipe
 * @entry: (nullable): the member of an archive
 * @error: return location for an error that names the file
 *
 * Opens a file for reading from its start.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvByteSource *
tv_byte_source_open (const char *path, const char *entry, GError **error)
{
  return tv_byte_source_open_with (path, entry, NULL, error);
}

/* What is neither a folder nor a trace of the system that packed it. */
static gboolean
is_content (const char *name)
{
  const char *base = strrchr (name, '/');

  base = base != NULL ? base + 1 : name;
  return *base != '\0' && *base != '.' && !g_str_has_prefix (name, "__MACOSX/")
         && g_ascii_strcasecmp (base, "thumbs.db") != 0
         && g_ascii_strcasecmp (base, "desktop.ini") != 0;
}

static void
fail_choice (TvByteFile *file, const char *first, const char *second, GError **error)
{
  g_autofree char *fact = NULL;

  if (first == NULL)
    fact = g_strdup (_ ("there is no file in it"));
  else
    fact = g_strdup_printf (_ ("several files are in it, such as “%s” and “%s”; choose one"),
                            first,
                            second);
  tv_byte_file_fail (file, TV_ERROR_INVALID_INPUT, fact, error);
}

/* The only file of a zip archive. */
static char *
find_only (TvByteFile *file, GError **error)
{
  g_autoptr (TvArchive) archive = tv_archive_open (file, TV_ARCHIVE_ZIP, error);
  g_autoptr (GError) cause = NULL;
  g_autofree char *found = NULL;
  const char *name = archive != NULL ? "" : NULL;

  while (name != NULL && (name = tv_archive_next (archive, &cause)) != NULL)
    if (is_content (name))
      {
        if (found != NULL)
          break;
        found = g_strdup (name);
      }
  if (archive == NULL)
    return NULL;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (found != NULL && name == NULL)
    return g_steal_pointer (&found);
  fail_choice (file, found, name, error);
  return NULL;
}

static gboolean
fill_head (TvByteSource *source, GError **error)
{
  while (source->head_length < sizeof source->head)
    {
      gssize got = tv_archive_read (source->archive,
                                    source->head + source->head_length,
                                    sizeof source->head - source->head_length,
                                    error);

      if (got < 0)
        return FALSE;
      if (got == 0)
        break;
      source->head_length += (gsize) got;
    }
  return TRUE;
}

static gboolean
read_head (TvByteSource *source, GError **error)
{
  if (!fill_head (source, error))
    return FALSE;
  if (source->head_length < 4
      || (memcmp (source->head, "PK\3\4", 4) != 0 && memcmp (source->head, "\x1f\x8b\x08", 3) != 0))
    return tv_byte_format_check_text (source->file, source->head, source->head_length, error);
  tv_byte_file_fail (source->file,
                     TV_ERROR_INVALID_INPUT,
                     _ ("an archive or a workbook is packed in it; unpack it first"),
                     error);
  return FALSE;
}

static gboolean
open_gzip (TvByteSource *source, GError **error)
{
  g_autoptr (GError) cause = NULL;

  source->archive = tv_archive_open (source->file, TV_ARCHIVE_GZIP, error);
  if (source->archive == NULL)
    return FALSE;
  if (tv_archive_next (source->archive, &cause) != NULL)
    return read_head (source, error);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
open_member (TvByteSource *source, const char *entry, GError **error)
{
  g_autofree char *only = entry == NULL ? find_only (source->file, error) : NULL;

  if (entry == NULL && only == NULL)
    return FALSE;
  if (only != NULL && !tv_byte_file_rewind (source->file))
    return FALSE;
  source->archive = tv_archive_open (source->file, TV_ARCHIVE_ZIP, error);
  return source->archive != NULL
         && tv_archive_find (source->archive, entry != NULL ? entry : only, error);
}

static gboolean
open_format (TvByteSource *source, TvByteFormat format, const char *entry, GError **error)
{
  if (format == TV_BYTE_FORMAT_ZIP)
    return open_member (source, entry, error) && read_head (source, error);
  if (tv_byte_format_is_book (format))
    tv_byte_file_fail (source->file,
                       TV_ERROR_INVALID_INPUT,
                       _ ("it is a workbook, not text"),
                       error);
  else if (entry != NULL && *entry != '\0')
    tv_byte_file_fail (source->file, TV_ERROR_INVALID_INPUT, _ ("it is not an archive"), error);
  else
    return format == TV_BYTE_FORMAT_PLAIN || open_gzip (source, error);
  return FALSE;
}

/**
 * tv_byte_source_open_with:
 * @path: (type filename): a file or a pipe
 * @entry: (nullable): the member of an archive; %NULL = the only one
 * @progress: (nullable): asked for a cancel while a pipe is waited for
 * @error: return location for an error that names the file, or a cancel
 *
 * Opens a file for reading from its start. Waits for the first bytes of a pipe.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvByteSource *
tv_byte_source_open_with (const char *path, const char *entry, TvProgress *progress, GError **error)
{
  g_autoptr (TvByteSource) source = g_new0 (TvByteSource, 1);
  TvByteFormat format;

  source->file = tv_byte_file_open (path, progress, error);
  if (source->file == NULL || !tv_byte_format_detect (source->file, &format, error)
      || !open_format (source, format, entry, error))
    return NULL;
  return g_steal_pointer (&source);
}

/* Whether what is packed may be a workbook of any kind. */
static gboolean
may_be_book (const TvByteSource *source)
{
  gsize at = 0;

  while (at < source->head_length
         && (source->head[at] >= 0xef || source->head[at] == 0 || g_ascii_isspace (source->head[at])
             || source->head[at] == 0xbb))
    at++;
  return tv_byte_format_is_old_book (source->head, source->head_length)
         || (source->head_length > 4 && memcmp (source->head, "PK\3\4", 4) == 0)
         || (at < source->head_length && source->head[at] == '<');
}

static gboolean
open_any (TvByteSource *source, const char *member, GError **error)
{
  if (member != NULL)
    return open_member (source, member, error) && fill_head (source, error);
  source->archive = tv_archive_open (source->file, TV_ARCHIVE_GZIP, error);
  return source->archive != NULL && tv_archive_next (source->archive, error) != NULL
         && fill_head (source, error);
}

/**
 * tv_byte_source_open_packed:
 * @path: (type filename): a file
 * @entry: (nullable): the member of an archive; %NULL = the only one
 * @progress: (nullable): whose cancel ends the reading
 * @out_name: (out) (transfer full) (nullable): what the packed file is called, as far as the
 * archive says so
 *
 * Opens what is packed in a file where that may be a workbook, which can be read from a file of its
 * own only.
 *
 * Returns: (transfer full) (nullable): the source; %NULL where there is no such thing, or it cannot
 * be read, which is then told by who reads it as text
 */
TvByteSource *
tv_byte_source_open_packed (const char *path,
                            const char *entry,
                            TvProgress *progress,
                            char **out_name)
{
  g_autoptr (TvByteSource) source = g_new0 (TvByteSource, 1);
  g_autofree char *member = g_strdup (entry);
  TvByteFormat format;

  source->file = tv_byte_file_open (path, progress, NULL);
  if (source->file == NULL || !tv_byte_format_detect (source->file, &format, NULL)
      || (format != TV_BYTE_FORMAT_ZIP && format != TV_BYTE_FORMAT_GZIP))
    return NULL;
  if (format == TV_BYTE_FORMAT_GZIP)
    g_clear_pointer (&member, g_free);
  else if (member == NULL
           && ((member = find_only (source->file, NULL)) == NULL
               || !tv_byte_file_rewind (source->file)))
    return NULL;
  if (!open_any (source, member, NULL) || !may_be_book (source))
    return NULL;
  *out_name = g_steal_pointer (&member);
  return g_steal_pointer (&source);
}

/**
 * tv_byte_source_open_part:
 * @path: (type filename): a zip archive of any kind
 * @part: the name of a member
 * @error: return location for TV_ERROR_NOT_FOUND where there is none, and other errors that name
 * the file
 *
 * Opens a member of an archive, whatever it holds: a part of a workbook.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvByteSource *
tv_byte_source_open_part (const char *path, const char *part, GError **error)
{
  g_autoptr (TvByteSource) source = g_new0 (TvByteSource, 1);

  source->file = tv_byte_file_open (path, NULL, error);
  return source->file != NULL && open_member (source, part, error) ? g_steal_pointer (&source)
                                                                   : NULL;
}

/**
 * tv_byte_source_get_format:
 * @path: (type filename): a file
 * @out_format: (out): what it is
 * @error: return location for an error that names the file
 *
 * Finds out what a file is. Not to be asked of a pipe, which would be emptied.
 *
 * Returns: %FALSE where it cannot be read as a table
 */
gboolean
tv_byte_source_get_format (const char *path, TvByteFormat *out_format, GError **error)
{
  g_autoptr (TvByteFile) file = tv_byte_file_open (path, NULL, error);

  return file != NULL && tv_byte_format_detect (file, out_format, error)
         && (*out_format != TV_BYTE_FORMAT_PLAIN
             || tv_byte_format_find_markup (file, out_format, error));
}

static TvByteEntry *
entry_new (const char *name, gint64 size)
{
  TvByteEntry *entry = g_new0 (TvByteEntry, 1);

  entry->name = g_strdup (name);
  entry->size = size;
  return entry;
}

/**
 * tv_byte_entry_free:
 * @entry: (transfer full): the entry
 *
 * Frees an entry.
 */
void
tv_byte_entry_free (TvByteEntry *entry)
{
  g_free (entry->name);
  g_free (entry);
}

/**
 * tv_byte_source_list_members:
 * @path: (type filename): a file
 * @error: return location for an error that names the file
 *
 * Lists the files of a zip archive, without folders and what systems leave in archives.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in their order
 */
GPtrArray *
tv_byte_source_list_members (const char *path, GError **error)
{
  g_autoptr (GPtrArray) members
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
  g_autoptr (TvByteFile) file = tv_byte_file_open (path, NULL, error);
  g_autoptr (TvArchive) archive
      = file != NULL ? tv_archive_open (file, TV_ARCHIVE_ZIP, error) : NULL;
  g_autoptr (GError) cause = NULL;
  const char *name;

  if (archive == NULL)
    return NULL;
  while ((name = tv_archive_next (archive, &cause)) != NULL)
    if (is_content (name))
      g_ptr_array_add (members, entry_new (name, tv_archive_get_size (archive)));
  if (cause == NULL)
    return g_steal_pointer (&members);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * tv_byte_source_free:
 * @source: (transfer full): the source
 *
 * Closes the file.
 */
void
tv_byte_source_free (TvByteSource *source)
{
  g_clear_pointer (&source->archive, tv_archive_free);
  g_clear_pointer (&source->file, tv_byte_file_free);
  g_free (source);
}

/**
 * tv_byte_source_read:
 * @source: the source
 * @buffer: (array length=size): room for the bytes
 * @size: of @buffer, in bytes, at least 1
 * @error: return location for TV_ERROR_IO, TV_ERROR_CONFLICT where others changed the file,
 * TV_ERROR_INVALID_INPUT where what is packed is damaged or too large, or a cancel
 *
 * Reads the next bytes, unpacked.
 *
 * Returns: how many, 0 at the end, -1 on an error
 */
gssize
tv_byte_source_read (TvByteSource *source, void *buffer, gsize size, GError **error)
{
  gsize kept = MIN (source->head_length - source->head_given, size);

  if (kept > 0)
    {
      memcpy (buffer, source->head + source->head_given, kept);
      source->head_given += kept;
      return (gssize) kept;
    }
  return source->archive != NULL ? tv_archive_read (source->archive, buffer, size, error)
                                 : tv_byte_file_read (source->file, buffer, size, error);
}

/**
 * tv_byte_source_get_position:
 * @source: the source
 *
 * Returns: how many bytes of the file were consumed, for progress; of what is packed, these are the
 * packed ones
 */
gint64
tv_byte_source_get_position (const TvByteSource *source)
{
  return tv_byte_file_get_position (source->file);
}

/**
 * tv_byte_source_get_size:
 * @source: the source
 *
 * Returns: the size of the file in bytes, what the position goes up to; -1 for a pipe
 */
gint64
tv_byte_source_get_size (const TvByteSource *source)
{
  return tv_byte_file_get_size (source->file);
}

/**
 * tv_byte_source_fail:
 * @source: the source
 * @fact: translated, what is wrong with what stands in it, without a full stop
 * @error: return location
 *
 * Sets the error TV_ERROR_INVALID_INPUT that names the file.
 */
void
tv_byte_source_fail (const TvByteSource *source, const char *fact, GError **error)
{
  tv_byte_file_fail (source->file, TV_ERROR_INVALID_INPUT, fact, error);
}
