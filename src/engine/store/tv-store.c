/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open workspace at work: a pool of readers, each with one snapshot while it is lent, and one
 * writer behind the gate. Checkpoints happen here only: after a commit that left a long log, and at
 * close. Opening is in tv-store-open.c. */
#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "store/tv-store-private.h"

#define WAL_LIMIT_BYTES (64 * 1024 * 1024)
#define CHECKPOINT_WAIT_USEC (G_USEC_PER_SEC / 10)
#define CLOSE_WAIT_USEC (G_USEC_PER_SEC / 2)
#define LEASE_WAIT_USEC (30 * G_USEC_PER_SEC)
#define NAP_USEC (G_USEC_PER_SEC / 20)

struct _TvTransaction
{
  TvStore *store;
  gboolean is_open;
  gboolean is_bulk; /* foreign keys are off until it is over */
};

/* Moves the log into the file; the caller holds the gate. Other programs that read hinder it, which
 * is no error. */
static void
checkpoint (TvConnection *writer, int mode)
{
  writer->busy_limit_usec = CHECKPOINT_WAIT_USEC;
  sqlite3_wal_checkpoint_v2 (writer->db, NULL, mode, NULL, NULL);
  writer->busy_limit_usec = TV_BUSY_LIMIT_USEC;
}

static void
close_writer (TvStore *store)
{
  /* Without the gate somebody else is writing, and will checkpoint in turn. */
  gboolean is_held = tv_writer_gate_lock (store->gate, CLOSE_WAIT_USEC, NULL, NULL);

  /* SQLite's own locks do not tell who else is there: a process loses them as soon as anything in
   * it closes the file, as a file chooser does that looks at what it lists. Taking the log away
   * then would lose what the others write. The gate's locks belong to its descriptor and stay. */
  if (is_held && tv_writer_gate_join (store->gate) && !store->is_in_doubt)
    {
      checkpoint (store->writer, SQLITE_CHECKPOINT_TRUNCATE);
      /* Lets the last one to leave take the empty log away. */
      sqlite3_db_config (store->writer->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    }
  tv_connection_close (store->writer);
  if (is_held)
    tv_writer_gate_unlock (store->gate);
}

/**
 * tv_store_close:
 * @store: (transfer full): a workspace; all readers returned, no transaction open
 *
 * Checkpoints and closes a workspace.
 */
void
tv_store_close (TvStore *store)
{
  g_assert (store->leased_count == 0);
  while (store->idle_count > 0)
    tv_connection_close (store->idle[--store->idle_count]);
  if (store->writer != NULL)
    close_writer (store);
  g_clear_pointer (&store->gate, tv_writer_gate_free);
  g_mutex_clear (&store->lock);
  g_cond_clear (&store->returned);
  g_free (store->finding);
  g_free (store->path);
  g_free (store);
}

/**
 * tv_store_get_path:
 * @store: a workspace
 *
 * Returns: (transfer none): its file, with links resolved
 */
const char *
tv_store_get_path (TvStore *store)
{
  return store->path;
}

/**
 * tv_store_is_read_only:
 * @store: a workspace
 *
 * Returns: whether nothing can be written, as asked or because of the file, its folder or its disk
 */
gboolean
tv_store_is_read_only (TvStore *store)
{
  return store->is_read_only;
}

/**
 * tv_store_dup_schema_finding:
 * @store: a workspace opened with %TV_OPEN_FORENSIC
 *
 * Returns: (transfer full) (nullable): how its schema differs from ours, half a sentence; %NULL
 * where it does not
 */
char *
tv_store_dup_schema_finding (TvStore *store)
{
  return g_strdup (store->finding);
}

/* Waits until a reader may be lent and counts it as lent; gives the idle one, or NULL where a new
 * one has to be opened. */
static gboolean
wait_for_reader (TvStore *store, TvProgress *progress, TvConnection **out_idle, GError **error)
{
  gint64 deadline_usec = g_get_monotonic_time () + LEASE_WAIT_USEC;
  gboolean is_free;

  g_mutex_lock (&store->lock);
  while (store->leased_count == TV_READER_LIMIT && g_get_monotonic_time () < deadline_usec
         && !tv_progress_is_cancelled (progress))
    g_cond_wait_until (&store->returned, &store->lock, g_get_monotonic_time () + NAP_USEC);
  is_free = store->leased_count < TV_READER_LIMIT && !tv_progress_is_cancelled (progress);
  *out_idle = NULL;
  if (is_free)
    {
      store->leased_count++;
      if (store->idle_count > 0)
        *out_idle = store->idle[--store->idle_count];
    }
  g_mutex_unlock (&store->lock);
  if (!is_free && tv_progress_check (progress, error))
    {
      g_autofree char *name = tv_store_dup_name (store->path);

      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_BUSY,
                   _ ("Could not read “%s”: too many operations are reading it."),
                   name);
    }
  return is_free;
}

