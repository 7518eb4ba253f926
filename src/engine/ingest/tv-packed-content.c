/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same text may come as it is, or packed in a .gz file or an archive: what is packed is hashed
 * as well, and kept with the batch, so that the same content is known again whichever way it comes.
 * A packed file is unpacked once more for that. Writes batch_figure. */
#include "ingest/tv-packed-content.h"

#include "base/tv-text.h"
#include "ingest/tv-byte-source.h"

#define CHUNK (256 * 1024) /* bytes */

/* Workbooks are archives themselves, and known by their own bytes. */
static gboolean
is_packed (const TvImportFile *file, gboolean *out_is_packed, GError **error)
{
  TvByteFormat format = TV_BYTE_FORMAT_PLAIN;

  if (file->join == NULL && !file->is_book
      && !tv_byte_source_get_format (file->path, &format, error))
    return FALSE;
  *out_is_packed = format == TV_BYTE_FORMAT_GZIP || format == TV_BYTE_FORMAT_ZIP;
  return TRUE;
}

/**
 * tv_packed_content_read:
 * @content: (out caller-allocates): what is packed; without a size where nothing is
 * @file: a file
 * @progress: (nullable): cancel
 * @error: return location for an error that names the file, or a cancel
 *
 * Hashes what is packed in a file.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_packed_content_read (TvPackedContent *content,
                        const TvImportFile *file,
                        TvProgress *progress,
                        GError **error)
{
  g_autoptr (TvByteSource) source = NULL;
  g_autoptr (TvDigest) digest = tv_digest_new ();
  g_autofree char *buffer = NULL;
  gboolean has_content;
  gssize got;

  content->size = 0;
  if (!is_packed (file, &has_content, error))
    return FALSE;
  if (!has_content)
    return TRUE;
  source = tv_byte_source_open_with (file->path, file->entry, progress, error);
  if (source == NULL)
    return FALSE;
  buffer = g_malloc (CHUNK);
  while ((got = tv_byte_source_read (source, buffer, CHUNK, error)) > 0)
    {
      tv_digest_add_raw (digest, buffer, (gsize) got);
      content->size += got;
      if (!tv_progress_check (progress, error))
        return FALSE;
    }
  tv_digest_finish (digest, content->hash);
  return got == 0;
}

/**
 * tv_packed_content_write:
 * @content: what is packed in a file
 * @job: a job with the writer, inside the transaction of the import
 * @batch_id: the batch of the file
 * @error: return location for an error
 *
 * Keeps it with the batch; nothing where nothing is packed.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_packed_content_write (const TvPackedContent *content,
                         TvJob *job,
                         gint64 batch_id,
                         GError **error)
{
  g_autofree char *hex = tv_hex_encode (content->hash, TV_DIGEST_LENGTH);
  g_autofree char *name = g_strconcat ("content ", hex, NULL);

  return content->size == 0
         || tv_connection_execute (job->db,
                                   TV_SQL_INGEST_INSERT_FIGURE,
                                   error,
                                   "iti",
                                   batch_id,
                                   name,
                                   content->size);
}

/**
 * tv_batch_find_same:
 * @job: a job
 * @file: a file
 * @entry: (nullable): its sheet or member
 * @hash: SHA-256 of its content, as it is or unpacked
 * @out_batch_id: (out): the batch that took in the very same, packed or not; 0 = none
 * @error: return location for an error
 *
 * Looks for the same content among what counts.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_batch_find_same (TvJob *job,
                    const TvImportFile *file,
                    const char *entry,
                    const guint8 hash[TV_DIGEST_LENGTH],
                    gint64 *out_batch_id,
                    GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_FIND_BATCH, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_blob (statement, 1, hash, TV_DIGEST_LENGTH);
  tv_statement_bind_text (statement, 2, entry != NULL ? entry : "");
  tv_statement_bind_text (statement, 3, tv_import_kind_get_code (file->kind));
  step = tv_statement_step (statement, error);
  *out_batch_id = step == TV_STEP_ROW ? tv_statement_get_int64 (statement, 0) : 0;
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}
