/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes beside the reading, so that an import takes no longer for it; a thread whose disk does not
 * answer is left behind by a cancel, and frees what it holds when it comes back. */
#include "ingest/tv-file-hash.h"

#include <string.h>

#define NAP (G_USEC_PER_SEC / 50)

struct _TvFileHash
{
  gatomicrefcount references; /* the thread's and the caller's */
  char *path;
  char *orders_path; /* (nullable) */
  TvProgress *progress;
  GAsyncQueue *done; /* gets the hash itself when the thread is through */
  gboolean is_taken;
  gboolean is_good;
  GError *error;
  guint8 bytes[TV_DIGEST_LENGTH];
};

static void
unref (TvFileHash *hash)
{
  if (!g_atomic_ref_count_dec (&hash->references))
    return;
  g_clear_pointer (&hash->progress, tv_progress_unref);
  g_clear_error (&hash->error);
  g_async_queue_unref (hash->done);
  g_free (hash->path);
  g_free (hash->orders_path);
  g_free (hash);
}

/* Of two files: the hash of both hashes, one behind the other. */
static gboolean
hash_files (TvFileHash *hash)
{
  guint8 both[2][TV_DIGEST_LENGTH];
  g_autoptr (TvDigest) digest = NULL;

  if (!tv_digest_file_cancellable (hash->path, hash->progress, hash->bytes, &hash->error))
    return FALSE;
  if (hash->orders_path == NULL)
    return TRUE;
  memcpy (both[0], hash->bytes, TV_DIGEST_LENGTH);
  if (!tv_digest_file_cancellable (hash->orders_path, hash->progress, both[1], &hash->error))
    return FALSE;
  digest = tv_digest_new ();
  tv_digest_add_raw (digest, both, sizeof both);
  tv_digest_finish (digest, hash->bytes);
  return TRUE;
}

static gpointer
hash_thread (gpointer data)
{
  TvFileHash *hash = data;

  hash->is_good = hash_files (hash);
  g_async_queue_push (hash->done, hash);
  unref (hash);
  return NULL;
}

/**
 * tv_file_hash_start:
 * @path: (type filename): a file
 * @orders_path: (nullable) (type filename): the file of orders that its lines are joined to
 * @progress: (nullable): whose cancel ends hashing and waiting
 *
 * Begins to hash.
 *
 * Returns: (transfer full): the hash in the making
 */
TvFileHash *
tv_file_hash_start (const char *path, const char *orders_path, TvProgress *progress)
{
  TvFileHash *hash = g_new0 (TvFileHash, 1);

  g_atomic_ref_count_init (&hash->references);
  g_atomic_ref_count_inc (&hash->references);
  hash->path = g_strdup (path);
  hash->orders_path = g_strdup (orders_path);
  hash->progress = progress != NULL ? tv_progress_ref (progress) : NULL;
  hash->done = g_async_queue_new ();
  g_thread_unref (g_thread_new ("import-hash", hash_thread, hash));
  return hash;
}

/**
 * tv_file_hash_free:
 * @hash: (transfer full): a hash, waited for or not
 *
 * Lets go of a hash; its thread ends by itself.
 */
void
tv_file_hash_free (TvFileHash *hash)
{
  unref (hash);
}

/**
 * tv_file_hash_wait:
 * @hash: a hash
 * @out_hash: (out caller-allocates): the SHA-256 of the file; with a file of orders, that of the
 *   SHA-256 of both, in this order
 * @error: return location: %TV_ERROR_NOT_FOUND, %TV_ERROR_IO, or a cancel
 *
 * Waits for the hash; may be asked more than once, but not again after an error.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_file_hash_wait (TvFileHash *hash, guint8 out_hash[TV_DIGEST_LENGTH], GError **error)
{
  while (!hash->is_taken)
    {
      if (!tv_progress_check (hash->progress, error))
        return FALSE;
      hash->is_taken = g_async_queue_timeout_pop (hash->done, NAP) != NULL;
    }
  if (!hash->is_good)
    {
      g_propagate_error (error, g_steal_pointer (&hash->error));
      return FALSE;
    }
  memcpy (out_hash, hash->bytes, TV_DIGEST_LENGTH);
  return TRUE;
}