/* Makes a reader of one that may be lent: it begins its snapshot. */
static TvConnection *
begin_reader (TvStore *store, TvConnection *idle, TvProgress *progress, GError **error)
{
  TvConnection *reader
      = idle != NULL ? idle : tv_connection_open (store->path, store->reader_mode, error);

  if (reader != NULL && tv_connection_exec (reader, "BEGIN", error))
    {
      tv_connection_set_progress (reader, progress);
      return reader;
    }
  if (reader != NULL)
    tv_connection_close (reader);
  g_mutex_lock (&store->lock);
  store->leased_count--;
  g_cond_signal (&store->returned);
  g_mutex_unlock (&store->lock);
  return NULL;
}

/**
 * tv_store_lease_reader:
 * @store: a workspace
 * @progress: (nullable): whose cancel ends the reader's statements
 * @error: return location
 *
 * Lends a connection that can only read, to one thread, with one snapshot: it sees the workspace as
 * it is at the first read until it is returned. Any thread; waits while all are lent.
 *
 * Returns: (transfer none) (nullable): a reader for tv_store_return_reader()
 */
TvConnection *
tv_store_lease_reader (TvStore *store, TvProgress *progress, GError **error)
{
  TvConnection *idle;

  return wait_for_reader (store, progress, &idle, error)
             ? begin_reader (store, idle, progress, error)
             : NULL;
}

/**
 * tv_store_try_reader:
 * @store: a workspace
 * @progress: (nullable): whose cancel ends the reader's statements
 *
 * As tv_store_lease_reader(), for a helper of a thread that has a reader already: it never waits,
 * as threads that wait for each other's second reader would, and leaves one for others. Its
 * snapshot may be a later one than the first reader's.
 *
 * Returns: (transfer none) (nullable): a reader for tv_store_return_reader(), %NULL where there is
 * none to spare
 */
TvConnection *
tv_store_try_reader (TvStore *store, TvProgress *progress)
{
  TvConnection *idle = NULL;
  gboolean is_free;

  g_mutex_lock (&store->lock);
  is_free = store->leased_count + 1 < TV_READER_LIMIT;
  if (is_free)
    {
      store->leased_count++;
      if (store->idle_count > 0)
        idle = store->idle[--store->idle_count];
    }
  g_mutex_unlock (&store->lock);
  return is_free ? begin_reader (store, idle, progress, NULL) : NULL;
}

/**
 * tv_store_return_reader:
 * @store: the workspace it is from
 * @connection: (nullable): a reader; its statements and rows are over
 *
 * Gives a reader back and lets go of its snapshot. Any thread.
 */
void
tv_store_return_reader (TvStore *store, TvConnection *connection)
{
  if (connection == NULL)
    return;
  tv_connection_set_progress (connection, NULL);
  tv_connection_reset_all (connection);
  tv_connection_exec (connection, "ROLLBACK", NULL);
  g_mutex_lock (&store->lock);
  store->idle[store->idle_count++] = connection;
  store->leased_count--;
  g_cond_signal (&store->returned);
  g_mutex_unlock (&store->lock);
}

/* What a statement that changes many rows needs to be taken back lies where temporary tables lie
 * when the transaction begins: in a file that has no name, as it can be as much as the table. */
static gboolean
begin_immediate (TvConnection *writer, gboolean is_bulk, GError **error)
{
  gboolean has_begun
      = tv_connection_exec (writer,
                            is_bulk ? "PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE;"
                                      "BEGIN IMMEDIATE"
                                    : "PRAGMA temp_store = FILE; BEGIN IMMEDIATE",
                            error);

  return has_begun && tv_connection_exec (writer, "PRAGMA temp_store = MEMORY", error);
}

static TvTransaction *
begin (TvStore *store, gboolean is_bulk, TvProgress *progress, GError **error)
{
  TvTransaction *transaction;

  if (store->is_read_only)
    {
      g_autofree char *name = tv_store_dup_name (store->path);

      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_READ_ONLY,
                   _ ("Could not write “%s”: it is open for reading only."),
                   name);
      return NULL;
    }
  if (!tv_writer_gate_lock (store->gate, TV_BUSY_LIMIT_USEC, progress, error))
    return NULL;
  tv_connection_set_progress (store->writer, progress);
  if (!begin_immediate (store->writer, is_bulk, error))
    {
      tv_connection_set_progress (store->writer, NULL);
      if (!sqlite3_get_autocommit (store->writer->db))
        tv_connection_exec (store->writer, "ROLLBACK", NULL);
      tv_connection_exec (store->writer, "PRAGMA temp_store = MEMORY", NULL);
      if (is_bulk)
        tv_connection_exec (store->writer, "PRAGMA foreign_keys = ON", NULL);
      tv_writer_gate_unlock (store->gate);
      return NULL;
    }
  transaction = g_new0 (TvTransaction, 1);
  transaction->store = store;
  transaction->is_open = TRUE;
  transaction->is_bulk = is_bulk;
  return transaction;
}

