/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine handle: opens and closes a workspace, and announces commits.
 * All reading and writing of the other files of the pipeline goes through tv_read_begin() and
 * tv_engine_write() here. Nothing here knows a table. */
#include "pipeline/tv-engine-private.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "exchange/tv-export.h"
#include "pipeline/tv-customer-index.h"
#include "pipeline/tv-warm.h"

G_DEFINE_FINAL_TYPE (TvEngine, tv_engine, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A commit on its way to the main context; it does not keep the workspace open. */
typedef struct
{
  GWeakRef engine;
  guint changed;
  guint64 generation;
} Change;

static void
change_free (Change *change)
{
  g_weak_ref_clear (&change->engine);
  g_free (change);
}

static gboolean
change_arrived_cb (gpointer user_data)
{
  Change *change = user_data;
  g_autoptr (TvEngine) engine = g_weak_ref_get (&change->engine);

  if (engine != NULL && engine->store != NULL)
    g_signal_emit (engine, signals[SIGNAL_CHANGED], 0, change->changed, change->generation);
  return G_SOURCE_REMOVE;
}

static void
announce (TvEngine *engine, TvChanged changed)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Change *change = g_new (Change, 1);

  g_weak_ref_init (&change->engine, engine);
  change->changed = changed;
  g_mutex_lock (&engine->lock);
  change->generation = ++engine->generation;
  g_mutex_unlock (&engine->lock);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, change_arrived_cb, change, (GDestroyNotify) change_free);
  g_source_attach (source, engine->context);
}

static void
tv_engine_finalize (GObject *object)
{
  TvEngine *engine = TV_ENGINE (object);

  tv_engine_close (engine);
  g_clear_pointer (&engine->context, g_main_context_unref);
  g_free (engine->actor);
  g_free (engine->machine);
  g_mutex_clear (&engine->lock);
  G_OBJECT_CLASS (tv_engine_parent_class)->finalize (object);
}

