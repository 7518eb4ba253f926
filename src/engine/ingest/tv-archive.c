/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unpacks through libarchive, within limits that hold for any file: how many members, how much a
 * directory of them may take, how far a member may expand, and which names may stand in it. Nothing
 * is ever written to the disk. */
#include "ingest/tv-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

#define BLOCK (1 << 16)
#define MAXIMUM_MEMBERS 10000
#define MAXIMUM_DIRECTORY (1 << 22)                     /* bytes read before the first member */
#define MAXIMUM_EXPANSION (G_GINT64_CONSTANT (1) << 32) /* bytes of one member */
#define MAXIMUM_TOTAL (G_GINT64_CONSTANT (1) << 33) /* of all that are read through one handle */
#define MAXIMUM_RATIO 100
#define FREE_OF_RATIO (1 << 25) /* bytes that may come from however little */

struct _TvArchive
{
  TvByteFile *file; /* borrowed */
  TvArchiveFormat format;
  struct archive *archive;
  guint8 *block;
  char *name; /* of the present member */
  gint64 size;
  guint member_count;
  gboolean is_in_directory; /* no member was reached yet */
  gboolean is_at_end;       /* behind the last member */
  gint64 packed_count;      /* bytes taken for the present member, or for the directory */
  gint64 unpacked_count;    /* of the present member */
  gint64 total_count;
  GError *cause; /* of the file below */
};

static void
fail (TvArchive *archive, const char *fact, GError **error)
{
  tv_byte_file_fail (archive->file, TV_ERROR_INVALID_INPUT, fact, error);
}

static la_ssize_t
give_block (struct archive *handle, void *data, const void **out_block)
{
  TvArchive *archive = data;
  gssize got;

  if (archive->is_in_directory && archive->packed_count > MAXIMUM_DIRECTORY)
    {
      archive_set_error (handle, EIO, "the directory is too long");
      fail (archive, _ ("its list of members is too long"), &archive->cause);
      return ARCHIVE_FATAL;
    }
  g_clear_error (&archive->cause);
  got = tv_byte_file_read (archive->file, archive->block, BLOCK, &archive->cause);
  if (got < 0)
    {
      archive_set_error (handle, EIO, "the file cannot be read");
      return ARCHIVE_FATAL;
    }
  archive->packed_count += got;
  *out_block = archive->block;
  return got;
}

static la_int64_t
go_to (struct archive *handle, void *data, la_int64_t offset, int whence)
{
  TvArchive *archive = data;
  gint64 from = whence == SEEK_SET   ? 0
                : whence == SEEK_CUR ? tv_byte_file_get_position (archive->file)
                                     : tv_byte_file_get_size (archive->file);

  if (!tv_byte_file_seek (archive->file, from + offset))
    return ARCHIVE_FATAL;
  return tv_byte_file_get_position (archive->file);
}

/* A failure of the file goes before what libarchive makes of it. */
static void
fail_damaged (TvArchive *archive, GError **error)
{
  if (archive->cause != NULL)
    g_propagate_error (error, g_steal_pointer (&archive->cause));
  else
    fail (archive, _ ("it is damaged, or its end is missing"), error);
}

/**
 * tv_archive_open:
 * @file: a gzip or zip file at its start; it must outlive the archive, which moves about in it
 * @format: what it is
 * @error: return location for an error that names the file
 *
 * Opens an archive before its first member.
 *
 * Returns: (transfer full) (nullable): the archive
 */
TvArchive *
tv_archive_open (TvByteFile *file, TvArchiveFormat format, GError **error)
{
  g_autoptr (TvArchive) archive = g_new0 (TvArchive, 1);

  archive->file = file;
  archive->format = format;
  archive->is_in_directory = TRUE;
  if (format == TV_ARCHIVE_ZIP && !tv_byte_file_is_seekable (file))
    {
      fail (archive, _ ("an archive cannot be read from a pipe; save it as a file first"), error);
      return NULL;
    }
  archive->block = g_malloc (BLOCK);
  archive->archive = archive_read_new ();
  if (format == TV_ARCHIVE_ZIP)
    {
      archive_read_support_format_zip_seekable (archive->archive);
      archive_read_set_seek_callback (archive->archive, go_to);
    }
  else
    {
      archive_read_support_filter_gzip (archive->archive);
      archive_read_support_format_raw (archive->archive);
      archive_read_support_format_empty (archive->archive);
    }
  archive_read_set_read_callback (archive->archive, give_block);
  archive_read_set_callback_data (archive->archive, archive);
  if (archive_read_open1 (archive->archive) >= ARCHIVE_WARN)
    return g_steal_pointer (&archive);
  fail_damaged (archive, error);
  return NULL;
}

/**
 * tv_archive_free:
 * @archive: (transfer full): the archive
 *
 * Frees the archive; its file stays open.
 */
void
tv_archive_free (TvArchive *archive)
{
  if (archive->archive != NULL)
    archive_read_free (archive->archive);
  g_clear_error (&archive->cause);
  g_free (archive->block);
  g_free (archive->name);
  g_free (archive);
}