/**
 * tv_store_begin:
 * @store: a workspace
 * @progress: (nullable): whose cancel ends the wait and the transaction's statements
 * @error: return location
 *
 * Takes the gate and begins a write transaction. Waits at most about five seconds for other threads
 * and programs.
 *
 * Returns: (transfer full) (nullable): the transaction; freed without a commit it never was.
 * %TV_ERROR_BUSY, %TV_ERROR_READ_ONLY, or %G_IO_ERROR_CANCELLED
 */
TvTransaction *
tv_store_begin (TvStore *store, TvProgress *progress, GError **error)
{
  return begin (store, FALSE, progress, error);
}

/**
 * tv_store_begin_bulk:
 * @store: a workspace
 * @progress: (nullable): whose cancel ends the wait and the transaction's statements
 * @error: return location
 *
 * The same for writing very many rows: foreign keys are not looked up for each of them. Only for
 * rows whose references the same transaction has looked up or made itself.
 *
 * Returns: (transfer full) (nullable): the transaction
 */
TvTransaction *
tv_store_begin_bulk (TvStore *store, TvProgress *progress, GError **error)
{
  return begin (store, TRUE, progress, error);
}

/**
 * tv_transaction_get_connection:
 * @transaction: an open transaction
 *
 * Returns: (transfer none): the writer, for the thread that works on the transaction
 */
TvConnection *
tv_transaction_get_connection (TvTransaction *transaction)
{
  return transaction->store->writer;
}

/* The caller holds the gate. */
static void
checkpoint_log (TvStore *store)
{
  gboolean is_read;

  g_mutex_lock (&store->lock);
  is_read = store->leased_count > 0;
  g_mutex_unlock (&store->lock);
  is_read = is_read || !tv_writer_gate_join (store->gate);
  checkpoint (store->writer, is_read ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE);
}

/* Ends the transaction, undoing what was not committed, and gives the gate back. */
static void
finish (TvTransaction *transaction)
{
  TvStore *store = transaction->store;

  tv_connection_set_progress (store->writer, NULL);
  tv_connection_reset_all (store->writer);
  if (!sqlite3_get_autocommit (store->writer->db))
    tv_connection_exec (store->writer, "ROLLBACK", NULL);
  if (transaction->is_bulk)
    tv_connection_exec (store->writer, "PRAGMA foreign_keys = ON", NULL);
  transaction->is_open = FALSE;
  tv_writer_gate_unlock (store->gate);
}

/**
 * tv_transaction_commit:
 * @transaction: an open transaction
 * @error: return location
 *
 * Makes all of it durable, or, on an error, none of it. Either way the transaction is over and only
 * tv_transaction_free() may follow.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
tv_transaction_commit (TvTransaction *transaction, GError **error)
{
  TvStore *store = transaction->store;
  gboolean is_committed;

  g_assert (transaction->is_open);
  tv_connection_reset_all (store->writer);
  if (sqlite3_get_autocommit (store->writer->db))
    {
      /* SQLite itself has undone it, on a full disk for one. */
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_IO,
                   _ ("Could not write “%s”: the changes were undone after an error."),
                   store->path);
      is_committed = FALSE;
    }
  else
    is_committed = tv_connection_exec (store->writer, "COMMIT", error);
  if (is_committed)
    {
      tv_connection_set_progress (store->writer, NULL);
      if (tv_store_get_wal_size (store->path) > WAL_LIMIT_BYTES)
        checkpoint_log (store);
    }
  finish (transaction);
  return is_committed;
}

/**
 * tv_store_settle:
 * @store: a workspace; the calling thread has none of its readers
 *
 * Moves the log into the file, so that whole tables can be read from there. Does nothing while
 * others read or write, who would have to wait.
 *
 * Returns: whether there was a log, and there may be none now
 */
gboolean
tv_store_settle (TvStore *store)
{
  if (store->is_read_only || tv_store_get_wal_size (store->path) == 0
      || !tv_writer_gate_lock (store->gate, 0, NULL, NULL))
    return FALSE;
  checkpoint_log (store);
  tv_writer_gate_unlock (store->gate);
  return TRUE;
}

/**
 * tv_transaction_free:
 * @transaction: (transfer full): a transaction
 *
 * Frees a transaction; one that was not committed is rolled back.
 */
void
tv_transaction_free (TvTransaction *transaction)
{
  if (transaction->is_open)
    finish (transaction);
  g_free (transaction);
}