static void
tv_engine_class_init (TvEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tv_engine_finalize;

  /**
   * TvEngine::changed:
   * @engine: the engine
   * @changed: flags of TvChanged: what the commit touched
   * @generation: goes up with each commit of this handle
   *
   * Something was committed. Emitted on the main context of the thread that opened the workspace.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TV_TYPE_ENGINE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_UINT,
                                          G_TYPE_UINT64);
}

static void
tv_engine_init (TvEngine *engine)
{
  const char *name = g_get_real_name ();

  g_mutex_init (&engine->lock);
  engine->context = g_main_context_ref_thread_default ();
  engine->actor = g_strdup (
      name == NULL || name[0] == '\0' || g_str_equal (name, "Unknown") ? g_get_user_name () : name);
  engine->machine = g_strdup (g_get_host_name ());
  engine->pending.batch_id = -1;
}

static gboolean
sweep_exports_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_export_sweep (job, error);
}

/* Finishes or gives up what a kill left behind. Another program that is writing just now will do it
 * in our place, or we the next time. */
static gboolean
sweep (TvEngine *engine, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean has_prepared = FALSE;

  {
    g_auto (TvRead) read = { 0 };

    if (!tv_read_begin (&read, engine, NULL, error)
        || !tv_export_has_prepared (&read.job, &has_prepared, error))
      return FALSE;
  }
  if (has_prepared
      && !tv_engine_write (engine, sweep_exports_cb, NULL, TV_CHANGED_EXPORTS, NULL, &local_error)
      && !g_error_matches (local_error, TV_ERROR, TV_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * tv_engine_open:
 * @path: (type filename): the workspace file
 * @flags: how to open, as for tv_store_open()
 * @error: return location for an error
 *
 * Opens a workspace, and finishes or gives up exports that a kill left behind (not when read-only).
 * "changed" will be emitted on the calling thread's default main context.
 *
 * Returns: (transfer full) (nullable): the engine
 */
TvEngine *
tv_engine_open (const char *path, TvOpenFlags flags, GError **error)
{
  return tv_engine_open_watched (path, flags, NULL, error);
}

/**
 * tv_engine_open_watched:
 * @path: (type filename): the workspace file
 * @flags: how to open, as for tv_store_open()
 * @progress: (nullable): progress and cancel, as for tv_store_open_watched()
 * @error: return location for an error or a cancel
 *
 * The same for somebody who waits.
 *
 * Returns: (transfer full) (nullable): the engine
 */
TvEngine *
tv_engine_open_watched (const char *path, TvOpenFlags flags, TvProgress *progress, GError **error)
{
  g_autoptr (TvStore) store = tv_store_open_watched (path, flags, progress, error);
  g_autoptr (TvEngine) engine = NULL;

  if (store == NULL)
    return NULL;
  engine = g_object_new (TV_TYPE_ENGINE, NULL);
  engine->store = g_steal_pointer (&store);
  if (!tv_store_is_read_only (engine->store) && !sweep (engine, error))
    return NULL;
  return g_steal_pointer (&engine);
}

/**
 * tv_engine_get_path:
 * @engine: the engine
 *
 * Returns: (type filename): the workspace file
 */
const char *
tv_engine_get_path (TvEngine *engine)
{
  return tv_store_get_path (engine->store);
}

/**
 * tv_engine_is_read_only:
 * @engine: the engine
 *
 * Returns: TRUE if nothing can be written, because it was asked for so, or because file or folder
 * are read-only
 */
gboolean
tv_engine_is_read_only (TvEngine *engine)
{
  return tv_store_is_read_only (engine->store);
}

/**
 * tv_engine_set_actor:
 * @engine: the engine
 * @actor: a name
 *
 * Sets whose name the ledger bears from now on; by default the user's real name. Call it before
 * other threads use the engine.
 */
void
tv_engine_set_actor (TvEngine *engine, const char *actor)
{
  g_autofree char *old = engine->actor;

  engine->actor = g_strdup (actor);
}

/**
 * tv_engine_close:
 * @engine: the engine
 *
 * Closes the workspace; no call may be under way. Nothing but tv_engine_close() and unref may
 * follow. Freeing the engine closes it, too.
 */
void
tv_engine_close (TvEngine *engine)
{
  g_clear_pointer (&engine->warm, tv_warm_unref);
  g_clear_pointer (&engine->index, tv_customer_index_unref);
  g_clear_pointer (&engine->pending.pending, g_hash_table_unref);
  g_clear_pointer (&engine->origin.ids, g_hash_table_unref);
  g_clear_pointer (&engine->movement.movers, g_array_unref);
  g_clear_pointer (&engine->store, tv_store_close);
}

static void
init_job (TvJob *job, TvEngine *engine, TvConnection *db, TvProgress *progress)
{
  *job = (TvJob){
    .db = db,
    .progress = progress,
    .now_usec = g_get_real_time (),
    .thread_count = g_get_num_processors (),
    .actor = engine->actor,
    .machine = engine->machine,
  };
}

/**
 * tv_read_begin:
 * @read: (out caller-allocates): the read
 * @engine: the engine
 * @progress: (nullable): its cancel ends long statements
 * @error: return location for an error
 *
 * Leases a reader: all that is read through it is one state of the workspace. End with
 * tv_read_clear().
 *
 * Returns: TRUE on success
 */
gboolean
tv_read_begin (TvRead *read, TvEngine *engine, TvProgress *progress, GError **error)
{
  TvConnection *db = tv_store_lease_reader (engine->store, progress, error);

  if (db == NULL)
    return FALSE;
  read->engine = engine;
  init_job (&read->job, engine, db, progress);
  read->job.store = engine->store;
  return TRUE;
}

/**
 * tv_read_clear:
 * @read: a read, begun or zero
 *
 * Gives the reader back.
 */
void
tv_read_clear (TvRead *read)
{
  if (read->job.db != NULL)
    tv_store_return_reader (read->engine->store, read->job.db);
  read->job.db = NULL;
}

static gboolean
write_in (TvEngine *engine,
          TvTransaction *transaction,
          TvWriteFunc func,
          gpointer data,
          TvChanged changed,
          TvProgress *progress,
          GError **error)
{
  TvJob job;

  if (transaction == NULL)
    return FALSE;
  init_job (&job, engine, tv_transaction_get_connection (transaction), progress);
  if (!func (&job, data, error) || !tv_transaction_commit (transaction, error))
    return FALSE;
  announce (engine, changed);
  return TRUE;
}

/**
 * tv_engine_write:
 * @engine: the engine
 * @func: what to do within the transaction
 * @data: for @func
 * @changed: what it touches
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; READ_ONLY where nothing can be written
 *
 * Runs @func in one write transaction, commits, and announces the change. Where @func fails nothing
 * is written.
 *
 * Returns: TRUE once it is committed
 */
gboolean
tv_engine_write (TvEngine *engine,
                 TvWriteFunc func,
                 gpointer data,
                 TvChanged changed,
                 TvProgress *progress,
                 GError **error)
{
  g_autoptr (TvTransaction) transaction = tv_store_begin (engine->store, progress, error);

  return write_in (engine, transaction, func, data, changed, progress, error);
}

/**
 * tv_engine_write_bulk:
 * @engine: the engine
 * @func: what to do within the transaction
 * @data: for @func
 * @changed: what it touches
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; READ_ONLY where nothing can be written
 *
 * The same for very many rows, see tv_store_begin_bulk().
 *
 * Returns: TRUE once it is committed
 */
gboolean
tv_engine_write_bulk (TvEngine *engine,
                      TvWriteFunc func,
                      gpointer data,
                      TvChanged changed,
                      TvProgress *progress,
                      GError **error)
{
  g_autoptr (TvTransaction) transaction = tv_store_begin_bulk (engine->store, progress, error);

  return write_in (engine, transaction, func, data, changed, progress, error);
}