static char *
dup_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  g_autofree char *valid = NULL;

  if (name == NULL)
    name = archive_entry_pathname (entry);
  valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  /* Some writers on Windows take its own separator. */
  g_strdelimit (valid, "\\", '/');
  return g_strdup (g_str_has_prefix (valid, "./") ? valid + 2 : valid);
}

static gboolean
is_safe_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  return name[0] != '/' && !(g_ascii_isalpha (name[0]) && name[1] == ':')
         && !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
check_member (TvArchive *archive, struct archive_entry *entry, GError **error)
{
  mode_t type = archive_entry_filetype (entry);

  if (++archive->member_count > MAXIMUM_MEMBERS)
    fail (archive, _ ("it holds more than 10,000 files"), error);
  else if (!is_safe_name (archive->name))
    fail (archive, _ ("it holds a file whose name points outside of it"), error);
  else if (type != AE_IFREG && type != AE_IFDIR && type != 0)
    fail (archive, _ ("it holds a link or another thing that is no file"), error);
  else
    return TRUE;
  return FALSE;
}

/**
 * tv_archive_next:
 * @archive: the archive
 * @error: return location for TV_ERROR_INVALID_INPUT where it is damaged or looks hostile
 *
 * Goes to the next member.
 *
 * Returns: (nullable): its name as UTF-8 with “/” between folders, borrowed until the next call;
 * that of a folder ends in “/”, that of a gzip file is empty; %NULL behind the last, and on an
 * error
 */
const char *
tv_archive_next (TvArchive *archive, GError **error)
{
  struct archive_entry *entry;
  int status = archive_read_next_header (archive->archive, &entry);

  archive->is_in_directory = FALSE;
  archive->packed_count = archive->unpacked_count = 0;
  archive->is_at_end = status == ARCHIVE_EOF;
  if (archive->is_at_end)
    return NULL;
  if (status < ARCHIVE_WARN)
    {
      fail_damaged (archive, error);
      return NULL;
    }
  g_free (archive->name);
  archive->name = archive->format == TV_ARCHIVE_GZIP ? g_strdup ("") : dup_name (entry);
  archive->size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : -1;
  if (!check_member (archive, entry, error))
    return NULL;
  if (!archive_entry_is_encrypted (entry))
    return archive->name;
  fail (archive, _ ("it is protected by a password; save it without one"), error);
  return NULL;
}

/**
 * tv_archive_find:
 * @archive: the archive, before its first member
 * @name: of a member
 * @error: return location for TV_ERROR_NOT_FOUND, and as of tv_archive_next()
 *
 * Goes to a member.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_archive_find (TvArchive *archive, const char *name, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *fact = NULL;
  const char *found;

  while ((found = tv_archive_next (archive, &cause)) != NULL)
    if (g_ascii_strcasecmp (found, name) == 0)
      return TRUE;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  fact = g_strdup_printf (_ ("there is no “%s” in it"), name);
  tv_byte_file_fail (archive->file, TV_ERROR_NOT_FOUND, fact, error);
  return FALSE;
}

/**
 * tv_archive_get_size:
 * @archive: the archive
 *
 * Returns: how large the archive says that the present member is, in bytes; -1 = it does not
 */
gint64
tv_archive_get_size (const TvArchive *archive)
{
  return archive->size;
}

static gboolean
check_expansion (TvArchive *archive, GError **error)
{
  if (archive->unpacked_count > FREE_OF_RATIO
      && archive->unpacked_count / MAXIMUM_RATIO > archive->packed_count)
    {
      fail (archive,
            _ ("it unpacks to more than 100 times its size, which no honest table does"),
            error);
      return FALSE;
    }
  if (archive->unpacked_count <= MAXIMUM_EXPANSION && archive->total_count <= MAXIMUM_TOTAL)
    return TRUE;
  fail (archive, _ ("it unpacks to more than 4 GB; split it into smaller files"), error);
  return FALSE;
}

/**
 * tv_archive_read:
 * @archive: the archive, at a member, or behind the last
 * @buffer: (array length=size): room for the bytes
 * @size: of @buffer, in bytes, at least 1
 * @error: return location for TV_ERROR_INVALID_INPUT where it is damaged or unpacks to too much,
 * and as of tv_byte_file_read()
 *
 * Unpacks the next bytes of the present member.
 *
 * Returns: how many, 0 at its end, -1 on an error
 */
gssize
tv_archive_read (TvArchive *archive, void *buffer, gsize size, GError **error)
{
  la_ssize_t got = archive->is_at_end ? 0 : archive_read_data (archive->archive, buffer, size);

  if (got < 0)
    {
      fail_damaged (archive, error);
      return -1;
    }
  archive->unpacked_count += got;
  archive->total_count += got;
  if (!check_expansion (archive, error))
    return -1;
  return got == 0 && !tv_byte_file_check (archive->file, error) ? -1 : got;
}
